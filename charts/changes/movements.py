"""How many exchanges entered, advanced, were cancelled or moved back, new activity told apart from restatement."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.codes import capital
from charts.figure import LEGEND_ON_TOP, base, count_axis, mark, row_values, rows_axis, text_width
from charts.palette import Palette
from charts.words import count, exchanges, listing
from languages import N_, ngettext
from languages import gettext as _

# What is drawn, in its order; the others stay in the table.
KINDS = (
    N_("entered"),
    N_("advanced"),
    N_("cancelled"),
    N_("entered cancelled"),
    N_("moved back"),
    N_("reopened"),
    N_("removed"),
)
OF_FILTERS = (N_("moved into this view"), N_("moved out of this view"))
# Seldom: without one they take no row.
IF_ANY = ("entered cancelled", *OF_FILTERS)


def _moved(kind: str, number: int) -> str:
    """How many exchanges moved so, as a phrase."""
    match kind:
        case "entered":
            return ngettext("{number} entered", "{number} entered", number)
        case "advanced":
            return ngettext("{number} advanced", "{number} advanced", number)
        case "cancelled":
            return ngettext("{number} cancelled", "{number} cancelled", number)
        case "entered cancelled":
            return ngettext("{number} entered cancelled", "{number} entered cancelled", number)
        case "moved back":
            return ngettext("{number} moved back", "{number} moved back", number)
        case "reopened":
            return ngettext("{number} reopened", "{number} reopened", number)
        case "removed":
            return ngettext("{number} removed", "{number} removed", number)
        case "moved into this view":
            return ngettext("{number} moved into this view", "{number} moved into this view", number)
        case _other:
            return ngettext("{number} moved out of this view", "{number} moved out of this view", number)


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
                f"<b>{_(kind)}</b><br>" + _("{exchanges}: {activity}", exchanges=exchanges(number), activity=activity)
                for kind, number in zip(shown, numbers, strict=True)
            ],
        }
        for name, activity, numbers, marker in (
            (_("New activity"), _("new activity"), new, mark(palette.blue)),
            (
                _("Restatement of the past"),
                _("restatement of the past"),
                restated,
                mark(palette.accent, palette.ground, "/"),
            ),
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
            yaxis=rows_axis(palette, [capital(_(kind)) for kind in shown], pixels),
        ),
    )
    moved = [_moved(kind, total) for kind, total in zip(shown, totals, strict=True) if total]
    late = sum(restated)
    finding = listing(moved, most=len(KINDS)) if moved else _("No exchange moved between the two states")
    said = (
        ngettext(
            "{number} change of these tells the status of the past otherwise.",
            "{number} changes of these tell the status of the past otherwise.",
            late,
        )
        if late
        else ""
    )
    return Chart(
        name="movements",
        finding=finding,
        alt=_("Horizontal bars of exchanges by what happened to them. {finding}.", finding=finding)
        + " "
        + (said or _("None of them tells the status of the past otherwise.")),
        figure=figure,
        table=df[["change", "exchanges", "new_activity", "restated"]].reset_index(drop=True),
        measures=("change", "new_activity", "restated"),
        note=said,
    )
