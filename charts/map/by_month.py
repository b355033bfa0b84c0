"""The map through time: one frame per month, drawn and played in the browser, all on the same scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import FONT_SIZE, html_text
from charts.map.plane import (
    LABEL_FONT,
    MARGIN_PX,
    SMALL_FONT,
    Shapes,
    km_per_pixel,
    legend_entry,
    map_layout,
    no_world_file,
    points_trace,
)
from charts.map.points import node_diameters, placed_labels
from charts.map.routes import (
    Routes,
    Style,
    part_of,
    placed_routes,
    ribbon_rings,
    ribbon_trace,
    thin_trace,
    width_legend,
    widths_px,
    with_opposite,
)
from charts.map.sentences import month_finding, month_note
from charts.map.shading import bare_countries_trace
from charts.palette import Palette
from charts.ribbons import Points, midpoints
from charts.words import count, month, plural

RIBBONS = 30
# Fewer points than on the map of the whole period, since they are sent once a frame.
SAMPLES = 7
# Thin lines are sent once a frame too: so many in all frames together, and never more than these in one.
THIN_IN_ALL, THIN_MOST = 6000, 150
# Beyond so many months from the first to the last, those without exchanges have no frame.
EVERY_MONTH_UP_TO = 120
FRAME_MS = 700
CONTROLS_PX = 78


@dataclass(frozen=True)
class _Scene:
    """All that the frames share. `so_far` and `in_month` have one row per frame and one column per route or country."""

    months: list[date]
    total: int
    routes: Routes
    route_in_month: np.ndarray
    countries: pd.DataFrame
    visiting_in_month: np.ndarray
    hosting_in_month: np.ndarray
    in_month: list[int]
    ribbons: int
    thin: int
    height: int
    palette: Palette


def _months(found: pd.Series) -> list[date]:
    """First days of the months of the frames, from the first to the last."""
    present = sorted({value.date().replace(day=1) for value in pd.to_datetime(found.dropna())})
    if not present:
        return []
    number = (present[-1].year - present[0].year) * 12 + present[-1].month - present[0].month + 1
    if number > EVERY_MONTH_UP_TO:
        return present
    begin = present[0].year * 12 + present[0].month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(begin, begin + number)]


def _per_month(keys: pd.Series, rows: pd.Series, exchanges: pd.Series, months: int, order: Sequence[Any]) -> np.ndarray:
    """Exchanges by month (rows) and key (columns, as in `order`); keys that are not in it are left out."""
    column = {key: at for at, key in enumerate(order)}
    table = np.zeros((months, len(column)), dtype="int64")
    for key, row, number in zip(keys, rows, exchanges, strict=True):
        if key in column:
            table[row, column[key]] += int(number)
    return table


def _scene(countries: pd.DataFrame, links: pd.DataFrame, palette: Palette, height: int) -> _Scene:
    links = links[links["exchanges"] > 0]
    months = _months(links["month"])
    row_of = {day: at for at, day in enumerate(months)}
    rows = pd.Series([row_of[value.date().replace(day=1)] for value in pd.to_datetime(links["month"])], links.index)
    codes = countries["country_code"].astype(str).tolist()
    visiting, hosting = (
        _per_month(links[side].astype(str), rows, links["exchanges"], len(months), codes)
        for side in ("visiting_id", "host_id")
    )
    both = (visiting + hosting).sum(axis=0)
    pair = ["visiting_id", "visiting_name", "host_id", "host_name"]
    totals = links.groupby(pair, sort=False, as_index=False)["exchanges"].sum()
    totals = totals[totals["visiting_id"] != totals["host_id"]].sort_values(
        ["exchanges", "visiting_name", "host_name", "visiting_id", "host_id"],
        ascending=[False, True, True, True, True],
        kind="stable",
    )
    places = countries[["x_km", "y_km"]].to_numpy(dtype=float)
    routes = placed_routes(
        with_opposite(totals),
        dict(zip(codes, places, strict=True)),
        dict(zip(codes, (node_diameters(both.astype(float)) / 2).tolist(), strict=True)),
    )
    order = list(zip(routes.pairs["visiting_id"], routes.pairs["host_id"], strict=True))
    keys = pd.Series(list(zip(links["visiting_id"], links["host_id"], strict=True)), links.index, dtype=object)
    shown = (both > 0) & np.isfinite(places).all(axis=1)
    ribbons = min(RIBBONS, len(routes))
    thin = min(THIN_MOST, THIN_IN_ALL // max(len(months), 1), len(routes) - ribbons)
    in_month = _per_month(pd.Series("all", links.index), rows, links["exchanges"], len(months), ["all"])
    return _Scene(
        months=months,
        total=int(links["exchanges"].sum()),
        routes=routes,
        route_in_month=_per_month(keys, rows, links["exchanges"], len(months), order),
        countries=countries[shown],
        visiting_in_month=visiting[:, shown],
        hosting_in_month=hosting[:, shown],
        in_month=in_month[:, 0].tolist(),
        ribbons=ribbons,
        thin=thin,
        height=height,
        palette=palette,
    )


def _styles(palette: Palette) -> tuple[Style, Style]:
    """So far, and in the month that the frame shows."""
    seam = f"{palette.ground}90"
    return Style("so far", "So far", palette.blue, seam), Style("this month", "In this month", palette.accent, seam)


def _moving(scene: _Scene, at: int, labels: Sequence[tuple[str, str]], largest_circle: float) -> list[dict[str, Any]]:
    """The traces that differ from frame to frame, as they are in frame `at`."""
    palette, routes = scene.palette, scene.routes
    so_far = scene.route_in_month[: at + 1].sum(axis=0)
    now = scene.route_in_month[at]
    widths = widths_px(so_far[so_far > 0].tolist(), routes.exchanges[0] if len(routes) else 1)
    km_per_px = km_per_pixel(scene.height)

    def ribbons(rows: np.ndarray, style: Style) -> dict[str, Any]:
        own = part_of(routes, rows)
        grown = Routes(own.pairs.assign(exchanges=so_far[rows]), own.start, own.end, own.radii_px)
        return ribbon_trace(ribbon_rings(grown, widths, km_per_px, samples=SAMPLES), style)

    bold = np.arange(len(routes)) < scene.ribbons
    thin = ~bold & (np.arange(len(routes)) < scene.ribbons + scene.thin) & (so_far > 0)
    past, present = _styles(palette)
    started = np.flatnonzero(bold & (so_far > 0))
    names = (routes.pairs["visiting_name"].iloc[started], routes.pairs["host_name"].iloc[started])
    out, back = (table[: at + 1].sum(axis=0) for table in (scene.visiting_in_month, scene.hosting_in_month))
    return [
        thin_trace(part_of(routes, thin), palette, samples=4),
        ribbons(bold & (so_far > 0) & (now == 0), past),
        ribbons(bold & (now > 0), present),
        points_trace(
            _places(scene.countries),
            name="country points",
            mode="markers+text",
            hoverinfo="text",
            hovertext=[
                f"<b>{html_text(name)}</b><br>Visiting {count(a)}, hosting {count(b)} so far"
                for name, a, b in zip(scene.countries["country_name"], out, back, strict=True)
            ],
            customdata=[[str(code)] for code in scene.countries["country_code"]],
            marker={
                "size": np.where(out + back > 0, node_diameters((out + back).astype(float), largest_circle), 0).round(
                    1
                ),
                "color": palette.ground,
                "opacity": 1,
                "line": {"color": palette.text, "width": 1.3},
            },
            text=[html_text(text) if active else "" for (text, _), active in zip(labels, out + back > 0, strict=True)],
            textposition=[side for _, side in labels],
            textfont=_label_font(palette),
        ),
        points_trace(
            midpoints(routes.start[started], routes.end[started]),
            name="routes",
            mode="markers",
            hoverinfo="text",
            hovertext=[
                f"{html_text(a)} to {html_text(b)}: {plural(int(so_far[i]), 'exchange')} so far"
                + (f", {count(int(now[i]))} in this month" if now[i] else "")
                for a, b, i in zip(*names, started, strict=True)
            ],
            customdata=routes.pairs[["visiting_id", "host_id"]].iloc[started].astype(str).to_numpy().tolist(),
            marker={"size": 5, "opacity": 0, "color": palette.accent},
        ),
    ]


def _places(countries: pd.DataFrame) -> Points:
    return countries[["x_km", "y_km"]].to_numpy(dtype=float)


def _label_font(palette: Palette) -> dict[str, Any]:
    shadow = ", ".join(f"0 0 {blur}px {palette.ground}" for blur in (1, 2, 3, 3))
    return {"size": LABEL_FONT, "color": palette.text, "weight": 600, "shadow": shadow}


def _running_total(scene: _Scene, at: int) -> dict[str, Any]:
    """The month and the total so far, written in the figure."""
    if scene.months:
        so_far = sum(scene.in_month[: at + 1])
        text = (
            f"<b>{month(scene.months[at])}</b><br>"
            f"<b>{count(so_far)}</b> of {plural(scene.total, 'exchange')} so far<br>{count(scene.in_month[at])} in this month"
        )
    else:
        text = "<b>No exchange in this view</b>"
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 8,
        "yshift": -4,
        "align": "left",
        "showarrow": False,
        "font": {"size": FONT_SIZE + 4, "color": scene.palette.text},
    }


def _controls(scene: _Scene) -> dict[str, Any]:
    """Play, pause and the slider. Nothing moves before the reader presses Play, and no step glides: each is a cut."""
    if len(scene.months) < 2:
        return {}
    palette = scene.palette
    step = {"mode": "immediate", "fromcurrent": True, "transition": {"duration": 0}}
    still = {"duration": 0, "redraw": True}
    button = {
        "font": {"size": FONT_SIZE, "color": palette.text},
        "bgcolor": palette.ground,
        "bordercolor": palette.grey,
    }
    playing = step | {"frame": {"duration": FRAME_MS, "redraw": True}}
    return {
        "updatemenus": [
            {
                "type": "buttons",
                "direction": "left",
                "showactive": False,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 24, "l": 4},
                "buttons": [
                    {"label": "▶ Play", "method": "animate", "args": [None, playing]},
                    {"label": "❚❚ Pause", "method": "animate", "args": [[None], step | {"frame": still}]},
                ],
                **button,
            }
        ],
        "sliders": [
            {
                "active": len(scene.months) - 1,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "len": 1,
                "pad": {"t": 12, "l": 190, "r": 16, "b": 4},
                "currentvalue": {"visible": False},
                "transition": {"duration": 0},
                "bgcolor": palette.grid,
                "bordercolor": palette.grey,
                "activebgcolor": palette.accent,
                "tickcolor": palette.grey,
                "font": {"size": SMALL_FONT, "color": palette.text},
                "steps": [
                    {
                        "label": f"{month(day)[:3]} {day.year}",
                        "method": "animate",
                        "args": [[_frame_name(day)], step | {"frame": still}],
                    }
                    for day in scene.months
                ],
            }
        ],
    }


def _frame_name(first: date) -> str:
    return f"{first:%Y-%m}"


def flow_map_by_month(
    countries: pd.DataFrame, links_by_month: pd.DataFrame, shapes: Shapes | str, *, palette: Palette, height: int = 680
) -> Chart:
    """Exchanges between countries through time: frames by month, each with all routes so far, and controls to play them.

    countries: one row per COSME country with country_code, country_name, x_km, y_km (EPSG:3035), has_partner_cluster.
    links_by_month: one row per month and pair of countries with month (any day of it), visiting_id, visiting_name,
    host_id, host_name, exchanges. shapes: as for `flow_map`.

    The figure opens on the last month. The routes with most exchanges over all months are ribbons: those of the month
    in the accent, those before it in blue; the next ones are thin lines. Width, circles and total are on one scale over
    all frames, and count every exchange. The table has a row per month and pair; its sum is the total. With one month or
    none there is nothing to play, and no controls.
    """
    scene = _scene(countries, links_by_month, palette, height)
    km_per_px = km_per_pixel(height)
    routes, last = scene.routes, len(scene.months) - 1
    final = (scene.visiting_in_month + scene.hosting_in_month).sum(axis=0)
    largest_circle = float(final.max(initial=0))
    labels = placed_labels(
        scene.countries["country_name"].astype(str).tolist(),
        scene.countries["country_code"].astype(str).tolist(),
        _places(scene.countries),
        (node_diameters(final.astype(float)) / 2).tolist(),
        final.tolist(),
        km_per_px,
    )
    past, present = _styles(palette)
    fixed: list[dict[str, Any]] = [no_world_file(), bare_countries_trace(countries, shapes, palette)]
    moving: list[list[dict[str, Any]]] = [_moving(scene, at, labels, largest_circle) for at in range(len(scene.months))]
    if len(routes):
        widths = widths_px(routes.exchanges, routes.exchanges[0])
        fixed += width_legend(routes.exchanges[: scene.ribbons], widths, "One route", past, palette, km_per_px)
        for style in (present, past):
            arrow = {"symbol": "triangle-right", "size": 11, "color": style.fill}
            fixed.append(legend_entry(style.label, "routes", mode="markers", marker=arrow))
        if scene.thin:
            line = {"color": palette.grey, "width": 1}
            fixed.append(legend_entry(plural(scene.thin, "smaller route"), "routes", mode="lines", line=line))
    numbers = list(range(len(fixed), len(fixed) + len(moving[-1]))) if moving else []
    layout = map_layout(
        palette,
        height,
        margin={"l": MARGIN_PX, "r": MARGIN_PX, "t": MARGIN_PX, "b": CONTROLS_PX if last > 0 else MARGIN_PX},
        annotations=[_running_total(scene, last)],
        **_controls(scene),
    )
    layout["legend"] = layout["legend"] | {"y": 0.86}
    frames = [
        {
            "name": _frame_name(day),
            "traces": numbers,
            "data": [_changes(trace) for trace in moving[at]],
            "layout": {"annotations": [_running_total(scene, at)]},
        }
        for at, day in enumerate(scene.months)
    ]
    figure = go.Figure(
        data=[*fixed, *(moving[-1] if moving else [])], layout=layout, frames=frames if last > 0 else None
    )
    table = links_by_month[links_by_month["exchanges"] > 0].sort_values("month", kind="stable")
    inside = int(table.loc[table["visiting_id"] == table["host_id"], "exchanges"].sum())
    on_map = sum(routes.exchanges)
    return Chart(
        name="flow_map_by_month",
        finding=month_finding(scene.months, scene.in_month),
        alt=_alt(scene),
        figure=figure,
        table=table[["month", "visiting_name", "host_name", "exchanges"]].reset_index(drop=True),
        measures=("exchanges", "month"),
        note=month_note(
            routes.exchanges, scene.ribbons, scene.thin, scene.total, inside, scene.total - inside - on_map
        ),
    )


def _changes(trace: dict[str, Any]) -> dict[str, Any]:
    """What a frame must say of a trace: what can differ from the frame before."""
    told: dict[str, Any] = {
        key: trace[key] for key in ("lon", "lat", "hovertext", "customdata", "text") if key in trace
    }
    if "size" in trace.get("marker", {}) and isinstance(trace["marker"]["size"], np.ndarray):
        told["marker"] = {"size": trace["marker"]["size"]}
    return {"type": trace["type"], **told}


def _alt(scene: _Scene) -> str:
    """The course of the exchanges in two or three sentences."""
    if not scene.months:
        return "Map of Europe without exchanges."
    so_far = np.cumsum(scene.in_month)
    facts = [
        f"Map of Europe in {plural(len(scene.months), 'month')}, {month(scene.months[0])} to {month(scene.months[-1])}, "
        f"with {plural(scene.total, 'exchange')} on {plural(len(scene.routes), 'route')} between countries."
    ]
    years = sorted({day.year for day in scene.months})
    ends = [max(at for at, day in enumerate(scene.months) if day.year == year) for year in years]
    facts.append(
        "Total so far: "
        + ", ".join(f"{count(int(so_far[at]))} at the end of {month(scene.months[at])}" for at in ends)
        + "."
    )
    return " ".join(facts)
