"""The flow map: what is drawn, that no exchange is lost between picture, note and table, and that names stay text."""

import json
from decimal import Decimal

import numpy as np
import pytest

from charts.map import flow_map
from charts.palette import LIGHT
from tests.map_links import (
    COUNTRIES,
    HOSTILE,
    ROUTES,
    SHAPES,
    Link,
    clusters_frame,
    countries_frame,
    draw,
    lines,
    links_frame,
    trace,
    trace_names,
)


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


def test_where_one_country_is_on_every_side_the_finding_names_whom_it_meets() -> None:
    links = [("FR", "ES", 3), ("ES", "FR", 2), ("DE", "FR", 4), ("FR", "PL", 1), ("FR", "FR", 2)]
    assert draw(links, measure="both").finding == "France meets Spain most: 5 of 12 exchanges (42\u202f%)"


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
