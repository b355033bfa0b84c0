"""Parquet files: values that are typed already stay so, and only what a type leaves open is checked."""

import hashlib
from pathlib import Path

import duckdb

from data.build.header import check_header
from data.build.limits import limits
from data.build.parts import Part
from data.build.problems import InputRefused, Problems, shown
from data.build.raw import Source, refuse_rows
from data.build.regular_csv import stripped
from data.build.schema import SQL_TYPES, Column, Input
from languages import N_
from languages import gettext as _

_BYTES_AT_A_TIME = 1 << 22
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")

# By the type that a column is to have.
_NOT_EXACT = {
    "date": N_("cannot be taken exactly as a date without a time of day"),
    "integer": N_("cannot be taken exactly as a whole number"),
    "decimal(14, 2)": N_("cannot be taken exactly as an amount with at most two decimals"),
}
_NOT_AS_TYPE = N_("cannot be taken exactly as {type}")
_WRITE = {
    "date": N_("write a date without a time of day"),
    "integer": N_("write a whole number"),
    "decimal(14, 2)": N_("write an amount with at most two decimals"),
}
_WRITE_TYPE = N_("write {type}")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BYTES_AT_A_TIME):
            digest.update(block)
    return digest.hexdigest()


def read_parquet(con: duckdb.DuckDBPyConnection, part: Part, spec: Input, problems: Problems) -> Source:
    """Read a Parquet file into `stage.raw.<input>`. Raises InputRefused, after recording why, if it cannot be read.

    Texts arrive stripped, NULL where empty; other columns in the type they will have, where no value loses by it.
    """
    try:
        columns = _copy(con, part, spec, problems)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:  # DuckDB has several kinds for damage in the header and in the pages
        problems.error(
            N_("unreadable file"),
            part.label,
            _("is not a readable Parquet file"),
            _("write it again as Parquet, or as CSV"),
        )
        raise InputRefused from None
    return Source(spec.name, part.label, part.file_name, sha256_of(part.path), part.path.stat().st_size, columns)


def _copy(con: duckdb.DuckDBPyConnection, part: Part, spec: Input, problems: Problems) -> dict[str, str]:
    """Make the raw table; returns the type of each of its columns."""
    path, label = part.path, part.label
    found = con.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
    names = [str(name) for name, *_ in found]
    rows = con.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()
    if rows and rows[0] > limits()["rows"]:
        refuse_rows(label, problems)
    positions = check_header(names, spec, label, problems, part.columns)
    expressions, columns = [], {}
    for column in spec.columns:
        if column.name in positions:
            delivered, kind = names[positions[column.name]], str(found[positions[column.name]][1]).upper()
            expression, kind = _expression(con, path, label, column, delivered, kind, problems)
            expressions.append(f'{expression} as "{column.name}"')
            columns[column.name] = kind
    if expressions:
        con.execute(
            f"create table stage.raw.{spec.name} as "
            f"select (file_row_number + 2)::integer as source_row, {', '.join(expressions)} "
            "from read_parquet(?, file_row_number = true)",
            [str(path)],
        )
    return columns


def _expression(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    label: str,
    column: Column,
    delivered: str,
    found: str,
    problems: Problems,
) -> tuple[str, str]:
    """SQL for the column and the type it yields: VARCHAR if its texts are still to be read."""
    quote = '"'
    name, target = f"{quote}{delivered.replace(quote, quote * 2)}{quote}", SQL_TYPES[column.type]
    if found == "VARCHAR" or found.startswith("ENUM"):
        return stripped(f"{name}::varchar"), "VARCHAR"
    if column.type == "list" and found == "VARCHAR[]":
        return stripped(f"array_to_string({name}, ';')"), "VARCHAR"
    if target == "varchar" and found in _WHOLE:
        return f"{name}::varchar", "VARCHAR"
    fits = _fits(name, target, found)
    if fits is None:
        first = con.execute(
            f"select file_row_number + 2 from read_parquet(?, file_row_number = true) where {name} is not null limit 1",
            [str(path)],
        ).fetchone()
        if first:
            problems.error(
                N_("wrong column type"),
                label,
                _("the column holds {found} where {expected} is expected", found=shown(found.lower()), expected=target),
                _("write the column as {type}, or as text", type=target),
                column=column.name,
                row=int(first[0]),
            )
        return f"null::{target}", target
    is_float = found in ("DOUBLE", "FLOAT")
    value = f"case when not isnan({name}) then {name} end" if is_float else name
    if fits != "true":
        bad = con.execute(
            f"select file_row_number + 2, {name}::varchar from read_parquet(?, file_row_number = true) "
            f"where {value} is not null and not coalesce({fits}, false) order by file_row_number limit 100000",
            [str(path)],
        ).fetchall()
        for row, text in bad:
            problems.error(
                N_("value does not fit its type"),
                label,
                _(_NOT_EXACT.get(target, _NOT_AS_TYPE), type=target),
                _(_WRITE.get(target, _WRITE_TYPE), type=target),
                row=row,
                column=column.name,
                value=shown(text),
            )
    return f"try_cast({value} as {target})", target


def _fits(name: str, target: str, found: str) -> str | None:
    """SQL that says whether a value is kept exactly; "true" if every value is, None if the types do not go together."""
    is_decimal, is_float = found.startswith("DECIMAL"), found in ("DOUBLE", "FLOAT")
    if found in (target.upper(), target.upper().replace(", ", ",")):
        return "true"
    match target:
        case "date" if found.startswith("TIMESTAMP"):
            return f"{name} = date_trunc('day', {name})"
        case "integer" if found in _WHOLE or is_decimal or is_float:
            return f"try_cast({name} as integer) = {name}"
        case "decimal(14, 2)" if found in _WHOLE or is_decimal:
            return f"try_cast({name} as decimal(14, 2)) = {name}"
        case "decimal(14, 2)" if found == "DOUBLE":  # a double tells fifteen digits apart
            return f"format('{{:.15g}}', try_cast({name} as decimal(14, 2))::double) = format('{{:.15g}}', {name})"
        case "double" if found in _WHOLE or is_decimal or is_float:
            return "true"
    return None
