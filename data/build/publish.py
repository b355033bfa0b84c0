"""Publishing: a snapshot is complete before it gets its name, and named before the pointer names it.

A build works in a folder `.building-...` inside the folder of the snapshots and holds the lock of that folder, which
the system takes back when the process ends, however it ends. So whoever holds the lock may remove what
killed builds left.
"""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data import publications
from data.build.parquet import sha256_of
from data.publications import Publication
from data.schema_version import SCHEMA_VERSION
from languages import gettext as _

POINTER = "current"
_LOCK = ".lock"
_WORKING = ".building-"
_SNAPSHOT = re.compile(r"warehouse-([0-9A-Za-z-]+)\.duckdb")
_ID_TIME = "%Y%m%d-%H%M%S"


@contextmanager
def working_folder(warehouse: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """A folder for one build, removed at the end. Waits for another build of the same warehouse. Raises OSError."""
    warehouse.mkdir(parents=True, exist_ok=True)
    with (warehouse / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_("waiting for another build of this warehouse to end"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in warehouse.glob(f"{_WORKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_WORKING, dir=warehouse))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def new_snapshot(warehouse: Path, source_hashes: Iterable[str]) -> tuple[str, datetime]:
    """Id and time (UTC, whole seconds) of a new snapshot: `YYYYMMDD-HHMMSS-` and six digits of its sources' hash.

    Ids sort in the order of the builds: where the clock has not moved on since the last one, or was set back, the id takes
    the second after that one's. The time is the clock's own. The caller holds the warehouse's lock.
    """
    content = "\n".join([*sorted(source_hashes), str(SCHEMA_VERSION)])
    digits = hashlib.sha256(content.encode()).hexdigest()[:6]
    now = publications.now()
    following = [taken + timedelta(seconds=1) for taken in map(_time_of, snapshot_ids(warehouse)) if taken]
    return f"{max([now, *following]):{_ID_TIME}}-{digits}", now


def _time_of(snapshot_id: str) -> datetime | None:
    """The second that an id names; None for ids of another make."""
    try:
        return datetime.strptime(snapshot_id[:15], _ID_TIME).replace(tzinfo=UTC).replace(tzinfo=None)
    except ValueError:
        return None


def snapshot_ids(warehouse: Path) -> list[str]:
    """Ids of the snapshots whose files are there, the oldest first."""
    found = (_SNAPSHOT.fullmatch(entry.name) for entry in warehouse.glob("warehouse-*.duckdb"))
    return sorted(match[1] for match in found if match)


def snapshot_path(warehouse: Path, snapshot_id: str) -> Path:
    """File of a snapshot."""
    return warehouse / f"warehouse-{snapshot_id}.duckdb"


def current_id(warehouse: Path) -> str:
    """Id that the pointer names; "" where it names none."""
    try:
        match = _SNAPSHOT.fullmatch((warehouse / POINTER).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return ""
    return match[1] if match else ""


def publish(built: Path, warehouse: Path, snapshot_id: str, *, published_by: str = "", note: str = "") -> Path:
    """Give a complete, closed database its name and make it the current one. Returns its path. Raises OSError."""
    to_disk(built)
    digest = sha256_of(built)
    path = snapshot_path(warehouse, snapshot_id)
    os.replace(built, path)
    to_disk(warehouse)
    point_at(warehouse, built.parent, Publication(snapshot_id, publications.now(), published_by, note, digest))
    return path


def point_at(warehouse: Path, working: Path, publication: Publication) -> None:
    """Enter a publication in the list and make its snapshot the current one. Raises OSError; the pointer comes last."""
    entries = publications.in_effect(publications.read(warehouse), current_id(warehouse))
    _replace(warehouse / publications.FILE, working, publications.text_of([*entries, publication]))
    _replace(warehouse / POINTER, working, snapshot_path(warehouse, publication.snapshot_id).name + "\n")


def _replace(path: Path, working: Path, text: str) -> None:
    """Give a file a new content, in one step."""
    fresh = working / path.name
    fresh.write_text(text, encoding="utf-8")
    to_disk(fresh)
    os.replace(fresh, path)
    to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's names, stand on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
