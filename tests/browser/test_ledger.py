"""The ledger and the day of the Budget page in a browser: a figure opened by mouse and by keyboard, and the link that keeps it."""

import re
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import expect

from tests.browser.reader import PATHS, Reader

LEDGER = f"{PATHS['Budget']}?budget=Ledger"


def opened(reader: Reader) -> str | None:
    """The figure that the address names."""
    return parse_qs(urlsplit(reader.page.url).query).get("ledger_cell", [None])[0]


def test_a_figure_opens_by_keyboard_and_its_link_opens_it_again(reader: Reader) -> None:
    reader.open(LEDGER)
    # the focus comes to the first cell, which names a partnership and opens nothing
    reader.key("ledger").get_by_test_id("data-grid-canvas").first.focus()
    expect(reader.key("ledger").locator('[role="gridcell"][aria-selected="true"]').first).to_be_attached()
    reader.settle()
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page).to_have_url(re.compile(r"ledger_cell=[^&]+%3A(\+|%20)allocation"))
    first = opened(reader)
    reader.page.keyboard.press("ArrowDown")
    expect(reader.page).not_to_have_url(re.compile(re.escape(quote(str(first).split(":")[0], safe="") + "%3A")))
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page).to_have_url(re.compile(r"ledger_cell=[^&]+%3A(\+|%20)transfers"))
    reader.settle()
    second = opened(reader)
    assert second is not None
    heading = reader.key("ledger_figure").get_by_role("heading").first.inner_text()

    reader.open(f"{LEDGER}&ledger_cell={second}")
    expect(reader.key("ledger_figure").get_by_role("heading").first).to_have_text(heading)
    expect(reader.key("ledger_figure")).to_contain_text("the sum of the rows is the figure")


def test_the_query_is_shown_as_it_was_run(reader: Reader) -> None:
    reader.open(f"{LEDGER}&ledger_cell=CELIS:paid")
    reader.key("ledger_query").get_by_text("The query, as it was run").click()
    expect(reader.key("ledger_query").get_by_test_id("stCode")).to_contain_text("from budget_transactions")


def test_the_day_is_kept_in_the_address_and_over_the_tabs(reader: Reader) -> None:
    reader.open(PATHS["Budget"])
    latest = reader.tiles()
    expect(reader.key("as_of").get_by_role("spinbutton").first).to_be_visible()
    reader.open(f"{PATHS['Budget']}?as_of=2021-12-15")
    assert reader.tiles() != latest
    assert "15 December 2021, a past day" in reader.key("as_of_row").inner_text()
    reader.page.get_by_role("tab", name="To do", exact=True).click()
    expect(reader.page.get_by_role("heading", name=re.compile("overdue on 15 December 2021"))).to_be_visible()
    assert "as_of=2021-12-15" in reader.page.url
    reader.page.get_by_role("button", name="Latest day").click()
    expect(reader.page.get_by_role("heading", name=re.compile("overdue on 30 June 2022"))).to_be_visible()
    reader.settle()
    assert "as_of" not in reader.page.url
