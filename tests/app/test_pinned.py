"""A snapshot that the address names shows on every page until the reader goes back; a name that leads nowhere says so."""

import shutil
from pathlib import Path

import pytest

from data import warehouse
from tests.app.screen import PAGES, faults, figures, open_page, text, tiles

HOSTILE = ["../../etc/passwd", "<b>x</b>", "' or 1=1 --", "x" * 3_000, "20200101-000000-aaaaaa", "\x00", "**bold**"]


@pytest.fixture
def two(sample_warehouse: Path, one_exchange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A warehouse whose current snapshot has one exchange, and an older one with the whole sample: their ids."""
    folder = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, folder)
    older = (folder / "current").read_text().strip()
    newer = (one_exchange / "current").read_text().strip()
    shutil.copy(one_exchange / newer, folder / newer)
    (folder / "current").write_text(newer)
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    ids = [name.removeprefix("warehouse-").removesuffix(".duckdb") for name in (older, newer)]
    return ids[0], ids[1]


def test_every_page_shows_the_snapshot_that_the_address_names(two: tuple[str, str]) -> None:
    older, newer = two
    page = open_page("Programme", {"snapshot": older})
    for title in PAGES:
        page.switch_page(PAGES[title]).run()
        assert not faults(page)
        assert f"You see snapshot {older} of " in text(page)
        assert older in page.query_params["snapshot"]
    page.switch_page(PAGES["Programme"]).run()
    assert tiles(page)["Took place"] > 1
    page.button(key="snapshot_release").click().run()
    assert tiles(page)["Took place"] == 1
    assert "snapshot" not in page.query_params
    assert f"Snapshot {newer}" in text(page)
    assert "not the current one" not in text(page)


def test_the_current_snapshot_may_be_named_too(two: tuple[str, str]) -> None:
    _, newer = two
    page = open_page("Programme", {"snapshot": newer})
    assert tiles(page)["Took place"] == 1
    assert "not the current one" not in text(page)


@pytest.mark.parametrize("snapshot_id", HOSTILE)
def test_a_name_that_leads_nowhere_says_so_and_leads_back(two: tuple[str, str], snapshot_id: str) -> None:
    page = open_page("Budget", {"snapshot": snapshot_id})
    assert not faults(page)
    assert "There is no snapshot of that name here, or no longer" in text(page)
    assert len(text(page)) < 1_000
    assert not figures(page)
    page.button(key="snapshot_release").click().run()
    assert not page.error
    assert tiles(page)


def test_the_page_says_that_a_sound_snapshot_stands_in_for_a_damaged_one(two: tuple[str, str]) -> None:
    older, newer = two
    warehouse.path_of(newer).write_bytes(b"damaged")
    for title in ("Programme", "Exchanges"):
        page = open_page(title)
        assert not faults(page)
        assert "The current snapshot cannot be shown" in str(page.warning[0].value)
        assert older in text(page)
    assert open_page("Programme", {"snapshot": newer}).error
