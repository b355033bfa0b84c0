"""Clicks on the map in each of its views, moves of the map that a filter leaves alone, and play and pause."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.marks import apart, click, mark, marks
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_focus import Facts, Picked, assert_click_focuses, on_map
from tests.browser.test_tables import tab_to


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


def test_a_country_its_circle_and_a_ribbon(reader: Reader, facts: Facts) -> None:
    reader.open("/map")
    shape = mark(reader, "flow_map_country", "country", "FR")
    assert_click_focuses(reader, shape, Picked("country", either="FR"), facts, on_map)
    circle = mark(reader, "flow_map_country", "point", "TR")
    assert_click_focuses(reader, circle, Picked("country", either="TR"), facts, on_map)
    points = marks(reader, "flow_map_country", "point")
    ribbon = apart([one for one in points if len(one.data) == 2], points)
    pair = Picked("country", visiting=ribbon.data[0], host=ribbon.data[1])
    assert_click_focuses(reader, ribbon, pair, facts, on_map)


def test_a_cluster_and_a_ribbon_between_clusters(reader: Reader, facts: Facts) -> None:
    reader.open("/map?map_level=Clusters")
    points = marks(reader, "flow_map_cluster", "point")
    active = [one for one in points if len(one.data) == 1 and facts.exchanges(Picked("cluster", either=one.data[0]))]
    point = apart(active, points)
    focus = Picked("cluster", either=point.data[0])
    assert_click_focuses(reader, point, focus, facts, on_map)
    ribbon = apart([one for one in points if len(one.data) == 2], points)
    pair = Picked("cluster", visiting=ribbon.data[0], host=ribbon.data[1])
    assert_click_focuses(reader, ribbon, pair, facts, on_map, visits=True)


def test_a_cluster_on_the_map_of_countries_and_a_country_on_that_of_clusters(reader: Reader, facts: Facts) -> None:
    reader.open("/map")
    points = marks(reader, "flow_map_country", "point")
    clusters = [one for one in points if len(one.data) == 1 and len(one.data[0]) > 2]
    active = [one for one in clusters if facts.exchanges(Picked("cluster", either=one.data[0]))]
    point = apart(active, points)
    assert_click_focuses(reader, point, Picked("cluster", either=point.data[0]), facts, on_map)
    reader.open("/map?map_level=Clusters")
    shape = mark(reader, "flow_map_cluster", "country", "FR")
    assert_click_focuses(reader, shape, Picked("country", either="FR"), facts, on_map)


def test_a_circle_and_a_ribbon_month_by_month(reader: Reader, facts: Facts) -> None:
    reader.open("/map?map_view=Month by month")
    circle = mark(reader, "flow_map_by_month", "point", "TR")
    assert_click_focuses(reader, circle, Picked("country", either="TR"), facts, on_map)
    points = marks(reader, "flow_map_by_month", "point")
    ribbon = apart([one for one in points if len(one.data) == 2], points)
    pair = Picked("country", visiting=ribbon.data[0], host=ribbon.data[1])
    assert_click_focuses(reader, ribbon, pair, facts, on_map)


def test_a_title_and_a_route_of_the_small_maps(reader: Reader, facts: Facts) -> None:
    reader.open("/map?map_view=By partnership")
    points = marks(reader, "partnership_maps", "point")
    title = next(
        one for one in points if one.data[1] == "visiting" and facts.exchanges(Picked("partnership", one.data[0]))
    )
    assert_click_focuses(reader, title, Picked("partnership", visiting=title.data[0]), facts, on_map)
    points = marks(reader, "partnership_maps", "point")
    route = apart([one for one in points if one.data[1] != "visiting"], points)
    pair = Picked("country", visiting=route.data[0], host=route.data[1])
    assert_click_focuses(reader, route, pair, facts, on_map)


def view_of(plot: Locator) -> list[float]:
    """Where the map is looked at: longitude, latitude, scale."""
    seen: list[float] = plot.evaluate(
        """plot => { const { center, projection } = plot._fullLayout.geo
            return [center.lon, center.lat, projection.scale].map(value => Math.round(value * 1e6) / 1e6) }"""
    )
    return seen


def test_pan_and_zoom_survive_a_filter_and_a_focus(reader: Reader) -> None:
    reader.open("/map")
    plot = reader.key("figure_flow_map_country").locator(".js-plotly-plot")
    at_first = view_of(plot)
    box = plot.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.wheel(0, -300)
    zoomed_in = "([plot, least]) => plot._fullLayout.geo.projection.scale > least"
    reader.page.wait_for_function(zoomed_in, arg=[plot.element_handle(), at_first[2]])
    reader.page.mouse.down()
    reader.page.mouse.move(x - 120, y - 60, steps=4)
    reader.page.mouse.up()
    moved_on = "([plot, west]) => plot._fullLayout.geo.center.lon > west"
    reader.page.wait_for_function(moved_on, arg=[plot.element_handle(), at_first[0]])
    moved = view_of(plot)
    reader.pick("modes", "physical")
    assert view_of(plot) == moved
    with reader.new_view():
        points = [
            one for one in marks(reader, "flow_map_country", "point") if box["y"] < one.y < 900 and one.x > box["x"]
        ]
        click(reader, apart([one for one in points if len(one.data) == 2], points))
    assert view_of(plot) == moved


def test_the_months_play_by_keyboard_alone(reader: Reader) -> None:
    reader.open("/map?map_view=Month by month")
    figure = reader.key("figure_flow_map_by_month")
    note = figure.locator(".annotation-text").first
    player = figure.get_by_role("group", name="Play through the months")
    month = player.get_by_role("slider", name="Month")

    def told() -> list[str]:
        """The slider's words, as the figure has them too."""
        words = (month.get_attribute("aria-valuetext") or "").split(", ")
        assert "".join(words) == note.text_content()
        return words

    last = told()
    assert re.fullmatch(r"([\d\u202f]+) of \1 exchanges so far", last[1])
    tab_to(reader, player.get_by_role("button", name="Play"))
    tab_to(reader, month)
    assert month.evaluate("one => one.matches(':focus-visible') && parseFloat(getComputedStyle(one).outlineWidth) >= 2")
    reader.page.keyboard.press("ArrowLeft")
    expect(note).not_to_contain_text(last[0])
    before_last = told()
    reader.page.keyboard.press("Home")
    expect(note).not_to_contain_text(before_last[0])
    first = told()
    expect(player.get_by_role("button", name="One month back")).to_be_disabled()

    reader.page.keyboard.press("Shift+Tab")
    expect(player.get_by_role("button", name="One month on")).to_be_focused()
    reader.page.keyboard.press("Space")
    expect(note).not_to_contain_text(first[0])
    second = told()

    tab_to(reader, player.get_by_role("button", name="Play"), backwards=True)
    reader.page.keyboard.press("Space")
    expect(note).not_to_contain_text(second[0])
    pause = player.get_by_role("button", name="Pause")
    expect(pause).to_be_focused()
    reader.page.keyboard.press("Space")
    expect(player.get_by_role("button", name="Play")).to_be_focused()
    assert told() not in (first, second)
    # A picture that was on its way is shown; then nothing moves, for longer than one would stand.
    changes = note.evaluate(
        """note => new Promise(done => {
            const seen = new Set(), start = performance.now()
            const look = () => {
                seen.add(document.querySelector('.player input').value)
                performance.now() - start > 1800 ? done(seen.size) : requestAnimationFrame(look)
            }
            look()
        })"""
    )
    assert changes == 1


def test_the_month_in_sight_survives_a_filter(reader: Reader) -> None:
    reader.open("/map?map_view=Month by month")
    month = reader.key("figure_flow_map_by_month").get_by_role("slider", name="Month")
    month.focus()
    for _ in range(6):
        reader.page.keyboard.press("ArrowLeft")
    shown = (month.get_attribute("aria-valuetext") or "").partition(",")[0]
    reader.pick("modes", "physical")
    expect(month).to_have_attribute("aria-valuetext", re.compile(f"^{shown},"))
