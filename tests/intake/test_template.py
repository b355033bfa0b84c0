"""The template never differs from the schema, and what is filled in builds."""

import io
from datetime import date
from pathlib import Path

import openpyxl

from data.build import build
from data.build.schema import INPUTS
from data.intake.columns import by_hand, named
from data.intake.template import template
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
