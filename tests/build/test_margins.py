"""Spreadsheets as people keep them: titles, second headers, totals, rows given twice, merged titles, formulas."""

from pathlib import Path

import openpyxl
import pytest

from data.build import BuildResult, build
from data.build.spreadsheet_words import is_total
from tests.build import deliveries
from tests.build.deliveries import Delivery

AMOUNT = 17


def built(delivery: Delivery, folder: Path) -> BuildResult:
    return build(deliveries.write_csv(delivery, folder / "source", ";"), folder / "warehouse")


def found(result: BuildResult) -> list[tuple[str, str, int | None]]:
    return [(p.grade, p.kind, p.row) for p in result.problems]


def labels(delivery: Delivery) -> list[str]:
    """A second header with words for each column."""
    words = {"mode": "physical or virtual", "status": "state", "matched_date": "day", "lump_sum_eur": "euro"}
    return [words.get(name, "text") for name in delivery["exchanges"][0]]


def test_what_stands_around_a_table_is_not_read_and_told(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    width = len(delivery["exchanges"][0])
    total = ["Gesamtsumme:", *[""] * (width - 2), "5955,05"]
    header, *rows = delivery["exchanges"]
    delivery["exchanges"] = [
        ["Exchanges of the north"],
        [],
        header,
        labels(delivery),
        *rows,
        [],
        total,
        ["", "", "Total"],
    ]
    result = built(delivery, tmp_path)
    assert result.ok, list(result.problems)
    assert result.rows["exchanges"] == 8
    assert found(result) == [
        ("note", "rows above the header", 1),
        ("warning", "second header row", 4),
        ("warning", "totals row", 15),
        ("warning", "totals row", 14),
    ]


def test_a_header_repeated_between_rows_is_not_read(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    delivery["exchanges"].insert(5, list(delivery["exchanges"][0]))
    result = built(delivery, tmp_path)
    assert result.ok, list(result.problems)
    assert found(result) == [("warning", "second header row", 6)]


def test_a_wrong_first_row_is_no_header(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    for column in ("status", "mode"):
        deliveries.put(delivery, "exchanges", 2, column, "nonsense")
    assert ("error", "unknown code", 2) in found(built(delivery, tmp_path))


def test_a_last_row_without_an_id_is_no_total(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    deliveries.put(delivery, "exchanges", 9, "exchange_id", "")
    assert ("error", "value missing", 9) in found(built(delivery, tmp_path))


def test_a_row_given_twice_counts_once(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    delivery["exchanges"].append(list(delivery["exchanges"][3]))
    result = built(delivery, tmp_path)
    assert result.ok, list(result.problems)
    assert found(result) == [("warning", "row given twice", 10)]
    delivery["exchanges"][9][AMOUNT] = "391.50"
    assert ("error", "key given twice", 10) in found(built(delivery, tmp_path))


def test_look_alikes_are_warned_of(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    twin = list(delivery["exchanges"][3])
    twin[0] = "x3b"
    delivery["exchanges"].append(twin)
    delivery["organisations"] += [
        ["o5", "Texteis do Norte, Lda.", "SME", "", "PT", "", "", "", "tex"],
        ["o6", "Plant 12", "SME", "", "PT", "", "", "", "tex"],
        ["o7", "Plant 13", "SME", "", "PT", "", "", "", "tex"],
    ]
    result = built(delivery, tmp_path)
    assert result.ok, list(result.problems)
    assert found(result) == [
        ("warning", "exchange that looks like another", 10),
        ("warning", "organisation that resembles another", 6),
    ]


@pytest.mark.parametrize(
    "text", ["Total", "TOTAL:", "Gesamtsumme", "Total général 2021", "Összesen", "Σύνολο", "ogółem"]
)
def test_words_for_totals(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "Totalgaz", "T-1", "2021", "Sum of its parts"])
def test_other_words_are_no_totals(text: str) -> None:
    assert not is_total(text)


def test_a_merged_title_is_no_fault_and_formulas_are_told(tmp_path: Path) -> None:
    path = deliveries.write_workbook(deliveries.valid(), tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["exchanges"]
    sheet.insert_rows(1)
    sheet["A1"] = "All exchanges"
    sheet.merge_cells("A1:F1")
    book.save(path)
    result = build(path, tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert found(result) == [("note", "rows above the header", 1)]


def test_the_register_sheets_of_a_template_may_stay_empty(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    for name in ("countries", "delivery"):
        del delivery[name][1:]
    result = build(deliveries.write_workbook(delivery, tmp_path / "book.xlsx"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert result.rows["countries"] > 3
