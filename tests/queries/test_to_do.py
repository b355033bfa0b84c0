"""What waits for a step on the as-of date of the tiny delivery, 2022-06-30, counted by hand."""

import pytest

from queries import budget
from queries.filters import Filters, Focus
from tests.queries import tiny
from tests.queries.answers import assert_cents, eur, rows
from tests.queries.conftest import Published, publish

# The days to pay are ten, from the end of the stay.
WAITING = [
    ("validation awaited", "x03", "2021-10-30", -243, "2021-11-19", *eur("390.50")),
    ("closing report awaited", "x11", "2022-04-25", -66, "2022-04-15", *eur("380.00")),
    ("closing report awaited", "x04", "2022-05-09", -52, "2022-04-29", *eur("1099.99")),
    ("payment due", "x02", "2022-06-27", -3, "2022-06-24", *eur("1100.00")),
    ("payment due", "x12", "2022-07-04", 4, "2022-06-29", *eur("610.00")),
    # virtual: a report is awaited, and nothing is to be paid
    ("closing report awaited", "x09", None, None, "2021-05-06", *eur("0.00")),
]
COLUMNS = ("kind", "exchange_id", "due_date", "days_left", "since_date", "lump_sum_eur")


@pytest.fixture(scope="module")
def late_start(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The delivery with agreed stays that start a day before the as-of date, on it, and at no planned date."""
    stay = "{} | o7 | o1 | west | north | physical | - | - | agreed | 2022-06-01 | 2022-06-02 | {} | - | - | - | - | - | 500.00"
    starts = {"y1": "2022-06-29", "y2": "2022-06-30", "y3": "-"}
    exchanges = tiny.with_rows("exchanges", *(stay.format(name, start) for name, start in starts.items()))
    folder = tmp_path_factory.mktemp("late_start")
    return publish(tiny.write(folder / "source", {"exchanges": exchanges}), folder / "snapshots")


def test_the_longest_overdue_comes_first(snapshot: str) -> None:
    answer = budget.to_do(Filters(snapshot))
    assert_cents(answer)
    assert rows(answer, *COLUMNS) == WAITING
    parties = ("visiting_organisation", "visiting_partnership", "host_organisation", "host_country")
    assert rows(answer, *parties)[3] == ("Ærø Labs", "NORTH", "Têxteis do Norte", "Portugal")


def test_totals_count_each_kind_with_zeros(snapshot: str) -> None:
    answer = budget.to_do_totals(Filters(snapshot))
    assert_cents(answer)
    assert rows(answer) == [
        ("payment due", 2, 1, *eur("1710.00", "1100.00")),
        ("closing report awaited", 3, 2, *eur("1479.99", "1479.99")),
        ("validation awaited", 1, 1, *eur("390.50", "390.50")),
        ("start overdue", 0, 0, *eur("0.00", "0.00")),
    ]


def test_the_limit_cuts_the_list_and_not_the_totals(snapshot: str) -> None:
    assert rows(budget.to_do(Filters(snapshot), limit=2), *COLUMNS) == WAITING[:2]
    assert budget.to_do_totals(Filters(snapshot))["steps"].sum() == len(WAITING)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"partnerships": ("south",)}, ["x11", "x04"]),
        ({"partnerships": ("south",), "partnership_side": "host"}, ["x11", "x04"]),
        ({"ecosystems": ("Digital",)}, ["x03", "x02", "x12", "x09"]),
        ({"focus": Focus("partnership", visiting="south", host="north")}, ["x11", "x04"]),
        ({"focus": Focus("country", either="PT")}, ["x03", "x11", "x04", "x02", "x12", "x09"]),
        ({"partnerships": ("west",)}, []),
        ({"partnerships": ("nobody",)}, []),
    ],
)
def test_the_scope_is_that_of_the_budget(snapshot: str, choice: dict[str, object], expected: list[str]) -> None:
    filters = Filters(snapshot, **choice)  # type: ignore[arg-type]
    assert budget.to_do(filters)["exchange_id"].tolist() == expected
    assert budget.to_do_totals(filters)["steps"].sum() == len(expected)


def test_days_to_pay_are_those_of_the_rule_on_the_last_day_of_the_stay(other_rules: str) -> None:
    """Thirty days from June 2021."""
    found = rows(budget.to_do(Filters(other_rules)), "exchange_id", "due_date", "days_left")
    assert ("x02", "2022-07-17", 17) in found
    assert ("x03", "2021-11-19", -223) in found


def test_a_stay_agreed_should_have_started_once_its_day_has_passed(
    late_start: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(late_start.folder))
    filters = Filters(late_start.snapshot_id, partnerships=("west",))
    assert rows(budget.to_do(filters), *COLUMNS) == [
        ("start overdue", "y1", "2022-06-29", -1, "2022-06-29", *eur("500.00"))
    ]
    assert rows(budget.to_do_totals(filters))[3] == ("start overdue", 1, 1, *eur("500.00", "500.00"))
