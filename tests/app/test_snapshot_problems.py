"""A missing, unreadable or older snapshot gives a page that names the file and the command that mends it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data import warehouse
from data.schema_version import SCHEMA_VERSION
from tests.app.screen import PAGES, faults, figures, open_page, text, tiles

Harm = Callable[[Path, Path], Path]
NAME = "warehouse-20200101-000000-aaaaaa.duckdb"


def nothing_published(folder: Path, good: Path) -> Path:
    """A folder without a pointer."""
    return folder / "current"


def no_folder(folder: Path, good: Path) -> Path:
    """No folder at all."""
    folder.rmdir()
    return folder / "current"


def junk_in_the_pointer(folder: Path, good: Path) -> Path:
    """A pointer that names a file elsewhere."""
    (folder / "current").write_text("../../etc/passwd")
    return folder / "current"


def bytes_in_the_pointer(folder: Path, good: Path) -> Path:
    """A pointer that is no text."""
    (folder / "current").write_bytes(b"\xff\xfe\x00")
    return folder / "current"


def missing_file(folder: Path, good: Path) -> Path:
    """A pointer to a snapshot that was deleted."""
    (folder / "current").write_text(NAME)
    return folder / NAME


def no_database(folder: Path, good: Path) -> Path:
    """A snapshot file that holds something else."""
    (folder / "current").write_text(NAME)
    (folder / NAME).write_text("<b>not a database</b>" * 1000)
    return folder / NAME


def empty_file(folder: Path, good: Path) -> Path:
    """A snapshot file of no bytes."""
    (folder / "current").write_text(NAME)
    (folder / NAME).touch()
    return folder / NAME


def cut_file(folder: Path, good: Path) -> Path:
    """A snapshot whose copy broke off."""
    (folder / "current").write_text(NAME)
    (folder / NAME).write_bytes(good.read_bytes()[: good.stat().st_size // 3])
    return folder / NAME


def foreign_database(folder: Path, good: Path) -> Path:
    """A DuckDB file that no build of ours wrote."""
    (folder / "current").write_text(NAME)
    with duckdb.connect(str(folder / NAME)) as con:
        con.execute("create table t (a integer)")
    return folder / NAME


def older_schema(folder: Path, good: Path) -> Path:
    """A snapshot of another version of the build."""
    (folder / "current").write_text(NAME)
    shutil.copy(good, folder / NAME)
    with duckdb.connect(str(folder / NAME)) as con:
        con.execute("update snapshot set schema_version = 0")
    return folder / NAME


HARMS: dict[Harm, str] = {
    nothing_published: "There is no published snapshot yet",
    no_folder: "There is no published snapshot yet",
    junk_in_the_pointer: "The pointer does not name a snapshot file",
    bytes_in_the_pointer: "The pointer cannot be read",
    missing_file: "The snapshot file is missing",
    no_database: "The snapshot cannot be read",
    empty_file: "The snapshot cannot be read",
    cut_file: "The snapshot file is cut off",
    foreign_database: "The snapshot cannot be read",
    older_schema: f"The snapshot has schema version 0; this dashboard reads version {SCHEMA_VERSION}",
}


@pytest.fixture
def good(sample_warehouse: Path) -> Path:
    """File of a snapshot that can be read."""
    return sample_warehouse / (sample_warehouse / "current").read_text().strip()


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("title", ["Programme", "Budget"])
def test_the_page_names_the_file_and_the_command(
    title: str, harm: Harm, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    culprit = harm(folder, good)
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    page = open_page(title)
    assert not faults(page)
    assert HARMS[harm] in str(page.error[0].value)
    file, remedy = [str(block.value) for block in page.code]
    assert file == str(culprit)
    assert "make build SOURCE=" in remedy
    assert not tiles(page)
    assert not figures(page)


def test_the_page_mends_itself_once_the_snapshot_is_there(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    page = open_page()
    assert page.error
    shutil.copytree(sample_warehouse, folder)
    page.run()
    assert not page.error
    assert warehouse.current().snapshot_id in text(page)
    assert tiles(page)


def test_a_snapshot_published_meanwhile_shows_at_the_next_rerun(
    sample_warehouse: Path, one_exchange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, folder)
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    page = open_page()
    assert tiles(page)["Took place"] > 1
    newer = (one_exchange / "current").read_text().strip()
    shutil.copy(one_exchange / newer, folder / newer)
    (folder / "current").write_text(newer)
    for title in PAGES:
        page.switch_page(PAGES[title]).run()
        assert not faults(page)
        assert newer.removeprefix("warehouse-").removesuffix(".duckdb") in text(page)
    page.switch_page(PAGES["Programme"]).run()
    assert tiles(page)["Took place"] == 1
