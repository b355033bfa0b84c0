"""How many exchanges entered, advanced, were cancelled or moved back, new activity told apart from restatement."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import LEGEND_ON_TOP, base, count_axis, mark, row_values, rows_axis, text_width
from charts.palette import Palette
from charts.words import count, listing, plural

# What is drawn, in its order; the others stay in the table.
KINDS = ("entered", "advanced", "cancelled", "entered cancelled", "moved back", "reopened", "removed")
OF_FILTERS = ("moved into this view", "moved out of this view")
# Seldom: without one they take no row.
IF_ANY = ("entered cancelled", *OF_FILTERS)


def movements(df: pd.DataFrame, *, palette: Palette, height: int = 320) -> Chart:
    """Exchanges by what happened to them.

    df: change, exchanges, new_activity, restated (counts), one row per kind. Restated bars are hatched: the earlier state
    is told otherwise, or was not told.
    """
    found = {str(row["change"]): row for row in df.to_dict("records")}
    shown = [
        kind for kind in (*KINDS, *OF_FILTERS) if kind in found and (found[kind]["exchanges"] or kind not in IF_ANY)
    ]
    new = [int(found[kind]["new_activity"]) for kind in shown]
    restated = [int(found[kind]["restated"]) for kind in shown]
    totals = [one + other for one, other in zip(new, restated, strict=True)]
    top, bottom = 34, 30
    pixels = max(height - top - bottom, 1)
    largest = max(totals, default=0)
    scale = count_axis(palette, largest)
    values = [count(total) for total in totals]
    places = list(range(len(shown)))
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": places,
            "x": numbers,
            "marker": marker,
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{kind}</b><br>{plural(number, 'exchange')}: {name.lower()}"
                for kind, number in zip(shown, numbers, strict=True)
            ],
        }
        for name, numbers, marker in (
            ("New activity", new, mark(palette.blue)),
            ("Restatement of the past", restated, mark(palette.accent, palette.ground, "/")),
        )
    ]
    figure = go.Figure(
        data=[*traces, row_values(palette, values, scale["range"][1], pixels)],
        layout=base(
            palette,
            height,
            barmode="stack",
            showlegend=True,
            legend=LEGEND_ON_TOP,
            margin={"l": 8, "r": 12 + text_width(values, 14), "t": top, "b": bottom},
            xaxis=scale,
            yaxis=rows_axis(palette, [kind.capitalize() for kind in shown], pixels),
        ),
    )
    moved = [f"{count(total)} {kind}" for kind, total in zip(shown, totals, strict=True) if total]
    late = sum(restated)
    finding = f"{listing(moved, most=len(KINDS))}".capitalize() if moved else "No exchange moved between the two states"
    said = (
        f"{plural(late, 'change')} of these {'tells' if late == 1 else 'tell'} the status of the past otherwise."
        if late
        else ""
    )
    return Chart(
        name="movements",
        finding=finding,
        alt=f"Horizontal bars of exchanges by what happened to them. {finding}. "
        + (said or "None of them tells the status of the past otherwise."),
        figure=figure,
        table=df[["change", "exchanges", "new_activity", "restated"]].reset_index(drop=True),
        measures=("change", "new_activity", "restated"),
        note=said,
    )
