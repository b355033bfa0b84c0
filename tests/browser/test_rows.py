"""Rows of the tables beside charts: their names open profiles, and a ticked row sets the focus as a click on its mark does."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.marks import click_table
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_focus import (
    TICK,
    Facts,
    Picked,
    assert_chip_removes,
    assert_shown,
    on_coverage,
    on_flows,
    on_map,
    on_programme,
)
from tests.browser.test_tables import tab_to

LEVELS = ("country", "partnership", "cluster")


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


# A page with its chart, up to which of the columns of names the focus is named, and what the page then shows.
TABLES: list[tuple[str, str, int, Callable[[Reader], int]]] = [
    ("/", "progress_by_partnership", 1, on_programme),
    ("/flows", "flow_sankey_visiting_country_host_country", 2, on_flows),
    ("/flows?preset=partnership to partnership", "flow_sankey_visiting_partnership_host_partnership", 2, on_flows),
    ("/flows?flows=Matrix&level=cluster", "od_matrix", 2, on_flows),
    ("/flows?flows=Balance", "balance", 1, on_flows),
    ("/map", "flow_map_country", 2, on_map),
    ("/map?map_level=Clusters", "flow_map_cluster", 2, on_map),
    ("/map?map_view=Month by month", "flow_map_by_month", 2, on_map),
    ("/map?map_view=By partnership", "partnership_maps", 3, on_map),
    ("/coverage", "cluster_wall", 1, on_coverage),
    ("/coverage?coverage=Partnership pairs", "partnership_matrix", 2, on_map),
]

# The rows before never took part.
FIRST_ACTIVE = {"cluster_wall": 6, "partnership_matrix": 2}


def open_table(reader: Reader, figure: str) -> Locator:
    """The table of a chart, opened by its button."""
    reader.key(f"{figure}_table_popover").get_by_role("button").click()
    return standing(reader)


def standing(reader: Reader) -> Locator:
    """The table in the open popover, once it has come to its place."""
    table = reader.page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    table.locator('[role="gridcell"]').first.wait_for(state="attached")
    # The popover opens below its button and moves up once it knows how high its content is.
    table.evaluate(
        """table => new Promise(done => {
            let top = NaN
            const look = () => {
                const now = table.getBoundingClientRect().top
                now === top ? done() : ((top = now), setTimeout(look, 100))
            }
            look()
        })"""
    )
    return table


def named_in_row(table: Locator, row: int, most: int) -> list[tuple[str, str]]:
    """Level and name of the links to profiles in a row (0 is the first), in the order of its columns."""
    cells = table.locator(f'tr[aria-rowindex="{row + 2}"] [role="gridcell"]')
    links = [urlsplit(text) for text in cells.all_inner_texts() if text.partition("?")[0] in LEVELS]
    return [(link.path, parse_qs(link.query)[link.path][0]) for link in links][:most]


def picked(names: list[tuple[str, str]], facts: Facts) -> Picked:
    """The focus that the names of a row make: a node, or a pair. What is named before a pair of another level tells whose
    map the row is on."""
    level = names[-1][0]
    names = [one for one in names if one[0] == level]
    ids = [facts.ask("SELECT id FROM nodes WHERE level = ? AND short_name = ?", level, name) for _, name in names]
    return Picked(level, either=ids[0]) if len(ids) == 1 else Picked(level, visiting=ids[0], host=ids[1])


@pytest.mark.parametrize(("path", "figure", "most", "shown"), TABLES, ids=[figure for _, figure, _, _ in TABLES])
def test_a_ticked_row_focuses_on_what_it_names(
    path: str, figure: str, most: int, shown: Callable[[Reader], int], reader: Reader, facts: Facts
) -> None:
    reader.open(path)
    table = open_table(reader, figure)
    row = FIRST_ACTIVE.get(figure, 1)
    focus = picked(named_in_row(table, row, most), facts)
    click_table(reader, table, TICK, row)
    button = reader.key(f"{figure}_focus_row").get_by_role("button")
    expect(button).to_be_enabled()
    with reader.new_view():
        button.click()
    assert_shown(reader, focus, facts)
    assert shown(reader) == facts.exchanges(focus) > 0
    facts.assert_counted(reader.page.url, focus)
    assert_chip_removes(reader, shown, facts)


def test_a_row_is_ticked_by_keyboard_alone(reader: Reader, facts: Facts) -> None:
    reader.open("/")
    tab_to(reader, reader.key("progress_by_partnership_table_popover").get_by_role("button"))
    reader.page.keyboard.press("Enter")
    table = standing(reader)
    # The first arrow leaves the first row for the second one.
    focus = picked(named_in_row(table, 1, 1), facts)
    tab_to(reader, table.locator("canvas").first)
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Shift+Space")
    button = reader.key("progress_by_partnership_focus_row").get_by_role("button")
    expect(button).to_be_enabled()
    tab_to(reader, button)
    with reader.new_view():
        reader.page.keyboard.press("Enter")
    assert_shown(reader, focus, facts)
    assert on_programme(reader) == facts.exchanges(focus)
