"""Kinds of rules that several inputs share: each rule says in SQL which rows break it, and in words what is wrong and right.

The SQL reads `subject.<input>` for the rows that it judges (those without an error of their own) and
`stage.input.<input>` for everything else. It returns `source_row` and `value`, and the columns that its
words name in braces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.build.problems import Grade
from languages import N_

NO_END = "date '9999-12-31'"
NO_START = "date '0001-01-01'"


@dataclass(frozen=True)
class Rule:
    """One rule. `column` is the one that the reader should look at first."""

    kind: str
    input: str
    column: str
    sql: str
    wrong: str
    right: str
    grade: Grade = "error"
    choices: str = ""  # SQL for the texts that a wrong one may have been meant for
    parent: str = ""  # the input in which the rows need another row
    named: str = "value"  # the column of the SQL that names what is looked for there
    names: Mapping[str, str] = field(default_factory=dict)  # of inputs and columns, for the words


def unique(table: str, key: str) -> Rule:
    """A key stands once in its input."""
    return Rule(
        N_("key given twice"),
        table,
        key,
        f"""
        with twice as (
            select {key}, min(source_row) as first_row from subject.{table}
            where {key} is not null group by 1 having count(*) > 1
        )
        select s.source_row, s.{key} as value, t.first_row
        from subject.{table} as s join twice as t using ({key}) where s.source_row > t.first_row
        """,
        N_("{first_row} has the same {key}"),
        N_("each {key} stands once"),
        names={"key": key},
    )


def reference(table: str, column: str, parent: str, key: str, grade: Grade = "error") -> Rule:
    """A value stands among the keys of another input."""
    return Rule(
        N_("unknown reference"),
        table,
        column,
        f"""
        select s.source_row, s.{column} as value from subject.{table} as s
        where s.{column} is not null
          and s.{column} not in (select {key} from stage.input.{parent} where {key} is not null)
        """,
        N_("is not among the {parent}"),
        N_("give a {key} of {parent}, or add it there"),
        grade,
        choices=f"select distinct {key} from stage.input.{parent} where {key} is not null",
        parent=parent,
        names={"key": key, "parent": parent},
    )


def coordinates(table: str) -> Rule:
    """Latitude and longitude come together."""
    return Rule(
        N_("half a coordinate"),
        table,
        "latitude",
        f"""
        select source_row, concat_ws(' ', latitude, longitude) as value from subject.{table}
        where (latitude is null) <> (longitude is null)
        """,
        N_("has a latitude or a longitude without the other"),
        N_("give both, or none"),
    )


def order(later: str, *earlier: str) -> Rule:
    """`later` is not before the last given date among `earlier` (nearest first)."""
    before = f"coalesce({', '.join(earlier)})"
    name = " ".join(f"when {column} is not null then '{column}'" for column in earlier)
    return Rule(
        N_("dates out of order"),
        "exchanges",
        later,
        f"""
        select source_row, {later} as value, {before} as before, case {name} end as before_name
        from subject.exchanges where {later} < {before}
        """,
        N_("lies before the {before_name} {before}"),
        N_("dates come in the order matched, agreed, start, end, reported, validated"),
    )


def needs(column: str, statuses: tuple[str, ...]) -> Rule:
    """The column has a value in rows of these statuses."""
    listed = ", ".join(f"'{status}'" for status in statuses)
    return Rule(
        N_("status without its date"),
        "exchanges",
        column,
        f"select source_row, status as value from subject.exchanges where status in ({listed}) and {column} is null",
        N_("the status needs the {column}"),
        N_("give the {column}, or the status that the exchange has reached"),
        names={"column": column},
    )


def forbids(column: str, statuses: tuple[str, ...]) -> Rule:
    """The column has no value in rows of these statuses."""
    listed = ", ".join(f"'{status}'" for status in statuses)
    return Rule(
        N_("status behind its dates"),
        "exchanges",
        column,
        f"""
        select source_row, {column} as value, status from subject.exchanges
        where status in ({listed}) and {column} is not null
        """,
        N_("the status is {status} but there is a {column}"),
        N_("set the status that the exchange has reached, or empty the {column}"),
        names={"column": column},
    )


def not_future(table: str, column: str, statuses: tuple[str, ...] = ()) -> Rule:
    """A date of something done is not after the as-of date."""
    only = f" and s.status in ({', '.join(repr(s) for s in statuses)})" if statuses else ""
    return Rule(
        N_("date after the as-of date"),
        table,
        column,
        f"""
        select s.source_row, s.{column} as value, d.as_of_date
        from subject.{table} as s, stage.input.delivery as d where s.{column} > d.as_of_date{only}
        """,
        N_("lies after the as-of date {as_of_date}, on which it cannot have happened yet"),
        N_("correct the date or the status, or the as_of_date of the delivery")
        if statuses
        else N_("correct the date, or the as_of_date of the delivery"),
    )


def validity(table: str, key: str) -> tuple[Rule, Rule]:
    """Periods of validity end after they start, and those of one key do not overlap."""
    return (
        Rule(
            N_("dates out of order"),
            table,
            "valid_to",
            f"select source_row, valid_to as value, valid_from from subject.{table} where valid_to < valid_from",
            N_("lies before valid_from {valid_from}"),
            N_("a validity ends after it starts"),
        ),
        Rule(
            N_("overlapping validity"),
            table,
            "valid_from",
            f"""
            select b.source_row, b.{key} as value, a.source_row as first_row
            from subject.{table} as a join subject.{table} as b on a.{key} = b.{key} and a.source_row < b.source_row
            where coalesce(a.valid_from, {NO_START}) <= coalesce(b.valid_to, {NO_END})
              and coalesce(b.valid_from, {NO_START}) <= coalesce(a.valid_to, {NO_END})
            """,
            N_("is valid on days on which {first_row} is valid too"),
            N_("end one validity before the next starts"),
        ),
    )
