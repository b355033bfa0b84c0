"""A talk: views are added, put in order and presented by keyboard alone; a publish changes nothing until it is asked for."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from data import warehouse
from data.build import build
from data.sample.source import write_sample
from exports import html
from scenes import order
from scenes.compose import scene_of
from scenes.order import Order
from tests.browser.conftest import NewReader
from tests.browser.reader import THEMES, Reader
from tests.browser.server import Server, serving

SHORT = Order(
    "Short talk",
    scenes=(
        scene_of("", {}),
        scene_of("flows", {"focus": ("Spain",)}),
        scene_of("map", {}),
        scene_of("white_space", {}),
    ),
)
DRAWN = "() => [...document.querySelectorAll('.stage [data-testid=\"figure\"]')].every(one => one.ariaBusy === 'false')"


def stage(page: Page) -> Locator:
    """The stage, once its scene is drawn."""
    found = page.get_by_test_id("stage")
    found.wait_for()
    page.wait_for_function(DRAWN)
    return found


def place(page: Page) -> str:
    """Which scene of how many is on the stage, as its foot says."""
    return stage(page).locator("footer .stage-place").inner_text()


def numbers(page: Page) -> list[str]:
    """Every text of the figures and tiles of the scene."""
    return stage(page).locator(".stage-facts dd, .stage-plot svg text, .stage-table td").all_text_contents()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the button of this name has the focus."""
    button = page.get_by_role("button", name=name, exact=True).first
    for _ in range(80):
        if button.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {name}")


def test_a_whole_talk_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("/flows?focus=Spain").page
    tab_to(page, "Add this view")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The presentation has 1 scene.")).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Coverage", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coverage")
    reader.settle()
    tab_to(page, "Add this view")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The presentation has 2 scenes.")).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Presentation", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Presentation")
    reader.settle()
    # The bar still holds the focus, which each scene has of its own.
    expect(reader.key("scene_0")).to_contain_text("with Spain on either side")
    reader.key("scene_1").get_by_role("button", name="Up", exact=True).focus()
    page.keyboard.press("Enter")
    expect(reader.key("scene_0")).to_contain_text("Coverage")

    tab_to(page, "Present")
    page.keyboard.press("Enter")
    assert place(page) == "1 / 2"
    page.keyboard.press("PageDown")
    assert place(page) == "2 / 2"
    expect(stage(page)).to_contain_text("with Spain on either side")
    page.keyboard.press("ArrowRight")
    assert place(page) == "2 / 2"
    page.keyboard.press("Home")
    assert place(page) == "1 / 2"
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert place(page) == "2 / 2"
    page.keyboard.press("b")
    expect(stage(page).get_by_role("img", name="Blank screen")).to_be_visible()
    page.keyboard.press(".")
    page.keyboard.press("t")
    expect(stage(page).locator("table")).to_be_visible()
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    expect(opened.value.locator("body")).to_contain_text("The last scene.")
    opened.value.keyboard.press("ArrowLeft")
    expect(opened.value.locator("body")).to_contain_text("Next:")
    page.bring_to_front()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stage")).to_have_count(0)
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_enabled()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_the_stage_fills_the_screen_and_cuts_nothing(
    size: tuple[int, int], server: Server, new_reader: NewReader
) -> None:
    reader = new_reader(server.url, theme="dark")
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.page.goto(f"{server.url}/presentation?present=1&order={order.to_link(SHORT)}")
    page = reader.page
    for number in range(len(SHORT.scenes)):
        assert place(page) == f"{number + 1} / {len(SHORT.scenes)}"
        box = stage(page).bounding_box()
        assert box == {"x": 0, "y": 0, "width": size[0], "height": size[1]}
        for part in stage(page).locator(".stage-headline, .stage-plot, .stage-table, footer").all():
            inner = part.bounding_box()
            assert inner is not None
            assert inner["y"] + inner["height"] <= size[1] + 1
            assert inner["x"] + inner["width"] <= size[0] + 1
        type_size = stage(page).locator(".stage-sentence").evaluate("one => one.getBoundingClientRect().height")
        assert type_size >= size[1] * 0.025
        page.keyboard.press("PageDown")


def test_a_talk_that_stands_needs_no_network(server: Server, new_reader: NewReader) -> None:
    page = new_reader(server.url, stranger=True).page
    page.goto(f"{server.url}/presentation?present=1&order={order.to_link(SHORT)}")
    connected = []
    for at in range(len(SHORT.scenes)):
        assert place(page) == f"{at + 1} / {len(SHORT.scenes)}"
        connected.append(numbers(page))
        page.keyboard.press("ArrowRight")
    page.context.set_offline(True)
    page.keyboard.press("Home")
    cut = []
    for at in range(len(SHORT.scenes)):
        assert place(page) == f"{at + 1} / {len(SHORT.scenes)}"
        cut.append(numbers(page))
        page.keyboard.press("PageDown")
    assert cut == connected
    assert all(cut)
    page.keyboard.press("l")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    expect(stage(page).get_by_role("img", name="Blank screen")).to_be_visible()
    page.context.set_offline(False)


@pytest.mark.parametrize("theme", THEMES)
def test_the_stage_has_no_serious_accessibility_fault(theme: str, server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server.url, theme=theme)
    page = reader.page
    page.goto(f"{server.url}/presentation?present=1&order={order.to_link(SHORT)}")
    stage(page)
    # Each scene, the list to jump from, the help on keys, a table in the place of a chart.
    for keys in ("", "t", "t ArrowRight", "ArrowRight", "ArrowRight", "l", "Escape ?"):
        for key in keys.split():
            page.keyboard.press(key)
        stage(page)
        found = Axe().run(page, context={"include": [['[data-testid="stage"]']]}).response["violations"]
        serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
        assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in serious] == [], keys


def test_a_publish_in_the_middle_changes_nothing_until_the_presenter_asks(
    own_warehouse: Path, tmp_path: Path, new_reader: NewReader
) -> None:
    with serving(own_warehouse) as running:
        reader = new_reader(running.url)
        page = reader.page
        page.goto(f"{running.url}/presentation?present=1&order={order.to_link(SHORT)}")
        before = {}
        for _ in SHORT.scenes:
            before[place(page)] = numbers(page)
            page.keyboard.press("PageDown")
        assert all(before.values())

        source = tmp_path / "another"
        write_sample(source, 700, 7, None)
        result = build(source, own_warehouse)
        assert result.ok

        sign = stage(page).get_by_role("button", name="Newer data")
        expect(sign).to_contain_text(str(result.snapshot_id))
        page.keyboard.press("Home")
        for _ in SHORT.scenes:
            assert numbers(page) == before[place(page)]
            page.keyboard.press("PageDown")
        # A reload in the middle keeps the snapshot too, and the place.
        assert "present=1" in page.url
        page.reload()
        assert place(page) == "4 / 4"
        page.keyboard.press("Home")
        assert numbers(page) == before["1 / 4"]

        page.keyboard.press("u")
        expect(stage(page).locator("footer")).to_contain_text(str(result.snapshot_id))
        assert numbers(page) != before["1 / 4"]
        assert not running.faults(), "".join(running.log)


@pytest.mark.usefixtures("reading_sample")
def test_the_html_file_opens_with_the_network_cut_and_shows_every_chart(browser: Browser, tmp_path: Path) -> None:
    made = order.ready_made()["Programme review"]
    file = tmp_path / "talk.html"
    file.write_bytes(html.document(made, warehouse.current()))
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend([message.text] if message.type == "error" else []))
    page.goto(file.as_uri())
    for number, _ in enumerate(made.scenes, start=1):
        assert place(page) == f"{number} / {len(made.scenes)}"
        expect(stage(page).locator(".stage-sentence")).to_contain_text("Sample data")
        for plot in stage(page).locator(".stage-plot").all():
            assert plot.locator(".main-svg").first.bounding_box()["height"] > 100  # type: ignore[index]
            assert plot.locator(".main-svg :is(path, image, text)").count() > 10
        assert stage(page).locator(".stage-plot, table").count()
        page.keyboard.press("d")
        page.keyboard.press("PageDown")
    assert not faults
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_a_long_table_says_what_it_shows_and_the_next_talk_starts_anew(reader: Reader) -> None:
    link = order.to_link(Order("Rows", scenes=(scene_of("exchanges", {}), scene_of("coverage", {}))))
    page = reader.open(f"/presentation?order={link}").page
    reader.key("present_button").get_by_role("button").click()
    told = stage(page).locator(".stage-more")
    expect(told).to_have_text(re.compile(r"^The first \d+ of \S+ rows$"))
    assert stage(page).locator(".stage-table caption").count() == 0
    # The last row that is seen is seen whole.
    last = int(told.inner_text().split()[2])
    row, region = (
        stage(page).locator(what).nth(at).bounding_box()
        for what, at in ((".stage-table tbody tr", last - 1), (".stage-table", 0))
    )
    assert row
    assert region
    assert row["y"] + row["height"] <= region["y"] + region["height"] + 1
    foot, line = stage(page).locator("footer").bounding_box(), told.bounding_box()
    assert foot
    assert line
    assert line["y"] + line["height"] <= foot["y"]
    page.keyboard.press("End")
    assert place(page) == "2 / 2"
    # Begun anew before the page has answered that the first talk was left.
    page.keyboard.press("Escape")
    reader.key("present_button").get_by_role("button").click()
    assert place(page) == "1 / 2"
    page.keyboard.press("Escape")
    expect(reader.key("scene_0")).to_be_visible()
    reader.settle()
    reader.key("present_button").get_by_role("button").click()
    assert place(page) == "1 / 2"


def test_a_hostile_link_is_said_and_harms_nothing(reader: Reader) -> None:
    hostile = {
        "clusterxchange_running_order": 1,
        "title": "<img src=x onerror=alert(1)>",
        "scenes": [
            {
                "page": "flows",
                "parameters": {"preset": ["<script>alert(1)</script>"], "focus": ["'; drop table exchanges"]},
                "headline": "<img src=x onerror=alert(1)> [a](https://example.org) $x$",
                "notes": "<b>n</b>",
            }
        ],
    }
    held = order.from_file(json.dumps(hostile))
    page = reader.page
    page.goto(f"{reader.url}/presentation?present=1&order={order.to_link(held)}")
    assert place(page) == "1 / 1"
    expect(stage(page).locator(".stage-headline")).to_have_text(hostile["scenes"][0]["headline"])  # type: ignore[index]
    assert not stage(page).locator("img, script").count()
    reader.open(f"/presentation?order={quote('no order')}")
    expect(page.get_by_text(re.compile("holds no running order"))).to_be_visible()
