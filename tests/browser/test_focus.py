"""The focus: every mark that a click can hit sets it, and then each page counts the same exchanges as SQL does."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import duckdb
import pytest
from playwright.sync_api import Locator, expect

from tests.app.screen import number
from tests.browser.conftest import NewReader
from tests.browser.marks import Mark, click, mark, marks
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_tables import tab_to

COLUMN = {"country": "{}_country_code", "partnership": "{}_partnership_id", "cluster": "{}_cluster_id"}
ON_SCREEN = "status_group <> 'cancelled'"
FLOWS = "flow_sankey_visiting_country_host_country"


class Picked(NamedTuple):
    """A focus: its level, the ids of its ends, and the side of a node; a pair has both ends."""

    level: str
    visiting: str = ""
    host: str = ""
    either: str = ""


class Facts:
    """What SQL says of the snapshot that a server shows."""

    def __init__(self, server: Server) -> None:
        self.file = server.warehouse / (server.warehouse / "current").read_text().strip()

    def ask(self, sql: str, *values: str) -> str:
        """The only value of an answer, as text."""
        with duckdb.connect(str(self.file), read_only=True) as connection:
            row = connection.execute(sql, list(values)).fetchone()
        assert row is not None, sql
        return str(row[0])

    def exchanges(self, focus: Picked | None = None) -> int:
        """Exchanges that a view with nothing but the focus must show."""
        conditions, values = [ON_SCREEN], []
        if focus:
            visiting, host = (COLUMN[focus.level].format(side) for side in ("visiting", "host"))
            if focus.either:
                conditions.append(f"? IN ({visiting}, {host})")
                values.append(focus.either)
            for column, end in ((visiting, focus.visiting), (host, focus.host)):
                if end:
                    conditions.append(f"{column} = ?")
                    values.append(end)
        return int(self.ask(f"SELECT count(*) FROM exchanges WHERE {' AND '.join(conditions)}", *values))

    def name(self, level: str, node: str) -> str:
        """The short name of a node."""
        return self.ask("SELECT short_name FROM nodes WHERE level = ? AND id = ?", level, node)


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


def on_programme(reader: Reader) -> int:
    """Took place, ongoing and upcoming."""
    tiles = reader.tiles()
    return sum(tiles[label] for label in ("Took place", "Ongoing", "Upcoming"))


def on_flows(reader: Reader) -> int:
    """Sum of the links of the Sankey's first step, as drawn."""
    return round(
        reader.key("flows").locator(".js-plotly-plot").evaluate(
            """plot => plot.querySelectorAll('.sankey-link').values()
                .map(one => one.__data__.link)
                .filter(link => link.customdata[0] === plot._fullData[0].node.customdata[0][0])
                .reduce((sum, link) => sum + link.value, 0)"""
        )
    )


def on_map(reader: Reader) -> int:
    """The number that the map's text alternative tells."""
    alt = reader.key("figure_flow_map_country").get_by_test_id("figure").get_attribute("aria-label") or ""
    told = re.search(r"with ([\d\u202f]+) exchanges? on", alt)
    assert told, alt
    return number(told[1])


def on_coverage(reader: Reader) -> int:
    """Sum of the visits that the tiles of the wall tell."""
    told = [re.search(r"Visiting ([\d\u202f]+), hosting", one.data[1]) for one in marks(reader, "cluster_wall", "bar")]
    assert told
    return sum(number(one[1]) for one in told if one)


def on_exchanges(reader: Reader) -> int:
    """The heading of the list."""
    return number(reader.key("exchange_list_head").get_by_role("heading").inner_text())


SHOWS: dict[str, Callable[[Reader], int]] = {
    "Map": on_map,
    "Flows": on_flows,
    "Coverage": on_coverage,
    "Exchanges": on_exchanges,
    "Programme": on_programme,
}


def in_link(reader: Reader) -> dict[str, str]:
    """The focus as the URL has it."""
    query = parse_qs(urlsplit(reader.page.url).query)
    return {key: query[key][0] for key in ("focus", "focus_side") if key in query}


def chip(reader: Reader) -> Locator:
    """The button that shows the focus and removes it."""
    return reader.key("focus_chip").get_by_role("button")


def assert_shown(reader: Reader, focus: Picked, facts: Facts) -> None:
    """The URL and the chip of this page tell the focus."""
    names = [facts.name(focus.level, end) for end in (focus.either, focus.visiting, focus.host) if end]
    side = "" if len(names) == 2 or focus.either else "visiting" if focus.visiting else "host"
    assert in_link(reader) == {"focus": " → ".join(names)} | ({"focus_side": side} if side else {})
    lead = {"": "", "visiting": "From ", "host": "To "}[side]
    expect(chip(reader)).to_contain_text(lead + " → ".join(names))


def assert_counted_everywhere(reader: Reader, focus: Picked, facts: Facts) -> None:
    """Each page shows the focus and as many exchanges as SQL counts; the chip then removes it."""
    counted = facts.exchanges(focus)
    seen = {}
    for title, shown in SHOWS.items():
        reader.go_to(title)
        assert_shown(reader, focus, facts)
        seen[title] = shown(reader)
    assert seen == dict.fromkeys(SHOWS, counted)
    with reader.new_view():
        chip(reader).click()
    assert in_link(reader) == {}
    expect(chip(reader)).to_have_count(0)
    assert on_programme(reader) == facts.exchanges()


def assert_click_focuses(reader: Reader, one: Mark, focus: Picked, facts: Facts) -> None:
    """A click on the mark sets the focus, and all pages follow it."""
    assert 0 < facts.exchanges(focus) < facts.exchanges()
    with reader.new_view():
        click(reader, one)
    assert_shown(reader, focus, facts)
    assert_counted_everywhere(reader, focus, facts)


def test_a_node_a_link_and_the_thinnest_node_of_the_sankey(reader: Reader, facts: Facts) -> None:
    reader.open("/flows")
    node = mark(reader, FLOWS, "node", "visiting_country", "ES")
    assert_click_focuses(reader, node, Picked("country", either="ES"), facts)
    reader.go_to("Flows")
    link = mark(reader, FLOWS, "link", "visiting_country", "IT", "host_country", "ES")
    assert_click_focuses(reader, link, Picked("country", visiting="IT", host="ES"), facts)
    reader.open("/flows?preset=partnership to partnership")
    figure = reader.figures()[0]
    thinnest = min(
        (one for one in marks(reader, figure, "node") if one.data[1]),
        key=lambda one: facts.exchanges(
            Picked("partnership", **{one.data[0].removesuffix("_partnership"): one.data[1]})
        ),
    )
    assert_click_focuses(reader, thinnest, Picked("partnership", either=thinnest.data[1]), facts)


def test_a_cell_and_both_margins_of_the_matrix(reader: Reader, facts: Facts) -> None:
    for kind, data, focus in (
        ("cell", ("IT", "ES"), Picked("country", visiting="IT", host="ES")),
        ("bar", ("FR", ""), Picked("country", visiting="FR")),
        ("bar", ("", "FR"), Picked("country", host="FR")),
    ):
        reader.open("/flows?flows=Matrix")
        assert_click_focuses(reader, mark(reader, "od_matrix", kind, *data), focus, facts)


def test_a_node_and_a_pair_of_the_balance(reader: Reader, facts: Facts) -> None:
    reader.open("/flows?flows=Balance&level=partnership")
    bars = marks(reader, "balance", "bar")
    pair = next(one for one in bars if len(one.data) == 3)
    assert_click_focuses(reader, pair, Picked("partnership", visiting=pair.data[0], host=pair.data[1]), facts)
    reader.open("/flows?flows=Balance")
    assert_click_focuses(reader, mark(reader, "balance", "bar", "FR"), Picked("country", either="FR"), facts)
