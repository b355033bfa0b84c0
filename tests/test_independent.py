"""The same figures computed a second time, from the sample's CSV files with pandas alone, and compared with the questions.

The files are read by tests/sample_delivery.py, and all figures counted here in plain Python.
"""

import calendar
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from queries import budget, coverage, exchanges, flows, programme
from queries.filters import Filters, Focus, Level
from tests.sample_delivery import PIPELINE, PROMISED, Delivery, Row, delivery_of, total

Choice = dict[str, Any]

PURPOSES = (
    "learn from another cluster",
    "growth in new markets",
    "new technologies, digitalisation and green solutions",
    "strategic interregional collaboration",
    "not given",
)
CATEGORIES = ("SME", "scaling-up support organisation", "cluster organisation")
DAYS_TO_PAY = 10

CHOICES: list[Choice] = [
    {},
    {"partnerships": ("celis", "blues", "clamtex")},
    {"partnerships": ("celis", "recipe4mobility"), "partnership_side": "visiting"},
    {"countries": ("FR", "IT", "ES"), "country_side": "host", "modes": ("physical",)},
    {"countries": ("DE",), "country_side": "visiting", "status_groups": ("took place", "cancelled")},
    {"ecosystems": ("Health", "Digital"), "categories": ("SME",)},
    {"from_month": "2021-07", "to_month": "2022-03", "status_groups": ("took place",)},
    {"status_groups": ("cancelled",)},
    {"modes": ("virtual",), "categories": ("cluster organisation", "scaling-up support organisation")},
    {
        **{"partnerships": ("celis", "blues", "clamtex", "safe-smart-food"), "partnership_side": "host"},
        **{"countries": ("FR", "DE", "PL", "PT"), "ecosystems": ("Agri-food", "Textiles", "Health")},
        **{"status_groups": ("took place", "ongoing", "upcoming"), "from_month": "2020-10", "to_month": "2022-12"},
    },
    {"focus": Focus("country", either="IT"), "modes": ("physical",)},
    {"focus": Focus("partnership", host="celis")},
    {"countries": ("MT",), "country_side": "host", "from_month": "2023-05"},  # nothing
]


@pytest.fixture(scope="module")
def delivery(sample_source: Path) -> Delivery:
    return delivery_of(sample_source)


def on_side(row: Row, level: str, chosen: Iterable[str], side: str) -> bool:
    ends = {"visiting": ("visiting",), "host": ("host",), "either": ("visiting", "host")}[side]
    return any(row[f"{end}_{level}_id"] in chosen for end in ends)


def is_selected(row: Row, choice: Choice) -> bool:
    focus = choice.get("focus")
    return all(
        (
            row["group"] in (choice.get("status_groups") or ("took place", "ongoing", "upcoming")),
            row["mode"] in choice.get("modes", (row["mode"],)),
            row["category"] in choice.get("categories", (row["category"],)),
            "ecosystems" not in choice or not set(choice["ecosystems"]).isdisjoint(row["ecosystems"]),
            choice.get("from_month", "") <= row["month"] <= choice.get("to_month", "9999-12"),
            "partnerships" not in choice
            or on_side(row, "partnership", choice["partnerships"], choice.get("partnership_side", "either")),
            "countries" not in choice
            or on_side(row, "country", choice["countries"], choice.get("country_side", "either")),
            focus is None or on_side(row, focus.level, focus.nodes, focus.side),
        )
    )


@pytest.fixture(params=CHOICES, ids=lambda choice: " ".join(choice) or "default")
def choice(request: pytest.FixtureRequest) -> Choice:
    chosen: Choice = request.param
    return chosen


@pytest.fixture
def view(choice: Choice, reading_sample: str) -> Filters:
    return Filters(reading_sample, **choice)


@pytest.fixture
def selected(choice: Choice, delivery: Delivery) -> list[Row]:
    return [row for row in delivery.exchanges if is_selected(row, choice)]


def tuples(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of an answer with months as "YYYY-MM" and missing values as None."""

    def plain(value: Any) -> Any:
        if pd.isna(value):
            return None
        return f"{value:%Y-%m}" if isinstance(value, pd.Timestamp) else value

    return [tuple(map(plain, row)) for row in frame[list(columns)].itertuples(index=False, name=None)]


def test_views_select_different_numbers_and_one_selects_none(delivery: Delivery) -> None:
    numbers = [sum(is_selected(row, choice) for row in delivery.exchanges) for choice in CHOICES]
    assert numbers[0] > 500
    assert numbers[-1] == 0
    assert min(numbers[:-1]) >= 5
    assert len(set(numbers)) > len(numbers) / 2


def test_totals(view: Filters, selected: list[Row], delivery: Delivery) -> None:
    groups = Counter(row["group"] for row in selected)
    active = {
        level: {row[f"{side}_{level}_id"] for row, side in product(selected, ("visiting", "host"))}
        for level in ("partnership", "cluster", "country")
    }
    partner_countries = {row["country_code"] for row in delivery.clusters}
    assert programme.totals(view).iloc[0].to_dict() == {
        "exchanges": len(selected),
        "took_place": groups["took place"],
        "ongoing": groups["ongoing"],
        "upcoming": groups["upcoming"],
        "cancelled": groups["cancelled"],
        "partnerships_active": len(active["partnership"]),
        "clusters_active": len(active["cluster"]),
        "countries_active": len(active["country"]),
        "partner_countries_active": len(active["country"] & partner_countries),
        "committed_eur": total(row["lump_sum_eur"] for row in selected if row["status"] in PROMISED),
        "payable_eur": total(row["lump_sum_eur"] for row in selected if row["status"] == "validated"),
        "paid_eur": total(row["paid_eur"] for row in selected),
        "recovered_eur": total(row["recovered_eur"] for row in selected),
    }


def test_exchanges_by_month(view: Filters, selected: list[Row]) -> None:
    count = Counter((row["month"], row["mode"], row["group"]) for row in selected)
    months = sorted({key[:2] for key in count if key[2] != "cancelled"})
    assert tuples(programme.exchanges_by_month(view), "month", "mode", "took_place", "ongoing", "upcoming") == [
        (*key, *(count[(*key, group)] for group in ("took place", "ongoing", "upcoming"))) for key in months
    ]


def test_progress_by_partnership(view: Filters, selected: list[Row], delivery: Delivery) -> None:
    count = Counter((row["visiting_partnership_id"], row["group"]) for row in selected)
    columns = "partnership_id", "took_place", "ongoing", "upcoming", "exchange_target", "exchange_target_basis"
    assert tuples(programme.progress_by_partnership(view), *columns) == [
        (
            row["partnership_id"],
            *(count[(row["partnership_id"], group)] for group in ("took place", "ongoing", "upcoming")),
            int(row["exchange_target"] or 50),
            (row["exchange_target_basis"] or "published") if row["exchange_target"] else "assumed",
        )
        for row in delivery.partnerships
    ]


def test_status_pipeline(view: Filters, selected: list[Row], choice: Choice) -> None:
    shown = [*PIPELINE, *(["cancelled"] if "cancelled" in choice.get("status_groups", ()) else [])]
    by_status = {status: [row for row in selected if row["status"] == status] for status in shown}
    assert tuples(programme.status_pipeline(view), "status", "exchanges", "lump_sum_eur") == [
        (status, len(rows), total(row["lump_sum_eur"] for row in rows)) for status, rows in by_status.items()
    ]


@pytest.mark.parametrize("level", ["country", "partnership", "cluster"])
def test_links(view: Filters, selected: list[Row], level: Level) -> None:
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in selected:
        pairs.setdefault((row[f"visiting_{level}_id"], row[f"host_{level}_id"]), []).append(row)
    answer = flows.links(view, level)
    columns = "visiting_id", "host_id", "exchanges", "working_days", "lump_sum_eur"
    assert {row[:2]: row[2:] for row in tuples(answer, *columns)} == {
        pair: (len(rows), sum(row["working_days"] for row in rows), total(row["lump_sum_eur"] for row in rows))
        for pair, rows in pairs.items()
    }
    assert len(answer) == len(pairs)
    assert answer["exchanges"].is_monotonic_decreasing


def test_country_activity(view: Filters, selected: list[Row], delivery: Delivery) -> None:
    visiting = Counter(row["visiting_country_id"] for row in selected)
    hosting = Counter(row["host_country_id"] for row in selected)
    names = {row["country_code"]: row["name"] for row in delivery.countries}
    columns = "country_code", "country_name", "visiting", "hosting", "both", "net"
    assert tuples(flows.country_activity(view), *columns) == [
        (
            code,
            names[code],
            visiting[code],
            hosting[code],
            visiting[code] + hosting[code],
            visiting[code] - hosting[code],
        )
        for code in sorted(names, key=names.__getitem__)
    ]


def test_cluster_activity(view: Filters, selected: list[Row], delivery: Delivery) -> None:
    visiting = Counter(row["visiting_cluster_id"] for row in selected)
    hosting = Counter(row["host_cluster_id"] for row in selected)
    expected = {
        row["cluster_id"]: (
            row["partnership_id"],
            row["country_code"],
            visiting[row["cluster_id"]],
            hosting[row["cluster_id"]],
        )
        for row in delivery.clusters
    }
    columns = "cluster_id", "partnership_id", "country_code", "visiting", "hosting"
    assert {row[0]: row[1:] for row in tuples(flows.cluster_activity(view), *columns)} == expected


@pytest.mark.parametrize(("column", "items"), [("purpose", PURPOSES), ("category", CATEGORIES)])
def test_exchanges_by_ecosystem(
    view: Filters, selected: list[Row], delivery: Delivery, column: Any, items: tuple[str, ...]
) -> None:
    count = Counter(
        (ecosystem, row[column]) for row in selected for ecosystem in row["ecosystems"] or ["Not published"]
    )
    answer = tuples(coverage.exchanges_by_ecosystem(view, column), "ecosystem", column, "exchanges")
    assert {row[:2]: row[2] for row in answer if row[2]} == dict(count)
    has_rest = any(not row["ecosystems"] for row in delivery.partnerships)
    assert len(answer) == (14 + has_rest) * len(items)
    assert {row[1] for row in answer} == set(items)


def test_exchange_list_and_count(view: Filters, selected: list[Row]) -> None:
    answer = exchanges.exchange_list(view, order="exchange id", limit=100_000)
    columns = "exchange_id", "status", "mode", "purpose", "category", "lump_sum_eur", "paid_eur", "recovered_eur"
    assert tuples(answer, *columns) == [
        tuple(row[column] for column in columns) for row in sorted(selected, key=lambda row: str(row["exchange_id"]))
    ]
    assert int(exchanges.exchange_count(view).loc[0, "exchanges"]) == len(selected)


# The budget is about partnerships: of a view, the partnerships, the ecosystems and a partnership in focus narrow it.
def payers(choice: Choice, delivery: Delivery) -> list[str]:
    focus = choice.get("focus")
    return [
        row["partnership_id"]
        for row in delivery.partnerships
        if ("partnerships" not in choice or row["partnership_id"] in choice["partnerships"])
        and ("ecosystems" not in choice or not set(choice["ecosystems"]).isdisjoint(row["ecosystems"]))
        and (focus is None or focus.level != "partnership" or row["partnership_id"] in focus.nodes)
    ]


def position_of(partnership: str, delivery: Delivery) -> tuple[Decimal, ...]:
    own = [row for row in delivery.transactions if row["partnership_id"] == partnership]
    promised = [row for row in delivery.exchanges if row["visiting_partnership_id"] == partnership]
    allocation, transfers, paid, recovered = (
        total(row["amount_eur"] for row in own if row["kind"] == kind)
        for kind in ("allocation", "transfer", "payment", "recovery")
    )
    committed = total(row["lump_sum_eur"] for row in promised if row["status"] in PROMISED)
    payable = total(row["lump_sum_eur"] for row in promised if row["status"] == "validated")
    remaining = allocation + transfers - committed - payable - paid + recovered
    return allocation, transfers, committed, payable, paid, recovered, remaining, Decimal("0.00")


POSITION = (
    "allocation_eur",
    "transfers_eur",
    "committed_eur",
    "payable_eur",
    "paid_eur",
    "recovered_eur",
    "remaining_eur",
    "footing_difference_eur",
)


def test_budget_position_and_totals(view: Filters, choice: Choice, delivery: Delivery) -> None:
    expected = {partnership: position_of(partnership, delivery) for partnership in payers(choice, delivery)}
    answer = tuples(budget.position(view), "partnership_id", *POSITION)
    assert [row[0] for row in answer] == list(expected)
    assert {row[0]: row[1:] for row in answer} == expected
    sums = tuple(total(row[i] for row in expected.values()) for i in range(len(POSITION)))
    assert tuples(budget.totals(view), *POSITION, "available_eur") == [(*sums, sums[0] + sums[1])]


def balances(partnerships: list[str], end: date, delivery: Delivery) -> tuple[Decimal, ...]:
    """What stood where at the end of a day: each exchange and transaction is looked at as of that day."""

    def by(moment: date | None) -> bool:
        return moment is not None and moment <= end

    own = [row for row in delivery.transactions if row["partnership_id"] in partnerships and by(row["date"])]
    kinds = {
        kind: total(row["amount_eur"] for row in own if row["kind"] == kind) for kind in ("allocation", "transfer")
    }
    live = [
        row
        for row in delivery.exchanges
        if row["visiting_partnership_id"] in partnerships and not by(row["cancelled_date"])
    ]
    return (
        kinds["allocation"],
        kinds["allocation"] + kinds["transfer"],
        total(row["lump_sum_eur"] for row in live if by(row["agreed_date"]) and not by(row["validated_date"])),
        total(row["lump_sum_eur"] for row in live if by(row["validated_date"]) and not by(row["paid_date"])),
        total(row["amount_eur"] for row in own if row["kind"] == "payment"),
        total(row["amount_eur"] for row in own if row["kind"] == "recovery"),
    )


def test_money_over_time(view: Filters, choice: Choice, delivery: Delivery) -> None:
    partnerships = payers(choice, delivery)
    columns = "allocation_eur", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur"
    found = tuples(budget.money_over_time(view), "month", *columns)
    first = min(row["date"] for row in delivery.transactions if row["partnership_id"] in partnerships)
    expected = []
    year, month = first.year, first.month
    while (year, month) <= (delivery.as_of.year, delivery.as_of.month):
        end = date(year, month, calendar.monthrange(year, month)[1])
        expected.append((f"{end:%Y-%m}", *balances(partnerships, end, delivery)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    assert found == expected


def test_payments_due(view: Filters, choice: Choice, delivery: Delivery) -> None:
    partnerships = payers(choice, delivery)
    expected: dict[date, list[Decimal]] = {}
    for row in delivery.exchanges:
        if row["visiting_partnership_id"] in partnerships and row["status"] == "validated" and row["lump_sum_eur"] > 0:
            expected.setdefault(row["end_date"] + timedelta(days=DAYS_TO_PAY), []).append(row["lump_sum_eur"])
    answer = budget.payments_due(view)
    assert [day.date() for day in answer["due_date"]] == sorted(expected)
    assert tuples(answer, "days_left", "payments", "lump_sum_eur") == [
        ((day - delivery.as_of).days, len(amounts), total(amounts)) for day, amounts in sorted(expected.items())
    ]


def test_the_default_view_has_payments_due(delivery: Delivery, reading_sample: str) -> None:
    assert len(budget.payments_due(Filters(reading_sample))) > 0


PAST_DAYS = (date(2020, 2, 1), date(2021, 3, 31), date(2021, 12, 15), date(2022, 6, 29))


@pytest.mark.parametrize("day", PAST_DAYS, ids=str)
def test_the_position_of_a_past_day(view: Filters, choice: Choice, day: date, delivery: Delivery) -> None:
    partnerships = payers(choice, delivery)
    allocation, available, committed, payable, paid, recovered = balances(partnerships, day, delivery)
    columns = "allocation_eur", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur"
    remaining = available - committed - payable - paid + recovered
    assert tuples(budget.totals(view, day), *columns, "remaining_eur", "footing_difference_eur") == [
        (allocation, available, committed, payable, paid, recovered, remaining, Decimal("0.00"))
    ]


def test_the_answers_of_the_first_screen(view: Filters, choice: Choice, delivery: Delivery) -> None:
    partnerships = payers(choice, delivery)
    own = [row for row in delivery.exchanges if row["visiting_partnership_id"] in partnerships]
    waiting = [row for row in own if row["status"] == "validated" and row["lump_sum_eur"] > 0]
    left = {
        row["exchange_id"]: (row["end_date"] + timedelta(days=DAYS_TO_PAY) - delivery.as_of).days for row in waiting
    }
    this_week = [row["lump_sum_eur"] for row in waiting if left[row["exchange_id"]] <= 7]
    overdue = [row["lump_sum_eur"] for row in waiting if left[row["exchange_id"]] < 0]
    granted = sorted(
        row["lump_sum_eur"]
        for row in own
        if row["lump_sum_eur"] > 0 and row["status"] in (*PROMISED, "validated", "paid")
    )
    columns = "due_week_eur", "due_week", "overdue", "overdue_eur", "took_place", "under_way", "exchange_target"
    (found,) = budget.headline(view).to_dict("records")
    assert [found[column] for column in columns] == [
        *(total(this_week), len(this_week), len(overdue), total(overdue)),
        sum(row["group"] == "took place" for row in own),
        sum(row["group"] in ("ongoing", "upcoming") for row in own),
        sum(
            int(row["exchange_target"] or 50) for row in delivery.partnerships if row["partnership_id"] in partnerships
        ),
    ]
    remaining = sum((position_of(one, delivery)[6] for one in partnerships), Decimal(0))
    assert found["remaining_eur"] == remaining
    # the median is the amount of which half are no larger
    median = granted[(len(granted) - 1) // 2] if granted else None
    assert (found["median_eur"], found["lump_sums_left"]) == (median, max(remaining // median, 0) if median else None)
