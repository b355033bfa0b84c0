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
from openpyxl.utils import get_column_letter

from data.build.problems import Problems, shown
from data.build.values import SPACES

LARGEST_UNPACKED_BYTES = 4 << 30
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
                    "is an old .xls file or protected by a password", "save it as .xlsx without a password"
                )
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED_BYTES:
                    raise NotAWorkbook("unpacks to more than 4 GB", "deliver large inputs as Parquet or CSV")
                if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
                    raise NotAWorkbook("holds macros", "save it as .xlsx without macros")
            self._book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except NotAWorkbook:
            raise
        except Exception as error:  # openpyxl lets many kinds through for a damaged file
            raise NotAWorkbook(
                "is not a readable .xlsx workbook", "open it in a spreadsheet and save it as .xlsx"
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

    def unreadable_cells(self, sheet: str, label: str, problems: Problems) -> None:
        """Record merged cells and formulas that were saved without their value."""
        part = cast(Any, self._book[sheet])._worksheet_path  # openpyxl's reader tells neither of the two
        with zipfile.ZipFile(self._path) as archive, closing(archive.open(part)) as xml:
            for _, element in ElementTree.iterparse(xml):
                if element.tag == f"{_CELL}mergeCell":
                    reference = element.get("ref", "")
                    row = re.search(r"[0-9]+", reference)
                    problems.error(
                        "merged cells",
                        label,
                        f"the cells {shown(reference)} are merged, so that one value stands for several",
                        "unmerge them and write the value in each cell",
                        row=int(row[0]) if row else None,
                    )
                elif element.tag == f"{_CELL}c":
                    formula, value = element.find(f"{_CELL}f"), element.find(f"{_CELL}v")
                    # an empty <v> is the value of a formula that gives an empty text, else openpyxl's "not known"
                    is_known = value is not None and (bool(value.text) or element.get("t") == "str")
                    if formula is not None and not is_known:
                        reference = element.get("r", "")
                        row = re.search(r"[0-9]+", reference)
                        problems.error(
                            "formula without a value",
                            label,
                            f"the formula in {shown(reference)} was saved without its value",
                            "open the workbook in a spreadsheet and save it, or write the value",
                            row=int(row[0]) if row else None,
                            value=shown("=" + (formula.text or "")),
                        )
                elif element.tag == f"{_CELL}row":
                    element.clear()

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


def _text(value: object, data_type: str) -> str | Refused:
    if value is None:
        return ""
    if data_type == "e":
        return Refused(f"holds the error {value}")
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**15 else Refused("is a number too long for a spreadsheet to keep")
        case float():
            return _number(value)
        case datetime():
            midnight = not (value.hour or value.minute or value.second or value.microsecond)
            return value.date().isoformat() if midnight else Refused("has a time of day")
        case date():
            return value.isoformat()
        case str():
            return value.strip(SPACES)
    return Refused("holds a time, where a text, a number or a date is expected")


def _number(value: float) -> str | Refused:
    """The number that the spreadsheet shows: it keeps fifteen digits, what follows is noise of the binary form."""
    shortest = format(value, ".15g")
    if "n" in shortest:
        return Refused("is not a number")
    text = format(Decimal(shortest), "f")
    return text if abs(value) < 1e15 else Refused("is a number too long for a spreadsheet to keep")


def cell_name(row: int, position: int) -> str:
    """Name of a cell as a spreadsheet has it: B3."""
    return f"{get_column_letter(position + 1)}{row}"
