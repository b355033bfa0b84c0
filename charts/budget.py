"""Where the lump-sum money stands: each partnership's position, its course over time, and what is due for payment."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import (
    FONT_SIZE,
    LEGEND_ON_TOP,
    apart,
    axis,
    base,
    euro_axis,
    html_text,
    mark,
    month_axis,
    outline,
    row_font_size,
    row_values,
    rows_axis,
    text_width,
)
from charts.measures import label
from charts.palette import Palette
from charts.words import count, day, eur, listing, month, plural, share

ZERO = Decimal("0.00")
POSITION_COLUMNS = (
    "allocation_eur",
    "transfers_eur",
    "committed_eur",
    "payable_eur",
    "paid_eur",
    "recovered_eur",
    "remaining_eur",
    "footing_difference_eur",
)


def _money(value: Any) -> Decimal:
    """An amount from a cell, exact; a missing one is zero. Raises TypeError for a float, whose cents are not known."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else ZERO
    if pd.isna(value):
        return ZERO
    if isinstance(value, float):
        raise TypeError("money is Decimal, not float")
    return Decimal(int(value))


def _said(amount: Decimal) -> str:
    """The amount without its cents, but never a nothing that is not: `€ 0.30`."""
    return eur(amount, cents=abs(amount) < 1)


def _length(amount: Decimal) -> float | None:
    """Length of a bar; None draws nothing, where zero would draw the outline of an empty bar."""
    return float(amount) if amount > 0 else None


# ---------------------------------------------------------------------------------------------------------- position


def _position_row(record: dict[Any, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {column: _money(record[column]) for column in POSITION_COLUMNS}
    row["id"] = record["partnership_id"]
    row["acronym"] = str(record["acronym"])
    row["available"] = row["allocation_eur"] + row["transfers_eur"]
    row["net_paid"] = row["paid_eur"] - row["recovered_eur"]
    row["used"] = row["net_paid"] + row["payable_eur"] + row["committed_eur"]
    row["over"] = max(row["used"] - row["available"], ZERO)
    return row


def _position_finding(rows: Sequence[dict[str, Any]]) -> str:
    """The share used in all, then who is over the limit, or else closest to it."""
    if not rows:
        return "No partnership is in this view"
    available = sum((row["available"] for row in rows), ZERO)
    used = sum((row["used"] for row in rows), ZERO)
    if not available and not used:
        return "No lump-sum money is allocated or used"
    if available > 0:
        total = f"{share(used, available)} of {eur(available)} is used"
    else:
        total = f"{eur(used)} is used without an allocation"
    if len(rows) == 1:
        return total + (f": {_said(rows[0]['over'])} too much" if available > 0 and rows[0]["over"] else "")
    over = [row for row in rows if row["over"]]
    if over:
        most = max(row["over"] for row in over)
        names = [row["acronym"] for row in over]
        if len(over) == 1:
            return f"{total}; {names[0]} is over its limit by {_said(most)}"
        return f"{total}; {listing(names, 2)} are over their limits, by up to {_said(most)}"
    shares = {
        at: row["used"] / row["available"] for at, row in enumerate(rows) if row["available"] > 0 and row["used"] > 0
    }
    if not shares:
        return total
    highest = max(shares.values())
    closest = [rows[at] for at, value in shares.items() if value == highest]
    if len(closest) == len(rows):
        return f"{total}, the same share in each partnership"
    at_share = share(closest[0]["used"], closest[0]["available"])
    if len(closest) == 1:
        return f"{total}; {closest[0]['acronym']} is closest to its limit with {at_share}"
    return (
        f"{total}; {listing([row['acronym'] for row in closest], 2)} are closest to their limits with {at_share} each"
    )


def position(df: pd.DataFrame, *, palette: Palette, height: int = 480) -> Chart:
    """Each partnership's money paid, payable, committed and remaining against what it has available.

    df: partnership_id, acronym and the columns of POSITION_COLUMNS as Decimal; one row per partnership, drawn in their
    order. Available is allocation plus transfers, paid is net of recoveries. The table keeps all columns exact, adds
    available_eur and used_pct, and ends with a row for the total. The figure's `customdata` is the partnership_id.
    Raises TypeError for amounts that are floats.
    """
    rows = [_position_row(record) for record in df.to_dict("records")]
    places = list(range(len(rows)))
    ids = [row["id"] for row in rows]
    header, footer = 34, 30
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)

    def hover(row: dict[str, Any]) -> str:
        amounts = "".join(f"<br>{label(column)} {eur(row[column], cents=True)}" for column in POSITION_COLUMNS[:-1])
        return f"<b>{html_text(row['acronym'])}</b>{amounts}"

    parts = (
        ("paid, net", "net_paid", mark(palette.blue)),
        ("payable", "payable_eur", mark(palette.blue, palette.ground, "x")),
        ("committed", "committed_eur", mark(palette.blue_soft, palette.ground, "/")),
    )
    common = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "customdata": ids,
        "hoverinfo": "text",
        "hovertext": [hover(row) for row in rows],
        "textposition": "none",
    }
    traces: list[dict[str, Any]] = []
    drawn = [ZERO] * len(rows)
    for name, column, marker in parts:
        # Where more was recovered than paid there is nothing to draw; the label and the table have the sign.
        widths = [max(row[column], ZERO) for row in rows]
        traces.append(
            {
                **common,
                "name": name,
                "base": [float(start) for start in drawn],
                "x": [_length(width) for width in widths],
                "marker": marker,
                "showlegend": True,
            }
        )
        drawn = [start + width for start, width in zip(drawn, widths, strict=True)]
    traces.append(
        {
            **common,
            "name": "remaining",
            "base": [float(start) for start in drawn],
            "x": [_length(row["available"] - start) for row, start in zip(rows, drawn, strict=True)],
            "marker": outline(palette.grey),
            "showlegend": True,
        }
    )
    traces.append(
        {
            **common,
            "name": "over the limit",
            "base": [float(end - min(row["over"], end)) for row, end in zip(rows, drawn, strict=True)],
            "x": [_length(min(row["over"], end)) for row, end in zip(rows, drawn, strict=True)],
            "marker": mark(palette.bad, palette.ground, "\\"),
            "showlegend": any(row["over"] for row in rows),
        }
    )
    tick = max(5.0, min(pixels / max(len(rows), 1) * 0.46, 16.0))
    with_money = [(at, row) for at, row in enumerate(rows) if row["available"] > 0]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "available",
            "y": [at for at, _ in with_money],
            "x": [float(row["available"]) for _, row in with_money],
            "marker": {"symbol": "line-ns", "size": tick, "line": {"color": palette.text, "width": 3}},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": bool(with_money),
        }
    )

    def value(row: dict[str, Any]) -> str:
        if row["over"]:
            return f"{_said(row['over'])} over"
        if row["available"] <= 0:
            return "nothing available"
        return f"{share(row['used'], row['available'])} used"

    values = [value(row) for row in rows]
    end = max((max(row["available"], stop) for row, stop in zip(rows, drawn, strict=True)), default=ZERO)
    scale = euro_axis(palette, float(end))
    colours = [palette.bad if row["over"] else palette.text for row in rows]
    traces.append(row_values(palette, values, scale["range"][1], pixels, colours))
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="overlay",
            margin={"l": 8, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, [row["acronym"] for row in rows], pixels),
            showlegend=True,
            legend=LEGEND_ON_TOP,
        ),
    )

    finding = _position_finding(rows)
    total = {column: sum((row[column] for row in rows), ZERO) for column in (*POSITION_COLUMNS, "available", "used")}
    alt = f"{finding}."
    if rows:
        alt = (
            f"Stacked horizontal bars for {plural(len(rows), 'partnership')}. {finding}."
            f" In all {eur(total['paid_eur'])} is paid, {eur(total['recovered_eur'])} recovered, "
            f"{eur(total['payable_eur'])} payable and {eur(total['committed_eur'])} committed; "
            f"{eur(total['remaining_eur'])} remains."
        )
    note = "Used: paid net of recoveries, payable and committed by the partnership. Tick: allocation plus transfers."
    off = [row for row in rows if row["footing_difference_eur"]]
    if off:
        named = [f"{row['acronym']} by {eur(row['footing_difference_eur'], cents=True)}" for row in off]
        note += f" {'This position does' if len(off) == 1 else 'These positions do'} not add up: {listing(named)}."
    return Chart(
        name="position",
        finding=finding,
        alt=alt,
        figure=figure,
        table=_position_table(rows, total),
        measures=("allocation_eur", "transfers_eur", "committed_eur", "payable_eur", "paid_eur", "remaining_eur"),
        note=note,
    )


def _used_pct(row: dict[str, Any]) -> Decimal | None:
    """Per cent of the available money that is used, with one decimal; None where none is available."""
    return round(row["used"] * 100 / row["available"], 1) if row["available"] > 0 else None


def _position_table(rows: Sequence[dict[str, Any]], total: dict[str, Any]) -> pd.DataFrame:
    lines = [*rows, {"id": "", "acronym": "Total", **total}] if rows else []
    columns: dict[str, list[Any]] = {
        "partnership_id": [line["id"] for line in lines],
        "acronym": [line["acronym"] for line in lines],
        "allocation_eur": [line["allocation_eur"] for line in lines],
        "transfers_eur": [line["transfers_eur"] for line in lines],
        "available_eur": [line["available"] for line in lines],
        **{column: [line[column] for line in lines] for column in POSITION_COLUMNS[2:]},
        "used_pct": [_used_pct(line) for line in lines],
    }
    return pd.DataFrame({name: pd.Series(cells, dtype="object") for name, cells in columns.items()})


# --------------------------------------------------------------------------------------------------- money over time


def _month_end(value: Any) -> date:
    """Last day of the month of `value`."""
    within: date = pd.Timestamp(value).date()
    return (within.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _money_finding(last: dict[str, Any] | None) -> str:
    if last is None:
        return "No budget movement is in this view"
    used = last["net_paid"] + last["payable_eur"] + last["committed_eur"]
    said = (
        f"By {day(last['on'])} {eur(last['net_paid'])} is paid, {eur(last['payable_eur'])} payable "
        f"and {eur(last['committed_eur'])} committed"
    )
    if last["available_eur"] <= 0:
        return said
    return f"{said}: {share(used, last['available_eur'])} of {eur(last['available_eur'])}"


def money_over_time(df: pd.DataFrame, *, as_of: date, palette: Palette, height: int = 400) -> Chart:
    """The balances paid (net of recoveries), payable and committed, stacked, under the line of what is available.

    df: month, allocation_eur, committed_eur, payable_eur, paid_eur, recovered_eur, available_eur (Decimal); one row per
    month with the balances at its end, or on `as_of` in its month. Later months are left out.
    Raises TypeError for amounts that are floats.
    """
    columns = ("allocation_eur", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur")
    rows: list[dict[str, Any]] = []
    for record in df.to_dict("records"):
        row: dict[str, Any] = {column: _money(record[column]) for column in columns}
        row["month"] = pd.Timestamp(record["month"]).normalize().replace(day=1)
        row["on"] = min(_month_end(record["month"]), as_of)
        row["net_paid"] = row["paid_eur"] - row["recovered_eur"]
        if row["month"].date() <= as_of:
            rows.append(row)
    rows.sort(key=lambda row: row["month"])
    last = rows[-1] if rows else None
    days = [row["on"].isoformat() for row in rows]
    end = rows[-1]["on"] if rows else as_of
    # Half a year at least, so that a single month has a place in the figure and not on its edge.
    first = min([row["on"].replace(day=1) for row in rows[:1]] + [end - timedelta(days=181)])

    bands = (
        ("Paid", "net_paid", palette.blue, ""),
        ("Payable", "payable_eur", palette.blue, "x"),
        ("Committed", "committed_eur", palette.blue_soft, "/"),
    )
    hovers = [
        f"<b>{day(row['on'])}</b><br>Available {eur(row['available_eur'], cents=True)}"
        f"<br>Committed {eur(row['committed_eur'], cents=True)}<br>Payable {eur(row['payable_eur'], cents=True)}"
        f"<br>Paid {eur(row['paid_eur'], cents=True)}<br>Recovered {eur(row['recovered_eur'], cents=True)}"
        for row in rows
    ]
    traces: list[dict[str, Any]] = []
    labels: list[tuple[float, str]] = []
    foot = 0.0
    for name, column, colour, pattern in bands:
        # A negative balance cannot be stacked; the label and the table have its sign.
        heights = [float(max(row[column], ZERO)) for row in rows]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines" if len(rows) > 1 else "markers",
                "name": name,
                "x": days,
                "y": heights,
                "stackgroup": "used",
                "cliponaxis": False,
                "line": {"color": colour, "width": 1},
                "marker": {"color": colour, "size": 9},
                "fillcolor": colour,
                "fillpattern": {"shape": pattern, "size": 7, "solidity": 0.25, "fgcolor": palette.ground}
                | ({"bgcolor": colour} if pattern else {}),
                "hoverinfo": "skip",
            }
        )
        if last is not None:
            square = f'<span style="color:{colour}">■</span> '
            labels.append((foot + heights[-1] / 2, f"{square}{name} {eur(last[column])}"))
            foot += heights[-1]
    traces.append(
        {
            "type": "scatter",
            "mode": "lines" if len(rows) > 1 else "markers",
            "name": "Available",
            "x": days,
            "cliponaxis": False,
            "y": [float(row["available_eur"]) for row in rows],
            "line": {"color": palette.text, "width": 2, "dash": "dash", "shape": "hv"},
            "marker": {"color": palette.text, "size": 9, "symbol": "line-ew-open"},
            "hoverinfo": "text",
            "hovertext": hovers,
        }
    )
    if last is not None:
        labels.append((float(last["available_eur"]), f"<b>╌</b> Available {eur(last['available_eur'])}"))

    top = max([float(row["available_eur"]) for row in rows] + [_stack(row) for row in rows], default=0.0)
    header, footer = 12, 44
    pixels = max(height - header - footer, 1)
    scale = euro_axis(palette, top)
    # Labels keep a line's height from one another, whatever the bands' heights are.
    unit = (scale["range"][1]) / pixels
    order = sorted(range(len(labels)), key=lambda at: (labels[at][0], at))
    moved = apart([labels[at][0] for at in order], (FONT_SIZE + 6) * unit)
    lift = max(0.0, -moved[0]) if moved else 0.0
    notes = [
        {
            "text": labels[at][1],
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 8,
            "y": place + lift,
            "yanchor": "middle",
            "showarrow": False,
            "align": "left",
            "font": {"size": FONT_SIZE, "color": palette.text},
        }
        for at, place in zip(order, moved, strict=True)
    ]
    width = text_width([text.rpartition("> ")[2] for _, text in labels], FONT_SIZE)
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            hovermode="x",
            margin={"l": 8, "r": 28 + width, "t": header, "b": footer},
            xaxis=month_axis(
                palette,
                first,
                end,
                range=[first.isoformat(), end.isoformat()],
                automargin=False,
            ),
            yaxis=scale,
            annotations=notes,
        ),
    )
    finding = _money_finding(last)
    alt = f"{finding}."
    if last is not None:
        alt = (
            f"Stacked areas by month from {month(rows[0]['month'])} to {month(last['month'])} "
            f"under a line of the money available. {finding}."
        )
    shown = ("month", *columns)
    table = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="object") for name in shown})
    table["month"] = pd.to_datetime(table["month"])
    left_out = len(df) - len(rows)
    note = "Balances at the end of each month. Paid is net of recoveries; available is allocation plus transfers."
    if left_out:
        note += f" {plural(left_out, 'month')} after {day(as_of)} {'is' if left_out == 1 else 'are'} left out."
    return Chart(
        name="money_over_time",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("allocation_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur"),
        note=note,
    )


def _stack(row: dict[str, Any]) -> float:
    """Height of the stacked bands of a month."""
    return float(sum((max(row[column], ZERO) for column in ("net_paid", "payable_eur", "committed_eur")), ZERO))


# ------------------------------------------------------------------------------------------------------ payments due


def _bucket(on: date, span: int) -> tuple[date, int]:
    """First day and length in days of the bar that holds `on`: a day, a week or a month by the span of all bars."""
    if span <= 45:
        return on, 1
    if span <= 300:
        return on - timedelta(days=on.weekday()), 7
    return on.replace(day=1), _month_end(on).day


def _due_finding(late: Sequence[Decimal], coming: Sequence[Decimal], undated: Sequence[Decimal], days: int) -> str:
    number = len(late) + len(coming)
    total = sum(late, ZERO) + sum(coming, ZERO)
    if not number:
        if undated:
            return f"{eur(sum(undated, ZERO))} is payable for {plural(len(undated), 'exchange')} without a due date"
        return "No payment is due"
    exchanges = plural(number, "exchange")
    if not coming:
        return f"{eur(total)} is overdue for {exchanges}"
    when = f"within {plural(days, 'day')}" if days else "today"
    said = f"{eur(total)} is due {when} for {exchanges}"
    if not late:
        return f"{said}; none is overdue"
    return f"{said}; {count(len(late))} of them {'is' if len(late) == 1 else 'are'} overdue"


def payments_due(df: pd.DataFrame, *, as_of: date, palette: Palette, height: int = 280) -> Chart:
    """Euro due by day (by week or month where the days are many), what is overdue set apart from what is to come.

    df: exchange_id, visiting_organisation, visiting_partnership, host_country, end_date, validated_date, due_date,
    days_left, lump_sum_eur (Decimal); one row per exchange that is validated and not paid. Overdue is a due date before
    `as_of`. The table is df by due date, those without one last. Raises TypeError for amounts that are floats.
    """
    late: dict[date, list[Decimal]] = {}
    coming: dict[date, list[Decimal]] = {}
    undated: list[Decimal] = []
    for due, amount in zip(df["due_date"], df["lump_sum_eur"], strict=True):
        exact = _money(amount)
        if pd.isna(due):
            undated.append(exact)
            continue
        on: date = pd.Timestamp(due).date()
        (late if on < as_of else coming).setdefault(on, []).append(exact)
    dated = [*late, *coming]
    first, last = min([*dated, as_of]), max([*dated, as_of])
    span = (last - first).days
    late_amounts = [amount for amounts in late.values() for amount in amounts]
    coming_amounts = [amount for amounts in coming.values() for amount in amounts]

    def bars(
        name: str, by_day: dict[date, list[Decimal]], amounts: list[Decimal], marker: dict[str, Any]
    ) -> dict[str, Any]:
        grouped: dict[tuple[date, int], list[Decimal]] = {}
        for on in sorted(by_day):
            grouped.setdefault(_bucket(on, span), []).extend(by_day[on])
        lengths = {1: day, 7: lambda start: f"week of {day(start)}"}
        return {
            "type": "bar",
            "name": f"{name}: {plural(len(amounts), 'exchange')}, {eur(sum(amounts, ZERO))}",
            "x": [f"{start.isoformat()} 00:00" for start, _ in grouped],
            "width": [length * 86_400_000 * 0.86 for _, length in grouped],
            "offset": [length * 86_400_000 * 0.07 for _, length in grouped],
            "base": [0.0] * len(grouped),
            "y": [float(sum(held, ZERO)) for held in grouped.values()],
            "marker": marker,
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{lengths.get(length, month)(start)}</b><br>{name}: {plural(len(held), 'exchange')}, "
                f"{eur(sum(held, ZERO), cents=True)}"
                for (start, length), held in grouped.items()
            ],
            "textposition": "none",
            "showlegend": True,
        }

    traces = [
        bars("overdue", late, late_amounts, mark(palette.bad, palette.ground, "/")),
        bars("to pay", coming, coming_amounts, mark(palette.blue)),
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
                tickformat="%-d %b\n%Y",
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
    finding = _due_finding(late_amounts, coming_amounts, undated, days)
    alt = f"Bars of euro by due date. {finding}."
    if late:
        oldest = min(late)
        alt += f" {eur(sum(late_amounts, ZERO))} of it is overdue, the oldest since {day(oldest)}."
    note = "Validated and not paid. Due: end of the stay plus the days to pay of the rule table."
    if undated and dated:
        note += f" Left out: {plural(len(undated), 'exchange')} without a due date, {eur(sum(undated, ZERO))}."
    table = df.assign(due_date=pd.to_datetime(df["due_date"])).sort_values(
        "due_date", kind="stable", na_position="last", ignore_index=True
    )
    return Chart(
        name="payments_due",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("payable_eur", "due_date", "days_left", "lump_sum_eur"),
        note=note,
    )
