"""Downloads hold the table that the page shows, say where it comes from, and no spreadsheet runs what is in them."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import warehouse
from data.warehouse import Snapshot
from exports import tables
from queries import budget, exchanges, flows
from queries.filters import Filters
from tests.app import deliveries
from tests.app.conftest import Hostile
from ui import downloads

SNAPSHOT = Snapshot("20220701-080000-abc123", datetime(2022, 7, 1, 8), date(2022, 6, 30), True, "A title", "1")
SOURCE = "Sample data, snapshot 20220701-080000-abc123, as of 2022-06-30"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "%0A=1", deliveries.FORMULA]


def frame(names: list[str]) -> pd.DataFrame:
    """A table with a text, a negative amount, a count, a share, a day, a list and gaps."""
    size = len(names)
    return pd.DataFrame(
        {
            "name": names,
            "lump_sum_eur": [Decimal("-12.30")] * size,
            "net": [-7] * size,
            "share_pct": [-0.5] * size,
            "start_date": pd.to_datetime(["2022-01-31", *[None] * (size - 1)]),
            "ecosystems": [["Health", "Digital"]] * size,
        }
    )


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """Rows of a download, read as a spreadsheet reads UTF-8 with its mark."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes) -> list[tuple[Any, ...]]:
    """Cells of the sheet "Data"."""
    return [tuple(row) for row in openpyxl.load_workbook(io.BytesIO(content))["Data"].iter_rows(values_only=True)]


def test_csv_makes_formulas_harmless_and_keeps_negative_numbers() -> None:
    rows = csv_rows(tables.as_csv([frame(FORMULAS)], SOURCE))
    assert [row["name"] for row in rows] == [f"'{formula}" for formula in FORMULAS]
    assert {(row["lump_sum_eur"], row["net"], row["share_pct"]) for row in rows} == {("-12.30", "-7", "-0.5")}
    assert [row["start_date"] for row in rows[:2]] == ["2022-01-31", ""]
    assert {row["ecosystems"] for row in rows} == {"Health; Digital"}
    assert {row["source"] for row in rows} == {SOURCE}


def test_csv_leaves_ordinary_names_alone() -> None:
    names = ["Ærø Labs", "3D-Cluster", "'quoted'", "a=b", 'with "quotes", commas\nand lines', ""]
    assert [row["name"] for row in csv_rows(tables.as_csv([frame(names)], SOURCE))] == names


def test_xlsx_writes_formulas_as_text_and_numbers_as_numbers() -> None:
    content = tables.as_xlsx([frame(FORMULAS)], SOURCE, "=TITLE()")
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book["Data"].iter_rows()
    assert [cell.value for cell in header] == ["Name", "Lump sum", "Net", "Share", "Start", "Ecosystems"]
    for formula, row in zip(FORMULAS, rows, strict=True):
        assert row[0].data_type == "s"
        # A carriage return is a line end in XML.
        assert str(row[0].value).replace("_x000D_", "\r") == formula
        assert [cell.value for cell in row[1:4]] == [-12.3, -7, -0.5]
        assert {cell.data_type for cell in row[1:4]} == {"n"}
    assert rows[0][4].value == datetime(2022, 1, 31)
    assert rows[0][1].number_format == "#,##0.00 [$€]"
    assert not any(cell.hyperlink for row in rows for cell in row)
    about = [cell.value for cell in book["About"]["A"]]
    assert about[:2] == ["=TITLE()", SOURCE]
    assert {cell.data_type for cell in book["About"]["A"]} == {"s"}


def test_parquet_keeps_types_and_says_its_source() -> None:
    shown = frame(["=1", "b"])
    table = pq.read_table(pa.BufferReader(tables.as_parquet([shown, shown], SOURCE)))
    assert table.num_rows == 4
    assert table["lump_sum_eur"].to_pylist() == [Decimal("-12.30")] * 4
    assert table["net"].to_pylist() == [-7] * 4
    assert table["name"].to_pylist() == ["=1", "b"] * 2, "Parquet runs no formula; its texts are exact"
    assert set(table["source"].to_pylist()) == {SOURCE}
    assert table.schema.metadata[b"source"].decode() == SOURCE


@given(st.text(max_size=12))
def test_no_text_can_start_a_formula(text: str) -> None:
    assert str(tables.harmless(text)).lstrip()[:1] not in {"=", "+", "-", "@", "|", "%"}


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.none() | st.floats(allow_nan=False))
def test_no_number_is_changed(value: Any) -> None:
    assert tables.harmless(value) is value


@given(st.text(max_size=40), st.sampled_from(["csv", "xlsx", "parquet"]))
def test_file_names_are_safe_and_say_what_they_hold(name: str, suffix: str) -> None:
    file = downloads.file_name(name, SNAPSHOT, suffix)
    assert file.startswith("clusterxchange")
    assert file.endswith(f"20220701-080000-abc123_sample-data.{suffix}")
    assert set(file) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")
    assert file.count(".") == 1


def test_true_data_are_not_called_a_sample() -> None:
    true = replace(SNAPSHOT, is_sample=False)
    assert "ample" not in downloads.origin(true) + downloads.file_name("flows", true, "csv")


def test_the_formats_hold_the_rows_of_the_list(reading_sample: str) -> None:
    filters = Filters(reading_sample, modes=("physical",), from_month="2022-01")
    shown = exchanges.exchange_list(filters, limit=10_000)

    def frames() -> Any:
        return tables.frames_of(exchanges.exchange_stream(filters, "", "latest start", 10_000))

    rows = csv_rows(tables.as_csv(frames(), SOURCE))
    assert [row["exchange_id"] for row in rows] == list(shown["exchange_id"])
    assert [Decimal(row["lump_sum_eur"]) for row in rows] == list(shown["lump_sum_eur"])
    sheet = xlsx_rows(tables.as_xlsx(frames(), SOURCE, "Exchanges"))
    assert [row[0] for row in sheet[1:]] == list(shown["exchange_id"])
    at = list(shown.columns).index("lump_sum_eur")
    assert [row[at] for row in sheet[1:]] == [float(amount) for amount in shown["lump_sum_eur"]]
    table = pq.read_table(pa.BufferReader(tables.as_parquet(frames(), SOURCE)))
    assert table["exchange_id"].to_pylist() == list(shown["exchange_id"])
    assert table["lump_sum_eur"].to_pylist() == list(shown["lump_sum_eur"])


@pytest.mark.parametrize("question", ["links", "country_activity", "position", "payments_due"])
def test_csv_equals_the_table_of_a_question(question: str, reading_sample: str) -> None:
    filters = Filters(reading_sample)
    answers = {
        "links": lambda: flows.links(filters, "country"),
        "country_activity": lambda: flows.country_activity(filters),
        "position": lambda: budget.position(filters),
        "payments_due": lambda: budget.payments_due(filters),
    }
    shown = answers[question]()
    rows = csv_rows(tables.as_csv([shown], downloads.origin(warehouse.current())))
    assert list(rows[0]) == [*shown.columns, "source"]
    for column in shown.columns:
        if pd.api.types.is_integer_dtype(shown[column]) or isinstance(shown[column].iloc[0], Decimal):
            assert [Decimal(row[column]) for row in rows] == [Decimal(str(value)) for value in shown[column]]
    assert {row["source"] for row in rows} == {f"Sample data, snapshot {reading_sample}, as of 2022-06-30"}


def test_hostile_names_are_harmless_in_the_list(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    filters = Filters(warehouse.current().snapshot_id)
    shown = exchanges.exchange_list(filters, search=hostile.exchange_id)
    (row,) = csv_rows(tables.as_csv([shown], SOURCE))
    assert row["visiting_organisation"] == f"'{deliveries.HOSTILE_VISITOR}"
    assert row["host_organisation"] == deliveries.HOSTILE_HOST
    sheet = openpyxl.load_workbook(io.BytesIO(tables.as_xlsx([shown], SOURCE, "x")))["Data"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
