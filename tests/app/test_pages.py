"""Each page through app.py: on the sample, on one exchange, on none, and with filters that match nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from data import warehouse
from tests.app.screen import FIGURES, PAGES, choose, faults, figures, number, open_page, text

# No exchange has a visitor of a textile ecosystem in the partnership CELIS, which is in health.
NOTHING = {"partnerships": ["celis"], "partnership_side": "visiting", "ecosystems": ["Textiles"]}
TABS = {
    "Clusters": "cluster_wall",
    "Countries": "country_balance",
    "Partnership pairs": "partnership_matrix",
    "Ecosystems by purpose": "ecosystem_purpose_heatmap",
    "Ecosystems by category": "ecosystem_category_heatmap",
}
MAP_LEVELS = ("country", "cluster")
FLOWS: dict[str, tuple[dict[str, str | list[str]], set[str]]] = {
    "countries": ({}, {"flow_sankey_visiting_country_host_country"}),
    "partnerships": (
        {"preset": "partnership to partnership"},
        {"flow_sankey_visiting_partnership_host_partnership"},
    ),
    "clusters": (
        {"preset": "own columns", "columns": ["visiting cluster", "host cluster"]},
        {"flow_sankey_visiting_cluster_host_cluster"},
    ),
    "matrix": ({"flows": "Matrix"}, {"od_matrix"}),
    "balance": ({"flows": "Balance", "level": "partnership"}, {"balance"}),
    "network": ({"flows": "Network", "level": "cluster"}, set()),
}
NO_EXCHANGES = {"Budget", "Outlook", "Data in", "About the data", "Presentation"}
SHOWS_EXCHANGES = [title for title in PAGES if title not in NO_EXCHANGES]


def read_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the door read a warehouse; returns its snapshot id."""
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    return warehouse.current().snapshot_id


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("title", PAGES)
def test_a_page_shows_its_title_figures_and_snapshot(title: str, reading_sample: str) -> None:
    page = open_page(title)
    assert not faults(page)
    assert [shown.value for shown in page.title] == [title]
    assert figures(page).keys() == FIGURES[title]
    assert f"Snapshot {reading_sample}, data as of 30 June 2022." in text(page)
    assert ":orange-badge[Sample data]" in [str(body.value) for body in page.markdown]


@pytest.mark.parametrize("title", PAGES)
def test_a_page_shows_a_snapshot_with_one_exchange(
    title: str, one_exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_from(one_exchange, monkeypatch)
    page = open_page(title)
    assert not faults(page)
    assert figures(page).keys() == FIGURES[title]
    expected: Mapping[str, str] = {
        "Programme": "1 exchange took place",
        "Changes": "Before + restated + new activity = after",
        "Flows": "1 exchange",
        "Map": "1 exchange",
        "Coverage": "2 of 69 clusters",
        "Budget": "Adds up to the cent",
        "Outlook": "1 exchange is expected",
        "Exchanges": "1 exchange",
        "Data in": "Nothing changes for anyone before that.",
        "About the data": "Files of this snapshot",
        "Presentation": "The running order is empty",
    }
    assert expected[title] in text(page)


@pytest.mark.parametrize("title", PAGES)
def test_a_page_shows_a_snapshot_without_exchanges(
    title: str, no_exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_from(no_exchange, monkeypatch)
    page = open_page(title)
    assert not faults(page)
    told = "This snapshot holds no exchanges yet" in text(page)
    assert told == (title in SHOWS_EXCHANGES)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("title", PAGES)
def test_a_view_that_nothing_matches_says_what_to_change(title: str) -> None:
    page = choose(open_page(title), NOTHING)
    assert not faults(page)
    told = "No exchange matches this view. Widen the period, remove a filter" in text(page)
    assert told == (title in SHOWS_EXCHANGES)


@pytest.mark.usefixtures("reading_sample")
def test_the_budget_of_no_partnership_is_zero() -> None:
    page = choose(open_page("Budget"), NOTHING)
    shown = {tile.label: str(tile.value) for tile in page.metric}
    assert shown.pop("Lump sums left") == "cannot be told"
    assert {number(value) for value in shown.values()} == {0}
    assert "0 partnerships" in text(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("widgets", [{}, NOTHING], ids=["all", "nothing"])
def test_each_tab_of_coverage_draws_its_own_figure(tab: str, widgets: Mapping[str, object]) -> None:
    page = choose(open_page("Coverage", {"coverage": tab}), widgets)
    assert not faults(page)
    assert figures(page).keys() == {TABS[tab]}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("view", FLOWS)
@pytest.mark.parametrize("widgets", [{}, {"modes": ["virtual"]}, NOTHING], ids=["all", "virtual", "nothing"])
def test_each_view_of_flows_draws_its_own_figure(view: str, widgets: Mapping[str, object]) -> None:
    link, names = FLOWS[view]
    page = choose(open_page("Flows", link), widgets)
    assert not faults(page)
    assert figures(page).keys() == names


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("level", MAP_LEVELS)
@pytest.mark.parametrize("measure", ["both", "visiting", "hosting", "net"])
@pytest.mark.parametrize("widgets", [{}, NOTHING], ids=["all", "nothing"])
def test_the_map_is_drawn_at_each_level_by_each_measure(
    level: str, measure: str, widgets: Mapping[str, object]
) -> None:
    page = open_page("Map")
    page.segmented_control(key="map_level").set_value(level)
    page.segmented_control(key="map_measure").set_value(measure)
    choose(page, widgets)
    assert not faults(page)
    assert figures(page).keys() == {f"flow_map_{level}"}


@pytest.mark.usefixtures("reading_sample")
def test_the_list_searches_orders_and_opens_an_exchange() -> None:
    page = open_page("Exchanges")
    everything = page.dataframe[0].value
    starts = everything["start_date"].dropna()
    assert starts.is_monotonic_decreasing
    assert len(starts) < len(everything), "some stays are not planned yet, and are listed all the same"

    page.selectbox(key="order").set_value("earliest start").run()
    assert page.dataframe[0].value["start_date"].dropna().is_monotonic_increasing

    wanted = str(everything["exchange_id"].iloc[7])
    page.text_input(key="search").set_value(wanted.lower()).run()
    assert list(page.dataframe[0].value["exchange_id"]) == [wanted]
    assert "1 exchange" in text(page).splitlines()

    page.text_input(key="exchange").set_value(wanted).run()
    assert f"{wanted}: {everything['visiting_organisation'].iloc[7]} visits" in text(page)
    assert "Rules of the scheme" in text(page)

    page.text_input(key="search").set_value("no party has this name").run()
    assert not faults(page)
    assert not page.dataframe or "exchange_id" not in page.dataframe[0].value.columns


@pytest.mark.usefixtures("reading_sample")
def test_an_exchange_that_is_not_there_is_named_as_text() -> None:
    page = open_page("Exchanges", {"exchange": "<b>X</b> [a](https://evil.example)"})
    assert not faults(page)
    assert "There is no exchange <b>X</b> [a](https://evil.example) in this snapshot." in text(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("tab", ["Sources", "Register", "Measures", "Rules", "Known limits"])
def test_each_tab_about_the_data_lists_what_it_is_about(tab: str) -> None:
    page = open_page("About the data", {"about": tab})
    assert not faults(page)
    assert page.dataframe
    assert all(len(shown.value) for shown in page.dataframe)
