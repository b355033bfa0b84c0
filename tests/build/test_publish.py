"""Publishing: whenever a build dies, the pointer names a complete snapshot; ids are unique; leftovers go."""

import random
import subprocess
import sys
from pathlib import Path

import duckdb

from data.build import build
from data.build.publish import working_folder
from data.schema_version import SCHEMA_VERSION
from tests.build import deliveries

ROOT = Path(__file__).parents[2]
TRIALS = 25


def count_exchanges(warehouse: Path) -> int:
    """Exchanges of the current snapshot, read as a reader does. Raises if it is not complete."""
    path = warehouse / (warehouse / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(path), read_only=True) as con:
        row = con.execute(
            "select (select count(*) from exchanges), (select sum(exchanges) from activity)::bigint, schema_version "
            "from snapshot, (select count(*) from budget_position)"
        ).fetchone()
    assert row is not None
    assert row[0] == row[1]
    assert row[2] == SCHEMA_VERSION
    return int(row[0])


def start(source: Path, warehouse: Path) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    report = str(warehouse / "report.csv")
    command = [sys.executable, "-m", "data.build", "--source", str(source), "--warehouse", str(warehouse)]
    return subprocess.Popen([*command, "--report", report], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_killed_builds_leave_a_complete_snapshot(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    small = deliveries.valid()
    del small["exchanges"][8:]  # the old snapshot has 7 exchanges, the new one 8
    assert build(deliveries.write_csv(small, tmp_path / "small"), warehouse).ok
    source = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    lines_of_a_build = 6
    rng = random.Random(7)
    killed = 0
    for trial in range(TRIALS):
        process = start(source, warehouse)
        assert process.stdout is not None
        for _ in range(trial % lines_of_a_build):  # up to a step of the build, then a random moment in it
            process.stdout.readline()
        try:
            process.wait(timeout=rng.random() * 0.4)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
        assert count_exchanges(warehouse) in (7, 8)
    assert killed >= TRIALS // 2
    assert build(source, warehouse).ok
    assert count_exchanges(warehouse) == 8
    assert list(warehouse.glob(".building-*")) == []
    for snapshot in warehouse.glob("warehouse-*.duckdb"):
        with duckdb.connect(str(snapshot), read_only=True) as con:
            assert con.execute("select count(*) from snapshot").fetchone() == (1,)


def test_builds_at_the_same_time_publish_both(tmp_path: Path) -> None:
    source = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    warehouse = tmp_path / "warehouse"
    processes = [start(source, warehouse) for _ in range(2)]
    outputs = [process.communicate()[0].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert len(list(warehouse.glob("warehouse-*.duckdb"))) == 2
    assert count_exchanges(warehouse) == 8


def test_builds_in_the_same_second_have_their_own_ids(tmp_path: Path) -> None:
    source = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    results = [build(source, tmp_path / "warehouse") for _ in range(3)]
    ids = [result.snapshot_id for result in results]
    assert len(set(ids)) == 3
    assert ids == sorted(str(snapshot_id) for snapshot_id in ids)
    current = (tmp_path / "warehouse" / "current").read_text(encoding="utf-8").strip()
    assert current == f"warehouse-{ids[-1]}.duckdb"


def test_a_refused_delivery_leaves_the_current_snapshot(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    assert build(deliveries.write_csv(deliveries.valid(), tmp_path / "source"), warehouse).ok
    before = {path.name: path.read_bytes() for path in warehouse.iterdir()}
    bad = deliveries.valid()
    deliveries.put(bad, "exchanges", 2, "status", "unheard of")
    assert not build(deliveries.write_csv(bad, tmp_path / "bad"), warehouse).ok
    assert {path.name: path.read_bytes() for path in warehouse.iterdir()} == before


def test_leftovers_go_only_when_their_build_is_gone(tmp_path: Path) -> None:
    (tmp_path / ".building-killed").mkdir()
    (tmp_path / ".building-killed" / "warehouse.duckdb").write_bytes(b"half")
    with working_folder(tmp_path, print) as folder:
        assert [path.name for path in tmp_path.glob(".building-*")] == [folder.name]
        waiting = start(tmp_path / "no source", tmp_path)
        assert waiting.stdout is not None
        assert b"waiting for another build" in waiting.stdout.readline()
        assert folder.is_dir()
    waiting.communicate()
    assert waiting.returncode == 1
    assert not folder.exists()
