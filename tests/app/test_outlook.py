"""The Outlook page: its answer, its table, its alerts, and the line that leads to them."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from charts import words
from data.warehouse import Snapshot
from queries import outlook
from queries.filters import Filters
from tests.app.conftest import Hostile
from tests.app.screen import bodies, choose, faults, figures, open_page, text
from ui import downloads

DAY = date(2022, 6, 30)
NOTHING = {"partnerships": ["celis"], "ecosystems": ["Textiles"]}


@pytest.mark.parametrize("choice", [{}, {"partnerships": ["exxtra"]}], ids=["all", "one partnership"])
def test_the_first_screen_says_what_is_to_be_expected(choice: dict[str, list[str]], reading_sample: str) -> None:
    page = choose(open_page("Outlook"), choice)
    assert not faults(page)
    assert figures(page).keys() == {"burn_down", "reach"}
    together = outlook.forecast(Filters(reading_sample, tuple(choice.get("partnerships", ()))), DAY).iloc[-1]
    shown = {tile.label: str(tile.value) for tile in page.metric}
    assert shown["By the end"] == str(together["forecast_mid"])
    assert shown["Took place"] == str(together["took_place"])
    assert f"{together['forecast_mid']} exchanges are expected by" in text(page)
    assert f"({together['forecast_low']} to {together['forecast_high']})" in text(page)
    assert "the money runs out about" in text(page)
    assert "inside the band" in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_the_table_has_a_row_per_partnership() -> None:
    page = open_page("Outlook")
    listed = page.dataframe[0].value
    assert len(listed) == 13
    assert listed["run_out"].str.fullmatch(r"\d{4}-\d\d-\d\d|not before the end").all()
    assert listed["acronym"].iloc[0].startswith("partnership?partnership=RECiPE4Mobility")


def test_alerts_are_listed_with_their_reasons(reading_sample: str) -> None:
    page = open_page("Outlook", {"outlook": "Alerts"})
    assert not faults(page)
    expected = outlook.alerts(Filters(reading_sample), DAY)
    listed = page.dataframe[0].value
    assert len(listed) == len(expected) > 0
    assert listed["reason"].str.endswith(".").all()
    assert list(listed["kind"]) == list(expected["kind"])
    assert {one[2:] for one in listed["severity"]} == {"act now", "watch"}
    assert "Thresholds" in text(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("tab", ["Ahead", "Alerts"])
def test_a_view_without_partnerships_says_so(tab: str) -> None:
    page = choose(open_page("Outlook", {"outlook": tab}), NOTHING)
    assert not faults(page)
    assert not page.dataframe
    told = {"Ahead": "No partnership is in this view", "Alerts": "No partnership of this view is off course"}
    assert told[tab] in text(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("title", ["Programme", "Budget"])
def test_the_reader_lands_on_the_number_of_alerts(title: str) -> None:
    page = choose(open_page(title), {"ecosystems": ["Health"]})
    (line,) = [link.proto for link in page.get("page_link") if link.proto.page == "outlook"]
    assert line.label == "2 alerts in 2 partnerships, 0 to act on now"
    assert parse_qs(line.query_string) == {"outlook": ["Alerts"]}
    assert not [link for link in choose(page, NOTHING).get("page_link") if link.proto.page == "outlook"]


@pytest.mark.usefixtures("reading_sample")
def test_a_past_day_is_told_without_what_came_later(reading_sample: str) -> None:
    page = open_page("Outlook", {"as_of": "2021-12-31"})
    assert not faults(page)
    then = outlook.forecast(Filters(reading_sample), date(2021, 12, 31)).iloc[-1]
    shown = {tile.label: str(tile.value) for tile in page.metric}
    assert shown["By the end"] == str(then["forecast_mid"])


@pytest.mark.parametrize("tab", ["Ahead", "Alerts"])
def test_a_snapshot_without_exchanges_has_no_forecast(
    tab: str, no_exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(no_exchange))
    page = open_page("Outlook", {"outlook": tab})
    assert not faults(page)
    if tab == "Ahead":
        assert "a forecast would be a guess" in text(page)


def test_names_are_text(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    for tab in ("Ahead", "Alerts"):
        page = open_page("Outlook", {"outlook": tab})
        assert not faults(page), tab
        assert not [body for body in bodies(page) if "<script>" in body], tab


TRIED: dict[str, str | list[str]] = {
    "outlook": "Scenarios",
    "ceiling_pct": "80",
    "ceiling_country": "Portugal",
    "half_pct": "50",
    "extra_in": ["Germany", "Portugal"],
    "extra_DE": "3",
    "extra_PT": "10",
    "extra_for": "CELIS",
    "transfer_from": "EXXTRA",
    "transfer_to": "CELIS",
    "transfer_eur": "2000",
    "with_expected": "true",
}


def test_a_link_opens_its_scenario_and_says_so(reading_sample: str) -> None:
    page = open_page("Outlook", TRIED)
    assert not faults(page)
    tried = outlook.Scenario(
        80, "PT", 50, {"DE": 3, "PT": 10}, "celis", "exxtra", "celis", Decimal(2000), with_expected=True
    )
    expected = outlook.scenario(Filters(reading_sample), DAY, tried).iloc[-1]
    shown = {tile.label: str(tile.value) for tile in page.metric}
    assert shown["Remaining now"] == words.eur(expected["before_eur"], cents=True)
    assert shown["Remaining then"] == words.eur(expected["after_eur"], cents=True)
    assert ":violet-badge[:material/science: SCENARIO]" in [str(body.value) for body in page.markdown]
    assert (
        "Ceilings at 80 % in Portugal; 50 % short stays; extra exchanges for CELIS: 3 in Germany and 10 in Portugal"
        in text(page)
    )
    assert figures(page).keys() == {"scenario"}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("value", ["", "-1", "1e9", "NaN", "<b>x</b>", "'; drop table exchanges; --", "9" * 400, "inf"])
def test_hostile_scenarios_change_nothing(value: str) -> None:
    page = open_page("Outlook", {name: value for name in TRIED} | {"outlook": "Scenarios"})
    assert not faults(page)
    assert "Nothing is changed yet" in text(page)
    shown = {tile.label: str(tile.value) for tile in page.metric}
    assert shown["Remaining now"] == shown["Remaining then"]


def test_every_export_of_a_scenario_says_so() -> None:
    snapshot = Snapshot("20220701-080000-abc123", datetime(2022, 7, 1), DAY, True, "t", "r")
    assert downloads.origin(snapshot, "SCENARIO").startswith("SCENARIO, Sample data, snapshot ")
    assert downloads.file_name("effects", snapshot, "csv", "SCENARIO").startswith("clusterxchange_SCENARIO_effects_")
    assert "SCENARIO" not in downloads.origin(snapshot) + downloads.file_name("effects", snapshot, "csv")


@pytest.mark.usefixtures("reading_sample")
def test_a_scenario_of_no_partnership_says_so() -> None:
    page = choose(open_page("Outlook", TRIED), NOTHING)
    assert not faults(page)
    assert "No partnership matches this view" in text(page)
