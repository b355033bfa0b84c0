"""The list of what was published, in the order in which it was: `publications.jsonl` beside the snapshots.

The pointer alone says what is current. An entry is written before the pointer, so the last entry may name what a killed
publish never came to point at: readers pass over it, and the next writer drops it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "publications.jsonl"
# A folder with an empty file per snapshot, whose time says when somebody last opened it.
OPENED = ".opened"


@dataclass(frozen=True)
class Publication:
    """One publication of a snapshot. published_at is in UTC; sha256 is of the snapshot's file, "" where it is not known."""

    snapshot_id: str
    published_at: datetime
    published_by: str
    note: str
    sha256: str


def now() -> datetime:
    """This second in UTC, as publications keep it."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def read(folder: Path) -> tuple[Publication, ...]:
    """All entries of a folder of snapshots, the oldest first; those that cannot be read are left out."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(entry for entry in map(_entry, lines) if entry is not None)


def _entry(line: str) -> Publication | None:
    try:
        found = json.loads(line)
        return Publication(
            snapshot_id=str(found["snapshot_id"]),
            published_at=datetime.fromisoformat(found["published_at"]),
            published_by=str(found["published_by"]),
            note=str(found["note"]),
            sha256=str(found["sha256"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def in_effect(entries: tuple[Publication, ...], current_id: str) -> tuple[Publication, ...]:
    """The entries without a last one that its publish did not live to point at."""
    return entries[:-1] if entries and entries[-1].snapshot_id != current_id else entries


def sha256_of_snapshot(folder: Path, snapshot_id: str) -> str:
    """Checksum that the file of a snapshot had when it was published; "" where no entry tells."""
    known = [entry.sha256 for entry in read(folder) if entry.snapshot_id == snapshot_id and entry.sha256]
    return known[-1] if known else ""


def text_of(entries: Iterable[Publication]) -> str:
    """The entries as the file holds them."""
    return "".join(
        json.dumps(asdict(entry) | {"published_at": entry.published_at.isoformat()}, ensure_ascii=False) + "\n"
        for entry in entries
    )
