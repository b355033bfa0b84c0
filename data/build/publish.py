"""Publishing: a snapshot is complete before it gets its name, and named before the pointer names it.

A build works in a folder `.building-...` inside the folder of the snapshots and holds the lock of that folder, which
the system takes back when the process ends, however it ends. So whoever holds the lock may remove what
killed builds left.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.schema_version import SCHEMA_VERSION

POINTER = "current"
_LOCK = ".lock"
_WORKING = ".building-"


@contextmanager
def working_folder(warehouse: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """A folder for one build, removed at the end. Waits for another build of the same warehouse. Raises OSError."""
    warehouse.mkdir(parents=True, exist_ok=True)
    with (warehouse / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build of this warehouse to end")
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

    Waits for the next second if there is one of the same id. The caller holds the warehouse's lock.
    """
    content = "\n".join([*sorted(source_hashes), str(SCHEMA_VERSION)])
    digits = hashlib.sha256(content.encode()).hexdigest()[:6]
    while True:
        now = datetime.now(UTC)
        snapshot_id = f"{now:%Y%m%d-%H%M%S}-{digits}"
        if not snapshot_path(warehouse, snapshot_id).exists():
            return snapshot_id, now.replace(microsecond=0, tzinfo=None)
        following = now.replace(microsecond=0) + timedelta(seconds=1)
        time.sleep((following - now).total_seconds())


def snapshot_path(warehouse: Path, snapshot_id: str) -> Path:
    """File of a snapshot."""
    return warehouse / f"warehouse-{snapshot_id}.duckdb"


def publish(built: Path, warehouse: Path, snapshot_id: str) -> Path:
    """Give a complete, closed database its name and make it the current one. Returns its path. Raises OSError."""
    _to_disk(built)
    path = snapshot_path(warehouse, snapshot_id)
    os.replace(built, path)
    _to_disk(warehouse)
    pointer = built.parent / POINTER
    pointer.write_text(path.name + "\n", encoding="utf-8")
    _to_disk(pointer)
    os.replace(pointer, warehouse / POINTER)
    _to_disk(warehouse)
    return path


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
