"""The focus: every mark that a click can hit sets it, and then each page counts the same exchanges as SQL does."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import duckdb
import pytest
from playwright.sync_api import Locator, expect

from tests.app.screen import number
from tests.browser.conftest import NewReader
from tests.browser.marks import Mark, click, click_table, mark, marks
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_tables import tab_to
from tests.counted import ON_SCREEN, Picked, Selected, differences

FLOWS = "flow_sankey_visiting_country_host_country"
# Pixels from the left edge of a table to the middle of the boxes that tick its rows.
TICK = 18


# One of each page that counts exchanges or money.
ONE_OF_EACH = (
    "",
    "flows?flows=Matrix",
    "map?map_view=By+partnership",
    "coverage",
    "white_space",
    "budget",
    "outlook",
    "exchanges",
    "country?country=Italy",
)


class Facts:
    """What SQL says of the snapshot that a server shows."""

    def __init__(self, server: Server) -> None:
        self.warehouse = server.warehouse
        self.file = server.warehouse / (server.warehouse / "current").read_text().strip()
        self.compared: set[str] = set()

    def ask(self, sql: str, *values: str) -> str:
        """The only value of an answer, as text."""
        with duckdb.connect(str(self.file), read_only=True) as connection:
            row = connection.execute(sql, list(values)).fetchone()
        assert row is not None, sql
        return str(row[0])

    def exchanges(self, focus: Picked | None = None) -> int:
        """Exchanges that a view with nothing but the focus must show."""
        return int(Selected(self.file, focus).of())

    def assert_counted(self, url: str, focus: Picked) -> None:
        """Slides of every page at the focus of this address count what SQL counts. Each address is tried once."""
        query = urlsplit(url).query
        if query not in self.compared:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("CXC_WAREHOUSE", str(self.warehouse))
                assert differences(query, Selected(self.file, focus), ONE_OF_EACH) == []
            self.compared.add(query)

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
    """What the chart of the open tab shows: links of the Sankey's first step, else the visits of all bars."""
    figure = reader.figures()[0]
    if not figure.startswith("flow_sankey"):
        return visits_told(reader, figure)
    drawn: float = (
        reader.key(f"figure_{figure}")
        .locator(".js-plotly-plot")
        .evaluate(
            """plot => {
            const { node, link } = plot._fullData[0], [first] = node.customdata[0]
            return Array.from(link.value).filter((_, at) => link.customdata[at][0] === first)
                .reduce((sum, value) => sum + value, 0)
        }"""
        )
    )
    return round(drawn)


def visits_told(reader: Reader, figure: str) -> int:
    """Sum of the visits that the bars of a figure tell on hover."""
    told = [re.search(r"Visiting:? ([\d\u202f]+)", one.data[-1]) for one in marks(reader, figure, "bar")]
    return sum(number(one[1]) for one in told if one)


def on_map(reader: Reader) -> int:
    """The number that the map's text alternative tells."""
    alt = reader.key(f"figure_{reader.figures()[0]}").get_by_test_id("figure").get_attribute("aria-label") or ""
    told = re.search(r"with ([\d\u202f]+) exchanges?", alt)
    assert told, alt
    return number(told[1])


def on_coverage(reader: Reader) -> int:
    """Sum over the tiles of the wall."""
    return visits_told(reader, "cluster_wall")


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
    """Each page shows the focus and as many exchanges as SQL counts."""
    seen = {}
    for title, shown in SHOWS.items():
        reader.go_to(title)
        assert_shown(reader, focus, facts)
        seen[title] = shown(reader)
    assert seen == dict.fromkeys(SHOWS, facts.exchanges(focus))


def assert_chip_removes(reader: Reader, shown: Callable[[Reader], int], facts: Facts) -> None:
    """The chip takes the focus out of the URL and of the page."""
    with reader.new_view():
        chip(reader).click()
    assert in_link(reader) == {}
    expect(chip(reader)).to_have_count(0)
    assert shown(reader) == facts.exchanges()


def assert_click_focuses(
    reader: Reader,
    one: Mark,
    focus: Picked,
    facts: Facts,
    shown: Callable[[Reader], int],
    visits: bool = False,
    expected: Callable[[Selected], int] = Selected.of,
) -> None:
    """A click on the mark sets the focus, the page follows it and so do the slides of all pages, and the chip takes it
    away. visits: all pages are opened in the browser, too. expected: what the page shows, if it is not every exchange.
    """
    assert 0 < facts.exchanges(focus) < facts.exchanges()
    title = reader.page.get_by_role("heading", level=1).inner_text()
    with reader.new_view():
        click(reader, one)
    assert_shown(reader, focus, facts)
    assert shown(reader) == expected(Selected(facts.file, focus))
    facts.assert_counted(reader.page.url, focus)
    if visits:
        assert_counted_everywhere(reader, focus, facts)
        reader.go_to(title)
    with reader.new_view():
        chip(reader).click()
    assert in_link(reader) == {}
    expect(chip(reader)).to_have_count(0)
    assert shown(reader) == expected(Selected(facts.file))


def test_a_node_a_link_and_the_thinnest_node_of_the_sankey(reader: Reader, facts: Facts) -> None:
    reader.open("/flows")
    node = mark(reader, FLOWS, "node", "visiting_country", "ES")
    assert_click_focuses(reader, node, Picked("country", either="ES"), facts, on_flows, visits=True)
    link = mark(reader, FLOWS, "link", "visiting_country", "IT", "host_country", "ES")
    assert_click_focuses(reader, link, Picked("country", visiting="IT", host="ES"), facts, on_flows)
    reader.open("/flows?preset=partnership to partnership")
    one_by_one = [one for one in marks(reader, reader.figures()[0], "node") if one.data[1]]

    def size(one: Mark) -> int:
        side = one.data[0].removesuffix("_partnership")
        return facts.exchanges(Picked("partnership", **{side: one.data[1]}))

    thinnest = min(one_by_one, key=size)
    assert_click_focuses(reader, thinnest, Picked("partnership", either=thinnest.data[1]), facts, on_flows)


def test_other_opens_what_it_holds_and_a_row_of_it_focuses(reader: Reader, facts: Facts) -> None:
    reader.open("/flows?top=5")
    nodes = [one for one in marks(reader, FLOWS, "node") if one.data[0] == "visiting_country"]
    drawn = [one.data[1] for one in nodes if one.data[1]]
    held = "FROM exchanges WHERE NOT list_contains(string_split(?, ' '), visiting_country_code) AND " + ON_SCREEN
    other = next(one for one in nodes if not one.data[1])
    assert f">{facts.ask(f'SELECT count(*) {held}', ' '.join(drawn))} exchanges" in other.data[2]

    click(reader, other)
    dialog = reader.page.get_by_role("dialog")
    countries = facts.ask(f"SELECT count(DISTINCT visiting_country_code) {held}", " ".join(drawn))
    expect(dialog).to_contain_text(f"{countries} nodes of the column that are drawn together")
    link = dialog.locator('[role="gridcell"]', has_text=re.compile(r"^country\?")).first.inner_text()
    code = facts.ask("SELECT country_code FROM countries WHERE name = ?", parse_qs(urlsplit(link).query)["country"][0])
    assert code not in drawn
    click_table(reader, dialog.get_by_test_id("stDataFrame"), TICK, 0)
    with reader.new_view():
        dialog.get_by_role("button", name="Focus on it").click()
    expect(dialog).to_have_count(0)
    focus = Picked("country", either=code)
    assert_shown(reader, focus, facts)
    assert on_flows(reader) == facts.exchanges(focus)


# The profile whose Sankey the tests of "Other" take, and its exchanges.
PROFILE, PROFILE_FIGURE, ITALY = (
    "/country?country=Italy",
    "flow_sankey_country",
    "'IT' IN (visiting_country_code, host_country_code)",
)


def held_first(reader: Reader, facts: Facts, drawn: list[str]) -> Picked:
    """The focus on the first row of the open box, which is a country that the column does not draw."""
    dialog = reader.page.get_by_role("dialog")
    held = f"FROM exchanges WHERE NOT list_contains(string_split(?, ' '), visiting_country_code) AND {ITALY} AND {ON_SCREEN}"
    countries = facts.ask(f"SELECT count(DISTINCT visiting_country_code) {held}", " ".join(drawn))
    expect(dialog).to_contain_text(f"{countries} nodes of the column that are drawn together")
    link = dialog.locator('[role="gridcell"]', has_text=re.compile(r"^country\?")).first.inner_text()
    code = facts.ask("SELECT country_code FROM countries WHERE name = ?", parse_qs(urlsplit(link).query)["country"][0])
    assert code not in drawn
    return Picked("country", either=code)


def assert_profile_focused(reader: Reader, focus: Picked, facts: Facts) -> None:
    """The profile of Italy stays and counts its exchanges with the focus."""
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    assert_shown(reader, focus, facts)
    selected = Selected(facts.file, focus)
    assert reader.tiles()["Exchanges"] == selected.of("count(*)", ITALY) > 0


def test_other_of_a_profile_opens_what_it_holds_and_a_row_of_it_focuses(reader: Reader, facts: Facts) -> None:
    reader.open(PROFILE)
    nodes = [one for one in marks(reader, PROFILE_FIGURE, "node") if one.data[0] == "visiting_country"]
    drawn = [one.data[1] for one in nodes if one.data[1]]
    click(reader, next(one for one in nodes if not one.data[1]))
    focus = held_first(reader, facts, drawn)
    dialog = reader.page.get_by_role("dialog")
    click_table(reader, dialog.get_by_test_id("stDataFrame"), TICK, 0)
    with reader.new_view():
        dialog.get_by_role("button", name="Focus on it").click()
    assert_profile_focused(reader, focus, facts)


def test_other_of_a_profile_is_opened_and_focused_by_keyboard_alone(reader: Reader, facts: Facts) -> None:
    reader.open(PROFILE)
    nodes = [one for one in marks(reader, PROFILE_FIGURE, "node") if one.data[0] == "visiting_country"]
    drawn = [one.data[1] for one in nodes if one.data[1]]
    button = reader.key(f"{PROFILE_FIGURE}_other_visiting_country").get_by_role("button")
    expect(button).to_contain_text("Other: visiting country")
    tab_to(reader, button)
    reader.page.keyboard.press("Enter")
    focus = held_first(reader, facts, drawn)
    dialog = reader.page.get_by_role("dialog")
    tab_to(reader, dialog.locator("canvas").first)
    reader.page.keyboard.press("Shift+Space")
    take = dialog.get_by_role("button", name="Focus on it")
    expect(take).to_be_visible()
    tab_to(reader, take)
    with reader.new_view():
        reader.page.keyboard.press("Enter")
    assert_profile_focused(reader, focus, facts)


def test_a_cell_and_both_margins_of_the_matrix(reader: Reader, facts: Facts) -> None:
    reader.open("/flows?flows=Matrix")
    cell = mark(reader, "od_matrix", "cell", "LT", "ES")
    assert_click_focuses(reader, cell, Picked("country", visiting="LT", host="ES"), facts, on_flows)
    row = mark(reader, "od_matrix", "bar", "FR", "")
    assert_click_focuses(reader, row, Picked("country", visiting="FR"), facts, on_flows)
    column = mark(reader, "od_matrix", "bar", "", "FR")
    assert_click_focuses(reader, column, Picked("country", host="FR"), facts, on_flows)


def test_a_node_and_a_pair_of_the_balance(reader: Reader, facts: Facts) -> None:
    reader.open("/flows?flows=Balance&level=partnership")
    bars = marks(reader, "balance", "bar")
    node, pair = (next(one for one in bars if len(one.data) == length) for length in (2, 3))
    assert_click_focuses(reader, node, Picked("partnership", either=node.data[0]), facts, on_flows)
    both = Picked("partnership", visiting=pair.data[0], host=pair.data[1])
    assert_click_focuses(reader, pair, both, facts, on_flows)


def test_a_name_typed_into_the_search_box_by_keyboard_alone(reader: Reader, facts: Facts) -> None:
    reader.open("/")
    cluster = facts.ask(
        "SELECT visiting_cluster_id FROM exchanges WHERE visiting_cluster_id <> host_cluster_id "
        f"AND {ON_SCREEN} GROUP BY ALL ORDER BY count(*) DESC LIMIT 1"
    )
    tab_to(reader, reader.key("focus").locator("input"))
    reader.page.keyboard.type(facts.name("cluster", cluster))
    expect(reader.page.get_by_role("option").first).to_be_visible()
    with reader.new_view():
        reader.page.keyboard.press("Enter")
    focus = Picked("cluster", either=cluster)
    assert_shown(reader, focus, facts)
    assert on_programme(reader) == facts.exchanges(focus)
    tab_to(reader, chip(reader))
    with reader.new_view():
        reader.page.keyboard.press("Enter")
    assert in_link(reader) == {}
    assert on_programme(reader) == facts.exchanges()


def test_the_side_of_the_focus_changes_what_is_counted(reader: Reader, facts: Facts) -> None:
    reader.open("/?focus=Italy")
    counted = {"either": on_programme(reader)}
    for side in ("visiting", "host"):
        reader.pick("focus_side", side)
        counted[side] = on_programme(reader)
        assert in_link(reader) == {"focus": "Italy", "focus_side": side}
    reader.pick("focus_side", "either")
    assert in_link(reader) == {"focus": "Italy"}
    assert on_programme(reader) == counted["either"]
    expected = {side: facts.exchanges(Picked("country", **{side: "IT"})) for side in counted}
    assert counted == expected
    assert len(set(counted.values())) == len(counted)


def test_a_link_with_a_focus_shows_a_stranger_the_same(server: Server, facts: Facts, new_reader: NewReader) -> None:
    reader = new_reader(server.url).open("/flows")
    with reader.new_view():
        click(reader, mark(reader, FLOWS, "link", "visiting_country", "DE", "host_country", "ES"))
    stranger = new_reader(server.url, stranger=True).open(reader.page.url.removeprefix(server.url))
    assert stranger.sentence() == reader.sentence()
    assert in_link(stranger) == in_link(reader)
    assert on_flows(stranger) == on_flows(reader) == facts.exchanges(Picked("country", visiting="DE", host="ES"))


JUNK: list[dict[str, str]] = [
    {"focus": "Atlantis"},
    {"focus": "Italy → Atlantis"},
    {"focus": "Italy → EXXTRA"},
    {"focus": " → "},
    {"focus": "'; drop table exchanges; --", "focus_side": "nonsense"},
    {"focus": "<img src=x onerror=alert(1)>", "focus_side": "host"},
]


def test_a_focus_that_names_nothing_falls_back(reader: Reader, facts: Facts) -> None:
    for junk in JUNK:
        reader.open("/?" + urlencode(junk))
        expect(chip(reader)).to_have_count(0)
        expect(reader.key("filter_bar")).to_contain_text("Nothing is named")
        assert on_programme(reader) == facts.exchanges()
        reader.assert_sound()
