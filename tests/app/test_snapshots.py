"""The list of snapshots; and after a rollback every page shows yesterday's numbers."""

import shutil
from pathlib import Path

import pytest

from data import warehouse
from data.build.keep import publish_again
from tests.app.screen import PAGES, faults, open_page, text, tiles


@pytest.fixture
def two(sample_warehouse: Path, one_exchange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A warehouse with the sample, and after it a snapshot with one exchange: their ids."""
    folder = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, folder)
    older = (folder / "current").read_text().strip()
    newer = (one_exchange / "current").read_text().strip()
    shutil.copy(one_exchange / newer, folder / newer)
    (folder / "current").write_text(newer)
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    ids = [name.removeprefix("warehouse-").removesuffix(".duckdb") for name in (older, newer)]
    return ids[0], ids[1]


def test_a_rollback_shows_yesterdays_numbers_on_every_page(two: tuple[str, str]) -> None:
    older, newer = two
    page = open_page()
    assert tiles(page)["Took place"] == 1
    publish_again(warehouse.folder(), older, published_by="a test")
    for title in PAGES:
        page.switch_page(PAGES[title]).run()
        assert not faults(page)
        assert f"Snapshot {older}, data as of" in text(page)
        assert f"Snapshot {newer}, data as of" not in text(page)
    page.switch_page(PAGES["Programme"]).run()
    assert tiles(page)["Took place"] > 1


def test_the_list_names_each_with_its_numbers(two: tuple[str, str]) -> None:
    older, newer = two
    publish_again(warehouse.folder(), older, published_by="a test", note="numbers of last week")
    page = open_page("Data in", {"intake": "Snapshots"})
    assert not faults(page)
    listed = page.dataframe[0].value
    assert set(listed["snapshot_id"]) == {older, newer}
    by_id = listed.set_index("snapshot_id")
    assert by_id.loc[older, "state"] == "current"
    assert by_id.loc[older, "note"] == "numbers of last week"
    assert by_id.loc[newer, "exchanges"] == 1
    assert "2 snapshots" in text(page)


def test_a_snapshot_that_cannot_be_read_stays_in_the_list_with_the_reason(two: tuple[str, str]) -> None:
    older, _ = two
    warehouse.path_of(older).write_text("damaged")
    page = open_page("Data in", {"intake": "Snapshots"})
    assert not faults(page)
    listed = page.dataframe[0].value.set_index("snapshot_id")
    assert "cannot be read" in listed.loc[older, "row_changes"]
