"""The one door to DuckDB: which snapshot is current, and cached questions to a snapshot.

Streamlit is imported for its caches alone; outside a running app they work as plain in-process caches.
"""

import hashlib
import json
import os
import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa
import streamlit as st

from data import asked, publications
from data.schema_version import SCHEMA_VERSION
from languages import N_, pgettext
from languages import gettext as _

T = TypeVar("T")

# Said once for the process, since filters of warnings are not kept apart by thread. The advice does not hold here: a
# relation with parameters would be computed whole before its first batch.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)

DEFAULT_FOLDER = Path(__file__).parent / "snapshots"
POINTER = "current"
SNAPSHOT_FILE = re.compile(r"warehouse-([0-9A-Za-z-]+)\.duckdb")

# Answers are small (the largest, a route table, is some 100 kB); open snapshots hold a file handle and a buffer pool.
CACHED_ANSWERS = 2_000
OPEN_SNAPSHOTS = 4
# What snapshots say of themselves is a line each; more than any warehouse keeps.
KNOWN_SNAPSHOTS = 1_000
SECONDS_BETWEEN_NOTES = 3_600

# Before its blocks a DuckDB file holds three headers of 4 KiB.
HEADER_BYTES = 3 * 4096


class SnapshotProblem(Exception):
    """No snapshot can be read. `file` is the culprit, `reason` says what is wrong, `remedy` is a command to run."""

    def __init__(self, file: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{file}: {reason} {remedy}")
        self.file, self.reason, self.remedy = file, reason, remedy


@dataclass(frozen=True)
class Snapshot:
    """What the snapshot says of itself."""

    snapshot_id: str
    built_at: datetime
    as_of_date: date
    is_sample: bool
    title: str
    rule_version: str
    published_by: str = ""
    note: str = ""
    # What is wrong with the current snapshot, where this one is shown in its place.
    stands_in_for: str = ""


def folder() -> Path:
    """Folder of the snapshots: the environment's CXC_WAREHOUSE, else data/snapshots."""
    return Path(os.environ.get("CXC_WAREHOUSE") or DEFAULT_FOLDER)


def current() -> Snapshot:
    """The snapshot that the pointer names now. The pointer is read at each call, so a publish shows at the next rerun.

    Where that one is damaged or missing, the newest sound one stands in for it and says so (`stands_in_for`). Raises
    SnapshotProblem if there is none, or none can be read, or they have another schema.
    """
    try:
        return _sound(_pointed_at())
    except SnapshotProblem as problem:
        for snapshot_id in reversed(ids()):
            try:
                found = _sound(snapshot_id)
            except SnapshotProblem:
                continue
            return replace(found, stands_in_for=_("{reason} ({file})", reason=problem.reason, file=problem.file.name))
        raise


def pinned(snapshot_id: str) -> Snapshot:
    """A snapshot that somebody names, who may name anything. Raises SnapshotProblem for what is not there or not sound."""
    try:
        known = path_of(snapshot_id).exists()
    except (ValueError, OSError):
        known = False
    if not known:
        raise SnapshotProblem(folder(), _("There is no snapshot of that name here, or no longer."), _(PINNED_REMEDY))
    return _sound(snapshot_id)


def current_id() -> str:
    """Id that the pointer names; "" where it names none. The snapshot need not be sound."""
    try:
        return _pointed_at()
    except SnapshotProblem:
        return ""


def ids() -> list[str]:
    """Ids of all snapshots whose files are there, the oldest first."""
    found = (SNAPSHOT_FILE.fullmatch(entry.name) for entry in folder().glob("warehouse-*.duckdb"))
    return sorted(match[1] for match in found if match)


def _pointed_at() -> str:
    pointer = folder() / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise SnapshotProblem(pointer, _("There is no published snapshot yet."), _(BUILD_REMEDY)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotProblem(
            pointer, _("The pointer cannot be read ({reason}).", reason=error), _(BUILD_REMEDY)
        ) from error
    match = SNAPSHOT_FILE.fullmatch(name)
    if not match:
        raise SnapshotProblem(pointer, _("The pointer does not name a snapshot file."), _(BUILD_REMEDY))
    return match[1]


def _sound(snapshot_id: str) -> Snapshot:
    """A snapshot whose file is what it was when it was published."""
    found = describe(snapshot_id)
    _check_content(str(path_of(snapshot_id)))
    _note_opening(str(path_of(snapshot_id)))
    return found


@st.cache_data(ttl=SECONDS_BETWEEN_NOTES, max_entries=KNOWN_SNAPSHOTS, show_spinner=False)
def _note_opening(path: str) -> None:
    """Write down that somebody opens the snapshot, so that it is not removed under a reader; a reader may lack the right."""
    file = Path(path)
    with suppress(OSError):
        (file.parent / publications.OPENED).mkdir(exist_ok=True)
        (file.parent / publications.OPENED / file.stem.removeprefix("warehouse-")).touch()


@st.cache_data(max_entries=KNOWN_SNAPSHOTS, show_spinner=False)
def _check_content(path: str) -> None:
    """Raises SnapshotProblem where the file differs from its checksum in the list of publications; once per process."""
    file = Path(path)
    match = SNAPSHOT_FILE.fullmatch(file.name)
    expected = publications.sha256_of_snapshot(file.parent, match[1]) if match else ""
    try:
        with file.open("rb") as content:
            if expected and hashlib.file_digest(content, "sha256").hexdigest() != expected:
                raise SnapshotProblem(
                    file, _("The snapshot file is damaged: it differs from what was published."), _(BUILD_REMEDY)
                )
    except OSError as error:
        raise _unreadable(file, error) from error


PINNED_REMEDY = N_("Go back to the current snapshot, or choose another one from the list of snapshots.")
BUILD_REMEDY = N_("Publish one with: make build SOURCE=folder-or-workbook (or: make run, which builds the sample).")


def path_of(snapshot_id: str) -> Path:
    """File of a snapshot; it need not exist. Raises ValueError for what cannot be an id."""
    name = f"warehouse-{snapshot_id}.duckdb"
    if not SNAPSHOT_FILE.fullmatch(name):
        raise ValueError(f"not a snapshot id: {snapshot_id!r}")
    return folder() / name


def describe(snapshot_id: str) -> Snapshot:
    """The snapshot's own row. Raises SnapshotProblem if it cannot be read or has another schema version."""
    return _describe(str(path_of(snapshot_id)))


@st.cache_data(max_entries=KNOWN_SNAPSHOTS, show_spinner=False)
def _describe(path: str) -> Snapshot:
    file = Path(path)
    try:
        if not file.exists():
            raise SnapshotProblem(file, _("The snapshot file is missing."), _(BUILD_REMEDY))
        # Of its own, so that looking through a long list closes no snapshot that readers have open.
        with duckdb.connect(path, read_only=True) as con:
            row = con.execute("select schema_version from snapshot").fetchone()
            if row is None or row[0] != SCHEMA_VERSION:
                found = row[0] if row else pgettext("schema version", "none")
                raise SnapshotProblem(
                    file,
                    _(
                        "The snapshot has schema version {found}; this dashboard reads version {version}.",
                        found=found,
                        version=SCHEMA_VERSION,
                    ),
                    _("Build it again from its sources with: make build SOURCE=folder-or-workbook."),
                )
            blocks = con.execute("select block_size * total_blocks from pragma_database_size()").fetchone()
            if blocks is None or file.stat().st_size < HEADER_BYTES + blocks[0]:
                raise SnapshotProblem(
                    file, _("The snapshot file is cut off: it is shorter than it says."), _(BUILD_REMEDY)
                )
            snapshot = con.execute(
                "select built_at, as_of_date, is_sample, title, rule_version, published_by, note from snapshot"
            ).fetchone()
    except (duckdb.Error, OSError) as error:
        raise _unreadable(file, error) from error
    assert snapshot is not None  # the row was there a statement ago, and the file is read-only
    # The file's name is its id: what reads on asks for the file by it.
    return Snapshot(file.stem.removeprefix("warehouse-"), *snapshot)


def _unreadable(file: Path, error: Exception) -> SnapshotProblem:
    return SnapshotProblem(
        file, _("The snapshot cannot be read ({reason}).", reason=str(error).splitlines()[0]), _(BUILD_REMEDY)
    )


def _is_damage(error: duckdb.Error) -> bool:
    """Whether the file is at fault and not the question: DuckDB reports a wrong checksum as a bare Error."""
    return isinstance(error, duckdb.IOException) or type(error) is duckdb.Error


@st.cache_resource(max_entries=OPEN_SNAPSHOTS, show_spinner=False)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    """One read-only connection per snapshot file; each question takes a cursor of its own (threads may not share one)."""
    connection = duckdb.connect(path, read_only=True)
    # Nothing is fetched at run time. Set after opening: as a start option it would bar every other opener of the file
    # in this process.
    connection.execute("set autoinstall_known_extensions = false")
    return connection


def ask(snapshot_id: str, sql: str, params: Mapping[str, Any] | None = None, name: str = "") -> pd.DataFrame:
    """Rows of a question to a snapshot, cached by snapshot, SQL text and parameters; `name` is for its pedigree.

    Money arrives as exact `decimal.Decimal`, counts as int64, dates as datetime64. `sql` names its parameters $name.
    The frame is the caller's own copy. Raises SnapshotProblem where the file is damaged.
    """
    asked.note(name, (snapshot_id,), sql, params or {})
    return _ask(str(path_of(snapshot_id)), sql, json.dumps(params or {}, sort_keys=True))


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def _ask(path: str, sql: str, params_json: str) -> pd.DataFrame:
    table: pa.Table = _arrow(path, sql, json.loads(params_json), lambda cursor: cursor.to_arrow_table())
    return table.to_pandas(date_as_object=False)


def ask_both(
    older_id: str, newer_id: str, sql: str, params: Mapping[str, Any] | None = None, name: str = ""
) -> pd.DataFrame:
    """Rows of a question to two snapshots, `older.<table>` and `newer.<table>`, which may be one and the same.

    As `ask` in all else; the answer is cached by both.
    """
    asked.note(name, (older_id, newer_id), sql, params or {})
    paths = str(path_of(older_id)), str(path_of(newer_id))
    return _ask_both(*paths, sql, json.dumps(params or {}, sort_keys=True))


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def _ask_both(older: str, newer: str, sql: str, params_json: str) -> pd.DataFrame:
    # A connection for the one question: comparisons are few, and it holds no file open that may be removed.
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
            con.execute("attach $file as older (read_only)", {"file": older})
            con.execute("attach $file as newer (read_only)", {"file": newer})
            table: pa.Table = con.execute(sql, json.loads(params_json)).to_arrow_table()
    except duckdb.Error as error:
        if _is_damage(error):
            raise _unreadable(Path(newer), error) from error
        raise
    return table.to_pandas(date_as_object=False)


def stream(snapshot_id: str, sql: str, params: Mapping[str, Any] | None = None) -> pa.RecordBatchReader:
    """Rows of a question in batches, for downloads larger than a page. Not cached, and never whole in memory.

    Raises SnapshotProblem where the file is seen to be damaged before the first batch.
    """
    return _arrow(str(path_of(snapshot_id)), sql, dict(params or {}), lambda cursor: cursor.to_arrow_reader())


def _arrow(path: str, sql: str, params: dict[str, Any], read: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    try:
        cursor = _connection(path).cursor()
        return read(cursor.execute(sql, params))
    except duckdb.Error as error:
        if _is_damage(error):
            raise _unreadable(Path(path), error) from error
        raise
