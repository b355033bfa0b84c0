"""Writes the sample's source folder: the register, the delivery, and the synthetic tables through DuckDB."""

import csv
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data.sample.budget import Use, grants
from data.sample.plan import load_plan, make_plan
from data.sample.register import Register, copy_register, read_register
from data.sample.timeline import AS_OF, TOOL_LIVE
from languages import N_

TITLE = N_("Sample of ClusterXchange: real register, synthetic exchanges")
EXCHANGES_AT_LEAST = 600
EXCHANGES_AT_MOST = 10_000_000
CSV_AT_MOST = 50_000
FORMATS = ("csv", "parquet")
SYNTHETIC_TABLES = ("organisations", "exchanges", "budget_transactions")

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Written:
    """What was written: the folder, the format of the synthetic tables, and their rows by table."""

    folder: Path
    file_format: str
    rows: dict[str, int]


def format_for(exchanges: int) -> str:
    """csv up to `CSV_AT_MOST` exchanges, parquet above."""
    return "csv" if exchanges <= CSV_AT_MOST else "parquet"


def write_sample(
    folder: Path,
    exchanges: int = 650,
    seed: int = 2020,
    file_format: str | None = None,
    threads: int | None = None,
    memory_limit: str = "4GB",
    as_of: date = AS_OF,
) -> Written:
    """Writes a complete source folder for the build, as data/SCHEMA.md describes it, and returns what was written.

    The same exchanges, seed and format give the same bytes, whatever the threads. Files of an earlier sample in
    `folder` are replaced; other files are left alone. `threads` None takes all cores; rows that do not fit in
    `memory_limit` go to a temporary folder. `as_of` writes the same sample as it was known on an earlier day, so that
    two snapshots of it can be compared.

    Raises ValueError for a number of exchanges, a seed or a format outside what is offered, with a message for the
    user; OSError where the folder cannot be written.
    """
    if not EXCHANGES_AT_LEAST <= exchanges <= EXCHANGES_AT_MOST:
        raise ValueError(
            f"the number of exchanges must be from {EXCHANGES_AT_LEAST} to {EXCHANGES_AT_MOST:,}, not {exchanges:,}"
        )
    if not 0 <= seed < 2**31:
        raise ValueError(f"the seed must be from 0 to {2**31 - 1}, not {seed}")
    chosen = file_format or format_for(exchanges)
    if chosen not in FORMATS:
        raise ValueError(f"the format must be one of {', '.join(FORMATS)}, not {chosen!r}")
    if not TOOL_LIVE <= as_of <= AS_OF:
        raise ValueError(f"the day must be from {TOOL_LIVE} to {AS_OF}, not {as_of}")
    register = read_register(AS_OF)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sample-", dir=folder) as scratch_name:
        scratch = Path(scratch_name)
        ready = scratch / "ready"
        ready.mkdir()
        with duckdb.connect(str(scratch / "sample.duckdb")) as connection:
            connection.execute("SET memory_limit = ?", [memory_limit])
            if threads is not None:
                connection.execute("SET threads = ?", [threads])
            _make_tables(connection, register, exchanges, seed)
            if as_of < AS_OF:
                connection.execute("SET VARIABLE known_date = ?::DATE", [as_of.isoformat()])
                _run(connection, "known")
            for table in SYNTHETIC_TABLES:
                view = f"known_{table}" if as_of < AS_OF else table
                _write(connection.view(view), ready / f"{table}.{chosen}", chosen)
            rows = _row_counts(connection) if as_of == AS_OF else _known_row_counts(connection)
        copy_register(ready)
        _write_delivery(ready / "delivery.csv", as_of)
        for table in SYNTHETIC_TABLES:
            for other in FORMATS:
                (folder / f"{table}.{other}").unlink(missing_ok=True)
        for file in sorted(ready.iterdir()):
            file.replace(folder / file.name)
    return Written(folder, chosen, rows)


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((_HERE / f"{name}.sql").read_text(encoding="utf-8"))


def _make_tables(connection: duckdb.DuckDBPyConnection, register: Register, exchanges: int, seed: int) -> None:
    plan = make_plan(register, exchanges, seed)
    load_plan(plan, connection)
    _run(connection, "constants")
    _run(connection, "macros")
    _run(connection, "exchanges")
    _run(connection, "organisations")
    _load_grants(connection, register, seed)
    _run(connection, "budget_transactions")


def _load_grants(connection: duckdb.DuckDBPyConnection, register: Register, seed: int) -> None:
    used = {
        partnership_id: (paid, in_all)
        for partnership_id, paid, in_all in connection.execute(
            """
            SELECT visiting_partnership_id,
                   coalesce(sum(lump_sum_eur) FILTER (WHERE status = 'paid'), 0),
                   coalesce(sum(lump_sum_eur) FILTER (WHERE status NOT IN ('matched', 'cancelled')), 0)
            FROM exchange_rows
            GROUP BY visiting_partnership_id
            """
        ).fetchall()
    }
    uses = [
        Use(partnership.partnership_id, *used[partnership.partnership_id], partnership.is_placeholder)
        for partnership in register.partnerships
        if partnership.partnership_id in used
    ]
    frame = pd.DataFrame(
        [(g.partnership_id, g.date, g.kind, str(g.amount_eur), g.reference) for g in grants(uses, seed)],
        columns=["partnership_id", "date", "kind", "amount_eur", "reference"],
    )
    connection.from_df(frame).create("plan.grants")


def _write(rows: duckdb.DuckDBPyRelation, file: Path, file_format: str) -> None:
    if file_format == "parquet":
        rows.write_parquet(str(file), compression="zstd")
    else:
        rows.write_csv(str(file), header=True)


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = connection.execute(
        """
        SELECT (SELECT sum(organisations)::BIGINT FROM members),
               (SELECT count(*) FROM exchange_rows),
               (SELECT count(*) FROM movements)
        """
    ).fetchall()
    return dict(zip(SYNTHETIC_TABLES, counts[0], strict=True))


def _known_row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = connection.execute(
        """
        SELECT (SELECT count(*) FROM known_organisations),
               (SELECT count(*) FROM known_exchanges),
               (SELECT count(*) FROM known_budget_transactions)
        """
    ).fetchall()
    return dict(zip(SYNTHETIC_TABLES, counts[0], strict=True))


def _write_delivery(path: Path, as_of: date) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("key", "value"))
        writer.writerow(("as_of_date", as_of.isoformat()))
        writer.writerow(("is_sample", "true"))
        writer.writerow(("title", TITLE))
