"""From a delivery to a published snapshot: read, check everything, run the models, publish. See data/SCHEMA.md."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data import geography, model, settings
from data.build.checks import check
from data.build.keep import remove_old
from data.build.problems import Problem, Problems, shown
from data.build.publish import new_snapshot, publish, working_folder
from data.build.raw import Source
from data.build.schema import INPUTS
from data.build.sources import read_sources
from data.build.typed import today_utc, type_delivery, type_input
from data.schema_version import SCHEMA_VERSION

__all__ = ["BuildResult", "Origin", "Problem", "Problems", "build"]

MEMORY_LIMIT = "6GB"

# In the order of the published register: the places of clusters without coordinates depend on it.
CLUSTERS_IN_ORDER = """
    select c.* from stage.input.clusters as c left join stage.input.partnerships as p using (partnership_id)
    order by p.source_row, c.source_row
"""


# What a note or a name may hold; both are shown on one line.
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Origin:
    """A file from which rows of the source were taken: the input it holds, its name, content and size."""

    name: str
    file_name: str
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True)
class BuildResult:
    """What a build did. `snapshot_id` and `path` are None if it was refused; `rows` counts the rows read per input."""

    ok: bool
    snapshot_id: str | None
    path: Path | None
    problems: Problems
    rows: Mapping[str, int]


def build(
    source: Path,
    warehouse: Path,
    say: Callable[[str], None] = lambda line: None,
    *,
    note: str = "",
    published_by: str = "",
    origins: Iterable[Origin] = (),
) -> BuildResult:
    """Build a snapshot of `source`, a folder or an .xlsx workbook, into the folder `warehouse`.

    note: why it is published, and published_by: who does it, both for the list of snapshots. origins: the files that
    `source` was made of, where its rows name them as origin_file.

    On any error in the delivery nothing is published and the result is not ok; warnings let it pass. `say` hears of
    each step. Raises OSError if the warehouse cannot be written, and ValueError if the models contradict themselves.
    """
    problems = Problems()
    tell = _with_time(say)
    with working_folder(warehouse, tell) as folder:
        built = folder / "warehouse.duckdb"
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder / "spill"),
            "autoinstall_known_extensions": "false",
        }
        with duckdb.connect(str(built), config=config) as con:
            con.execute(f"attach '{str(folder / 'stage.duckdb').replace(chr(39), chr(39) * 2)}' as stage")
            con.execute("create schema stage.input")
            tell(f"reading {shown(source)}")
            read = read_sources(con, source, problems)
            tell("reading values")
            rows = _type_all(con, read, problems)
            if _is_complete(read, problems):
                tell(f"checking {sum(rows.values()):,} rows")
                check(con, read, problems)
            if problems.errors:
                tell(f"refused with {problems.errors:,} errors; nothing was published")
                return BuildResult(False, None, None, problems, rows)
            snapshot_id = _describe(
                con, warehouse, _sources(read, rows, origins), one_line(published_by), one_line(note)
            )
            tell("running the models")
            con.execute("create schema input")
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'stage' and schema_name = 'input'"
            ).fetchall():
                con.execute(f"create view input.{name} as from stage.input.{name}")
            model.run(con)
            con.execute("drop schema input cascade")
            con.execute("detach stage")
            tell("publishing")
            con.execute("checkpoint")
        path = publish(built, warehouse, snapshot_id, published_by=one_line(published_by), note=one_line(note))
        tell(f"published {snapshot_id}")
        for gone in remove_old(warehouse, settings.snapshots_kept(), settings.days_kept_after_opening()):
            tell(f"removed {gone}, which is older than those to keep")
    return BuildResult(True, snapshot_id, path, problems, rows)


def _with_time(say: Callable[[str], None]) -> Callable[[str], None]:
    started = time.monotonic()
    return lambda line: say(f"[{time.monotonic() - started:6.1f} s] {line}")


def _type_all(con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], problems: Problems) -> dict[str, int]:
    """Type every input; the number of rows of each that was read."""
    rows: dict[str, int] = {}
    for name, spec in INPUTS.items():
        if name == "delivery":
            type_delivery(con, read.get(name), today_utc(), problems)
        else:
            type_input(con, spec, read.get(name), problems)
        if name in read:
            table = "delivery_properties" if name == "delivery" else name
            found = con.execute(f"select count(*) from stage.input.{table}").fetchone()
            rows[name] = found[0] if found else 0
    return rows


def _is_complete(read: Mapping[str, Source], problems: Problems) -> bool:
    """Whether each input is there with the columns it needs. If not, checks across inputs would only repeat that."""
    for spec in INPUTS.values():
        required = {column.name for column in spec.columns if column.required}
        if spec.name not in read:
            if not spec.optional:
                return False
        elif not required <= read[spec.name].columns.keys():
            return False
    return True


def one_line(text: str) -> str:
    """A note or a name as the snapshot keeps it: without line breaks and control characters, and not longer than a line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_NOTE]


def _sources(read: Mapping[str, Source], rows: Mapping[str, int], origins: Iterable[Origin]) -> pd.DataFrame:
    """One row per file read, and per file that those were made of."""
    files = [(s.name, s.file_name, s.sha256, s.bytes, rows[s.name], False) for s in read.values()]
    files += [(o.name, o.file_name, o.sha256, o.bytes, o.rows, True) for o in origins]
    return pd.DataFrame(files, columns=["name", "file_name", "sha256", "bytes", "rows", "is_origin"])


def _describe(
    con: duckdb.DuckDBPyConnection, warehouse: Path, sources: pd.DataFrame, published_by: str, note: str
) -> str:
    """Make the tables of data/SCHEMA.md that the build itself knows: sources, build and the points. Returns the id."""
    con.register("found", sources)
    con.execute(
        "create table stage.input.sources as select name::varchar as name, file_name::varchar as file_name, "
        "sha256::varchar as sha256, bytes::bigint as bytes, rows::bigint as rows, is_origin::boolean as is_origin "
        "from found"
    )
    snapshot_id, built_at = new_snapshot(warehouse, sources["sha256"])
    con.execute(
        "create table stage.input.build as select ?::varchar as snapshot_id, ?::timestamp as built_at, "
        "?::integer as schema_version, ?::varchar as rule_version, ?::varchar as published_by, ?::varchar as note",
        [snapshot_id, built_at, SCHEMA_VERSION, _rule_version(con), published_by, note],
    )
    clusters = con.execute(CLUSTERS_IN_ORDER).df()
    _points(con, "country_points", "country_code", geography.country_points(), "")
    approximate = ", is_approximate::boolean as is_approximate"
    _points(con, "cluster_points", "cluster_id", geography.cluster_points(clusters), approximate)
    return snapshot_id


def _points(con: duckdb.DuckDBPyConnection, table: str, key: str, points: pd.DataFrame, more: str) -> None:
    con.register("found", points)
    numbers = ", ".join(f"{name}::double as {name}" for name in ("latitude", "longitude", "x_km", "y_km"))
    con.execute(f"create table stage.input.{table} as select {key}::varchar as {key}, {numbers}{more} from found")
    con.unregister("found")


def _rule_version(con: duckdb.DuckDBPyConnection) -> str:
    """Twelve digits that change when a rule or a ceiling changes, however its file is written."""
    content = [
        con.execute(f"select * exclude (source_row) from stage.input.{table} order by all").fetchall()
        for table in ("rules", "lump_sum_ceilings")
    ]
    return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()[:12]
