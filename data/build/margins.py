"""Rows in a table that are no data: a second header under the first, the header again, totals at the end.

Each is told by what it says and recorded with its row, so that none goes silently.
"""

import re
from collections.abc import Mapping, Sequence

import duckdb

from data.build.problems import Problems, shown
from data.build.refusals import Refusal, Text
from data.build.schema import Column, Input
from data.build.spreadsheet_words import is_total
from data.build.values import SPACES, parse_column
from languages import N_
from languages import gettext as _

MOST_HEADER_ROWS = 2  # under the first: labels in another language, units
MOST_TOTAL_ROWS = 5
MOST_CELLS_BEFORE_A_TOTAL = 8
LEAST_TYPED_CELLS = 2  # one cell alone may be a plain mistake

Row = dict[str, str]


def remove_margins(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    label: str,
    header: Sequence[str],
    positions: Mapping[str, int],
    problems: Problems,
) -> None:
    """Take such rows out of `stage.raw.<input>`, a table of texts. header: the names as delivered."""
    if not positions:
        return
    columns = [column for column in spec.columns if column.name in positions]
    names = {name: header[place].strip(SPACES) for name, place in positions.items()}
    gone: list[int] = []
    for number, row in _rows(con, spec, columns, "asc", MOST_HEADER_ROWS):
        if not _is_header(row, columns):
            break
        gone.append(number)
        _note(N_("second header row"), label, number, row, N_("names the columns once more"), problems)
    for number, row in _again(con, spec, names):
        if number not in gone:
            gone.append(number)
            _note(N_("second header row"), label, number, row, N_("repeats the header"), problems)
    for number, row in _rows(con, spec, columns, "desc", MOST_TOTAL_ROWS):
        if not _is_totals(row, spec, columns):
            break
        gone.append(number)
        _note(N_("totals row"), label, number, row, N_("is a total, not a row of the table"), problems)
    if gone:
        con.execute(f"delete from stage.raw.{spec.name} where list_contains(?::integer[], source_row)", [gone])


def _rows(
    con: duckdb.DuckDBPyConnection, spec: Input, columns: list[Column], order: str, most: int
) -> list[tuple[int, Row]]:
    """The first or last rows, as their filled cells by column."""
    listed = ", ".join(f'"{column.name}"' for column in columns)
    found = con.execute(
        f"select source_row, {listed} from stage.raw.{spec.name} order by source_row {order} limit {most}"
    ).fetchall()
    return [(number, _filled(columns, cells)) for number, *cells in found]


def _filled(columns: list[Column], cells: Sequence[str | None]) -> Row:
    return {column.name: cell for column, cell in zip(columns, cells, strict=True) if cell is not None}


def _again(con: duckdb.DuckDBPyConnection, spec: Input, names: Mapping[str, str]) -> list[tuple[int, Row]]:
    """Rows that repeat the delivered header word by word, as where tables were put one under the other."""
    if len(names) < LEAST_TYPED_CELLS:
        return []
    same = " and ".join(f'"{name}" = ?' for name in names)
    found = con.execute(
        f"select source_row from stage.raw.{spec.name} where {same} order by 1", list(names.values())
    ).fetchall()
    return [(number, dict(names)) for (number,) in found]


def _is_header(row: Row, columns: list[Column]) -> bool:
    """Whether a row names or explains columns: no digit in it, and no cell reads as the type of its column."""
    if any(c.isdigit() for cell in row.values() for c in cell):
        return False
    typed = [column for column in columns if column.name in row and _is_typed(column)]
    return len(typed) >= LEAST_TYPED_CELLS and not any(_reads(column, row[column.name]) for column in typed)


def _is_typed(column: Column) -> bool:
    return column.type not in ("text", "list") or (column.type == "text" and bool(column.codes or column.pattern))


def _reads(column: Column, text: str) -> bool:
    if column.codes:
        return text in column.codes
    if column.pattern:
        return re.fullmatch(column.pattern, text) is not None
    return not isinstance(parse_column(column, [Text(text, 1)])[text], Refusal)


def _is_totals(row: Row, spec: Input, columns: list[Column]) -> bool:
    """Whether a row sums up: its key is empty or a word for a total, and it says so, or it holds nothing but amounts."""
    key = row.get(spec.key, "")
    if key and not is_total(key):
        return False
    required = [column.name for column in columns if column.required]
    if sum(name in row for name in required) > len(required) / 2:
        return False
    if any(is_total(cell) for cell in row.values()):
        return True
    return bool(row) and all(
        column.type in ("money", "integer") and _reads(column, row[column.name])
        for column in columns
        if column.name in row
    )


def _note(kind: str, label: str, number: int, row: Row, wrong: str, problems: Problems) -> None:
    content = " | ".join(row.values())
    problems.warning(kind, label, _(wrong), _("none is needed: it was not read"), row=number, value=shown(content))
