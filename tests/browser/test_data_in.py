"""As a partnership manager does it: a messy spreadsheet dropped, its problems read, mended, compared, published, seen."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.reader import Reader
from tests.browser.server import serving
from tests.intake import messy

THREE_MINUTES_MS = 180_000


def drop(reader: Reader, *files: tuple[str, bytes]) -> None:
    """Bring files, by the drop area's own input."""
    payload: list[Any] = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    reader.page.locator(".st-key-data_in_delivery input[type=file]").set_input_files(payload)
    reader.page.get_by_role("heading", name="Columns", exact=True).wait_for()
    reader.settle()


def check(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Check the delivery").click()
    reader.page.get_by_role("heading", name="Findings", exact=True).wait_for(timeout=THREE_MINUTES_MS)
    reader.settle()


@pytest.fixture
def open_page(own_warehouse: Path, new_reader: NewReader) -> Any:
    """The page on a warehouse of the test's own."""
    with serving(own_warehouse) as server:
        yield new_reader(server.url).open("/data_in")
        assert not server.faults(), "".join(server.log)


def test_from_a_messy_spreadsheet_to_published_figures(open_page: Reader, sample_source: Path) -> None:
    reader, page = open_page, open_page.page
    page.locator(".st-key-data_in_for input").click()
    page.get_by_role("option", name="CELIS", exact=True).click()
    reader.settle()

    drop(reader, (messy.EXCHANGES, messy.exchanges(sample_source, has_errors=True)))
    expect(page.get_by_text("exchanges, 18 of 19 columns")).to_be_visible()
    check(reader)
    expect(page.get_by_text("3 errors, 3 warnings and 2 notes")).to_be_visible()
    for kind in ("unknown code", "no such day", "unknown reference"):
        expect(page.get_by_text(f"Error: {kind} (1)")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("heading", name="Columns", exact=True)).to_have_count(0)
    reader.settle()

    mended = messy.exchanges(sample_source, has_errors=False)
    more = messy.transactions(sample_source).replace(b"allocation;", b"allocation;1", 1)
    drop(reader, (messy.EXCHANGES, mended), (messy.TRANSACTIONS, more))
    check(reader)
    expect(page.get_by_text(re.compile("^0 errors"))).to_be_visible()
    expect(page.get_by_text(re.compile("publishing this delivery"))).to_contain_text("changes")
    page.get_by_role("textbox", name="Note").fill("CELIS, June 2022")
    page.get_by_role("button", name="Publish", exact=True).click()
    published = page.get_by_text(re.compile("Published snapshot"))
    expect(published).to_be_visible()
    reader.settle()
    snapshot_id = re.search(r"\d{8}-\d{6}-\w{6}", published.inner_text())
    assert snapshot_id
    expect(reader.key("head")).to_contain_text(snapshot_id[0])

    before = page.url
    page.get_by_role("link", name="See the new figures").click()
    expect(page).not_to_have_url(before)
    expect(page.get_by_role("heading", level=1)).to_have_text("Programme")
    reader.settle()
    expect(reader.key("head")).to_contain_text(snapshot_id[0])


def test_an_overtaken_delivery_is_told_and_compared_again(
    open_page: Reader, sample_source: Path, own_warehouse: Path
) -> None:
    from data.build import build

    reader, page = open_page, open_page.page
    drop(reader, ("exchanges.csv", (sample_source / "exchanges.csv").read_bytes()))
    check(reader)
    assert build(sample_source, own_warehouse).ok
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Nothing was published: another snapshot became the current one")).to_be_visible()
    page.get_by_role("button", name="Compare again").click()
    expect(page.get_by_role("button", name="Compare again")).to_have_count(0)
    page.get_by_role("heading", name="Publish", exact=True).wait_for(timeout=THREE_MINUTES_MS)
    reader.settle()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile("Published snapshot"))).to_be_visible()
    reader.settle()
