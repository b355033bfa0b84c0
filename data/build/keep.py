"""Snapshots that are there already: publish one again, check that one is sound, remove those that are not to be kept."""

import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from data import publications
from data.build.parquet import sha256_of
from data.build.publish import current_id, point_at, snapshot_ids, snapshot_path, working_folder
from data.publications import OPENED, Publication
from data.schema_version import SCHEMA_VERSION
from languages import gettext as _
from languages import pgettext

SECONDS_PER_DAY = 86_400


class NotPublished(Exception):
    """A snapshot that cannot be published again; the text says why."""


def publish_again(
    warehouse: Path,
    snapshot_id: str,
    *,
    published_by: str = "",
    note: str = "",
    say: Callable[[str], None] = lambda line: None,
) -> Publication:
    """Make a snapshot that is already there the current one. Readers see it at their next interaction.

    Returns its entry in the list of publications. Raises NotPublished where it is not there, not sound or current
    already, and OSError where the folder cannot be written; in all cases the current one stays as it is.
    """
    if not warehouse.is_dir():
        raise NotPublished(_("There is no folder {folder}.", folder=warehouse))
    with working_folder(warehouse, say) as folder:
        if snapshot_id not in snapshot_ids(warehouse):
            raise NotPublished(_("There is no snapshot of that name."))
        if snapshot_id == current_id(warehouse):
            raise NotPublished(_("It is the current snapshot already."))
        digest = check_sound(warehouse, snapshot_id)
        text = note or f"rolled back to {snapshot_id}"
        entry = Publication(snapshot_id, publications.now(), published_by, text, digest)
        point_at(warehouse, folder, entry)
    return entry


def check_sound(warehouse: Path, snapshot_id: str) -> str:
    """SHA-256 of a snapshot's file. Raises NotPublished where it differs from its publication or cannot be read."""
    path = snapshot_path(warehouse, snapshot_id)
    digest = sha256_of(path)
    expected = publications.sha256_of_snapshot(warehouse, snapshot_id)
    if expected and digest != expected:
        raise NotPublished(_("Its file is damaged: it differs from what was published."))
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            row = con.execute("select schema_version from snapshot").fetchone()
    except duckdb.Error as error:
        raise NotPublished(_("Its file cannot be read ({reason}).", reason=str(error).splitlines()[0])) from error
    if row is None or row[0] != SCHEMA_VERSION:
        found = row[0] if row else pgettext("schema version", "none")
        raise NotPublished(
            _(
                "It has schema version {found}; this dashboard reads version {version}.",
                found=found,
                version=SCHEMA_VERSION,
            )
        )
    return digest


def remove_old(warehouse: Path, keep: int, days_after_opening: int) -> list[str]:
    """Remove the oldest snapshots beyond the newest `keep`; returns the ids removed. The caller holds the lock.

    The current one stays, and so does one that somebody opened within the last days: a talk may show it, or a page may
    be half-way through it.
    """
    gone = []
    current = current_id(warehouse)
    if not current:
        return []
    for snapshot_id in snapshot_ids(warehouse)[:-keep]:
        if snapshot_id == current or _days_since_opened(warehouse, snapshot_id) <= days_after_opening:
            continue
        snapshot_path(warehouse, snapshot_id).unlink(missing_ok=True)
        (warehouse / OPENED / snapshot_id).unlink(missing_ok=True)
        gone.append(snapshot_id)
    return gone


def _days_since_opened(warehouse: Path, snapshot_id: str) -> float:
    """Days since somebody opened it, as far as readers may write that down; without end if nobody did."""
    try:
        return (time.time() - (warehouse / OPENED / snapshot_id).stat().st_mtime) / SECONDS_PER_DAY
    except OSError:
        return float("inf")
