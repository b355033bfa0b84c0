"""Bad deliveries: each kind is refused with its place, its value and what would be right, and nothing is published."""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.build import BuildResult, build
from data.build.problems import Problem, Problems, shown
from data.build.report import print_report, write_report
from tests.build import deliveries
from tests.build.deliveries import Delivery, put


@dataclass(frozen=True)
class Found:
    """What a finding must say; `wrong` and `right` are parts of its words."""

    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    right: str


def assert_found(result: BuildResult, expected: Found, warehouse: Path) -> None:
    """The finding is there, and the build published nothing."""
    assert not result.ok
    assert result.path is None
    assert list(warehouse.glob("*.duckdb")) == []
    assert list(warehouse.glob(".building*")) == []
    assert not (warehouse / "current").exists()
    places = [
        p
        for p in result.problems
        if (p.grade, p.file, p.row, p.column, p.value)
        == ("error", expected.file, expected.row, expected.column, expected.value)
        and expected.wrong in p.wrong
        and expected.right in p.right
    ]
    assert len(places) == 1, list(result.problems)


# One cell changed: input, row, column, value; then what is wrong and right there.
CELLS = [
    # values
    ("exchanges", 2, "matched_date", "soon", "is not a date", "yyyy-mm-dd"),
    ("exchanges", 2, "matched_date", "2021-02-30", "is no day of the calendar", "yyyy-mm-dd"),
    ("exchanges", 3, "matched_date", "13/04/2021", "is written otherwise than most dates", "one format"),
    ("exchanges", 2, "start_date", "0021-05-03", "outside the years", "check the year"),
    ("exchanges", 2, "working_days", "nine", "is not a whole number", "digits"),
    ("exchanges", 2, "working_days", "0", "out of range", "at least 1"),
    ("exchanges", 2, "lump_sum_eur", "900.001", "more than two decimals", "cent"),
    ("exchanges", 2, "lump_sum_eur", "900,00", "mixes decimal points", "one convention"),
    ("exchanges", 2, "lump_sum_eur", "-900.00", "is negative", "without a sign"),
    ("exchanges", 2, "lump_sum_eur", "€ 900", "is not a number", "decimal point"),
    ("organisations", 2, "latitude", "95.5", "out of range", "at least -90 and at most 90"),
    ("organisations", 2, "longitude", "-181", "out of range", "at most 180"),
    ("organisations", 2, "latitude", "54°53'", "not a number of degrees", "decimal degrees"),
    ("countries", 2, "eu_member", "yes", "neither true nor false", "true or false"),
    ("countries", 2, "iso3", "Dnk", "three capital letters", "DNK"),
    ("organisations", 2, "country_code", "UK", "is not among the countries", "did you mean GB?"),
    ("partnerships", 2, "start_date", "2020-13", "no year or month", "yyyy-mm"),
    ("partnerships", 2, "website", "javascript:alert(1)", "starts with https://", "https://"),
    ("partnerships", 2, "exchange_target", "-5", "out of range", "at least 0"),
    # codes
    ("exchanges", 2, "status", "Paied", "no code of status", "write paid"),
    ("exchanges", 2, "mode", "phisical", "no code of mode", "write physical"),
    ("exchanges", 2, "purpose", "growth in new market", "no code of purpose", "write growth in new markets"),
    ("exchanges", 2, "activity", "zzz", "no code of activity", "capacity building; sharing knowledge"),
    ("organisations", 2, "category", "sme", "no code of category", "write SME"),
    ("organisations", 3, "subcategory", "fablab", "no code of subcategory", "write fab lab"),
    ("budget_transactions", 2, "kind", "allocations", "no code of kind", "write allocation"),
    ("clusters", 2, "role", "co-ordinator", "no code of role", "write coordinator"),
    ("clusters", 2, "basis", "guess", "no code of basis", "published; assumed; placeholder"),
    # references
    ("clusters", 2, "partnership_id", "nord", "is not among the partnerships", "did you mean north?"),
    ("clusters", 2, "country_code", "SE", "is not among the countries", "add it there"),
    ("organisations", 2, "cluster_id", "nowhere", "is not among the clusters", "add it there"),
    ("exchanges", 2, "visiting_organisation_id", "o9", "is not among the organisations", "organisation_id"),
    ("exchanges", 2, "host_organisation_id", "o9", "is not among the organisations", "organisation_id"),
    ("exchanges", 3, "visiting_partnership_id", "norht", "is not among the partnerships", "north"),
    ("exchanges", 3, "host_partnership_id", "sout", "is not among the partnerships", "south"),
    ("budget_transactions", 2, "partnership_id", "west", "is not among the partnerships", "partnership_id"),
    ("budget_transactions", 2, "exchange_id", "x99", "is not among the exchanges", "exchange_id"),
    # keys
    ("countries", 3, "country_code", "DK", "row 2 has the same country_code", "stands once"),
    ("partnerships", 3, "partnership_id", "north", "row 2 has the same partnership_id", "stands once"),
    ("clusters", 4, "cluster_id", "bio", "row 2 has the same cluster_id", "stands once"),
    ("organisations", 5, "organisation_id", "o1", "row 2 has the same organisation_id", "stands once"),
    ("exchanges", 9, "exchange_id", "x7", "row 8 has the same exchange_id", "stands once"),
    ("budget_transactions", 4, "transaction_id", "t1", "row 2 has the same transaction_id", "stands once"),
    # dates
    ("exchanges", 2, "agreed_date", "2021-03-03", "before the matched_date 2021-03-04", "in the order"),
    ("exchanges", 2, "start_date", "2021-03-24", "before the agreed_date 2021-03-25", "in the order"),
    ("exchanges", 2, "end_date", "2021-05-02", "before the start_date 2021-05-03", "in the order"),
    ("exchanges", 2, "reported_date", "2021-05-13", "before the end_date 2021-05-14", "in the order"),
    ("exchanges", 2, "validated_date", "2021-05-27", "before the reported_date 2021-05-28", "in the order"),
    ("exchanges", 9, "cancelled_date", "2021-02-01", "before the agreed_date 2021-02-26", "in the order"),
    ("exchanges", 8, "matched_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 7, "agreed_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 4, "reported_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 3, "validated_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 9, "cancelled_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 6, "start_date", "2022-07-01", "after the as-of date 2022-06-30", "the status"),
    ("exchanges", 5, "end_date", "2022-07-01", "after the as-of date 2022-06-30", "the status"),
    ("budget_transactions", 2, "date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("partnerships", 2, "end_date", "2019", "before the start_date 2020-02", "ends after it starts"),
    # status
    ("exchanges", 8, "agreed_date", "2022-06-28", "the status is matched but there is a agreed_date", "reached"),
    ("exchanges", 5, "reported_date", "2022-05-09", "the status is completed but there is a reported_date", "reached"),
    ("exchanges", 4, "validated_date", "2021-12-13", "the status is reported but there is a validated_date", "reached"),
    (
        "exchanges",
        3,
        "cancelled_date",
        "2021-12-13",
        "the status is validated but there is a cancelled_date",
        "reached",
    ),
    ("exchanges", 3, "status", "paid", "no transaction of kind payment names x2", "set the status validated"),
    # money
    ("budget_transactions", 2, "amount_eur", "-1.00", "a allocation is not negative", "transfer"),
    ("budget_transactions", 6, "partnership_id", "south", "x1 is managed by north", "visiting partnership pays"),
    ("budget_transactions", 7, "partnership_id", "south", "x1 is managed by north", "visiting partnership pays"),
    ("budget_transactions", 7, "kind", "recover", "no code of kind", "write recovery"),
    ("budget_transactions", 7, "exchange_id", "x2", "the exchange has the status validated", "remove the transaction"),
    # others
    ("exchanges", 2, "host_organisation_id", "o1", "visiting and host organisation are the same", "two organisations"),
    ("organisations", 2, "subcategory", "fab lab", "the category is SME", "empty the subcategory"),
    ("organisations", 2, "name", "A\x07bell", "invisible control character", "remove it"),
]


@pytest.mark.parametrize(("name", "row", "column", "value", "wrong", "right"), CELLS)
def test_a_bad_cell_is_found(
    name: str, row: int, column: str, value: str, wrong: str, right: str, tmp_path: Path
) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, value)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert_found(result, Found(f"{name}.csv", row, column, shown(value), wrong, right), tmp_path / "warehouse")


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [
        ("partnerships", 2, "partnership_id"),
        ("clusters", 3, "short_name"),
        ("organisations", 4, "name"),
        ("exchanges", 5, "status"),
        ("exchanges", 5, "matched_date"),
        ("budget_transactions", 6, "amount_eur"),
        ("delivery", 2, "value"),
    ],
)
def test_a_missing_value_is_found(name: str, row: int, column: str, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, " ")
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    found = Found(f"{name}.csv", row, column, "", "is required and empty", f"give a {column}")
    assert_found(result, found, tmp_path / "warehouse")


@pytest.mark.parametrize(
    ("row", "column", "status"),
    [
        (7, "agreed_date", "agreed"),
        (6, "start_date", "ongoing"),
        (5, "end_date", "completed"),
        (4, "reported_date", "reported"),
        (3, "validated_date", "validated"),
        (9, "cancelled_date", "cancelled"),
    ],
)
def test_a_status_needs_its_date(row: int, column: str, status: str, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, "exchanges", row, column, "")
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    found = Found("exchanges.csv", row, column, status, f"the status needs the {column}", f"give the {column}")
    assert_found(result, found, tmp_path / "warehouse")


# The whole delivery changed: how, and what is found.


def _ambiguous_dates(d: Delivery) -> None:
    for row in d["exchanges"][1:]:
        row[16] = ""
    put(d, "exchanges", 9, "cancelled_date", "03/04/2021")


def _ambiguous_amounts(d: Delivery) -> None:
    for row in d["exchanges"][1:]:
        row[17] = "900"
    put(d, "exchanges", 3, "lump_sum_eur", "1.100")


def _unknown_column(d: Delivery) -> None:
    d["exchanges"][0].append("lump_sum")
    for row in d["exchanges"][1:]:
        row.append("")


def _without_column(d: Delivery) -> None:
    i = d["exchanges"][0].index("status")
    for row in d["exchanges"]:
        del row[i]


def _column_twice(d: Delivery) -> None:
    for row in d["organisations"]:
        row.append(row[1])


def _nameless_column(d: Delivery) -> None:
    for number, row in enumerate(d["organisations"], start=1):
        row.append("remark" if number == 3 else "")


def _too_many_values(d: Delivery) -> None:
    d["organisations"][2].append("one more")


def _too_few_values(d: Delivery) -> None:
    d["organisations"][2] = ["o2", "a name"]


def _blank_line_before_bad_row(d: Delivery) -> None:
    d["organisations"].insert(2, [])
    put(d, "organisations", 5, "category", "x")


def _line_break_before_bad_row(d: Delivery) -> None:
    put(d, "organisations", 2, "name", "first line\nsecond line")
    put(d, "organisations", 4, "category", "x")


def _paid_twice(d: Delivery) -> None:
    d["budget_transactions"].append(["t7", "north", "2021-06-24", "payment", "900.00", "x1", ""])


def _payment_without_exchange(d: Delivery) -> None:
    d["budget_transactions"].append(["t7", "north", "2021-06-24", "payment", "900.00", "", ""])


def _half_a_coordinate(d: Delivery) -> None:
    put(d, "clusters", 2, "longitude", "")


def _unknown_ecosystem(d: Delivery) -> None:
    put(d, "partnerships", 2, "ecosystems", "Health; Textile")


def _no_rows(d: Delivery) -> None:
    del d["partnerships"][1:]


def _ceilings(*rows: list[str]) -> Callable[[Delivery], None]:
    header = ["host_country_code", "full_eur", "half_eur", "valid_from", "valid_to", "basis"]
    return lambda d: d.update(lump_sum_ceilings=[header, *rows])


def _delivery_key(key: str, value: str) -> Callable[[Delivery], None]:
    return lambda d: d["delivery"].append([key, value])


def _as_of(value: str) -> Callable[[Delivery], None]:
    return lambda d: put(d, "delivery", 2, "value", value)


DELIVERIES: list[tuple[Callable[[Delivery], None], Found]] = [
    (_ambiguous_dates, Found("exchanges.csv", 9, "cancelled_date", "03/04/2021", "2021-04-03 or 2021-03-04", "yyyy")),
    (_ambiguous_amounts, Found("exchanges.csv", 3, "lump_sum_eur", "1.100", "can mean 1100 or 1.100", "1234.50")),
    (_unknown_column, Found("exchanges.csv", 1, "lump_sum", "", "not a column", "rename it to lump_sum_eur")),
    (_without_column, Found("exchanges.csv", 1, "status", "", "required column is missing", "named status")),
    (_column_twice, Found("organisations.csv", 1, "name", "", "stands 2 times", "keep one")),
    (_nameless_column, Found("organisations.csv", 3, "", "remark", "no name in the header", "name the column")),
    (_too_many_values, Found("organisations.csv", 3, "", "", "has 10 values, the header 9", "double quotes")),
    (_too_few_values, Found("organisations.csv", 3, "", "o2,a name", "has 2 values, the header 9", "its place")),
    (_blank_line_before_bad_row, Found("organisations.csv", 5, "category", "x", "no code", "SME")),
    (_line_break_before_bad_row, Found("organisations.csv", 4, "category", "x", "no code", "SME")),
    (_paid_twice, Found("budget_transactions.csv", 8, "exchange_id", "x1", "row 6 is a payment", "one payment")),
    (_payment_without_exchange, Found("budget_transactions.csv", 8, "exchange_id", "t7", "which exchange", "give")),
    (_half_a_coordinate, Found("clusters.csv", 2, "latitude", "55.676", "without the other", "both")),
    (_unknown_ecosystem, Found("partnerships.csv", 2, "ecosystems", "Textile", "14 industrial", "mean Textiles?")),
    (_no_rows, Found("partnerships.csv", None, "", "", "no rows", "give the partnerships")),
    (
        _ceilings(["DK", "500.00", "600.00", "", "", "assumed"]),
        Found("lump_sum_ceilings.csv", 2, "half_eur", "600.00", "more than full_eur 500.00", "half of"),
    ),
    (
        _ceilings(["DK", "500", "250", "2021-05-01", "2021-04-30", "assumed"]),
        Found("lump_sum_ceilings.csv", 2, "valid_to", "2021-04-30", "before valid_from 2021-05-01", "ends after"),
    ),
    (
        _ceilings(["DK", "500", "250", "", "2021-04-30", "assumed"], ["DK", "600", "300", "2021-04-30", "", "assumed"]),
        Found("lump_sum_ceilings.csv", 3, "valid_from", "DK", "on which row 2 is valid too", "before the next"),
    ),
    (
        _ceilings(["ZZ", "500", "250", "", "", "assumed"]),
        Found("lump_sum_ceilings.csv", 2, "host_country_code", "ZZ", "not among the countries", "add it"),
    ),
    (_delivery_key("as_of", "2022-01-01"), Found("delivery.csv", 5, "key", "as_of", "no code", "as_of_date")),
    (_delivery_key("title", "again"), Found("delivery.csv", 5, "key", "title", "more than once", "once")),
    (_as_of("2999-01-01"), Found("delivery.csv", 2, "value", "2999-01-01", "outside the years", "year")),
    (_as_of("2099-01-01"), Found("delivery.csv", 2, "value", "2099-01-01", "in the future", "were true")),
    (_as_of("03/04/2021"), Found("delivery.csv", 2, "value", "03/04/2021", "can mean", "yyyy-mm-dd")),
]


@pytest.mark.parametrize(("change", "expected"), DELIVERIES)
def test_a_bad_delivery_is_refused(change: Callable[[Delivery], None], expected: Found, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    change(delivery)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    if expected.wrong.startswith("has 10 values"):
        row = next(p for p in result.problems if p.row == 3)
        expected = Found(expected.file, 3, "", row.value, expected.wrong, expected.right)
        assert row.value.startswith("o2,")
    assert_found(result, expected, tmp_path / "warehouse")


# Files that are wrong as files.


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
        Found("exchanges.csv", 1, "", "a|b", "names no known column", "exchange_id"),
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


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "kind"),
    [
        ("exchanges", 8, "lump_sum_eur", "100.00", "virtual exchange with a lump sum"),
        ("exchanges", 4, "working_days", "6", "more working days than days"),
        ("exchanges", 6, "end_date", "2022-06-29", "stay over but ongoing"),
        ("exchanges", 3, "host_partnership_id", "north", "partnership of another cluster"),
        ("budget_transactions", 6, "amount_eur", "899.00", "payment is not the lump sum"),
        ("budget_transactions", 6, "date", "2021-06-15", "paid before validation"),
    ],
)
def test_exceptions_to_the_rules_are_warnings(
    name: str, row: int, column: str, value: str, kind: str, tmp_path: Path
) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, value)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert (kind, row, column, value) in {(p.kind, p.row, p.column, p.value) for p in result.problems}


def test_reports_are_harmless_and_bounded(tmp_path: Path) -> None:
    problems = Problems()
    for row in range(2, 52):
        problems.error("unknown code", "f.csv", "wrong", "right", row=row, column="c", value=shown("=1+1\x1b[31m\n"))
    out = io.StringIO()
    print_report(problems, out)
    lines = out.getvalue().splitlines()
    assert "error: unknown code (50)" in lines
    assert sum("f.csv, row" in line for line in lines) == 20
    assert "  and 30 more" in lines
    assert "\x1b" not in out.getvalue()
    write_report(problems, tmp_path / "deep" / "report.csv")
    with (tmp_path / "deep" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 50
    assert rows[0]["value"] == "'=1+1\\x1b[31m\\x0a"
    assert rows[0]["row"] == "2"


def test_findings_are_bounded_and_counted() -> None:
    problems = Problems()
    for _ in range(100_010):
        problems.add(Problem("error", "k", "f", None, "", "", "", ""))
    assert problems.errors == 100_010
    assert len(list(problems)) == 100_000


def test_long_and_invisible_values_are_shown_safely() -> None:
    assert shown("a\u202eb\x00") == "a\\u202eb\\x00"
    assert shown("x" * 1000) == "x" * 80 + "... (1000 characters)"


def test_the_command_reports_and_exits_with_1(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, "exchanges", 2, "status", "<script>\x1b")
    folder = deliveries.write_csv(delivery, tmp_path / "source")
    report = tmp_path / "report.csv"
    command = [sys.executable, "-m", "data.build", "--source", str(folder)]
    done = subprocess.run(
        [*command, "--warehouse", str(tmp_path / "w"), "--report", str(report)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "exchanges.csv, row 2, status: '<script>\\x1b' is no code of status" in done.stdout
    assert "Nothing was published." in done.stdout
    assert done.stderr == ""
    assert "unknown code" in report.read_text(encoding="utf-8-sig")
