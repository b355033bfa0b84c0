"""Files that cannot be read as they should: each is refused with its place and its reason."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.build import build
from tests.build import deliveries
from tests.build.found import Found, assert_found


def _remove(name: str) -> Callable[[Path], Path | None]:
    return lambda folder: (folder / name).unlink()


def _bytes(name: str, content: bytes) -> Callable[[Path], Path | None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return write


def _spoil(name: str, old: bytes, new: bytes) -> Callable[[Path], Path | None]:
    def write(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert old in content
        (folder / name).write_bytes(content.replace(old, new, 1))

    return write


def _twice(folder: Path) -> None:
    table = pa.table({"key": ["title"], "value": ["x"]})
    pq.write_table(table, folder / "delivery.parquet")


def _workbook(change: Callable[[openpyxl.Workbook], None], name: str = "book.xlsx") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = deliveries.write_workbook(deliveries.valid(), folder / "book" / name)
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return write


def _cell(sheet: str, cell: str, value: object) -> Callable[[Path], Path]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return _workbook(change)


def _unformatted_date(book: openpyxl.Workbook) -> None:
    book["exchanges"]["J2"].value = 44259
    book["exchanges"]["J2"].number_format = "General"


def _merged(book: openpyxl.Workbook) -> None:
    book["organisations"].merge_cells("F4:F5")


def _macros(folder: Path) -> Path:
    path = deliveries.write_workbook(deliveries.valid(), folder / "book" / "book.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return path


def _source(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder.parent / name
        path.write_bytes(content)
        return path

    return write


def _parquet_column(name: str, column: str, values: pa.Array) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        parquet = deliveries.write_parquet(deliveries.valid(), folder / "parquet")
        table = pq.read_table(parquet / f"{name}.parquet")
        table = table.set_column(table.column_names.index(column), column, values)
        pq.write_table(table, parquet / f"{name}.parquet")
        return parquet

    return write


_TIMES = pa.array([1_650_000_000_000_001] * 6, pa.timestamp("us"))
_OTHER_AMOUNTS = pa.array([50000.0, 40000.0, -1500.25, 1500.25, 900.001, 100.1])
_B = "book.xlsx, sheet "
_QUOTE = "a quote is not closed"

FILES: list[tuple[Callable[[Path], Path | None], Found]] = [
    (_remove("exchanges.csv"), Found("source", None, "", "", "there is no exchanges", "add exchanges.csv")),
    (_bytes("exchanges.csv", b""), Found("exchanges.csv", None, "", "", "no content", "header")),
    (
        _bytes("exchanges.csv", b"a|b\n1|2\n"),
        Found("exchanges.csv", 1, "", "a|b", "names a known column", "exchange_id"),
    ),
    (_twice, Found("delivery.parquet", None, "", "", "delivery.csv brings the same input", "keep one")),
    (
        _spoil("organisations.csv", "Æ".encode(), b"\xc6"),
        Found("organisations.csv", 2, "", "", "byte 95 (hexadecimal c6) in line 2 is not UTF-8", "save the file"),
    ),
    (
        _bytes("organisations.csv", b"organisation_id,name\no1,\x81\n"),
        Found("organisations.csv", 2, "", "", "byte 25 (hexadecimal 81) in line 2 is neither", "save the file"),
    ),
    (_spoil("organisations.csv", b"o3,", b'o3,"'), Found("organisations.csv", 4, "", "", _QUOTE, "close each quote")),
    (_bytes("rules.parquet", b"PAR1 no"), Found("rules.parquet", None, "", "", "not a readable Parquet", "as CSV")),
    (
        _parquet_column("budget_transactions", "date", _TIMES),
        Found(
            "budget_transactions.parquet", 2, "date", "2022-04-15 05:20:00.000001", "exactly as a date", "time of day"
        ),
    ),
    (
        _parquet_column("budget_transactions", "amount_eur", _OTHER_AMOUNTS),
        Found("budget_transactions.parquet", 6, "amount_eur", "900.001", "exactly", "at most two decimals"),
    ),
    (
        _parquet_column("budget_transactions", "kind", pa.array([1.5] * 6)),
        Found("budget_transactions.parquet", 2, "kind", "", "holds double where varchar", "as text"),
    ),
    (_source("old.xls", b"\xd0\xcf\x11\xe0"), Found("old.xls", None, "", "", "is not an .xlsx workbook", ".xlsx")),
    (_source("old.xlsx", b"\xd0\xcf\x11\xe0"), Found("old.xlsx", None, "", "", "is an old .xls file", "password")),
    (_source("b.xlsx", b"PK nothing"), Found("b.xlsx", None, "", "", "not a readable .xlsx", "save it as")),
    (_source("b.xlsx", b""), Found("b.xlsx", None, "", "", "no content", "again")),
    (_source("b.xlsm", b"PK"), Found("b.xlsm", None, "", "", "with macros", "without macros")),
    (_source("exchanges.csv", b"a"), Found("exchanges.csv", None, "", "", "single file", "folder")),
    (_macros, Found("book.xlsx", None, "", "", "holds macros", "without macros")),
    (_workbook(_merged), Found(_B + "organisations", 4, "", "", "cells F4:F5 are merged", "unmerge")),
    (
        _cell("exchanges", "N3", "=1+1"),
        Found(_B + "exchanges", 3, "", "=1+1", "formula in N3 was saved without its value", "write the value"),
    ),
    (_cell("exchanges", "R2", 900.001), Found(_B + "exchanges", 2, "lump_sum_eur", "900.001", "two decimals", "cent")),
    (_cell("exchanges", "R2", "900,50"), Found(_B + "exchanges", 2, "lump_sum_eur", "900,50", "mixes", "one")),
    (_workbook(_unformatted_date), Found(_B + "exchanges", 2, "matched_date", "44259", "number, not a", "format")),
    (_cell("exchanges", "J2", "#N/A"), Found(_B + "exchanges", 2, "matched_date", "", "J2 holds the error", "write")),
    (_cell("exchanges", "T5", "x"), Found(_B + "exchanges", 5, "", "x", "T5 has a value but its column", "row 1")),
    (_workbook(lambda book: book.remove(book["exchanges"])), Found("book.xlsx", None, "", "", "no exchanges", "sheet")),
]


@pytest.mark.parametrize(("spoil", "expected"), FILES)
def test_a_bad_file_is_refused(spoil: Callable[[Path], Path | None], expected: Found, tmp_path: Path) -> None:
    folder = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    source = spoil(folder) or folder
    assert_found(build(source, tmp_path / "warehouse"), expected, tmp_path / "warehouse")


def test_a_source_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    result = build(tmp_path / "nowhere", tmp_path / "warehouse")
    assert [p.wrong for p in result.problems] == ["does not exist"]
    assert not result.ok


def test_unknown_files_and_sheets_are_named(tmp_path: Path) -> None:
    folder = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    (folder / "exchange.csv").write_text("a")
    (folder / "notes.md").write_text("a")
    result = build(folder, tmp_path / "warehouse")
    assert result.ok
    assert [(p.grade, p.file, p.right) for p in result.problems] == [
        ("warning", "exchange.csv", "name it exchanges.csv if it is that input")
    ]
    path = _workbook(lambda book: book.create_sheet("Pivot"))(tmp_path)
    result = build(path, tmp_path / "warehouse")
    assert [(p.grade, p.file) for p in result.problems] == [("warning", "book.xlsx, sheet Pivot")]
