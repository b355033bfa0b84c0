"""The budget adds up to the cent: on the sample, on random deliveries, and what the footing catches when it does not."""

import os
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import model
from queries import budget
from queries.filters import Filters
from tests.models import inputs
from tests.models.random_deliveries import DATES, deliveries

IDENTITY = """
    select
        allocation_eur + transfers_eur as available,
        committed_eur + payable_eur + paid_eur - recovered_eur + remaining_eur as used
    from budget_position
"""

# Balances of the movements beside the position, one row per partnership and account.
BALANCES = """
    with stated as (
        unpivot budget_position on
            allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur, recovered_eur
        into name account value stated_eur
    ), summed as (
        select m.partnership_id, m.account, sum(m.change_eur) as summed_eur
        from budget_movements as m, snapshot as s
        where m.day <= s.as_of_date
        group by all
    )
    select t.partnership_id, t.account, t.stated_eur, coalesce(m.summed_eur, 0)::decimal(14, 2) as summed_eur
    from stated as t
    left join summed as m on m.partnership_id = t.partnership_id and t.account = m.account || '_eur'
"""


def assert_adds_up(con: duckdb.DuckDBPyConnection, partnerships: int) -> None:
    positions = con.execute(IDENTITY).fetchall()
    assert len(positions) == partnerships
    assert [row for row in positions if row[0] != row[1]] == []
    assert sum((row[0] for row in positions), Decimal(0)) == sum((row[1] for row in positions), Decimal(0))
    balances = con.execute(BALANCES).fetchall()
    assert len(balances) == 6 * partnerships
    assert [row for row in balances if row[2] != row[3]] == []


def test_the_sample_adds_up_and_its_movements_lead_to_its_position(sample_con: duckdb.DuckDBPyConnection) -> None:
    assert_adds_up(sample_con, 13)
    sums = sample_con.execute(
        "select sum(committed_eur), sum(payable_eur), sum(paid_eur), sum(recovered_eur) from budget_position"
    ).fetchone()
    assert sums is not None
    assert all(amount > 0 for amount in sums)
    later = "select count(*) from budget_movements, snapshot where day > as_of_date"
    assert sample_con.execute(later).fetchone() == (0,)


@settings(max_examples=15, deadline=None)
@given(deliveries(), st.lists(st.integers(-10, 420), min_size=4, max_size=8))
def test_any_delivery_adds_up_on_any_day(
    delivery: tuple[list[inputs.Row], list[inputs.Row]], days_before: list[int]
) -> None:
    exchanges, transactions = delivery
    paid_on = {row["exchange_id"]: row["date"] for row in transactions if row["kind"] == "payment"}
    with duckdb.connect() as con:
        inputs.load(con, exchanges=exchanges, budget_transactions=transactions)
        model.run(con)
        assert_adds_up(con, 2)
        assert dict(con.execute("select partnership_id, committed_eur from budget_position").fetchall()) == {
            partnership: total(
                row["lump_sum_eur"]
                for row in exchanges
                if row["visiting_partnership_id"] == partnership
                and row["status"] in ("agreed", "ongoing", "completed", "reported")
            )
            for partnership in ("north", "south")
        }
        # the days around each change, and a few at random
        days = {row["date"] for row in transactions} | {inputs.AS_OF - timedelta(days=n) for n in days_before}
        for day in sorted(days | {inputs.AS_OF}):
            found = con.execute("from budget_position_on($day::date)", {"day": min(day, inputs.AS_OF)}).fetchall()
            assert found == [
                (partnership, *ledger(partnership, min(day, inputs.AS_OF), exchanges, transactions, paid_on))
                for partnership in ("north", "south")
            ]


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum, a missing amount being none."""
    return sum((amount or Decimal(0) for amount in amounts), Decimal(0))


def ledger(
    partnership: str,
    day: date,
    exchanges: list[inputs.Row],
    transactions: list[inputs.Row],
    paid_on: dict[str, date],
) -> tuple[Decimal, ...]:
    """The position at the end of a day, each exchange and each transaction looked at one by one."""
    booked = [row for row in transactions if row["partnership_id"] == partnership and row["date"] <= day]
    allocation, transfers, paid, recovered = (
        total(row["amount_eur"] for row in booked if row["kind"] == kind)
        for kind in ("allocation", "transfer", "payment", "recovery")
    )
    held: dict[str, list[Decimal | None]] = {"committed": [], "payable": [], "": []}
    for row in exchanges:
        if row["visiting_partnership_id"] == partnership:
            held[where(row, paid_on.get(row["exchange_id"]), day)].append(row["lump_sum_eur"])
    committed, payable = total(held["committed"]), total(held["payable"])
    remaining = allocation + transfers - committed - payable - paid + recovered
    return allocation, transfers, committed, payable, paid, recovered, remaining


def where(row: inputs.Row, paid: date | None, day: date) -> str:
    """The account that holds the lump sum of an exchange at the end of a day; "" for none."""

    def by(*dates: date | None) -> bool:
        return any(moment is not None and moment <= day for moment in dates)

    if not by(row["matched_date"]) or by(row.get("cancelled_date"), paid):
        return ""
    if by(row.get("validated_date")):
        return "payable"
    # A stay counts by its own dates only once its partnership delivered it as begun, or as ended.
    begun = row["status"] in ("ongoing", "completed", "reported", "validated", "paid")
    ended = begun and row["status"] != "ongoing"
    dates = [row.get("agreed_date"), row.get("reported_date")]
    dates += [row.get("start_date")] if begun else []
    dates += [row.get("end_date")] if ended else []
    return "committed" if by(*dates) else ""


def test_a_payment_that_is_not_the_lump_sum_still_adds_up(con: duckdb.DuckDBPyConnection) -> None:
    """What was paid is paid: the position follows the bank, and the build warns of the difference."""
    dates: dict[str, Any] = {name: date(2021, 1 + i, 1) for i, name in enumerate(DATES[:6])}
    payment = {
        "transaction_id": "t1",
        "partnership_id": "north",
        "date": date(2021, 7, 1),
        "kind": "payment",
        "amount_eur": Decimal("899.99"),
        "exchange_id": "x1",
    }
    paid = inputs.exchange("x1", status="paid", lump_sum_eur=Decimal("900.00"), **dates)
    inputs.load(con, exchanges=[paid], budget_transactions=[payment])
    model.run(con)
    assert_adds_up(con, 2)
    found = con.execute(
        "select payable_eur, paid_eur, remaining_eur from budget_position where partnership_id = 'north'"
    )
    assert found.fetchall() == [(Decimal("0.00"), Decimal("899.99"), Decimal("-899.99"))]


# Dates and status that contradict each other pass no build. If they reach the models, the two ways of counting differ.
@pytest.mark.parametrize(
    ("values", "differences"),
    [
        ({"status": "agreed"}, "north committed EUR 100.25 but EUR 0.00 moved"),
        ({"status": "matched", "agreed_date": date(2021, 2, 1)}, "north committed EUR 0.00 but EUR 100.25 moved"),
        ({"status": "cancelled", "agreed_date": date(2021, 2, 1)}, "north committed EUR 0.00 but EUR 100.25 moved"),
        (
            # Committed by its status and payable by its dates: the sum alone would not tell.
            {"status": "reported", "agreed_date": date(2021, 2, 1), "validated_date": date(2021, 3, 1)},
            "north committed EUR 100.25 but EUR 0.00 moved; north payable EUR 0.00 but EUR 100.25 moved",
        ),
    ],
)
def test_the_models_refuse_a_budget_that_does_not_add_up(
    con: duckdb.DuckDBPyConnection, values: dict[str, Any], differences: str
) -> None:
    wrong = inputs.exchange("x1", matched_date=date(2021, 1, 1), lump_sum_eur=Decimal("100.25"), **values)
    inputs.load(con, exchanges=[wrong])
    with pytest.raises(ValueError, match=f"^the budget does not foot: {differences}$"):
        model.run(con)


def test_the_models_refuse_to_lose_an_exchange(con: duckdb.DuckDBPyConnection) -> None:
    """An exchange of an organisation that is not there: no build lets it pass, and the models do not drop it silently."""
    lost = inputs.exchange("x1", status="matched", matched_date=date(2021, 1, 1)) | {"host_organisation_id": "nobody"}
    inputs.load(con, exchanges=[lost])
    with pytest.raises(ValueError, match="1 delivered, 0 kept, 0 counted"):
        model.run(con)


@pytest.mark.parametrize(
    ("damage", "difference"),
    [
        ("update budget_transactions set amount_eur = amount_eur + 0.01 where {one} and kind = 'allocation'", "0.01"),
        (
            "update exchanges set lump_sum_eur = lump_sum_eur + 10 where {one_paid_by} and payable_eur > 0",
            "-10.00",
        ),
        ("update exchanges set status = 'matched' where {one_paid_by} and payable_eur > 0", "830.00"),
        (
            "update budget_movements set change_eur = change_eur + 0.01 where {one} and {latest} and account = 'paid'",
            "0.01",
        ),
        ("update budget_movements set change_eur = change_eur + 0.01 where {one} and account = 'allocation'", "-0.01"),
    ],
)
def test_the_footing_shows_a_snapshot_that_was_tampered_with(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str, difference: str
) -> None:
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    shutil.copy(sample_warehouse / name, tmp_path / "warehouse-tampered.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse-tampered.duckdb")) as con:
        con.execute(
            damage.format(
                one="partnership_id = 'celis'",
                one_paid_by="visiting_partnership_id = 'celis'",
                latest="day = (select max(day) from budget_movements where partnership_id = 'celis' and account = 'paid')",
            )
        )
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(tmp_path))
    view = Filters("tampered")
    position = budget.position(view).set_index("partnership_id")["footing_difference_eur"]
    assert position.pop("celis") == Decimal(difference)
    assert set(position) == {Decimal("0.00")}
    assert budget.totals(view).loc[0, "footing_difference_eur"] == Decimal(difference)
