"""Publishing a candidate that was compared with a snapshot: only while that snapshot is still the current one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from data import settings
from data.build.candidate import one_line
from data.build.keep import remove_old
from data.build.publish import current_id, new_snapshot, publish, working_folder
from languages import gettext as _

READ_ONLY = "CXC_READ_ONLY"
IDENTIFY = "update snapshot set snapshot_id = ?, built_at = ?, note = ?, published_by = ?"


class Overtaken(Exception):
    """Another snapshot was published since the candidate was compared; `current` is its id, "" if it is gone."""

    def __init__(self, current: str) -> None:
        super().__init__(current)
        self.current = current


class PublishingOff(Exception):
    """The server was started with CXC_READ_ONLY: nothing is published from its pages."""


def may_publish() -> bool:
    """Whether pages may publish: always, unless the environment's CXC_READ_ONLY says 1, true, yes or on."""
    return os.environ.get(READ_ONLY, "").strip().lower() not in ("1", "true", "yes", "on")


def publish_candidate(
    candidate: Path,
    warehouse: Path,
    compared_with: str | None,
    note: str = "",
    published_by: str = "",
    say: Callable[[str], None] = lambda line: None,
) -> str:
    """Publish a candidate's file with a note and a name; returns its new id. The candidate stays as it is.

    Raises Overtaken where `compared_with` is no longer the current snapshot, PublishingOff where publishing is turned
    off, OSError where the warehouse cannot be written, and duckdb.Error where the candidate cannot be read.
    """
    if not may_publish():
        raise PublishingOff
    with working_folder(warehouse, say) as folder:
        now = current_id(warehouse)
        if now != (compared_with or ""):
            raise Overtaken(now)
        built = folder / "warehouse.duckdb"
        shutil.copyfile(candidate, built)
        with duckdb.connect(str(built), config={"autoinstall_known_extensions": "false"}) as con:
            hashes = [str(sha256) for (sha256,) in con.execute("select sha256 from sources").fetchall()]
            snapshot_id, built_at = new_snapshot(warehouse, hashes)
            con.execute(IDENTIFY, [snapshot_id, built_at, one_line(note), one_line(published_by)])
            con.execute("checkpoint")
        publish(built, warehouse, snapshot_id, published_by=one_line(published_by), note=one_line(note))
        for gone in remove_old(warehouse, settings.snapshots_kept(), settings.days_kept_after_opening()):
            say(_("removed {snapshot}, which is older than those to keep", snapshot=gone))
    return snapshot_id
