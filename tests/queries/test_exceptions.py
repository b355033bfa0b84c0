"""Entitlement and exceptions of every worked case in exception_cases.csv, each an exchange of one small delivery.

To check a case by hand: as-of date 2022-06-30; full ceilings Portugal 800, France 900, Denmark 600 to the end of 2020 and
1000 since, none for Sweden and the United Kingdom, which is outside COSME; half under 5 working days or under 200 km (300 from
2022); 1100 at most (950 from 2022); 3 working days and a month; one visit; 10 days to pay from the last day; the partnership
runs from 2020-02-01 to 2022-12-31. Empty cells: physical, paid five days after the end, validated on the last day, and each
case with a visitor of its own. "exceptions" gives each kind with the EUR at stake; "with_holidays" the same where public
holidays of the host country are left out, given for the cases that are there for it. "paid_again_eur" is a second payment.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data import warehouse
from queries import budget, exchanges
from queries.filters import Filters, Focus
from tests.queries import tiny
from tests.queries.answers import assert_cents, eur, rows
from tests.queries.conftest import Published, publish

Case = dict[str, str]

with (Path(__file__).parent / "exception_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES: list[Case] = list(csv.DictReader(file))
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])

AS_OF = date(2022, 6, 30)
PLACES = {
    "Copenhagen": "DK | Copenhagen | 55.676 | 12.568",
    "Gothenburg": "SE | Gothenburg | 57.71 | 11.97",
    "Leeds": "GB | Leeds | 53.8 | -1.55",
    "Lisbon": "PT | Lisbon | 38.72 | -9.14",
    "Lyon": "FR | Lyon | 45.76 | 4.84",
    "Malmö": "SE | Malmö | 55.605 | 13.003",
    "Nowhere": "PT | - | - | -",
    "Porto": "PT | Porto | 41.15 | -8.61",
}
RULES = """
    rule_id | value | unit | label | valid_from | valid_to | basis | source
    stay_minimum | 3 | working days | Three working days at least | - | - | published | the guide
    stay_maximum | 1 | month | One month at most | - | - | published | the guide
    half_below_working_days | 5 | working days | Half under five days | - | - | published | the guide
    half_below_km | 200 | km | Half under 200 km | - | 2021-12-31 | published | the guide
    half_below_km | 300 | km | Half under 300 km | 2022-01-01 | - | assumed | the amendment
    lump_sum_maximum | 1100 | EUR | 1100 at most | - | 2021-12-31 | published | the guide
    lump_sum_maximum | 950 | EUR | 950 at most | 2022-01-01 | - | assumed | the amendment
    payment_days | 10 | days | Ten days to pay | - | - | published | the guide
    visits_per_organisation | 1 | visit | One visit | - | - | published | the guide
    stays_at_a_time | 1 | stay | One stay at a time | - | - | assumed | the dashboard
    virtual_lump_sum | 0 | EUR | Virtual is not paid | - | - | assumed | the dashboard
"""


def delivery() -> dict[str, str]:
    """The cases as inputs of the build."""
    organisations = [tiny.TEXTS["organisations"].strip().splitlines()[0]]
    organisations += [f"at {place} | At {place} | SME | - | {where} | tex" for place, where in PLACES.items()]
    stays = [tiny.TEXTS["exchanges"].split("x01", 1)[0].rstrip()]
    money = [tiny.TEXTS["budget_transactions"].strip().splitlines()[0]]
    money.append("t0 | north | 2020-01-02 | allocation | 100000.00 | - | -")
    known: set[str] = set()
    for case in CASES:
        visitor = case["visitor"] or case["case"]
        if visitor not in known:
            organisations.append(f"{visitor} | Visitor {visitor} | SME | - | {PLACES[case['from']]} | bio")
            known.add(visitor)
        stays.append(exchange(case, visitor))
        money += movements(case)
    return {
        name: "\n".join(lines)
        for name, lines in (("organisations", organisations), ("exchanges", stays), ("budget_transactions", money))
    } | {"rules": RULES}


def exchange(case: Case, visitor: str) -> str:
    """The row of the input exchanges."""
    status, end = case["status"] or "paid", case["end_date"]
    matched = min(date.fromisoformat(case["start_date"]) - timedelta(days=20), AS_OF)
    reported = end if status in ("validated", "paid") else "-"
    validated = (case["validated_date"] or end) if status in ("validated", "paid") else "-"
    cancelled = case["start_date"] if status == "cancelled" else "-"
    return (
        f"{case['case']} | {visitor} | at {case['to']} | north | south | {case['mode'] or 'physical'} | - | - | {status}"
        f" | {matched} | {matched} | {case['start_date']} | {end} | {case['working_days'] or '-'}"
        f" | {reported} | {validated} | {cancelled} | {case['lump_sum_eur']}"
    )


def movements(case: Case) -> Iterator[str]:
    """Payment and recovery of a case."""
    if case["status"] not in ("", "paid"):
        return
    paid = case["paid_date"] or date.fromisoformat(case["end_date"]) + timedelta(days=5)
    yield f"{case['case']}-p | north | {paid} | payment | {case['lump_sum_eur']} | {case['case']} | -"
    if case["paid_again_eur"]:
        again = date.fromisoformat(str(paid)) + timedelta(days=30)
        yield f"{case['case']}-q | north | {again} | payment | {case['paid_again_eur']} | {case['case']} | -"
    if case["recovered_eur"]:
        yield f"{case['case']}-r | north | {paid} | recovery | {case['recovered_eur']} | {case['case']} | -"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The cases, by the real build."""
    folder = tmp_path_factory.mktemp("cases")
    return publish(tiny.write(folder / "source", delivery()), folder / "snapshots")


@pytest.fixture
def cases(published: Published, monkeypatch: pytest.MonkeyPatch) -> str:
    """The door reads the cases; yields the snapshot's id."""
    monkeypatch.setenv("CXC_WAREHOUSE", str(published.folder))
    return published.snapshot_id


def expected_of(case: Case, column: str = "exceptions") -> dict[str, Decimal]:
    """Amount at stake by kind; "none" says that there is none."""
    told = (one.strip().rsplit(" ", 1) for one in case[column].split(";") if one.strip() not in ("", "none"))
    return {kind: Decimal(amount) for kind, amount in told}


def test_there_are_enough_cases_and_each_kind_is_among_them(cases: str) -> None:
    assert len(CASES) >= 40
    kinds = set(budget.exception_totals(Filters(cases))["kind"]) - {"in all"}
    assert {kind for case in CASES for kind in expected_of(case)} == kinds


@EACH_CASE
def test_exceptions_of_a_case(case: Case, cases: str) -> None:
    found = budget.exceptions(Filters(cases))
    found = found[found["exchange_id"] == case["case"]]
    assert_cents(found[["at_stake_eur", "granted_eur"]])
    assert dict(rows(found, "kind", "at_stake_eur")) == expected_of(case)
    entitlement = Decimal(case["entitlement_eur"]) if case["entitlement_eur"] else None
    assert {value for (value,) in rows(found, "entitlement_eur")} <= {entitlement}
    assert {value for (value,) in rows(found, "granted_eur")} <= {Decimal(case["lump_sum_eur"])}


@pytest.mark.parametrize("case", [case for case in CASES if case["with_holidays"]], ids=lambda case: case["case"])
def test_exceptions_of_a_case_where_public_holidays_are_left_out(case: Case, cases: str) -> None:
    found = budget.exceptions(Filters(cases), holidays=True, limit=10_000)
    assert dict(rows(found[found["exchange_id"] == case["case"]], "kind", "at_stake_eur")) == expected_of(
        case, "with_holidays"
    )
    totals = budget.exception_totals(Filters(cases), holidays=True).set_index("kind")
    assert totals["at_stake_eur"]["in all"] >= budget.exception_totals(Filters(cases))["at_stake_eur"].iloc[0]


def test_the_calendar_of_a_stay(cases: str) -> None:
    """7 to 11 June 2021 in Portugal, whose day is the 10th; and days that are none."""
    found = budget.calendar(cases, "PT", date(2021, 6, 7), date(2021, 6, 11))
    assert rows(found) == [(5, 5, 1, "2021-06-10 Day of Portugal, Camões, and the Portuguese Communities", True)]
    weekend = budget.calendar(cases, "PT", date(2021, 6, 12), date(2021, 6, 13))
    assert rows(weekend, "days", "weekdays", "holidays") == [(2, 0, 0)]
    assert rows(budget.calendar(cases, "PT", date(2021, 6, 14), date(2021, 6, 7)), "weekdays", "holidays") == [(0, 0)]
    assert rows(budget.calendar(cases, "PT", date(1999, 6, 7), date(1999, 6, 11)), "weekdays", "is_known") == [
        (5, False)
    ]


@EACH_CASE
def test_the_calculator_says_the_same_of_a_case(case: Case, cases: str) -> None:
    """The distance in the table is that of the build; under the minimum the calculator grants nothing."""
    delivered = exchanges.exchange(cases, case["case"]).iloc[0]
    km = delivered["distance_km"]
    assert ("" if km != km else str(round(km))) == case["km"]
    steps = budget.lump_sum(
        cases,
        PLACES[case["to"]].split(" | ")[0],
        int(case["working_days"]) if case["working_days"] else None,
        None if km != km else float(km),
        "virtual" if case["mode"] == "virtual" else "physical",
        date.fromisoformat(case["start_date"]),
    )
    answer = rows(steps, "rule_id", "amount_eur")[-1]
    if "stay too short" in case["exceptions"]:
        assert answer == ("lump sum", *eur("0.00"))
    else:
        assert answer == ("lump sum", Decimal(case["entitlement_eur"]) if case["entitlement_eur"] else None)


def test_totals_by_kind_and_in_all(cases: str) -> None:
    totals = budget.exception_totals(Filters(cases)).set_index("kind")
    at_stake: dict[str, Decimal] = {}
    in_all = Decimal(0)
    for case in CASES:
        for kind, amount in expected_of(case).items():
            at_stake[kind] = at_stake.get(kind, Decimal(0)) + amount
        kept = sum(Decimal(case[name] or 0) for name in ("lump_sum_eur", "paid_again_eur")) - Decimal(
            case["recovered_eur"] or 0
        )
        in_all += min(sum(expected_of(case).values(), Decimal(0)), kept)
    assert {kind: totals["at_stake_eur"][kind] for kind in at_stake} == at_stake
    assert totals["at_stake_eur"]["in all"] == in_all
    assert totals["exchanges"]["in all"] == sum(1 for case in CASES if expected_of(case))
    assert totals["exceptions"]["in all"] == sum(len(expected_of(case)) for case in CASES)


def test_the_most_at_stake_comes_first_and_the_limit_cuts(cases: str) -> None:
    everything = budget.exceptions(Filters(cases))
    assert everything["at_stake_eur"].is_monotonic_decreasing
    assert rows(budget.exceptions(Filters(cases), limit=3)) == rows(everything)[:3]
    halved = budget.exceptions(Filters(cases), "should be halved")
    assert set(halved["kind"]) == {"should be halved"}
    assert len(halved) == sum("should be halved" in expected_of(case) for case in CASES)


@pytest.mark.parametrize(
    ("case", "kind", "rule", "basis", "source"),
    [
        ("c02", "over ceiling", "ceiling of the host country", "assumed", None),
        ("c20", "over ceiling", "ceiling of the host country", "assumed", "the first year"),
        ("c24", "over ceiling", "lump_sum_maximum", "assumed", "the amendment"),
        ("c43", "over ceiling", "lump_sum_maximum", "published", "the guide"),
        ("c05", "should be halved", "half_below_working_days", "published", "the guide"),
        ("c13", "should be halved", "half_below_km", "published", "the guide"),
        ("c18", "should be halved", "half_below_km", "assumed", "the amendment"),
        ("c54", "dates overlapping", "stays_at_a_time", "assumed", "the dashboard"),
        ("c39", "same country", "countries_differ", "assumed", "Not in the rule table"),
        ("c62", "outside the partnership's period", "period of the partnership", "published", None),
    ],
)
def test_the_rule_is_that_of_the_day_with_its_source(
    case: str, kind: str, rule: str, basis: str, source: str | None, cases: str
) -> None:
    found = budget.exceptions(Filters(cases), kind)
    found = found[found["exchange_id"] == case]
    assert rows(found, "rule_id", "basis", "source") == [(rule, basis, source)]


@pytest.mark.parametrize(
    ("case", "kind", "detail"),
    [
        ("c08", "over ceiling", "EUR 900.00 granted; the full ceiling of Portugal is EUR 800.00."),
        (
            *("c16", "should be halved"),
            "EUR 501.00 granted; half the ceiling of Denmark is EUR 500.00, "
            "since 4 working days are under 5 and 29 km are under 200.",
        ),
        ("c12", "stay too short", "1 working day; at least 3."),
        ("c40", "not a COSME country", "Not in COSME: United Kingdom (visiting)."),
        ("c48", "visiting twice", "Visit 2 of this organisation; the first is c47."),
        ("c57", "paid without validation", "Paid 2021-05-18; validated 2021-05-20."),
        ("c59", "paid late", "Paid 2021-05-25, 1 day after it was due on 2021-05-24."),
        ("c60", "paid late", "Not paid yet; due 2022-06-29, 1 day ago."),
        ("c54", "dates overlapping", "Starts 2021-05-14; the stay c53 of the same organisation ends 2021-05-14."),
    ],
)
def test_the_detail_gives_the_figures_compared(case: str, kind: str, detail: str, cases: str) -> None:
    found = budget.exceptions(Filters(cases), kind)
    assert found.loc[found["exchange_id"] == case, "detail"].tolist() == [detail]
    assert found["what_to_do"].str.len().min() > 0


def test_each_rule_in_the_table_is_checked_by_the_sheet_of_the_exchange_too(cases: str) -> None:
    """What halves and what a ceiling is stand in one place: both answers agree on every physical case with a ceiling."""
    broken = {"over ceiling", "should be halved"}
    for case in CASES:
        if case["mode"] == "virtual" or case["status"] == "cancelled" or case["recovered_eur"]:
            continue
        outcome = dict(rows(exchanges.rule_checks(cases, case["case"]), "rule", "outcome"))
        sheet = {
            outcome["The lump sum is within the ceiling of the host country"],
            next(told for rule, told in outcome.items() if rule.endswith("at most") and rule[0].isdigit()),
        }
        if case["entitlement_eur"]:
            assert ("broken" in sheet) == bool(broken & expected_of(case).keys()), case["case"]
        else:
            assert "cannot be told" in sheet, case["case"]


@pytest.mark.parametrize(
    ("choice", "is_all"),
    [
        ({"partnerships": ("north",), "modes": ("virtual",)}, True),
        ({"focus": Focus("partnership", visiting="north", host="south")}, True),
        ({"ecosystems": ("Textiles",)}, False),
        ({"partnerships": ("south",)}, False),
    ],
)
def test_the_scope_is_that_of_the_budget(choice: dict[str, object], is_all: bool, cases: str) -> None:
    filters = Filters(cases, **choice)  # type: ignore[arg-type]
    everything = len(budget.exceptions(Filters(cases)))
    assert len(budget.exceptions(filters)) == (everything if is_all else 0)
    assert budget.exception_totals(filters)["exceptions"].iloc[0] == (everything if is_all else 0)


def test_the_terms_of_a_day_without_rules_forbid_nothing(other_rules: str) -> None:
    """Without rules that halve, limit or forbid, what is left are ceilings, stays and countries."""
    kinds = {kind for (kind,) in rows(budget.exceptions(Filters(other_rules)), "kind")}
    assert kinds == {"over ceiling", "same country", "not a COSME country", "paid late"}
    assert warehouse.describe(other_rules).as_of_date == AS_OF
