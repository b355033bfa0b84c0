"""Is the programme on target? Exchanges over time, by partnership and through the pipeline of statuses."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import (
    CLEAR,
    FONT_SIZE,
    LEGEND_ON_TOP,
    axis,
    base,
    count_axis,
    html_text,
    mark,
    month_axis,
    outline,
    row_font_size,
    row_values,
    rows_axis,
    text_width,
)
from charts.palette import Palette
from charts.words import count, day, eur, listing, month, plural, share

GROUPS = ("took_place", "ongoing", "upcoming")
MODES = ("physical", "virtual")

# The pipeline in its order: status, the scheme's phase, and what an exchange in it waits for.
PIPELINE = (
    ("matched", "matching", ""),
    ("agreed", "exchange building", ""),
    ("ongoing", "exchange building", ""),
    ("completed", "exchange finalisation", "report awaited"),
    ("reported", "exchange finalisation", "validation awaited"),
    ("validated", "exchange finalisation", "not paid"),
    ("paid", "exchange finalisation", ""),
)
CANCELLED = "cancelled"


def _whole(value: Any) -> int:
    """A count from a cell; a missing one is none."""
    return 0 if pd.isna(value) else int(value)


# ---------------------------------------------------------------------------------------------- exchanges by month


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
            counts[key] = counts.get(key, 0) + _whole(getattr(row, group))
    present = [key[0] for key in counts]
    months = _months(min(present), max(present)) if present else []
    table = pd.DataFrame({"month": pd.to_datetime(pd.Series(months, dtype="object"))})
    for mode in MODES:
        for group in GROUPS:
            table[f"{mode}_{group}"] = pd.Series([counts.get((m, mode, group), 0) for m in months], dtype="int64")
    table["running_total"] = (table["physical_took_place"] + table["virtual_took_place"]).cumsum().astype("int64")
    return table


def _progress_words(done: int, target: int, as_of: date) -> str:
    happened = f"{plural(done, 'exchange') if done else 'No exchange'} took place by {day(as_of)}"
    if not target:
        return happened
    return f"{happened}, {share(done, target)} of the target of {count(target)}"


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
                f"{count(total)} took place until {day(on)}" for on, total in zip(line_x, line_y, strict=True)
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
            words = f"{mode} took place" if is_done else f"{mode} ongoing or upcoming"
            traces.append(
                {
                    "type": "bar",
                    "name": mode if is_done else f"{mode}, to come",
                    "x": [start.isoformat() for start in months],
                    "y": [bar or None for bar in bars],
                    "width": [0.84 * length for length in lengths],
                    "offset": [0.08 * length for length in lengths],
                    "marker": looks[mode, is_done],
                    "hoverinfo": "text",
                    "hovertext": [
                        f"{month(start)}<br>{count(bar)} {words}" for start, bar in zip(months, bars, strict=True)
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
        {**quiet, "text": "Running total", "x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom"},
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
                "text": f"Target {count(target)}" + (", in part or wholly assumed" if target_is_assumed else ""),
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "yref": "y2",
                "y": target,
                "yanchor": "bottom",
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
                    "text": "Per month ",
                    "side": "left",
                    "font": {"size": FONT_SIZE, "color": palette.muted_text},
                },
            },
        ),
    )
    to_come = sum(sum(column) for name, column in columns.items() if not name.endswith("took_place"))
    finding = _progress_words(done, target, as_of)
    if len(table):
        by_mode = {mode: int(table[f"{mode}_took_place"].sum()) for mode in MODES}
        busiest = table["physical_took_place"] + table["virtual_took_place"]
        best = int(busiest.max())
        alt = (
            f"Running total and monthly bars from {month(months[0])} to {month(months[-1])}. {finding}: "
            f"{count(by_mode['physical'])} physical and {count(by_mode['virtual'])} virtual; "
            f"{count(to_come)} {'is' if to_come == 1 else 'are'} ongoing or upcoming."
        )
        if best:
            most = [month(months[at]) for at, total in enumerate(busiest) if total == best]
            alt += f" Most in one month: {count(best)}, in {listing(most, 2)}."
    else:
        alt = "No exchange is in this view."
    note = "Bars stand at the month in which the stay starts; to come: ongoing or upcoming."
    if target and target_is_assumed:
        note += " At least a part of the target is not published: the default of the rule table is assumed."
    return Chart(
        name="exchanges_by_month",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("took_place", "ongoing", "upcoming", "exchange_target"),
        note=note,
    )


# ---------------------------------------------------------------------------------------- progress by partnership


def _target(row: Mapping[str, Any]) -> int:
    """The target of a partnership, 0 where it has none."""
    return 0 if row["exchange_target_basis"] == "missing" else max(_whole(row["exchange_target"]), 0)


def _target_finding(rows: list[dict[str, Any]]) -> str:
    """How many partnerships reached their target, and who lacks the most exchanges."""
    if not rows:
        return "No partnership is in this view"
    done = sum(row["took_place"] for row in rows)
    happened = f"{plural(done, 'exchange') if done else 'no exchange'} took place"
    with_target = [row for row in rows if row["target"]]
    short = [row for row in with_target if row["took_place"] < row["target"]]
    reached = len(with_target) - len(short)
    if not with_target:
        return f"No target is known for {'the partnership' if len(rows) == 1 else 'any partnership'}; {happened}"
    if len(with_target) == 1:
        only = with_target[0]
        of_target = f"its target of {count(only['target'])}"
        if short:
            return f"{only['acronym']} is {count(only['target'] - only['took_place'])} short of {of_target}"
        return f"{only['acronym']} reached {of_target}: {plural(only['took_place'], 'exchange')} took place"
    whom, aim = f"{count(len(with_target))} partnerships", "their target"
    if len(with_target) < len(rows):
        whom, aim = f"{whom} with a target", "it"
    if not short:
        return f"All {whom} reached {aim}"
    gap = max(row["target"] - row["took_place"] for row in short)
    furthest = [row["acronym"] for row in short if row["target"] - row["took_place"] == gap]
    away = (
        f"{furthest[0]} is furthest away, {count(gap)} short"
        if len(furthest) == 1
        else f"{listing(furthest, 2)} are furthest away, {count(gap)} short each"
    )
    return f"{count(reached) if reached else 'None'} of the {whom} reached {aim}; {away}"


def progress_by_partnership(df: pd.DataFrame, *, palette: Palette, height: int = 460) -> Chart:
    """Exchanges of each visiting partnership against its target, in the order of the rows.

    df: partnership_id, acronym, took_place, ongoing, upcoming, exchange_target (nullable), exchange_target_basis
    (published, assumed, missing); one row per partnership. The figure's `customdata` is the partnership_id.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": record["partnership_id"],
            "acronym": str(record["acronym"]),
            "target": _target(record),
            "basis": record["exchange_target_basis"],
            **{group: _whole(record[group]) for group in GROUPS},
        }
        for record in df.to_dict("records")
    ]
    names = [row["acronym"] for row in rows]
    places = list(range(len(rows)))
    ids = [row["id"] for row in rows]
    header, footer = 34, 30
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)
    bar_pixels = pixels / max(len(rows), 1) * 0.62
    end = max((max(sum(row[group] for group in GROUPS), row["target"]) for row in rows), default=0)

    def hover(row: Mapping[str, Any]) -> str:
        aim = f"target {count(row['target'])}, {html_text(row['basis'])}" if row["target"] else "no target"
        return (
            f"<b>{html_text(row['acronym'])}</b><br>{count(row['took_place'])} took place, {aim}"
            f"<br>{count(row['ongoing'])} ongoing<br>{count(row['upcoming'])} upcoming"
        )

    looks: dict[str, dict[str, Any]] = {
        "took_place": mark(palette.blue),
        "ongoing": mark(palette.blue_soft, palette.ground, "/"),
        "upcoming": outline(palette.blue_soft),
    }
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": group.replace("_", " "),
            "y": places,
            # None draws nothing, where zero would draw the outline of an empty bar.
            "x": [row[group] or None for row in rows],
            "customdata": ids,
            "marker": looks[group],
            "hoverinfo": "text",
            "hovertext": [hover(row) for row in rows],
            "textposition": "none",
            "showlegend": True,
        }
        for group in GROUPS
    ]
    tick = max(6.0, min(bar_pixels * 0.75, 16.0))
    marks = {
        "published": {"symbol": "line-ns", "size": tick, "line": {"color": palette.text, "width": 3}},
        "assumed": {
            "symbol": "diamond-tall",
            "size": tick * 0.9,
            "color": palette.ground,
            "line": {"color": palette.text, "width": 1.5},
        },
    }
    for basis, marker in marks.items():
        aims = [
            (at, row)
            for at, row in enumerate(rows)
            if row["target"] and (row["basis"] == "published") == (basis == "published")
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": f"target, {basis}",
                "y": [at for at, _ in aims],
                "x": [row["target"] for _, row in aims],
                "customdata": [row["id"] for _, row in aims],
                "marker": marker,
                "cliponaxis": False,
                "hoverinfo": "text",
                "hovertext": [hover(row) for _, row in aims],
                "showlegend": bool(aims),
            }
        )

    def value(row: Mapping[str, Any]) -> str:
        if not row["target"]:
            return f"{count(row['took_place'])}, no target"
        sign = " ✓" if row["took_place"] >= row["target"] else ""
        return f"{count(row['took_place'])} of {count(row['target'])}{sign}"

    values = [value(row) for row in rows]
    scale = count_axis(palette, end, most=5)
    traces.append(row_values(palette, values, scale["range"][1], pixels))
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="stack",
            margin={"l": 8, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, names, pixels),
            showlegend=True,
            legend=LEGEND_ON_TOP,
        ),
    )
    finding = _target_finding(rows)
    without = sum(not row["target"] for row in rows)
    assumed = sum(bool(row["target"]) and row["basis"] != "published" for row in rows)
    alt = f"{finding}."
    if rows:
        alt = f"Horizontal bars for {plural(len(rows), 'partnership')}, with a mark at each target. {finding}."
        sums = [f"{count(sum(row[group] for row in rows))} {group.replace('_', ' ')}" for group in GROUPS]
        alt += f" In all, {listing(sums)}."
    parts = []
    if assumed:
        parts.append(
            f"Hollow marks: the target of {plural(assumed, 'partnership')} is not published "
            "and the default of the rule table is assumed."
        )
    if without:
        parts.append(f"{plural(without, 'partnership')} {'has' if without == 1 else 'have'} no target.")
    return Chart(
        name="progress_by_partnership",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df.reset_index(drop=True),
        measures=("took_place", "ongoing", "upcoming", "exchange_target"),
        note=" ".join(parts),
    )


# -------------------------------------------------------------------------------------------------- status pipeline


def _pipeline_finding(exchanges: Mapping[str, int]) -> str:
    total = sum(number for status, number in exchanges.items() if status != CANCELLED)
    report, validation = exchanges["completed"], exchanges["reported"]
    if not total:
        return "No exchange is in the pipeline"
    if not report and not validation:
        return "No exchange waits for its closing report or validation"
    waiting = report + validation
    verb = "waits" if waiting == 1 else "wait"
    what = " or ".join(words for words, number in (("closing report", report), ("validation", validation)) if number)
    return f"{plural(waiting, 'exchange')} {verb} for {'its' if waiting == 1 else 'their'} {what}"


def status_pipeline(df: pd.DataFrame, *, palette: Palette, height: int = 400) -> Chart:
    """Exchanges and their lump sums in each status, in the order of the pipeline and under their phases.

    df: status, phase, exchanges, lump_sum_eur (Decimal); statuses without a row count none, `cancelled` is drawn only
    if present. Raises ValueError for a status that the scheme does not know. The figure's `customdata` is the status.
    """
    given: dict[str, dict[str, Any]] = {str(record["status"]): record for record in df.to_dict("records")}
    stages = list(PIPELINE)
    if CANCELLED in given:
        stages.append((CANCELLED, "called off", ""))
    unknown = given.keys() - {status for status, _, _ in stages}
    if unknown:
        raise ValueError(f"unknown status: {', '.join(sorted(unknown))}")

    table = pd.DataFrame(
        {
            "status": [status for status, _, _ in stages],
            "phase": [phase for _, phase, _ in stages],
            "exchanges": [_whole(given[s]["exchanges"]) if s in given else 0 for s, _, _ in stages],
            "lump_sum_eur": pd.Series(
                [
                    given[s]["lump_sum_eur"]
                    if s in given and not pd.isna(given[s]["lump_sum_eur"])
                    else Decimal("0.00")
                    for s, _, _ in stages
                ],
                dtype="object",
            ),
        }
    )
    numbers = dict(zip(table["status"], (int(n) for n in table["exchanges"]), strict=True))
    money = dict(zip(table["status"], table["lump_sum_eur"], strict=True))

    places: list[float] = []
    tick_places: list[float] = []
    tick_text: list[str] = []
    at = -1.0
    phase_before = ""
    for status, phase, waits in stages:
        if phase != phase_before:
            # The heading of a phase takes a row of its own.
            at += 1
            tick_places.append(at)
            tick_text.append(f"<b>{phase.capitalize()}</b>")
            phase_before = phase
        at += 1
        places.append(at)
        tick_places.append(at)
        tick_text.append(status + (f", {waits}" if waits else ""))
    footer = 30
    pixels = max(height - footer - 8, 1)
    size = row_font_size(int(at) + 1, pixels)
    values = [f"\u2002{count(numbers[status])}, {eur(money[status])}" for status, _, _ in stages]
    waiting = ("completed", "reported")
    scale = count_axis(palette, max(numbers.values()), most=5)
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": places,
            "x": [numbers[status] for status, _, _ in stages],
            "customdata": [status for status, _, _ in stages],
            "marker": {
                "color": [
                    palette.accent if status in waiting else palette.grey if status == CANCELLED else palette.blue
                    for status, _, _ in stages
                ]
            },
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{status}</b><br>{plural(numbers[status], 'exchange')}<br>{eur(money[status], cents=True)}"
                for status, _, _ in stages
            ],
            "textposition": "none",
        },
        {
            "type": "scatter",
            "mode": "text",
            "y": places,
            "x": [numbers[status] for status, _, _ in stages],
            "text": values,
            "textposition": "middle right",
            "textfont": {"size": size, "color": palette.text},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            margin={"l": 8, "r": 12 + text_width(values, size), "t": 8, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=axis(
                palette,
                range=[at + 0.5, -0.5],
                tickvals=tick_places,
                ticktext=tick_text,
                tickfont={"size": size, "color": palette.text},
                showgrid=False,
            ),
        ),
    )
    finding = _pipeline_finding(numbers)
    alt = f"Horizontal bars in the order of the pipeline: {', '.join(f'{s} {count(n)}' for s, n in numbers.items())}. "
    to_pay = money["validated"]
    alt += f"{finding}. {eur(to_pay)} is validated and not paid."
    return Chart(
        name="status_pipeline",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("exchanges", "lump_sum_eur"),
        note="Cancelled exchanges are outside the pipeline." if CANCELLED in given else "",
    )
