"""Questions of the Programme page: is the programme on target?"""

from pathlib import Path

import pandas as pd

from queries.filters import Filters
from queries.question import ask_selected

HERE = Path(__file__).parent


def totals(filters: Filters) -> pd.DataFrame:
    """One row: exchanges and those that took_place, are ongoing, upcoming, cancelled; partnerships, clusters, countries and
    partner countries (with a cluster of the register) active on either side; lump sums committed_eur, payable_eur,
    paid_eur, recovered_eur."""
    return ask_selected(HERE / "totals.sql", filters)


def exchanges_by_month(filters: Filters) -> pd.DataFrame:
    """One row per month and mode with an exchange: took_place, ongoing, upcoming."""
    return ask_selected(HERE / "exchanges_by_month.sql", filters)


def progress_by_partnership(filters: Filters) -> pd.DataFrame:
    """One row per partnership of the register: took_place, ongoing, upcoming as visiting partnership (an exchange counts
    once, for it), exchange_target and exchange_target_basis (published, assumed, missing)."""
    return ask_selected(HERE / "progress_by_partnership.sql", filters)


def status_pipeline(filters: Filters) -> pd.DataFrame:
    """One row per status in the order of the pipeline, zeros kept: phase, exchanges, lump_sum_eur. Cancelled comes last,
    and only if the filters ask for it."""
    return ask_selected(HERE / "status_pipeline.sql", filters)
