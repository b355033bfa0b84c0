"""A candidate: a snapshot complete but for its publication, built in a folder of its own."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from data import geography, model
from data.build.base import Base, drop_register, keep, kept_sources, origins
from data.build.checks import check
from data.build.closed_rules import check_closed_rules
from data.build.duplicates import drop_repeats, report_look_alikes
from data.build.from_snapshot import attach
from data.build.parts import Part
from data.build.place import fill_places
from data.build.problems import Problems, shown
from data.build.public_holidays import add_public_holidays
from data.build.raw import Source
from data.build.schema import INPUTS
from data.build.sources import read_sources
from data.build.typed import Described, described, today_utc, type_delivery, type_input
from data.schema_version import SCHEMA_VERSION
from languages import gettext as _
from languages import ngettext

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
class Delivery:
    """What is delivered, and what it is to go on from.

    source: a folder, an .xlsx workbook, or the parts of a delivery; origins: the files that the source was made of;
    base: the snapshot whose rows stay where the delivery does not replace them; as_of: the day on which the data are
    true, where the delivery itself does not say.
    """

    source: Path | Sequence[Part]
    origins: Iterable[Origin] = ()
    base: Base | None = None
    as_of: date | None = None
    note: str = ""
    published_by: str = ""


@dataclass(frozen=True)
class Candidate:
    """A candidate's file and id; both are None if the delivery was refused. rows: rows read per input."""

    path: Path | None
    snapshot_id: str | None
    rows: Mapping[str, int]


Identify = Callable[[Iterable[str]], tuple[str, datetime]]


def prepare(
    delivery: Delivery,
    folder: Path,
    identify: Identify,
    problems: Problems,
    tell: Callable[[str], None],
    earlier: Path | None = None,
) -> Candidate:
    """Read, check and model a delivery into `folder`. identify: gives the snapshot its id and time, from the hashes
    of its sources. earlier: the snapshot whose closed exchanges keep their rules, where there is no base. Raises
    OSError if the folder cannot be written, a full disk included, and ValueError if the models contradict themselves."""
    try:
        return _prepare(delivery, folder, identify, problems, tell, earlier)
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        reason = str(error).splitlines()[0]
        raise OSError(_("the new snapshot (is the disk full?): {reason}", reason=reason)) from error


def _prepare(
    delivery: Delivery,
    folder: Path,
    identify: Identify,
    problems: Problems,
    tell: Callable[[str], None],
    earlier: Path | None,
) -> Candidate:
    built = folder / "warehouse.duckdb"
    base = delivery.base
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": "false",
    }
    with duckdb.connect(str(built), config=config) as con:
        con.execute(f"attach '{str(folder / 'stage.duckdb').replace(chr(39), chr(39) * 2)}' as stage")
        con.execute("create schema stage.input")
        if base:
            attach(con, base.path)
        tell(
            _("reading {source}", source=shown(delivery.source))
            if isinstance(delivery.source, Path)
            else _("reading the delivery")
        )
        read = read_sources(con, delivery.source, problems, INPUTS if base else ())
        if base:
            drop_register(read, con, base, problems)
        tell(_("reading values"))
        rows = _type_all(con, read, described(con, base is not None, delivery.as_of), base, problems)
        drop_repeats(con, read, problems)
        judged = dict(read)
        if base:
            keep(con, read, base, problems)
            judged |= kept_sources(read, base)
        fill_places(con, read.get("organisations"), problems)
        if _is_complete(judged):
            tell(ngettext("checking {number} row", "checking {number} rows", sum(rows.values())))
            check(
                con, judged, problems, base.label if base else "", base is not None and base.partnership_id is not None
            )
            report_look_alikes(con, read, problems)
            if not problems.errors:
                check_closed_rules(con, judged, problems, base.path if base else earlier, is_attached=base is not None)
        if problems.errors:
            tell(
                ngettext(
                    "refused with {number} error; nothing was published",
                    "refused with {number} errors; nothing was published",
                    problems.errors,
                )
            )
            return Candidate(None, None, rows)
        made_of = [Origin(*found) for found in origins(con, read, base)] if base else []
        snapshot_id = _describe(con, identify, _sources(read, rows, [*delivery.origins, *made_of]), delivery)
        add_public_holidays(con)
        tell(_("running the models"))
        con.execute("create schema input")
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = 'stage' and schema_name = 'input'"
        ).fetchall():
            con.execute(f"create view input.{name} as from stage.input.{name}")
        model.run(con)
        con.execute("drop schema input cascade")
        con.execute("detach stage")
        if base:
            con.execute("detach base")
        con.execute("checkpoint")
    return Candidate(built, snapshot_id, rows)


def _type_all(
    con: duckdb.DuckDBPyConnection,
    read: Mapping[str, Source],
    otherwise: Described,
    base: Base | None,
    problems: Problems,
) -> dict[str, int]:
    """Type every input; the number of rows of each that was read."""
    rows: dict[str, int] = {}
    for name, spec in INPUTS.items():
        if name == "delivery":
            is_partial = base is not None and base.partnership_id is not None
            type_delivery(con, read.get(name), today_utc(), problems, otherwise, is_partial)
        else:
            type_input(con, spec, read.get(name), problems)
        if name in read:
            table = "delivery_properties" if name == "delivery" else name
            found = con.execute(f"select count(*) from stage.input.{table}").fetchone()
            rows[name] = found[0] if found else 0
    return rows


def _is_complete(read: Mapping[str, Source]) -> bool:
    """Whether each input is there with the columns it needs. If not, checks across inputs would only repeat that."""
    for spec in INPUTS.values():
        required = {column.name for column in spec.columns if column.required}
        if spec.name not in read:
            if not spec.optional:
                return False
        elif not read[spec.name].is_kept and not required <= read[spec.name].columns.keys():
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


def _describe(con: duckdb.DuckDBPyConnection, identify: Identify, sources: pd.DataFrame, delivery: Delivery) -> str:
    """Make the tables of data/SCHEMA.md that the build itself knows: sources, build and the points. Returns the id."""
    con.register("found", sources)
    con.execute(
        "create table stage.input.sources as select name::varchar as name, file_name::varchar as file_name, "
        "sha256::varchar as sha256, bytes::bigint as bytes, rows::bigint as rows, is_origin::boolean as is_origin "
        "from found"
    )
    snapshot_id, built_at = identify(sources["sha256"])
    con.execute(
        "create table stage.input.build as select ?::varchar as snapshot_id, ?::timestamp as built_at, "
        "?::integer as schema_version, ?::varchar as rule_version, ?::varchar as published_by, ?::varchar as note",
        [
            snapshot_id,
            built_at,
            SCHEMA_VERSION,
            _rule_version(con),
            one_line(delivery.published_by),
            one_line(delivery.note),
        ],
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
