"""The money as it stood on past days of the tiny delivery, counted by hand, and the lists kept against those worked out."""

from datetime import date

import pytest

from data import warehouse
from queries import budget
from queries.filters import Filters
from tests.queries.answers import assert_cents, eur, one, rows

DAY = date(2021, 6, 15)
MONEY = (
    "allocation_eur",
    "transfers_eur",
    "committed_eur",
    "payable_eur",
    "paid_eur",
    "recovered_eur",
    "remaining_eur",
)


@pytest.mark.parametrize(
    ("day", "north"),
    [
        # before anything, on the day of the allocation, and of the transfer
        (date(2021, 1, 12), ("0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00")),
        (date(2021, 1, 13), ("50000.00", "0.00", "0.00", "0.00", "0.00", "0.00", "50000.00")),
        (date(2021, 2, 15), ("50000.00", "-1500.25", "0.00", "0.00", "0.00", "0.00", "48499.75")),
        # x08 agreed on 26 February, cancelled on 30 March; x01 agreed on 25 March
        (date(2021, 3, 29), ("50000.00", "-1500.25", "1680.00", "0.00", "0.00", "0.00", "46819.75")),
        (date(2021, 3, 30), ("50000.00", "-1500.25", "900.00", "0.00", "0.00", "0.00", "47599.75")),
        # x10 validated on 7 June, paid on the 11th; x01 validated on the 16th, paid on the 23rd
        (date(2021, 6, 7), ("50000.00", "-1500.25", "900.00", "480.25", "0.00", "0.00", "47119.50")),
        (DAY, ("50000.00", "-1500.25", "900.00", "0.00", "480.25", "0.00", "47119.50")),
        (date(2021, 6, 16), ("50000.00", "-1500.25", "0.00", "900.00", "480.25", "0.00", "47119.50")),
        (date(2021, 6, 23), ("50000.00", "-1500.25", "0.00", "0.00", "1380.25", "0.00", "47119.50")),
        (date(2021, 7, 23), ("50000.00", "-1500.25", "0.00", "0.00", "1380.25", "100.10", "47219.60")),
    ],
)
def test_position_on_a_day(day: date, north: tuple[str, ...], snapshot: str) -> None:
    answer = budget.position(Filters(snapshot, partnerships=("north",)), day)
    assert_cents(answer)
    assert rows(answer, *MONEY, "footing_difference_eur") == [eur(*north, "0.00")]
    assert one(budget.totals(Filters(snapshot, partnerships=("north",)), day))["remaining_eur"] == eur(north[-1])[0]


def test_what_waits_and_is_due_on_a_day(snapshot: str) -> None:
    """x01 is reported, x09 completed; x01 is validated the day after, and was due three weeks ago."""
    filters = Filters(snapshot)
    columns = "kind", "exchange_id", "due_date", "days_left", "since_date"
    assert rows(budget.to_do(filters, DAY), *columns) == [
        ("validation awaited", "x01", "2021-05-24", -22, "2021-05-28"),
        ("closing report awaited", "x09", None, None, "2021-05-06"),
    ]
    assert budget.to_do_totals(filters, DAY)["steps"].tolist() == [0, 1, 1, 0]
    assert budget.payments_due(filters, DAY).empty
    assert rows(budget.payments_due(filters, date(2021, 6, 16))) == [("2021-05-24", -23, 1, *eur("900.00"))]


def test_exceptions_of_a_day_know_nothing_of_later_ones(snapshot: str) -> None:
    filters = Filters(snapshot)
    late = [day for day in range(16, 27) if len(budget.exceptions(filters, "paid late", date(2021, 6, day)))]
    # from the validation on it is not paid and overdue, after the payment it was paid late
    assert late == list(range(16, 27))
    detail = "Not paid yet; due 2021-05-24, 23 days ago."
    assert rows(budget.exceptions(filters, "paid late", date(2021, 6, 16)), "exchange_id", "detail") == [
        ("x01", detail)
    ]
    detail = "Paid 2021-06-23, 30 days after it was due on 2021-05-24."
    assert rows(budget.exceptions(filters, "paid late", date(2021, 6, 23)), "exchange_id", "detail") == [
        ("x01", detail)
    ]
    totals = budget.exception_totals(filters, date(2021, 1, 1))
    assert totals["exceptions"].sum() == 0


def test_money_over_time_ends_on_the_day(snapshot: str) -> None:
    answer = budget.money_over_time(Filters(snapshot), DAY)
    assert rows(answer, "month", "committed_eur", "paid_eur")[-2:] == [
        ("2021-05-01", *eur("1380.25", "0.00")),
        ("2021-06-01", *eur("900.00", "480.25")),
    ]
    assert budget.money_over_time(Filters(snapshot), date(2020, 1, 1)).empty


def test_a_later_day_is_the_last_of_the_data(snapshot: str) -> None:
    filters = Filters(snapshot)
    assert budget.position(filters, date(2030, 1, 1)).equals(budget.position(filters))
    assert len(budget.to_do(filters, date(2030, 1, 1))) == len(budget.to_do(filters)) > 0


@pytest.mark.parametrize("name", ["budget_position", "to_do", "exceptions"])
def test_what_is_kept_of_the_last_day_is_what_that_day_gives(name: str, reading_sample: str) -> None:
    compared = f"""
        select count(*)::bigint as differing from (
            (from {name} except all from {name}_on((select as_of_date from snapshot)))
            union all (from {name}_on((select as_of_date from snapshot)) except all from {name})
        )
    """
    assert one(warehouse.ask(reading_sample, compared)) == {"differing": 0}
