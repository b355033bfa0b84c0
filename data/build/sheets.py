"""A sheet of a workbook to the table `stage.raw.<input>`."""

import duckdb

from data.build.dialect import ROWS_BEFORE_A_HEADER
from data.build.header import check_header, find_header, note_title_rows
from data.build.margins import remove_margins
from data.build.parts import Part
from data.build.problems import InputRefused, Problems, shown
from data.build.raw import RECORDS_AT_A_TIME, RawTable, Source
from data.build.schema import Input
from data.build.workbook import NotAWorkbook, Refused, Workbook, cell_name
from languages import N_
from languages import gettext as _


def read_sheet(
    con: duckdb.DuckDBPyConnection, book: Workbook, part: Part, sha256: str, size: int, spec: Input, problems: Problems
) -> Source:
    """Read a sheet into `stage.raw.<input>`. Raises InputRefused, after recording why, if it cannot be read."""
    try:
        columns = _read(con, book, part, spec, problems)
    except NotAWorkbook as refusal:
        problems.error(N_("too large"), part.label, str(refusal.args[0]), str(refusal.args[1]))
        raise InputRefused from refusal
    except (InputRefused, duckdb.Error, OSError, MemoryError):
        raise
    except Exception as error:  # openpyxl lets many kinds through for a damaged sheet
        problems.error(
            N_("unreadable file"),
            part.label,
            _("the sheet is damaged"),
            _("open the workbook in a spreadsheet and save it"),
        )
        raise InputRefused from error
    return Source(spec.name, part.label, part.file_name, sha256, size, dict.fromkeys(columns, "VARCHAR"))


def _read(con: duckdb.DuckDBPyConnection, book: Workbook, part: Part, spec: Input, problems: Problems) -> list[str]:
    label, sheet = part.label, part.sheet or ""
    top = book.first_rows(sheet, max(ROWS_BEFORE_A_HEADER, part.header_row))
    header_row = part.header_row or find_header(top, (*spec.column_names, *part.columns))[0] + 1
    header = top[header_row - 1] if header_row <= len(top) else []
    if not any(header):
        problems.error(
            N_("empty file"), label, _("the sheet has no header in row 1"), _("write the names of the columns in row 1")
        )
        raise InputRefused
    note_title_rows(header_row, label, problems)
    book.unreadable_cells(sheet, label, problems, header_row)
    positions = check_header(header, spec, label, problems, part.columns, header_row)
    table = RawTable(con, spec, list(positions))
    number = 1
    for chunk in book.chunks(sheet, RECORDS_AT_A_TIME):
        skipped = max(0, min(len(chunk), header_row + 1 - number))
        rows = chunk[skipped:]
        columns: list[list[str | None]] = [[] for _ in positions]
        for row, cells in enumerate(rows, start=number + skipped):
            _check_cells(cells, row, header, header_row, label, problems)
            for values, i in zip(columns, positions.values(), strict=True):
                cell = cells[i] if i < len(cells) else ""
                values.append(None if isinstance(cell, Refused) else cell)
        table.append(list(range(number + skipped, number + len(chunk))), columns)
        number += len(chunk)
    remove_margins(con, spec, label, header, positions, problems)
    return list(positions)


def _check_cells(
    cells: list[str | Refused], row: int, header: list[str], header_row: int, label: str, problems: Problems
) -> None:
    for i, cell in enumerate(cells):
        name = header[i] if i < len(header) else ""
        if isinstance(cell, Refused):
            problems.error(
                N_("unusable cell"),
                label,
                _("cell {cell} {reason}", cell=cell_name(row, i), reason=cell),
                _("write the value as a text, a number or a date"),
                row=row,
                column=shown(name),
            )
        elif cell and not name:
            problems.error(
                N_("column without a name"),
                label,
                _(
                    "cell {cell} has a value but its column has no name in row {row}",
                    cell=cell_name(row, i),
                    row=header_row,
                ),
                _("name the column in row {row}, or empty it", row=header_row),
                row=row,
                value=shown(cell),
            )
