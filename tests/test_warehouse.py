"""The door to the snapshots: what it refuses and with which words, publishing under readers, threads."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import warehouse
from data.build import build
from data.schema_version import SCHEMA_VERSION
from data.warehouse import SnapshotProblem
from queries import exchanges, flows, programme, register
from queries.filters import Filters
from tests.queries import tiny

BUILD = "make build SOURCE=folder-or-workbook"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the door reads."""
    snapshots = tmp_path / "snapshots"
    snapshots.mkdir()
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(snapshots))
    return snapshots


@pytest.fixture(scope="session")
def published_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of one published snapshot, to be copied and spoilt."""
    root = tmp_path_factory.mktemp("published")
    result = build(tiny.write(root / "source"), root / "snapshots")
    assert result.ok, result.problems
    assert result.path is not None
    return result.path


def point_to(folder: Path, name: str) -> None:
    (folder / "current").write_text(f"{name}\n", encoding="utf-8")


def problem(folder: Path) -> SnapshotProblem:
    """What the door says of the folder; asked twice, since the first answer must not be taken for a snapshot."""
    for _ in range(2):
        with pytest.raises(SnapshotProblem) as raised:
            warehouse.current()
    found = raised.value
    assert str(found) == f"{found.file}: {found.reason} {found.remedy}"
    return found


def test_a_snapshot_describes_itself(folder: Path, published_file: Path) -> None:
    shutil.copy(published_file, folder)
    point_to(folder, published_file.name)
    found = warehouse.current()
    assert f"warehouse-{found.snapshot_id}.duckdb" == published_file.name
    assert (found.as_of_date, found.is_sample, found.title) == (date(2022, 6, 30), False, "A delivery to count by hand")
    assert len(found.rule_version) == 12
    assert warehouse.describe(found.snapshot_id) == found
    assert warehouse.folder() == folder


def test_no_folder_and_no_pointer(folder: Path) -> None:
    found = problem(folder)
    assert (found.file, found.reason) == (folder / "current", "There is no published snapshot yet.")
    assert BUILD in found.remedy
    folder.rmdir()
    assert problem(folder).reason == "There is no published snapshot yet."


def test_a_pointer_that_is_a_folder(folder: Path) -> None:
    (folder / "current").mkdir()
    found = problem(folder)
    assert found.file == folder / "current"
    assert found.reason.startswith("The pointer cannot be read (")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"warehouse-.duckdb",
        b"snapshot.duckdb",
        b"warehouse-1.duckdb.bak",
        b"warehouse-1.duckdb\nwarehouse-2.duckdb\n",
        b"warehouse-../../../etc/passwd.duckdb",
        b"../warehouse-1.duckdb",
        b"/tmp/warehouse-1.duckdb",
        b"warehouse-1'; attach 'x.duckdb' as y; --.duckdb",
        b"warehouse-%31.duckdb",
        b"warehouse-1\x00.duckdb",
        "warehouse-\u0661.duckdb".encode(),
        b"<script>alert(1)</script>",
    ],
)
def test_a_pointer_that_names_no_snapshot(folder: Path, published_file: Path, content: bytes) -> None:
    shutil.copy(published_file, folder.parent / "warehouse-1.duckdb")
    (folder / "current").write_bytes(content)
    found = problem(folder)
    assert (found.file, found.reason) == (folder / "current", "The pointer does not name a snapshot file.")
    assert BUILD in found.remedy
    shutil.copy(published_file, folder / "warehouse-1.duckdb")
    shown = warehouse.current()
    assert shown.snapshot_id == "1"
    assert shown.stands_in_for == "The pointer does not name a snapshot file. (current)"


@pytest.mark.parametrize("spoil", ["missing", "cut", "foreign", "older", "changed"])
def test_the_newest_sound_snapshot_stands_in_for_a_damaged_one(tmp_path: Path, folder: Path, spoil: str) -> None:
    first, second, third = (build(tiny.write(tmp_path / name), folder) for name in ("first", "second", "third"))
    assert second.path
    assert third.path
    content = bytearray(third.path.read_bytes())
    if spoil == "missing":
        third.path.unlink()
    elif spoil == "cut":
        third.path.write_bytes(content[:-1])
    elif spoil == "foreign":
        third.path.write_text("not a database")
    elif spoil == "older":
        with duckdb.connect(str(third.path)) as con:
            con.execute("update snapshot set schema_version = 0")
    else:
        content[len(content) // 2] ^= 1
        third.path.write_bytes(content)
    second.path.write_bytes(b"also damaged")
    shown = warehouse.current()
    assert shown.snapshot_id == first.snapshot_id
    assert third.path.name in shown.stands_in_for
    assert warehouse.current_id() == third.snapshot_id
    with pytest.raises(SnapshotProblem):
        warehouse.pinned(str(third.snapshot_id))
    fourth = build(tiny.write(tmp_path / "fourth"), folder)
    assert (warehouse.current().snapshot_id, warehouse.current().stands_in_for) == (fourth.snapshot_id, "")


@pytest.mark.parametrize(
    "snapshot_id", ["", "../x", "a b", "a\n", "\x00", "é", "1", "x" * 5_000, "20200101-000000-aaaaaa"]
)
def test_an_id_that_anybody_may_have_written(folder: Path, published_file: Path, snapshot_id: str) -> None:
    shutil.copy(published_file, folder)
    with pytest.raises(SnapshotProblem, match="There is no snapshot of that name here") as raised:
        warehouse.pinned(snapshot_id)
    assert raised.value.file == folder


@pytest.mark.parametrize("content", [b"\xff\xfe\x00w", bytes(range(256)) * 40, b"warehouse-\xe9.duckdb"])
def test_a_binary_pointer(folder: Path, content: bytes) -> None:
    (folder / "current").write_bytes(content)
    found = problem(folder)
    assert found.file == folder / "current"
    assert found.reason.startswith("The pointer cannot be read (")
    assert BUILD in found.remedy


def test_a_pointer_to_a_missing_file(folder: Path) -> None:
    point_to(folder, "warehouse-20220101-000000-abcdef.duckdb")
    found = problem(folder)
    assert found.file == folder / "warehouse-20220101-000000-abcdef.duckdb"
    assert found.reason == "The snapshot file is missing."
    assert BUILD in found.remedy


def test_a_pointer_with_a_name_longer_than_any_file(folder: Path) -> None:
    point_to(folder, f"warehouse-{'a' * 5_000}.duckdb")
    assert problem(folder).reason.startswith("The snapshot cannot be read (")


# A file may be cut anywhere: before, in and between its headers, and after what describes it.
@pytest.mark.parametrize("kept", [0, 1, 100, 4_096, 12_287, 12_288, 100_000, 300_000, 0.5, -262_144, -1])
def test_a_truncated_file(folder: Path, published_file: Path, kept: float) -> None:
    content = published_file.read_bytes()
    size = int(len(content) * kept) if 0 < kept < 1 else int(kept)
    spoilt = folder / f"warehouse-cut{abs(size)}.duckdb"
    spoilt.write_bytes(content[:size])
    assert spoilt.stat().st_size < len(content)
    point_to(folder, spoilt.name)
    found = problem(folder)
    assert found.file == spoilt
    assert found.reason.startswith(("The snapshot cannot be read (", "The snapshot file is cut off"))
    assert "\n" not in found.reason
    assert BUILD in found.remedy


def test_a_file_that_is_damaged_within_is_told_apart_from_a_wrong_question(folder: Path, published_file: Path) -> None:
    """The description may be whole and the rows not: then the question says so, and names the file."""
    with duckdb.connect(str(published_file), read_only=True) as con:
        (block,) = con.execute("select max(block_id) from pragma_storage_info('exchanges')").fetchall()[0]
        (size,) = con.execute("select block_size from pragma_database_size()").fetchall()[0]
    content = bytearray(published_file.read_bytes())
    start = warehouse.HEADER_BYTES + block * size
    content[start + 8 : start + 1_008] = bytes(1_000)
    spoilt = folder / "warehouse-damaged.duckdb"
    spoilt.write_bytes(content)
    point_to(folder, spoilt.name)
    assert warehouse.current().title == "A delivery to count by hand"
    for question in (warehouse.ask, warehouse.stream):
        with pytest.raises(SnapshotProblem, match=r"cannot be read \(Corrupt database file") as raised:
            question("damaged", "select * from exchanges")
        assert raised.value.file == spoilt
        assert BUILD in raised.value.remedy
    shutil.copy(published_file, folder / "warehouse-whole.duckdb")
    with pytest.raises(duckdb.CatalogException):
        warehouse.ask("whole", "select * from no_such_table")
    with pytest.raises(duckdb.ParserException):
        warehouse.ask("whole", "no such sql")


def sqlite_file(path: Path) -> None:
    with sqlite3.connect(path) as con:
        con.execute("create table snapshot (schema_version integer)")
        con.execute(f"insert into snapshot values ({SCHEMA_VERSION})")
    con.close()


def other_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("create table customers as select 1 as id")


def empty_snapshot(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("create table snapshot (schema_version integer)")


@pytest.mark.parametrize(
    ("name", "write", "reason"),
    [
        ("text", lambda path: path.write_text("exchange_id,status\nx1,paid\n" * 1_000), "cannot be read (IO Error"),
        ("zip", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(10_000)), "cannot be read (IO Error"),
        ("zeros", lambda path: path.write_bytes(bytes(20_000)), "cannot be read (IO Error"),
        ("folder", lambda path: path.mkdir(), "cannot be read (IO Error"),
        ("sqlite", sqlite_file, "cannot be read ("),
        ("other", other_duckdb, "cannot be read (Catalog Error: Table with name snapshot does not exist!"),
        ("empty", empty_snapshot, "has schema version none; this dashboard reads version"),
    ],
)
def test_a_foreign_file(folder: Path, name: str, write: object, reason: str) -> None:
    file = folder / f"warehouse-{name}.duckdb"
    assert callable(write)
    write(file)
    point_to(folder, file.name)
    found = problem(folder)
    assert found.file == file
    assert reason in found.reason
    assert "make build SOURCE=" in found.remedy


@pytest.mark.parametrize("version", [SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, -1, 2_000_000])
def test_another_schema_version(folder: Path, published_file: Path, version: int) -> None:
    file = folder / f"warehouse-version{version}.duckdb"
    shutil.copy(published_file, file)
    with duckdb.connect(str(file)) as con:
        con.execute("update snapshot set schema_version = ?", [version])
    point_to(folder, file.name)
    found = problem(folder)
    assert found.file == file
    expected = f"The snapshot has schema version {version}; this dashboard reads version {SCHEMA_VERSION}."
    assert (found.reason, found.remedy) == (
        expected,
        "Build it again from its sources with: make build SOURCE=folder-or-workbook.",
    )


@pytest.mark.parametrize("snapshot_id", ["", "../x", "a/b", "a b", "a'b", "a\n", "\x00", "é", "a.duckdb"])
def test_what_cannot_be_an_id_opens_no_file(folder: Path, snapshot_id: str) -> None:
    for open_it in (warehouse.path_of, warehouse.describe, lambda text: warehouse.ask(text, "select 1")):
        with pytest.raises(ValueError, match="not a snapshot id"):
            open_it(snapshot_id)
    assert list(folder.iterdir()) == []


def test_a_publish_under_a_reader_shows_at_the_next_call_and_leaves_the_old_one_readable(
    tmp_path: Path, folder: Path
) -> None:
    first = build(tiny.write(tmp_path / "first"), folder)
    assert first.ok
    old = warehouse.current()
    assert old.snapshot_id == first.snapshot_id
    view = Filters(old.snapshot_id)
    before = programme.totals(view)
    reader = exchanges.exchange_stream(view, "", "exchange id", 100)

    added = "x13 | o2 | o1 | north | north | physical | - | - | matched | 2022-06-01 | - | - | - | - | - | - | - | -"
    second = build(tiny.write(tmp_path / "second", {"exchanges": tiny.with_rows("exchanges", added)}), folder)
    assert second.ok
    new = warehouse.current()
    assert new.snapshot_id == second.snapshot_id
    assert new.snapshot_id != old.snapshot_id
    assert programme.totals(Filters(new.snapshot_id)).loc[0, "exchanges"] == 12

    pd.testing.assert_frame_equal(programme.totals(view), before)
    assert len(reader.read_all()) == 11
    # A question that was never asked before still finds the old rows, and so does the description.
    assert len(exchanges.exchange_list(view, "x", "exchange id", 99)) == 11
    assert exchanges.exchange(old.snapshot_id, "x13").empty
    assert len(exchanges.exchange(new.snapshot_id, "x13")) == 1
    assert warehouse.describe(old.snapshot_id) == old


def test_a_refused_delivery_changes_nothing(tmp_path: Path, folder: Path) -> None:
    assert build(tiny.write(tmp_path / "first"), folder).ok
    before = warehouse.current()
    files = sorted(path.name for path in folder.glob("warehouse-*"))
    added = (
        "x13 | o2 | nobody | north | north | physical | - | - | matched | 2022-06-01 | - | - | - | - | - | - | - | -"
    )
    assert not build(tiny.write(tmp_path / "second", {"exchanges": tiny.with_rows("exchanges", added)}), folder).ok
    assert warehouse.current() == before
    assert sorted(path.name for path in folder.glob("warehouse-*")) == files


def test_sixteen_threads_get_the_answers_of_one(reading_sample: str) -> None:
    countries = register.nodes(reading_sample, "country")["id"].tolist()[:12]
    # Each view is asked for twice at once, so that some find the answer in the cache and some do not.
    jobs = [(Filters(reading_sample, countries=(code,), modes=("physical",)), "sample") for code in countries] * 2

    def answer(job: tuple[Filters, str]) -> tuple[object, ...]:
        view, search = job
        return (
            programme.totals(view).to_dict("records"),
            flows.links(view, "cluster").to_dict("records"),
            exchanges.exchange_count(view, search).to_dict("records"),
            len(exchanges.exchange_stream(view, search, "latest start", 50).read_all()),
        )

    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(answer, jobs))
    assert len({str(found) for found in together}) > 8
    warehouse._ask.clear()
    assert [answer(job) for job in jobs[:12]] * 2 == together


def test_an_answer_is_the_caller_s_own(reading_sample: str) -> None:
    first = register.partnerships(reading_sample)
    first.loc[:, "acronym"] = "spoilt"
    first["ecosystems"].iloc[0][0] = "spoilt"
    second = register.partnerships(reading_sample)
    assert "spoilt" not in second["acronym"].tolist()
    assert "spoilt" not in [name for names in second["ecosystems"] if names is not None for name in names]


def test_types_are_exact(reading_sample: str) -> None:
    answer = exchanges.exchange_list(Filters(reading_sample))
    assert {type(value) for value in answer["lump_sum_eur"]} == {Decimal}
    assert pd.api.types.is_datetime64_any_dtype(answer["start_date"])
    assert flows.links(Filters(reading_sample), "country")["exchanges"].dtype == "int64"


def test_the_file_cannot_be_written_through_the_door(reading_sample: str) -> None:
    for sql in (
        "delete from exchanges",
        "drop table activity",
        "create table x as select 1",
        "update snapshot set title = ''",
    ):
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            warehouse.ask(reading_sample, sql)
