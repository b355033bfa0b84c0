"""A messy spreadsheet of one partnership: every problem found and explained, its effect known, published once or not."""

import csv
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import languages
from data.build import Part, Problems
from data.build.publish import current_id
from data.intake import check, worker
from data.intake.check import CANDIDATE, MARKED, REPORT, Checked, Request
from data.intake.mapping import suggest
from data.intake.publishing import Overtaken, PublishingOff, publish_candidate
from data.intake.staging import Staged
from data.intake.tables import tables_of
from data.publications import read
from tests.intake import messy


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_warehouse, tmp_path_factory.mktemp("messy") / "warehouse"))


def request(folder: Path, warehouse: Path, files: dict[str, bytes], partnership: str | None) -> Request:
    parts = []
    for number, (name, content) in enumerate(files.items(), start=1):
        path = folder / f"{number}{Path(name).suffix}"
        path.write_bytes(content)
        for table in tables_of(Staged(path, name), Problems()):
            found = suggest(table, folder)
            parts.append(Part(found.input, path, name, table.sheet, found.columns, table.header_row))
    base = current_id(warehouse)
    return Request(tuple(parts), warehouse / f"warehouse-{base}.duckdb", base, partnership, None)


def checked(
    folder: Path, warehouse: Path, files: dict[str, bytes], partnership: str | None = messy.PARTNERSHIP
) -> Checked:
    asked = request(folder, warehouse, files, partnership)
    assert Request.from_json(json.loads(json.dumps(asked.as_json()))) == asked
    found = check.check(asked, folder, lambda line: None)
    assert check.load(folder) == found
    return found


def found(result: Checked, grade: str) -> set[tuple[str, int | None, str, str]]:
    return {(p.kind, p.row, p.column, p.value) for p in result.examples if p.grade == grade}


def test_every_problem_is_found_where_it_is(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    files = {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=True)}
    result = checked(tmp_path, warehouse, files)
    assert not result.ok
    assert result.effect is None
    assert found(result, "error") == {
        ("unknown code", 6, "status", "terminé"),
        ("no such day", 8, "matched_date", "31.02.2021"),
        ("unknown reference", 9, "host_organisation_id", "O-inconnu"),
    }
    last = 5 + len(messy.own_rows(sample_source))
    warnings = {(kind, row) for kind, row, *_ in found(result, "warning")}
    assert warnings == {("second header row", 4), ("row given twice", last), ("totals row", last + 2)}
    with (tmp_path / REPORT).open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == sum(count for _, _, count in result.counts)


def test_the_bad_cells_come_back_marked(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    checked(tmp_path, warehouse, {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=True)})
    book = openpyxl.load_workbook(tmp_path / MARKED)
    assert book.sheetnames == ["Findings", "1 exchanges"]
    sheet = book["1 exchanges"]
    header = [cell.value for cell in sheet[1]]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == 6)
    cell = line[header.index("Statut")]
    assert cell.value == "terminé"
    assert cell.fill.fgColor.rgb == "FFF8C9C4"
    assert cell.comment is not None
    assert "is no code of status" in cell.comment.text


def test_a_workbook_comes_back_as_it_was_with_marks(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Échanges"
    sheet.append(["Exchanges of CELIS"])
    sheet.merge_cells("A1:D1")
    sheet.append(list(messy.HEADER))
    for row in messy.own_rows(sample_source):
        sheet.append([text or None for text in messy.cells(row)])
    sheet["I3"] = "=1+1"
    book.save(tmp_path / "x.xlsx")
    checked(tmp_path, warehouse, {"CELIS.xlsx": (tmp_path / "x.xlsx").read_bytes()})
    marked = openpyxl.load_workbook(tmp_path / MARKED)
    assert marked.sheetnames == ["Findings", "Échanges"]
    assert marked["Échanges"]["A1"].value == "Exchanges of CELIS"
    assert "formula without a value" in [cell.value for cell in marked["Findings"]["B"]]


def test_the_effect_is_what_publishing_changes(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    files = {
        messy.EXCHANGES: messy.exchanges(sample_source, has_errors=False),
        messy.TRANSACTIONS: messy.transactions(sample_source).replace(b"allocation;", b"allocation;1", 1),
    }
    result = checked(tmp_path, warehouse, files)
    assert result.ok, result.examples
    assert result.effect is not None
    changes = {row.input: (row.added, row.changed, row.removed) for row in result.effect.rows}
    assert changes["exchanges"] == (0, 1, 0)  # the one whose purpose is another one now
    assert changes["organisations"] == (0, 0, 0)
    money = {(change.partnership_id, change.account): change for change in result.effect.money}
    assert set(money) == {("celis", "allocation"), ("celis", "remaining")}
    allocation = money["celis", "allocation"]
    assert isinstance(allocation.after_eur, Decimal)
    assert allocation.after_eur - allocation.before_eur == sum(
        change.after_eur - change.before_eur for key, change in money.items() if key[1] == "remaining"
    )
    assert all(count.before == count.after for count in result.effect.counts if count.what != "exceptions to the rules")


def test_one_of_two_publishes_wins_and_the_other_is_told(
    sample_source: Path, sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))
    folders = [tmp_path / "one", tmp_path / "two"]
    results = []
    for folder in folders:
        folder.mkdir()
        files = {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=False)}
        results.append(checked(folder, warehouse, files))
    monkeypatch.setenv("CXC_READ_ONLY", "1")
    with pytest.raises(PublishingOff):
        publish_candidate(folders[0] / CANDIDATE, warehouse, results[0].base_id)
    monkeypatch.setenv("CXC_READ_ONLY", "0")
    first = publish_candidate(folders[0] / CANDIDATE, warehouse, results[0].base_id, "June\nreturns", "A. Manager")
    assert current_id(warehouse) == first
    with pytest.raises(Overtaken):
        publish_candidate(folders[1] / CANDIDATE, warehouse, results[1].base_id)
    assert current_id(warehouse) == first
    assert (folders[1] / CANDIDATE).exists()
    entry = read(warehouse)[-1]
    assert (entry.snapshot_id, entry.note, entry.published_by) == (first, "June returns", "A. Manager")
    (tmp_path / "three").mkdir()
    again = checked(tmp_path / "three", warehouse, files)
    assert again.base_id == first
    assert again.effect is not None
    assert not any(row.added + row.changed + row.removed for row in again.effect.rows)


def test_a_first_delivery_has_nothing_to_be_compared_with(sample_source: Path, tmp_path: Path) -> None:
    files = {
        name: (sample_source / name).read_bytes()
        for name in ("organisations.csv", "exchanges.csv", "budget_transactions.csv", "delivery.csv")
    }
    asked = request(tmp_path, tmp_path, files, None)
    result = check.check(Request(asked.parts, None, None, None, date(2022, 6, 30)), tmp_path, lambda line: None)
    assert result.ok
    assert result.effect is not None
    assert {row.before for row in result.effect.rows} == {0}
    snapshot_id = publish_candidate(tmp_path / CANDIDATE, tmp_path / "warehouse", None)
    assert current_id(tmp_path / "warehouse") == snapshot_id


def test_a_worker_says_how_far_it_is_and_what_it_found(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    files = {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=True)}
    job = worker.start(request(tmp_path, warehouse, files, messy.PARTNERSHIP), tmp_path)
    lines = list(job.progress())
    assert "reading the delivery" in lines[0]
    assert not job.result().ok
    assert job.result().of_grade("error") == 3


def test_a_worker_that_dies_leaves_an_answer(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    files = {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=False)}
    job = worker.start(request(tmp_path, warehouse, files, messy.PARTNERSHIP), tmp_path)
    job.stop()
    list(job.progress())
    assert "without a result" in job.result().failure


def test_only_so_many_checks_run_at_once(
    sample_source: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = request(tmp_path, warehouse, {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=False)}, None)
    monkeypatch.setattr(worker, "limits", lambda: {"checks_at_once": 1, "check_seconds": 900})
    first = worker.start(asked, tmp_path)
    try:
        with pytest.raises(worker.Busy):
            worker.start(asked, tmp_path)
    finally:
        first.stop()
    second = worker.start(asked, tmp_path)
    second.stop()


def test_a_worker_speaks_the_language_of_its_request(sample_source: Path, warehouse: Path, tmp_path: Path) -> None:
    files = {messy.EXCHANGES: messy.exchanges(sample_source, has_errors=True)}
    with languages.speaking("de"):
        asked = request(tmp_path, warehouse, files, messy.PARTNERSHIP)
    assert asked.language == "de"
    assert Request.from_json(asked.as_json()) == asked
    assert repr(asked) == repr(replace(asked, language="en"))
    job = worker.start(asked, tmp_path)
    lines = list(job.progress())
    assert re.match(r"\[ +[0-9]+,[0-9] s\] ", lines[0])
    assert {kind for _grade, kind, _number in job.result().counts} >= {"unknown code"}
