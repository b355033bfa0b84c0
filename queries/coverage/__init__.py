"""Questions of the Coverage page: what is covered, and what is missing? Clusters and countries: see queries.flows."""

from pathlib import Path
from typing import Literal

import pandas as pd

from queries.filters import Filters
from queries.question import ask_selected

HERE = Path(__file__).parent


def exchanges_by_ecosystem(filters: Filters, column: Literal["purpose", "category"]) -> pd.DataFrame:
    """One row per ecosystem and purpose or category, zeros kept: ecosystem, the column, exchanges.

    An exchange counts in each ecosystem of its visiting partnership, so the rows may add up to more than the exchanges;
    partnerships without a published ecosystem count under "Not published".
    """
    frame = ask_selected(HERE / "exchanges_by_ecosystem.sql", filters, column=column)
    return frame.rename(columns={"item": column})
