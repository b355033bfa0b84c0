"""Industrial ecosystems against what exchanges are for, or who travels."""

import textwrap
from typing import Literal

import pandas as pd

from charts.chart import Chart
from charts.coverage.count_grid import count_grid
from charts.coverage.taking_part import NARROW_WIDTH, integers, nothing_to_draw
from charts.figure import html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL
from charts.words import count, listing, plural

# The word of the data for a visiting partnership whose ecosystems no public source gives.
NOT_PUBLISHED = "Not published"


def _wrapped(name: object, width: int, lines: int) -> str:
    """A name in at most so many lines of text for Plotly, the last one cut."""
    parts = textwrap.wrap(shortened(name, 200), width) or [""]
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
        return nothing_to_draw(name, "No ecosystems in this register", table, palette, height)
    counts = [[0] * len(values) for _ in ecosystems]
    row_of = {ecosystem: at for at, ecosystem in enumerate(ecosystems)}
    column_of = {value: at for at, value in enumerate(values)}
    for ecosystem, value, number in zip(df["ecosystem"], df[column], numbers, strict=True):
        counts[row_of[str(ecosystem)]][column_of[str(value)]] += number
    sums = [sum(row) for row in counts]
    known = [at for at, ecosystem in enumerate(ecosystems) if ecosystem != NOT_PUBLISHED]
    empty = [shortened(ecosystems[at], 50) for at in known if not sums[at]]
    active = [at for at in known if sums[at]]
    if not active:
        finding = "No exchange is in a published ecosystem in this view"
    else:
        first = max(active, key=lambda at: sums[at])
        has = "has" if len(active) == 1 else "have"
        reach = (
            f"All {count(len(known))} ecosystems have exchanges"
            if not empty and len(known) > 1
            else f"{count(len(active))} of {plural(len(known), 'ecosystem')} {has} exchanges"
        )
        finding = f"{reach}; most are in {shortened(ecosystems[first], 60)} ({count(sums[first])})"
        finding += f"; none in {listing(empty)}" if empty else ""
    customdata = [
        [
            [ecosystem, value, f"{html_text(ecosystem, 80)}<br>{html_text(value, 80)}: {plural(number, 'exchange')}"]
            for value, number in zip(values, row, strict=True)
        ]
        for ecosystem, row in zip(ecosystems, counts, strict=True)
    ]
    shown = [shortened(ecosystem, 44) for ecosystem in ecosystems]
    left = text_width(shown, LABEL) + 14
    wrap = max(int((NARROW_WIDTH - left) / (len(values) + 1.1) / (LABEL * 0.5)), 8)
    figure = count_grid(
        counts,
        customdata,
        [html_text(ecosystem) for ecosystem in shown],
        [_wrapped(value[:1].upper() + value[1:], wrap, 4) for value in values],
        palette=palette,
        height=height,
        margin={"l": left, "r": 16, "t": 96, "b": 34},
        column_angle=0,
        heads=("", ""),
        row_sums=sums,
        column_sums=None,
    )
    kind = "organisation category" if column == "category" else column
    size = f"{plural(len(ecosystems), 'row')} by {plural(len(values), 'column')}"
    alt = f"Grid of {size}: exchanges by ecosystem and {kind}. {finding}."
    note = (
        "An exchange counts in each industrial ecosystem of its visiting partnership: "
        f"rows may sum to more than the {plural(total, 'exchange')} in view."
    )
    return Chart(name, finding, alt, figure, table, ("exchanges",), note)
