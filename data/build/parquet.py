"""Parquet files: values that are typed already stay so, and only what a type leaves open is checked."""

import hashlib
from pathlib import Path

import duckdb

from data.build.header import check_header
from data.build.problems import InputRefused, Problems, shown
from data.build.raw import Source, stripped
from data.build.schema import SQL_TYPES, Column, Input

_BYTES_AT_A_TIME = 1 << 22
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BYTES_AT_A_TIME):
            digest.update(block)
    return digest.hexdigest()


def read_parquet(con: duckdb.DuckDBPyConnection, path: Path, label: str, spec: Input, problems: Problems) -> Source:
    """Read a Parquet file into `stage.raw.<input>`. Raises InputRefused, after recording why, if it cannot be read.

    Texts arrive stripped, NULL where empty; other columns in the type they will have, where no value loses by it.
    """
    try:
        columns = _copy(con, path, label, spec, problems)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:  # DuckDB has several kinds for damage in the header and in the pages
        problems.error(
            "unreadable file", label, "is not a readable Parquet file", "write it again as Parquet, or as CSV"
        )
        raise InputRefused from None
    return Source(spec.name, label, path.name, sha256_of(path), path.stat().st_size, columns)


def _copy(con: duckdb.DuckDBPyConnection, path: Path, label: str, spec: Input, problems: Problems) -> dict[str, str]:
    """Make the raw table; returns the type of each of its columns."""
    found = con.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
    types = {str(name): str(kind).upper() for name, kind, *_ in found}
    check_header([str(name) for name, *_ in found], spec, label, problems)
    expressions, columns = [], {}
    for column in spec.columns:
        if column.name in types:
            expression, kind = _expression(con, path, label, column, types[column.name], problems)
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
    con: duckdb.DuckDBPyConnection, path: Path, label: str, column: Column, found: str, problems: Problems
) -> tuple[str, str]:
    """SQL for the column and the type it yields: VARCHAR if its texts are still to be read."""
    name, target = f'"{column.name}"', SQL_TYPES[column.type]
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
                "wrong column type",
                label,
                f"the column holds {shown(found.lower())} where {target} is expected",
                f"write the column as {target}, or as text",
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
                "value does not fit its type",
                label,
                f"cannot be taken exactly as {_words(target)}",
                f"write {_words(target)}",
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


def _words(target: str) -> str:
    return {
        "date": "a date without a time of day",
        "integer": "a whole number",
        "decimal(14, 2)": "an amount with at most two decimals",
    }.get(target, target)
