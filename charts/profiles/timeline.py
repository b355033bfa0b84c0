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

_BOTTOM, _TOP = 44, 30


def _how_often(verb: str, number: int) -> str:
    """`visits twice`, `never hosts`."""
    if not number:
        return f"never {verb}"
    return f"{verb} {'once' if number == 1 else 'twice' if number == 2 else f'{count(number)} times'}"


def _finding(name: str, visiting: int, hosting: int, months: list[date]) -> str:
    if not months:
        return f"{name} has no exchange in this view"
    when = f"in {month(months[0])}" if len(months) == 1 else f"from {month(months[0])} to {month(months[-1])}"
    return f"{name} {_how_often('visits', visiting)} and {_how_often('hosts', hosting)}, {when}"


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
    for side, values, look, sign in (
        ("visiting", visiting, mark(palette.blue), 1),
        ("hosting", hosting, mark(palette.blue_soft, palette.ground, "/"), -1),
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
                    f"{month(start)}: {count(value)} {side}" for start, value in zip(starts, values, strict=True)
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
    alt = f"Bars by month, visiting above and hosting below a line. {finding}."
    if starts:
        most = max(range(len(starts)), key=lambda at: visiting[at] + hosting[at])
        alt += f" The busiest month is {month(starts[most])}: {count(visiting[most])} visiting, {count(hosting[most])} hosting."
    table = months[["month", "visiting", "hosting"]].reset_index(drop=True)
    figure = go.Figure({"data": data, "layout": layout})
    return Chart("profile_timeline", finding, alt, figure, table, ("month", "visiting", "hosting"))
