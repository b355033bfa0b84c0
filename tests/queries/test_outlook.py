"""What is known on a day, and what is made of it. Answers over the tiny delivery, computed by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from queries import budget, outlook
from queries.filters import Filters, Focus
from queries.outlook import observed
from queries.outlook.days import month_edges, months_after, whole_months
from tests.queries.answers import assert_cents, eur, rows

AS_OF = date(2022, 6, 30)
MONEY = ("available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur", "remaining_eur")


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2022, 6, 30), -1, date(2022, 5, 31)),
        (date(2022, 6, 30), -4, date(2022, 2, 28)),
        (date(2022, 6, 15), 1, date(2022, 7, 15)),
        (date(2022, 1, 30), 1, date(2022, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2022, 6, 30), 0, date(2022, 6, 30)),
    ],
)
def test_months_are_counted_from_any_day(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_whole_months_and_edges() -> None:
    assert whole_months(date(2022, 1, 1), date(2022, 6, 30)) == 6
    assert whole_months(date(2022, 1, 2), date(2022, 6, 30)) == 5
    assert whole_months(date(2022, 7, 1), date(2022, 6, 30)) == 0
    assert month_edges(AS_OF, date(2022, 8, 15)) == [AS_OF, date(2022, 7, 31), date(2022, 8, 31)]
    assert month_edges(AS_OF, AS_OF) == [AS_OF]


def test_settings_have_value_basis_and_source(snapshot: str) -> None:
    found = outlook.settings(snapshot)
    assert set(found["basis"]) <= {"published", "assumed", "placeholder"}
    assert found["source"].str.len().gt(0).all()
    assert set(found["setting_id"]) == set(outlook.Rules.__annotations__), "each setting is read, and none else"


def test_steps_are_the_days_of_entering_and_leaving_each_stage(snapshot: str) -> None:
    answer = observed.steps(snapshot)
    matched = answer[answer["stage"] == "matched"]
    # x08 first, which was agreed and cancelled later; x07 last, which is matched and waits.
    assert rows(matched, "entered_date", "left_date", "moved_on", "exchanges")[0] == (
        "2021-01-28",
        "2021-02-26",
        True,
        1,
    )
    assert rows(matched, "entered_date", "left_date", "moved_on", "exchanges")[-1] == ("2022-06-27", None, False, 1)
    agreed = answer[answer["stage"] == "agreed"]
    assert ("2021-02-26", "2021-03-30", False, 1) in rows(agreed, "entered_date", "left_date", "moved_on", "exchanges")
    # x06 is agreed with a start in August: it has not started.
    assert ("2022-06-25", None, False, 1) in rows(agreed, "entered_date", "left_date", "moved_on", "exchanges")
    assert rows(answer[answer["stage"] == "ongoing"], "left_date", "moved_on")[-1] == (None, False)
    assert answer["exchanges"].sum() == 12 + 11 + 9


def test_waiting_is_the_pipeline_of_each_day(snapshot: str) -> None:
    answer = observed.waiting(snapshot, [AS_OF, date(2021, 4, 30)])
    columns = "day", "partnership_id", "stage", "weeks", "exchanges"
    # On 30 April 2021: x01 agreed on 25 March, x10 on 2 April, x09 matched that day; x08 is cancelled.
    assert rows(answer, *columns) == [
        ("2021-04-30", "north", "agreed", 4, 1),
        ("2021-04-30", "north", "agreed", 5, 1),
        ("2021-04-30", "north", "matched", 0, 1),
        ("2022-06-30", "north", "matched", 0, 1),
        ("2022-06-30", "south", "agreed", 0, 1),
        ("2022-06-30", "south", "ongoing", 1, 1),
    ]


def test_standing_on_a_past_day_knows_nothing_of_later(snapshot: str) -> None:
    answer = observed.standing(snapshot, [date(2021, 6, 15)], 3, 1)
    assert_cents(answer.drop(columns=["mean_eur", "spread_eur", "median_eur"]))
    # x09 and x10 are over, x01 is over since May and not validated before 16 June; x10 is paid since 11 June.
    assert rows(answer, "partnership_id", "took_place", "took_place_lately", *MONEY) == [
        ("north", 3, 3, *eur("48499.75", "900.00", "0.00", "480.25", "0.00", "47119.50")),
        ("south", 0, 0, *eur("41500.25", "0.00", "0.00", "0.00", "0.00", "41500.25")),
        ("west", 0, 0, *eur("0.00", "0.00", "0.00", "0.00", "0.00", "0.00")),
    ]
    periods = "partnership_id", "period_start", "period_end", "is_start_assumed", "is_end_assumed"
    assert rows(answer, *periods) == [
        ("north", "2020-02-01", "2022-12-31", False, False),
        ("south", "2020-02-03", "2022-10-31", False, False),
        ("west", "2020-02-01", "2022-12-31", True, True),
    ]


def test_standing_on_the_as_of_date_is_the_ledger(snapshot: str) -> None:
    answer = observed.standing(snapshot, [AS_OF], 3, 1)
    ledger = budget.position(Filters(snapshot))
    for column in MONEY[1:]:
        assert answer[column].tolist() == ledger[column].tolist()
    # x02 is overdue by three days, x12 is not due yet.
    assert rows(answer, "overdue", "overdue_eur")[0] == (1, *eur("1100.00"))
    assert rows(observed.standing(snapshot, [AS_OF], 3, 4), "overdue")[0] == (0,)


def test_money_on_days_is_that_of_the_chosen(snapshot: str) -> None:
    days = [date(2020, 12, 31), date(2021, 6, 30), AS_OF]
    answer = observed.money_on(Filters(snapshot, partnerships=("north",)), days)
    assert_cents(answer)
    assert rows(answer) == [
        ("2020-12-31", *eur("0.00", "0.00", "0.00")),
        ("2021-06-30", *eur("48499.75", "47119.50", "47119.50")),
        ("2022-06-30", *eur("48499.75", "47219.60", "45119.10")),
    ]


def test_the_forecast_has_a_row_per_partnership_and_one_for_all(snapshot: str) -> None:
    answer = outlook.forecast(Filters(snapshot), AS_OF)
    counted = (
        "acronym",
        "took_place",
        "exchange_target",
        "months_left",
        "pace_a_month",
        "needed_a_month",
        "lump_sums_left",
    )
    one = Decimal("0.1")
    assert rows(answer, *counted) == [
        ("NORTH", 6, 5, 6 + 0 * one, Decimal("0.7"), 0 * one, 73),
        ("SOUTH", 2, 50, 4 + 0 * one, Decimal("0.7"), 12 + 0 * one, 85),
        ("WEST", 0, 50, 6 + 0 * one, 0 * one, Decimal("8.3"), None),
        ("All chosen partnerships", 8, 105, 6 + 0 * one, Decimal("1.3"), Decimal("16.2"), 136),
    ]
    # The south's first match is five whole months ago, the west has none: their own futures are not guessed.
    assert answer["forecast_mid"].notna().tolist() == [True, False, False, True]
    told = answer[answer["forecast_mid"].notna()]
    assert (told["forecast_low"] <= told["forecast_mid"]).all()
    assert (told["forecast_mid"] <= told["forecast_high"]).all()
    assert (told["forecast_low"] >= told["took_place"]).all()
    assert (told["funded_mid"] <= told["forecast_mid"]).all()


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({"partnerships": ("south",)}, ["SOUTH", "All chosen partnerships"]),
        ({"ecosystems": ("Digital",)}, ["NORTH", "All chosen partnerships"]),
        ({"focus": Focus("partnership", host="south")}, ["SOUTH", "All chosen partnerships"]),
        ({"countries": ("PT",), "modes": ("virtual",)}, ["NORTH", "SOUTH", "WEST", "All chosen partnerships"]),
        ({"partnerships": ("south",), "ecosystems": ("Digital",)}, []),
    ],
)
def test_filters_choose_partnerships_and_change_no_forecast(
    snapshot: str, choice: dict[str, Any], names: list[str]
) -> None:
    whole = outlook.forecast(Filters(snapshot), AS_OF)
    answer = outlook.forecast(Filters(snapshot, **choice), AS_OF)
    assert answer["acronym"].tolist() == names
    single = answer[answer["partnership_id"] != outlook.ALL]
    same = whole[whole["partnership_id"].isin(single["partnership_id"])]
    assert rows(single) == rows(same)


def test_too_few_months_are_no_forecast(snapshot: str) -> None:
    # The first match is of 28 January 2021: on 30 June five whole months are known, on 31 July six.
    early, enough = date(2021, 6, 30), date(2021, 7, 31)
    assert outlook.forecast(Filters(snapshot), early)["forecast_mid"].isna().all()
    assert outlook.forecast(Filters(snapshot), enough)["forecast_mid"].notna().tolist() == [True, False, False, True]
    assert outlook.backtest(Filters(snapshot), enough).empty
    assert outlook.backtest_scores(Filters(snapshot), enough).empty
    burning = outlook.burn_down(Filters(snapshot), early)
    assert burning["mid_eur"].isna().all()
    assert burning["remaining_eur"].notna().sum() == 6


def test_the_burn_down_meets_the_ledger_and_the_plan_ends_at_zero(snapshot: str) -> None:
    answer = outlook.burn_down(Filters(snapshot), AS_OF)
    now = answer[answer["day"] == "2022-06-30"]
    assert rows(now, "available_eur", "remaining_eur", "mid_eur") == [eur("90000.00", "83454.80", "83454.80")]
    assert answer["day"].iloc[0].date() == date(2021, 1, 31), "before the first allocation there is nothing to burn"
    assert rows(answer.tail(1), "day", "is_ahead", "plan_eur") == [("2022-12-31", True, *eur("0.00"))]
    # North has 184 of 1 065 days left, south 123 of 1 002.
    assert now["plan_eur"].iloc[0] == (Decimal("48499.75") * 184 / 1065 + Decimal("41500.25") * 123 / 1002).quantize(
        Decimal("0.01")
    )
    assert outlook.burn_down(Filters(snapshot, partnerships=("nobody",)), AS_OF).empty


def test_alerts_give_the_figure_and_the_threshold(snapshot: str) -> None:
    answer = outlook.alerts(Filters(snapshot), AS_OF)
    columns = "severity", "kind", "acronym", "figure", "threshold"
    assert rows(answer, *columns) == [
        ("act now", "overdue payments", "NORTH", Decimal(1), Decimal(1)),
        # By 30 June 2022 82.7 % of north's period and 87.7 % of south's has passed; 7.0 and 7.6 % are used.
        ("watch", "under-use", "NORTH", Decimal("75.7"), Decimal("20.00")),
        ("watch", "under-use", "SOUTH", Decimal("80.1"), Decimal("20.00")),
    ]
    assert outlook.alerts(Filters(snapshot, partnerships=("west",)), AS_OF).empty
