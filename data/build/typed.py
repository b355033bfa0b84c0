"""From `stage.raw` to the typed tables `stage.input.<name>` of data/SCHEMA.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa

from data.build.dates import DateOrder, date_order, order_from_others
from data.build.limits import limits
from data.build.problems import Problems, shown
from data.build.raw import Source
from data.build.refusals import Refusal, Text
from data.build.schema import INPUTS, SQL_TYPES, Column, ColumnType, Input
from data.build.values import parse_column
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import count

MOST_ROWS_LISTED = 100_000
_DATES = ("date", "period_start", "period_end")
_CONTROL = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"
_ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "integer": pa.int32(),
    "money": pa.decimal128(14, 2),
    "degrees": pa.float64(),
    "date": pa.date32(),
    "period_start": pa.date32(),
    "period_end": pa.date32(),
    "flag": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def type_input(con: duckdb.DuckDBPyConnection, spec: Input, source: Source | None, problems: Problems) -> None:
    """Make `stage.input.<name>` with every column of the input and source_row.

    A refused value is recorded with each of its rows and is NULL in the table. Without a source the table is empty.
    `stage.refused` (input, source_row, column_name) holds the cells that were refused.
    """
    con.execute("create table if not exists stage.refused (input varchar, source_row integer, column_name varchar)")
    delivered = source.columns if source else {}
    texts = _texts(con, spec, source) if source else {}
    orders = {name: date_order(listed) for name, listed in texts.items() if spec.column(name).type in _DATES}
    joins, expressions = [], []
    for column in spec.columns:
        target = SQL_TYPES[column.type]
        if column.name not in delivered:
            expressions.append(f'null::{target} as "{column.name}"')
        elif column.type == "text" or delivered[column.name] != "VARCHAR":
            expressions.append(f'r."{column.name}"')
        else:
            assert source is not None
            order = settled_order(column.name, orders, source.label, problems)
            mapping = _read_texts(con, source, column, texts[column.name], order, problems)
            joins.append(f'left join stage.{mapping} as {mapping} on {mapping}.delivered = r."{column.name}"')
            expressions.append(f'{mapping}.value::{target} as "{column.name}"')
    if spec.name == "partnerships":
        for side in ("start", "end"):
            given = f"r.{side}_date::varchar" if f"{side}_date" in delivered else "null::varchar"
            expressions.append(f"{given} as {side}_published")
    origin = f"stage.raw.{spec.name} as r" if delivered else "(select 0::integer as source_row limit 0) as r"
    con.execute(
        f"create table stage.input.{spec.name} as select r.source_row, {', '.join(expressions)} "
        f"from {origin} {' '.join(joins)} order by r.source_row"
    )
    if source:
        _refuse_control_characters(con, spec, source, problems)
        if delivered:
            con.execute(f"drop table stage.raw.{spec.name}")


def _texts(con: duckdb.DuckDBPyConnection, spec: Input, source: Source) -> dict[str, list[Text]]:
    """The distinct texts of each column that is still to be read."""
    found = {}
    for column in spec.columns:
        if column.type != "text" and source.columns.get(column.name) == "VARCHAR":
            name = f'"{column.name}"'
            rows = con.execute(
                f"select {name}, min(source_row), count(*) from stage.raw.{source.name} where {name} is not null group by 1"
            ).fetchall()
            found[column.name] = [Text(*row) for row in rows]
    return found


def settled_order(name: str, orders: Mapping[str, DateOrder], label: str, problems: Problems) -> str:
    """What comes first in the dates of a column that does not tell by itself, "day" or "month", with a warning that says
    so; "" where the column tells, or where nothing does."""
    own = orders.get(name)
    if own is None or own.open is None or not own.is_open:
        return ""
    order, other = order_from_others(own, {column: told for column, told in orders.items() if column != name})
    if not order:
        return ""
    if other:
        proof = orders[other].proofs[order]
        names = {"other": other, "value": shown(proof.text), "row": proof.row}
        wrong = (
            _(
                "its dates can be read with the day or the month first; the day was taken to come first, as in {other} "
                "({value}, row {row})",
                **names,
            )
            if order == "day"
            else _(
                "its dates can be read with the day or the month first; the month was taken to come first, as in {other} "
                "({value}, row {row})",
                **names,
            )
        )
    else:
        wrong = _(
            "its dates can be read with the day or the month first; the day was taken to come first, as is usual for dates "
            "with dots"
        )
    problems.warning(
        N_("order of day and month taken over"),
        label,
        wrong,
        _("none is needed if that is so; else write the dates as yyyy-mm-dd"),
        row=own.open.row,
        column=name,
        value=shown(own.open.text),
    )
    return order


def _read_texts(
    con: duckdb.DuckDBPyConnection, source: Source, column: Column, texts: list[Text], order: str, problems: Problems
) -> str:
    """Read each distinct text of a column once; returns the name of the table that maps texts to values."""
    name = f'"{column.name}"'
    parsed = parse_column(column, texts, order)
    refusals = {text: value for text, value in parsed.items() if isinstance(value, Refusal)}
    values = {text: value for text, value in parsed.items() if not isinstance(value, Refusal)}
    mapping = f"map_{source.name}_{column.name}"
    content = [list(v) if isinstance(v, tuple) else v for v in values.values()]
    con.register(
        "mapped",
        pa.table(
            [pa.array(list(values), pa.string()), pa.array(content, _ARROW_TYPES[column.type])], ["delivered", "value"]
        ),
    )
    con.execute(f"create table stage.{mapping} as from mapped")
    con.unregister("mapped")
    if refusals:
        con.register("bad", pa.table([pa.array(list(refusals), pa.string())], ["delivered"]))
        rows = con.execute(
            f"select r.source_row, r.{name} from stage.raw.{source.name} as r join bad on bad.delivered = r.{name} "
            f"order by 1 limit {MOST_ROWS_LISTED}"
        ).fetchall()
        con.execute(
            f"insert into stage.refused select ?, r.source_row, ? from stage.raw.{source.name} as r "
            f"join bad on bad.delivered = r.{name}",
            [source.name, column.name],
        )
        con.unregister("bad")
        for row, text in rows:
            why = refusals[text]
            problems.error(why.kind, source.label, why.wrong, why.right, row=row, column=column.name, value=shown(text))
    return mapping


def _refuse_control_characters(con: duckdb.DuckDBPyConnection, spec: Input, source: Source, problems: Problems) -> None:
    """Keys and free texts carry no control characters. Codes and references must equal known texts."""
    referenced = {"visiting_organisation_id", "host_organisation_id", "visiting_partnership_id", "host_partnership_id"}
    for column in spec.columns:
        if column.type != "text" or column.codes or column.pattern or column.name not in source.columns:
            continue
        if spec.name == "exchanges" and column.name in referenced:
            continue
        _refuse_long_texts(con, spec, source, column, problems)
        rows = con.execute(
            f'select source_row, "{column.name}" from stage.input.{spec.name} '
            f'where regexp_matches("{column.name}", ?) order by 1 limit {MOST_ROWS_LISTED}',
            [_CONTROL],
        ).fetchall()
        for row, text in rows:
            problems.error(
                N_("control character"),
                source.label,
                _("holds an invisible control character"),
                _("remove it"),
                row=row,
                column=column.name,
                value=shown(text),
            )


def _refuse_long_texts(
    con: duckdb.DuckDBPyConnection, spec: Input, source: Source, column: Column, problems: Problems
) -> None:
    most = limits()["text_characters"]
    rows = con.execute(
        f'select source_row, "{column.name}" from stage.input.{spec.name} '
        f'where strlen("{column.name}") > ? and length("{column.name}") > ? order by 1 limit {MOST_ROWS_LISTED}',
        [most, most],
    ).fetchall()
    for row, text in rows:
        problems.error(
            N_("text too long"),
            source.label,
            ngettext("has {number} character", "has {number} characters", len(text)),
            _("a value has at most {most}", most=count(most)),
            row=row,
            column=column.name,
            value=shown(text),
        )


@dataclass(frozen=True)
class Described:
    """What a delivery says of itself, or what holds where it does not say."""

    as_of_date: date
    is_sample: bool = False
    title: str | None = None


def described(con: duckdb.DuckDBPyConnection, has_base: bool, as_of: date | None) -> Described:
    """What holds where a delivery does not say: what the base says, if there is one, and today."""
    found = con.execute("select as_of_date, is_sample, title from base.snapshot").fetchone() if has_base else None
    if found:
        return Described(as_of or found[0], found[1], found[2])
    return Described(as_of or today_utc())


def type_delivery(
    con: duckdb.DuckDBPyConnection,
    source: Source | None,
    today: date,
    problems: Problems,
    otherwise: Described,
    is_partial: bool = False,
) -> None:
    """Make `stage.input.delivery`, one row (as_of_date, is_sample, title), from the properties delivered.

    is_partial: whether it is one partnership's delivery, which says the day and nothing else for all.
    """
    properties: dict[str, tuple[int, str]] = {}
    if source and source.columns.keys() >= {"key", "value"}:
        for row, key, value in con.execute(
            "select source_row, key, value from stage.raw.delivery order by 1"
        ).fetchall():
            if key is not None and value is not None:
                properties.setdefault(key, (row, value))
    if source:
        type_input(con, INPUTS["delivery"], source, problems)
        con.execute("alter table stage.input.delivery rename to delivery_properties")
    values: dict[str, object] = {"as_of_date": otherwise.as_of_date, "is_sample": otherwise.is_sample}
    for key, kind in (("as_of_date", "date"),) if is_partial else (("as_of_date", "date"), ("is_sample", "flag")):
        if source and key in properties:
            row, text = properties[key]
            texts = [Text(text, row)]
            order = (
                settled_order("value", {"value": date_order(texts)}, source.label, problems) if kind == "date" else ""
            )
            read = parse_column(Column(key, kind), texts, order)[text]  # type: ignore[arg-type]
            if isinstance(read, Refusal):
                problems.error(
                    read.kind, source.label, read.wrong, read.right, row=row, column="value", value=shown(text)
                )
            elif isinstance(read, date) and read > today:
                problems.error(
                    N_("date out of range"),
                    source.label,
                    _("the as-of date lies in the future"),
                    _("give the day on which the data were true"),
                    row=row,
                    column="value",
                    value=shown(text),
                )
            elif isinstance(read, date) and is_partial:
                values[key] = max(read, otherwise.as_of_date)  # the others' rows may be younger
            else:
                values[key] = read
    title = properties["title"][1] if "title" in properties and not is_partial else otherwise.title
    con.execute(
        "create table stage.input.delivery as "
        "select ?::date as as_of_date, ?::boolean as is_sample, ?::varchar as title",
        [values["as_of_date"], values["is_sample"], title],
    )


def today_utc() -> date:
    """The day of the build."""
    return datetime.now(UTC).date()
