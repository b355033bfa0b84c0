"""The template never differs from the schema, and what is filled in builds."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import languages
from data.build import build
from data.build.schema import INPUTS
from data.build.sources import is_passed_over
from data.intake.columns import by_hand, named
from data.intake.template import register_ids, template
from tests.build import deliveries

KNOWN = {"partnerships": ["north", "south"], "clusters": ["bio", "lux", "tex"], "countries": ["DK", "FR", "PT"]}


def test_every_column_is_there_with_an_explanation() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(KNOWN)))
    assert set(book.sheetnames) == {"Instructions", "Lists", *INPUTS}
    for name in INPUTS:
        names = [column.name for column in by_hand(name)]
        assert [cell.value for cell in book[name][1]] == names
        for cell, column in zip(book[name][1], by_hand(name), strict=True):
            assert named()[name, column.name].explanation
            assert cell.comment is not None
            assert named()[name, column.name].explanation in cell.comment.text
            assert all(code in cell.comment.text for code in column.codes)


def test_every_column_with_codes_offers_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(KNOWN)))
    for name in INPUTS:
        listed = {str(rule.sqref).split(":")[0] for rule in book[name].data_validations.dataValidation}
        for column, cell in zip(by_hand(name), book[name][1], strict=True):
            if (column.codes and column.type == "text") or column.type == "flag":
                assert f"{cell.column_letter}2" in listed, (name, column.name)
    lists = {
        str(column[0].value): [cell.value for cell in column[1:] if cell.value] for column in book["Lists"].columns
    }
    assert lists["clusters.cluster_id"] == ["bio", "lux", "tex"]


def test_a_filled_template_builds(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(KNOWN)))
    for name, (header, *rows) in deliveries.valid().items():
        sheet = book[name]
        places = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(rows, start=2):
            for column, text in zip(header, row, strict=True):
                value = deliveries.typed_cell(name, column, text)
                sheet.cell(number, places[column]).value = value if isinstance(value, (int, date)) else text or None
    book.save(tmp_path / "filled.xlsx")
    result = build(tmp_path / "filled.xlsx", tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert [(p.kind, p.value) for p in result.problems] == []
    assert result.rows["exchanges"] == 8


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "Jour de la mise en relation."), ("de", "Tag der Vermittlung."), ("en", "Day of the match.")],
)
def test_explanations_are_in_the_language_of_the_reader(language: str, written: str) -> None:
    with languages.speaking(language):
        assert named()["exchanges", "matched_date"].explanation == written
        book = openpyxl.load_workbook(io.BytesIO(template(KNOWN)))
    comments = {cell.value: cell.comment for cell in book["exchanges"][1]}
    assert comments["matched_date"] is not None
    assert written in comments["matched_date"].text


def test_every_explanation_is_in_every_language() -> None:
    for where, words in named().items():
        assert set(words.explanations) >= {"en", "fr", "de"}, where


@pytest.mark.parametrize("sheet", ["Instructions", "lists", " LISTS "])
def test_sheets_of_the_template_are_passed_over(sheet: str) -> None:
    assert is_passed_over(sheet)
    assert not is_passed_over("exchanges")


def test_ids_of_the_register_are_known_before_there_is_a_snapshot() -> None:
    known = register_ids()
    assert set(known) == set(KNOWN)
    assert "celis" in known["partnerships"]
    assert {"DK", "FR"} <= set(known["countries"])
    lists = openpyxl.load_workbook(io.BytesIO(template(known)))["Lists"]
    assert "celis" in {cell.value for row in lists.iter_rows() for cell in row}
