"""What the browser prints: the page without menu and buttons, figures whole, and the screen as it was afterwards."""

from pathlib import Path
from subprocess import run

import pytest

from tests.browser.conftest import NewReader
from tests.browser.server import Server


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_printed_page_holds_the_answer_and_nothing_of_the_screen(
    theme: str, server: Server, new_reader: NewReader, tmp_path: Path
) -> None:
    reader = new_reader(server.url, theme=theme).open("/")
    page = reader.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    # The figure follows the wider window.
    page.wait_for_function(
        "() => document.querySelector('.st-key-figure_progress_by_partnership .main-svg').clientWidth > 600"
    )
    plot = reader.key("figure_progress_by_partnership").locator(".main-svg").first
    before = plot.get_attribute("width")
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    told = run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert "Sample data" in told
    assert "SAFE SMART FOOD" in told
    assert "Remaining" in told
    for of_the_screen in ("Reset filters", "Add this view", "White space", "Definition"):
        assert of_the_screen not in told
    assert plot.get_attribute("viewBox") is None
    assert plot.get_attribute("width") == before
