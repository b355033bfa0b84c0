"""An earlier snapshot is published again by the dialog of the list, and yesterday's numbers stand on the pages; or it is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from data import publications
from data.build import build
from data.build.publish import current_id
from data.sample.__main__ import main as write_sample
from tests.browser.conftest import NewReader
from tests.browser.marks import click_table
from tests.browser.reader import Reader
from tests.browser.server import serving

# Where the box stands that ticks the row of a table.
TICK = 18
# Rows of the list, the newest snapshot first.
TODAY, YESTERDAY = 0, 1
Numbers = dict[str, Any]


def numbers(reader: Reader) -> Numbers:
    """What the pages Programme, Budget and Exchanges say: the snapshot's name, the tiles, the list of exchanges."""
    found: Numbers = {}
    for title in ("Programme", "Budget"):
        reader.go_to(title)
        found[title] = (reader.sentence(), reader.tiles())
        assert found[title][1]
    reader.go_to("Exchanges")
    cells = reader.key("exchange_table").locator('[role="gridcell"]')
    cells.first.wait_for(state="attached")
    heading = reader.key("exchange_list_head").get_by_role("heading").first.inner_text()
    found["Exchanges"] = (reader.sentence(), heading, cells.all_inner_texts())
    return found


def tick(reader: Reader, row: int, snapshot_id: str) -> None:
    """Tick a snapshot in the list, which opens it below."""
    reader.go_to("Data in")
    reader.page.get_by_role("tab", name="Snapshots", exact=True).click()
    reader.settle()
    click_table(reader, reader.key("snapshots").get_by_test_id("stDataFrame"), TICK, row)
    expect(reader.key("snapshot_sheet").get_by_role("heading").first).to_contain_text(f"Snapshot {snapshot_id}")
    reader.settle()


def ask(reader: Reader) -> Locator:
    """Ask to publish the ticked snapshot again; the dialog that opens."""
    reader.page.get_by_role("button", name="Publish it again").click()
    dialog = reader.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Publish this snapshot again?")
    reader.settle()
    return dialog


@dataclass
class Rolled:
    """A reader of a warehouse with two snapshots, and what the pages said of each while it was the current one."""

    reader: Reader
    warehouse: Path
    yesterday_id: str
    today_id: str
    yesterday: Numbers
    today: Numbers

    def published(self) -> tuple[str, int]:
        """What the pointer names, and how many publications there were."""
        return current_id(self.warehouse), len(publications.read(self.warehouse))


@pytest.fixture
def rolled(own_warehouse: Path, new_reader: NewReader, tmp_path: Path) -> Iterator[Rolled]:
    """Yesterday the sample was published, and today one by mistake that knows less."""
    with serving(own_warehouse) as server:
        reader = new_reader(server.url).open("/")
        yesterday_id, yesterday = current_id(own_warehouse), numbers(reader)
        assert write_sample(["--out", str(tmp_path / "less"), "--as-of", "2022-03-31"]) == 0
        assert build(tmp_path / "less", own_warehouse).ok
        today_id, today = current_id(own_warehouse), numbers(reader)
        yield Rolled(reader, own_warehouse, yesterday_id, today_id, yesterday, today)
        assert not server.faults(), "".join(server.log)


def test_a_rollback_brings_yesterdays_numbers_back_and_one_that_is_cancelled_changes_nothing(rolled: Rolled) -> None:
    reader, page = rolled.reader, rolled.reader.page
    assert all(rolled.today[title] != rolled.yesterday[title] for title in rolled.today)
    before = rolled.published()

    tick(reader, TODAY, rolled.today_id)
    expect(page.get_by_role("button", name="Publish it again")).to_have_count(0)
    tick(reader, YESTERDAY, rolled.yesterday_id)
    for leave in ("Escape", "Close"):
        dialog = ask(reader)
        expect(dialog).to_contain_text(rolled.yesterday_id)
        dialog.get_by_role("textbox", name="Your name").fill("nobody")
        if leave == "Close":
            dialog.get_by_role("button", name="Close", exact=True).click()
        else:
            page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        reader.settle()
        assert rolled.published() == before
    assert numbers(reader) == rolled.today

    tick(reader, YESTERDAY, rolled.yesterday_id)
    dialog = ask(reader)
    expect(dialog.get_by_role("textbox", name="Note")).to_have_value(f"rolled back to {rolled.yesterday_id}")
    dialog.get_by_role("textbox", name="Note").fill("today's file was an old one")
    dialog.get_by_role("textbox", name="Your name").fill("a manager")
    dialog.get_by_role("button", name="Publish again", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(reader.key("head")).to_contain_text(f"Snapshot {rolled.yesterday_id}, data as of 30 June 2022")
    reader.settle()
    assert rolled.published() == (rolled.yesterday_id, before[1] + 1)
    entry = publications.read(rolled.warehouse)[-1]
    assert (entry.snapshot_id, entry.published_by) == (rolled.yesterday_id, "a manager")
    assert entry.note == "today's file was an old one"
    assert numbers(reader) == rolled.yesterday

    reader.go_to("Data in")
    page.get_by_role("tab", name="Snapshots", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^2 snapshots"))).to_be_visible()
    row = reader.key("snapshots").locator(f'tr[aria-rowindex="{YESTERDAY + 2}"]')
    for told in ("current", rolled.yesterday_id, "a manager", "today's file was an old one"):
        expect(row).to_contain_text(told)
