"""One browser and one server for all tests of a process; a clean context for each reader; a picture of each failure."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from scripts.browser import NO_BROWSER, find
from tests.browser.reader import THEMES, Reader
from tests.browser.server import ROOT, Server, serving

PICTURES = ROOT / "test-results"
SIZE: ViewportSize = {"width": 1440, "height": 900}
# A container's root may not have a sandbox; and the browser itself is to call nobody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000

expect.set_options(timeout=PATIENCE_MS)

NewReader = Callable[..., Reader]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chrome or Chromium of this system."""
    found = find()
    assert found, NO_BROWSER
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(found), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(sample_warehouse: Path) -> Iterator[Server]:
    """The dashboard on the sample."""
    with serving(sample_warehouse) as running:
        yield running
        assert not running.faults(), "".join(running.log)


@pytest.fixture
def own_warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the sample's warehouse that a test may publish into."""
    return Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))


def new_context(browser: Browser, theme: Any, locale: str = "en-GB") -> BrowserContext:
    """A browser of its own, as a stranger has one: no cache, nothing remembered."""
    context = browser.new_context(
        viewport=SIZE, color_scheme=theme, accept_downloads=True, reduced_motion="reduce", locale=locale
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One context per theme, so that not every test has to load the front end again."""
    both = {theme: new_context(browser, theme) for theme in THEMES}
    yield both
    for context in both.values():
        context.close()


@pytest.fixture
def new_reader(
    browser: Browser, contexts: dict[str, BrowserContext], request: pytest.FixtureRequest
) -> Iterator[NewReader]:
    """Makes readers: `new_reader(url, theme="dark")`; `stranger=True` gives a clean context, and so does another
    `locale` than British English. All must stay sound."""
    readers: list[Reader] = []

    def make(url: str, theme: str = "light", stranger: bool = False, locale: str = "en-GB") -> Reader:
        is_other = stranger or locale != "en-GB"
        context = new_context(browser, theme, locale) if is_other else contexts[theme]
        readers.append(Reader(context.new_page(), url))
        return readers[-1]

    yield make
    failed = getattr(request.node, "failed", False)
    try:
        for number, reader in enumerate(readers):
            if failed:
                take_picture(reader, f"{request.node.name}-{number}")
            else:
                reader.assert_sound()
    finally:
        for reader in readers:
            reader.page.close()
            if reader.page.context not in contexts.values():
                reader.page.context.close()


def take_picture(reader: Reader, name: str) -> None:
    """What the reader sees, into test-results/."""
    PICTURES.mkdir(exist_ok=True)
    reader.page.screenshot(path=PICTURES / f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}.png")


@pytest.fixture
def reader(server: Server, new_reader: NewReader) -> Reader:
    """A reader of the sample in the light theme."""
    return new_reader(server.url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Tells the fixtures whether the test failed, so that they take its picture."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
