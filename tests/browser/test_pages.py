"""Each page in light and dark: quiet, drawn, readable without scrolling, and free of serious accessibility faults."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.app.screen import FIGURES
from tests.browser.conftest import SIZE, take_picture
from tests.browser.reader import PATHS, THEMES, Reader
from tests.browser.server import Server

# Rules that Streamlit's own elements break, each with the elements and the reason. Nothing of ours stands here.
MENU = '[data-testid="stSidebarNavItems"]'
STREAMLITS_OWN = {
    # The menu is a list of sections, each of which Streamlit wraps in a <div> between the <ul> and its <li>.
    "list": (MENU,),
    "listitem": (f"{MENU} li",),
}

# Those that no menu leads to, and the page that is a table first.
PROFILES = {
    level.capitalize(): (f"/{level}?{level}={name}", {f"flow_sankey_{level}", "profile_timeline", "profile_place"})
    for level, name in (("partnership", "EXXTRA"), ("cluster", "DITECFER"), ("country", "Spain"))
}
SWEPT: dict[str, tuple[str, set[str]]] = {
    **{title: (path, FIGURES[title]) for title, path in PATHS.items()},
    "White space": ("/white_space", set()),
    **PROFILES,
}


@dataclass(frozen=True)
class Seen:
    """A page as it stands in one theme."""

    title: str
    theme: str
    reader: Reader


@pytest.fixture(scope="module", params=itertools.product(SWEPT, THEMES), ids="-".join)
def seen(request: pytest.FixtureRequest, server: Server, contexts: dict[str, BrowserContext]) -> Iterator[Seen]:
    """A page opened once for all tests that only look at it."""
    title, theme = request.param
    reader = Reader(contexts[theme].new_page(), server.url).open(SWEPT[title][0])
    yield Seen(title, theme, reader)
    reader.page.close()


@pytest.fixture(autouse=True)
def picture(seen: Seen, request: pytest.FixtureRequest) -> Iterator[None]:
    """Keeps what the page looked like where a test fails."""
    yield
    if getattr(request.node, "failed", False):
        take_picture(seen.reader, request.node.name)


def test_asks_no_other_host_and_logs_no_error(seen: Seen) -> None:
    seen.reader.assert_sound()


def test_stands_in_its_theme(seen: Seen) -> None:
    expect(seen.reader.page.get_by_role("heading", level=1)).to_have_text(seen.title)
    ground = seen.reader.page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 20, 27)"}[seen.theme]


def test_draws_its_figures_with_finding_and_text_alternative(seen: Seen) -> None:
    reader = seen.reader
    assert set(reader.figures()) == SWEPT[seen.title][1]
    for name in reader.figures():
        part = reader.key(f"figure_{name}")
        finding = part.get_by_role("heading").first.inner_text()
        assert len(finding) > 10
        chart = part.get_by_test_id("figure")
        assert len(chart.get_attribute("aria-label") or "") > len("Chart of numbers")
        marks = chart.locator(".sankey-link, .point, .trace path, .choroplethlayer path")
        assert marks.count() > 3, name
        size = chart.locator(".main-svg").first.bounding_box()
        assert size is not None
        assert size["width"] > 200
        assert size["height"] > 100


def test_needs_no_horizontal_scrolling(seen: Seen) -> None:
    main = seen.reader.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") == 0
    assert seen.reader.page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]


def test_answers_without_scrolling(seen: Seen) -> None:
    reader = seen.reader
    parts = [reader.page.get_by_role("heading", level=1), reader.key("head")]
    parts += reader.page.get_by_test_id("stMetric").all()
    if names := reader.figures():
        first = reader.key(f"figure_{names[0]}")
        parts += [first.get_by_role("heading").first, first.get_by_test_id("figure")]
    elif seen.title not in ("Presentation", "Data in"):
        parts.append(reader.page.get_by_test_id("stDataFrame").first)
    for part in parts:
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= SIZE["height"], (part, box)
        assert box["x"] + box["width"] <= SIZE["width"], (part, box)


def test_tiles_are_not_cut(seen: Seen) -> None:
    """A value that does not fit its tile would end in three dots."""
    assert cut_in_tiles(seen.reader) == []


def test_filters_in_the_bar_are_not_cut(seen: Seen) -> None:
    assert cut_in_bar(seen.reader) == []


def cut_in_tiles(reader: Reader) -> list[str]:
    """Labels and values of tiles that do not fit."""
    found: list[str] = reader.page.locator(
        '[data-testid="stMetricValue"] p, [data-testid="stMetricLabel"] p'
    ).evaluate_all(
        "all => all.filter(one => one.parentElement.scrollWidth > one.parentElement.clientWidth + 1)"
        ".map(one => one.textContent)"
    )
    return found


def cut_in_bar(reader: Reader) -> list[str]:
    """Texts of filters that do not fit their boxes."""
    found: list[str] = (
        reader.key("filter_bar")
        .locator("input")
        .evaluate_all(
            """all => all.filter(one => {
            const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
            pen.font = `${style.fontSize} ${style.fontFamily}`;
            const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
            return pen.measureText(one.value || one.placeholder).width > room + 1;
        }).map(one => one.value || one.placeholder)"""
        )
    )
    return found


def test_has_no_serious_accessibility_fault(seen: Seen) -> None:
    found = Axe().run(seen.reader.page).response["violations"]
    ours = [
        (fault["id"], node["target"], node["html"][:200])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
        if not is_streamlits(seen.reader, fault["id"], node)
    ]
    assert ours == []


def is_streamlits(reader: Reader, rule: str, node: dict[str, Any]) -> bool:
    """Whether a fault lies in an element that STREAMLITS_OWN names for this rule."""
    (selector,) = node["target"]
    element = reader.page.locator(selector).first
    return any(element.evaluate("(one, known) => one.matches(known)", known) for known in STREAMLITS_OWN.get(rule, ()))
