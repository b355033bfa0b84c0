"""Questions of the Changes page: what differs between two snapshots, or between two days of one?

Each change is told apart: *restatement* is what the newer side says otherwise of the older side's day, *new activity* is
what happened since. So before + restated + new activity = after, in every count and every amount.
"""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pandas as pd

from queries import budget
from queries.comparison import Comparison
from queries.filters import Filters, Level
from queries.question import MOVED, ask_compared

__all__ = [
    "Comparison",
    "count_changes",
    "country_changes",
    "exchange_changes",
    "field_changes",
    "link_changes",
    "lump_sums_restated",
    "money_changes",
    "movements",
]

# What a reader scans; filters reach the rest.
ROWS_LISTED = 1_000
HERE = Path(__file__).parent
ACCOUNTS = (
    "available_eur",
    "committed_eur",
    "payable_eur",
    "paid_eur",
    "recovered_eur",
    "remaining_eur",
)
Reason = Literal["", "new activity", "restatement"]


def count_changes(filters: Filters, comparison: Comparison) -> pd.DataFrame:
    """One row per count (exchanges without the cancelled ones, took_place, ongoing, upcoming, cancelled): measure, before,
    restated, new_activity, after."""
    return ask_compared(HERE / "count_changes.sql", filters, comparison)


def money_changes(filters: Filters, comparison: Comparison) -> pd.DataFrame:
    """One row per account of the partnerships in the view (as on the Budget page): measure, before, restated, new_activity,
    after in EUR, exact."""
    states = [
        budget.totals(replace(filters, snapshot_id=snapshot_id), day).iloc[0]
        for snapshot_id, day in (
            (comparison.older_id, comparison.from_day),
            (comparison.newer_id, comparison.from_day),
            (comparison.newer_id, comparison.to_day),
        )
    ]
    return pd.DataFrame(
        [(name, a[name], b[name] - a[name], c[name] - b[name], c[name]) for a, b, c in [states] for name in ACCOUNTS],
        columns=["measure", "before", "restated", "new_activity", "after"],
    )


def movements(filters: Filters, comparison: Comparison) -> pd.DataFrame:
    """One row per kind of movement, zeros kept: change, exchanges, of which new_activity and restated (its status on the
    older side's day is told otherwise, or it was not told then)."""
    return ask_compared(HERE / "movements.sql", filters, comparison, (MOVED,))


def lump_sums_restated(filters: Filters, comparison: Comparison) -> pd.DataFrame:
    """One row: exchanges whose granted lump sum is told otherwise, with before_eur, change_eur, after_eur."""
    return ask_compared(HERE / "lump_sums_restated.sql", filters, comparison)


def exchange_changes(filters: Filters, comparison: Comparison, limit: int = ROWS_LISTED) -> pd.DataFrame:
    """One row per exchange that moved or whose lump sum is restated, what asks for attention first, cut at `limit`."""
    return ask_compared(HERE / "exchange_changes.sql", filters, comparison, (MOVED,), limit=limit)


def field_changes(
    filters: Filters, comparison: Comparison, reason: Reason = "", limit: int = ROWS_LISTED
) -> pd.DataFrame:
    """One row per exchange on both sides and field that differs: before, after (as text), reason; restatements first."""
    return ask_compared(HERE / "field_changes.sql", filters, comparison, reason=reason, limit=limit)


def link_changes(filters: Filters, comparison: Comparison, level: Level = "country") -> pd.DataFrame:
    """One row per directed pair with another number of exchanges, the largest change first: before, change, after."""
    return ask_compared(HERE / "link_changes.sql", filters, comparison, level=level)


def country_changes(filters: Filters, comparison: Comparison) -> pd.DataFrame:
    """One row per COSME country by name, zeros kept: visiting_change, hosting_change, change (their sum); x_km, y_km."""
    return ask_compared(HERE / "country_changes.sql", filters, comparison)
