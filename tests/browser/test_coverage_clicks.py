"""Clicks on Programme, Coverage and a profile, and those of the Sankey that choose a filter: each counts what SQL counts."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.marks import click, mark, marks
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_focus import (
    TICK,
    Facts,
    Picked,
    assert_click_focuses,
    assert_shown,
    on_coverage,
    on_flows,
    on_map,
    on_programme,
    visits_told,
)
from tests.browser.test_rows import click_table, named_in_row, open_table, picked
from tests.counted import Selected

BARS = "country_balance"
# In its table: Croatia, which has no cluster and yet takes part.
ROW = 6


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


def from_partner_countries(selected: Selected) -> int:
    """The chart of countries draws those with a cluster; visits from other countries stand in its table alone."""
    partners = "SELECT country_code FROM countries WHERE has_partner_cluster"
    return int(selected.of("count(*)", f"visiting_country_code IN ({partners})"))


def on_country_bars(reader: Reader) -> int:
    """Visits that the countries tell. Both bars of a country tell the same, to the left and to the right."""
    return visits_told(reader, BARS) // 2


def test_a_bar_of_progress(reader: Reader, facts: Facts) -> None:
    reader.open("/")
    bars = marks(reader, "progress_by_partnership", "bar")
    bar = next(one for one in bars if facts.exchanges(Picked("partnership", either=one.data[0])))
    assert_click_focuses(reader, bar, Picked("partnership", either=bar.data[0]), facts, on_programme)


def test_a_tile_a_bar_and_a_cell_of_coverage(reader: Reader, facts: Facts) -> None:
    reader.open("/coverage")
    tiles = marks(reader, "cluster_wall", "bar")
    tile = next(one for one in tiles if facts.exchanges(Picked("cluster", either=one.data[0])))
    assert_click_focuses(reader, tile, Picked("cluster", either=tile.data[0]), facts, on_coverage)
    reader.open("/coverage?coverage=Countries")
    bar = mark(reader, BARS, "bar", "FR")
    focus = Picked("country", either="FR")
    assert_click_focuses(reader, bar, focus, facts, on_country_bars, expected=from_partner_countries)
    reader.open("/coverage?coverage=Partnership pairs")
    cells = [one for one in marks(reader, "partnership_matrix", "cell") if one.data[0] != one.data[1]]
    cell = next(one for one in cells if facts.exchanges(Picked("partnership", *one.data[:2])))
    assert_click_focuses(reader, cell, Picked("partnership", *cell.data[:2]), facts, on_map)


def test_a_row_of_the_countries_of_coverage(reader: Reader, facts: Facts) -> None:
    reader.open("/coverage?coverage=Countries")
    assert on_country_bars(reader) == from_partner_countries(Selected(facts.file)) < facts.exchanges()
    table = open_table(reader, BARS)
    focus = picked(named_in_row(table, ROW, 1), facts)
    click_table(reader, table, TICK, ROW)
    with reader.new_view():
        reader.key(f"{BARS}_focus_row").get_by_role("button").click()
    assert_shown(reader, focus, facts)
    assert on_country_bars(reader) == from_partner_countries(Selected(facts.file, focus))
    assert 0 < on_country_bars(reader) < facts.exchanges(focus)
    facts.assert_counted(reader.page.url, focus)


def test_a_node_of_a_profile(reader: Reader, facts: Facts) -> None:
    reader.open("/country?country=Spain")
    figure = "flow_sankey_country"
    node = next(one for one in marks(reader, figure, "node") if one.data[1] not in ("", "ES"))
    focus = Picked("country", either=node.data[1])
    with reader.new_view():
        click(reader, node)
    assert_shown(reader, focus, facts)
    both = Selected(facts.file, focus).of("count(*)", "'ES' IN (visiting_country_code, host_country_code)")
    assert reader.tiles()["Exchanges"] == both > 0
    facts.assert_counted(reader.page.url, focus)


def test_a_category_and_an_ecosystem_of_the_sankey_become_filters(reader: Reader, facts: Facts) -> None:
    reader.open("/flows?preset=own columns&columns=category&columns=ecosystem")
    figure = "flow_sankey_category_ecosystem"
    with reader.new_view():
        click(reader, mark(reader, figure, "node", "category", "SME"))
    smes = "category = 'SME'"
    assert parse_qs(urlsplit(reader.page.url).query)["categories"] == ["SME"]
    assert on_flows(reader) == Selected(facts.file).of("count(*)", smes)
    # Opened again, for the nodes of a drawn Sankey move to their new places.
    reader.open(urlsplit(reader.page.url)._replace(scheme="", netloc="").geturl())
    with reader.new_view():
        click(reader, mark(reader, figure, "node", "ecosystem", "Textiles"))
    assert parse_qs(urlsplit(reader.page.url).query)["ecosystems"] == ["Textiles"]
    named = "SELECT partnership_id FROM partnerships WHERE list_contains(ecosystems, 'Textiles')"
    both = Selected(facts.file).of("count(*)", f"{smes} AND visiting_partnership_id IN ({named})")
    assert on_flows(reader) == both > 0
