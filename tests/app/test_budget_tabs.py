"""The tabs of the Budget page: each shows its own question, in the scope of the page."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from charts import words
from queries import averages, budget
from queries.filters import Filters
from tests.app.conftest import Hostile
from tests.app.screen import bodies, choose, faults, figures, number, open_page, text, tiles

TO_DO = ("Payments due", "Closing reports awaited", "Validations awaited", "Starts overdue")
NOTHING = {"partnerships": ["celis"], "ecosystems": ["Textiles"]}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("query", [{}, {"budget": "Position"}, {"budget": "<b>no tab</b>"}])
def test_the_position_is_the_first_tab_and_what_a_wrong_link_opens(query: Mapping[str, str]) -> None:
    page = open_page("Budget", query)
    assert not faults(page)
    assert figures(page).keys() == {"waterfall", "position", "money_over_time", "payments_due"}
    assert "Adds up to the cent" in text(page)


@pytest.mark.parametrize("choice", [{}, {"partnerships": ["celis"]}], ids=["all", "one partnership"])
def test_the_steps_to_take_are_summed_in_tiles_and_listed(choice: dict[str, list[str]], reading_sample: str) -> None:
    page = choose(open_page("Budget", {"budget": "To do"}), choice)
    assert not faults(page)
    assert not figures(page)
    filters = Filters(reading_sample, tuple(choice.get("partnerships", ())))
    expected = budget.to_do(filters)
    listed = page.dataframe[0].value
    assert len(listed) == len(expected) > 0
    by_kind = expected.groupby("kind")["lump_sum_eur"].sum()
    kinds = ("payment due", "closing report awaited", "validation awaited", "start overdue")
    assert tiles(page) == {tile: int(by_kind.get(kind, 0)) for tile, kind in zip(TO_DO, kinds, strict=True)}
    assert f"{len(expected)} step" in text(page)
    opened = [parse_qs(urlsplit(link).query)["exchange"] for link in listed["exchange_id"]]
    assert opened == [[exchange_id] for exchange_id in expected["exchange_id"]]
    assert {urlsplit(link).path for link in listed["exchange_id"]} == {"exchanges"}


@pytest.mark.usefixtures("reading_sample")
def test_an_exchange_of_the_list_opens_on_the_exchanges_page() -> None:
    link = open_page("Budget", {"budget": "To do"}).dataframe[0].value["exchange_id"].iloc[0]
    wanted = parse_qs(urlsplit(link).query)["exchange"][0]
    page = open_page("Exchanges", {"exchange": wanted})
    assert not faults(page)
    assert f"{wanted}: " in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_where_nothing_waits_the_page_says_so() -> None:
    page = choose(open_page("Budget", {"budget": "To do"}), NOTHING)
    assert not faults(page)
    assert not page.dataframe
    assert "Nothing waits for a step" in text(page)
    assert {number(str(tile.value)) for tile in page.metric} == {0}


@pytest.mark.parametrize("kind", ["", "distance unknown", "visiting twice"])
def test_exceptions_are_listed_by_kind_with_what_is_at_stake(kind: str, reading_sample: str) -> None:
    page = open_page("Budget", {"budget": "Exceptions"} | ({"exception_kind": kind} if kind else {}))
    assert not faults(page)
    filters = Filters(reading_sample)
    expected = budget.exceptions(filters, kind)
    by_kind, listed = (shown.value for shown in page.dataframe)
    assert by_kind["exceptions"].sum() == len(budget.exceptions(filters))
    assert list(listed["detail"]) == list(expected["detail"])
    assert set(listed["kind"]) == ({kind} if kind else set(by_kind["kind"][by_kind["exceptions"] > 0]))
    in_all = budget.exception_totals(filters).iloc[0]
    assert tiles(page)["Exceptions"] == in_all["exceptions"]
    assert tiles(page)["At stake in all"] == round(in_all["at_stake_eur"])


@pytest.mark.usefixtures("reading_sample")
def test_where_no_rule_is_broken_the_page_says_so() -> None:
    page = choose(open_page("Budget", {"budget": "Exceptions", "exception_kind": "<b>none</b>"}), NOTHING)
    assert not faults(page)
    assert not page.dataframe
    assert "No exchange departs from the rules" in text(page)


@pytest.mark.parametrize(
    ("query", "stay"),
    [
        ({}, {"working_days": 5, "distance_km": 500.0}),
        (
            {"stay_days": "4", "stay_country": "Portugal"},
            {"working_days": 4, "distance_km": 500.0, "host_country": "PT"},
        ),
        (
            {"stay_km": "150", "stay_country": "Portugal"},
            {"working_days": 5, "distance_km": 150.0, "host_country": "PT"},
        ),
        ({"stay_days": "2"}, {"working_days": 2, "distance_km": 500.0}),
        ({"stay_mode": "virtual"}, {"working_days": 5, "distance_km": 500.0, "mode": "virtual"}),
        ({"stay_day": "2021-05-03"}, {"working_days": 5, "distance_km": 500.0, "day": date(2021, 5, 3)}),
        ({"stay_days": "9" * 400, "stay_km": "inf"}, {"working_days": 5, "distance_km": 500.0}),
        ({"stay_country": "<b>no</b>", "stay_days": "x"}, {"working_days": 5, "distance_km": 500.0}),
    ],
)
def test_the_calculator_answers_what_the_link_asks(
    query: dict[str, str | list[str]], stay: dict[str, Any], reading_sample: str
) -> None:
    page = open_page("Budget", {"budget": "Calculator"} | query)
    assert not faults(page)
    asked: dict[str, Any] = {"host_country": "AL", "mode": "physical", "day": date(2022, 6, 30)} | stay
    steps = budget.lump_sum(reading_sample, **asked)
    shown = page.dataframe[0].value
    assert list(shown["finding"]) == list(steps["finding"])[:-1]
    answer = steps["amount_eur"].iloc[-1]
    assert [str(tile.value) for tile in page.metric] == [words.eur(answer, cents=True)]
    assert steps["finding"].iloc[-1] in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_the_calculator_takes_the_distance_of_two_clusters() -> None:
    page = open_page("Budget", {"budget": "Calculator", "stay_between": "two clusters"})
    assert not faults(page)
    clusters = page.selectbox(key="stay_to")
    assert "km apart." in text(page)
    # The same cluster on both sides: no distance, and one country.
    clusters.set_value(page.selectbox(key="stay_from").value).run()
    assert not faults(page)
    assert "0 km apart." in text(page)
    assert "Both are in one country" in text(page)
    assert "0 km are under 200" in " ".join(page.dataframe[0].value["finding"])


@pytest.mark.parametrize("query", [{}, {"averages_by": "month"}, {"averages_by": "<b>no</b>"}])
def test_averages_stand_beside_the_ledger(query: dict[str, str | list[str]], reading_sample: str) -> None:
    page = open_page("Budget", {"budget": "Averages"} | query)
    assert not faults(page)
    month = query == {"averages_by": "month"}
    expected = averages.by_value(Filters(reading_sample), "month" if month else "host_country")
    assert figures(page).keys() == {"averages_by_month" if month else "averages_host_country"}
    shown = page.dataframe[0].value
    assert list(shown.iloc[:, 0]) == list(expected["value"])
    assert list(shown["lump_sum_eur"]) == list(expected["lump_sum_eur"])
    assert tiles(page)["Lump sums"] == round(expected["lump_sum_eur"].iloc[-1])
    assert "As in the ledger, to the cent" in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_where_no_lump_sum_is_granted_the_averages_say_so() -> None:
    page = choose(open_page("Budget", {"budget": "Averages"}), NOTHING)
    assert not faults(page)
    assert "No lump sum is granted" in text(page)


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ({}, "Statement of lump sums, programme, 31 March 2022"),
        ({"partnerships": ["celis"]}, "Statement of lump sums, CELIS, 31 March 2022"),
        (NOTHING, "Statement of lump sums, 0 partnerships, 31 March 2022"),
    ],
    ids=["programme", "one partnership", "none"],
)
def test_the_statement_is_the_position_of_the_day(
    choice: dict[str, list[str]], title: str, reading_sample: str
) -> None:
    page = choose(open_page("Budget", {"budget": "Statement", "as_of": "2022-03-31"}), choice)
    assert not faults(page)
    assert title in text(page)
    chosen = {field: tuple(values) for field, values in choice.items()}
    total = budget.totals(Filters(reading_sample, **chosen), date(2022, 3, 31)).iloc[0]  # type: ignore[arg-type]
    shown = dict(zip(page.dataframe[0].value["account"], page.dataframe[0].value["amount_eur"], strict=True))
    assert shown["Remaining"] == total["remaining_eur"]
    assert shown["Available"] == total["available_eur"]
    assert len(shown) == 9


def test_names_in_the_tabs_are_text(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    for tab in ("To do", "Exceptions", "Averages", "Statement", "Calculator"):
        page = open_page("Budget", {"budget": tab, "stay_between": "two clusters"})
        assert not faults(page), tab
        assert not [body for body in bodies(page) if "<script>" in body], tab


@pytest.mark.parametrize("tab", ["To do", "Exceptions", "Statement", "Calculator"])
def test_a_snapshot_without_exchanges_has_every_tab(
    tab: str, no_exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(no_exchange))
    page = open_page("Budget", {"budget": tab})
    assert not faults(page)
    assert page.metric or tab == "Statement"


# The day of Portugal, 10 June 2021, is a Thursday.
PORTUGAL = {"stay_country": "Portugal", "stay_length": "first and last day", "stay_day": "2021-06-07"}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    ("more", "days", "said"),
    [
        ({"stay_last": "2021-06-11"}, 5, "5 weekdays from 7 June 2021 to 11 June 2021; days of travel"),
        ({"stay_last": "2021-06-11", "holidays": "true"}, 4, "less 1 public holiday (2021-06-10 Day of Portugal"),
        ({"stay_last": "2021-06-13", "holidays": "<b>"}, 5, "5 weekdays from 7 June 2021 to 13 June 2021"),
        ({"stay_last": "2021-06-01", "holidays": "true"}, 0, "0 weekdays from 7 June 2021 to 1 June 2021"),
        ({"stay_last": "never"}, 5, "5 weekdays from 7 June 2021 to 11 June 2021"),
    ],
)
def test_the_calculator_counts_working_days_by_the_calendar(more: dict[str, str], days: int, said: str) -> None:
    page = open_page("Budget", {"budget": "Calculator"} | PORTUGAL | more)
    assert not faults(page)
    noun = "working day" if days == 1 else "working days"
    assert page.dataframe[0].value["finding"].iloc[0].startswith(f"{days} {noun}; at least")
    assert said in text(page)


@pytest.mark.parametrize("holidays", [False, True])
def test_exceptions_leave_public_holidays_out_where_the_reader_chooses_so(holidays: bool, reading_sample: str) -> None:
    query = {"budget": "Exceptions"} | ({"holidays": "true"} if holidays else {})
    page = open_page("Budget", query)
    assert not faults(page)
    expected = budget.exception_totals(Filters(reading_sample), holidays=holidays).set_index("kind")
    by_kind, listed = (shown.value for shown in page.dataframe)
    assert by_kind.set_index("kind")["exceptions"].to_dict() == expected["exceptions"].drop("in all").to_dict()
    kind = "more working days than the calendar holds"
    assert (kind in set(listed["kind"])) == holidays == bool(expected["exceptions"][kind])
