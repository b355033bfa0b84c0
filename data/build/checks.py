"""All checks of the typed inputs: column by column with pandera, across columns and inputs with the SQL of `rules`."""

from collections.abc import Mapping

import duckdb
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from data.build.header import nearest
from data.build.kept_rows import check_kept_rows
from data.build.problems import Problem, Problems, shown
from data.build.raw import Source
from data.build.rules import RULES, Rule
from data.build.schema import ECOSYSTEMS, INPUTS, Column, Input
from languages import N_
from languages import gettext as _

ROWS_AT_A_TIME = 250_000
MOST_LISTED_PER_RULE = 100_000
MOST_CHOICES = 2_000
MOST_SUGGESTIONS = 200  # comparing texts is slow, and a reader needs few examples
_OTHER_NAMES_OF_COUNTRIES = {"EL": "GR", "UK": "GB"}  # as the EU institutions write them


def check(
    con: duckdb.DuckDBPyConnection,
    read: Mapping[str, Source],
    problems: Problems,
    kept_label: str = "",
    is_partial: bool = False,
) -> None:
    """Check `stage.input.*`. Rows with an error of their own are left out of the checks across columns and inputs.

    kept_label: how findings name the snapshot that rows with negative numbers were kept from. Such rows were checked
    when they came; now only errors count that the delivery brings about. is_partial: it is one partnership's delivery.
    """
    con.execute("create table stage.faulty (input varchar, source_row integer)")
    con.execute("insert into stage.faulty select distinct input, source_row from stage.refused")
    for name, source in read.items():
        if source.is_kept:
            continue
        table = "delivery_properties" if name == "delivery" else name
        _check_columns(con, INPUTS[name], table, source, problems)
        _check_not_empty(con, INPUTS[name], table, source, problems)
    con.execute(
        "create or replace temp table ecosystem_codes as select unnest(?::varchar[]) as code", [list(ECOSYSTEMS)]
    )
    con.execute("create schema subject")
    for name in read:
        if name != "delivery":
            con.execute(
                f"create view subject.{name} as select * from stage.input.{name} as i where not exists "
                f"(from stage.faulty as f where f.input = '{name}' and f.source_row = i.source_row)"
            )
    labels = {name: source.label for name, source in read.items()}
    for rule in RULES:
        if read[rule.input].is_register and rule.kind == "unknown reference" and rule.input == "lump_sum_ceilings":
            continue  # the register may know more countries than the delivery
        _apply(con, rule, labels[rule.input], kept_label, problems)
    for rule in (rule for rule in RULES if rule.parent and rule.grade == "error"):
        check_kept_rows(con, rule, labels[rule.parent], is_partial, problems)
    if "delivery" in read:
        _check_delivery_keys(con, labels["delivery"], problems)
    con.execute("drop schema subject cascade")


def column_schema(spec: Input) -> pa.DataFrameSchema:
    """The pandera schema of an input: what each column may hold. Values have their types already."""
    columns: dict[str, pa.Column] = {}
    for column in spec.columns:
        checks = []
        if column.codes and column.type == "text":
            checks.append(pa.Check.isin(column.codes, error="codes"))
        if column.lowest is not None:
            checks.append(pa.Check.ge(column.lowest, error="lowest"))
        if column.highest is not None:
            checks.append(pa.Check.le(column.highest, error="highest"))
        if column.pattern:
            checks.append(pa.Check.str_matches(f"^(?:{column.pattern})$", error="pattern"))
        if checks or column.required:
            columns[column.name] = pa.Column(checks=checks, nullable=not column.required)
    return pa.DataFrameSchema(columns)


def _check_columns(con: duckdb.DuckDBPyConnection, spec: Input, table: str, source: Source, problems: Problems) -> None:
    schema = column_schema(spec)
    refused = set(
        con.execute("select source_row, column_name from stage.refused where input = ?", [spec.name]).fetchall()
    )
    columns = {column.name: column for column in spec.columns}
    names = ", ".join(f'"{name}"' for name in ["source_row", *schema.columns])
    faulty: set[int] = set()
    batches = con.sql(f"select {names} from stage.input.{table}").to_arrow_reader(ROWS_AT_A_TIME)
    for batch in batches:
        frame = batch.to_pandas(date_as_object=False).set_index("source_row")
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as failures:
            cases = failures.failure_cases.dropna(subset=["index"])
            for row, name, rule, value in zip(
                *(cases[c] for c in ("index", "column", "check", "failure_case")), strict=True
            ):
                if (int(row), name) not in refused:
                    faulty.add(int(row))
                    problems.add(_column_problem(source.label, int(row), columns[name], str(rule), value))
    if faulty:
        con.register("found", pd.DataFrame({"source_row": sorted(faulty)}))
        con.execute("insert into stage.faulty select ?, source_row from found", [spec.name])
        con.unregister("found")


def _column_problem(label: str, row: int, column: Column, rule: str, value: object) -> Problem:
    text = "" if rule == "not_nullable" else _as_written(column, value)
    match rule:
        case "not_nullable":
            kind, wrong = N_("value missing"), _("is required and empty")
            right = _("give a {column}", column=column.name)
        case "codes":
            near = nearest(str(value), column.codes)
            kind, wrong = N_("unknown code"), _("is no code of {column}", column=column.name)
            right = _("write {code}", code=near) if near else _("write one of: {codes}", codes="; ".join(column.codes))
        case "pattern":
            form = _(column.pattern_words)
            kind, wrong, right = N_("not well formed"), _("is not {form}", form=form), _("write {form}", form=form)
            if other := _OTHER_NAMES_OF_COUNTRIES.get(str(value)):
                right = _("write {code}", code=other)
        case "lowest" if column.type == "money":
            kind, wrong, right = N_("negative amount"), _("is negative"), _("write the amount without a sign")
        case _other:
            kind, wrong = N_("out of range"), _("lies out of range")
            low = "" if column.lowest is None else f"{column.lowest:g}"
            high = "" if column.highest is None else f"{column.highest:g}"
            if low and high:
                right = _("{column} is at least {low} and at most {high}", column=column.name, low=low, high=high)
            elif low:
                right = _("{column} is at least {low}", column=column.name, low=low)
            else:
                right = _("{column} is at most {high}", column=column.name, high=high)
    return Problem("error", kind, label, row, column.name, text, wrong, right)


def _as_written(column: Column, value: object) -> str:
    if column.type == "text":
        return shown(value)
    number = float(str(value))
    return format(number, ".2f" if column.type == "money" else ".15g")


def _check_not_empty(
    con: duckdb.DuckDBPyConnection, spec: Input, table: str, source: Source, problems: Problems
) -> None:
    if spec.may_be_empty:
        return
    if not con.execute(f"select 1 from stage.input.{table} limit 1").fetchone():
        problems.error(
            N_("no rows"), source.label, _("has a header and no rows"), _("give the {input}", input=spec.name)
        )


def _apply(con: duckdb.DuckDBPyConnection, rule: Rule, label: str, kept_label: str, problems: Problems) -> None:
    # What kept rows name and is gone is one finding of its own; their warnings were given when they came.
    is_whole = rule.grade == "error" and not rule.parent
    broken = f"({rule.sql})" if is_whole else f"({rule.sql}) where source_row > 0"
    relation = con.execute(
        f"select * from {broken} order by source_row <= 0, source_row limit {MOST_LISTED_PER_RULE + 1}"
    )
    names = [str(column[0]) for column in relation.description or []]
    rows = relation.fetchall()
    more = 0
    if len(rows) > MOST_LISTED_PER_RULE:
        rows.pop()
        found = con.execute(f"select count(*) from {broken}").fetchone()
        more = (found[0] if found else 0) - len(rows)
    choices = _choices(con, rule) if rows else []
    for position, values in enumerate(rows):
        row = dict(zip(names, values, strict=True))
        words = {**rule.names, **{name: _("empty") if value is None else shown(value) for name, value in row.items()}}
        if "first_row" in row:
            first = row["first_row"]
            words["first_row"] = _("row {row}", row=first) if first > 0 else _("a row of the snapshot that is kept")
        value = "" if row["value"] is None else shown(row["value"])
        right = _(rule.right, **words)
        if choices and position < MOST_SUGGESTIONS:
            near = _OTHER_NAMES_OF_COUNTRIES.get(value) or nearest(str(row["value"]), choices)
            right = _("{remedy} (did you mean {near}?)", remedy=right, near=shown(near)) if near else right
        times = 1 + (more if position == len(rows) - 1 else 0)
        number, wrong, place = row["source_row"], _(rule.wrong, **words), label
        if number <= 0:
            key = _key_of(con, rule.input, number) if position < MOST_SUGGESTIONS else ""
            number, place = None, kept_label
            wrong = (
                _("{key}, kept from the snapshot: {wrong}", key=key, wrong=wrong)
                if key
                else _("kept from the snapshot: {wrong}", wrong=wrong)
            )
        problems.add(Problem(rule.grade, rule.kind, place, number, rule.column, value, wrong, right), times)


def _key_of(con: duckdb.DuckDBPyConnection, name: str, source_row: int) -> str:
    """The key of a kept row, for words in front of a finding; "" where its input has none."""
    key = INPUTS[name].key
    if not key:
        return ""
    found = con.execute(f"select {key} from stage.input.{name} where source_row = ?", [source_row]).fetchone()
    return f"{key} {shown(found[0])}" if found else ""


def _choices(con: duckdb.DuckDBPyConnection, rule: Rule) -> list[str]:
    """Texts that a wrong one may have been meant for, where there are few enough to compare."""
    if not rule.choices:
        return []
    found = con.execute(f"{rule.choices} limit {MOST_CHOICES + 1}").fetchall()
    return [text for (text,) in found] if len(found) <= MOST_CHOICES else []


def _check_delivery_keys(con: duckdb.DuckDBPyConnection, label: str, problems: Problems) -> None:
    twice = con.execute(
        "select source_row, key from stage.input.delivery_properties "
        "qualify row_number() over (partition by key order by source_row) > 1 order by 1"
    ).fetchall()
    for row, key in twice:
        problems.error(
            N_("key given twice"),
            label,
            _("stands more than once"),
            _("each key stands once"),
            row=row,
            column="key",
            value=shown(key),
        )
