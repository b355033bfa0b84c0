"""Industrial ecosystems against what exchanges are for, or who travels."""

import textwrap
from typing import Literal

import pandas as pd

from charts.chart import Chart
from charts.clauses import clauses
from charts.codes import capital
from charts.coverage.count_grid import count_grid
from charts.coverage.taking_part import integers, nothing_to_draw
from charts.figure import html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL
from charts.words import count, exchanges, listing
from languages import N_, ngettext
from languages import gettext as _

# The word of the data for a visiting partnership whose ecosystems no public source gives.
NOT_PUBLISHED = N_("Not published")

# Heads that stand beside each other on a page of A4 do so on any screen.
PAPER_WIDTH = 850


def _wrapped(name: object, width: int, lines: int) -> str:
    """A name in at most so many lines of text for Plotly, the last one cut."""
    parts = textwrap.wrap(shortened(name, 200), width, break_long_words=False) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], shortened(" ".join(parts[lines - 1 :]), width)]
    return "<br>".join(html_text(part) for part in parts)


def ecosystem_heatmap(
    df: pd.DataFrame, column: Literal["purpose", "category"], *, total: int, palette: Palette, height: int
) -> Chart:
    """Industrial ecosystems of the visiting partnership against purpose or organisation category.

    df: ecosystem, `column`, exchanges; one row per pair, zeros included, in the order in which they are to stand.
    total: exchanges in the view, each counted once. Cells carry `customdata` [ecosystem, value, hover text].
    """
    ecosystems = list(dict.fromkeys(str(value) for value in df["ecosystem"]))
    values = list(dict.fromkeys(str(value) for value in df[column]))
    numbers = integers(df["exchanges"])
    table = df[["ecosystem", column]].assign(exchanges=pd.Series(numbers, index=df.index, dtype="int64"))
    table = table.reset_index(drop=True)
    name = f"ecosystem_{column}_heatmap"
    if df.empty:
        return nothing_to_draw(name, _("No ecosystems in this register"), table, palette, height)
    counts = [[0] * len(values) for __ in ecosystems]
    row_of = {ecosystem: at for at, ecosystem in enumerate(ecosystems)}
    column_of = {value: at for at, value in enumerate(values)}
    for ecosystem, value, number in zip(df["ecosystem"], df[column], numbers, strict=True):
        counts[row_of[str(ecosystem)]][column_of[str(value)]] += number
    sums = [sum(row) for row in counts]
    known = [at for at, ecosystem in enumerate(ecosystems) if ecosystem != NOT_PUBLISHED]
    finding = _finding(ecosystems, {at: sums[at] for at in known})
    customdata = [
        [
            [
                ecosystem,
                value,
                f"{html_text(_(ecosystem), 80)}<br>"
                + _("{name}: {exchanges}", name=html_text(_(value), 80), exchanges=exchanges(number)),
            ]
            for value, number in zip(values, row, strict=True)
        ]
        for ecosystem, row in zip(ecosystems, counts, strict=True)
    ]
    shown = [shortened(_(ecosystem), 44) for ecosystem in ecosystems]
    left = text_width(shown, LABEL) + 14
    wrap = max(int((PAPER_WIDTH - left) / (len(values) + 1.1) / (LABEL * 0.5)), 8)
    figure = count_grid(
        counts,
        customdata,
        [html_text(ecosystem) for ecosystem in shown],
        [_wrapped(capital(_(value)), wrap, 5) for value in values],
        palette=palette,
        height=height,
        margin={"l": left, "r": 16, "t": 96, "b": 34},
        column_angle=0,
        heads=("", ""),
        row_sums=sums,
        column_sums=None,
    )
    columns = ngettext("{number} column", "{number} columns", len(values))
    alt = (
        ngettext(
            "Grid of {number} row by {columns}: exchanges by ecosystem and organisation category. {finding}.",
            "Grid of {number} rows by {columns}: exchanges by ecosystem and organisation category. {finding}.",
            len(ecosystems),
            columns=columns,
            finding=finding,
        )
        if column == "category"
        else ngettext(
            "Grid of {number} row by {columns}: exchanges by ecosystem and purpose. {finding}.",
            "Grid of {number} rows by {columns}: exchanges by ecosystem and purpose. {finding}.",
            len(ecosystems),
            columns=columns,
            finding=finding,
        )
    )
    note = ngettext(
        "An exchange counts in each industrial ecosystem of its visiting partnership: "
        "rows may sum to more than the {number} exchange in view.",
        "An exchange counts in each industrial ecosystem of its visiting partnership: "
        "rows may sum to more than the {number} exchanges in view.",
        total,
    )
    return Chart(name, finding, alt, figure, table, ("exchanges",), note)


def _finding(ecosystems: list[str], sums: dict[int, int]) -> str:
    """How many ecosystems have exchanges, which has the most and which has none. sums: of the published ones, by place."""
    empty = [shortened(_(ecosystems[at]), 50) for at, number in sums.items() if not number]
    active = [at for at, number in sums.items() if number]
    if not active:
        return _("No exchange is in a published ecosystem in this view")
    if not empty and len(sums) > 1:
        reach = ngettext("All {number} ecosystems have exchanges", "All {number} ecosystems have exchanges", len(sums))
    else:
        reach = ngettext(
            "{number} of {ecosystems} has exchanges",
            "{number} of {ecosystems} have exchanges",
            len(active),
            ecosystems=ngettext("{number} ecosystem", "{number} ecosystems", len(sums)),
        )
    first = max(active, key=lambda at: sums[at])
    parts = [
        reach,
        _("most are in {name} ({count})", name=shortened(_(ecosystems[first]), 60), count=count(sums[first])),
    ]
    if empty:
        parts.append(_("none in {names}", names=listing(empty)))
    return clauses(parts)
