"""A real browser: the time from a filter change to the last repaint, in the app, in an empty app, and for Plotly alone."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import CDPSession, Page, Route, ViewportSize, sync_playwright
from plotly.offline import get_plotlyjs

from bench.views import Choice
from scripts import browser as installed

HERE = Path(__file__).parent
ROOT = HERE.parent
# Answered by the test itself; nothing listens there.
BARE = "http://127.0.0.1:1/"
SCREEN: ViewportSize = {"width": 1440, "height": 900}
# Longer than any pause between two drawings of one change that has been seen.
QUIET_MS = 400
LONGEST_MS = 60_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Only this computer has a name: nothing measured can wait for, or reach, another one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True)
class Repaint:
    """A change as a reader sees it; milliseconds from the press of the mouse button.

    total_ms: to the last repaint. sent_ms: to the request. received_ms: to the last message. drawn: charts drawn.
    main_thread_ms: what the page's main thread worked meanwhile. bytes: received over the websocket.
    """

    total_ms: float
    sent_ms: float
    received_ms: float
    main_thread_ms: float
    drawn: int
    bytes: int


class Browser:
    """One open tab."""

    def __init__(self, page: Page, protocol: CDPSession, version: str) -> None:
        self._page, self._protocol, self.version = page, protocol, version

    def open(self, url: str) -> None:
        """Shows an app; returns when its first view is complete. Raises playwright's Error if that takes too long."""
        self._page.goto(url)
        self._settled()

    def choose(self, choice: Choice) -> Repaint:
        """Chooses in the bar by mouse, the list being open already, and waits for the last repaint."""
        if self._page.get_by_role("listbox").count():
            # A multiselect stays open after a choice, and all else is inert meanwhile.
            self._page.keyboard.press("Escape")
        field = self._page.locator(f".st-key-{choice.key} input")
        field.click()
        field.press_sequentially(choice.value)
        option = self._page.get_by_role("option", name=choice.value, exact=True)
        option.hover()
        self._page.evaluate("benchProbe.armed = true")
        before = self._worked_ms()
        option.click()
        times = self._settled()
        worked = self._worked_ms() - before
        if times["start"] is None or times["sent"] is None or times["painted"] < times["ended"]:
            raise RuntimeError(f"the change {choice} was not seen: {times}")
        return Repaint(
            times["painted"] - times["start"],
            times["sent"] - times["start"],
            times["received"] - times["start"],
            worked,
            times["drawn"],
            times["bytes"],
        )

    def chart_widths(self) -> dict[str, int]:
        """Width in pixels of each chart on the page, by its key."""
        return dict(
            self._page.evaluate(
                """() => Object.fromEntries([...document.querySelectorAll(".js-plotly-plot")].map((chart) => [
                    [...chart.closest("[class*='st-key-']").classList].find((name) => name.startsWith("st-key-")).slice(7),
                    Math.round(chart.getBoundingClientRect().width),
                ]))"""
            )
        )

    def bare_drawing(self, views: Sequence[dict[str, str]], widths: dict[str, int]) -> list[float]:
        """Milliseconds that Plotly alone takes from each view's figures (JSON by key) to those of the next one.

        What does not change is not drawn; a change of nothing takes 0.
        """
        if not any(views):
            return [0.0] * (len(views) - 1)
        self._page.route(f"{BARE}**", _serve_bare)
        self._page.goto(BARE)
        self._page.add_script_tag(content=get_plotlyjs())
        self._page.add_script_tag(path=HERE / "bare.js")
        keys = list(dict.fromkeys(key for view in views for key in view))
        self._page.evaluate(
            "(figures) => benchBare.show(figures)", [_figure(views[0].get(key), widths, key) for key in keys]
        )
        taken: list[float] = []
        for before, after in pairwise(views):
            changed = [
                _figure(after[key], widths, key) if key in after and after[key] != before.get(key) else None
                for key in keys
            ]
            taken.append(
                float(self._page.evaluate("(figures) => benchBare.change(figures)", changed)) if any(changed) else 0.0
            )
            self._page.evaluate("(quiet) => new Promise((resolve) => setTimeout(resolve, quiet))", QUIET_MS / 4)
        return taken

    def _settled(self) -> dict[str, Any]:
        times: dict[str, Any] = self._page.evaluate(f"benchProbe.settled({QUIET_MS}, {LONGEST_MS})")
        return times

    def _worked_ms(self) -> float:
        metrics = self._protocol.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def _serve_bare(route: Route) -> None:
    """An empty page, and beside it the static files that figures name (the shapes of the map)."""
    path = urlparse(route.request.url).path.removeprefix("/")
    if path.startswith("app/static/"):
        route.fulfill(path=ROOT / "static" / Path(path).name, content_type="application/json")
    else:
        route.fulfill(body="<!doctype html><title>bare</title>", content_type="text/html")


def _figure(spec: str | None, widths: dict[str, int], key: str) -> dict[str, Any]:
    figure: dict[str, Any] = json.loads(spec) if spec else {"data": [], "layout": {}}
    layout = figure["layout"]
    return {
        "data": figure["data"],
        "layout": layout,
        "width": widths.get(key, 700),
        "height": layout.get("height", 450),
    }


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser with one tab of 1440 x 900, closed with the context. Raises RuntimeError if none is installed."""
    executable = installed.find()
    if executable is None:
        raise RuntimeError(installed.NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(executable), args=list(ARGUMENTS))
        try:
            page = chromium.new_page(viewport=SCREEN, color_scheme="light")
            page.add_init_script(path=HERE / "probe.js")
            protocol = page.context.new_cdp_session(page)
            protocol.send("Performance.enable")
            yield Browser(page, protocol, chromium.version)
        finally:
            chromium.close()
