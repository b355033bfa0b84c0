"""The template workbook: one sheet per input, made from data/build/schema.py, so that the build takes what it asks for."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname

from data.build.limits import limits
from data.build.schema import INPUTS, Column, ColumnType, Input
from data.build.sources import REFERENCE
from data.intake.columns import by_hand, named
from languages import N_
from languages import gettext as _
from languages.formats import count

# Sheets that a person fills in first come first; the register's are for those who keep it.
ORDER = ("organisations", "exchanges", "budget_transactions", "delivery")
# Inputs of the register whose ids drop-down lists offer, and the column that holds them.
KEYS = {"partnerships": "partnership_id", "clusters": "cluster_id", "countries": "country_code"}
LIST_ROWS = 20_000  # how far down drop-down lists reach
MOST_LISTED = 10_000
INLINE_CHARACTERS = 255  # of the file format
TITLE_CHARACTERS = 32
TYPE_WORDS: dict[ColumnType, str] = {
    "text": N_("Text"),
    "integer": N_("Whole number"),
    "money": N_("Amount in euro with at most two decimals"),
    "degrees": N_("Decimal degrees, such as 55.676"),
    "date": N_("Date (yyyy-mm-dd)"),
    "period_start": N_("Year, month (yyyy-mm) or date"),
    "period_end": N_("Year, month (yyyy-mm) or date"),
    "flag": N_("true or false"),
    "list": N_("Several apart by a semicolon"),
}
FORMATS: dict[ColumnType, str] = {"date": "yyyy-mm-dd", "money": "#,##0.00", "integer": "0", "degrees": "0.0000##"}
# Columns that name a row of another sheet.
REFERENCES: Mapping[str, tuple[str, str]] = {
    "cluster_id": ("clusters", "cluster_id"),
    "partnership_id": ("partnerships", "partnership_id"),
    "visiting_partnership_id": ("partnerships", "partnership_id"),
    "host_partnership_id": ("partnerships", "partnership_id"),
    "country_code": ("countries", "country_code"),
    "host_country_code": ("countries", "country_code"),
    "visiting_organisation_id": ("organisations", "organisation_id"),
    "host_organisation_id": ("organisations", "organisation_id"),
    "exchange_id": ("exchanges", "exchange_id"),
}
# Sheets that the build passes over, in whatever language (data/build/sources.py).
INSTRUCTIONS_SHEET, LISTS = N_("Instructions"), N_("Lists")
INSTRUCTIONS = (
    N_("Fill in the sheets that you deliver; leave the others as they are. A sheet without rows changes nothing."),
    N_(
        "Row 1 of a sheet names its columns. Do not rename sheets or columns; columns that you do not need may be deleted."
    ),
    N_("Blue headings need a value in each row. Point at a heading to read what the column holds."),
    N_(
        "Cells with an arrow take a value of the list. Ids of partnerships, clusters and countries come from the register."
    ),
    N_(
        "Write values, one row per row: no merged cells, no totals, no macros. Formulas are taken at the value saved with them."
    ),
    N_("Dates are dates of the spreadsheet or yyyy-mm-dd. Amounts have at most two decimals."),
    N_(
        "The sheet delivery says on which day the data are true (as_of_date). Without it the day is asked when you bring it in."
    ),
    N_("Organisations only: no names of persons, no addresses of persons."),
)


def inputs_in_order() -> list[Input]:
    """The inputs as the template shows them."""
    return [INPUTS[name] for name in ORDER] + [spec for name, spec in INPUTS.items() if name not in ORDER]


def register_ids() -> dict[str, list[str]]:
    """The ids that drop-down lists offer where no snapshot is published yet: those of the register's own files."""
    found = {}
    for name, key in KEYS.items():
        with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found[name] = [row[key] for row in csv.DictReader(lines)]
    return found


def template(known: Mapping[str, Sequence[str]]) -> bytes:
    """The template as an .xlsx file. known: the ids that drop-down lists offer, by input that they are keys of."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _instructions(book)
    lists = _Lists(book, known)
    for spec in inputs_in_order():
        _sheet(book, spec, lists)
    lists.write()
    book.close()
    return out.getvalue()


class _Lists:
    """The sheet of the values that drop-down lists offer; each list is written once."""

    def __init__(self, book: Any, known: Mapping[str, Sequence[str]]) -> None:
        self._book, self._known = book, known
        self._columns: dict[str, Sequence[str]] = {}

    def of(self, spec: Input, column: Column) -> str | list[str] | None:
        """What xlsxwriter takes as the source of a list: values, a range, or None for no list."""
        if column.type == "flag":
            return ["true", "false"]
        if column.codes and column.type == "text":
            if len(",".join(column.codes)) <= INLINE_CHARACTERS and not any("," in code for code in column.codes):
                return list(column.codes)
            return self._range(f"{spec.name}.{column.name}", column.codes)
        parent, key = REFERENCES.get(column.name, ("", ""))
        if not parent or column.name == spec.key:
            return None
        if self._known.get(parent) and parent != "organisations":
            return self._range(f"{parent}.{key}", self._known[parent][:MOST_LISTED])
        if parent in ("organisations", "exchanges"):
            return f"={parent}!$A$2:$A${LIST_ROWS}"
        return None

    def _range(self, name: str, values: Sequence[str]) -> str:
        self._columns.setdefault(name, values)
        letter = xlsxwriter.utility.xl_col_to_name(list(self._columns).index(name))
        return f"={quote_sheetname(_(LISTS))}!${letter}$2:${letter}${len(values) + 1}"

    def write(self) -> None:
        """Write the sheet, after all others have asked for their lists."""
        sheet = self._book.add_worksheet(_(LISTS))
        bold = self._book.add_format({"bold": True})
        for position, (name, values) in enumerate(self._columns.items()):
            sheet.write_string(0, position, name, bold)
            sheet.set_column(position, position, 28)
            for row, value in enumerate(values, start=1):
                sheet.write_string(row, position, value)


def explanation(name: str, column: Column) -> str:
    """What a column holds, in a few lines."""
    lines = [named()[name, column.name].explanation, f"{_(TYPE_WORDS[column.type])}."]
    if column.required:
        lines.append(_("Needs a value in each row."))
    if column.codes:
        lines.append(_("One of: {codes}.", codes="; ".join(column.codes)))
    if column.pattern_words:
        lines.append(_("Written as {form}.", form=_(column.pattern_words)))
    if column.lowest is not None and column.highest is not None:
        lines.append(_("From {low} to {high}.", low=f"{column.lowest:g}", high=f"{column.highest:g}"))
    return "\n".join(line for line in lines if line)


def _instructions(book: Any) -> None:
    sheet = book.add_worksheet(_(INSTRUCTIONS_SHEET))
    title, bold, wrap = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 110)
    sheet.write_string(0, 0, _("ClusterXchange: data to bring in"), title)
    most = limits()
    largest = _(
        "A file has at most {megabytes} MB, an input {rows} rows.",
        megabytes=count(most["file_megabytes"]),
        rows=count(most["rows"]),
    )
    for row, line in enumerate((*(_(text) for text in INSTRUCTIONS), largest), start=2):
        sheet.merge_range(row, 0, row, 2, line, wrap)
    at = len(INSTRUCTIONS) + 5
    for position, heading in enumerate((_("Sheet"), _("Column"), _("What it holds"))):
        sheet.write_string(at - 1, position, heading, bold)
    for spec in inputs_in_order():
        for column in by_hand(spec.name):
            sheet.write_string(at, 0, spec.name)
            sheet.write_string(at, 1, column.name)
            sheet.write_string(at, 2, explanation(spec.name, column).replace("\n", " "))
            at += 1
    sheet.freeze_panes(1, 0)


def _sheet(book: Any, spec: Input, lists: _Lists) -> None:
    sheet = book.add_worksheet(spec.name)
    needed = book.add_format({"bold": True, "bg_color": "#1f4fa8", "font_color": "#ffffff", "bottom": 1})
    optional = book.add_format({"bold": True, "bg_color": "#e3e8f0", "bottom": 1})
    for position, column in enumerate(by_hand(spec.name)):
        wide = max(14, len(column.name) + 3)
        number_format = FORMATS.get(column.type, "@" if column.type in ("text", "list") else "")
        sheet.set_column(position, position, wide, book.add_format({"num_format": number_format}))
        sheet.write_string(0, position, column.name, needed if column.required else optional)
        sheet.write_comment(0, position, explanation(spec.name, column), {"x_scale": 2.2, "y_scale": 1.6})
        values = lists.of(spec, column)
        if values:
            sheet.data_validation(
                1,
                position,
                LIST_ROWS,
                position,
                {
                    "validate": "list",
                    "source": values,
                    "error_type": "stop" if column.codes or column.type == "flag" else "warning",
                    "error_title": _("Not in the list")[:TITLE_CHARACTERS],
                    "error_message": _("{column}: take a value of the list.", column=column.name),
                },
            )
    sheet.freeze_panes(1, 1)
