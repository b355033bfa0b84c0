"""What is to be paid within the days that the rules give, overdue first."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money, month_end, whole
from charts.chart import Chart
from charts.figure import (
    FONT_SIZE,
    LEGEND_ON_TOP,
    axis,
    base,
    euro_axis,
    mark,
)
from charts.palette import Palette
from charts.words import day, eur, exchanges, month
from languages import gettext as _
from languages import ngettext


class Due(NamedTuple):
    """Payments and their sum."""

    payments: int
    amount: Decimal


NONE_DUE = Due(0, ZERO)


def _sum(dues: Iterable[Due]) -> Due:
    held = list(dues)
    return Due(sum(due.payments for due in held), sum((due.amount for due in held), ZERO))


def _bucket(on: date, span: int) -> tuple[date, int]:
    """First day and length in days of the bar that holds `on`: a day, a week or a month by the span of all bars."""
    if span <= 45:
        return on, 1
    if span <= 300:
        return on - timedelta(days=on.weekday()), 7
    return on.replace(day=1), month_end(on).day


def _due_finding(late: Due, coming: Due, undated: Due, days: int) -> str:
    number = late.payments + coming.payments
    total = late.amount + coming.amount
    if not number:
        if undated.payments:
            return ngettext(
                "{amount} is payable for {number} exchange without a due date",
                "{amount} is payable for {number} exchanges without a due date",
                undated.payments,
                amount=eur(undated.amount),
            )
        return _("No payment is due")
    if not coming.payments:
        return ngettext(
            "{amount} is overdue for {number} exchange",
            "{amount} is overdue for {number} exchanges",
            number,
            amount=eur(total),
        )
    if days:
        said = ngettext(
            "{amount} is due within {number} day for {exchanges}",
            "{amount} is due within {number} days for {exchanges}",
            days,
            amount=eur(total),
            exchanges=exchanges(number),
        )
    else:
        said = ngettext(
            "{amount} is due today for {number} exchange",
            "{amount} is due today for {number} exchanges",
            number,
            amount=eur(total),
        )
    if late.payments:
        overdue = ngettext("{number} of them is overdue", "{number} of them are overdue", late.payments)
    else:
        overdue = _("none is overdue")
    return _("{first}; {second}", first=said, second=overdue)


def payments_due(df: pd.DataFrame, *, as_of: date, palette: Palette, height: int = 280) -> Chart:
    """Euro due by day (by week or month where the days are many), what is overdue set apart from what is to come.

    df: due_date, days_left, payments, lump_sum_eur (Decimal); one row per day on which payments are due, and one without a
    day for those that have none. Overdue is a due date before `as_of`. The table is df by due date, the one without it last.
    Raises TypeError for amounts that are floats.
    """
    late: dict[date, Due] = {}
    coming: dict[date, Due] = {}
    undated = NONE_DUE
    for day_due, number, amount in zip(df["due_date"], df["payments"], df["lump_sum_eur"], strict=True):
        due = Due(whole(number), money(amount))
        if pd.isna(day_due):
            undated = _sum((undated, due))
            continue
        on: date = pd.Timestamp(day_due).date()
        of_days = late if on < as_of else coming
        of_days[on] = _sum((of_days.get(on, NONE_DUE), due))
    dated = [*late, *coming]
    first, last = min([*dated, as_of]), max([*dated, as_of])
    span = (last - first).days
    all_late, all_coming = _sum(late.values()), _sum(coming.values())

    def said(name: str, due: Due, cents: bool) -> str:
        return _(
            "{name}: {exchanges}, {amount}",
            name=name,
            exchanges=exchanges(due.payments),
            amount=eur(due.amount, cents=cents),
        )

    def bars(name: str, by_day: dict[date, Due], whole_of_it: Due, marker: dict[str, Any]) -> dict[str, Any]:
        grouped: dict[tuple[date, int], Due] = {}
        for on in sorted(by_day):
            held = grouped.get(_bucket(on, span), NONE_DUE)
            grouped[_bucket(on, span)] = _sum((held, by_day[on]))
        lengths = {1: day, 7: lambda start: _("week of {day}", day=day(start))}
        return {
            "type": "bar",
            "name": said(name, whole_of_it, cents=False),
            "x": [f"{start.isoformat()} 00:00" for start, __ in grouped],
            "width": [length * 86_400_000 * 0.86 for __, length in grouped],
            "offset": [length * 86_400_000 * 0.07 for __, length in grouped],
            "base": [0.0] * len(grouped),
            "y": [float(held.amount) for held in grouped.values()],
            "marker": marker,
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{lengths.get(length, month)(start)}</b><br>{said(name, held, cents=True)}"
                for (start, length), held in grouped.items()
            ],
            "textposition": "none",
            "showlegend": True,
        }

    traces = [
        bars(_("overdue"), late, all_late, mark(palette.bad, palette.ground, "/")),
        bars(_("to pay"), coming, all_coming, mark(palette.blue)),
    ]
    # A bar that holds the as-of date holds both: what is to come stands on what is overdue.
    feet = dict(zip(traces[0]["x"], traces[0]["y"], strict=True))
    traces[1]["base"] = [feet.get(start, 0.0) for start in traces[1]["x"]]
    top = max(
        [foot + rise for trace in traces for foot, rise in zip(trace["base"], trace["y"], strict=True)], default=0.0
    )
    begin, length = _bucket(last, span)
    # A few days fill no more than a part of the width, so that their bars are no slabs.
    padding = timedelta(days=max(1, round(span / 40), (14 - span) // 2))
    today_is_late = as_of - first > (last - first) / 2
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="overlay",
            margin={"l": 8, "r": 16, "t": 58, "b": 44},
            xaxis=axis(
                palette,
                type="date",
                range=[
                    (_bucket(first, span)[0] - padding).isoformat(),
                    (begin + timedelta(days=length) + padding).isoformat(),
                ],
                showgrid=False,
                tickformat=_("%-d %b\n%Y"),
                nticks=10,
                automargin=False,
            ),
            yaxis=euro_axis(palette, top, most=3),
            showlegend=True,
            legend=LEGEND_ON_TOP,
            shapes=[
                {
                    "type": "line",
                    "x0": as_of.isoformat(),
                    "x1": as_of.isoformat(),
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": palette.text, "width": 1.5},
                }
            ],
            annotations=[
                {
                    "text": day(as_of),
                    "x": as_of.isoformat(),
                    "xanchor": "right" if today_is_late else "left",
                    "y": 1,
                    "yref": "paper",
                    "yanchor": "bottom",
                    "showarrow": False,
                    "font": {"size": FONT_SIZE, "color": palette.muted_text},
                }
            ],
        ),
    )
    days = max(((on - as_of).days for on in coming), default=0)
    finding = _due_finding(all_late, all_coming, undated, days)
    alt = _("Bars of euro by due date. {finding}.", finding=finding)
    if late:
        oldest = min(late)
        alt += " " + _(
            "{amount} of it is overdue, the oldest since {day}.", amount=eur(all_late.amount), day=day(oldest)
        )
    note = _("Validated and not paid. Due: end of the stay plus the days to pay of the rule table.")
    if undated.payments and dated:
        note += " " + ngettext(
            "Left out: {number} exchange without a due date, {amount}.",
            "Left out: {number} exchanges without a due date, {amount}.",
            undated.payments,
            amount=eur(undated.amount),
        )
    table = df.assign(due_date=pd.to_datetime(df["due_date"])).sort_values(
        "due_date", kind="stable", na_position="last", ignore_index=True
    )
    return Chart(
        name="payments_due",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("payable_eur", "due_date", "days_left", "payments", "lump_sum_eur"),
        note=note,
    )
