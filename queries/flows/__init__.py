"""Questions of the Flows and Map pages: who exchanges with whom?"""

from pathlib import Path

import pandas as pd

from queries.filters import Filters
from queries.question import ask_selected
from queries.register import Level

HERE = Path(__file__).parent


def links(filters: Filters, level: Level) -> pd.DataFrame:
    """One row per directed pair visiting to host at the level, pairs inside one node included, largest first:
    visiting_id, visiting_name, host_id, host_name, exchanges, working_days, lump_sum_eur."""
    return ask_selected(HERE / "links.sql", filters, level=level)


def country_activity(filters: Filters) -> pd.DataFrame:
    """One row per COSME country by name, zeros kept: exchanges visiting, hosting, both, net; x_km, y_km (EPSG:3035)."""
    return ask_selected(HERE / "country_activity.sql", filters)


def cluster_activity(filters: Filters) -> pd.DataFrame:
    """One row per cluster in register order, zeros kept: exchanges visiting and hosting; x_km, y_km (EPSG:3035)."""
    return ask_selected(HERE / "cluster_activity.sql", filters)
