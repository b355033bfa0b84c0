"""What a candidate would change: rows of each input, exchanges, coverage and the budget, against the snapshot before."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data.build.from_snapshot import FROM_SNAPSHOT, attach
from data.build.schema import INPUTS, Input

PEDIGREE = ("origin_file", "origin_row")
COUNTS = """
    with taking_part as (
        select r.* from base.activity as a join base.routes as r using (route_id) where a.status_group <> 'cancelled'
    )
    select 'exchanges that took place' as what, coalesce(sum(exchanges) filter (status_group = 'took place'), 0)::bigint
        as number from base.activity
    union all
    select 'exchanges ongoing', coalesce(sum(exchanges) filter (status_group = 'ongoing'), 0)::bigint from base.activity
    union all
    select 'exchanges upcoming', coalesce(sum(exchanges) filter (status_group = 'upcoming'), 0)::bigint from base.activity
    union all
    select 'exchanges cancelled', coalesce(sum(exchanges) filter (status_group = 'cancelled'), 0)::bigint from base.activity
    union all
    select 'clusters that take part', count(distinct id)::bigint from (
        select visiting_cluster_id as id from taking_part union all select host_cluster_id from taking_part
    )
    union all
    select 'countries that take part', count(distinct id)::bigint from (
        select visiting_country_code as id from taking_part union all select host_country_code from taking_part
    )
    union all
    select 'exceptions to the rules', count(*)::bigint from base.exceptions
"""
POSITION = """
    select
        partnership_id, allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur, recovered_eur, remaining_eur
    from base.budget_position
"""
ACCOUNTS = ("allocation", "transfers", "committed", "payable", "paid", "recovered", "remaining")


@dataclass(frozen=True)
class RowChange:
    """Rows of an input before and after, and how many came, differ and went."""

    input: str
    before: int
    after: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class CountChange:
    """A count before and after."""

    what: str
    before: int
    after: int


@dataclass(frozen=True)
class MoneyChange:
    """An account of a partnership in EUR before and after."""

    partnership_id: str
    account: str
    before_eur: Decimal
    after_eur: Decimal


@dataclass(frozen=True)
class Effect:
    """All that a candidate would change. money: the accounts that differ, alone."""

    rows: tuple[RowChange, ...]
    counts: tuple[CountChange, ...]
    money: tuple[MoneyChange, ...]

    def as_json(self) -> dict[str, Any]:
        """The effect as plain values, money as texts."""
        return {
            "rows": [asdict(change) for change in self.rows],
            "counts": [asdict(change) for change in self.counts],
            "money": [
                asdict(change) | {"before_eur": str(change.before_eur), "after_eur": str(change.after_eur)}
                for change in self.money
            ],
        }

    @staticmethod
    def from_json(found: dict[str, Any]) -> "Effect":
        """The effect that `as_json` wrote."""
        return Effect(
            tuple(RowChange(**row) for row in found["rows"]),
            tuple(CountChange(**row) for row in found["counts"]),
            tuple(
                MoneyChange(
                    row["partnership_id"], row["account"], Decimal(row["before_eur"]), Decimal(row["after_eur"])
                )
                for row in found["money"]
            ),
        )


def effect(before: Path | None, after: Path) -> Effect:
    """Compare two snapshots' files. before: None where there is none yet. Raises duckdb.Error for what is no snapshot."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
        counts: dict[str, dict[str, int]] = {}
        money: dict[str, dict[tuple[str, str], Decimal]] = {}
        for side, path in (("before", before), ("after", after)):
            con.execute(f"create schema {side}")
            if path is None:
                attach(con, after)  # for its columns
            else:
                attach(con, path)
            only = "" if path else " limit 0"
            for name in INPUTS:
                con.execute(f"create table {side}.{name} as select * from ({FROM_SNAPSHOT[name]}){only}")
            counts[side] = dict(con.execute(COUNTS).fetchall()) if path else {}
            money[side] = {
                (partnership, account): amount
                for partnership, *amounts in (con.execute(POSITION).fetchall() if path else [])
                for account, amount in zip(ACCOUNTS, amounts, strict=True)
            }
            con.execute("detach base")
        rows = tuple(_rows(con, spec) for spec in INPUTS.values() if spec.name != "delivery")
    accounts = dict.fromkeys([*money["before"], *money["after"]])
    nothing = Decimal("0.00")
    return Effect(
        rows,
        tuple(CountChange(what, counts["before"].get(what, 0), number) for what, number in counts["after"].items()),
        tuple(
            MoneyChange(*account, money["before"].get(account, nothing), money["after"].get(account, nothing))
            for account in accounts
            if money["before"].get(account, nothing) != money["after"].get(account, nothing)
        ),
    )


def _rows(con: duckdb.DuckDBPyConnection, spec: Input) -> RowChange:
    name = spec.name
    columns = [column.name for column in spec.columns if column.name not in PEDIGREE]
    listed = ", ".join(f'"{column}"' for column in columns)
    before, after = (_number(con, f"select count(*) from {side}.{name}") for side in ("before", "after"))
    if not spec.key:
        added = _number(
            con,
            f"select count(*) from (select {listed} from after.{name} except all select {listed} from before.{name})",
        )
        return RowChange(name, before, after, added, 0, before - after + added)
    differs = " or ".join(f'a."{column}" is distinct from b."{column}"' for column in columns if column != spec.key)
    same = _number(con, f"select count(*) from after.{name} join before.{name} using ({spec.key})")
    changed = _number(
        con, f"select count(*) from after.{name} as a join before.{name} as b using ({spec.key}) where {differs}"
    )
    return RowChange(name, before, after, after - same, changed, before - same)


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = con.execute(sql).fetchone()
    return int(found[0]) if found else 0
