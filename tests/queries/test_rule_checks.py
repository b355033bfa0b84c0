"""The scheme's rules on each exchange of the tiny delivery: kept, broken, cannot be told, each with its figures."""

import pytest

from queries import exchanges
from tests.queries.answers import rows

MINIMUM = "A stay lasts three working days at least, travel days not counted"
MAXIMUM = "A stay lasts one month at most"
DIFFER = "The visiting and the host organisation are in two countries"
COSME = "The countries of both organisations take part in COSME"
VISITS = "An organisation visits once and may host often; a virtual visit does not use up the physical one"
CEILING = "The lump sum is within the ceiling of the host country"
VIRTUAL = "A virtual exchange is not paid"
MOST = "No lump sum is above EUR 1 100"
PAYMENT = (
    "The visiting partnership pays in one payment within ten days of completion, "
    "after the closing report, its validation and the evidence"
)
PHYSICAL_RULES = [MINIMUM, MAXIMUM, DIFFER, COSME, VISITS, CEILING, MOST, PAYMENT]

CASES = [
    # at least three working days
    ("x01", MINIMUM, "kept", "9 working days; at least 3."),
    ("x03", MINIMUM, "kept", "3 working days; at least 3."),
    ("x11", MINIMUM, "broken", "2 working days; at least 3."),
    ("x12", MINIMUM, "cannot be told", "The working days are not given."),
    # at most one month
    ("x05", MAXIMUM, "kept", "2022-06-23 to 2022-07-14; one month at most."),
    ("x11", MAXIMUM, "broken", "2022-03-01 to 2022-04-15; one month at most."),
    ("x07", MAXIMUM, "cannot be told", "Start or end is not planned yet."),
    ("x08", MAXIMUM, "cannot be told", "Start or end is not planned yet."),
    # two countries, both in COSME
    ("x01", DIFFER, "kept", "DK to FR."),
    ("x11", DIFFER, "broken", "PT to PT."),
    ("x01", COSME, "kept", None),
    ("x12", COSME, "broken", None),
    # one physical visit; virtual and cancelled ones do not count
    ("x10", VISITS, "kept", "No other physical visit of this organisation."),
    ("x03", VISITS, "kept", "No other physical visit of this organisation."),
    ("x02", VISITS, "broken", "One other physical visit of this organisation."),
    ("x04", VISITS, "broken", "2 other physical visits of this organisation."),
    # within the ceiling of the host country, halved for short stays and short distances, once
    ("x01", CEILING, "kept", "EUR 900.00 granted; full ceiling EUR 900.00."),
    ("x02", CEILING, "broken", "EUR 1100.00 granted; full ceiling EUR 800.00."),
    ("x04", CEILING, "broken", "EUR 1099.99 granted; full ceiling EUR 1000.00."),
    ("x03", CEILING, "kept", "EUR 390.50 granted; half ceiling EUR 400.00, since 3 working days are under 5."),
    (
        *("x10", CEILING, "kept"),
        "EUR 480.25 granted; half ceiling EUR 500.00, since 4 working days are under 5 and 29 km are under 200.",
    ),
    ("x06", CEILING, "cannot be told", "Working days or distance are unknown, so half or full ceiling cannot be told."),
    ("x12", CEILING, "cannot be told", "Working days or distance are unknown, so half or full ceiling cannot be told."),
    # a virtual exchange is paid nothing
    ("x09", VIRTUAL, "kept", "EUR 0.00 granted; a virtual exchange is paid EUR 0.00."),
    # never above the maximum
    ("x02", MOST, "kept", "EUR 1100.00 granted; EUR 1100.00 at most."),
    ("x06", MOST, "broken", "EUR 1234.56 granted; EUR 1100.00 at most."),
    # paid within ten days of the end
    ("x10", PAYMENT, "kept", "Paid 2021-06-11; due 2021-06-13."),
    ("x01", PAYMENT, "broken", "Paid 2021-06-23; due 2021-05-24."),
    ("x02", PAYMENT, "broken", "Not paid yet; due 2022-06-27."),
    ("x12", PAYMENT, "cannot be told", "Not paid yet; due 2022-07-04."),
    ("x04", PAYMENT, "cannot be told", "Not paid yet; due 2022-05-09."),
]


@pytest.mark.parametrize(("exchange_id", "rule", "outcome", "detail"), CASES)
def test_rule(snapshot: str, exchange_id: str, rule: str, outcome: str, detail: str | None) -> None:
    found = {row[0]: row[1:3] for row in rows(exchanges.rule_checks(snapshot, exchange_id))}
    assert found[rule][0] == outcome
    if detail is not None:
        assert found[rule][1] == detail


def test_each_rule_is_seen_kept_and_broken() -> None:
    seen = {(rule, outcome) for _, rule, outcome, _ in CASES}
    for rule in PHYSICAL_RULES:
        assert {(rule, "kept"), (rule, "broken")} <= seen


@pytest.mark.parametrize(
    ("exchange_id", "rules"),
    [
        ("x01", PHYSICAL_RULES),
        ("x07", [MAXIMUM, DIFFER, COSME, VIRTUAL, MOST]),
        ("x08", [MINIMUM, MAXIMUM, DIFFER, COSME, CEILING, MOST]),
        ("x09", [MAXIMUM, DIFFER, COSME, VIRTUAL, MOST]),
    ],
)
def test_only_rules_that_bear_on_the_exchange_are_checked(snapshot: str, exchange_id: str, rules: list[str]) -> None:
    assert exchanges.rule_checks(snapshot, exchange_id)["rule"].tolist() == rules


@pytest.mark.parametrize(
    ("exchange_id", "rule", "basis"),
    [
        ("x01", MINIMUM, "published"),
        ("x01", CEILING, "assumed"),  # France
        ("x04", CEILING, "published"),  # Denmark since 2021
        ("x09", VIRTUAL, "assumed"),
        ("x01", DIFFER, "published"),
    ],
)
def test_basis_is_that_of_the_rule_or_of_the_ceiling(snapshot: str, exchange_id: str, rule: str, basis: str) -> None:
    found = {row[0]: row[1] for row in rows(exchanges.rule_checks(snapshot, exchange_id), "rule", "basis")}
    assert found[rule] == basis


def test_rules_are_those_of_the_day_and_one_row_each(other_rules: str) -> None:
    columns = "rule", "outcome", "detail", "basis"
    assert rows(exchanges.rule_checks(other_rules, "x11"), *columns) == [
        ("Two working days at least", "kept", "2 working days; at least 2.", "assumed"),
        ("Two months at most", "kept", "2022-03-01 to 2022-04-15; 2 months at most.", "assumed"),
        (DIFFER, "broken", "PT to PT.", "published"),
        (COSME, "kept", "Both countries take part in COSME.", "published"),
        # Without a rule that halves, the full ceiling holds even though the distance is not known.
        (CEILING, "kept", "EUR 380.00 granted; full ceiling EUR 800.00.", "assumed"),
        ("Paid within thirty days", "cannot be told", "Not paid yet; due 2022-05-15.", "assumed"),
    ]
    first = rows(exchanges.rule_checks(other_rules, "x01"), *columns)
    assert first[0] == ("Three working days at least", "kept", "9 working days; at least 3.", "published")
    assert first[-1] == ("Paid within ten days", "broken", "Paid 2021-06-23; due 2021-05-24.", "published")


def test_a_rule_that_is_not_there_is_not_checked(other_rules: str) -> None:
    assert exchanges.rule_checks(other_rules, "x09")["rule"].tolist() == ["Two months at most", DIFFER, COSME]
