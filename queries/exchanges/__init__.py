"""Questions of the Exchanges page: the rows behind every figure."""

from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa

from data import warehouse
from languages import N_
from languages import gettext as _
from queries.exchanges import check_words
from queries.filters import Filters
from queries.question import ask, ask_selected, over_selected
from queries.worded import in_place_of

HERE = Path(__file__).parent
Order = Literal[
    "latest start", "earliest start", "largest lump sum", "longest stay", "greatest distance", "exchange id"
]

# What origins.sql tells of.
RECORDS = (N_("exchange"), N_("visiting organisation"), N_("host organisation"), N_("movement of money"))


def exchange_count(filters: Filters, search: str = "") -> pd.DataFrame:
    """One row: exchanges (in the view) and found (of these, with the text in an id or in the name of a party, any case)."""
    return ask_selected(HERE / "exchange_count.sql", filters, search=search)


def exchange_list(
    filters: Filters, search: str = "", order: Order = "latest start", limit: int = 1_000
) -> pd.DataFrame:
    """One row per exchange found, in the order asked for and cut at `limit`: parties, places, dates, money."""
    return ask_selected(HERE / "exchange_list.sql", filters, search=search, order=order, limit=limit)


def exchange_stream(filters: Filters, search: str, order: Order, limit: int) -> pa.RecordBatchReader:
    """The rows of `exchange_list` in batches, for downloads of any size."""
    params: dict[str, Any] = filters.params() | {"search": search, "order": order, "limit": limit}
    return warehouse.stream(filters.snapshot_id, over_selected(HERE / "exchange_list.sql"), params)


def exchange(snapshot_id: str, exchange_id: str) -> pd.DataFrame:
    """The exchange of that id with its parties and places in words: one row, or none."""
    return ask(HERE / "exchange.sql", snapshot_id, exchange_id=exchange_id)


def transactions(snapshot_id: str, exchange_id: str) -> pd.DataFrame:
    """One row per movement of money that names the exchange, by date: date, kind, amount_eur, reference, transaction_id."""
    return ask(HERE / "transactions.sql", snapshot_id, exchange_id=exchange_id)


def origins(snapshot_id: str, exchange_id: str) -> pd.DataFrame:
    """One row per record that the exchange is told by (itself, its two organisations, its movements of money): record, id,
    origin_file and origin_row from which it came, sha256 of that file where it is known."""
    rows = ask(HERE / "origins.sql", snapshot_id, exchange_id=exchange_id)
    return rows.assign(record=rows["record"].map(_))


def rule_checks(snapshot_id: str, exchange_id: str) -> pd.DataFrame:
    """One row per rule of the scheme that bears on the exchange: rule in words, outcome (kept, broken, cannot be told), detail
    with the figures compared, basis of the rule."""
    rows = ask(HERE / "rule_checks.sql", snapshot_id, exchange_id=exchange_id)
    titles = map(check_words.title, rows["rule_id"], rows["label"])
    details = map(check_words.detail, rows["rule_id"], rows["facts"])
    return in_place_of(in_place_of(rows, "label", rule=titles), "facts", detail=details).drop(columns="rule_id")
