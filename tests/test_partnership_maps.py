"""The little maps by partnership: a cell for each, one scale, every exchange in the table, names as text."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from charts.chart import Chart
from charts.map import partnership_maps, planar_shapes
from charts.map.partnerships import CELL_EAST, CELL_NORTH, CELL_WEST, STEP_X, STEP_Y, columns_for, outline
from charts.palette import DARK, LIGHT
from data.geography import country_shapes
from tests.map_links import COUNTRIES, HOSTILE, SHAPES, countries_frame, trace, trace_names

NAMES = {code: name for code, (name, *_) in COUNTRIES.items()} | {"": ""}
PartnershipLink = tuple[str, str, str, int]
LINKS: list[PartnershipLink] = [
    ("north", "FR", "ES", 9),
    ("north", "ES", "FR", 4),
    ("south", "FR", "ES", 9),
    ("south", "DE", "DE", 2),
    ("west", "", "", 0),
]


def draw(links: list[PartnershipLink], shapes: Any = SHAPES, **asked: Any) -> Chart:
    rows = [(key, key.upper(), a, NAMES[a], b, NAMES[b], n) for key, a, b, n in links]
    columns = ["partnership_id", "acronym", "visiting_id", "visiting_name", "host_id", "host_name", "exchanges"]
    frame = pd.DataFrame(rows, columns=columns).astype({"exchanges": "int64"})
    return partnership_maps(frame, countries_frame([], {}), shapes, **{"palette": LIGHT} | asked)


def rings(drawn: Any) -> list[np.ndarray]:
    points = np.column_stack([drawn.x, drawn.y]).astype(float)
    gaps = np.flatnonzero(np.isnan(points).any(axis=1))
    return [part[~np.isnan(part).any(axis=1)] for part in np.split(points, gaps) if len(part) > 1]


def test_every_partnership_has_a_cell_with_its_name_and_number() -> None:
    titles = trace(draw(LINKS), "titles")
    assert list(titles.text) == ["<b>NORTH</b>  13", "<b>SOUTH</b>  11", "WEST: no exchange"]
    assert [list(row) for row in titles.customdata] == [
        ["north", "visiting"],
        ["south", "visiting"],
        ["west", "visiting"],
    ]
    assert titles.textfont.color[2] == LIGHT.muted_text != titles.textfont.color[0]


def test_the_same_number_has_the_same_ribbon_in_each_cell() -> None:
    drawn = rings(trace(draw(LINKS), "ribbons"))
    assert len(drawn) == 3
    first, third = drawn[0], drawn[2]
    columns = columns_for(3, 680)
    moved = np.array([STEP_X, 0.0]) if columns > 1 else np.array([0.0, -STEP_Y])
    assert third - moved == pytest.approx(first, abs=0.5)


def test_routes_can_be_pointed_at_and_clicked() -> None:
    routes = trace(draw(LINKS), "routes")
    assert [list(row) for row in routes.customdata] == [["FR", "ES"], ["ES", "FR"], ["FR", "ES"]]
    assert routes.hovertext[2] == "SOUTH<br>France to Spain: 9 exchanges"


def test_the_table_has_every_exchange_and_no_row_of_nothing() -> None:
    chart = draw(LINKS)
    assert chart.table["exchanges"].tolist() == [9, 4, 9, 2]
    assert chart.finding == "NORTH sends most: 13 of 24 exchanges (54\u202f%); 1 partnership sent none"
    assert chart.note.endswith("2 exchanges inside one country not drawn.")
    assert "NORTH 13, SOUTH 11 and WEST 0" in chart.alt


def test_nothing_at_all_and_nobody_with_exchanges() -> None:
    nobody = draw([("west", "", "", 0)])
    assert nobody.finding == "No exchange in this view"
    assert "ribbons" not in trace_names(nobody)
    assert list(trace(nobody, "titles").text) == ["WEST: no exchange"]
    nothing = draw([])
    assert nothing.table.empty
    json.loads(nothing.figure.to_json())


@pytest.mark.parametrize("number", [1, 2, 5, 13, 20, 60])
def test_any_number_of_cells_is_in_view_and_apart(number: int) -> None:
    chart = draw([(f"p{at}", "FR", "ES", at + 1) for at in range(number)])
    corners = {(round(x), round(y)) for x, y in zip(*(trace(chart, "titles")[axis] for axis in "xy"), strict=True)}
    assert len(corners) == number
    layout = chart.figure.layout
    for x, y in corners:
        assert layout.xaxis.range[0] < x < layout.xaxis.range[1]
        assert layout.yaxis.range[0] < y < layout.yaxis.range[1]
    assert lines_of_land(chart) == number * lines_of_land(draw([("p", "FR", "ES", 1)]))


def lines_of_land(chart: Chart) -> int:
    return int(np.isnan(np.asarray(trace(chart, "land").x, dtype=float)).sum())


def test_names_are_text() -> None:
    rows = [("p", HOSTILE, "FR", HOSTILE, "ES", "Spain", 2)]
    columns = ["partnership_id", "acronym", "visiting_id", "visiting_name", "host_id", "host_name", "exchanges"]
    chart = partnership_maps(pd.DataFrame(rows, columns=columns), countries_frame([], {}), SHAPES, palette=LIGHT)
    for item in chart.figure.data:
        for field in ("text", "hovertext"):
            for text in np.atleast_1d(np.asarray(getattr(item, field, None) or "", dtype=object)):
                assert "<b onclick" not in text
                assert "%{" not in text
    assert HOSTILE in chart.table["acronym"].tolist()


def test_the_outline_is_light_and_keeps_small_countries() -> None:
    land = outline(country_shapes())
    assert len(land) < 1500
    points = land[~np.isnan(land).any(axis=1)]
    # Malta and Cyprus, whose places the map knows.
    for x, y in ((4720, 1430), (6420, 1650)):
        assert np.hypot(points[:, 0] - x, points[:, 1] - y).min() < 120
    assert points[:, 0].min() >= CELL_WEST
    assert points[:, 1].max() <= CELL_NORTH


def test_planar_shapes_give_the_same_outline() -> None:
    assert outline(planar_shapes(country_shapes())) == pytest.approx(outline(country_shapes()), abs=20, nan_ok=True)


def test_each_theme_has_its_own_tones() -> None:
    dark = draw(LINKS, palette=DARK)
    assert trace(dark, "land").fillcolor == DARK.land
    assert trace(dark, "ribbons").fillcolor == DARK.blue


def test_a_route_to_a_country_beyond_the_cell_ends_within_it() -> None:
    countries = countries_frame([], {})
    # Where Armenia is.
    countries.loc[countries["country_code"] == "PL", ["x_km", "y_km"]] = (7100.0, 2550.0)
    columns = ["partnership_id", "acronym", "visiting_id", "visiting_name", "host_id", "host_name", "exchanges"]
    links = pd.DataFrame([("north", "NORTH", "FR", "France", "PL", "Poland", 3)], columns=columns)
    chart = partnership_maps(links, countries, SHAPES, palette=LIGHT)
    (ribbon,) = rings(trace(chart, "ribbons"))
    assert CELL_EAST - CELL_WEST - 400 < ribbon[:, 0].max() < CELL_EAST - CELL_WEST
