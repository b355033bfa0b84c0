"""Workbooks (.xlsx): typed cells become the texts that the readers of values take, exactly."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from data.build.limits import limits
from data.build.problems import Problems, shown
from data.build.values import SPACES
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import count

MOST_ROWS = 1_048_576  # of the file format
SMALL_BYTES = 50_000_000  # what unpacks to less can be packed as tightly as it may
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}$")
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0"


class NotAWorkbook(Exception):
    """The file is no workbook that can be read; the text says why, the second argument what would be right."""


class Refused(str):
    """A cell that cannot be taken, as the words why not."""


class Workbook:
    """An open workbook, its sheets by name. Use as a context manager. Raises NotAWorkbook."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.read(4) == _OLE:
                raise NotAWorkbook(
                    _("is an old .xls file or protected by a password"), _("save it as .xlsx without a password")
                )
        try:
            with zipfile.ZipFile(path) as archive:
                _check_unpacked(archive, path.stat().st_size)
                if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
                    raise NotAWorkbook(_("holds macros"), _("save it as .xlsx without macros"))
            self._book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except NotAWorkbook:
            raise
        except Exception as error:  # openpyxl lets many kinds through for a damaged file
            raise NotAWorkbook(
                _("is not a readable .xlsx workbook"), _("open it in a spreadsheet and save it as .xlsx")
            ) from error
        self._path = path

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    @property
    def sheet_names(self) -> list[str]:
        """Names of the sheets with cells."""
        return [sheet.title for sheet in self._book.worksheets]

    def _elements(self, sheet: str, *names: str) -> Iterator[ElementTree.Element]:
        """The elements of these names of a sheet's XML, in the order of their ends; a row is emptied after its turn.

        Raises NotAWorkbook for rows or columns beyond the limits, which a reader would fill up with empty cells.
        """
        part = cast(Any, self._book[sheet])._worksheet_path  # openpyxl's reader tells too little of a sheet
        tags = {f"{_CELL}{name}" for name in names}
        cells = rows = 0
        with zipfile.ZipFile(self._path) as archive, closing(archive.open(part)) as xml:
            for _event, element in ElementTree.iterparse(xml):
                if element.tag in tags:
                    yield element
                if element.tag == f"{_CELL}c":
                    cells += 1
                    _check_columns(element, cells)
                elif element.tag == f"{_CELL}row":
                    rows += 1
                    _check_row(element, rows)
                    element.clear()
                    cells = 0

    def first_rows(self, sheet: str, most: int) -> list[list[str]]:
        """The first rows, each cell as text. Raises NotAWorkbook as `_elements` does."""
        for _row in islice(self._elements(sheet, "row"), most):
            pass
        return [[str(cell) for cell in row] for row in islice(self.rows(sheet), most)]

    def unreadable_cells(self, sheet: str, label: str, problems: Problems, header_row: int = 1) -> None:
        """Record merged cells from the header on, formulas saved without their value, and how many have one."""
        formulas, first = 0, ""
        for element in self._elements(sheet, "mergeCell", "c"):
            if element.tag == f"{_CELL}mergeCell":
                reference = element.get("ref", "")
                rows = [int(number) for number in re.findall(r"[0-9]{1,7}", reference)]
                if not rows or max(rows) >= header_row:  # a title above the header may be merged
                    problems.error(
                        N_("merged cells"),
                        label,
                        _("the cells {cells} are merged, so that one value stands for several", cells=shown(reference)),
                        _("unmerge them and write the value in each cell"),
                        row=rows[0] if rows else None,
                    )
                continue
            formula, value = element.find(f"{_CELL}f"), element.find(f"{_CELL}v")
            if formula is None:
                continue
            reference = element.get("r", "")
            row = re.search(r"[0-9]{1,7}", reference)
            if value is not None and (value.text or element.get("t") == "str"):
                # an empty <v> is the value of a formula that gives an empty text, else openpyxl's "not known"
                formulas, first = formulas + 1, first or reference
                continue
            problems.error(
                N_("formula without a value"),
                label,
                _("the formula in {cell} was saved without its value", cell=shown(reference)),
                _("open the workbook in a spreadsheet and save it, or write the value"),
                row=int(row[0]) if row else None,
                value=shown("=" + (formula.text or "")),
            )
        if formulas:
            problems.note(
                N_("formula"),
                label,
                ngettext(
                    "{number} cell is a formula, the first in {cell}: the value saved with it was taken",
                    "{number} cells are formulas, the first in {cell}: the values saved with them were taken",
                    formulas,
                    cell=shown(first),
                ),
                _("none is needed if the workbook was saved by a spreadsheet"),
                times=formulas,
            )

    def rows(self, sheet: str) -> Iterator[list[str | Refused]]:
        """The rows of a sheet from row 1 on, each cell as text, "" if empty."""
        worksheet = self._book[sheet]
        cast(Any, worksheet).reset_dimensions()
        for row in worksheet.iter_rows():
            yield [_text(cell.value, cell.data_type) for cell in row]

    def chunks(self, sheet: str, size: int) -> Iterator[list[list[str | Refused]]]:
        """The rows in chunks."""
        rows = self.rows(sheet)
        while chunk := list(islice(rows, size)):
            yield chunk


def _check_columns(cell: ElementTree.Element, cells: int) -> None:
    """Raises NotAWorkbook for a cell further right than a table may reach, or one too many in its row."""
    most = limits()["columns"]
    match = _REFERENCE.match(cell.get("r", "A1"))
    if cells > most or match is None or column_index_from_string(match[1]) > most:
        raise NotAWorkbook(
            _("has more than {columns} columns", columns=count(most)), _("keep the columns of the input")
        )


def _check_row(row: ElementTree.Element, rows: int) -> None:
    """Raises NotAWorkbook for a row further down than the format has rows."""
    number = row.get("r", "1")
    if rows > MOST_ROWS or not re.fullmatch("[0-9]{1,7}", number) or int(number) > MOST_ROWS:
        raise NotAWorkbook(
            _("has more than {rows} rows", rows=count(MOST_ROWS)), _("deliver large inputs as Parquet or CSV")
        )


def _check_unpacked(archive: zipfile.ZipFile, packed: int) -> None:
    """Raises NotAWorkbook for a file that is small only while it is packed."""
    unpacked = sum(member.file_size for member in archive.infolist())
    most = limits()["unpacked_megabytes"]
    if unpacked > most * 1_000_000:
        raise NotAWorkbook(
            _("unpacks to more than {most} MB", most=count(most)), _("deliver large inputs as Parquet or CSV")
        )
    if unpacked > SMALL_BYTES and unpacked > packed * limits()["unpacked_ratio"]:
        raise NotAWorkbook(
            _("unpacks to {times} times its size, as no workbook of tables does", times=count(unpacked // packed)),
            _("open it in a spreadsheet and save it again, or deliver CSV"),
        )


def _text(value: object, data_type: str) -> str | Refused:
    if value is None:
        return ""
    if data_type == "e":
        return Refused(_("holds the error {error}", error=value))
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**15 else Refused(_("is a number too long for a spreadsheet to keep"))
        case float():
            return _number(value)
        case datetime():
            midnight = not (value.hour or value.minute or value.second or value.microsecond)
            return value.date().isoformat() if midnight else Refused(_("has a time of day"))
        case date():
            return value.isoformat()
        case str():
            return value.strip(SPACES)
    return Refused(_("holds a time, where a text, a number or a date is expected"))


def _number(value: float) -> str | Refused:
    """The number that the spreadsheet shows: it keeps fifteen digits, what follows is noise of the binary form."""
    shortest = format(value, ".15g")
    if "n" in shortest:
        return Refused(_("is not a number"))
    text = format(Decimal(shortest), "f")
    return text if abs(value) < 1e15 else Refused(_("is a number too long for a spreadsheet to keep"))


def cell_name(row: int, position: int) -> str:
    """Name of a cell as a spreadsheet has it: B3."""
    return f"{get_column_letter(position + 1)}{row}"
