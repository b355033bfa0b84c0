"""Tables as files. Cells that a spreadsheet would run as a formula are made harmless; each row names its source."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from charts import codes
from charts.measures import MEASURES, label
from languages import gettext as _
from languages import pgettext

# A worksheet has 1,048,576 rows; one is the header.
XLSX_ROWS = 1_048_575
# What a cell holds at most.
CELL_LETTERS = 32_767
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r]")


def harmless(value: Any) -> Any:
    """Text that starts as a formula gets an apostrophe in front, as spreadsheets mark plain text; all else is itself."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def frames_of(reader: pa.RecordBatchReader) -> Iterator[pd.DataFrame]:
    """The batches of a stream as frames, exact money and dates kept."""
    for batch in reader:
        yield pa.Table.from_batches([batch]).to_pandas(date_as_object=False)


def as_csv(frames: Iterable[pd.DataFrame], source: str) -> bytes:
    """UTF-8 with BOM, comma, ISO dates, decimal points; column names are field names, the last column is `source`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, frame in enumerate(frames):
        if number == 0:
            writer.writerow([*frame.columns, "source"])
        for row in rows_of(frame):
            writer.writerow([*(harmless(value) for value in row), source])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(frames: Iterable[pd.DataFrame], source: str, title: str) -> bytes:
    """A workbook: the table with screen labels, euro and date formats, frozen header and filter; a sheet that says what it is."""
    out = io.BytesIO()
    book = new_book(out)
    formats = formats_of(book)
    sheet = book.add_worksheet(pgettext("sheet", "Data"))
    bold = book.add_format({"bold": True, "bottom": 1})
    at = 0
    width = 0
    for number, frame in enumerate(frames):
        if number == 0:
            width = len(frame.columns)
            for column, field in enumerate(frame.columns):
                measure = MEASURES.get(field)
                sheet.write_string(0, column, label(field), bold)
                sheet.set_column(column, column, 16, formats.get(measure.kind) if measure else None)
            sheet.freeze_panes(1, 0)
        for row in rows_of(frame):
            at += 1
            for column, (field, value) in enumerate(zip(frame.columns, row, strict=True)):
                write_cell(sheet, at, column, codes.said(value, field) if isinstance(value, str) else value)
    if width:
        sheet.autofilter(0, 0, at, width - 1)
    about = book.add_worksheet(pgettext("sheet", "About"))
    about.set_column(0, 0, 100)
    for line, text in enumerate((title, source, _("ClusterXchange dashboard"))):
        about.write_string(line, 0, text)
    book.close()
    return out.getvalue()


def formats_of(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """The workbook's formats of cells by the kinds of `charts.measures`; text needs none."""
    return {
        "eur": book.add_format({"num_format": "#,##0.00 [$€]"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "month": book.add_format({"num_format": "yyyy-mm"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.0"}),
        "km": book.add_format({"num_format": "#,##0.0"}),
    }


def new_book(out: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook in memory in which no text becomes a formula or a link."""
    return xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def as_parquet(frames: Iterable[pd.DataFrame], source: str) -> bytes:
    """Parquet with exact types; the source stands in each row and in the file's metadata."""
    out = io.BytesIO()
    writer: pq.ParquetWriter | None = None
    for frame in frames:
        table = pa.Table.from_pandas(frame.assign(source=source), preserve_index=False)
        if writer is None:
            writer = pq.ParquetWriter(out, table.schema.with_metadata({"source": source}))
        writer.write_table(table.cast(writer.schema))
    if writer is not None:
        writer.close()
    return out.getvalue()


def rows_of(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """Rows as plain Python values: None where empty, dates as date, lists as text."""
    columns = [_values(frame[column]) for column in frame.columns]
    return (list(row) for row in zip(*columns, strict=True))


def _values(column: "pd.Series[Any]") -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return [None if pd.isna(value) else value.date() for value in column]
    return [_plain(value) for value in column.tolist()]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int, Decimal)):
        return value
    if isinstance(value, float):
        return None if pd.isna(value) else value
    if hasattr(value, "__iter__"):
        return "; ".join(str(item) for item in value)
    return None if pd.isna(value) else value


def write_cell(sheet: Worksheet, row: int, column: int, value: Any, form: Any = None) -> None:
    """A cell by the type of its value; text never becomes a formula or a link. Without a format it has its column's."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:CELL_LETTERS], form)
    else:
        sheet.write_datetime(row, column, value, form)
