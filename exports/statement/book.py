"""The workbook while it is written: its sheets and the formats of its cells."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.statement.content import Statement, sheet_name
from languages import gettext as _

A4 = 9
HEADER_LETTERS = 80


@dataclass(frozen=True)
class Book:
    """The workbook while it is written, with the formats of its cells."""

    book: Workbook
    statement: Statement
    formats: dict[str, Any]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet by its English name, ready for A4 paper; its foot says what it is."""
        said = " ".join((self.statement.title, *self.statement.marks))[:HEADER_LETTERS].replace("&", "&&")
        shown = sheet_name(name)
        sheet = self.book.add_worksheet(shown)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        number = _("Page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L{said}&C{shown}&R{number}")
        return sheet
