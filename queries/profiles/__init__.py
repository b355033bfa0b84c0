"""Questions of the profile pages: one country, partnership or cluster, in the exchanges that the filters select.

It takes part on the visiting or the host side; an exchange inside it is on both and counts once among `exchanges`.
One that never took part has zeros, and no rows where a row is an exchange's month, pair or partner.
"""

from pathlib import Path

import pandas as pd

from queries import flows
from queries.filters import Filters, Level
from queries.question import AT_LEVEL, OF_NODE, ask_selected

HERE = Path(__file__).parent
READING = (AT_LEVEL, OF_NODE)


def summary(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """One row: exchanges; of them visiting, hosting and inside it; partners (others of its level met on either side);
    working_days and lump_sum_eur, committed_eur, payable_eur, paid_eur, recovered_eur of its visits; first_month,
    last_month (empty where there is none)."""
    return ask_selected(HERE / "summary.sql", filters, READING, level=level, id=node)


def months(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """One row per month with an exchange of it: month, visiting, hosting."""
    return ask_selected(HERE / "months.sql", filters, READING, level=level, id=node)


def links(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """The rows of `queries.flows.links` that have it on either side: visiting_id, visiting_name, host_id, host_name,
    exchanges, working_days, lump_sum_eur."""
    found = flows.links(filters, level)
    return found[(found["visiting_id"] == node) | (found["host_id"] == node)].reset_index(drop=True)


def partners(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """One row per node of its level that it met, itself for exchanges inside it, most exchanges first: partner_id,
    partner_name, visiting (it visits the partner), hosting (it hosts the partner), exchanges, lump_sum_eur of its
    visits, first_month, last_month."""
    return ask_selected(HERE / "partners.sql", filters, READING, level=level, id=node)


def countries(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """One row per country at the other end of its exchanges, most first: country_code, country_name, visiting (it goes
    there), hosting (it receives from there), both (their sum; an exchange inside it counts on both sides)."""
    return ask_selected(HERE / "countries.sql", filters, READING, level=level, id=node)
