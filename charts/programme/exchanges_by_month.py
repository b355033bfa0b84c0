"""Exchanges over time by mode: the running total against the target, and each month."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.figure import (
    CLEAR,
    FONT_SIZE,
    base,
    count_axis,
    mark,
    month_axis,
    outline,
)
from charts.palette import Palette
from charts.words import count, day, listing, month, share
from languages import N_, ngettext
from languages import gettext as _

GROUPS = ("took_place", "ongoing", "upcoming")
MODES = ("physical", "virtual")
# By mode and whether they took place: what the bars are called.
BAR_NAMES = {
    ("physical", True): N_("physical"),
    ("virtual", True): N_("virtual"),
    ("physical", False): N_("physical, to come"),
    ("virtual", False): N_("virtual, to come"),
}


def _following(month_start: date) -> date:
    """First day of the next month."""
    return (month_start.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    months = [first]
    while months[-1] < last:
        months.append(_following(months[-1]))
    return months


def _monthly(df: pd.DataFrame) -> pd.DataFrame:
    """One row per month from the first to the last in `df`, none left out.

    Columns: month, one count per mode and group (physical_took_place ...), and running_total of those that took place.
    Raises ValueError for a mode that the scheme does not know.
    """
    counts: dict[tuple[date, str, str], int] = {}
    for row in df.itertuples(index=False):
        first_day = pd.Timestamp(row.month).date().replace(day=1)
        mode = str(row.mode)
        if mode not in MODES:
            raise ValueError(f"unknown mode: {mode}")
        for group in GROUPS:
            key = (first_day, mode, group)
            counts[key] = counts.get(key, 0) + whole(getattr(row, group))
    present = [key[0] for key in counts]
    months = _months(min(present), max(present)) if present else []
    table = pd.DataFrame({"month": pd.to_datetime(pd.Series(months, dtype="object"))})
    for mode in MODES:
        for group in GROUPS:
            table[f"{mode}_{group}"] = pd.Series([counts.get((m, mode, group), 0) for m in months], dtype="int64")
    table["running_total"] = (table["physical_took_place"] + table["virtual_took_place"]).cumsum().astype("int64")
    return table


def _progress_words(done: int, target: int, as_of: date) -> str:
    by = day(as_of)
    if not target and not done:
        return _("No exchange took place by {day}", day=by)
    if not target:
        return ngettext("{number} exchange took place by {day}", "{number} exchanges took place by {day}", done, day=by)
    reached, aim = share(done, target), count(target)
    if not done:
        return _(
            "No exchange took place by {day}, {share} of the target of {target}", day=by, share=reached, target=aim
        )
    return ngettext(
        "{number} exchange took place by {day}, {share} of the target of {target}",
        "{number} exchanges took place by {day}, {share} of the target of {target}",
        done,
        day=by,
        share=reached,
        target=aim,
    )


def _bar_words(mode: str, is_done: bool, number: int) -> str:
    """How many a bar stands for."""
    if mode == "physical":
        return (
            ngettext("{number} physical took place", "{number} physical took place", number)
            if is_done
            else ngettext("{number} physical ongoing or upcoming", "{number} physical ongoing or upcoming", number)
        )
    return (
        ngettext("{number} virtual took place", "{number} virtual took place", number)
        if is_done
        else ngettext("{number} virtual ongoing or upcoming", "{number} virtual ongoing or upcoming", number)
    )


def _alt(table: pd.DataFrame, months: list[date], to_come: int, finding: str) -> str:
    """The figure in words."""
    if table.empty:
        return _("No exchange is in this view.")
    alt = ngettext(
        "Running total and monthly bars from {first} to {last}. {finding}: {physical} physical and {virtual} virtual; "
        "{number} is ongoing or upcoming.",
        "Running total and monthly bars from {first} to {last}. {finding}: {physical} physical and {virtual} virtual; "
        "{number} are ongoing or upcoming.",
        to_come,
        first=month(months[0]),
        last=month(months[-1]),
        finding=finding,
        physical=count(table["physical_took_place"].sum()),
        virtual=count(table["virtual_took_place"].sum()),
    )
    busiest = table["physical_took_place"] + table["virtual_took_place"]
    if best := int(busiest.max()):
        most = [month(months[at]) for at, total in enumerate(busiest) if total == best]
        alt += " " + _("Most in one month: {count}, in {months}.", count=count(best), months=listing(most, 2))
    return alt


def exchanges_by_month(
    df: pd.DataFrame,
    *,
    target: int | None,
    target_is_assumed: bool,
    as_of: date,
    palette: Palette,
    height: int = 460,
) -> Chart:
    """Running total against the target, above the exchanges of each month by mode.

    df: month (first day), mode (physical, virtual), took_place, ongoing, upcoming; one row per month and mode, gaps
    allowed. `target` None or 0 draws no target. The table has one row per month, all months between first and last.
    Raises ValueError for a mode that is neither physical nor virtual.
    """
    table = _monthly(df)
    target = max(target or 0, 0)
    months = [pd.Timestamp(value).date() for value in table["month"]]
    totals = [int(total) for total in table["running_total"]]
    done = totals[-1] if totals else 0

    # The running total is true at the end of its month; the last month is drawn up to the as-of date, as are later ones
    # only where something took place in them.
    last_done = max((at for at, total in enumerate(totals) if total != (totals[at - 1] if at else 0)), default=-1)
    reached = [at for at, start in enumerate(months) if start <= as_of or at <= last_done]
    ends = [min(_following(months[at]), max(as_of, months[at])) for at in reached]
    line_x: list[date] = [months[0], *ends] if reached else []
    line_y = [0, *(totals[at] for at in reached)] if reached else []

    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": line_x,
            "y": line_y,
            "xaxis": "x",
            "yaxis": "y2",
            "line": {"color": palette.blue, "width": 3},
            "cliponaxis": False,
            "hoverinfo": "text",
            "hovertext": [
                ngettext("{number} took place until {day}", "{number} took place until {day}", total, day=day(on))
                for on, total in zip(line_x, line_y, strict=True)
            ],
            "showlegend": False,
        }
    ]
    columns = {f"{mode}_{group}": table[f"{mode}_{group}"].tolist() for mode in MODES for group in GROUPS}
    # In milliseconds, as Plotly counts the widths of bars on a time axis.
    lengths = [(_following(start) - start) / timedelta(milliseconds=1) for start in months]
    looks = {
        ("physical", True): mark(palette.blue),
        ("virtual", True): mark(palette.blue_soft, palette.ground, "/"),
        ("physical", False): outline(palette.blue),
        ("virtual", False): {
            **outline(palette.blue_soft),
            "pattern": {"shape": "/", "size": 6, "solidity": 0.2, "fgcolor": palette.blue_soft, "bgcolor": CLEAR},
        },
    }
    for is_done in (True, False):
        for mode in MODES:
            groups = GROUPS[:1] if is_done else GROUPS[1:]
            bars = [sum(held) for held in zip(*(columns[f"{mode}_{group}"] for group in groups), strict=True)]
            traces.append(
                {
                    "type": "bar",
                    "name": _(BAR_NAMES[mode, is_done]),
                    "x": [start.isoformat() for start in months],
                    "y": [bar or None for bar in bars],
                    "width": [0.84 * length for length in lengths],
                    "offset": [0.08 * length for length in lengths],
                    "marker": looks[mode, is_done],
                    "hoverinfo": "text",
                    "hovertext": [
                        f"{month(start)}<br>{_bar_words(mode, is_done, bar)}"
                        for start, bar in zip(months, bars, strict=True)
                    ],
                    "textposition": "none",
                    "showlegend": is_done or any(bars),
                }
            )
    highest = max((sum(held) for held in zip(*columns.values(), strict=True)), default=0)

    first = months[0] if months else as_of.replace(day=1)
    end = max(_following(months[-1]) if months else as_of, as_of)
    # Half a year at least: the bar of a single month would fill the figure.
    start = min(first, as_of, end - timedelta(days=181))
    padding = max((end - start) / 60, timedelta(days=2))
    limits = [start - padding, end + padding]
    top = max(done, target, 1)
    shapes: list[dict[str, Any]] = [
        {
            "type": "line",
            "x0": as_of.isoformat(),
            "x1": as_of.isoformat(),
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": palette.grey, "width": 1},
        }
    ]
    quiet = {"showarrow": False, "font": {"size": FONT_SIZE, "color": palette.muted_text}}
    after_middle = as_of - start > (end - start) / 2
    notes: list[dict[str, Any]] = [
        {
            **quiet,
            "text": day(as_of),
            "x": as_of.isoformat(),
            "xanchor": "right" if after_middle else "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
        },
        {**quiet, "text": _("Running total"), "x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom"},
    ]
    if line_x:
        notes.append(
            {
                **quiet,
                "font": {"size": FONT_SIZE + 4, "color": palette.text},
                "text": f"<b>{count(done)}</b>",
                "x": line_x[-1].isoformat(),
                "y": done,
                "yref": "y2",
                "xanchor": "left",
                "yanchor": "middle",
                "xshift": 6,
            }
        )
    if target:
        shapes.append(
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "yref": "y2",
                "y0": target,
                "y1": target,
                "line": {"color": palette.accent, "width": 2, "dash": "dash"},
            }
        )
        notes.append(
            {
                **quiet,
                "font": {"size": FONT_SIZE, "color": palette.accent},
                "text": _("Target {target}, in part or wholly assumed", target=count(target))
                if target_is_assumed
                else _("Target {target}", target=count(target)),
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "yref": "y2",
                "y": target,
                # Away from the heading above the plot; the running total is low where the label stands.
                "yanchor": "top" if target > top / 2 else "bottom",
            }
        )
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="stack",
            bargap=0.2,
            # Room for the running total, which stands to the right of its line.
            margin={"l": 8, "r": 16 + 10 * len(count(done)), "t": 28, "b": 8},
            xaxis=month_axis(palette, start, end, range=limits, anchor="y"),
            yaxis=count_axis(palette, highest, most=3, domain=[0, 0.34]),
            yaxis2=count_axis(palette, top * 1.1, domain=[0.52, 1], anchor="x"),
            shapes=shapes,
            annotations=notes,
            showlegend=True,
            legend={
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 0.36,
                "yanchor": "bottom",
                "title": {
                    "text": _("Per month") + " ",
                    "side": "left",
                    "font": {"size": FONT_SIZE, "color": palette.muted_text},
                },
            },
        ),
    )
    to_come = sum(sum(column) for name, column in columns.items() if not name.endswith("took_place"))
    finding = _progress_words(done, target, as_of)
    note = _("Bars stand at the month in which the stay starts; to come: ongoing or upcoming.")
    if target and target_is_assumed:
        note += " " + _("At least a part of the target is not published: the default of the rule table is assumed.")
    return Chart(
        name="exchanges_by_month",
        finding=finding,
        alt=_alt(table, months, to_come, finding),
        figure=figure,
        table=table,
        measures=("took_place", "ongoing", "upcoming", "exchange_target"),
        note=note,
    )
