"""Questions of the Flows and Map pages: who exchanges with whom?"""

from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from data.protocol import protocol_order
from queries.filters import Filters, Level
from queries.question import AT_LEVEL, ask, ask_selected

HERE = Path(__file__).parent

Column = Literal[
    "visiting_country",
    "visiting_cluster",
    "visiting_partnership",
    "category",
    "ecosystem",
    "purpose",
    "host_partnership",
    "host_cluster",
    "host_country",
]
NodeOrder = Literal["size", "alphabetical", "protocol", "north_to_south"]

# In the order in which an exchange passes them, from who travels to who receives.
COLUMNS: tuple[Column, ...] = get_args(Column)
NODE_ORDERS: tuple[NodeOrder, ...] = get_args(NodeOrder)
FEWEST_COLUMNS, MOST_COLUMNS = 2, 4
PRESETS: dict[str, tuple[Column, ...]] = {
    "country to country": ("visiting_country", "host_country"),
    "partnership to partnership": ("visiting_partnership", "host_partnership"),
    "country, partnership, country": ("visiting_country", "visiting_partnership", "host_country"),
    "ecosystem to purpose": ("ecosystem", "purpose"),
}


def links(filters: Filters, level: Level) -> pd.DataFrame:
    """One row per directed pair visiting to host at the level, pairs inside one node included, largest first:
    visiting_id, visiting_name, host_id, host_name, exchanges, working_days, lump_sum_eur."""
    return ask_selected(HERE / "links.sql", filters, (AT_LEVEL,), level=level)


def paths(filters: Filters, columns: tuple[Column, ...]) -> pd.DataFrame:
    """One row per combination of the 2 to 4 columns, largest first: column_1 to column_n (ids), exchanges,
    working_days, lump_sum_eur. Every selected exchange is in exactly one row. Ids are those of `column_nodes`.

    Raises ValueError for fewer or more columns, for one named twice, and for one that is not in COLUMNS.
    """
    if not FEWEST_COLUMNS <= len(columns) <= MOST_COLUMNS or len(set(columns)) < len(columns):
        raise ValueError(f"{FEWEST_COLUMNS} to {MOST_COLUMNS} different columns, not {columns}")
    if unknown := set(columns) - set(COLUMNS):
        raise ValueError(f"no such columns: {sorted(unknown)}")
    asked: dict[str, Any] = {f"column_{at + 1}": columns[at] if at < len(columns) else "" for at in range(MOST_COLUMNS)}
    answer = ask_selected(HERE / "paths.sql", filters, **asked)
    return answer.drop(columns=list(asked)[len(columns) :])


def column_nodes(snapshot_id: str, column: Column, order: NodeOrder = "size") -> pd.DataFrame:
    """One row per node that takes part in the snapshot, in the order asked for: id, name, short_name, exchanges.

    Both sides have the same nodes: those of a country, partnership or cluster that visits or hosts in any exchange,
    cancelled ones included. exchanges: on either side, in the whole snapshot. Where an order says nothing (protocol
    of partnerships, north to south of purposes) the nodes stand by size. An unknown value ("Not published", "not
    given") stands last. Raises ValueError for an unknown column or order.
    """
    if column not in COLUMNS or order not in NODE_ORDERS:
        raise ValueError(f"no such column or order: {column}, {order}")
    parameters = {"column": column, "node_order": order, "protocol": list(protocol_order())}
    return ask(HERE / "column_nodes.sql", snapshot_id, **parameters)


def links_by_month(filters: Filters, level: Level) -> pd.DataFrame:
    """One row per month and directed pair at the level, pairs inside one node included, months in order:
    month (its first day), visiting_id, visiting_name, host_id, host_name, exchanges."""
    return ask_selected(HERE / "links_by_month.sql", filters, (AT_LEVEL,), level=level)


def links_by_partnership(filters: Filters) -> pd.DataFrame:
    """One row per visiting partnership (in register order) and directed pair of countries, largest first:
    partnership_id, acronym, visiting_id, visiting_name, host_id, host_name, exchanges.

    A partnership without exchanges has one row with 0 exchanges and "" for ids and names of the pair."""
    return ask_selected(HERE / "links_by_partnership.sql", filters)


def country_activity(filters: Filters) -> pd.DataFrame:
    """One row per COSME country by name, zeros kept: exchanges visiting, hosting, both, net; x_km, y_km (EPSG:3035)."""
    return ask_selected(HERE / "country_activity.sql", filters)


def cluster_activity(filters: Filters) -> pd.DataFrame:
    """One row per cluster in register order, zeros kept: exchanges visiting and hosting; x_km, y_km (EPSG:3035)."""
    return ask_selected(HERE / "cluster_activity.sql", filters)
