"""Kept rows that need rows which the delivery does not bring: one finding for all of them, at the file that lacks the rows."""

import duckdb

from data.build.problems import Problems, shown
from data.build.rule_kinds import Rule
from languages import N_, ngettext
from languages import gettext as _

KIND = N_("kept rows need rows that are not brought")


def check_kept_rows(
    con: duckdb.DuckDBPyConnection, rule: Rule, label: str, is_partial: bool, problems: Problems
) -> None:
    """Record in one finding all kept rows that break a rule with a parent. label: the file that brings the parent's rows."""
    found = con.execute(f"select count(*), min({rule.named}) from ({rule.sql}) where source_row <= 0").fetchone()
    rows, first = found or (0, "")
    if not rows:
        return
    told = con.execute(f"select count(*) from stage.input.{rule.parent} where source_row > 0").fetchone()
    brought = ngettext("{number} row", "{number} rows", told[0] if told else 0)
    names = {"brought": brought, "child": rule.input, "column": rule.column, "first": shown(first)}
    if rule.kind == "unknown reference":
        wrong = ngettext(
            "brings {brought}, and {number} row of {child} that is kept from the snapshot names another one in {column}: {first}",
            "brings {brought}, and {number} rows of {child} that are kept from the snapshot name others in {column}, "
            "such as {first}",
            rows,
            **names,
        )
    else:
        wrong = ngettext(
            "brings {brought}, and {number} row of {child} that is kept from the snapshot is paid without a payment among "
            "them: {first}",
            "brings {brought}, and {number} rows of {child} that are kept from the snapshot are paid without a payment among "
            "them, such as {first}",
            rows,
            **names,
        )
    if is_partial:
        right = _(
            "bring all {parent} of the partnership, or bring {child} that go with these as well",
            parent=rule.parent,
            child=rule.input,
        )
    else:
        right = _(
            "bring all {parent}, bring {child} that go with these as well, or deliver for one partnership",
            parent=rule.parent,
            child=rule.input,
        )
    problems.error(KIND, label, wrong, right)
