"""The flow map: what is drawn, that no exchange is lost between picture, note and table, and that names stay text."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from charts.chart import Chart
from charts.map import OUTSIDE, flow_map, planar_shapes
from charts.palette import DARK, LIGHT, PALETTES

HOSTILE = "<b onclick=x>%{z}</b><a href='javascript:1'>&amp; =1+1 | `*x*`"
COUNTRIES = {
    "ES": ("Spain", 3200.0, 2000.0, True),
    "FR": ("France", 3800.0, 2600.0, True),
    "DE": ("Germany", 4300.0, 3000.0, True),
    "PL": ("Poland", 5000.0, 3200.0, True),
    "IS": ("Iceland", 2900.0, 4900.0, False),
}
Link = tuple[str, str, int]


def square(x: float, y: float, side: float = 200.0) -> list[list[list[float]]]:
    return [[[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]]


SHAPES: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": [square(x - 100, y - 100)]},
        }
        for code, (name, x, y, _) in {**COUNTRIES, OUTSIDE: ("", 7000.0, 4000.0, False)}.items()
    ],
}


def links_frame(links: Sequence[Link], names: dict[str, str]) -> pd.DataFrame:
    columns = [
        "visiting_id",
        "visiting_name",
        "host_id",
        "host_name",
        "exchanges",
        "working_days",
        "lump_sum_eur",
    ]
    rows = [(a, names[a], b, names[b], n, 4 * n, Decimal("612.50") * n) for a, b, n in links]
    return pd.DataFrame(rows, columns=columns)


def countries_frame(links: Sequence[Link], rename: dict[str, str]) -> pd.DataFrame:
    rows = []
    for code, (name, x, y, partner) in COUNTRIES.items():
        out = sum(n for a, _, n in links if a[:2] == code)
        back = sum(n for _, b, n in links if b[:2] == code)
        rows.append((code, rename.get(code, name), x, y, out, back, out + back, out - back, partner))
    columns = [
        "country_code",
        "country_name",
        "x_km",
        "y_km",
        "visiting",
        "hosting",
        "both",
        "net",
        "has_partner_cluster",
    ]
    return pd.DataFrame(rows, columns=columns)


def clusters_frame(links: Sequence[Link], rename: dict[str, str]) -> pd.DataFrame:
    rows = []
    for number, (identity, basis, approximate) in enumerate(
        [
            ("ES1", "published", False),
            ("ES2", "published", False),
            ("FR1", "assumed", True),
            ("DE1", "placeholder", True),
            ("PL1", "published", False),
        ]
    ):
        name, x, y, _ = COUNTRIES[identity[:2]]
        short = rename.get(identity, f"Cluster {identity}")
        out = sum(n for a, _, n in links if a == identity)
        back = sum(n for _, b, n in links if b == identity)
        rows.append((identity, short, f"{short} of {name}", f"P{number}", name, x, y, approximate, basis, out, back))
    columns = [
        "cluster_id",
        "short_name",
        "name",
        "acronym",
        "country_name",
        "x_km",
        "y_km",
        "is_location_approximate",
        "basis",
        "visiting",
        "hosting",
    ]
    return pd.DataFrame(rows, columns=columns)


def draw(links: Sequence[Link], *, rename: dict[str, str] | None = None, shapes: Any = SHAPES, **asked: Any) -> Chart:
    given: dict[str, Any] = {"level": "country", "measure": "visiting", "palette": LIGHT} | asked
    rename = rename or {}
    clusters = clusters_frame(links, rename)
    names = {code: rename.get(code, name) for code, (name, *_) in COUNTRIES.items()}
    names |= dict(zip(clusters["cluster_id"], clusters["short_name"], strict=True))
    return flow_map(countries_frame(links, rename), clusters, links_frame(links, names), shapes, **given)


def trace(chart: Chart, name: str) -> Any:
    return next(item for item in chart.figure.data if item.name == name)


def trace_names(chart: Chart) -> list[str]:
    return [item.name for item in chart.figure.data]


def lines(drawn: Any) -> int:
    """How many separate lines or rings a trace holds: each ends in a gap."""
    return int(np.isnan(np.asarray(drawn.lon, dtype=float)).sum())


ROUTES: list[Link] = [
    ("FR", "ES", 9),
    ("ES", "FR", 4),
    ("DE", "ES", 4),
    ("DE", "PL", 2),
    ("PL", "FR", 1),
    ("FR", "FR", 3),
]


def test_the_first_trace_keeps_the_world_file_away() -> None:
    first = draw(ROUTES).figure.data[0]
    assert first.type == "scattergeo"
    assert first.visible is False
    assert draw(ROUTES).figure.layout.geo.visible is False


def test_ribbons_thin_lines_and_inside_are_all_exchanges() -> None:
    chart = draw(ROUTES, top=2)
    assert lines(trace(chart, "ribbons")) == 2
    assert lines(trace(chart, "thin routes")) == 3
    assert chart.table["exchanges"].sum() == 23 == sum(n for *_, n in ROUTES)
    assert chart.note == (
        "The 2 largest routes in colour carry 57\u202f%; 3 others as thin lines; 3 exchanges stay inside one country. "
        "Clusters close to each other are drawn slightly apart."
    )
    assert len(trace(chart, "routes").customdata) == 5


@pytest.mark.parametrize("top", [0, 1, 4, 5, 60])
def test_every_route_is_drawn_once(top: int) -> None:
    chart = draw(ROUTES, top=top)
    drawn = sum(lines(item) for item in chart.figure.data if item.name in ("ribbons", "thin routes"))
    assert drawn == 5
    assert ("ribbons" in trace_names(chart)) == (top > 0)


def test_singular_and_plural_in_the_note() -> None:
    chart = draw([("FR", "ES", 9), ("ES", "FR", 1), ("FR", "FR", 1)], top=1)
    assert chart.note.startswith(
        "The 1 largest route in colour carries 82\u202f%; 1 other as a thin line; 1 exchange stays inside one country."
    )
    assert draw([("FR", "ES", 9)]).note.startswith("The only route is in colour.")


def test_the_table_is_complete_and_sorted() -> None:
    table = draw(ROUTES).table
    assert list(table.columns) == ["visiting_name", "host_name", "exchanges", "working_days", "lump_sum_eur"]
    assert table["exchanges"].tolist() == [9, 4, 4, 3, 2, 1]
    assert table["visiting_name"].tolist()[1:3] == ["Germany", "Spain"]
    assert table["lump_sum_eur"].sum() == Decimal("14087.50")


def test_a_route_can_be_pointed_at_and_clicked() -> None:
    routes = trace(draw(ROUTES), "routes")
    assert routes.hovertext[0] == "France to Spain: 9 exchanges"
    assert routes.hovertext[4] == "Poland to France: 1 exchange"
    assert list(routes.customdata[0]) == ["FR", "ES"]
    assert routes.marker.opacity == 0


def test_clicks_on_countries_and_clusters_name_them() -> None:
    chart = draw([("ES1", "DE1", 2)], level="cluster")
    shape = trace(chart, "countries")
    pairs = zip(shape.locations, shape.customdata, strict=True)
    assert {code: list(data) for code, data in pairs} == {OUTSIDE: [""], **{code: [code] for code in COUNTRIES}}
    published = trace(chart, "clusters: published")
    assert {row[0] for row in published.customdata} == {"ES1", "ES2", "PL1"}
    assert [list(row) for row in trace(chart, "routes").customdata] == [["ES1", "DE1"]]


@pytest.mark.parametrize("level", ["country", "cluster"])
def test_no_exchange(level: str) -> None:
    chart = draw([], level=level)
    assert chart.finding == "No exchange in this view"
    assert chart.table.empty
    assert "ribbons" not in trace_names(chart)
    assert "0 exchanges" in chart.alt
    fills = set(trace(chart, "countries").z)
    assert len(fills) == 3  # outside, no exchange, no partner cluster
    json.loads(chart.figure.to_json())


def test_only_exchanges_inside() -> None:
    assert draw([("FR", "FR", 2)]).finding == "All 2 exchanges stay inside one country"
    assert draw([("FR", "FR", 1)]).finding == "The only exchange stays inside one country"
    assert draw([("FR", "FR", 1)]).note.startswith("1 exchange stays inside one country.")
    several = draw([("FR", "FR", 2), ("ES", "ES", 3)]).finding
    assert several == "All 5 exchanges stay inside one country"


@pytest.mark.parametrize(
    ("links", "measure", "finding"),
    [
        ([("FR", "ES", 1)], "visiting", "One exchange: France to Spain"),
        (ROUTES, "visiting", "France visits most: 12 of 23 exchanges (52\u202f%)"),
        (ROUTES, "hosting", "Spain hosts most: 13 of 23 exchanges (57\u202f%)"),
        (ROUTES, "both", "France and Spain are at the centre: 91\u202f% of 23 exchanges have one of them on a side"),
        (ROUTES, "net", "Germany sends 6 more than it receives; Spain receives 9 more than it sends"),
        (
            [("FR", "ES", 2), ("DE", "ES", 2)],
            "visiting",
            "France and Germany visit most: 2 of 4 exchanges each (50\u202f%)",
        ),
        ([("FR", "ES", 2), ("ES", "FR", 2)], "net", "Every country sends as many as it receives, over 4 exchanges"),
        (
            [("FR", "ES", 2), ("DE", "PL", 2)],
            "both",
            "Most travelled: France to Spain and Germany to Poland, 2 of 4 exchanges each",
        ),
    ],
)
def test_the_finding_says_what_the_numbers_say(links: list[Link], measure: str, finding: str) -> None:
    chart = draw(links, measure=measure)
    assert chart.finding == finding


def test_numbers_of_the_text_alternative() -> None:
    alt = draw(ROUTES).alt
    assert alt.startswith("Map of Europe with 23 exchanges on 5 routes between countries.")
    assert "France to Spain (9)" in alt
    assert "first France 12, Germany 6 and Spain 4" in alt


@pytest.mark.parametrize("level", ["country", "cluster"])
def test_hostile_names_stay_text(level: str) -> None:
    links = [("FR", "ES", 3), ("ES", "FR", 1)] if level == "country" else [("FR1", "ES1", 3), ("ES1", "FR1", 1)]
    chart = draw(links, level=level, rename={"FR": HOSTILE, "FR1": HOSTILE})
    for item in chart.figure.data:
        assert getattr(item, "hovertemplate", None) is None
        assert getattr(item, "texttemplate", None) is None
    shown = [
        text
        for item in chart.figure.data
        for field in ("hovertext", "text", "name")
        for text in np.atleast_1d(np.asarray(getattr(item, field, None) or "", dtype=object))
    ]
    assert any("onclick" in text for text in shown)
    assert not any(sign in text for text in shown for sign in ("<b o", "<a", "%{"))
    assert HOSTILE in chart.table["host_name"].tolist()


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


def test_the_widths_of_the_legend_are_numbers_of_the_data() -> None:
    chart = draw(ROUTES)
    assert list(trace(chart, "widths").text) == ["1 exchange", "4 exchanges", "9 exchanges", "<b>One route</b>"]
    assert lines(trace(chart, "width of a route")) == 3


def test_exchanges_without_a_place_are_stated() -> None:
    links = [*ROUTES]
    countries = countries_frame(links, {})
    countries.loc[countries["country_code"] == "PL", ["x_km", "y_km"]] = np.nan
    names = {code: name for code, (name, *_) in COUNTRIES.items()}
    chart = flow_map(
        countries,
        clusters_frame(links, {}),
        links_frame(links, names),
        SHAPES,
        level="country",
        measure="both",
        palette=LIGHT,
    )
    assert lines(trace(chart, "ribbons")) == 3
    assert "3 exchanges without a known place only in the table" in chart.note
    assert chart.table["exchanges"].sum() == 23


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


def test_a_reader_keeps_the_view_through_a_filter_change() -> None:
    first, second = draw(ROUTES).figure.layout, draw(ROUTES[:2], measure="net").figure.layout
    assert first.uirevision == second.uirevision is not None
    assert first.geo == second.geo
    assert first.height == second.height


def test_a_click_fades_nothing() -> None:
    chart = draw(ROUTES)
    assert trace(chart, "countries").unselected.marker.opacity == 1
    for name in ("country points", "clusters: published", "routes"):
        drawn = trace(chart, name)
        assert drawn.unselected.marker.opacity == drawn.marker.opacity
    assert trace(chart, "country points").unselected.textfont.color == LIGHT.text
