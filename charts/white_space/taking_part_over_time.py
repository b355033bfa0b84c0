"""When each cluster and country first took part, as two curves that climb to the whole register."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.clauses import clauses
from charts.figure import FONT_SIZE, axis, base, html_text, month_axis, ticks
from charts.palette import Palette
from charts.words import count, month
from languages import gettext as _
from languages import ngettext

_TOP, _BOTTOM = 26, 44
# The two plots of equal height, with room between them for the heading of the lower one.
_LOWER, _UPPER = (0.0, 0.43), (0.57, 1.0)


def reached(firsts: pd.DataFrame) -> pd.DataFrame:
    """One row per month in which any of them first took part: month, newly, reached (of them so far)."""
    known = firsts["first_month"].dropna()
    newly = known.groupby(known).size().sort_index()
    return pd.DataFrame(
        {
            "month": pd.to_datetime(pd.Series(list(newly.index), dtype="object")),
            "newly": pd.Series(list(newly), dtype="int64"),
            "reached": pd.Series(list(newly.cumsum()), dtype="int64"),
        }
    )


def _whose(firsts: pd.DataFrame, start: pd.Timestamp) -> str:
    return ", ".join(str(name) for name in firsts.loc[firsts["first_month"] == start, "short_name"])


def _reached_words(is_cluster: bool, number: int, of: int) -> str:
    if is_cluster:
        return ngettext("{number} cluster of {total}", "{number} clusters of {total}", number, total=count(of))
    return ngettext("{number} country of {total}", "{number} countries of {total}", number, total=count(of))


def _panel(
    firsts: pd.DataFrame, is_cluster: bool, axes: tuple[str, str], last: date, palette: Palette
) -> list[dict[str, Any]]:
    """The curve, which holds its value until `last`, and the line of the whole register."""
    curve = reached(firsts)
    starts = [pd.Timestamp(value) for value in curve["month"]]
    values = [int(value) for value in curve["reached"]]
    x = [start.date().isoformat() for start in starts]
    hovers = [
        _(
            "{month}: {names}<br>{reached}",
            month=month(start),
            names=html_text(_whose(firsts, start), 160),
            reached=_reached_words(is_cluster, value, len(firsts)),
        )
        for start, value in zip(starts, values, strict=True)
    ]
    # The curve ends where the time axis does, not at the last newcomer.
    if x and starts[-1].date() < last:
        x, values, hovers = [*x, last.isoformat()], [*values, values[-1]], [*hovers, hovers[-1]]
    common = {"xaxis": axes[0], "yaxis": axes[1], "showlegend": False}
    ends = [x[0], last.isoformat()] if x else []
    return [
        common
        | {
            "type": "scatter",
            "mode": "lines",
            "x": ends,
            "y": [len(firsts)] * len(ends),
            "line": {"color": palette.grey, "width": 1.5, "dash": "dash"},
            "hoverinfo": "skip",
        },
        common
        | {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": values,
            "line": {"color": palette.blue, "width": 3, "shape": "hv"},
            "marker": {"color": palette.blue, "size": 7},
            "hoverinfo": "text",
            "hovertext": hovers,
        },
    ]


def taking_part_over_time(
    clusters: pd.DataFrame, countries: pd.DataFrame, *, as_of: date, palette: Palette, height: int
) -> Chart:
    """How many clusters, and how many countries with a cluster, had taken part by each month, up to all of them.

    clusters, countries: the rows of `queries.white_space.first_months`; countries without a cluster are left out of the
    curve. The curves run to the as-of date, or to a later month in which one first takes part. The table has one row per
    cluster and country.
    """
    partner = countries[countries["is_partner"].astype(bool)]
    known = [pd.Timestamp(value).date() for frame in (clusters, partner) for value in frame["first_month"].dropna()]
    first, last = (min(known), max(*known, as_of)) if known else (as_of, as_of)
    data: list[dict[str, Any]] = []
    headings = []
    layout: dict[str, Any] = {"xaxis": {}, "yaxis": {}}
    panels = (
        (clusters, True, _("Clusters"), "", _UPPER),
        (partner, False, _("Countries with a cluster"), "2", _LOWER),
    )
    for frame, is_cluster, title, number, domain in panels:
        data += _panel(frame, is_cluster, (f"x{number}", f"y{number}"), last, palette)
        values = ticks(len(frame))
        layout[f"xaxis{number}"] = month_axis(
            palette, first, last, range=[first.isoformat(), last.isoformat()], anchor=f"y{number}", automargin=False
        )
        layout[f"yaxis{number}"] = axis(
            palette,
            domain=list(domain),
            anchor=f"x{number}",
            range=[0, len(frame) * 1.06 or 1],
            tickvals=values,
            ticktext=[count(value) for value in values],
        )
        headings.append(
            {
                "text": _(
                    "{title}, {reached} of {total}",
                    title=f"<b>{title}</b>",
                    reached=count(len(frame.dropna(subset="first_month"))),
                    total=count(len(frame)),
                ),
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "xanchor": "left",
                "y": domain[1],
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": FONT_SIZE, "color": palette.text},
            }
        )
    # Only the lower plot writes the months, which are those of both.
    layout["xaxis"] |= {"showticklabels": False}
    finding = _finding(clusters, partner)
    table = pd.concat([clusters, countries], ignore_index=True)
    return Chart(
        "taking_part_over_time",
        finding,
        _("Two curves that climb month by month. {finding}.", finding=finding),
        go.Figure({"data": data, "layout": base(palette, height, **layout, annotations=headings, margin=_MARGIN)}),
        table[["level", "short_name", "is_partner", "first_month", "first_visiting_month", "first_hosting_month"]],
        ("first_month", "clusters_active", "partner_countries_active"),
        _("First month: the first one with an exchange of this view, as visiting or as host side."),
    )


_MARGIN = {"l": 8, "r": 16, "t": _TOP, "b": _BOTTOM}


def _finding(clusters: pd.DataFrame, partner: pd.DataFrame) -> str:
    """How many of each had taken part, and by when all or half of them."""
    return clauses(_part_finding(frame, frame is clusters) for frame in (clusters, partner))


def _part_finding(frame: pd.DataFrame, is_cluster: bool) -> str:
    curve, of = reached(frame), len(frame)
    number = int(curve["reached"].iloc[-1]) if len(curve) else 0
    half = curve[2 * curve["reached"] >= of]
    taken = count(number)
    if number and number == of:
        start = month(curve["month"].iloc[-1])
        if is_cluster:
            return ngettext(
                "{taken} of {number} cluster took part, the last from {month}",
                "{taken} of {number} clusters took part, the last from {month}",
                of,
                taken=taken,
                month=start,
            )
        return ngettext(
            "{taken} of {number} country with a cluster took part, the last from {month}",
            "{taken} of {number} countries with a cluster took part, the last from {month}",
            of,
            taken=taken,
            month=start,
        )
    if number and len(half):
        start = month(half["month"].iloc[0])
        if is_cluster:
            return ngettext(
                "{taken} of {number} cluster took part, half of all from {month}",
                "{taken} of {number} clusters took part, half of all from {month}",
                of,
                taken=taken,
                month=start,
            )
        return ngettext(
            "{taken} of {number} country with a cluster took part, half of all from {month}",
            "{taken} of {number} countries with a cluster took part, half of all from {month}",
            of,
            taken=taken,
            month=start,
        )
    if is_cluster:
        return ngettext(
            "{taken} of {number} cluster took part", "{taken} of {number} clusters took part", of, taken=taken
        )
    return ngettext(
        "{taken} of {number} country with a cluster took part",
        "{taken} of {number} countries with a cluster took part",
        of,
        taken=taken,
    )
