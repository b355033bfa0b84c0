"""Where does the lump-sum money stand? Answers over the tiny delivery, computed by hand to the cent."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from queries import budget
from queries.filters import Filters, Focus
from tests.queries.answers import assert_cents, eur, one, rows

MONEY = (
    "allocation_eur",
    "transfers_eur",
    "committed_eur",
    "payable_eur",
    "paid_eur",
    "recovered_eur",
    "remaining_eur",
    "footing_difference_eur",
)
NORTH = ("NORTH", *eur("50000.00", "-1500.25", "390.50", "1710.00", "1380.25", "100.10", "45119.10", "0.00"))
SOUTH = ("SOUTH", *eur("40000.00", "1500.25", "3164.55", "0.00", "0.00", "0.00", "38335.70", "0.00"))
WEST = ("WEST", *eur("0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"))


def test_position_per_partnership_with_zeros_kept(snapshot: str) -> None:
    answer = budget.position(Filters(snapshot))
    assert_cents(answer)
    assert rows(answer, "acronym", *MONEY) == [NORTH, SOUTH, WEST]


def test_totals_are_the_sums_of_the_position(snapshot: str) -> None:
    answer = budget.totals(Filters(snapshot))
    assert_cents(answer)
    assert rows(answer, *MONEY, "available_eur") == [
        eur("90000.00", "0.00", "3555.05", "1710.00", "1380.25", "100.10", "83454.80", "0.00", "90000.00")
    ]
    south = budget.totals(Filters(snapshot, partnerships=("south",)))
    assert rows(south, *MONEY) == [SOUTH[1:]]
    assert one(south)["available_eur"] == eur("41500.25")[0]


# An allocation belongs to a partnership: what narrows exchanges otherwise leaves the budget alone.
@pytest.mark.parametrize(
    ("choice", "partnerships"),
    [
        ({}, ["NORTH", "SOUTH", "WEST"]),
        ({"partnerships": ("south", "west")}, ["SOUTH", "WEST"]),
        ({"partnerships": ("south", "west"), "partnership_side": "host"}, ["SOUTH", "WEST"]),
        ({"ecosystems": ("Digital", "Tourism")}, ["NORTH"]),
        ({"ecosystems": ("Digital",), "partnerships": ("south",)}, []),
        ({"partnerships": ("nobody",)}, []),
        ({"focus": Focus("partnership", visiting="south", host="north")}, ["SOUTH"]),
        ({"focus": Focus("partnership", either="south"), "partnerships": ("north",)}, []),
        ({"focus": Focus("country", either="PT")}, ["NORTH", "SOUTH", "WEST"]),
        ({"modes": ("virtual",), "countries": ("IS",), "status_groups": ("cancelled",)}, ["NORTH", "SOUTH", "WEST"]),
        ({"categories": ("SME",), "from_month": "2022-06", "to_month": "2022-06"}, ["NORTH", "SOUTH", "WEST"]),
    ],
)
def test_only_partnerships_and_ecosystems_narrow_the_position(
    snapshot: str, choice: dict[str, Any], partnerships: list[str]
) -> None:
    view = Filters(snapshot, **choice)
    known: dict[str, tuple[Any, ...]] = {"NORTH": NORTH, "SOUTH": SOUTH, "WEST": WEST}
    assert rows(budget.position(view), "acronym", *MONEY) == [known[name] for name in partnerships]
    sums = rows(budget.totals(view), *MONEY)[0]
    assert sums == tuple(
        sum((known[name][i] for name in partnerships), eur("0.00")[0]) for i in range(1, len(MONEY) + 1)
    )


def test_money_over_time_is_the_balance_at_the_end_of_each_month(snapshot: str) -> None:
    answer = budget.money_over_time(Filters(snapshot))
    assert_cents(answer)
    assert answer["month"].dt.strftime("%Y-%m").tolist() == [
        *(f"2021-{month:02}" for month in range(1, 13)),
        *(f"2022-{month:02}" for month in range(1, 7)),
    ]
    assert answer["allocation_eur"].tolist() == [*eur("90000.00") * 18]
    assert answer["available_eur"].tolist() == [*eur("90000.00") * 18]
    # x08 780.00 from February to March 2021; x01 900.00 March to June; x10 480.25 April to June;
    # x03 390.50 from September; in 2022 x04 1099.99 and x11 380.00 from February, x02 1100.00 from April to June,
    # x05 450.00 from May, x12 610.00 from May to June, x06 1234.56 from June.
    assert answer["committed_eur"].tolist() == [
        *eur("0.00", "780.00", "900.00", "1380.25", "1380.25", "0.00", "0.00", "0.00"),
        *eur("390.50", "390.50", "390.50", "390.50", "390.50"),
        *eur("1870.49", "1870.49", "2970.49", "4030.49", "3555.05"),
    ]
    assert answer["payable_eur"].tolist() == [*eur("0.00") * 17, *eur("1710.00")]
    assert answer["paid_eur"].tolist() == [*eur("0.00") * 5, *eur("1380.25") * 13]
    assert answer["recovered_eur"].tolist() == [*eur("0.00") * 6, *eur("100.10") * 12]


def test_money_over_time_of_one_partnership_shows_its_transfers(snapshot: str) -> None:
    answer = budget.money_over_time(Filters(snapshot, partnerships=("south",)))
    columns = "month", "allocation_eur", "available_eur", "committed_eur"
    found = rows(answer, *columns)
    assert found[0] == ("2021-01-01", *eur("40000.00", "40000.00", "0.00"))
    assert found[1] == ("2021-02-01", *eur("40000.00", "41500.25", "0.00"))
    assert found[-1] == ("2022-06-01", *eur("40000.00", "41500.25", "3164.55"))


@pytest.mark.parametrize("question", [budget.money_over_time, budget.payments_due, budget.position])
def test_a_partnership_without_money_has_no_rows_in_time_and_a_zero_position(
    snapshot: str, question: Callable[[Filters], pd.DataFrame]
) -> None:
    answer = question(Filters(snapshot, partnerships=("west",)))
    assert len(answer) == (1 if question is budget.position else 0)


def test_payments_due_are_summed_by_day_overdue_first(snapshot: str) -> None:
    answer = budget.payments_due(Filters(snapshot))
    assert_cents(answer)
    # x02 and x12
    assert rows(answer) == [
        ("2022-06-27", -3, 1, *eur("1100.00")),
        ("2022-07-04", 4, 1, *eur("610.00")),
    ]
    assert budget.payments_due(Filters(snapshot, partnerships=("south",))).empty
    assert len(budget.payments_due(Filters(snapshot, ecosystems=("Health",)))) == 2


def test_payments_due_follow_the_rule_of_the_day(other_rules: str) -> None:
    """With thirty days to pay both are due later."""
    answer = budget.payments_due(Filters(other_rules))
    assert rows(answer, "due_date", "days_left") == [("2022-07-17", 17), ("2022-07-24", 24)]
