"""The status of an exchange on any day, its group and its phase."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from data import model
from data.build.schema import STATUSES
from tests.models import inputs

# One exchange that went all the way: each day with the status that the dates give it.
FULL = {
    "status": "paid",
    "matched_date": date(2021, 3, 1),
    "agreed_date": date(2021, 3, 10),
    "start_date": date(2021, 4, 6),
    "end_date": date(2021, 4, 16),
    "reported_date": date(2021, 4, 20),
    "validated_date": date(2021, 5, 3),
    "paid_date": date(2021, 5, 7),
    "cancelled_date": None,
}
CANCELLED = FULL | {
    "status": "cancelled",
    "end_date": None,
    "reported_date": None,
    "validated_date": None,
    "paid_date": None,
    "cancelled_date": date(2021, 4, 2),
}
AGREED = CANCELLED | {"status": "agreed", "cancelled_date": None}
ONGOING = FULL | {"status": "ongoing", "reported_date": None, "validated_date": None, "paid_date": None}

CASES = [
    (FULL, "2021-02-28", None),
    (FULL, "2021-03-01", "matched"),
    (FULL, "2021-03-09", "matched"),
    (FULL, "2021-03-10", "agreed"),
    (FULL, "2021-04-05", "agreed"),
    (FULL, "2021-04-06", "ongoing"),
    (FULL, "2021-04-15", "ongoing"),
    (FULL, "2021-04-16", "completed"),
    (FULL, "2021-04-19", "completed"),
    (FULL, "2021-04-20", "reported"),
    (FULL, "2021-05-02", "reported"),
    (FULL, "2021-05-03", "validated"),
    (FULL, "2021-05-06", "validated"),
    (FULL, "2021-05-07", "paid"),
    (FULL, "2031-01-01", "paid"),
    # cancelled before the stay, which was planned for 6 April
    (CANCELLED, "2021-02-28", None),
    (CANCELLED, "2021-03-05", "matched"),
    (CANCELLED, "2021-04-01", "agreed"),
    (CANCELLED, "2021-04-02", "cancelled"),
    (CANCELLED, "2021-04-07", "cancelled"),
    # a planned start does not make a stay
    (AGREED, "2021-04-05", "agreed"),
    (AGREED, "2021-06-01", "agreed"),
    # a planned end does not complete it either
    (ONGOING, "2021-04-05", "agreed"),
    (ONGOING, "2021-04-06", "ongoing"),
    (ONGOING, "2021-12-31", "ongoing"),
    # steps that came on one day: the last one counts
    (FULL | {"agreed_date": date(2021, 3, 1)}, "2021-03-01", "agreed"),
    (FULL | {"validated_date": date(2021, 4, 20), "paid_date": date(2021, 4, 20)}, "2021-04-20", "paid"),
]


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute((model.MODELS / "20_status.sql").read_text(encoding="utf-8"))
        yield con


@pytest.mark.parametrize(("dates", "day", "status"), CASES)
def test_status_on_a_day(
    macros: duckdb.DuckDBPyConnection, dates: dict[str, Any], day: str, status: str | None
) -> None:
    names = "matched_date, agreed_date, start_date, end_date, reported_date, validated_date, paid_date, cancelled_date"
    values = ", ".join(f"${name}::date" for name in names.split(", "))
    found = macros.execute(f"select status_on($day::date, $status, {values})", {"day": day, **dates}).fetchall()
    assert found == [(status,)]


def test_status_on_the_as_of_date_is_the_delivered_one(sample_con: duckdb.DuckDBPyConnection) -> None:
    found = sample_con.execute(
        """
        select e.exchange_id, e.status, status_on(
            s.as_of_date, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as derived
        from exchanges as e, snapshot as s
        """
    ).fetchall()
    assert len(found) > 600
    assert {status for _, status, _ in found} == set(STATUSES)
    assert [row for row in found if row[1] != row[2]] == []


@pytest.mark.parametrize(
    ("status", "group", "phase"),
    [
        ("matched", "upcoming", "matching"),
        ("agreed", "upcoming", "exchange building"),
        ("ongoing", "ongoing", "exchange building"),
        ("completed", "took place", "exchange finalisation"),
        ("reported", "took place", "exchange finalisation"),
        ("validated", "took place", "exchange finalisation"),
        ("paid", "took place", "exchange finalisation"),
        ("cancelled", "cancelled", None),
    ],
)
def test_group_and_phase(
    macros: duckdb.DuckDBPyConnection, sample_con: duckdb.DuckDBPyConnection, status: str, group: str, phase: str | None
) -> None:
    assert macros.execute("select status_group_of($1), phase_of($1)", [status]).fetchall() == [(group, phase)]
    found = sample_con.execute("select distinct status_group, phase from exchanges where status = ?", [status])
    assert found.fetchall() == [(group, phase)]


def test_every_status_has_a_case() -> None:
    assert {status for _, _, status in CASES if status} == set(STATUSES)


def test_inputs_of_these_tests_run_through_the_models(con: duckdb.DuckDBPyConnection) -> None:
    """An exchange loaded with these dates comes out with its group and phase."""
    given: dict[str, Any] = {name: value for name, value in ONGOING.items() if name != "paid_date"}
    inputs.load(con, exchanges=[inputs.exchange("x1", **given)])
    model.run(con)
    assert con.execute("select status_group, phase from exchanges").fetchall() == [("ongoing", "exchange building")]
