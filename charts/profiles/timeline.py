"""When one country, partnership or cluster visited and hosted."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.figure import axis, base, mark, month_axis, shortened, ticks
from charts.palette import Palette
from charts.words import count, month
from languages import N_, ngettext, pgettext
from languages import gettext as _

_BOTTOM, _TOP = 44, 30


def _visits(number: int) -> str:
    """`visits twice`, `never visits`, as a part of a sentence."""
    few = (N_("never visits"), N_("visits once"), N_("visits twice"))
    return _(few[number]) if number < len(few) else ngettext("visits {number} times", "visits {number} times", number)


def _hosts(number: int) -> str:
    """`hosts twice`, `never hosts`, as a part of a sentence."""
    few = (N_("never hosts"), N_("hosts once"), N_("hosts twice"))
    return _(few[number]) if number < len(few) else ngettext("hosts {number} times", "hosts {number} times", number)


def _finding(name: str, visiting: int, hosting: int, months: list[date]) -> str:
    if not months:
        return _("{name} has no exchange in this view", name=name)
    said = {"name": name, "visits": _visits(visiting), "hosts": _hosts(hosting), "month": month(months[0])}
    if len(months) == 1:
        return _("{name} {visits} and {hosts}, in {month}", **said)
    return _("{name} {visits} and {hosts}, from {month} to {last}", last=month(months[-1]), **said)


def timeline(months: pd.DataFrame, name: str, *, first: date, last: date, palette: Palette, height: int) -> Chart:
    """Exchanges of each month, visiting above the line and hosting below it.

    months: month (first day), visiting, hosting; gaps allowed. The axis runs from `first` to `last`, the months of the
    snapshot, so that profiles compare. An exchange inside the named one is on both sides.
    """
    starts = [pd.Timestamp(value).date() for value in months["month"]]
    visiting = [whole(value) for value in months["visiting"]]
    hosting = [whole(value) for value in months["hosting"]]
    largest = max([*visiting, *hosting, 1])
    days = [((start.replace(day=28) + timedelta(days=4)).replace(day=1) - start).days for start in starts]
    data: list[dict[str, Any]] = []
    for side, of_month, values, look, sign in (
        (pgettext("exchanges", "visiting"), N_("{month}: {number} visiting"), visiting, mark(palette.blue), 1),
        (
            pgettext("exchanges", "hosting"),
            N_("{month}: {number} hosting"),
            hosting,
            mark(palette.blue_soft, palette.ground, "/"),
            -1,
        ),
    ):
        data.append(
            {
                "type": "bar",
                "name": side,
                "x": [start.isoformat() for start in starts],
                "y": [sign * value if value else None for value in values],
                "width": [0.8 * length * 86_400_000 for length in days],
                "offset": 0,
                "marker": look,
                "showlegend": True,
                "hovertext": [
                    _(of_month, month=month(start), number=count(value))
                    for start, value in zip(starts, values, strict=True)
                ],
                "hoverinfo": "text",
            }
        )
    upward = ticks(largest, 3)
    marks = [*(-value for value in reversed(upward[1:])), *upward]
    ends = [first, last + timedelta(days=31)]
    layout = base(
        palette,
        height,
        barmode="relative",
        margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM},
        showlegend=bool(starts),
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "yref": "paper"},
        xaxis=month_axis(palette, first, last, range=[day.isoformat() for day in ends], automargin=False),
        yaxis=axis(
            palette,
            range=[-largest * 1.1, largest * 1.1],
            tickvals=marks,
            ticktext=[count(abs(value)) for value in marks],
            zeroline=True,
            zerolinecolor=palette.grey,
            zerolinewidth=1,
        ),
    )
    finding = _finding(shortened(name, 40), sum(visiting), sum(hosting), starts)
    alt = _("Bars by month, visiting above and hosting below a line.") + f" {finding}."
    if starts:
        most = max(range(len(starts)), key=lambda at: visiting[at] + hosting[at])
        busiest = _(
            "The busiest month is {month}: {visiting} visiting, {hosting} hosting.",
            month=month(starts[most]),
            visiting=count(visiting[most]),
            hosting=count(hosting[most]),
        )
        alt = f"{alt} {busiest}"
    table = months[["month", "visiting", "hosting"]].reset_index(drop=True)
    figure = go.Figure({"data": data, "layout": layout})
    return Chart("profile_timeline", finding, alt, figure, table, ("month", "visiting", "hosting"))
