"""The Map page: its three figures, that they count the same exchanges, and that the shapes travel once."""

from collections.abc import Mapping

import pytest

from queries import flows
from queries.filters import Filters
from tests.app.screen import choose, faults, figures, open_page

VIEWS = {
    "Whole period": "flow_map_country",
    "Month by month": "flow_map_by_month",
    "By partnership": "partnership_maps",
}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("widgets", [{}, {"modes": ["virtual"]}], ids=["all", "virtual"])
def test_each_view_draws_its_figure(view: str, widgets: Mapping[str, object]) -> None:
    page = choose(open_page("Map", {"map_view": view}), widgets)
    assert not faults(page)
    assert figures(page).keys() == {VIEWS[view]}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_without_exchanges_says_so(view: str) -> None:
    page = open_page("Map", {"map_view": view, "focus": "Iceland"})
    assert not faults(page)
    assert figures(page).keys() == {VIEWS[view]}
    assert any("No exchange matches this view" in str(info.value) for info in page.info)


def test_all_views_count_the_same_exchanges(reading_sample: str) -> None:
    filters = Filters(reading_sample)
    total = int(flows.links(filters, "country")["exchanges"].sum())
    months = figures(open_page("Map", {"map_view": "Month by month"}))["flow_map_by_month"]
    assert f"of {total} exchanges so far" in months["layout"]["annotations"][0]["text"]
    cells = figures(open_page("Map", {"map_view": "By partnership"}))["partnership_maps"]
    titles = next(trace for trace in cells["data"] if trace.get("name") == "titles")["text"]
    assert sum(int(title.rsplit("</b>", 1)[1]) for title in titles if "</b>" in title) == total


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("view", ["Whole period", "Month by month"])
def test_the_shapes_are_an_address_not_part_of_the_figure(view: str) -> None:
    figure = next(iter(figures(open_page("Map", {"map_view": view})).values()))
    (shapes,) = [trace["geojson"] for trace in figure["data"] if trace["type"] == "choropleth"]
    assert shapes.startswith("app/static/countries.json?v=")


@pytest.mark.usefixtures("reading_sample")
def test_an_unknown_view_is_the_whole_period() -> None:
    page = open_page("Map", {"map_view": "sideways"})
    assert not faults(page)
    assert figures(page).keys() == {"flow_map_country"}
