"""The office of the tests computes workbooks itself: otherwise every comparison with its figures would be empty."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from scripts import office
from tests.office import converted


def test_the_office_computes_formulas_and_trusts_no_stored_value(tmp_path: Path) -> None:
    file, computed = tmp_path / "sum.xlsx", tmp_path / "computed"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", [1.25, 2.5])
        sheet.write_formula("C1", "=SUM(A1:B1)", None, 99)
    assert openpyxl.load_workbook(file, data_only=True).active["C1"].value == 99
    saved = openpyxl.load_workbook(converted(file, "xlsx", computed), data_only=True)
    assert saved.active["C1"].value == 3.75


def test_a_wish_for_an_office_is_not_silently_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "/bin/true")
    with pytest.raises(office.OfficeError):
        office.find()


def test_an_office_without_a_spreadsheet_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.sys, "platform", "linux")
    half = tmp_path / "soffice"
    half.write_text("#!/bin/sh\nexit 0\n")
    half.chmod(0o755)
    (tmp_path / "libsdlo.so").touch()
    assert not office.is_whole(half)
    (tmp_path / "libsclo.so").touch()
    assert office.is_whole(half)
