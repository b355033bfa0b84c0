"""The map through time: one frame per month, drawn and played in the browser, all on the same scales."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import html_text
from charts.map.month_sentences import month_alt, month_finding, month_note
from charts.map.months import Scene, scene_of
from charts.map.plane import (
    LABEL_FONT,
    MARGIN_PX,
    Shapes,
    km_per_pixel,
    legend_entry,
    map_layout,
    no_world_file,
    points_trace,
)
from charts.map.player import CONTROLS_PX, controls, frame_name, running_total
from charts.map.points import node_diameters, placed_labels
from charts.map.routes import (
    Routes,
    Style,
    ribbon_rings,
    ribbon_trace,
    thin_trace,
    width_legend,
    widths_px,
)
from charts.map.shading import bare_countries_trace
from charts.palette import Palette
from charts.ribbons import Points, midpoints
from charts.words import count
from languages import gettext as _
from languages import ngettext

# Fewer points than on the map of the whole period, since they are sent once a frame.
SAMPLES = 10
THIN_SAMPLES = 6


def _styles(palette: Palette) -> tuple[Style, Style]:
    """So far, and in the month that the frame shows."""
    seam = f"{palette.ground}90"
    return Style("so far", _("So far"), palette.blue, seam), Style(
        "this month", _("In this month"), palette.accent, seam
    )


def _moving(
    scene: Scene,
    at: int,
    labels: Sequence[tuple[str, str]],
    largest_circle: float,
    palette: Palette,
    km_per_px: float,
) -> list[dict[str, Any]]:
    """The traces that differ from frame to frame, as they are in frame `at`."""
    routes = scene.routes
    so_far = scene.route_in_month[: at + 1].sum(axis=0)
    now = scene.route_in_month[at]
    widths = widths_px(so_far[so_far > 0].tolist(), routes.exchanges[0] if len(routes) else 1)

    # Slicing the frame of pairs three times a frame of the figure would take most of the time.
    nameless = routes.pairs.iloc[:0]

    def lying(rows: np.ndarray) -> Routes:
        return Routes(nameless, routes.start[rows], routes.end[rows], routes.radii_px[rows])

    def ribbons(rows: np.ndarray, style: Style) -> dict[str, Any]:
        rings = ribbon_rings(lying(rows), widths, km_per_px, exchanges=so_far[rows].tolist(), samples=SAMPLES)
        return ribbon_trace(rings, style)

    bold = np.arange(len(routes)) < scene.ribbons
    thin = ~bold & (np.arange(len(routes)) < scene.ribbons + scene.thin) & (so_far > 0)
    past, present = _styles(palette)
    started = np.flatnonzero(bold & (so_far > 0))
    out, back = (table[: at + 1].sum(axis=0) for table in (scene.visiting_in_month, scene.hosting_in_month))
    return [
        thin_trace(lying(thin), palette, samples=THIN_SAMPLES),
        ribbons(bold & (so_far > 0) & (now == 0), past),
        ribbons(bold & (now > 0), present),
        points_trace(
            _places(scene.countries),
            name="country points",
            mode="markers+text",
            hoverinfo="text",
            hovertext=[
                f"<b>{html_text(name)}</b><br>"
                + _("Visiting {visiting}, hosting {hosting} so far", visiting=count(a), hosting=count(b))
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
            text=[html_text(text) if active else "" for (text, __), active in zip(labels, out + back > 0, strict=True)],
            textposition=[side for __, side in labels],
            textfont=_label_font(palette),
        ),
        points_trace(
            midpoints(routes.start[started], routes.end[started]),
            name="routes",
            mode="markers",
            hoverinfo="text",
            hovertext=[_route_text(scene.titles[i], int(so_far[i]), int(now[i])) for i in started],
            customdata=[scene.ends[i] for i in started],
            marker={"size": 5, "opacity": 0, "color": palette.accent},
        ),
    ]


def _route_text(route: str, so_far: int, now: int) -> str:
    if now:
        return ngettext(
            "{route}: {number} exchange so far, {now} in this month",
            "{route}: {number} exchanges so far, {now} in this month",
            so_far,
            route=route,
            now=count(now),
        )
    return ngettext("{route}: {number} exchange so far", "{route}: {number} exchanges so far", so_far, route=route)


def _places(countries: pd.DataFrame) -> Points:
    return countries[["x_km", "y_km"]].to_numpy(dtype=float)


def _label_font(palette: Palette) -> dict[str, Any]:
    shadow = ", ".join(f"0 0 {blur}px {palette.ground}" for blur in (1, 2, 3, 3))
    return {"size": LABEL_FONT, "color": palette.text, "weight": 600, "shadow": shadow}


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
    scene = scene_of(countries, links_by_month)
    routes, last = scene.routes, len(scene.months) - 1
    below = CONTROLS_PX if last > 0 else MARGIN_PX
    km_per_px = km_per_pixel(height - below + MARGIN_PX)
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
    moving: list[list[dict[str, Any]]] = [
        _moving(scene, at, labels, largest_circle, palette, km_per_px) for at in range(len(scene.months))
    ]
    if len(routes):
        widths = widths_px(routes.exchanges, routes.exchanges[0])
        fixed += width_legend(routes.exchanges[: scene.ribbons], widths, _("One route"), past, palette, km_per_px)
        for style in (present, past):
            arrow = {"symbol": "triangle-right", "size": 11, "color": style.fill}
            fixed.append(legend_entry(style.label, "routes", mode="markers", marker=arrow))
        if scene.thin:
            line = {"color": palette.grey, "width": 1}
            name = ngettext("{number} smaller route", "{number} smaller routes", scene.thin)
            fixed.append(legend_entry(name, "routes", mode="lines", line=line))
    numbers = list(range(len(fixed), len(fixed) + len(moving[-1]))) if moving else []
    layout = map_layout(
        palette,
        height,
        margin={"l": MARGIN_PX, "r": MARGIN_PX, "t": MARGIN_PX, "b": below},
        annotations=[running_total(scene.months, scene.in_month, last, palette)],
        **controls(scene.months, palette),
    )
    layout["legend"] = layout["legend"] | {"y": 0.86}
    frames = [
        {
            "name": frame_name(day),
            "traces": numbers,
            "data": [_changes(trace) for trace in moving[at]],
            "layout": {"annotations": [running_total(scene.months, scene.in_month, at, palette)]},
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
        alt=month_alt(scene.months, scene.in_month, len(routes)),
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
