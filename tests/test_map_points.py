"""Countries and clusters on the map: shades, symbols, labels with room, clicks, and the tones of both themes."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from charts.map import OUTSIDE, flow_map, planar_shapes
from charts.map.plane import CENTRE_KM, EXTENT, Level
from charts.palette import DARK, LIGHT, PALETTES
from tests.map_links import (
    COUNTRIES,
    ROUTES,
    SHAPES,
    clusters_frame,
    countries_frame,
    draw,
    links_frame,
    trace,
    trace_names,
)


def test_clicks_on_countries_and_clusters_name_them() -> None:
    chart = draw([("ES1", "DE1", 2)], level="cluster")
    shape = trace(chart, "countries")
    pairs = zip(shape.locations, shape.customdata, strict=True)
    assert {code: list(data) for code, data in pairs} == {OUTSIDE: [""], **{code: [code] for code in COUNTRIES}}
    published = trace(chart, "clusters: published")
    assert {row[0] for row in published.customdata} == {"ES1", "ES2", "PL1"}
    assert [list(row) for row in trace(chart, "routes").customdata] == [["ES1", "DE1"]]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize("measure", ["visiting", "hosting", "both", "net"])
@pytest.mark.parametrize("level", ["country", "cluster"])
def test_each_theme_has_its_own_colours(level: str, measure: str, palette: Any) -> None:
    links = ROUTES if level == "country" else [("ES1", "DE1", 5), ("DE1", "PL1", 2), ("PL1", "ES2", 1)]
    text = draw(links, level=level, measure=measure, palette=palette).figure.to_json()
    assert palette.text in text
    other = DARK if palette is LIGHT else LIGHT
    # Ground and text of the one are never those of the other.
    assert other.text not in text
    assert other.land not in text


def test_countries_without_a_partner_cluster_differ_by_outline_and_words() -> None:
    shape = trace(draw(ROUTES), "countries")
    by_code = dict(zip(shape.locations, zip(shape.marker.line.color, shape.hovertext, strict=True), strict=True))
    assert by_code["IS"][0] != by_code["PL"][0]
    assert "without a cluster" in by_code["IS"][1]
    assert "without a cluster" not in by_code["PL"][1]


def test_the_shade_grows_with_the_measure() -> None:
    shape = trace(draw([("FR", "ES", 40), ("DE", "ES", 8), ("PL", "ES", 1)]), "countries")
    fill = dict(zip(shape.locations, shape.z, strict=True))
    assert len({fill[code] for code in ("FR", "DE", "PL", "ES", "IS", OUTSIDE)}) == 6


def test_classes_of_the_legend_cover_the_largest_value() -> None:
    names = trace_names(draw([("FR", "ES", 152), ("DE", "ES", 8)]))
    assert names[2:6] == ["100 to 152", "50 to 99", "20 to 49", "1 to 19"]
    net = trace_names(draw([("FR", "ES", 152), ("DE", "ES", 8)], measure="net"))
    assert net[2:7] == ["+80 to +160", "+1 to +79", "Balanced", "−1 to −79", "−80 to −160"]


def test_bases_have_symbols_and_approximate_places_are_hollow() -> None:
    chart = draw([("ES1", "DE1", 2)], level="cluster")
    marks = {name: trace(chart, f"clusters: {name}").marker for name in ("published", "assumed", "placeholder")}
    assert len({mark.symbol for mark in marks.values()}) == 3
    assert set(marks["placeholder"].color) == {LIGHT.ground}
    assert LIGHT.ground not in marks["published"].color
    assert min(float(size) for mark in marks.values() for size in mark.size) >= 5
    assert {"Published", "Assumed", "Placeholder", "Hollow: place approximate", "Grey: no exchange"} <= set(
        trace_names(chart)
    )


def test_clusters_in_one_place_are_apart() -> None:
    published = trace(draw([], level="cluster"), "clusters: published")
    places = {row[0]: spot for row, *spot in zip(published.customdata, published.lon, published.lat, strict=True)}
    assert np.hypot(*np.subtract(places["ES1"], places["ES2"])) > 0.04  # 40 km


def test_shapes_as_url_or_converted_once() -> None:
    by_url = draw(ROUTES, shapes="/app/static/countries.json")
    assert trace(by_url, "countries").geojson == "/app/static/countries.json"
    planar = planar_shapes(SHAPES)
    assert planar_shapes(planar) is planar
    assert trace(draw(ROUTES), "countries").geojson == trace(draw(ROUTES, shapes=planar), "countries").geojson
    corner = planar["features"][0]["geometry"]["coordinates"][0][0][0]
    # 3100, 1900 km from the centre of the view at 4475, 3360 km, in thousandths
    assert corner == [-1.375, -1.46]


def test_countries_with_exchanges_have_a_point_with_name_and_click() -> None:
    points = trace(draw(ROUTES), "country points")
    assert sorted(points.text) == ["France", "Germany", "Poland", "Spain"]
    assert sorted(row[0] for row in points.customdata) == ["DE", "ES", "FR", "PL"]
    assert points.hovertext[0] == "<b>France</b><br>Visiting 12, hosting 8, net +4"
    assert "country points" not in trace_names(draw([("ES1", "DE1", 1)], level="cluster"))


def test_a_label_without_room_is_a_code_or_nothing() -> None:
    neighbours = [f"Country {letter} of a long name" for letter in "ABCDEFGH"]
    codes = list("ABCDEFGH")
    rows = [
        (codes[i], name, 4300.0 + 60 * (i % 3), 3000.0 + 60 * (i // 3), 1, 1, 2, 0, True)
        for i, name in enumerate(neighbours)
    ]
    crowd = pd.DataFrame(rows, columns=countries_frame([], {}).columns)
    chart = flow_map(
        crowd,
        clusters_frame([], {}),
        links_frame([("A", "B", 1)], dict(zip(codes, neighbours, strict=True))),
        SHAPES,
        level="country",
        measure="both",
        palette=LIGHT,
    )
    labels = list(trace(chart, "country points").text)
    assert labels[0] == neighbours[0]
    assert set(labels) <= {*neighbours, *codes, ""}
    assert sum(label in neighbours for label in labels) < len(labels)


@pytest.mark.parametrize("level", ["country", "cluster"])
def test_a_cluster_beyond_the_edge_is_drawn_at_it_and_said_to_be(level: Level) -> None:
    clusters = clusters_frame([("ES1", "DE1", 2), ("ES2", "DE1", 1)], {})
    # The Canaries and the Azores.
    clusters.loc[clusters["cluster_id"] == "ES1", ["x_km", "y_km"]] = (1817.0, 984.0)
    clusters.loc[clusters["cluster_id"] == "ES2", ["x_km", "y_km"]] = (1282.0, 2359.0)
    names = dict(zip(clusters["cluster_id"], clusters["short_name"], strict=True))
    links = links_frame([("ES1", "DE1", 2), ("ES2", "DE1", 1)], names)
    countries = countries_frame([], {})
    if level == "country":
        links = links_frame([], {})
    chart = flow_map(countries, clusters, links, SHAPES, level=level, measure="both", palette=LIGHT, height=640)
    drawn = trace(chart, "clusters: published")
    said = {row[0]: text for row, text in zip(drawn.customdata, drawn.hovertext, strict=True)}
    assert {one for one, text in said.items() if "Outside the map" in text} == {"ES1", "ES2"}
    assert "2 clusters lie outside the map and are drawn at its edge: Cluster ES1 and Cluster ES2." in chart.note
    at = {row[0]: place for row, *place in zip(drawn.customdata, drawn.lon, drawn.lat, strict=True)}
    west, south = (EXTENT.west - CENTRE_KM[0]) / 1000, (EXTENT.south - CENTRE_KM[1]) / 1000
    assert at["ES1"] == pytest.approx([(1817 - CENTRE_KM[0]) / 1000, south], abs=0.1)
    assert at["ES2"] == pytest.approx([west, (2359 - CENTRE_KM[1]) / 1000], abs=0.1)
    assert at["ES1"][1] > south
    assert at["ES2"][0] > west
    if level == "cluster":
        assert [list(row) for row in trace(chart, "routes").customdata] == [["ES1", "DE1"], ["ES2", "DE1"]]


def test_the_legend_of_the_widths_covers_no_cluster() -> None:
    plain = trace(draw(ROUTES), "widths")
    clusters = clusters_frame(ROUTES, {})
    # Madeira, and the Canaries brought to the edge, are where the legend stands without them.
    clusters.loc[clusters["cluster_id"] == "ES1", ["x_km", "y_km"]] = (1817.0, 1509.0)
    clusters.loc[clusters["cluster_id"] == "ES2", ["x_km", "y_km"]] = (1749.0, 1046.0)
    names = {code: name for code, (name, *_) in COUNTRIES.items()}
    chart = flow_map(
        countries_frame(ROUTES, {}),
        clusters,
        links_frame(ROUTES, names),
        SHAPES,
        level="country",
        measure="both",
        palette=LIGHT,
    )
    moved, points = trace(chart, "widths"), trace(chart, "clusters: published")
    islands = [lat for row, lat in zip(points.customdata, points.lat, strict=True) if row[0] in ("ES1", "ES2")]
    assert min(plain.lat) < max(islands) < min(moved.lat)
    assert list(np.diff(moved.lat)) == pytest.approx(list(np.diff(plain.lat)), abs=1e-4)
