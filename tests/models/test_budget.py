"""The budget adds up to the cent: on the sample, on random deliveries, and what the footing catches when it does not."""

import os
import shutil
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
        where m.month <= s.as_of_date
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
    later = "select count(*) from budget_movements, snapshot where month > as_of_date"
    assert sample_con.execute(later).fetchone() == (0,)


CENTS = st.integers(0, 200_000).map(lambda cents: Decimal(cents) / 100)
STEPS = ("matched", "agreed", "ongoing", "completed", "reported", "validated", "paid")
DATES = ("matched_date", "agreed_date", "start_date", "end_date", "reported_date", "validated_date", "paid_date")


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[inputs.Row], list[inputs.Row]]:
    """Exchanges whose dates fit their status and the as-of date, and the transactions that belong to them."""
    exchanges: list[inputs.Row] = []
    transactions: list[inputs.Row] = []

    def book(partnership: str, day: date, kind: str, amount: Decimal, exchange_id: str | None = None) -> None:
        row = {
            "partnership_id": partnership,
            "date": day,
            "kind": kind,
            "amount_eur": amount,
            "exchange_id": exchange_id,
        }
        transactions.append({"transaction_id": f"t{len(transactions)}", **row})

    earliest = inputs.AS_OF - timedelta(days=400)
    for partnership in ("north", "south"):
        for amount in draw(st.lists(CENTS, max_size=2)):
            book(partnership, earliest, "allocation", amount)
    for amount in draw(st.lists(CENTS, max_size=2)):
        book("north", earliest, "transfer", -amount)
        book("south", earliest, "transfer", amount)
    for number in range(draw(st.integers(0, 12))):
        exchange_id, partnership = f"x{number}", draw(st.sampled_from(("north", "south")))
        gaps = draw(st.lists(st.integers(0, 45), min_size=7, max_size=7))
        days = [earliest + timedelta(days=sum(gaps[: i + 1])) for i in range(7)]
        done = draw(st.integers(0, 6))
        cancelled = draw(st.booleans()) and done < 6
        values = dict(zip(DATES[: done + 1], days[: done + 1], strict=True))
        paid = values.pop("paid_date", None)
        lump_sum = draw(st.none() | CENTS)
        status = "cancelled" if cancelled else STEPS[done]
        if cancelled:
            values["cancelled_date"] = days[done] + timedelta(days=draw(st.integers(0, 30)))
            if draw(st.booleans()):  # nothing asks a cancelled exchange for the dates on the way
                values.pop(draw(st.sampled_from(DATES[1:])), None)
        exchanges.append(inputs.exchange(exchange_id, partnership, status=status, lump_sum_eur=lump_sum, **values))
        if paid:
            # A payment that is not the lump sum is a warning of the build, and so reaches the models.
            amount = draw(CENTS) if lump_sum is None or draw(st.booleans()) else lump_sum
            book(partnership, paid, "payment", amount, exchange_id)
            if draw(st.booleans()):
                book(
                    partnership,
                    paid + timedelta(days=1),
                    "recovery",
                    draw(CENTS),
                    draw(st.sampled_from((exchange_id, None))),
                )
    return exchanges, transactions


@settings(max_examples=20, deadline=None)
@given(deliveries())
def test_any_delivery_adds_up(delivery: tuple[list[inputs.Row], list[inputs.Row]]) -> None:
    exchanges, transactions = delivery
    with duckdb.connect() as con:
        inputs.load(con, exchanges=exchanges, budget_transactions=transactions)
        model.run(con)
        assert_adds_up(con, 2)
        by_status = {
            partnership: sum(
                (
                    row["lump_sum_eur"] or Decimal(0)
                    for row in exchanges
                    if row["visiting_partnership_id"] == partnership
                    and row["status"] in ("agreed", "ongoing", "completed", "reported")
                ),
                Decimal(0),
            )
            for partnership in ("north", "south")
        }
        assert dict(con.execute("select partnership_id, committed_eur from budget_position").fetchall()) == by_status


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
    ("account", "change", "difference"),
    [
        ("allocation_eur", "0.01", "0.01"),
        ("transfers_eur", "-0.01", "-0.01"),
        ("committed_eur", "0.01", "-0.01"),
        ("payable_eur", "10.00", "-10.00"),
        ("paid_eur", "-0.01", "0.01"),
        ("recovered_eur", "0.01", "0.01"),
        ("remaining_eur", "1000000.00", "-1000000.00"),
    ],
)
def test_the_footing_shows_a_position_that_was_tampered_with(
    sample_warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    account: str,
    change: str,
    difference: str,
) -> None:
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    shutil.copy(sample_warehouse / name, tmp_path / "warehouse-tampered.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse-tampered.duckdb")) as con:
        con.execute(f"update budget_position set {account} = {account} + {change} where partnership_id = 'celis'")
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(tmp_path))
    view = Filters("tampered")
    position = budget.position(view).set_index("partnership_id")["footing_difference_eur"]
    assert position.pop("celis") == Decimal(difference)
    assert set(position) == {Decimal("0.00")}
    assert budget.totals(view).loc[0, "footing_difference_eur"] == Decimal(difference)
