"""How paid, payable and committed grew, against what is available."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money, month_end
from charts.chart import Chart
from charts.figure import (
    FONT_SIZE,
    apart,
    base,
    euro_axis,
    month_axis,
    text_width,
)
from charts.palette import Palette
from charts.words import day, eur, month, plural, share


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
        row: dict[str, Any] = {column: money(record[column]) for column in columns}
        row["month"] = pd.Timestamp(record["month"]).normalize().replace(day=1)
        row["on"] = min(month_end(record["month"]), as_of)
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
