"""Small multiples: one little map per partnership, all on one scale, in one plane that holds the cells side by side."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely
from shapely.geometry import shape

from charts.chart import Chart
from charts.edge import Extent, within
from charts.figure import CLEAR, FONT_SIZE, base, html_text
from charts.map.plane import CENTRE_KM, KM_PER_DEGREE, OUTSIDE, Shapes
from charts.map.sentences import sentence, without_place
from charts.palette import Palette
from charts.ribbons import Points, joined, midpoints, ribbons
from charts.words import count, exchanges, listing, share
from languages import gettext as _
from languages import ngettext

# What a cell shows of the plane, in km: the partner countries from Iceland to Cyprus; Armenia is beyond.
CELL_WEST, CELL_EAST, CELL_SOUTH, CELL_NORTH = 2450.0, 6850.0, 1300.0, 5050.0
GAP_KM, TITLE_KM = 250.0, 620.0
STEP_X, STEP_Y = CELL_EAST - CELL_WEST + GAP_KM, CELL_NORTH - CELL_SOUTH + TITLE_KM
USUAL_WIDTH_PX = 1150
SMALL_FONT = 12
TITLE_MOST = 26
# A few pixels of a cell: the coast is recognised, not traced.
TOLERANCE_KM = 45.0
SMALLEST_LAND_KM2 = 250.0
WIDEST_PX, NARROWEST_PX, ARROW_PX = 7.0, 0.9, 5.5


def outline(shapes: Shapes) -> Points:
    """The land of the countries as simple closed rings in km, one after the other with a row of NaN after each.

    shapes: in km, or planar. Neighbours still touch. The largest part of each country stays, however small.
    """
    geometries = [shape(item["geometry"]) for item in shapes["features"] if item["id"] != OUTSIDE]
    if shapes.get("planar"):
        geometries = [
            shapely.transform(geometry, lambda xy: xy * KM_PER_DEGREE + np.array(CENTRE_KM)) for geometry in geometries
        ]
    kept = []
    for geometry in geometries:
        parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
        kept.append(shapely.multipolygons([parts[0], *(p for p in parts[1:] if p.area >= SMALLEST_LAND_KM2)]))
    window = shapely.box(CELL_WEST, CELL_SOUTH, CELL_EAST, CELL_NORTH)
    rings = []
    for geometry, simple in zip(kept, shapely.coverage_simplify(kept, TOLERANCE_KM), strict=True):
        # An island that the simplification would swallow keeps its own shape.
        seen = shapely.intersection(geometry if simple.is_empty else simple, window)
        rings += [
            np.vstack([part.exterior.coords[:], [(np.nan, np.nan)]])
            for part in shapely.get_parts(seen)
            if part.geom_type == "Polygon" and not part.is_empty
        ]
    return np.vstack(rings) if rings else np.empty((0, 2))


def columns_for(cells: int, height: int) -> int:
    """The number of columns that makes the cells largest in a figure of this height and usual width."""

    def size(columns: int) -> float:
        rows = max(math.ceil(cells / columns), 1)
        return min(USUAL_WIDTH_PX / (columns * STEP_X), height / (rows * STEP_Y))

    return max(range(1, max(cells, 1) + 1), key=lambda columns: (size(columns), -columns))


def _corners(cells: int, columns: int) -> Points:
    """What to add to a place in km to have it in each cell."""
    at = np.arange(cells)
    return np.column_stack([(at % columns) * STEP_X - CELL_WEST, -(at // columns) * STEP_Y - CELL_NORTH])


def _trace(points: Points, **settings: Any) -> dict[str, Any]:
    flat = points.reshape(-1, 2).astype(np.float32)
    common: dict[str, Any] = {"type": "scatter", "hoverinfo": "skip", "showlegend": False}
    return common | {"x": flat[:, 0], "y": flat[:, 1]} | settings


def partnership_maps(
    links: pd.DataFrame, countries: pd.DataFrame, shapes: Shapes, *, palette: Palette, height: int = 680
) -> Chart:
    """Where each partnership's visitors went: one little map per visiting partnership.

    links: one row per partnership and pair of countries with partnership_id, acronym, visiting_id, visiting_name,
    host_id, host_name, exchanges; the cells are in the order of the rows. A partnership without exchanges has a row with
    0 exchanges, and its cell says so. countries: country_code, x_km, y_km (EPSG:3035). shapes: FeatureCollection in km
    of EPSG:3035 or planar, with the country codes and "outside" as ids.

    One width of ribbon means one number of exchanges in all cells. Routes carry customdata [visiting_id, host_id] and
    titles [partnership_id, "visiting"].
    """
    acronyms = links.drop_duplicates("partnership_id").set_index("partnership_id")["acronym"].astype(str)
    cell_of = {key: at for at, key in enumerate(acronyms.index)}
    columns = columns_for(len(acronyms), height)
    rows = math.ceil(len(acronyms) / columns)
    corners = _corners(len(acronyms), columns)
    km_per_px = max(columns * STEP_X / USUAL_WIDTH_PX, max(rows, 1) * STEP_Y / max(height - 2, 1))
    totals = links.groupby("partnership_id", sort=False)["exchanges"].sum().astype(int)
    total = int(totals.sum())

    # A route to a country beyond the cell, as Armenia is, would end in the next one.
    cell_extent = Extent(CELL_WEST, CELL_EAST, CELL_SOUTH, CELL_NORTH)
    places = within(countries[["x_km", "y_km"]].to_numpy(dtype=float), cell_extent, 3 * km_per_px)[0]
    place = dict(zip(countries["country_code"].astype(str), places, strict=True))
    between = links[(links["exchanges"] > 0) & (links["visiting_id"] != links["host_id"])]
    nowhere = np.array([np.nan, np.nan])
    cell = between["partnership_id"].map(cell_of).to_numpy(dtype=int)
    start, end = (
        np.array([place.get(str(key), nowhere) for key in between[side]]).reshape(-1, 2) + corners[cell]
        for side in ("visiting_id", "host_id")
    )
    placed = ~(np.isnan(start).any(axis=1) | np.isnan(end).any(axis=1))
    drawn, start, end = between[placed], start[placed], end[placed]
    numbers = [int(value) for value in drawn["exchanges"]]
    width_of = {
        value: max(WIDEST_PX * math.sqrt(value / max(numbers)), NARROWEST_PX) * km_per_px for value in set(numbers)
    }
    land = outline(shapes)
    traces = [
        _trace(
            np.concatenate([land + corner for corner in corners]) if len(corners) else np.empty((0, 2)),
            name="land",
            mode="lines",
            fill="toself",
            fillcolor=palette.land,
            line={"color": palette.land, "width": 0.5},
        )
    ]
    if numbers:
        rings = ribbons(
            start,
            end,
            [width_of[value] for value in numbers],
            gap_end=2 * km_per_px,
            head=ARROW_PX * km_per_px,
            samples=7,
        )
        traces.append(
            _trace(
                joined(rings),
                name="ribbons",
                mode="lines",
                fill="toself",
                fillcolor=palette.blue,
                line={"color": f"{palette.ground}90", "width": 0.4},
            )
        )
        names = drawn.assign(acronym=drawn["partnership_id"].map(acronyms))
        traces.append(
            _trace(
                midpoints(start, end),
                name="routes",
                mode="markers",
                hoverinfo="text",
                hovertext=[
                    f"{html_text(acronym)}<br>"
                    + ngettext(
                        "{start} to {end}: {number} exchange",
                        "{start} to {end}: {number} exchanges",
                        int(number),
                        start=html_text(a),
                        end=html_text(b),
                    )
                    for acronym, a, b, number in names[
                        ["acronym", "visiting_name", "host_name", "exchanges"]
                    ].itertuples(index=False)
                ],
                customdata=drawn[["visiting_id", "host_id"]].astype(str).to_numpy().tolist(),
                marker={"size": 7, "opacity": 0, "color": palette.blue},
            )
        )
    traces += _titles(acronyms, totals, corners, palette)
    inside = int(links.loc[(links["exchanges"] > 0) & (links["visiting_id"] == links["host_id"]), "exchanges"].sum())
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            margin={"l": 2, "r": 2, "t": 2, "b": 2},
            hoverdistance=12,
            xaxis=_bare_axis([-GAP_KM / 2, columns * STEP_X - GAP_KM / 2]),
            yaxis=_bare_axis([-max(rows, 1) * STEP_Y + TITLE_KM, TITLE_KM])
            | {"scaleanchor": "x", "scaleratio": 1, "constraintoward": "top"},
        ),
    )
    return Chart(
        name="partnership_maps",
        finding=_finding(acronyms, totals, total),
        alt=_alt(acronyms, totals, total),
        figure=figure,
        table=links.loc[links["exchanges"] > 0, ["acronym", "visiting_name", "host_name", "exchanges"]].reset_index(
            drop=True
        ),
        measures=("exchanges", "acronym"),
        note=_note(numbers, inside, total - inside - sum(numbers)),
    )


def _titles(
    acronyms: "pd.Series[str]", totals: "pd.Series[int]", corners: Points, palette: Palette
) -> list[dict[str, Any]]:
    """Name and number of exchanges above each cell; muted where there is none."""
    texts = []
    for key, name in acronyms.items():
        number = int(totals[key])
        shown = html_text(name, TITLE_MOST)
        texts.append(f"<b>{shown}</b>  {count(number)}" if number else _("{name}: no exchange", name=shown))
    at = corners + np.array([CELL_WEST, CELL_NORTH + TITLE_KM * 0.45])
    if not texts:
        return []
    return [
        _trace(
            at,
            name="titles",
            mode="markers+text",
            text=texts,
            textposition="middle right",
            textfont={
                "size": FONT_SIZE,
                "color": [palette.text if totals[key] else palette.muted_text for key in acronyms.index],
            },
            hoverinfo="text",
            hovertext=[
                _("{name}: {value}", name=html_text(acronyms[key]), value=exchanges(int(totals[key])))
                for key in acronyms.index
            ],
            customdata=[[str(key), "visiting"] for key in acronyms.index],
            marker={"size": 16, "opacity": 0, "color": palette.text},
            cliponaxis=False,
        )
    ]


def _bare_axis(shown: Sequence[float]) -> dict[str, Any]:
    return {"visible": False, "range": list(shown), "fixedrange": True, "constrain": "domain", "color": CLEAR}


def _finding(acronyms: "pd.Series[str]", totals: "pd.Series[int]", total: int) -> str:
    if not total:
        return _("No exchange in this view")
    most = int(totals.max())
    leaders = [acronyms[key] for key in acronyms.index if totals[key] == most]
    held = {"names": listing(leaders), "most": count(most), "share": share(most, total)}
    if len(leaders) == 1:
        said = ngettext(
            "{names} sends most: {most} of {number} exchange ({share})",
            "{names} sends most: {most} of {number} exchanges ({share})",
            total,
            **held,
        )
    else:
        said = ngettext(
            "{names} send most: {most} of {number} exchange each ({share})",
            "{names} send most: {most} of {number} exchanges each ({share})",
            total,
            **held,
        )
    if absent := int((totals == 0).sum()):
        without = ngettext("{number} partnership sent none", "{number} partnerships sent none", absent)
        said = _("{first}; {second}", first=said, second=without)
    return said


def _alt(acronyms: "pd.Series[str]", totals: "pd.Series[int]", total: int) -> str:
    ranked = sorted(acronyms.index, key=lambda key: -int(totals[key]))
    numbers = [f"{acronyms[key]} {count(int(totals[key]))}" for key in ranked]
    facts = ngettext(
        "{number} small map of Europe, one per visiting partnership, with {exchanges}.",
        "{number} small maps of Europe, one per visiting partnership, with {exchanges}.",
        len(acronyms),
        exchanges=exchanges(total),
    )
    return f"{facts} {listing(numbers, len(numbers))}." if numbers else facts


def _note(drawn: Sequence[int], inside: int, unplaced: int) -> str:
    parts = []
    if drawn:
        parts.append(
            ngettext(
                "One scale in all maps: the widest ribbon is {number} exchange of one partnership on one route",
                "One scale in all maps: the widest ribbon is {number} exchanges of one partnership on one route",
                max(drawn),
            )
        )
    if inside:
        parts.append(
            ngettext(
                "{number} exchange inside one country not drawn",
                "{number} exchanges inside one country not drawn",
                inside,
            )
        )
    if unplaced:
        parts.append(without_place(unplaced))
    return sentence(parts)
