"""The statement's workbook: computed again by an office it shows the figures of the queries, to the cent."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from charts.measures import label
from data import warehouse
from exports import statement as file
from exports.statement.content import FIGURES, account_of
from queries import budget, register
from queries import statement as rows
from queries.filters import Filters
from tests.app import deliveries
from tests.app.conftest import Hostile
from tests.exports import workbooks

PAST = date(2022, 3, 31)


def cents(value: Any) -> Decimal:
    """A number of a sheet as money; more than a rounding error beyond the cents fails."""
    exact = Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal("0.01"))
    assert abs(exact - rounded) < Decimal("0.000001"), value
    return rounded


def money(book: Any) -> dict[str, Decimal]:
    """The amounts of the accounts."""
    found = workbooks.accounts(book)
    return {field: cents(found[label(field)]) for field in FIGURES}


def assert_equal_to_queries(book: Any, filters: Filters, as_of: date | None = None) -> None:
    """Each figure of the sheet Statement is the query's."""
    total = budget.totals(filters, as_of).iloc[0]
    assert money(book) == {field: total[field] for field in FIGURES}
    position = budget.position(filters, as_of)
    lines = workbooks.partnerships(book)
    if len(position) > 1:
        assert list(lines) == [*position["acronym"], "Total"]
        for row in position.to_dict("records"):
            available = row["allocation_eur"] + row["transfers_eur"]
            expected = [(row | {"available_eur": available})[field] for field in FIGURES]
            assert [cents(value) for value in lines[row["acronym"]][: len(FIGURES)]] == expected
            assert lines[row["acronym"]][-1] == "✓"
        assert [cents(value) for value in lines["Total"][: len(FIGURES)]] == [total[field] for field in FIGURES]
    checks = [name for name in workbooks.accounts(book) if name.startswith(("✓", "✗"))]
    assert checks == ["✓ adds up to the cent", "✓ payments equal the lump sums paid"]


@pytest.mark.parametrize(
    ("chosen", "as_of"),
    [({}, None), ({}, PAST), ({"partnerships": ("celis",)}, None)],
    ids=["programme", "programme on a past day", "one partnership"],
)
def test_an_office_computes_the_figures_of_the_queries(
    reading_sample: str, tmp_path: Path, chosen: dict[str, Any], as_of: date | None
) -> None:
    filters = Filters(reading_sample, **chosen)
    content = workbooks.written(filters, as_of)
    assert_equal_to_queries(workbooks.stored(content), filters, as_of)
    assert_equal_to_queries(workbooks.computed(content, tmp_path), filters, as_of)


def test_the_statement_of_the_tiny_delivery_is_the_one_counted_by_hand(snapshot: str, tmp_path: Path) -> None:
    book = workbooks.computed(workbooks.written(Filters(snapshot)), tmp_path)
    amounts = ("90000.00", "0.00", "90000.00", "3555.05", "1710.00", "1380.25", "100.10", "83454.80", "0.00")
    assert money(book) == dict(zip(FIGURES, map(Decimal, amounts), strict=True))
    header, *rows = [[cell.value for cell in row] for row in book["Exchanges"].iter_rows()]
    at = {name: header.index(name) for name in ("Exchange", "Status", "Account", "Open", "Lump sum")}
    found = [(row[at["Exchange"]], row[at["Status"]], row[at["Account"]] or "", cents(row[at["Open"]])) for row in rows]
    zero = Decimal("0.00")
    assert found == [
        ("x01", "paid", "paid", zero),
        ("x02", "validated", "payable", Decimal("1100.00")),
        ("x03", "reported", "committed", Decimal("390.50")),
        ("x07", "matched", "", zero),
        ("x08", "cancelled", "", zero),
        ("x09", "completed", "committed", zero),
        ("x10", "paid", "paid", zero),
        ("x12", "validated", "payable", Decimal("610.00")),
        ("x04", "completed", "committed", Decimal("1099.99")),
        ("x05", "ongoing", "committed", Decimal("450.00")),
        ("x06", "agreed", "committed", Decimal("1234.56")),
        ("x11", "completed", "committed", Decimal("380.00")),
    ]


def test_a_row_that_does_not_belong_turns_the_footing_red(snapshot: str, tmp_path: Path) -> None:
    """x03 is reported by its dates; as paid by status it is missing among the promises and among the payments."""
    said = workbooks.statement(Filters(snapshot))
    wrong = said.exchanges.copy()
    wrong.loc[wrong["exchange_id"] == "x03", "status"] = "paid"
    content = file.workbook(replace(said, exchanges=wrong))
    book = workbooks.computed(content, tmp_path)
    assert cents(workbooks.accounts(book)["Footing"]) == Decimal("390.50")
    assert {name for name in workbooks.accounts(book) if name.startswith("✗")} == {
        "✗ off by 390.50",
        "✗ off by -390.50",
    }
    lines = workbooks.partnerships(book)
    assert [lines[name][-1] for name in ("NORTH", "SOUTH", "WEST", "Total")] == ["✗", "✓", "✓", "✗"]


def test_rows_and_words_of_each_sheet(reading_sample: str) -> None:
    filters = Filters(reading_sample, partnerships=("celis", "blues"))
    said = workbooks.statement(filters)
    book = openpyxl.load_workbook(io.BytesIO(file.workbook(said)))
    assert book.sheetnames == workbooks.SHEETS
    assert len(list(book["Exchanges"].iter_rows())) == len(said.exchanges) + 1
    assert [row[2].value for row in book["Transactions"].iter_rows(min_row=2)] == list(
        said.transactions["transaction_id"]
    )
    assert {cell.data_type for cell in book["Statement"]["C"] if cell.value is not None} <= {"f", "s"}
    rules = [row[0].value for row in book["Rules"].iter_rows()]
    assert rules[1 : len(said.rules) + 1] == list(said.rules["rule_id"])
    assert (
        len([row for row in book["Rules"].iter_rows(min_row=len(said.rules) + 4) if row[0].value])
        == len(said.ceilings) + 1
    )
    about = " ".join(str(cell.value) for row in book["About"].iter_rows() for cell in row if cell.value)
    for words in ("Sample data", "30 June 2022", reading_sample, said.sentence, "Allocation plus transfers"):
        assert words in about
    assert book["Statement"]["A2"].value == "Sample data"
    assert "Sample data" in book["Exchanges"].oddFooter.left.text


def test_no_text_becomes_a_formula_a_pattern_or_a_link(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    filters = Filters(warehouse.current().snapshot_id)
    content = workbooks.written(filters, title=deliveries.HOSTILE_TITLE, sentence=deliveries.FORMULA)
    book = openpyxl.load_workbook(io.BytesIO(content))
    ours = ("=ROUND(", "=COUNTIF", "=IF(")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or str(cell.value).startswith(ours), cell.value
    assert deliveries.HOSTILE_VISITOR in {cell.value for cell in book["Exchanges"]["D"]}
    assert_equal_to_queries(workbooks.computed(content, tmp_path), filters)


def test_partnerships_with_one_name_or_a_pattern_for_a_name_are_kept_apart(snapshot: str, tmp_path: Path) -> None:
    position = budget.position(Filters(snapshot)).assign(acronym=["*", "*", ">0"])
    content = workbooks.written(Filters(snapshot), position=position)
    lines = [
        row
        for row in workbooks.computed(content, tmp_path)["Statement"].iter_rows(values_only=True)
        if row[0] in (1, 2, 3)
    ]
    assert [cents(row[9]) for row in lines] == list(position["remaining_eur"])


def test_an_empty_view_has_a_statement_of_zeros(snapshot: str) -> None:
    book = workbooks.stored(workbooks.written(Filters(snapshot, partnerships=("nobody",))))
    assert set(money(book).values()) == {Decimal("0.00")}


def test_more_rows_than_a_reader_checks_are_refused(snapshot: str) -> None:
    said = workbooks.statement(Filters(snapshot))
    many = pd.concat([said.transactions] * (file.ROWS_MOST // len(said.transactions) + 1))
    with pytest.raises(ValueError, match="at most"):
        file.workbook(replace(said, transactions=many))


@pytest.mark.parametrize("as_of", [None, PAST, date(2021, 1, 1), date(2000, 1, 1)])
def test_the_rows_of_a_statement_add_up_to_the_position(reading_sample: str, as_of: date | None) -> None:
    said = workbooks.statement(Filters(reading_sample), as_of)
    position = said.position
    sizes = rows.sizes(Filters(reading_sample), as_of).iloc[0]
    assert (sizes["exchanges"], sizes["transactions"]) == (len(said.exchanges), len(said.transactions))
    for number, row in enumerate(position.to_dict("records"), start=1):
        exchanges = said.exchanges[said.exchanges["number"] == number]
        accounts = exchanges["status"].map(account_of)
        for account in ("committed", "payable"):
            assert exchanges["lump_sum_eur"][accounts == account].sum() == row[f"{account}_eur"]
        transactions = said.transactions[said.transactions["number"] == number]
        assert transactions["amount_eur"][transactions["kind"] == "payment"].sum() == row["paid_eur"]
        assert set(transactions["acronym"]) <= {row["acronym"]}
    if as_of:
        for column in ("promised_date", "validated_date", "paid_date", "cancelled_date"):
            assert not (said.exchanges[column] > pd.Timestamp(as_of)).any()
        assert not (said.transactions["date"] > pd.Timestamp(as_of)).any()


def test_rules_of_the_statement_are_those_of_the_register(reading_sample: str) -> None:
    assert workbooks.statement(Filters(reading_sample)).rules.equals(register.rules(reading_sample))
