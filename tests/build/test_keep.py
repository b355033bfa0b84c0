"""Snapshots that are there: published again, kept or removed, and what happens where that cannot be."""

import os
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from data import publications, settings, warehouse
from data.build import build
from data.build.keep import NotPublished, publish_again, remove_old
from data.build.publish import current_id, new_snapshot, snapshot_ids, snapshot_path
from data.build.snapshots import main
from data.publications import OPENED
from tests.build import deliveries

ROOT = Path(__file__).parents[2]
TRIALS_SEED = 11


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with three snapshots: of 6, 7 and 8 exchanges."""
    folder = tmp_path_factory.mktemp("keep")
    for rows in (6, 7, 8):
        delivery = deliveries.valid()
        del delivery["exchanges"][rows + 1 :]
        source = deliveries.write_csv(delivery, folder / str(rows))
        assert build(source, folder / "warehouse", note=f"{rows} exchanges", published_by="Zoë").ok
    return folder / "warehouse"


@pytest.fixture
def home(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that a test may spoil, and that the door reads."""
    folder = Path(shutil.copytree(published, tmp_path / "warehouse"))
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    return folder


def exchanges_seen() -> int:
    return int(warehouse.ask(warehouse.current().snapshot_id, "select count(*) as n from exchanges")["n"].iloc[0])


def test_a_rollback_shows_yesterdays_numbers_and_goes_forward_again(home: Path) -> None:
    first, _, third = snapshot_ids(home)
    assert exchanges_seen() == 8
    entry = publish_again(home, first, published_by="Zoë")
    assert entry.note == f"rolled back to {first}"
    assert exchanges_seen() == 6
    publish_again(home, third, note="it was right after all")
    assert exchanges_seen() == 8
    listed = publications.read(home)
    assert [entry.snapshot_id for entry in listed] == [*snapshot_ids(home), first, third]
    assert [entry.note for entry in listed][-2:] == [f"rolled back to {first}", "it was right after all"]
    assert snapshot_ids(home)[-1] == third


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "There is no snapshot of that name"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "Its file is damaged"),
        (lambda path: path.write_text("no database"), "Its file is damaged"),
    ],
)
def test_what_is_not_sound_is_not_published_again(home: Path, spoil: object, reason: str) -> None:
    first = snapshot_ids(home)[0]
    assert callable(spoil)
    spoil(snapshot_path(home, first))
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    with pytest.raises(NotPublished, match=reason):
        publish_again(home, first)
    assert {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()} == before
    assert exchanges_seen() == 8


@pytest.mark.parametrize("snapshot_id", ["", "../x", "no such", "\x00", "current"])
def test_a_name_that_is_none_is_not_published(home: Path, snapshot_id: str) -> None:
    with pytest.raises(NotPublished):
        publish_again(home, snapshot_id)
    with pytest.raises(NotPublished, match="current snapshot already"):
        publish_again(home, current_id(home))
    with pytest.raises(NotPublished, match="no folder"):
        publish_again(home / "elsewhere", snapshot_id)


def test_another_schema_is_not_published(home: Path) -> None:
    first = snapshot_ids(home)[0]
    (home / publications.FILE).unlink()
    with duckdb.connect(str(snapshot_path(home, first))) as con:
        con.execute("update snapshot set schema_version = 1")
    with pytest.raises(NotPublished, match="schema version 1"):
        publish_again(home, first)


def test_old_ones_go_but_not_the_current_one_nor_one_that_is_open(home: Path) -> None:
    first, second, third = snapshot_ids(home)
    publish_again(home, first)
    warehouse.pinned(second)
    assert remove_old(home, keep=1, days_after_opening=1) == []
    os.utime(home / OPENED / second, (time.time() - 2 * 86_400,) * 2)
    assert remove_old(home, keep=3, days_after_opening=1) == []
    assert remove_old(home, keep=1, days_after_opening=1) == [second]
    assert snapshot_ids(home) == [first, third]
    (home / "current").unlink()
    assert remove_old(home, keep=1, days_after_opening=0) == []


def test_a_build_keeps_as_many_as_the_settings_say(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_KEEP_SNAPSHOTS", "2")
    monkeypatch.setenv("CXC_KEEP_OPENED_DAYS", "0")
    assert build(deliveries.write_csv(deliveries.valid(), tmp_path / "source"), home).ok
    assert len(snapshot_ids(home)) == 2
    for junk in ("", "-1", "x", "9" * 40, "٣"):
        monkeypatch.setenv("CXC_KEEP_SNAPSHOTS", junk)
        assert settings.snapshots_kept() == settings.SNAPSHOTS_KEPT
    monkeypatch.setenv("CXC_KEEP_SNAPSHOTS", "0")
    assert settings.snapshots_kept() == 1


def test_ids_stay_in_order_when_the_clock_goes_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = snapshot_ids(home)[-1]
    for clock in (datetime(2000, 1, 1), datetime(2026, 1, 1, 23, 59, 59)):
        monkeypatch.setattr(publications, "now", lambda clock=clock: clock)
        snapshot_id, built_at = new_snapshot(home, ["a"])
        assert built_at == clock
        assert snapshot_id > last
        assert snapshot_id[:15] > last[:15]
        shutil.copy(snapshot_path(home, last), snapshot_path(home, snapshot_id))
        last = snapshot_id


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"{}\n[]\nnull\n", b'{"snapshot_id": 1}\n', b"[" * 100_000])
def test_a_list_of_publications_that_cannot_be_read_hides_nothing(home: Path, tmp_path: Path, junk: bytes) -> None:
    (home / publications.FILE).write_bytes(junk)
    assert exchanges_seen() == 8
    publish_again(home, snapshot_ids(home)[0])
    assert exchanges_seen() == 6
    assert [entry.note for entry in publications.read(home)] == [f"rolled back to {snapshot_ids(home)[0]}"]


def test_an_entry_whose_publish_was_killed_is_dropped(home: Path) -> None:
    first, second, third = snapshot_ids(home)
    entries = publications.read(home)
    (home / publications.FILE).write_text(publications.text_of([*entries, entries[0]]), encoding="utf-8")
    assert publications.in_effect(publications.read(home), third) == entries
    publish_again(home, second)
    assert [entry.snapshot_id for entry in publications.read(home)] == [first, second, third, second]


def test_the_command_lists_and_rolls_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = snapshot_ids(home)[0]
    assert main(["--warehouse", str(home), "publish", first, "--note", "as told by Zoë"]) == 0
    assert main(["--warehouse", str(home), "list"]) == 0
    assert f"* {first}  as told by Zoë" in capsys.readouterr().out
    assert main(["--warehouse", str(home), "publish", "no-such"]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert main(["--warehouse", str(home), "remove-old"]) == 0


def test_a_publish_killed_anywhere_shows_the_old_or_the_new_whole(tmp_path: Path) -> None:
    """A few of the trials; `python -m tests.build.faults --trials 400` runs many. In a process that has no database open."""
    command = [sys.executable, "-m", "tests.build.faults", "--trials", "8", "--seed", str(TRIALS_SEED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 trials" in done.stdout
    assert " 0 faults" in done.stdout
