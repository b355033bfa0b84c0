"""The findings as a workbook: the delivered tables with the cells marked that something is wrong with.

A workbook of the delivery comes back as it is, with marks; other files as a workbook made of their rows. Large tables are
cut down to the rows that have findings.
"""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from data.build.dialect import dialect_of, records
from data.build.parts import Part
from data.build.problems import GRADES, Problem, Problems, grade_order
from data.build.schema import INPUTS
from data.build.values import SPACES
from data.build.workbook import Workbook
from languages import N_
from languages import gettext as _

MOST_ROWS_WHOLE = 20_000  # of a table that comes back with all its rows
MOST_ROWS_MARKED = 20_000
MOST_FINDINGS_LISTED = 100_000
MOST_COLUMNS = 500
LARGEST_WORKBOOK_BYTES = 3_000_000  # that is opened whole to be marked
MOST_CELL_CHARACTERS = 32_000
MOST_COMMENT_CHARACTERS = 1_000
LONGEST_SHEET_NAME = 31  # of the file format
HEADINGS = (
    *(N_("grade"), N_("kind"), N_("file"), N_("row"), N_("column"), N_("value"), N_("what is wrong"), N_("remedy")),
)
COLOURS = {"error": "F8C9C4", "warning": "FCE9B2", "note": "D5E5FA"}

# The findings of a table by row, and in a row by column; "" for findings on the row, 0 for those on the table.
Marks = dict[int, dict[str, list[Problem]]]


def write_marked(parts: Sequence[Part], problems: Problems, path: Path) -> None:
    """Write the findings' workbook to `path`. Raises OSError."""
    marks: dict[str, Marks] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for problem in problems:
        marks[problem.file][problem.row or 0][problem.column].append(problem)
    whole = _one_workbook(parts)
    if whole is not None and _mark_workbook(whole, parts, marks, problems, path):
        return
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {grade: book.add_format({"bg_color": f"#{colour}"}) for grade, colour in COLOURS.items()}
    formats["bold"] = book.add_format({"bold": True, "bottom": 1})
    _list_findings(book, problems, formats)
    for number, part in enumerate(parts, start=1):
        sheet = book.add_worksheet(f"{number} {part.input}"[:LONGEST_SHEET_NAME])
        _write_part(sheet, part, marks.get(part.label, {}), formats)
    book.close()
    path.write_bytes(out.getvalue())


def _one_workbook(parts: Sequence[Part]) -> Path | None:
    """The one workbook that a delivery is, if it is one and not too large to be opened whole."""
    paths = {part.path for part in parts}
    if len(paths) != 1 or any(part.sheet is None for part in parts):
        return None
    path = paths.pop()
    return path if path.stat().st_size <= LARGEST_WORKBOOK_BYTES else None


def _mark_workbook(
    source: Path, parts: Sequence[Part], marks: Mapping[str, Marks], problems: Problems, path: Path
) -> bool:
    """The delivered workbook with marks and a sheet of all findings. False where it cannot be opened or saved whole."""
    try:
        book = openpyxl.load_workbook(source)
        for part in parts:
            found = marks.get(part.label, {})
            sheet = book[part.sheet or ""]
            header = [str(cell.value or "").strip(SPACES) for cell in sheet[part.header_row or 1]]
            columns = _positions(header, part)
            for row, by_column in found.items():
                for column, listed in by_column.items():
                    cell = sheet.cell(row or part.header_row or 1, columns.get(column, 0) + 1)
                    if type(cell).__name__ == "MergedCell":
                        continue
                    cell.fill = PatternFill("solid", fgColor=COLOURS[_worst(listed)])
                    cell.comment = Comment(_words(listed), "ClusterXchange", width=320, height=140)
        listing = book.create_sheet(_free_name(_("Findings"), book.sheetnames), 0)
        for cells in _listed(problems):
            listing.append([None] * len(cells))
            for position, value in enumerate(cells, start=1):
                cell = listing.cell(listing.max_row, position)
                cell.value, cell.data_type = value, "n" if isinstance(value, int) else "s"
        book.active = 0
        book.save(path)
    except OSError:
        raise
    except Exception:  # openpyxl keeps not everything that a workbook may hold
        return False
    return True


def _free_name(name: str, taken: Sequence[str]) -> str:
    while name.lower() in {one.lower() for one in taken}:
        name = _("{name} of the check", name=name)
    return name[:LONGEST_SHEET_NAME]


def _listed(problems: Problems) -> Iterator[list[str | int]]:
    yield [_(heading) for heading in HEADINGS]
    for p in islice(sorted(problems, key=lambda p: grade_order(p.grade)), MOST_FINDINGS_LISTED):
        yield [_(p.grade), _(p.kind), p.file, p.row if p.row is not None else "", p.column, p.value, p.wrong, p.right]


def _list_findings(book: Any, problems: Problems, formats: Mapping[str, Any]) -> None:
    grades = {_(grade): grade for grade in GRADES}
    sheet = book.add_worksheet(_("Findings")[:LONGEST_SHEET_NAME])
    for position, width in enumerate((10, 30, 34, 8, 24, 30, 60, 60)):
        sheet.set_column(position, position, width)
    for row, cells in enumerate(_listed(problems)):
        for position, value in enumerate(cells):
            style = formats["bold"] if row == 0 else formats[grades[str(cells[0])]] if position == 0 else None
            _write(sheet, row, position, value, style)
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, row: int, position: int, value: str | int, style: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, position, value, style)
    else:
        sheet.write_string(row, position, value[:MOST_CELL_CHARACTERS], style)


def _write_part(
    sheet: Any, part: Part, found: Mapping[int, Mapping[str, list[Problem]]], formats: Mapping[str, Any]
) -> None:
    """The rows of a part, the number of each in front."""
    rows = list(islice(_rows(part), MOST_ROWS_WHOLE + 1))
    is_whole = len(rows) <= MOST_ROWS_WHOLE
    if not is_whole:
        rows = list(islice((row for row in _rows(part) if row[0] in found), MOST_ROWS_MARKED))
    header_row = part.header_row or 1
    header = next((cells for number, cells in islice(_rows(part), header_row) if number == header_row), [])
    columns = _positions(header, part)
    sheet.write_string(0, 0, _("row") if is_whole else _("row (only rows with findings)"), formats["bold"])
    for position, name in enumerate(header[:MOST_COLUMNS], start=1):
        _write(sheet, 0, position, name, formats["bold"])
    sheet.freeze_panes(1, 1)
    sheet.set_column(1, max(1, len(header)), 18)
    for at, (number, cells) in enumerate((row for row in rows if row[0] > header_row), start=1):
        sheet.write_number(at, 0, number)
        marked = found.get(number, {})
        for position, value in enumerate(cells[:MOST_COLUMNS], start=1):
            _write(sheet, at, position, value, None)
        for column, listed in marked.items():
            position = columns[column] + 1 if column in columns else 0
            style = formats[_worst(listed)]
            shown: list[str | int] = [number, *cells]
            _write(sheet, at, position, shown[position] if position < len(shown) else "", style)
            sheet.write_comment(at, position, _words(listed), {"x_scale": 2, "y_scale": 1.5})
    for column, listed in found.get(header_row, {}).items():
        position = columns[column] + 1 if column in columns else 0
        sheet.write_comment(0, position, _words(listed), {"x_scale": 2, "y_scale": 1.5})


def _rows(part: Part) -> Iterator[tuple[int, list[str]]]:
    """The rows of a part as texts with their numbers; nothing where it cannot be read."""
    try:
        if part.sheet is not None:
            with Workbook(part.path) as book:
                for number, cells in enumerate(book.rows(part.sheet), start=1):
                    yield number, [str(cell) for cell in cells]
        elif part.path.suffix == ".parquet":
            with pq.ParquetFile(part.path) as parquet:
                yield 1, [str(name) for name in parquet.schema_arrow.names]
                number = 2
                for batch in parquet.iter_batches(10_000):
                    for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        yield number, ["" if value is None else str(value) for value in values]
                        number += 1
        else:
            known = (*INPUTS[part.input].column_names, *part.columns)
            dialect = dialect_of(part.path, part.label, known, Problems(), part.header_row)
            with records(part.path, dialect) as lines:
                yield from enumerate(lines, start=1)
    except OSError:
        raise
    except Exception:  # what cannot be read is among the findings already
        return


def _positions(header: Sequence[str], part: Part) -> dict[str, int]:
    """Position of each column of the input, and of each delivered name."""
    found: dict[str, int] = {}
    for position, name in enumerate(header):
        bare = name.strip(SPACES)
        found.setdefault(part.columns.get(bare, bare), position)
        found.setdefault(bare, position)
    found.pop("", None)
    return found


def _worst(listed: Sequence[Problem]) -> str:
    return min((problem.grade for problem in listed), key=grade_order)


def _words(listed: Sequence[Problem]) -> str:
    lines = [
        _(
            "{grade}: {kind}. {wrong}. Remedy: {remedy}.",
            grade=_(p.grade),
            kind=_(p.kind),
            wrong=p.wrong,
            remedy=p.right,
        )
        for p in listed
    ]
    return "\n".join(lines)[:MOST_COMMENT_CHARACTERS]
