"""Where one country, partnership or cluster is, and which countries it meets, on a small map of Europe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.edge import BEYOND, Extent, beyond_note, within
from charts.figure import base, html_text, shortened
from charts.palette import Palette
from charts.shades import blend
from charts.words import count, listing
from languages import gettext as _
from languages import ngettext, pgettext

# In kilometres of EPSG:3035: what a map of this size cannot show is not sent to the browser.
_SMALLEST_LAND, _NEXT_POINT = 40.0, 14.0
# The feature of all land that is no country of the register.
OUTSIDE = "outside"
_EXTENT = Extent(west=2450.0, east=7600.0, south=1300.0, north=5450.0)
# So that a mark at the edge is seen whole.
_EDGE_KM = 90.0

Ring = list[tuple[float, float]]


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Outer rings of a polygon or of several."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield [(float(x), float(y)) for x, y, *__ in polygon[0]]


def thinned(ring: Ring) -> Ring:
    """The ring without points nearer than 14 km to the one before; empty if it spans under 40 km either way."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if max(max(xs) - min(xs), max(ys) - min(ys)) < _SMALLEST_LAND:
        return []
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _NEXT_POINT:
            kept.append((x, y))
    return [*kept, ring[0]] if len(kept) > 2 else []


def _land(shapes: Mapping[str, Any], wanted: Iterable[str], whole_rings: bool) -> tuple[list[Any], list[Any]]:
    """x and y of the outlines of the countries with these ids, a gap between rings."""
    ids = set(wanted)
    x: list[float | None] = []
    y: list[float | None] = []
    for feature in shapes["features"]:
        if feature["id"] in ids:
            for ring in _rings(feature["geometry"]):
                # A small country that is the subject stays, however small.
                points = thinned(ring) or (ring if whole_rings else [])
                x += [*(round(east) for east, _ in points), None]
                y += [*(round(north) for _, north in points), None]
    return x, y


def place(
    shapes: Mapping[str, Any],
    name: str,
    *,
    own: Sequence[str],
    met: pd.DataFrame,
    points: pd.DataFrame,
    palette: Palette,
    height: int,
) -> Chart:
    """Its own countries in blue, the countries it meets in a pale tone, its clusters as points.

    shapes: GeoJSON in EPSG:3035 kilometres, one feature per country code. own: country codes. met: country_code,
    country_name, visiting, hosting, both; one row per country, most first. points: short_name, x_km, y_km,
    is_location_approximate. The table is `met`.
    """
    everything = [feature["id"] for feature in shapes["features"]]
    home = [code for code in everything if code in set(own)]
    partners = [code for code in met["country_code"] if code not in set(own)]
    rest = [code for code in everything if code not in {OUTSIDE, *home, *partners}]
    pale = blend(palette.blue, palette.land, 0.62)
    data: list[dict[str, Any]] = []
    for label, codes, fill in (
        ("", [OUTSIDE], palette.land_outside),
        ("", rest, palette.land),
        (_("meets"), partners, pale),
        (pgettext("country", "home"), home, palette.blue),
    ):
        x, y = _land(shapes, codes, whole_rings=codes is home)
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": y,
                "fill": "toself",
                "fillcolor": fill,
                "line": {"color": palette.border, "width": 0.6},
                "hoverinfo": "skip",
                "name": label,
                "showlegend": bool(label and codes),
            }
        )
    shown = points.dropna(subset=["x_km", "y_km"])
    spots, is_beyond = within(shown[["x_km", "y_km"]].to_numpy(dtype=float), _EXTENT, _EDGE_KM)
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": spots[:, 0].tolist(),
            "y": spots[:, 1].tolist(),
            "marker": {
                "size": 9,
                "color": palette.accent,
                "line": {"color": palette.ground, "width": 1.2},
                "symbol": ["circle-open" if rough else "circle" for rough in shown["is_location_approximate"]],
            },
            "hovertext": [
                html_text(label, 80)
                + ("<br>" + _("place not known, drawn near the middle of its country") if rough else "")
                + ("<br>" + _(BEYOND) if beyond else "")
                for label, rough, beyond in zip(
                    shown["short_name"], shown["is_location_approximate"], is_beyond, strict=True
                )
            ],
            "hoverinfo": "text",
            "name": _("cluster"),
            "showlegend": bool(len(shown)),
        }
    )
    hidden = {"visible": False, "fixedrange": True}
    layout = base(
        palette,
        height,
        margin={"l": 0, "r": 0, "t": 26, "b": 0},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "yref": "paper"},
        xaxis=hidden | {"range": [_EXTENT.west, _EXTENT.east], "constrain": "domain"},
        yaxis=hidden | {"range": [_EXTENT.south, _EXTENT.north], "scaleanchor": "x", "constrain": "domain"},
    )
    finding = _finding(shortened(name, 40), met)
    rough = int(shown["is_location_approximate"].astype(bool).sum())
    note = (
        ngettext(
            "{number} open circle: place of the cluster not known.",
            "{number} open circles: place of the cluster not known.",
            rough,
        )
        if rough
        else ""
    )
    at_edge = beyond_note([shortened(str(label), 40) for label in shown.loc[is_beyond, "short_name"]])
    map_of = ngettext(
        "Map of Europe with {number} home country and {clusters}.",
        "Map of Europe with {number} home countries and {clusters}.",
        len(home),
        clusters=ngettext("{number} cluster", "{number} clusters", len(shown)),
    )
    return Chart(
        "profile_place",
        finding,
        f"{map_of} {finding}.",
        go.Figure({"data": data, "layout": layout}),
        met.reset_index(drop=True),
        ("visiting", "hosting", "both"),
        f"{note} {at_edge}".strip(),
    )


def _finding(name: str, met: pd.DataFrame) -> str:
    """How many countries are at the other end of its exchanges, and which most."""
    if met.empty:
        return _("{name} meets no country in this view", name=name)
    most = [
        f"{shortened(row.country_name, 30)} ({count(whole(row.both))})" for row in met.head(3).itertuples(index=False)
    ]
    said = {"name": name, "countries": listing(most)}
    # "most" would say nothing of one or two.
    if len(met) > len(most):
        return ngettext(
            "{name} meets {number} country, most often {countries}",
            "{name} meets {number} countries, most often {countries}",
            len(met),
            **said,
        )
    return ngettext(
        "{name} meets {number} country, {countries}", "{name} meets {number} countries, {countries}", len(met), **said
    )
