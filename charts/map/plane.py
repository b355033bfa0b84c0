"""The plane of the map: EPSG:3035, the official projection of European statistics, as Plotly can draw it.

Plotly's `geo` knows no such plane, so that its kilometres are drawn as thousandths of a degree of an equirectangular map
around `CENTRE_KM`: a few degrees wide, where a great circle and a straight line differ by less than the width of a
border. No tile, no world file, no network.
"""

from typing import Any, Literal

import numpy as np

from charts.edge import Extent
from charts.figure import base
from charts.palette import Palette
from charts.ribbons import Points

Level = Literal["country", "cluster"]
SideMeasure = Literal["visiting", "hosting", "both", "net"]
Shapes = dict[str, Any]

OUTSIDE = "outside"
# The shapes end at x 2400; the sea to the west of it has the room for the legends.
WEST_KM, EAST_KM, SOUTH_KM, NORTH_KM = 1350.0, 7600.0, 1270.0, 5450.0
EXTENT = Extent(WEST_KM, EAST_KM, SOUTH_KM, NORTH_KM)
CENTRE_KM = ((WEST_KM + EAST_KM) / 2, (SOUTH_KM + NORTH_KM) / 2)
KM_PER_DEGREE = 1000.0
MARGIN_PX = 4
SMALL_FONT = 12
LABEL_FONT = 12


def planar_shapes(shapes: Shapes) -> Shapes:
    """The shapes (a FeatureCollection in km of EPSG:3035) in the figure's own degrees, exterior rings still clockwise.

    Features keep their `id` and nothing else. Serve the result as a file to give `flow_map` a URL, or keep it to save
    the conversion; it has the member `"planar": true`. Coordinates are rounded to 0.1 km.
    """
    if shapes.get("planar"):
        return shapes
    east, north = CENTRE_KM

    def placed(part: Any) -> Any:
        if part and isinstance(part[0], (int, float)):
            return [round((part[0] - east) / KM_PER_DEGREE, 4), round((part[1] - north) / KM_PER_DEGREE, 4)]
        return [placed(inner) for inner in part]

    return {
        "type": "FeatureCollection",
        "planar": True,
        "features": [
            {
                "type": "Feature",
                "id": feature["id"],
                "properties": {},
                "geometry": {
                    "type": feature["geometry"]["type"],
                    "coordinates": placed(feature["geometry"]["coordinates"]),
                },
            }
            for feature in shapes["features"]
        ],
    }


def lonlat(points: Points) -> dict[str, Any]:
    """Points in km as a trace's lon and lat. float32 keeps a metre and halves what travels to the browser."""
    degrees = ((points.reshape(-1, 2) - CENTRE_KM) / KM_PER_DEGREE).astype(np.float32)
    return {"lon": degrees[:, 0], "lat": degrees[:, 1]}


def points_trace(points: Points, **settings: Any) -> dict[str, Any]:
    """A trace of the points in km, without hover, legend row and fading unless `settings` say so."""
    trace = {"type": "scattergeo", "hoverinfo": "skip", "showlegend": False, **lonlat(points), **settings}
    # A click selects; Plotly would fade all that is not selected.
    unselected: dict[str, Any] = {}
    if "marker" in settings:
        unselected["marker"] = {"opacity": settings["marker"]["opacity"]}
    if "textfont" in settings:
        unselected["textfont"] = {"color": settings["textfont"]["color"]}
    return trace | ({"unselected": unselected} if unselected else {})


def legend_entry(name: str, group: str, **settings: Any) -> dict[str, Any]:
    """A row of the legend without a mark on the map."""
    nowhere = {"lon": [None], "lat": [None]}
    return {
        "type": "scattergeo",
        "hoverinfo": "skip",
        "name": name,
        "legendgroup": group,
        "showlegend": True,
        **nowhere,
        **settings,
    }


def no_world_file() -> dict[str, Any]:
    """The first trace of every map: plotly.js asks its CDN for a world file unless this one is free of country names."""
    return {"type": "scattergeo", "visible": False, "lon": [0], "lat": [0], "name": "no world file"}


def km_per_pixel(height: int) -> float:
    """Kilometres that one pixel of a map of this height shows, before the reader zooms."""
    return (NORTH_KM - SOUTH_KM) / (height - 2 * MARGIN_PX)


def map_layout(palette: Palette, height: int, **layout: Any) -> dict[str, Any]:
    """The layout of a map `height` pixels high, with its legend in the sea; `layout` adds to it and wins."""
    legend = {
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "top",
        # Seen only when the map is moved below the legend.
        "bgcolor": f"{palette.ground}d0",
        "font": {"size": SMALL_FONT, "color": palette.text},
        "grouptitlefont": {"size": SMALL_FONT, "color": palette.text, "weight": 700},
        "traceorder": "grouped",
        "tracegroupgap": 8,
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
    }
    geo = {
        "visible": False,
        "projection": {"type": "equirectangular", "minscale": 0.8, "maxscale": 20},
        "lonaxis": {"range": [(edge - CENTRE_KM[0]) / KM_PER_DEGREE for edge in (WEST_KM, EAST_KM)]},
        "lataxis": {"range": [(edge - CENTRE_KM[1]) / KM_PER_DEGREE for edge in (SOUTH_KM, NORTH_KM)]},
        "bgcolor": "rgba(0,0,0,0)",
    }
    settings: dict[str, Any] = {
        "margin": {"l": MARGIN_PX, "r": MARGIN_PX, "t": MARGIN_PX, "b": MARGIN_PX},
        "dragmode": "pan",
        # Further away than this from a point, the country below is meant.
        "hoverdistance": 10,
        "showlegend": True,
        "legend": legend,
        "geo": geo,
    }
    return base(palette, height, **settings | layout)
