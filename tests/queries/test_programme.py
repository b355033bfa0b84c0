"""Is the programme on target? Answers over the tiny delivery, counted by hand."""

from queries import programme
from queries.filters import Filters
from tests.queries.answers import assert_cents, eur, one, rows


def test_totals_leave_cancelled_exchanges_out(snapshot: str) -> None:
    answer = programme.totals(Filters(snapshot))
    assert_cents(answer)
    committed, payable, paid, recovered = eur("3555.05", "1710.00", "1380.25", "100.10")
    assert one(answer) == {
        "exchanges": 11,
        "took_place": 8,
        "ongoing": 1,
        "upcoming": 2,
        "cancelled": 0,
        "partnerships_active": 2,
        "clusters_active": 3,
        "countries_active": 5,
        "partner_countries_active": 3,
        "committed_eur": committed,
        "payable_eur": payable,
        "paid_eur": paid,
        "recovered_eur": recovered,
    }


def test_totals_of_cancelled_exchanges_hold_no_money(snapshot: str) -> None:
    answer = one(programme.totals(Filters(snapshot, status_groups=("cancelled",))))
    assert (answer["exchanges"], answer["cancelled"], answer["took_place"]) == (1, 1, 0)
    assert (answer["committed_eur"], answer["payable_eur"], answer["paid_eur"]) == eur("0.00", "0.00", "0.00")


def test_totals_of_nothing_are_zeros(snapshot: str) -> None:
    answer = programme.totals(Filters(snapshot, countries=("IS",)))
    assert_cents(answer)
    assert {value == 0 for value in one(answer).values()} == {True}


def test_totals_of_all_groups_count_every_exchange(snapshot: str) -> None:
    every = ("took place", "ongoing", "upcoming", "cancelled")
    answer = one(programme.totals(Filters(snapshot, status_groups=every)))
    assert (answer["exchanges"], answer["cancelled"]) == (12, 1)


def test_exchanges_by_month(snapshot: str) -> None:
    assert rows(programme.exchanges_by_month(Filters(snapshot))) == [
        ("2021-05-01", "physical", 2, 0, 0),
        ("2021-05-01", "virtual", 1, 0, 0),
        ("2021-10-01", "physical", 1, 0, 0),
        ("2022-03-01", "physical", 1, 0, 0),
        ("2022-04-01", "physical", 1, 0, 0),
        ("2022-06-01", "physical", 2, 1, 0),
        ("2022-06-01", "virtual", 0, 0, 1),
        ("2022-08-01", "physical", 0, 0, 1),
    ]


def test_exchanges_by_month_never_draws_cancelled_ones(snapshot: str) -> None:
    assert rows(programme.exchanges_by_month(Filters(snapshot, status_groups=("cancelled",)))) == []
    both = programme.exchanges_by_month(Filters(snapshot, status_groups=("ongoing", "cancelled")))
    assert rows(both) == [("2022-06-01", "physical", 0, 1, 0)]


def test_progress_counts_an_exchange_once_for_its_visiting_partnership(snapshot: str) -> None:
    assert rows(programme.progress_by_partnership(Filters(snapshot))) == [
        ("north", "NORTH", 6, 0, 1, 5, "published"),
        ("south", "SOUTH", 2, 1, 1, 50, "assumed"),
        ("west", "WEST", 0, 0, 0, 50, "assumed"),
    ]


def test_progress_keeps_the_partnerships_that_a_filter_leaves_without_exchanges(snapshot: str) -> None:
    answer = programme.progress_by_partnership(Filters(snapshot, modes=("virtual",)))
    assert rows(answer, "acronym", "took_place", "upcoming", "exchange_target") == [
        ("NORTH", 1, 1, 5),
        ("SOUTH", 0, 0, 50),
        ("WEST", 0, 0, 50),
    ]


def test_progress_without_a_rule_for_it_has_a_missing_target(other_rules: str) -> None:
    answer = programme.progress_by_partnership(Filters(other_rules))
    assert rows(answer, "acronym", "exchange_target", "exchange_target_basis") == [
        ("NORTH", 5, "published"),
        ("SOUTH", None, "missing"),
        ("WEST", None, "missing"),
    ]


def test_status_pipeline_keeps_zeros(snapshot: str) -> None:
    answer = programme.status_pipeline(Filters(snapshot, partnerships=("south",), partnership_side="visiting"))
    assert_cents(answer)
    assert rows(answer) == [
        ("matched", "matching", 0, *eur("0.00")),
        ("agreed", "exchange building", 1, *eur("1234.56")),
        ("ongoing", "exchange building", 1, *eur("450.00")),
        ("completed", "exchange finalisation", 2, *eur("1479.99")),
        ("reported", "exchange finalisation", 0, *eur("0.00")),
        ("validated", "exchange finalisation", 0, *eur("0.00")),
        ("paid", "exchange finalisation", 0, *eur("0.00")),
    ]


def test_status_pipeline_ends_with_cancelled_if_asked_for(snapshot: str) -> None:
    answer = programme.status_pipeline(Filters(snapshot, status_groups=("cancelled", "took place")))
    assert rows(answer) == [
        ("matched", "matching", 0, *eur("0.00")),
        ("agreed", "exchange building", 0, *eur("0.00")),
        ("ongoing", "exchange building", 0, *eur("0.00")),
        ("completed", "exchange finalisation", 3, *eur("1479.99")),
        ("reported", "exchange finalisation", 1, *eur("390.50")),
        ("validated", "exchange finalisation", 2, *eur("1710.00")),
        ("paid", "exchange finalisation", 2, *eur("1380.25")),
        ("cancelled", None, 1, *eur("780.00")),
    ]
