"""Staged files: bounded, private, under names of ours, and gone afterwards."""

import gc
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from data.build import limits
from data.intake import staging
from data.intake.staging import PREFIX, NotStaged, Staging


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("exchanges.csv", "exchanges.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\exchanges.csv", "exchanges.csv"),
        ("/tmp/x/é \n.csv", "é \n.csv"),
        ("a" * 500 + ".csv", "a" * 120 + ".csv"),
    ],
)
def test_names_are_words_and_never_paths(name: str, kept: str, tmp_path: Path) -> None:
    held = Staging()
    file = held.put(name, b"a,b\n")
    assert file.file_name == kept
    assert file.path == held.folder / "1.csv"
    assert held.folder.parent == tmp_path
    assert stat.S_IMODE(held.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("old.xls", "Save it as .xlsx"),
        ("macros.xlsm", "macros"),
        ("all.zip", "Unpack"),
        ("sheet.ods", "OpenDocument"),
        ("nothing", "no CSV"),
        (".csv.exe", "no CSV"),
    ],
)
def test_other_kinds_are_refused(name: str, words: str) -> None:
    with pytest.raises(NotStaged, match=words):
        Staging().put(name, b"x")


def test_size_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    most = {"file_megabytes": 1, "delivery_megabytes": 2, "files": 3, "kept_hours": 12}
    monkeypatch.setattr(staging, "limits", lambda: most)
    monkeypatch.setattr(staging, "limit_bytes", lambda name: most[name] * 1_000_000)
    held = Staging()
    with pytest.raises(NotStaged, match="larger than 1 MB"):
        held.put("large.csv", b"x" * 1_000_001)
    held.put("a.csv", b"x" * 900_000)
    with pytest.raises(NotStaged, match="two files named"):
        held.put("a.csv", b"x")
    held.put("b.csv", b"x" * 900_000)
    with pytest.raises(NotStaged, match="together are larger than 2 MB"):
        held.put("c.csv", b"x" * 900_000)
    held.put("d.csv", b"x")
    with pytest.raises(NotStaged, match="at most 3 files"):
        held.put("e.csv", b"x")


def test_files_are_gone_with_their_reader(tmp_path: Path) -> None:
    held = Staging()
    held.put("a.csv", b"x")
    held.remove()
    held.remove()
    assert not held.folder.exists()
    forgotten = Staging()
    folder = forgotten.folder
    del forgotten
    gc.collect()
    assert not folder.exists()


def test_what_others_left_is_swept(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f"{PREFIX}{ended.pid}-left"
    old = tmp_path / f"{PREFIX}{os.getpid()}-old"
    strange = tmp_path / f"{PREFIX}strange"
    for folder in (left, old, strange):
        folder.mkdir()
        (folder / "1.csv").write_bytes(b"x")
    os.utime(old, (0, 0))
    held = Staging()
    assert not left.exists()
    assert not old.exists()
    assert strange.exists()
    assert held.folder.exists()


def test_limits_are_data_with_a_basis() -> None:
    assert limits.limits()["rows"] >= 1_000_000
    assert limits.limit_bytes("file_megabytes") == limits.limits()["file_megabytes"] * 1_000_000
