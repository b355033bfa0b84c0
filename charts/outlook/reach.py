"""How far each partnership is to come by the end of its period, and whether that reaches its target."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.figure import (
    LEGEND_ON_TOP,
    base,
    count_axis,
    html_text,
    mark,
    outline,
    row_font_size,
    row_values,
    rows_axis,
    text_width,
)
from charts.outlook.sentences import has_forecast
from charts.palette import Palette
from charts.words import count, listing
from languages import gettext as _
from languages import ngettext, pgettext

# Behind the numbers of a partnership whose forecast reaches its target.
TICK = " ✓"


def _finding(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("No partnership is in this view")
    aimed = [row for row in rows if row["target"]]
    if not aimed:
        return _("No target is known")
    told = [row for row in aimed if row["middle"] is not None]
    done = [row for row in aimed if row["took_place"] >= row["target"]]
    if not told:
        if done:
            return ngettext(
                "{number} of {partnerships} reached the target; no forecast",
                "{number} of {partnerships} reached the target; no forecast",
                len(done),
                partnerships=_partnerships(len(aimed)),
            )
        return ngettext(
            "None of {number} partnership reached the target; no forecast",
            "None of {number} partnerships reached the target; no forecast",
            len(aimed),
        )
    if len(aimed) == 1:
        row = aimed[0]
        known = {"name": row["acronym"], "target": count(row["target"])}
        if done:
            return _("{name} has reached its target of {target}", **known)
        if row["middle"] >= row["target"]:
            return _("{name} is expected to reach its target of {target}", **known)
        return _("{name} is not expected to reach its target of {target}", **known)
    likely = [row for row in told if row["middle"] >= row["target"]]
    lost = [row["acronym"] for row in told if row["high"] < row["target"]]
    if likely:
        said = ngettext(
            "{number} of {partnerships} is expected to reach the target",
            "{number} of {partnerships} are expected to reach the target",
            len(likely),
            partnerships=_partnerships(len(aimed)),
        )
    else:
        said = ngettext(
            "None of {number} partnership are expected to reach the target",
            "None of {number} partnerships are expected to reach the target",
            len(aimed),
        )
    return _("{finding}; out of reach for {names}", finding=said, names=listing(lost, 3)) if lost else said


def _partnerships(number: int) -> str:
    return ngettext("{number} partnership", "{number} partnerships", number)


def reach(df: pd.DataFrame, *, band_pct: int, palette: Palette, height: int = 330) -> Chart:
    """Bars of what took place, with the forecast and its band, and a mark at the target; one row per partnership.

    df: the rows of the forecast for single partnerships; band_pct: share of the outcomes in its band.
    The figure's `customdata` is the partnership_id.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": record["partnership_id"],
            "acronym": str(record["acronym"]),
            "took_place": whole(record["took_place"]),
            "target": whole(record["exchange_target"]),
            "low": whole(record["forecast_low"]) if has_forecast(record) else None,
            "middle": whole(record["forecast_mid"]) if has_forecast(record) else None,
            "high": whole(record["forecast_high"]) if has_forecast(record) else None,
        }
        for record in df.to_dict("records")
    ]
    places = list(range(len(rows)))
    header, footer = 34, 30
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)
    tick = max(6.0, min(pixels / max(len(rows), 1) * 0.46, 16.0))

    def hover(row: Mapping[str, Any]) -> str:
        so_far = ngettext(
            "{number} took place, target {target}",
            "{number} took place, target {target}",
            row["took_place"],
            target=count(row["target"]),
        )
        if row["middle"] is None:
            ahead = _("no forecast: too few months are known")
        else:
            edges = {"low": count(row["low"]), "high": count(row["high"])}
            ahead = _("forecast {middle}, {low} to {high}", middle=count(row["middle"]), **edges)
        return f"<b>{html_text(row['acronym'])}</b><br>{so_far}<br>{ahead}"

    told = [(at, row) for at, row in enumerate(rows) if row["middle"] is not None]
    common = {"y": places, "customdata": [row["id"] for row in rows], "hoverinfo": "text"}
    common |= {"hovertext": [hover(row) for row in rows]}
    bar = {**common, "type": "bar", "orientation": "h", "textposition": "none"}
    traces: list[dict[str, Any]] = [
        {
            **bar,
            "name": _("took place"),
            "x": [row["took_place"] or None for row in rows],
            "marker": mark(palette.blue),
            "showlegend": True,
        },
        {
            **bar,
            "name": pgettext("exchanges", "expected"),
            "base": [row["took_place"] for row in rows],
            "x": [
                (row["middle"] or 0) - row["took_place"] or None if row["middle"] is not None else None for row in rows
            ],
            "marker": outline(palette.blue),
            "showlegend": bool(told),
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": _("{share} % band", share=count(band_pct)),
            "y": [at for at, __ in told],
            "x": [row["middle"] for __, row in told],
            "customdata": [row["id"] for __, row in told],
            "marker": {"symbol": "line-ew", "size": tick / 2, "line": {"color": palette.text, "width": 1.5}},
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [row["high"] - row["middle"] for __, row in told],
                "arrayminus": [row["middle"] - row["low"] for __, row in told],
                "color": palette.text,
                "thickness": 1.5,
                "width": tick / 3,
            },
            "hoverinfo": "skip",
            "showlegend": bool(told),
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": _("target"),
            "y": [at for at, row in enumerate(rows) if row["target"]],
            "x": [row["target"] for row in rows if row["target"]],
            "marker": {"symbol": "line-ns", "size": tick, "line": {"color": palette.accent, "width": 3}},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": any(row["target"] for row in rows),
        },
    ]

    def value(row: Mapping[str, Any]) -> str:
        if row["middle"] is None:
            return _("{number} now", number=count(row["took_place"]))
        if not row["target"]:
            return count(row["middle"])
        said = _("{part} of {whole}", part=count(row["middle"]), whole=count(row["target"]))
        return said + TICK if row["middle"] >= row["target"] else said

    values = [value(row) for row in rows]
    end = max((max(row["high"] or 0, row["took_place"], row["target"]) for row in rows), default=0)
    scale = count_axis(palette, end, most=5)
    traces.append(row_values(palette, values, scale["range"][1], pixels))
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
    finding = _finding(rows)
    alt = f"{finding}."
    if rows:
        expected = sum(row["middle"] if row["middle"] is not None else row["took_place"] for row in rows)
        alt = ngettext(
            "Horizontal bars for {number} partnership with the forecast, its band and a mark at each target. {finding}. In all "
            "{took_place} took place and {expected} are expected.",
            "Horizontal bars for {number} partnerships with the forecast, its band and a mark at each target. {finding}. In all "
            "{took_place} took place and {expected} are expected.",
            len(rows),
            finding=finding,
            took_place=count(sum(row["took_place"] for row in rows)),
            expected=count(expected),
        )
    names = ("partnership_id", "acronym", "took_place", "forecast_low", "forecast_mid", "forecast_high", "funded_mid")
    shown = (*names, "exchange_target", "exchange_target_basis", "target_chance_pct")
    return Chart(
        name="reach",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df[list(shown)].reset_index(drop=True),
        measures=("took_place", "forecast_mid", "forecast_low", "forecast_high", "funded_mid", "target_chance_pct"),
        note=_("✓ the middle of the forecast reaches the target, money no limit.")
        if any(said.endswith(TICK) for said in values)
        else "",
    )
