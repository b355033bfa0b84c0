"""The printed statement: every figure as real text, nothing cut, its pages numbered and marked."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from charts import words
from data import warehouse
from exports.report.statement import ROWS_MOST, printed
from exports.statement.content import FIGURES, figures_of
from queries.filters import Filters
from tests.app import deliveries
from tests.app.conftest import Hostile
from tests.exports import papers, workbooks


@pytest.mark.parametrize(
    ("chosen", "as_of"), [({}, None), ({"partnerships": ("celis",)}, date(2022, 3, 31))], ids=["programme", "one"]
)
def test_every_figure_is_on_the_page(
    reading_sample: str, tmp_path: Path, chosen: dict[str, Any], as_of: date | None
) -> None:
    said = workbooks.statement(Filters(reading_sample, **chosen), as_of)
    content = printed(said)
    pages = papers.sheets(content, tmp_path)
    papers.assert_inside(pages)
    whole = papers.plain(" ".join(page.text for page in pages))
    for row, name in zip(figures_of(said.position), said.position["acronym"], strict=True):
        assert chosen or name in whole
        for field in FIGURES:
            assert papers.plain(words.eur(row[field], cents=True)) in whole
    assert "✓ Adds up to the cent" in whole
    for number, page in enumerate(pages, start=1):
        assert (page.width, page.height) == pytest.approx((595.28, 841.89), abs=0.1)
        assert "Sample data" in page.text
        assert f"Page {number} of {len(pages)}" in page.text
    if chosen:
        for row in said.transactions.itertuples():
            assert str(row.transaction_id) in whole
            assert papers.plain(words.eur(row.amount_eur, cents=True)) in whole
    found = papers.facts(content, tmp_path)
    assert found["Title"] == f"{said.title}, {words.day(said.as_of)}"
    assert all(line[-5] == "yes" for line in papers.fonts(content, tmp_path)), "each font is in the file"


def test_a_long_statement_runs_over_pages_and_says_what_it_leaves_to_the_workbook(
    snapshot: str, tmp_path: Path
) -> None:
    said = workbooks.statement(Filters(snapshot, partnerships=("north",)))
    many = pd.concat([said.transactions] * 120)
    pages = papers.sheets(
        printed(workbooks.statement(Filters(snapshot, partnerships=("north",)), transactions=many)), tmp_path
    )
    papers.assert_inside(pages)
    assert len(pages) > 5
    whole = papers.plain(" ".join(page.text for page in pages))
    assert f"The first {ROWS_MOST} of {papers.plain(words.count(len(many)))} rows" in whole
    assert whole.count("Transaction Reference") >= len(pages) - 1, "each page repeats the head of the table"


def test_hostile_names_are_text(hostile: Hostile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    filters = Filters(warehouse.current().snapshot_id)
    said = workbooks.statement(filters, title=deliveries.HOSTILE_TITLE)
    pages = papers.sheets(printed(said), tmp_path)
    papers.assert_inside(pages)
    whole = "".join("".join(word.text for word in page.words) for page in pages)
    assert "".join(deliveries.HTML.split()) in whole


def test_letters_of_europe_are_printed_as_they_are(snapshot: str, tmp_path: Path) -> None:
    names = "Łódź Győr Iași Čakovec Žilina Þórshöfn İzmir Ғ Αθήνα Софија Tallinn’is ¿ß?"
    said = workbooks.statement(Filters(snapshot), sentence=names + " 東")
    whole = papers.plain(" ".join(page.text for page in papers.sheets(printed(said), tmp_path)))
    assert names + " ?" in whole, "what the typeface lacks is a question mark"


def test_an_empty_view_and_a_difference_are_said(snapshot: str, tmp_path: Path) -> None:
    nobody = papers.sheets(printed(workbooks.statement(Filters(snapshot, partnerships=("nobody",)))), tmp_path)
    assert "€ 0.00" in papers.plain(nobody[0].text)
    said = workbooks.statement(Filters(snapshot))
    wrong = said.position.copy()
    wrong.loc[0, "footing_difference_eur"] = wrong.loc[0, "paid_eur"]
    pages = papers.sheets(printed(workbooks.statement(Filters(snapshot), position=wrong)), tmp_path)
    assert "Does not add up: NORTH." in pages[0].text
    assert "✗" in pages[0].text
