"""What was closed under a rule stays as it was closed: a delivery may not change a rule's value for days of closed exchanges.

The delivery is compared with the snapshot that it goes on from, else with the warehouse's current one, if that is of the
same kind (sample or not). An exchange is closed when it is paid, or validated with nothing to pay. Only exchanges that the
delivery still holds count.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.build.from_snapshot import attach
from data.build.problems import Problems
from data.build.publish import POINTER
from data.build.raw import Source
from languages import N_, ngettext
from languages import gettext as _

# The name that data/warehouse.py reads, too.
SNAPSHOT_FILE = re.compile(r"warehouse-[0-9A-Za-z-]+\.duckdb")

KIND = N_("rule changed for closed exchanges")

# Closed exchanges of the snapshot by what decides which rule was theirs: for the ceiling and the terms of the stay the day
# on which it starts, for the days to pay the day on which it ends.
CLOSED = """
    create or replace temp table closed as
    select
        exchange_id, host_country_code, mode,
        coalesce(start_date, agreed_date, matched_date) as start_day, coalesce(end_date, start_date) as end_day
    from base.exchanges
    where status = 'paid' or (status = 'validated' and payable_eur = 0)
"""
CEILINGS = """
    create or replace temp table old_ceilings as
    select host_country_code, full_eur, half_eur, valid_from, valid_to from base.lump_sum_ceilings
"""
TERMS = """
    create or replace temp table old_rules as
    select rule_id, value::varchar as value, valid_from, valid_to from base.rules
"""

# Whether every earlier ceiling and rule is there unchanged.
IS_SAME = """
    select count(*) = 0
    from (
        (
            from old_ceilings
            except
            select host_country_code, full_eur, half_eur, valid_from, valid_to from stage.input.lump_sum_ceilings
        )
        union all by name
        (from old_rules except select rule_id, value::varchar, valid_from, valid_to from stage.input.rules)
    )
"""

# One row per ceiling and column whose amount differs for days on which exchanges were closed under it.
CHANGED_CEILINGS = """
    with kept as (
        select c.* from closed as c semi join stage.input.exchanges as e using (exchange_id) where c.mode = 'physical'
    ), days as (
        select host_country_code, start_day as day, count(*) as exchanges from kept group by all
    ), compared as (
        select
            d.host_country_code, d.day, d.exchanges, n.source_row,
            unnest(['full_eur', 'half_eur']) as column_name,
            unnest([o.full_eur, o.half_eur]) as old_value,
            unnest([n.full_eur, n.half_eur]) as new_value
        from days as d
        join old_ceilings as o
            on o.host_country_code = d.host_country_code
            and d.day between coalesce(o.valid_from, date '0001-01-01') and coalesce(o.valid_to, date '9999-12-31')
        left join stage.input.lump_sum_ceilings as n
            on n.host_country_code = d.host_country_code
            and d.day between coalesce(n.valid_from, date '0001-01-01') and coalesce(n.valid_to, date '9999-12-31')
    )
    select
        host_country_code, column_name, source_row, old_value::varchar, new_value::varchar,
        min(day)::varchar, max(day)::varchar, sum(exchanges)::bigint
    from compared
    where new_value is distinct from old_value
    group by all
    order by all
"""

# The same for the rules; those that are no terms of a stay (targets, totals) may change at any time.
CHANGED_RULES = """
    with terms as (
        select *
        from (values
            ('stay_minimum', 'physical', false), ('stay_maximum', 'physical', false),
            ('half_below_working_days', 'physical', false), ('half_below_km', 'physical', false),
            ('lump_sum_maximum', 'physical', false), ('visits_per_organisation', 'physical', false),
            ('payment_days', 'physical', true), ('virtual_lump_sum', 'virtual', false)
        ) as named (rule_id, mode, is_by_end)
    ), kept as (
        select c.* from closed as c semi join stage.input.exchanges as e using (exchange_id)
    ), days as (
        select t.rule_id, case when t.is_by_end then k.end_day else k.start_day end as day, count(*) as exchanges
        from kept as k join terms as t using (mode)
        group by all
    ), compared as (
        select
            d.rule_id, d.day, d.exchanges, n.source_row,
            o.value::decimal(14, 2) as old_value, n.value::decimal(14, 2) as new_value
        from days as d
        join old_rules as o
            on o.rule_id = d.rule_id
            and d.day between coalesce(o.valid_from, date '0001-01-01') and coalesce(o.valid_to, date '9999-12-31')
        left join stage.input.rules as n
            on n.rule_id = d.rule_id
            and d.day between coalesce(n.valid_from, date '0001-01-01') and coalesce(n.valid_to, date '9999-12-31')
    )
    select
        rule_id, 'value', source_row, old_value::varchar, new_value::varchar, min(day)::varchar, max(day)::varchar,
        sum(exchanges)::bigint
    from compared
    where new_value is distinct from old_value
    group by all
    order by all
"""


def current_file(warehouse: Path) -> Path | None:
    """File of the snapshot that the warehouse's readers see now; None where there is none."""
    try:
        name = (warehouse / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    file = warehouse / name
    return file if SNAPSHOT_FILE.fullmatch(name) and file.is_file() else None


def check_closed_rules(
    con: duckdb.DuckDBPyConnection,
    read: Mapping[str, Source],
    problems: Problems,
    earlier: Path | None,
    *,
    is_attached: bool = False,
) -> None:
    """Add an error for each ceiling or rule of the delivery that differs for days on which exchanges were closed under it.

    earlier: the snapshot to compare with, if there is one; is_attached: it is already attached as `base`.
    """
    if earlier is None:
        return
    try:
        if not is_attached:
            attach(con, earlier)
        try:
            if _remember(con):
                _compare(con, read, problems)
        finally:
            if not is_attached:
                con.execute("detach base")
    except duckdb.Error:
        return  # a file that cannot be read, or a snapshot of another schema, closes nothing


def _compare(con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], problems: Problems) -> None:
    for input_name, changed in (("lump_sum_ceilings", CHANGED_CEILINGS), ("rules", CHANGED_RULES)):
        for name, column, row, old, new, first, last, exchanges in con.execute(changed).fetchall():
            problems.error(
                KIND,
                read[input_name].label,
                ngettext(
                    "{name} was {old}, and {number} exchange was closed under it with days from {first} to {last}",
                    "{name} was {old}, and {number} exchanges were closed under it with days from {first} to {last}",
                    exchanges,
                    name=name,
                    old=old,
                    first=first,
                    last=last,
                ),
                _(
                    "keep {old} with a valid_to of {last} or later, and give the new value a valid_from after that",
                    old=old,
                    last=last,
                ),
                row=row,
                column=column,
                value="" if new is None else new,
            )


def _remember(con: duckdb.DuckDBPyConnection) -> bool:
    """Take what is to be compared out of `base`; False where nothing changed or the data are of another kind."""
    is_same_kind = "select b.is_sample = d.is_sample from base.snapshot as b, stage.input.delivery as d"
    if con.execute(is_same_kind).fetchall() != [(True,)]:
        return False
    con.execute(CEILINGS)
    con.execute(TERMS)
    if con.execute(IS_SAME).fetchall() == [(True,)]:
        return False
    # the exchanges only where there is something to compare
    con.execute(CLOSED)
    return True
