"""The ledger: each figure opens the rows that add up to it; a snapshot altered by hand turns red and names its rows."""

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from charts import words
from queries import budget, ledger
from queries.filters import Filters
from tests.app.screen import faults, open_page, text


@pytest.mark.parametrize("account", ledger.ACCOUNTS)
@pytest.mark.parametrize(("name", "partnership_id"), [("CELIS", "celis"), ("Total", "")])
def test_a_figure_opens_its_definition_rows_and_query(
    name: str, partnership_id: str, account: ledger.Account, reading_sample: str
) -> None:
    page = open_page("Budget", {"budget": "Ledger", "ledger_cell": f"{name}:{account}"})
    assert not faults(page)
    filters = Filters(reading_sample, (partnership_id,) if partnership_id else ())
    figure = budget.totals(filters)[f"{account}_eur"].iloc[0]
    found = ledger.behind(Filters(reading_sample), account, partnership_id, limit=10_000)
    assert sum(found.rows["amount_eur"], Decimal(0)) == figure
    shown = text(page)
    assert "the sum of the rows is the figure" in shown
    assert words.eur(figure, cents=True).replace("\u202f", "") in shown.replace("\u202f", "")
    assert [code.value for code in page.code] == [found.sql]
    assert "$as_of" in found.sql
    assert len(page.json) == 1
    if len(found.rows):
        assert len(page.dataframe[1].value) == min(len(found.rows), ledger.ROWS_SHOWN)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    "cell", ["", "CELIS", "CELIS:", "CELIS:<b>", "nobody:paid", "celis:paid", ":::", "Total:footing"]
)
def test_a_cell_that_the_ledger_has_not_opens_nothing(cell: str) -> None:
    page = open_page("Budget", {"budget": "Ledger", "ledger_cell": cell})
    assert not faults(page)
    assert not page.code
    assert len(page.dataframe) == 1


@pytest.mark.usefixtures("reading_sample")
def test_the_box_opens_and_closes_a_figure_and_a_past_day_has_its_own_rows() -> None:
    page = open_page("Budget", {"budget": "Ledger", "as_of": "2021-12-15"})
    assert not page.code
    page.selectbox(key="ledger_cell").set_value("BLUES:paid").run()
    assert not faults(page)
    assert "on 15 December 2021" in text(page)
    assert page.dataframe[1].value["date"].max().isoformat() <= "2021-12-16"
    assert "the sum of the rows is the figure" in text(page)
    page.selectbox(key="ledger_cell").set_value(None).run()
    assert not page.code


@pytest.fixture
def tampered(sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sample altered by hand in three places: an amount, a transaction that is gone, a status."""
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    shutil.copy(sample_warehouse / name, tmp_path / name)
    (tmp_path / "current").write_text(name, encoding="utf-8")
    with duckdb.connect(str(tmp_path / name)) as con:
        con.execute(
            "update budget_transactions set amount_eur = amount_eur + 100 where transaction_id ="
            " (select min(transaction_id) from budget_transactions where partnership_id = 'celis' and kind = 'payment')"
        )
        con.execute(
            "delete from budget_transactions where transaction_id ="
            " (select min(transaction_id) from budget_transactions where partnership_id = 'blues' and kind = 'payment')"
        )
        con.execute(
            "update exchanges set status = 'matched' where visiting_partnership_id = 'celis' and status = 'validated'"
            " and lump_sum_eur > 0"
        )
    monkeypatch.setenv("CXC_WAREHOUSE", str(tmp_path))
    return name.removeprefix("warehouse-").removesuffix(".duckdb")


def test_a_seeded_mismatch_turns_red_and_names_its_rows(tampered: str) -> None:
    page = open_page("Budget")
    assert not faults(page)
    (alarm,) = page.error
    assert "Does not add up" in alarm.value
    for said in ("CELIS paid by", "CELIS payable by", "BLUES paid by"):
        assert said in alarm.value
    causes = ledger.mismatches(Filters(tampered))
    shown = page.dataframe[0].value
    assert list(shown["row_ids"]) == list(causes["row_ids"])
    found = {(one.acronym, one.account): one for one in causes.itertuples()}
    assert found["CELIS", "paid"].difference_eur == Decimal("100.00")
    assert found["CELIS", "paid"].row_ids.startswith("T-")
    assert found["CELIS", "payable"].row_ids == found["CELIS", "payable"].exchange_id
    assert pd.isna(found["BLUES", "paid"].row_ids)
    assert "No row of that day is left" in found["BLUES", "paid"].detail
    # the causes add up to the differences, and these to the footing
    differences = ledger.footing(Filters(tampered))
    assert sum(causes["difference_eur"]) == sum(differences["difference_eur"])
    footing = budget.position(Filters(tampered)).set_index("acronym")["footing_difference_eur"]
    assert footing["BLUES"] == -found["BLUES", "paid"].difference_eur


def test_only_the_chosen_partnerships_are_told_of(tampered: str) -> None:
    assert ledger.footing(Filters(tampered, ("exxtra",))).empty
    assert ledger.mismatches(Filters(tampered, ("exxtra",))).empty
    assert set(ledger.mismatches(Filters(tampered, ("blues",)))["acronym"]) == {"BLUES"}
    # before the altered rows nothing is wrong
    page = open_page("Budget", {"as_of": "2021-03-01"})
    assert not page.error
    assert "Adds up to the cent" in text(page)
