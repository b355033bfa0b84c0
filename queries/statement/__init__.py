"""Questions of the statement: the rows that a position is the sum of, as they stood on a day.

`number` is the place of a row's partnership in `queries.budget.position` over the same filters, 1 for the first.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from queries import budget
from queries.filters import Filters
from queries.question import ask

HERE = Path(__file__).parent


def exchanges(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per exchange matched by the day that the chosen partnerships pay for, in the order of its partnership and id:
    number, visiting_partnership, exchange_id, parties, mode, status, the dates of its steps up to the day, start_date,
    end_date and working_days as known now, lump_sum_eur. promised_date is the day since which it is committed."""
    answer = ask(HERE / "exchanges.sql", filters.snapshot_id, **_params(filters, as_of))
    # whole days also where some are empty
    return answer.astype({"working_days": "Int64"})


def transactions(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per movement of money of the chosen partnerships up to the day, by partnership, date and id: number, acronym,
    transaction_id, date, kind, amount_eur, exchange_id, reference."""
    return ask(HERE / "transactions.sql", filters.snapshot_id, **_params(filters, as_of))


def sizes(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row: how many rows `exchanges` and `transactions` have."""
    return ask(HERE / "sizes.sql", filters.snapshot_id, **_params(filters, as_of))


def _params(filters: Filters, as_of: date | None) -> dict[str, Any]:
    return {
        "partnerships": list(filters.payers),
        "ecosystems": list(filters.ecosystems),
        "as_of": budget.day_of(filters, as_of).isoformat(),
    }
