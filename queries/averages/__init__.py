"""Questions of the tab Averages: what does an exchange cost, and how much of the ceiling does it take?

They count the exchanges whose lump sum is granted: agreed or further on, and not cancelled. Their lump sums are what the
ledger has as committed, payable and paid. As everywhere on the Budget page, of the filters only partnerships and ecosystems
narrow them.
"""

from datetime import date
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from queries import budget
from queries.country_names import in_language
from queries.filters import Filters
from queries.question import ask

HERE = Path(__file__).parent

Dimension = Literal["host_country", "category", "ecosystem", "purpose", "mode", "month", "visiting_partnership"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


def by_value(filters: Filters, dimension: Dimension, as_of: date | None = None) -> pd.DataFrame:
    """One row per value of the dimension that has an exchange with a granted lump sum on the day `as_of` (None: the
    snapshot's), in a fixed order; the last row, "In all", counts each exchange once.

    value, granted_exchanges, with_lump_sum; lump_sum_eur = committed_eur + payable_eur + paid_eur; average_eur, the lump sum
    per exchange that has one; working_days, per_day_eur, over those whose days are known; ceiling_share_pct, the lump sums
    with_ceiling_eur in per cent of the full ceilings ceiling_eur (never above the scheme's maximum), over physical exchanges
    whose ceiling is known; without_days, without_ceiling count those left out. What has no denominator is empty.
    An exchange of a partnership with several ecosystems has a row in each.
    """
    answer = ask(
        HERE / "by_value.sql",
        filters.snapshot_id,
        partnerships=list(filters.payers),
        ecosystems=list(filters.ecosystems),
        dimension=dimension,
        as_of=budget.day_of(filters, as_of).isoformat(),
    )
    return in_language(answer, ("value",)) if dimension == "host_country" else answer
