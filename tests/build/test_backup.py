"""Backup and restore: the same snapshots come back, a damaged or foreign archive changes nothing."""

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
from functools import partial
from pathlib import Path

import pytest

from data import publications, warehouse
from data.backup import CHECKSUMS, BadBackup, back_up, check, main, restore
from data.build import build
from data.build.__main__ import main as build_main
from data.build.keep import publish_again
from data.build.publish import current_id, snapshot_ids
from tests.build import deliveries

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two snapshots, rolled back to the first."""
    folder = tmp_path_factory.mktemp("backup")
    source = deliveries.write_csv(deliveries.valid(), folder / "source")
    for _ in range(2):
        assert build(source, folder / "warehouse").ok
    publish_again(folder / "warehouse", snapshot_ids(folder / "warehouse")[0])
    return folder / "warehouse"


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "warehouse"))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


def test_a_backup_comes_back_as_it_was(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, elsewhere = tmp_path / "kept" / "all.tar", tmp_path / "elsewhere"
    assert main(["--warehouse", str(home), "--to", str(archive)]) == 0
    assert "4 files, each read back" in capsys.readouterr().out
    assert main(["--warehouse", str(elsewhere), "--from", str(archive)]) == 0
    assert content(elsewhere) == content(home)
    assert [path.name for path in archive.parent.iterdir()] == ["all.tar"]


def test_a_restore_mends_what_was_damaged_since(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(home, tmp_path / "all.tar")
    before = content(home)
    assert build(tmp_path.parent / "none", home).ok is False
    (home / f"warehouse-{current_id(home)}.duckdb").write_bytes(b"damaged")
    (home / publications.FILE).unlink()
    (home / "warehouse-99990101-000000-aaaaaa.duckdb").write_bytes(b"one that came later stays")
    restore(tmp_path / "all.tar", home)
    assert before.items() <= content(home).items()
    monkeypatch.setenv("CXC_WAREHOUSE", str(home))
    assert warehouse.current().stands_in_for == ""


def spoilt(archive: Path, how: str) -> None:
    """Damage an archive, or put something else in its place."""
    whole = archive.read_bytes()
    if how == "cut":
        archive.write_bytes(whole[: len(whole) // 2])
    elif how == "changed":
        archive.write_bytes(
            whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
        )
    elif how == "foreign":
        archive.write_text("no archive")
    else:
        name = {"path": "../evil", "other": "notes.txt", "no list": "current"}[how]
        with tarfile.open(archive, "w") as tar:
            member = tarfile.TarInfo(name)
            member.size = 4
            tar.addfile(member, io.BytesIO(b"evil"))


@pytest.mark.parametrize("how", ["cut", "changed", "foreign", "path", "other", "no list"])
def test_a_bad_backup_changes_nothing(home: Path, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "all.tar"
    back_up(home, archive)
    spoilt(archive, how)
    before = content(home)
    with pytest.raises(BadBackup):
        check(archive)
    assert main(["--warehouse", str(home), "--from", str(archive)]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert content(home) == before
    assert not (tmp_path / "evil").exists()


def test_nothing_to_keep_and_nowhere_to_keep_it(home: Path, tmp_path: Path) -> None:
    assert main(["--warehouse", str(tmp_path / "empty"), "--to", str(tmp_path / "all.tar")]) == 1
    (tmp_path / "file").write_text("")
    assert main(["--warehouse", str(home), "--to", str(tmp_path / "file" / "all.tar")]) == 2
    assert main(["--warehouse", str(home), "--from", str(tmp_path / "missing.tar")]) == 2
    assert CHECKSUMS not in content(home)


def test_a_folder_without_permission_leaves_the_current_snapshot_and_says_so(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused by the system at each kind of write; readers go on. (Permissions themselves do not bind the root user.)"""
    source = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    monkeypatch.setenv("CXC_WAREHOUSE", str(home))
    before, current = content(home), current_id(home)
    other = next(one for one in snapshot_ids(home) if one != current)
    arguments = ["--source", str(source), "--warehouse", str(home), "--report", str(tmp_path / "r.csv")]

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    for call in ("os.replace", "os.fsync", "tempfile.mkdtemp", "fcntl.flock"):
        with monkeypatch.context() as patch:
            patch.setattr(call, refused)
            assert build_main(arguments) == 2
            with pytest.raises(PermissionError):
                publish_again(home, other)
        assert "Permission denied" in capsys.readouterr().err
        assert before.items() <= content(home).items()
        assert current_id(home) == current
        assert warehouse.current().stands_in_for == ""
    assert build(source, home).ok


def test_a_full_disk_leaves_the_current_snapshot_and_says_so(home: Path, tmp_path: Path) -> None:
    """No file may grow beyond a limit, as on a full disk: a build, and a backup, at several sizes of what is left."""
    source = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    (tmp_path / "report").mkdir()
    before = content(home)

    def limited(most: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    commands = {
        "build": ["-m", "data.build", "--source", str(source), "--report", str(tmp_path / "report" / "r.csv")],
        "backup": ["-m", "data.backup", "--to", str(tmp_path / "all.tar")],
    }
    environment = os.environ | {"CXC_WAREHOUSE": str(home)}
    for name, most in (("build", 0), ("build", 100_000), ("build", 2_000_000), ("backup", 1_000_000)):
        done = subprocess.run(
            [sys.executable, *commands[name]],
            cwd=ROOT,
            env=environment,
            preexec_fn=partial(limited, most),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2, (name, most, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert "cannot" in done.stderr
        assert content(home) == before
    assert not (tmp_path / "all.tar").exists()
    assert build(source, home).ok
