"""The money that is left, month by month, against an even use over the period, and where it is heading."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money
from charts.chart import Chart
from charts.figure import CLEAR, FONT_SIZE, LEGEND_ON_TOP, axis, base, month_axis, ticks
from charts.outlook.sentences import clauses, has_forecast
from charts.palette import Palette
from charts.words import day, eur, share
from languages import gettext as _

# How far below zero the figure goes, of what it goes above; the band may go further.
BELOW = 0.3
# Of the width, what the words of the as-of date may take.
AT_START = 0.3
AMOUNTS = ("available_eur", "unpaid_eur", "remaining_eur", "plan_eur", "low_eur", "mid_eur", "high_eur")


def _faint(colour: str, part: float) -> str:
    """`#rrggbb` as a see-through tone."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{part})"


def _finding(now: Mapping[str, Any] | None, whole: Mapping[str, Any] | None, as_of: date) -> str:
    if now is None or whole is None or now["available_eur"] <= ZERO:
        return _("No lump-sum money is in this view")
    gap = now["remaining_eur"] - now["plan_eur"]
    known = {
        "share": share(now["remaining_eur"], now["available_eur"]),
        "available": eur(now["available_eur"]),
        "gap": eur(abs(gap)),
    }
    if not gap:
        left = _("{share} of {available} is left to promise, as an even use leaves", **known)
    elif gap > 0:
        left = _("{share} of {available} is left to promise, {gap} more than an even use leaves", **known)
    else:
        left = _("{share} of {available} is left to promise, {gap} less than an even use leaves", **known)
    if not has_forecast(whole) or whole["period_end"].date() <= as_of:
        return left
    if pd.isna(whole["run_out_date"]):
        return clauses([left, _("it is expected to last to the end")])
    return clauses([left, _("it runs out about {day}", day=day(whole["run_out_date"].date()))])


def burn_down(
    df: pd.DataFrame, whole: Mapping[str, Any] | None, *, as_of: date, palette: Palette, height: int = 330
) -> Chart:
    """Lines of what is not yet paid and of what is left to promise, falling towards zero beside the plan, and the band of the
    forecast after the as-of date.

    df: day, is_ahead and the columns of AMOUNTS as Decimal or empty; one row per month's end, and one on `as_of`.
    whole: the row of the forecast for the same partnerships together, or None for none.
    """
    rows: list[dict[str, Any]] = [
        {
            "on": pd.Timestamp(record["day"]).date(),
            "is_ahead": bool(record["is_ahead"]),
            **{name: None if pd.isna(record[name]) else money(record[name]) for name in AMOUNTS},
        }
        for record in df.to_dict("records")
    ]
    past = [row for row in rows if not row["is_ahead"] and row["available_eur"] is not None]
    ahead = [row for row in rows if row["mid_eur"] is not None]
    now = past[-1] if past else None
    finding = _finding(now, whole, as_of)
    first = rows[0]["on"] if rows else as_of - timedelta(days=181)
    last = max([row["on"] for row in rows] + [as_of])

    def line(name: str, column: str, held: list[dict[str, Any]], **look: Any) -> dict[str, Any]:
        return {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [row["on"].isoformat() for row in held],
            "y": [float(row[column]) for row in held],
            "line": look,
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{day(row['on'])}</b><br>" + _("{name}: {amount}", name=name, amount=eur(row[column], cents=True))
                for row in held
            ],
        }

    edge = {
        "type": "scatter",
        "mode": "lines",
        "x": [row["on"].isoformat() for row in ahead],
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    traces: list[dict[str, Any]] = [
        {**edge, "y": [float(row["high_eur"]) for row in ahead]},
        {
            **edge,
            "name": _("left to promise, band"),
            "y": [float(row["low_eur"]) for row in ahead],
            "fill": "tonexty",
            "fillcolor": _faint(palette.blue, 0.22),
            "showlegend": bool(ahead),
        },
        line(_("even use"), "plan_eur", rows, color=palette.grey, width=2, dash="dash"),
        line(_("not yet paid"), "unpaid_eur", past, color=palette.blue_soft, width=2),
        line(_("left to promise"), "remaining_eur", past, color=palette.blue, width=3),
        {**line(_("left to promise, forecast"), "mid_eur", ahead, color=palette.blue, width=2, dash="dot")},
    ]
    for trace in traces[-3:]:
        trace["showlegend"] = bool(trace["x"])
    highest = (
        max([float(row[name]) for row in rows for name in AMOUNTS[:4] if row[name] is not None], default=0.0) or 1.0
    )
    lowest = min([float(row["low_eur"]) for row in ahead] + [0.0])
    floor = max(lowest, -BELOW * highest) * 1.04
    values = ticks(highest, 3)
    step = values[1] if len(values) > 1 else 0
    below = [-step] if step and floor <= -step else []
    # Left of its line there is no room for the day near the start: it would stand among the labels of the axis.
    at_start = (as_of - first).days < AT_START * (last - first).days
    notes: list[dict[str, Any]] = [
        {
            "text": day(as_of),
            "x": as_of.isoformat(),
            "y": 0,
            "yref": "paper",
            "xanchor": "left" if at_start else "right",
            "yanchor": "bottom",
            "xshift": 4 if at_start else -4,
            "showarrow": False,
            "font": {"size": FONT_SIZE, "color": palette.muted_text},
        }
    ]
    runs_out = whole is not None and has_forecast(whole) and not pd.isna(whole["run_out_date"]) and bool(ahead)
    if runs_out and whole is not None:
        on = whole["run_out_date"].date()
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": _("runs out, {day}", day=day(on)),
                "x": [on.isoformat()],
                "y": [0],
                "marker": {"symbol": "x", "size": 11, "color": palette.accent},
                "hoverinfo": "text",
                "hovertext": [_("Runs out about {day}", day=day(on))],
                "cliponaxis": False,
                "showlegend": True,
            }
        )
    rule = {"type": "line", "line": {"color": palette.grey, "width": 1}}
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            margin={"l": 8, "r": 12, "t": 54, "b": 44},
            xaxis=month_axis(palette, first, last, range=[first.isoformat(), last.isoformat()], automargin=False),
            yaxis=axis(
                palette,
                range=[floor, highest * 1.04],
                tickvals=[*below, *values],
                ticktext=[eur(value) for value in [*below, *values]],
            ),
            shapes=[
                {**rule, "x0": as_of.isoformat(), "x1": as_of.isoformat(), "y0": 0, "y1": 1, "yref": "paper"},
                {**rule, "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0},
            ],
            annotations=notes,
            showlegend=True,
            legend={**LEGEND_ON_TOP, "bgcolor": CLEAR},
        ),
    )
    alt = f"{finding}."
    if now is not None:
        alt = _(
            "Lines of money from {first} to {last}. {finding}. On {day} {unpaid} is not yet paid; even use would leave {plan} to "
            "promise.",
            first=day(first),
            last=day(last),
            finding=finding,
            day=day(as_of),
            unpaid=eur(now["unpaid_eur"]),
            plan=eur(now["plan_eur"]),
        )
    note = _(
        "Even use: from the first to the last day of each partnership's period. Money counts as promised at the agreement."
    )
    if lowest < floor:
        note += " " + _("The band goes down to {amount} at the end.", amount=eur(Decimal(round(lowest))))
    shown = ("day", *AMOUNTS)
    return Chart(
        name="burn_down",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df[[name for name in shown if name in df]].reset_index(drop=True),
        measures=("available_eur", "unpaid_eur", "remaining_eur", "plan_eur", "mid_eur", "low_eur", "high_eur"),
        note=note,
    )
