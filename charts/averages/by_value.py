"""What an exchange is paid on average, against the full ceiling that it could have had."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money, whole
from charts.chart import Chart
from charts.figure import (
    LEGEND_ON_TOP,
    base,
    euro_axis,
    html_text,
    mark,
    month_axis,
    row_font_size,
    row_values,
    rows_axis,
    shortened,
    text_width,
)
from charts.palette import Palette
from charts.words import count, eur, month, share
from languages import N_, ngettext
from languages import gettext as _

NAME_MOST = 28
# Months are drawn along the time axis, all else as rows.
MONTH = "by_month"
MEASURED = ("average_eur", "per_day_eur", "ceiling_share_pct", "granted_exchanges", "with_lump_sum", "lump_sum_eur")
MILLISECONDS_A_DAY = 86_400_000
# Whose values are words of ours; those of the others are names.
WORDED = ("category", "ecosystem", "purpose", "mode")
BARS = N_("average lump sum")
TICKS = N_("average full ceiling")


def _row(record: dict[Any, Any], field: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: money(record[name]) for name in ("lump_sum_eur", "ceiling_eur", "with_ceiling_eur")}
    for name in ("with_lump_sum", "without_ceiling", "without_days", "granted_exchanges"):
        row[name] = whole(record[name])
    for name in ("average_eur", "per_day_eur"):
        row[name] = None if pd.isna(record[name]) else money(record[name])
    row["value"] = _(str(record["value"])) if field in WORDED else str(record["value"])
    known = row["with_lump_sum"] - row["without_ceiling"]
    mean = (row["ceiling_eur"] / known).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) if known > 0 else None
    row["ceiling_each"] = mean
    row["share"] = share(row["with_ceiling_eur"], row["ceiling_eur"]) if row["ceiling_eur"] else ""
    return row


def _named(row: dict[str, Any], is_month: bool) -> str:
    if not is_month:
        return shortened(row["value"], NAME_MOST)
    return month(date.fromisoformat(f"{row['value']}-01"))


def _finding(rows: Sequence[dict[str, Any]], total: dict[str, Any] | None, is_month: bool) -> str:
    """The average and its share of the ceilings, then the value with the largest sum and its average."""
    if total is None or total["average_eur"] is None:
        return _("No lump sum is granted in this view")
    average = eur(total["average_eur"])
    if total["share"]:
        said = _("{amount} an exchange on average, {share} of the full ceilings", amount=average, share=total["share"])
    else:
        said = _("{amount} an exchange on average", amount=average)
    largest = max(rows, key=lambda row: row["lump_sum_eur"])
    if largest["lump_sum_eur"] == total["lump_sum_eur"]:
        return said
    named, each = _named(largest, is_month), eur(largest["average_eur"])
    if is_month:
        return _("{finding}; the largest sum is in {month}, at {amount} each", finding=said, month=named, amount=each)
    return _("{finding}; the largest sum is for {name}, at {amount} each", finding=said, name=named, amount=each)


def by_value(df: pd.DataFrame, field: str, *, palette: Palette, height: int = 480) -> Chart:
    """The average lump sum of each value as a bar, with a tick at the average full ceiling of the same exchanges.

    df: the rows of queries.averages.by_value, whose last is the total. field: what `value` is, as `charts.measures` names
    it; "by_month" (values "YYYY-MM") is drawn along a time axis. The table is df with that column named.
    Raises TypeError for amounts that are floats.
    """
    every = [_row(record, field) for record in df.to_dict("records")]
    rows, total = every[:-1], every[-1] if every else None
    is_month = field == MONTH
    hovers = [_hover(row, is_month) for row in rows]
    figure = _columns(rows, hovers, palette, height) if is_month else _bars(rows, hovers, palette, height)
    finding = _finding(rows, total, is_month)
    alt = f"{finding}."
    note = _("Bar: average lump sum of the exchanges that have one. Tick: their average full ceiling.")
    if total is not None and total["average_eur"] is not None:
        alt = _alt(field, len(rows), finding, total)
        note += _left_out(total)
    if field == "ecosystem":
        note += " " + _(
            "A partnership with several ecosystems counts in each, so that the rows add up to more than the total."
        )
    return Chart(
        name=f"averages_{field}",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df.rename(columns={"value": field}),
        measures=MEASURED,
        note=note,
    )


# What the figure is, by the field along which it is drawn.
DRAWN: Mapping[str, Callable[[], str]] = {
    "host_country": lambda: _("Bars of the average lump sum by host country"),
    "category": lambda: _("Bars of the average lump sum by organisation category"),
    "ecosystem": lambda: _("Bars of the average lump sum by industrial ecosystem"),
    "purpose": lambda: _("Bars of the average lump sum by purpose"),
    "mode": lambda: _("Bars of the average lump sum by mode"),
    MONTH: lambda: _("Bars of the average lump sum by month"),
    "visiting_partnership": lambda: _("Bars of the average lump sum by visiting partnership"),
}


def _alt(field: str, values: int, finding: str, total: dict[str, Any]) -> str:
    told = {
        "bars": DRAWN[field](),
        "values": ngettext("{number} value", "{number} values", values),
        "finding": finding,
        "amount": eur(total["lump_sum_eur"]),
    }
    number = total["with_lump_sum"]
    if total["per_day_eur"] is None:
        return ngettext(
            "{bars}, {values}. {finding}. {number} exchange with a lump sum, {amount} in all.",
            "{bars}, {values}. {finding}. {number} exchanges with a lump sum, {amount} in all.",
            number,
            **told,
        )
    return ngettext(
        "{bars}, {values}. {finding}. {number} exchange with a lump sum, {amount} in all, {per_day} a working day.",
        "{bars}, {values}. {finding}. {number} exchanges with a lump sum, {amount} in all, {per_day} a working day.",
        number,
        per_day=eur(total["per_day_eur"]),
        **told,
    )


def _left_out(total: dict[str, Any]) -> str:
    parts = []
    if total["without_ceiling"]:
        parts.append(
            ngettext(
                "{number} exchange without a known ceiling from the share",
                "{number} exchanges without a known ceiling from the share",
                total["without_ceiling"],
            )
        )
    if total["without_days"]:
        parts.append(
            ngettext(
                "{number} exchange without working days from the cost per day",
                "{number} exchanges without working days from the cost per day",
                total["without_days"],
            )
        )
    if len(parts) == 2:
        return " " + _("Left out: {first}; {second}.", first=parts[0], second=parts[1])
    return " " + _("Left out: {what}.", what=parts[0]) if parts else ""


def _hover(row: dict[str, Any], is_month: bool) -> str:
    lines = [f"<b>{html_text(_named(row, is_month))}</b>"]
    lines.append(
        ngettext(
            "{part} of {number} exchange with a lump sum",
            "{part} of {number} exchanges with a lump sum",
            row["granted_exchanges"],
            part=count(row["with_lump_sum"]),
        )
    )
    if row["average_eur"] is not None:
        sums = {"total": eur(row["lump_sum_eur"], cents=True), "each": eur(row["average_eur"], cents=True)}
        lines.append(_("{total} in all, {each} each", **sums))
    if row["per_day_eur"] is not None:
        lines.append(_("{amount} a working day", amount=eur(row["per_day_eur"], cents=True)))
    if row["ceiling_each"] is not None:
        ceiling = eur(row["ceiling_each"], cents=True)
        lines.append(_("{share} of a full ceiling of {amount} on average", share=row["share"], amount=ceiling))
    return "<br>".join(lines)


def _top(rows: Sequence[dict[str, Any]]) -> float:
    return float(max((max(row["average_eur"] or ZERO, row["ceiling_each"] or ZERO) for row in rows), default=ZERO))


def _bars(rows: Sequence[dict[str, Any]], hovers: list[str], palette: Palette, height: int) -> go.Figure:
    header, footer = 34, 30
    pixels = max(height - header - footer, 1)
    # The last tick keeps clear of the values to the right.
    scale = euro_axis(palette, _top(rows) * 1.05, most=3)
    places = list(range(len(rows)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": _(BARS),
        "y": places,
        "x": [None if row["average_eur"] is None else float(row["average_eur"]) for row in rows],
        "marker": mark(palette.blue),
        "hoverinfo": "text",
        "hovertext": hovers,
        "textposition": "none",
        "showlegend": True,
    }
    with_ceiling = [(at, row) for at, row in zip(places, rows, strict=True) if row["ceiling_each"] is not None]
    tick = max(5.0, min(pixels / max(len(rows), 1) * 0.46, 16.0))
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "name": _(TICKS),
        "y": [at for at, __ in with_ceiling],
        "x": [float(row["ceiling_each"]) for __, row in with_ceiling],
        "marker": {"symbol": "line-ns", "size": tick, "line": {"color": palette.text, "width": 3}},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": bool(with_ceiling),
    }
    values = [_value(row) for row in rows]
    size = row_font_size(len(rows), pixels)
    return go.Figure(
        data=[bars, ticks, row_values(palette, values, scale["range"][1], pixels)],
        layout=base(
            palette,
            height,
            margin={"l": 8, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, [row["value"] for row in rows], pixels, most=NAME_MOST),
            showlegend=True,
            legend=LEGEND_ON_TOP,
        ),
    )


def _value(row: dict[str, Any]) -> str:
    if row["average_eur"] is None:
        return _("no lump sum")
    return f"{eur(row['average_eur'])}, {row['share']}" if row["share"] else eur(row["average_eur"])


def _columns(rows: Sequence[dict[str, Any]], hovers: list[str], palette: Palette, height: int) -> go.Figure:
    days = [date.fromisoformat(f"{row['value']}-01") for row in rows]
    middles = [f"{day.isoformat()[:8]}15" for day in days]
    bars = {
        "type": "bar",
        "name": _(BARS),
        "x": middles,
        "width": [22 * MILLISECONDS_A_DAY] * len(rows),
        "y": [None if row["average_eur"] is None else float(row["average_eur"]) for row in rows],
        "marker": mark(palette.blue),
        "hoverinfo": "text",
        "hovertext": hovers,
        "textposition": "none",
        "showlegend": True,
    }
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "name": _(TICKS),
        "x": [at for at, row in zip(middles, rows, strict=True) if row["ceiling_each"] is not None],
        "y": [float(row["ceiling_each"]) for row in rows if row["ceiling_each"] is not None],
        "marker": {"symbol": "line-ew", "size": 10, "line": {"color": palette.text, "width": 3}},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": any(row["ceiling_each"] is not None for row in rows),
    }
    axis = month_axis(palette, days[0], days[-1], automargin=False) if days else {"visible": False}
    return go.Figure(
        data=[bars, ticks],
        layout=base(
            palette,
            height,
            margin={"l": 8, "r": 16, "t": 34, "b": 44},
            xaxis=axis,
            yaxis=euro_axis(palette, _top(rows)),
            showlegend=True,
            legend=LEGEND_ON_TOP,
        ),
    )
