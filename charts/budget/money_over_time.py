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
from charts.measures import label
from charts.palette import Palette
from charts.words import day, eur, month, share
from languages import gettext as _
from languages import ngettext


def _money_finding(last: dict[str, Any] | None) -> str:
    if last is None:
        return _("No budget movement is in this view")
    used = last["net_paid"] + last["payable_eur"] + last["committed_eur"]
    amounts = {
        "day": day(last["on"]),
        "paid": eur(last["net_paid"]),
        "payable": eur(last["payable_eur"]),
        "committed": eur(last["committed_eur"]),
    }
    if last["available_eur"] <= 0:
        return _("By {day} {paid} is paid, {payable} payable and {committed} committed", **amounts)
    return _(
        "By {day} {paid} is paid, {payable} payable and {committed} committed: {share} of {available}",
        share=share(used, last["available_eur"]),
        available=eur(last["available_eur"]),
        **amounts,
    )


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
        (label("paid_eur"), "net_paid", palette.blue, ""),
        (label("payable_eur"), "payable_eur", palette.blue, "x"),
        (label("committed_eur"), "committed_eur", palette.blue_soft, "/"),
    )
    hovers = [
        "<br>".join(
            [f"<b>{day(row['on'])}</b>", *(f"{label(name)} {eur(row[name], cents=True)}" for name in columns[1:])]
        )
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
            "name": label("available_eur"),
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
        labels.append((float(last["available_eur"]), f"<b>╌</b> {label('available_eur')} {eur(last['available_eur'])}"))

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
    width = text_width([text.rpartition("> ")[2] for __, text in labels], FONT_SIZE)
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
        alt = _(
            "Stacked areas by month from {first} to {last} under a line of the money available. {finding}.",
            first=month(rows[0]["month"]),
            last=month(last["month"]),
            finding=finding,
        )
    shown = ("month", *columns)
    table = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="object") for name in shown})
    table["month"] = pd.to_datetime(table["month"])
    left_out = len(df) - len(rows)
    note = _("Balances at the end of each month. Paid is net of recoveries; available is allocation plus transfers.")
    if left_out:
        note += " " + ngettext(
            "{number} month after {day} is left out.",
            "{number} months after {day} are left out.",
            left_out,
            day=day(as_of),
        )
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
