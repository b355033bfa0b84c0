"""Rows kept from a snapshot where a delivery does not replace them.

A delivery of the whole programme replaces each input that it brings. One partnership's delivery replaces its own rows in
the inputs that it brings: the exchanges that it manages as visiting partnership, its movements of money and the
organisations of its clusters. All else stays. Kept rows carry negative numbers as source_row, so that no finding takes
them for rows of a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.build.from_snapshot import FROM_SNAPSHOT
from data.build.problems import Problems, shown
from data.build.raw import Source
from data.build.schema import INPUTS
from languages import N_
from languages import gettext as _

OWN_INPUTS = ("organisations", "exchanges", "budget_transactions", "delivery")
MOST_LISTED = 1_000

# Rows of the base that one partnership's delivery leaves as they are, by input that it brings.
OTHERS: Mapping[str, str] = {
    "exchanges": "visiting_partnership_id is distinct from ?",
    "budget_transactions": "partnership_id is distinct from ?",
    "organisations": "cluster_id not in (select cluster_id from stage.input.clusters where partnership_id = ?)",
}
# Delivered rows that belong to another partnership.
FOREIGN: Mapping[str, tuple[str, str]] = {
    "exchanges": (
        "visiting_partnership_id",
        "select source_row, visiting_partnership_id from stage.input.exchanges "
        "where source_row > 0 and visiting_partnership_id <> ? order by 1",
    ),
    "budget_transactions": (
        "partnership_id",
        "select source_row, partnership_id from stage.input.budget_transactions "
        "where source_row > 0 and partnership_id <> ? order by 1",
    ),
}
# Organisations of the partnership that are not delivered again although an exchange names them.
STILL_NAMED = """
    select o.* from kept_organisations as o
    where o.cluster_id in (select cluster_id from stage.input.clusters where partnership_id = ?)
      and o.organisation_id not in (
          select organisation_id from stage.input.organisations where organisation_id is not null
      )
      and o.organisation_id in (
          select visiting_organisation_id from stage.input.exchanges
          union select host_organisation_id from stage.input.exchanges
      )
"""
# Delivered organisations that take part through another partnership.
GUESTS = """
    select d.source_row, d.organisation_id, k.organisation_id is not null as is_known
    from stage.input.organisations as d left join kept_organisations as k using (organisation_id)
    where d.source_row > 0
      and d.cluster_id in (select cluster_id from stage.input.clusters where partnership_id <> ?)
    order by 1
"""
ORIGINS = """
    select name, file_name, sha256, bytes, rows from base.sources as s
    where list_contains(?::varchar[], name)
      and (
          name not in ('organisations', 'exchanges', 'budget_transactions')
          or file_name in (
              select origin_file from stage.input.organisations where source_row < 0 and s.name = 'organisations'
              union select origin_file from stage.input.exchanges where source_row < 0 and s.name = 'exchanges'
              union select origin_file from stage.input.budget_transactions
              where source_row < 0 and s.name = 'budget_transactions'
          )
      )
    order by all
"""


@dataclass(frozen=True)
class Base:
    """The snapshot that a delivery goes on from. partnership_id: whose delivery it is, None for the whole programme."""

    path: Path
    snapshot_id: str
    partnership_id: str | None = None

    @property
    def label(self) -> str:
        """How findings name it."""
        return _("snapshot {snapshot}", snapshot=shown(self.snapshot_id))


def drop_register(read: dict[str, Source], con: duckdb.DuckDBPyConnection, base: Base, problems: Problems) -> None:
    """Leave out what one partnership's delivery may not change, and say so."""
    if base.partnership_id is None:
        return
    for name in [name for name in read if name not in OWN_INPUTS]:
        source = read.pop(name)
        if source.columns:
            con.execute(f"drop table stage.raw.{name}")
        problems.warning(
            N_("register in one partnership's delivery"),
            source.label,
            _("{input} are for the whole programme and were not taken", input=name),
            _("remove it, or deliver for the whole programme"),
        )


def keep(con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], base: Base, problems: Problems) -> None:
    """Add the rows kept to `stage.input.*`, after the delivered ones are typed. The base is attached as `base`."""
    for name in INPUTS:
        if name not in read and name != "delivery":
            _keep_rows(con, name, "true", [])
    if base.partnership_id is None:
        return
    _refuse_foreign(con, read, base.partnership_id, problems)
    for name in ("exchanges", "budget_transactions"):
        if name in read:
            _keep_rows(con, name, OTHERS[name], [base.partnership_id])
    if "organisations" in read:
        _keep_organisations(con, read["organisations"], base, problems)


def _keep_rows(con: duckdb.DuckDBPyConnection, name: str, condition: str, parameters: list[str]) -> None:
    """Insert the rows of the base that meet a condition, numbered from -n to -1 in their order."""
    columns = [str(row[0]) for row in con.execute(f"describe stage.input.{name}").fetchall()]
    listed = ", ".join(f'"{column}"' for column in columns if column != "source_row")
    con.execute(
        f"""
        insert into stage.input.{name} (source_row, {listed})
        select (row_number() over () - count(*) over () - 1)::integer, {listed}
        from ({FROM_SNAPSHOT[name]}) where {condition}
        """,
        parameters,
    )


def _refuse_foreign(
    con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], partnership_id: str, problems: Problems
) -> None:
    for name, (column, sql) in FOREIGN.items():
        if name not in read:
            continue
        for row, value in con.execute(sql, [partnership_id]).fetchmany(MOST_LISTED):
            problems.error(
                N_("row of another partnership"),
                read[name].label,
                _("the delivery is for {partnership}", partnership=shown(partnership_id)),
                _("remove the row, correct the partnership, or deliver for the whole programme"),
                row=row,
                column=column,
                value=shown(value),
            )


def _keep_organisations(con: duckdb.DuckDBPyConnection, source: Source, base: Base, problems: Problems) -> None:
    own = base.partnership_id
    con.execute(f"create temp table kept_organisations as {FROM_SNAPSHOT['organisations']}")
    guests = con.execute(GUESTS, [own]).fetchall()
    known = [row for row, _, is_known in guests if is_known]
    for row, organisation_id, is_known in guests[:MOST_LISTED]:
        if is_known:
            problems.note(
                N_("organisation of another partnership"),
                source.label,
                _("takes part through a cluster of another partnership: the row of the snapshot stays"),
                _("none is needed"),
                row=row,
                column="organisation_id",
                value=shown(organisation_id),
            )
        else:
            problems.warning(
                N_("organisation of another partnership"),
                source.label,
                _("takes part through a cluster of another partnership and is new: it was added"),
                _("let that partnership deliver it, so that it can keep it up to date"),
                row=row,
                column="organisation_id",
                value=shown(organisation_id),
            )
    con.execute("delete from stage.input.organisations where list_contains(?::integer[], source_row)", [known])
    named = con.execute(f"select organisation_id from ({STILL_NAMED}) order by 1", [own]).fetchall()
    ids = [organisation_id for (organisation_id,) in named]
    for organisation_id in ids[:MOST_LISTED]:
        problems.warning(
            N_("organisation kept"),
            source.label,
            _("is not delivered, but an exchange names it: the row of the snapshot stays"),
            _("deliver it as well"),
            column="organisation_id",
            value=shown(organisation_id),
        )
    con.execute("create temp table still_named as select unnest(?::varchar[]) as organisation_id", [ids])
    others = f"({OTHERS['organisations']}) or organisation_id in (select organisation_id from still_named)"
    _keep_rows(con, "organisations", others, [str(own)])


def kept_sources(read: Mapping[str, Source], base: Base) -> dict[str, Source]:
    """What stands for the inputs that are kept as a whole, so that checks can name them."""
    return {
        name: Source(name, base.label, "", "", 0, {}, is_kept=True)
        for name in INPUTS
        if name not in read and name != "delivery"
    }


def origins(
    con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], base: Base
) -> list[tuple[str, str, str, int, int]]:
    """Name, file, SHA-256, bytes and rows of the files that kept rows came from."""
    kept = [name for name in INPUTS if name not in read or (base.partnership_id is not None and name in OTHERS)]
    return con.execute(ORIGINS, [kept]).fetchall()
