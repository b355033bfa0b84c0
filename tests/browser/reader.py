"""A reader in a browser: opens pages, waits for states and not for time, and notes what went wrong meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.app.screen import number

PATHS = {
    "Programme": "/",
    "Changes": "/changes",
    "Flows": "/flows",
    "Map": "/map",
    "Coverage": "/coverage",
    "Budget": "/budget",
    "Outlook": "/outlook",
    "Exchanges": "/exchanges",
    "Data in": "/data_in",
    "About the data": "/about",
    "Presentation": "/presentation",
}
MENU = (*PATHS, "White space")
THEMES = ("light", "dark")

# On a link such as /flows Streamlit's own front end first looks for its server below the page's path, before it falls back
# to the root, and the browser logs the 404 it gets there.
PROBES = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")


@dataclass
class Reader:
    """A page of a browser with the dashboard in it. `outside` and `complaints` must stay empty."""

    page: Page
    url: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))

    def _note_request(self, request: Request) -> None:
        own = (self.url + "/", self.url.replace("http", "ws", 1) + "/", "data:", f"blob:{self.url}/")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(message.location.get("url", "")):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def open(self, link: str) -> "Reader":
        """Follow a link below the server's address and wait until the page stands."""
        self.page.goto(self.url + link)
        self.page.get_by_role("heading", level=1).wait_for()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has ended, nothing on the page is of an earlier run, and every chart is drawn."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_function(
            """() => !document.querySelector('[data-stale="true"]')
                && !document.querySelector('[data-testid="stSkeleton"]')
                && [...document.querySelectorAll('[data-testid="figure"]')].every(
                    chart => chart.querySelector('.main-svg') && chart.ariaBusy === 'false')"""
        )

    @contextmanager
    def new_view(self) -> Iterator[None]:
        """What is done inside changes the view; returns when the page shows the new one, as its sentence says."""
        before = self.key("head").inner_text()
        yield
        expect(self.key("head")).not_to_have_text(before, use_inner_text=True)
        self.settle()

    def go_to(self, title: str) -> None:
        """Change the page by the menu."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        self.settle()

    def pick(self, key: str, *labels: str) -> None:
        """Choose options of a filter by clicking them in its list."""
        for label in labels:
            # Typed, the list holds little else: nothing scrolls under the pointer.
            self.page.locator(f".st-key-{key} input").fill(label)
            with self.new_view():
                self.page.get_by_role("option", name=label, exact=True).click()
        if self.page.get_by_role("listbox").count():
            # Of several options: the list stays open for the next one. (A closed list would take Escape for "clear".)
            self.page.keyboard.press("Escape")

    def key(self, name: str) -> Locator:
        """The element of a widget or container by its key."""
        return self.page.locator(f".st-key-{name}")

    def tiles(self) -> dict[str, int]:
        """Values of the tiles by label."""
        tiles = self.page.get_by_test_id("stMetric")
        labels = tiles.get_by_test_id("stMetricLabel").all_inner_texts()
        values = tiles.get_by_test_id("stMetricValue").all_inner_texts()
        return {label.strip(): number(value) for label, value in zip(labels, values, strict=True)}

    def figures(self) -> list[str]:
        """Names of the charts on the page."""
        classes = self.page.locator('[class*="st-key-figure_"]').evaluate_all("all => all.map(one => one.className)")
        return [re.search(r"st-key-figure_(\w+)", names)[1] for names in classes]  # type: ignore[index]

    def sentence(self) -> str:
        """The line under the title that says which view this is, with the title; without the button that adds it."""
        button = self.key("add_view")
        told = self.key("head").inner_text()
        return told.replace(button.inner_text(), "").replace("\n\n\n\n", "\n\n") if button.count() else told

    def boxes(self, locator: Locator) -> list[dict[str, Any]]:
        """Bounding boxes with texts of all elements of a locator, in the viewport's pixels."""
        boxes: list[dict[str, Any]] = locator.evaluate_all(
            """all => all.map(one => {
                const box = one.getBoundingClientRect();
                return {text: one.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom};
            })"""
        )
        return boxes

    def assert_sound(self) -> None:
        """Nothing was asked of another host, nothing was complained of, and no exception shows."""
        assert not self.outside, self.outside
        assert not self.complaints, self.complaints
        assert not self.page.get_by_test_id("stException").count()
