"""Questions of the Budget page: where does the lump-sum money stand?

An allocation belongs to a partnership, not to a country or a month. So these questions take from the filters what narrows
partnerships (partnerships, and ecosystems of partnerships) and count every exchange that those pay for.
"""

from pathlib import Path

import pandas as pd

from queries.filters import Filters
from queries.question import ask

HERE = Path(__file__).parent


def _ask_partnerships(sql_file: Path, filters: Filters) -> pd.DataFrame:
    chosen = {"partnerships": list(filters.payers), "ecosystems": list(filters.ecosystems)}
    return ask(sql_file, filters.snapshot_id, **chosen)


def position(filters: Filters) -> pd.DataFrame:
    """One row per chosen partnership in register order: allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur,
    recovered_eur, remaining_eur and footing_difference_eur (0.00 when the position adds up)."""
    return _ask_partnerships(HERE / "position.sql", filters)


def totals(filters: Filters) -> pd.DataFrame:
    """One row: the sums of `position` over the chosen partnerships, and available_eur (allocation and transfers)."""
    return _ask_partnerships(HERE / "totals.sql", filters)


def money_over_time(filters: Filters) -> pd.DataFrame:
    """One row per month from the first movement to the as-of date, balances at the end of the month of the chosen partnerships
    together: allocation_eur, available_eur (allocation and transfers), committed_eur, payable_eur, paid_eur, recovered_eur."""
    return _ask_partnerships(HERE / "money_over_time.sql", filters)


def payments_due(filters: Filters) -> pd.DataFrame:
    """One row per exchange validated, not paid and due within the rule's days to pay from the as-of date, overdue first:
    exchange_id, parties, end_date, validated_date, due_date, days_left (below zero is overdue), lump_sum_eur."""
    return _ask_partnerships(HERE / "payments_due.sql", filters)
