"""The lump sum of a stay, step by step, with the rules and ceilings of the tiny delivery."""

from datetime import date
from decimal import Decimal

import pytest

from queries import budget
from queries.filters import Mode
from tests.queries.answers import assert_cents, eur, one, rows

MAY_2021 = date(2021, 5, 3)
MINIMUM, CEILING, DAYS, KM = "stay_minimum", "ceiling of the host country", "half_below_working_days", "half_below_km"
MAXIMUM, VIRTUAL, ANSWER = "lump_sum_maximum", "virtual_lump_sum", "lump sum"


def test_each_step_says_what_it_found_and_by_which_rule(snapshot: str) -> None:
    steps = budget.lump_sum(snapshot, "DK", 4, 29.4, "physical", MAY_2021)
    assert_cents(steps[steps["amount_eur"].notna()])
    assert rows(steps, "step", "rule_id", "finding", "amount_eur", "basis") == [
        (1, MINIMUM, "4 working days; at least 3.", None, "published"),
        (
            2,
            CEILING,
            "The full ceiling of Denmark on 2021-05-03 is €\u202f1\u202f000.00.",
            *eur("1000.00"),
            "published",
        ),
        (
            *(3, DAYS, "Half the ceiling, once, since 4 working days are under 5 and 29 km are under 200."),
            *(*eur("500.00"), "published"),
        ),
        (4, MAXIMUM, "No lump sum is above €\u202f1\u202f100.00.", *eur("500.00"), "published"),
        (6, ANSWER, "The lump sum that may be granted at most.", *eur("500.00"), ""),
    ]
    assert steps["rule"].tolist() == [
        *("Shortest stay", "Ceiling of the host country", "Half for a short stay", "Highest lump sum", "Lump sum")
    ]
    assert steps["source"].iloc[2] == "https://clamtex.eu/faq-page"


@pytest.mark.parametrize(
    ("country", "days", "km", "mode", "day", "amount", "finding"),
    [
        ("FR", 5, 200.0, "physical", MAY_2021, "900.00", "The lump sum that may be granted at most."),
        ("FR", 4, 200.0, "physical", MAY_2021, "450.00", "The lump sum that may be granted at most."),
        ("FR", 5, 199.9, "physical", MAY_2021, "450.00", "The lump sum that may be granted at most."),
        ("FR", 3, 0.0, "physical", MAY_2021, "450.00", "The lump sum that may be granted at most."),
        ("FR", 2, 500.0, "physical", MAY_2021, "0.00", "A stay under the minimum is not paid."),
        ("DK", 5, 500.0, "physical", date(2020, 12, 31), "600.00", "The lump sum that may be granted at most."),
        ("DK", 5, 500.0, "physical", date(2021, 1, 1), "1000.00", "The lump sum that may be granted at most."),
        ("DK", None, 500.0, "physical", MAY_2021, None, "The lump sum cannot be told from what is given."),
        ("DK", 5, None, "physical", MAY_2021, None, "The lump sum cannot be told from what is given."),
        ("DK", 4, None, "physical", MAY_2021, "500.00", "The lump sum that may be granted at most."),
        ("DK", None, 100.0, "physical", MAY_2021, "500.00", "The lump sum that may be granted at most."),
        ("SE", 5, 500.0, "physical", MAY_2021, None, "The lump sum cannot be told from what is given."),
        ("SE", 1, None, "virtual", MAY_2021, "0.00", "The lump sum that may be granted at most."),
    ],
)
def test_the_answer(
    snapshot: str,
    country: str,
    days: int | None,
    km: float | None,
    mode: Mode,
    day: date,
    amount: str | None,
    finding: str,
) -> None:
    steps = budget.lump_sum(snapshot, country, days, km, mode, day)
    last = rows(steps, "rule_id", "finding", "amount_eur")[-1]
    assert last == (ANSWER, finding, None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("days", "km", "rule"), [(4, 500.0, DAYS), (5, 100.0, KM), (4, 100.0, DAYS), (None, 100.0, KM)]
)
def test_the_rule_that_halves_is_named(snapshot: str, days: int | None, km: float, rule: str) -> None:
    steps = budget.lump_sum(snapshot, "DK", days, km, "physical", MAY_2021)
    assert rows(steps, "step", "rule_id")[2] == (3, rule)


def test_only_rules_of_the_day_are_steps(other_rules: str) -> None:
    """Other rules have no halving and no maximum, and the minimum changes with 2022."""
    physical = budget.lump_sum(other_rules, "PT", 2, None, "physical", date(2022, 1, 1))
    assert rows(physical, "rule_id", "amount_eur") == [
        (MINIMUM, None),
        (CEILING, *eur("800.00")),
        (ANSWER, *eur("800.00")),
    ]
    earlier = budget.lump_sum(other_rules, "PT", 2, None, "physical", date(2021, 12, 31))
    assert rows(earlier, "rule_id", "amount_eur")[-1] == (ANSWER, *eur("0.00"))


def test_only_rules_of_the_mode_are_steps(snapshot: str) -> None:
    virtual = budget.lump_sum(snapshot, "PT", 2, None, "virtual", MAY_2021)
    assert rows(virtual, "rule_id", "amount_eur") == [(VIRTUAL, *eur("0.00")), (ANSWER, *eur("0.00"))]


def test_a_country_that_is_not_known_has_no_steps(snapshot: str) -> None:
    assert budget.lump_sum(snapshot, "XX", 5, 500.0, "physical", MAY_2021).empty


def test_the_distance_of_two_clusters_is_the_geodesic(snapshot: str) -> None:
    """Copenhagen to Saint-Étienne; 1275.70 km by a geodesic library of its own."""
    from pyproj import Geod

    exact = Geod(ellps="WGS84").inv(12.568, 55.676, 4.387, 45.44)[2] / 1000
    there = one(budget.cluster_distance(snapshot, "bio", "lux"))
    assert there == {"host_country_code": "FR", "distance_km": pytest.approx(exact, abs=0.02), "is_approximate": False}
    assert one(budget.cluster_distance(snapshot, "lux", "bio"))["distance_km"] == there["distance_km"]
    assert one(budget.cluster_distance(snapshot, "bio", "bio"))["distance_km"] == 0
    assert one(budget.cluster_distance(snapshot, "bio", "idle"))["is_approximate"]
    assert budget.cluster_distance(snapshot, "bio", "nobody").empty
