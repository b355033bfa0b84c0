"""What the charts and tables of money must add up to, from movements and exchanges of the partnerships that they are about.

`remaining` is allocation + transfers - payments + recoveries - committed - payable.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from charts.chart import Chart
from tests.counted.selected import Count, Selected

COMMITTED = "status IN ('agreed', 'ongoing', 'completed', 'reported')"
ACCOUNTS = ("allocation_eur", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur")


def paid_by(selected: Selected) -> str:
    """The condition for exchanges of the payer; ids of partnerships come from the snapshot."""
    return f"visiting_partnership_id = '{selected.payer}'" if selected.payer else "true"


def moved(selected: Selected, *kinds: str) -> Decimal:
    """Sum of the movements of these kinds."""
    payer = f"partnership_id = '{selected.payer}'" if selected.payer else "true"
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    sql = f"SELECT coalesce(sum(amount_eur), 0) FROM budget_transactions WHERE kind IN ({listed}) AND {payer}"
    return Decimal(selected.ask(sql))


def granted(selected: Selected, condition: str) -> Decimal:
    """Sum of the lump sums of exchanges of the payer for which a condition holds."""
    sql = f"SELECT coalesce(sum(lump_sum_eur), 0) FROM exchanges WHERE {condition} AND {paid_by(selected)}"
    return Decimal(selected.ask(sql))


def accounts(selected: Selected) -> dict[str, Decimal]:
    """The accounts of the payer on the last day of the data."""
    return {
        "allocation_eur": moved(selected, "allocation"),
        "available_eur": moved(selected, "allocation", "transfer"),
        "committed_eur": granted(selected, COMMITTED),
        "payable_eur": granted(selected, "status = 'validated'"),
        "paid_eur": moved(selected, "payment"),
        "recovered_eur": moved(selected, "recovery"),
    }


def remaining(selected: Selected) -> Decimal:
    """What is left to promise."""
    held = accounts(selected)
    spent = held["paid_eur"] - held["recovered_eur"]
    return held["available_eur"] - spent - held["payable_eur"] - held["committed_eur"]


def position(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Budgets are by partnership: all of them, or the one that the focus makes the payer."""
    rows = chart.table[chart.table["acronym"] != "Total"]
    for account, expected in (accounts(selected) | {"remaining_eur": remaining(selected)}).items():
        yield Count(f"{chart.name}, {account}", sum(rows[account], Decimal(0)), expected)


def waterfall(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Ends with what remains of the same partnerships."""
    yield Count(f"{chart.name}, remaining", Decimal(chart.table["level_eur"].iloc[-1]), remaining(selected))


def payments(chart: Chart, selected: Selected) -> Iterator[Count]:
    """What the same partnerships must pay."""
    expected = accounts(selected)["payable_eur"]
    yield Count(f"{chart.name}, payable", sum(chart.table["lump_sum_eur"], Decimal(0)), expected)


def by_month(chart: Chart, selected: Selected) -> Iterator[Count]:
    """The balances of the last month are the accounts on the last day of the data; the lines end with them."""
    last = chart.table.iloc[-1]
    expected = accounts(selected)
    for account in ACCOUNTS:
        yield Count(f"{chart.name}, {account}", Decimal(last[account]), expected[account])


def burn_down(chart: Chart, selected: Selected) -> Iterator[Count]:
    """The last day that is known: what is left to promise, and what is not yet paid."""
    last = chart.table[chart.table["remaining_eur"].notna()].iloc[-1]
    held = accounts(selected)
    as_of = selected.ask("SELECT as_of_date FROM snapshot")
    yield Count(f"{chart.name}, day", pd.Timestamp(last["day"]).date(), as_of)
    yield Count(f"{chart.name}, left to promise", Decimal(last["remaining_eur"]), remaining(selected))
    yield Count(f"{chart.name}, available", Decimal(last["available_eur"]), held["available_eur"])
    unpaid = held["available_eur"] - held["paid_eur"] + held["recovered_eur"]
    yield Count(f"{chart.name}, not yet paid", Decimal(last["unpaid_eur"]), unpaid)


def averages(chart: Chart, selected: Selected) -> Iterator[Count]:
    """The closing row, and the rows above it, hold the lump sums of all exchanges granted and not cancelled."""
    if chart.table.empty:
        return
    expected = granted(selected, f"({COMMITTED} OR status IN ('validated', 'paid'))")
    rows, total = chart.table.iloc[:-1], chart.table.iloc[-1]
    yield Count(f"{chart.name}, total", total["lump_sum_eur"], expected)
    yield Count(f"{chart.name}, rows", sum(rows["lump_sum_eur"], Decimal(0)), expected)
    paid = sum(total[account] for account in ("committed_eur", "payable_eur", "paid_eur"))
    yield Count(f"{chart.name}, accounts", paid, expected)


def euro(amount: Decimal) -> int:
    """As a tile shows it."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_do_sums(selected: Selected) -> dict[str, tuple[int, Decimal]]:
    """Exchanges of the payer and their lump sums by the step that they wait for, from status and dates."""
    as_of = "(SELECT as_of_date FROM snapshot)"
    waits = {
        "Payments due": "status = 'validated' AND lump_sum_eur > 0",
        "Closing reports awaited": "status = 'completed'",
        "Validations awaited": "status = 'reported'",
        "Starts overdue": f"status = 'agreed' AND start_date < {as_of}",
    }
    answers = {}
    for step, condition in waits.items():
        number = selected.ask(f"SELECT count(*) FROM exchanges WHERE {condition} AND {paid_by(selected)}")
        answers[step] = (int(number), granted(selected, condition))
    return answers


def exceptions(selected: Selected) -> tuple[int, Decimal]:
    """Exceptions of the payer's exchanges, and what they put at stake: of one exchange no more than it has kept."""
    found = f"FROM exceptions WHERE coalesce(NOT is_by_holidays, true) AND {paid_by(selected)}"
    by_exchange = f"SELECT least(sum(at_stake_eur), any_value(kept_eur)) AS at_stake_eur {found} GROUP BY exchange_id"
    at_stake = selected.ask(f"SELECT coalesce(sum(at_stake_eur), 0) FROM ({by_exchange})")
    return int(selected.ask(f"SELECT count(*) {found}")), Decimal(at_stake)
