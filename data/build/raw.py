"""From files to tables `stage.raw.<input>`: the delivered cells with their row numbers, no value read yet."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

import duckdb
import pyarrow as pa

from data.build import regular_csv
from data.build.dialect import Dialect, dialect_of, records
from data.build.header import check_header, note_title_rows
from data.build.limits import limits
from data.build.margins import MOST_CELLS_BEFORE_A_TOTAL, remove_margins
from data.build.parts import Part
from data.build.problems import InputRefused, Problems, shown
from data.build.regular_csv import stripped
from data.build.schema import Input
from data.build.spreadsheet_words import is_total
from data.build.values import SPACES
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import count

RECORDS_AT_A_TIME = 50_000
CELLS_AT_A_TIME = 4_000_000


@dataclass(frozen=True)
class Source:
    """One file or sheet read. `label`: how findings name it; `columns`: DuckDB type of each column delivered;
    `is_register`: whether it stands in for an input that was not delivered; `is_kept`: whether its rows are those of a
    snapshot that the delivery goes on from."""

    name: str
    label: str
    file_name: str
    sha256: str
    bytes: int
    columns: dict[str, str]
    is_register: bool = False
    is_kept: bool = False


class RawTable:
    """A new table `stage.raw.<input>` of texts, filled by chunks of columns."""

    def __init__(self, con: duckdb.DuckDBPyConnection, spec: Input, names: list[str]) -> None:
        self._con, self._spec, self._names = con, spec, names
        columns = ", ".join(f'"{name}" varchar' for name in names)
        con.execute(f"create table stage.raw.{spec.name} (source_row integer, {columns})")

    def append(self, rows: list[int], columns: list[list[str | None]]) -> None:
        """Add rows by column. Spaces around values go, empty values become NULL, rows without any value stay out."""
        arrays = [pa.array(rows, pa.int32()), *(pa.array(column, pa.string()) for column in columns)]
        chunk = pa.table(arrays, names=["source_row", *self._names])
        self._con.register("chunk", chunk)
        values = ", ".join(stripped(f'"{name}"') for name in self._names)
        any_value = " or ".join(f"coalesce(\"{name}\", '') <> ''" for name in self._names)
        self._con.execute(
            f"insert into stage.raw.{self._spec.name} select source_row, {values} from chunk where {any_value}"
        )
        self._con.unregister("chunk")


def read_csv(con: duckdb.DuckDBPyConnection, part: Part, spec: Input, problems: Problems) -> Source:
    """Read a CSV file into `stage.raw.<input>`. Raises InputRefused, after recording why, if it cannot be read."""
    label = part.label
    known = (*spec.column_names, *part.columns)
    dialect = dialect_of(part.path, label, known, problems, part.header_row)
    note_title_rows(dialect.header_row, label, problems)
    with records(part.path, dialect) as rows:
        header = _header(rows, dialect.header_row, label, problems)
        positions = check_header(header, spec, label, problems, part.columns, dialect.header_row)
        is_read = _is_quick(dialect, header, positions) and regular_csv.read_regular(
            con, part.path, spec.name, dialect.separator, header, positions
        )
        if not is_read:
            _read_slowly(con, rows, spec, dialect, header, positions, label, problems)
    remove_margins(con, spec, label, header, positions, problems)
    columns = dict.fromkeys(positions, "VARCHAR")
    return Source(spec.name, label, part.file_name, dialect.sha256, dialect.bytes, columns)


def _header(rows: Iterator[list[str]], header_row: int, label: str, problems: Problems) -> list[str]:
    """The header's record. Raises InputRefused, after recording why, where quoting breaks before its end."""
    try:
        return next(islice(rows, header_row - 1, None), [])
    except csv.Error as error:
        _refuse_quoting(error, header_row, label, problems)


def _is_quick(dialect: Dialect, header: list[str], positions: dict[str, int]) -> bool:
    """Whether DuckDB may read the file itself: large, regular, and with a plain header in its first line."""
    is_plain = all(name.strip(SPACES) and not set(name) & set('"\r\n') for name in header)
    is_large = dialect.bytes >= regular_csv.LEAST_BYTES
    return (
        is_large and dialect.is_regular and dialect.header_row == 1 and is_plain and len(header) > 1 and bool(positions)
    )


def _read_slowly(
    con: duckdb.DuckDBPyConnection,
    rows: Iterator[list[str]],
    spec: Input,
    dialect: Dialect,
    header: list[str],
    positions: dict[str, int],
    label: str,
    problems: Problems,
) -> None:
    nameless = [i for i, name in enumerate(header) if not name.strip(SPACES)]
    table = RawTable(con, spec, list(positions))
    for number, chunk in _chunks(rows, dialect.header_row + 1, label, problems):
        kept_rows, kept = _whole_records(chunk, number, header, dialect.separator, label, problems)
        by_column: list[tuple[str, ...]] = list(zip(*kept, strict=True)) or [()] * len(header)
        for i in nameless:
            _refuse_nameless(by_column[i], kept_rows, i, label, problems)
        table.append(kept_rows, [list(by_column[i]) for i in positions.values()])


def _chunks(
    rows: Iterator[list[str]], number: int, label: str, problems: Problems
) -> Iterator[tuple[int, list[list[str]]]]:
    """Chunks of records with the row number of each chunk's first. Raises InputRefused where quoting breaks."""
    first = number
    while True:
        chunk: list[list[str]] = []
        broken: csv.Error | None = None
        try:
            cells = 0
            for record in rows:
                chunk.append(record)
                cells += len(record)
                if len(chunk) == RECORDS_AT_A_TIME or cells > CELLS_AT_A_TIME:
                    break
        except csv.Error as error:
            broken = error
        if broken:
            _refuse_quoting(broken, number + len(chunk), label, problems)
        if not chunk:
            return
        number += len(chunk)
        if number - first > limits()["rows"]:
            refuse_rows(label, problems)
        yield number - len(chunk), chunk


def _refuse_quoting(error: csv.Error, row: int, label: str, problems: Problems) -> NoReturn:
    problems.error(
        N_("broken quoting"),
        label,
        _("the record cannot be read: {reason}", reason=_csv_words(error)),
        _('close each quote, and double the quotes inside a quoted value ("")'),
        row=row,
    )
    raise InputRefused


def refuse_rows(label: str, problems: Problems) -> NoReturn:
    """Record that an input has too many rows. Raises InputRefused."""
    problems.error(
        N_("too large"),
        label,
        _("has more than {rows} rows", rows=count(limits()["rows"])),
        _("deliver fewer rows, or raise the limit in data/reference/import_limits.csv"),
    )
    raise InputRefused


def _csv_words(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return _(
            "a value is longer than {most} characters, most likely an unclosed quote",
            most=count(csv.field_size_limit()),
        )
    return _("a quote is not closed") if "unexpected end" in text else shown(text)


def _whole_records(
    chunk: list[list[str]], number: int, header: list[str], separator: str, label: str, problems: Problems
) -> tuple[list[int], list[list[str]]]:
    """Records as wide as the header, with their row numbers. Blank lines are passed over, others recorded."""
    width = len(header)
    if {len(record) for record in chunk} <= {width}:
        return list(range(number, number + len(chunk))), chunk
    rows, kept = [], []
    for row, record in enumerate(chunk, start=number):
        if len(record) == width:
            rows.append(row)
            kept.append(record)
        elif any(is_total(value) for value in record[:MOST_CELLS_BEFORE_A_TOTAL]) and len(record) < width:
            rows.append(row)
            kept.append(record + [""] * (width - len(record)))
        elif any(value.strip(SPACES) for value in record):
            many = len(record) > width
            problems.error(
                N_("too many values") if many else N_("too few values"),
                label,
                ngettext(
                    "the row has {number} value, the header {width}",
                    "the row has {number} values, the header {width}",
                    len(record),
                    width=count(width),
                ),
                _("put values that contain '{separator}' in double quotes", separator=separator)
                if many
                else _("give each column its place, empty ones too"),
                row=row,
                value=shown(separator.join(record).replace("\t", " ")),
            )
    return rows, kept


def _refuse_nameless(values: tuple[str, ...], rows: list[int], position: int, label: str, problems: Problems) -> None:
    for row, value in zip(rows, values, strict=True):
        if value.strip(SPACES):
            problems.error(
                N_("column without a name"),
                label,
                _("column {column} has values but no name in the header", column=position + 1),
                _("name the column in the header, or empty it"),
                row=row,
                value=shown(value),
            )
            return
