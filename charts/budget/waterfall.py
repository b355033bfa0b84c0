"""From the allocation to what remains, step by step."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money
from charts.chart import Chart
from charts.figure import FONT_SIZE, base, euro_axis, mark, outline, row_font_size, row_values, rows_axis, text_width
from charts.measures import label
from charts.palette import Palette
from charts.words import MINUS, eur, share
from languages import gettext as _

# The steps in the order of the money, with the sign with which each changes what is left.
STEPS: tuple[tuple[str, int], ...] = (
    ("allocation_eur", 1),
    ("transfers_eur", 1),
    ("paid_eur", -1),
    ("recovered_eur", 1),
    ("payable_eur", -1),
    ("committed_eur", -1),
)


class Step(NamedTuple):
    """A change of what is left: the level before it and after it."""

    field: str
    change: Decimal
    before: Decimal
    after: Decimal


def _steps(record: dict[Any, Any]) -> list[Step]:
    steps: list[Step] = []
    level = ZERO
    for field, sign in STEPS:
        change = sign * money(record[field])
        steps.append(Step(field, change, level, level + change))
        level += change
    return steps


def _signed(amount: Decimal, cents: bool = False) -> str:
    """The amount with its sign, plus included; nothing has none."""
    if not amount:
        return eur(amount, cents)
    return f"{'+' if amount > 0 else MINUS}{eur(abs(amount), cents)}"


def _finding(available: Decimal, remaining: Decimal, steps: Sequence[Step]) -> str:
    if not any(step.change for step in steps):
        return _("No lump-sum money is allocated or used")
    if available <= 0:
        return _("{amount} remains without money received", amount=eur(remaining))
    if remaining < 0:
        return _("More than was received is promised or spent: {amount} is missing", amount=eur(-remaining))
    return _(
        "Of {available} received, {remaining} remains: {share}",
        available=eur(available),
        remaining=eur(remaining),
        share=share(remaining, available),
    )


def waterfall(df: pd.DataFrame, *, palette: Palette, height: int = 300) -> Chart:
    """The way from the allocation over transfers, payments, recoveries and promises to what remains, top to bottom.

    df: one row with allocation_eur, transfers_eur, paid_eur, recovered_eur, payable_eur, committed_eur, remaining_eur and
    available_eur (Decimal). A bar is a change, from the level before it to the level after; the last is the level that
    remains. Raises TypeError for amounts that are floats.
    """
    record = df.to_dict("records")[0]
    steps = _steps(record)
    remaining, available = money(record["remaining_eur"]), money(record["available_eur"])
    names = [label(step.field) for step in steps] + [label("remaining_eur")]
    colours = {
        "allocation_eur": mark(palette.blue),
        "transfers_eur": mark(palette.blue_soft),
        "paid_eur": mark(palette.blue),
        "recovered_eur": mark(palette.blue_soft),
        "payable_eur": mark(palette.blue, palette.ground, "x"),
        "committed_eur": mark(palette.blue_soft, palette.ground, "/"),
    }
    spans = [(step.before, step.after, colours[step.field]) for step in steps]
    spans.append(
        (ZERO, remaining, outline(palette.grey) if remaining >= 0 else mark(palette.bad, palette.ground, "\\"))
    )
    values = [_signed(step.change) for step in steps] + [eur(remaining)]
    hovers = [
        f"<b>{name}</b><br>{_signed(step.change, cents=True)}<br>"
        + _("leaves {amount}", amount=eur(step.after, cents=True))
        for name, step in zip(names, steps, strict=False)
    ] + [f"<b>{names[-1]}</b><br>{eur(remaining, cents=True)}"]
    header, footer = 8, 30
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(names), pixels)
    levels = [level for start, end, *__ in spans for level in (start, end)]
    lowest, highest = min(levels), max(levels)
    scale = euro_axis(palette, float(highest))
    if lowest < 0:
        scale["range"] = [float(lowest) * 1.04, scale["range"][1]]
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": [at],
            "base": [float(min(start, end))],
            "x": [float(abs(end - start)) if start != end else None],
            "marker": marker,
            "hoverinfo": "text",
            "hovertext": [hover],
            "textposition": "none",
        }
        for at, (name, (start, end, marker), hover) in enumerate(zip(names, spans, hovers, strict=True))
    ]
    traces.append(row_values(palette, values, scale["range"][1], pixels))
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="overlay",
            margin={"l": 8, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, names, pixels),
            shapes=[
                {
                    "type": "line",
                    "x0": float(step.after),
                    "x1": float(step.after),
                    "y0": at,
                    "y1": at + 1,
                    "line": {"color": palette.grey, "width": 1, "dash": "dot"},
                    "layer": "below",
                }
                for at, step in enumerate(steps)
            ],
            font={"size": FONT_SIZE},
        ),
    )
    finding = _finding(available, remaining, steps)
    told = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
    table = pd.DataFrame(
        {
            "step": pd.Series(names, dtype="object"),
            "change_eur": pd.Series([step.change for step in steps] + [ZERO], dtype="object"),
            "level_eur": pd.Series([step.after for step in steps] + [remaining], dtype="object"),
        }
    )
    return Chart(
        name="waterfall",
        finding=finding,
        alt=_(
            "Bars from the allocation to what remains, each from where the one before ends. {finding}. {amounts}.",
            finding=finding,
            amounts=told,
        ),
        figure=figure,
        table=table,
        measures=(*(field for field, _ in STEPS), "remaining_eur"),
        note="",
    )
