"""Clicks on the map in each of its views, moves of the map that a filter leaves alone, and play and pause."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.marks import apart, click, mark, marks
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_focus import Facts, Picked, assert_click_focuses, on_map


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


def test_a_country_its_circle_and_a_ribbon(reader: Reader, facts: Facts) -> None:
    reader.open("/map")
    shape = mark(reader, "flow_map_country", "country", "FR")
    assert_click_focuses(reader, shape, Picked("country", either="FR"), facts, on_map, everywhere=True)
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
    assert_click_focuses(reader, point, focus, facts, on_map, everywhere=True)
    ribbon = apart([one for one in points if len(one.data) == 2], points)
    pair = Picked("cluster", visiting=ribbon.data[0], host=ribbon.data[1])
    assert_click_focuses(reader, ribbon, pair, facts, on_map, everywhere=True)


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


def test_play_and_pause_and_the_slider_go_through_the_months(reader: Reader) -> None:
    reader.open("/map?map_view=Month by month")
    plot = reader.key("figure_flow_map_by_month").locator(".js-plotly-plot")
    play, pause = (plot.locator(".updatemenu-button", has_text=label) for label in ("Play", "Pause"))
    note = plot.locator(".annotation-text").first
    last = note.text_content() or ""
    assert "so far" in last
    # The slider's first step: the start of the story.
    rail = plot.locator(".slider-rail-touch-rect").bounding_box()
    assert rail is not None
    reader.page.mouse.click(rail["x"] + 2, rail["y"] + rail["height"] / 2)
    expect(note).not_to_have_text(last)
    first = note.text_content() or ""
    play.click()
    expect(note).not_to_have_text(first)
    pause.click()
    # A frame that had begun is shown to its end; from then on nothing moves, for longer than a frame lasts.
    halted = plot.evaluate(
        """plot => new Promise(done => {
            const seen = []
            plot.on('plotly_animatingframe', frame => seen.push(frame.name))
            const start = performance.now()
            const look = () => performance.now() - start > 1600 ? done(seen) : requestAnimationFrame(look)
            look()
        })"""
    )
    assert len(halted) <= 1
    assert note.text_content() != last
    assert len(plot.locator(".slider-label, .slider-tick").all()) > 10
