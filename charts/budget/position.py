"""Where each partnership stands: paid, payable, committed and remaining against what it received."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money
from charts.chart import Chart
from charts.figure import (
    base,
    euro_axis,
    html_text,
    mark,
    outline,
    row_font_size,
    row_values,
    rows_axis,
    rows_left,
    text_width,
)
from charts.key import Entry, key
from charts.measures import label
from charts.palette import Palette
from charts.words import eur, listing, share
from languages import gettext as _
from languages import ngettext

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


def _said(amount: Decimal) -> str:
    """The amount without its cents, but never a nothing that is not: `€ 0.30`."""
    return eur(amount, cents=abs(amount) < 1)


def _length(amount: Decimal) -> float | None:
    """Length of a bar; None draws nothing, where zero would draw the outline of an empty bar."""
    return float(amount) if amount > 0 else None


def _position_row(record: dict[Any, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {column: money(record[column]) for column in POSITION_COLUMNS}
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
        return _("No partnership is in this view")
    available = sum((row["available"] for row in rows), ZERO)
    used = sum((row["used"] for row in rows), ZERO)
    if not available and not used:
        return _("No lump-sum money is allocated or used")
    if available > 0:
        total = _("{share} of {available} is used", share=share(used, available), available=eur(available))
    else:
        total = _("{amount} is used without an allocation", amount=eur(used))
    if len(rows) == 1:
        if available > 0 and rows[0]["over"]:
            return _("{finding}: {amount} too much", finding=total, amount=_said(rows[0]["over"]))
        return total
    over = [row for row in rows if row["over"]]
    if over:
        most = _said(max(row["over"] for row in over))
        names = [row["acronym"] for row in over]
        if len(over) == 1:
            return _("{finding}; {name} is over its limit by {amount}", finding=total, name=names[0], amount=most)
        return _(
            "{finding}; {names} are over their limits, by up to {amount}",
            finding=total,
            names=listing(names, 2),
            amount=most,
        )
    shares = {
        at: row["used"] / row["available"] for at, row in enumerate(rows) if row["available"] > 0 and row["used"] > 0
    }
    if not shares:
        return total
    highest = max(shares.values())
    closest = [rows[at] for at, value in shares.items() if value == highest]
    if len(closest) == len(rows):
        return _("{finding}, the same share in each partnership", finding=total)
    at_share = share(closest[0]["used"], closest[0]["available"])
    if len(closest) == 1:
        return _(
            "{finding}; {name} is closest to its limit with {share}",
            finding=total,
            name=closest[0]["acronym"],
            share=at_share,
        )
    return _(
        "{finding}; {names} are closest to their limits with {share} each",
        finding=total,
        names=listing([row["acronym"] for row in closest], 2),
        share=at_share,
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
    names = {
        "paid": _("paid, net"),
        "payable": _("payable"),
        "committed": _("committed"),
        "remaining": _("remaining"),
        "available": _("available"),
        "over": _("over the limit"),
    }
    entries = [
        Entry(names["paid"], "filled", palette.blue),
        Entry(names["payable"], "crossed", palette.blue),
        Entry(names["committed"], "striped", palette.blue_soft),
        Entry(names["remaining"], "outline", palette.grey),
    ]
    entries += [Entry(names["available"], "tick", palette.text)] * any(row["available"] > 0 for row in rows)
    entries += [Entry(names["over"], "striped", palette.bad)] * any(row["over"] for row in rows)
    footer = 30
    left = rows_left([row["acronym"] for row in rows])
    legend = key(entries, palette, left)
    header = legend.height
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)

    def hover(row: dict[str, Any]) -> str:
        amounts = "".join(f"<br>{label(column)} {eur(row[column], cents=True)}" for column in POSITION_COLUMNS[:-1])
        return f"<b>{html_text(row['acronym'])}</b>{amounts}"

    parts = (
        (names["paid"], "net_paid", mark(palette.blue)),
        (names["payable"], "payable_eur", mark(palette.blue, palette.ground, "x")),
        (names["committed"], "committed_eur", mark(palette.blue_soft, palette.ground, "/")),
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
            }
        )
        drawn = [start + width for start, width in zip(drawn, widths, strict=True)]
    traces.append(
        {
            **common,
            "name": names["remaining"],
            "base": [float(start) for start in drawn],
            "x": [_length(row["available"] - start) for row, start in zip(rows, drawn, strict=True)],
            "marker": outline(palette.grey),
        }
    )
    traces.append(
        {
            **common,
            "name": names["over"],
            "base": [float(end - min(row["over"], end)) for row, end in zip(rows, drawn, strict=True)],
            "x": [_length(min(row["over"], end)) for row, end in zip(rows, drawn, strict=True)],
            "marker": mark(palette.bad, palette.ground, "\\"),
        }
    )
    tick = max(5.0, min(pixels / max(len(rows), 1) * 0.46, 16.0))
    with_money = [(at, row) for at, row in enumerate(rows) if row["available"] > 0]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": names["available"],
            "y": [at for at, __ in with_money],
            "x": [float(row["available"]) for __, row in with_money],
            "marker": {"symbol": "line-ns", "size": tick, "line": {"color": palette.text, "width": 3}},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    )

    def value(row: dict[str, Any]) -> str:
        if row["over"]:
            return _("{amount} over", amount=_said(row["over"]))
        if row["available"] <= 0:
            return _("nothing available")
        return _("{share} used", share=share(row["used"], row["available"]))

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
            margin={"l": left, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, [row["acronym"] for row in rows], pixels),
            annotations=legend.annotations,
            shapes=legend.shapes,
        ),
    )

    finding = _position_finding(rows)
    total = {column: sum((row[column] for row in rows), ZERO) for column in (*POSITION_COLUMNS, "available", "used")}
    alt = f"{finding}."
    if rows:
        alt = ngettext(
            "Stacked horizontal bars for {number} partnership. {finding}. In all {paid} is paid, {recovered} recovered, "
            "{payable} payable and {committed} committed; {remaining} remains.",
            "Stacked horizontal bars for {number} partnerships. {finding}. In all {paid} is paid, {recovered} recovered, "
            "{payable} payable and {committed} committed; {remaining} remains.",
            len(rows),
            finding=finding,
            paid=eur(total["paid_eur"]),
            recovered=eur(total["recovered_eur"]),
            payable=eur(total["payable_eur"]),
            committed=eur(total["committed_eur"]),
            remaining=eur(total["remaining_eur"]),
        )
    note = _("Used: paid net of recoveries, payable and committed by the partnership. Tick: allocation plus transfers.")
    off = [row for row in rows if row["footing_difference_eur"]]
    if off:
        named = listing(
            [
                _("{name} by {amount}", name=row["acronym"], amount=eur(row["footing_difference_eur"], cents=True))
                for row in off
            ]
        )
        if len(off) == 1:
            note += " " + _("This position does not add up: {names}.", names=named)
        else:
            note += " " + _("These positions do not add up: {names}.", names=named)
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
    lines = [*rows, {"id": "", "acronym": _("Total"), **total}] if rows else []
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
