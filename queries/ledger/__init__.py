"""Questions behind the figures of the ledger: does it add up, where does it not, and which rows make up a figure?

As in queries/budget, only partnerships and ecosystems narrow them, and `as_of` is the day whose books are asked for. A figure
is that of one partnership, or with partnership_id "" of all chosen ones together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from languages import N_
from queries import question
from queries.budget import day_of
from queries.filters import Filters
from queries.ledger import mismatch_words
from queries.worded import in_place_of

HERE = Path(__file__).parent

Account = Literal["allocation", "transfers", "committed", "payable", "paid", "recovered", "remaining"]
ACCOUNTS: tuple[Account, ...] = (
    N_("allocation"),
    N_("transfers"),
    N_("committed"),
    N_("payable"),
    N_("paid"),
    N_("recovered"),
    N_("remaining"),
)
# The kind of transaction that makes up an account; the others are made up of exchanges or of accounts.
KINDS: Mapping[Account, str] = {
    "allocation": "allocation",
    "transfers": "transfer",
    "paid": "payment",
    "recovered": "recovery",
}

# What a reader scans; each row carries the number and the sum of all.
ROWS_SHOWN = 500


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure, and the query that gave them, as it was run."""

    rows: pd.DataFrame
    sql: str
    params: Mapping[str, Any]


def _params(filters: Filters, as_of: date | None, **params: Any) -> dict[str, Any]:
    chosen = {"partnerships": list(filters.payers), "ecosystems": list(filters.ecosystems)}
    return chosen | {"as_of": day_of(filters, as_of).isoformat()} | params


def _ask(sql_file: Path, filters: Filters, params: dict[str, Any]) -> pd.DataFrame:
    return question.ask(sql_file, filters.snapshot_id, **params)


def footing(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per partnership and account in which the rows (transactions, statuses of exchanges) and the dated movements
    differ, none where all add up: partnership_id, acronym, account, stated_eur, moved_eur, difference_eur."""
    return _ask(HERE / "footing.sql", filters, _params(filters, as_of))


def mismatches(filters: Filters, as_of: date | None = None, limit: int = ROWS_SHOWN) -> pd.DataFrame:
    """One row per cause of a difference of `footing`, whose differences add up to it: an exchange whose status and dates
    contradict each other (exchange_id), or a day on which the rows (row_ids) and the kept movement differ (day, exchange_id
    where only one takes part). With partnership, account, difference_eur and the detail in words; cut at `limit`."""
    rows = _ask(HERE / "mismatches.sql", filters, _params(filters, as_of, limit=limit))
    ids = map(mismatch_words.row_ids, rows["first_ids"], rows["row_count"])
    return in_place_of(
        in_place_of(rows.drop(columns="row_count"), "first_ids", row_ids=ids),
        "facts",
        detail=map(mismatch_words.detail, rows["facts"]),
    )


def behind(
    filters: Filters, account: Account, partnership_id: str = "", as_of: date | None = None, limit: int = ROWS_SHOWN
) -> Behind:
    """The rows that make up a figure of the ledger, cut at `limit`; each has row_count and total_eur of all of them."""
    if account in KINDS:
        params = _params(filters, as_of, partnership_id=partnership_id, kind=KINDS[account], limit=limit)
        rows, name = transactions_behind(filters, params), "transactions_behind.sql"
    elif account == "remaining":
        params = _params(filters, as_of, partnership_id=partnership_id)
        rows, name = accounts_behind(filters, params), "accounts_behind.sql"
    else:
        params = _params(filters, as_of, partnership_id=partnership_id, account=account, limit=limit)
        rows, name = exchanges_behind(filters, params), "exchanges_behind.sql"
    return Behind(rows, question.text(HERE / name), params)


def transactions_behind(filters: Filters, params: dict[str, Any]) -> pd.DataFrame:
    """One row per transaction of a kind, the latest first: date, transaction_id, amount_eur, exchange_id, reference and its
    partnership."""
    return _ask(HERE / "transactions_behind.sql", filters, params)


def exchanges_behind(filters: Filters, params: dict[str, Any]) -> pd.DataFrame:
    """One row per exchange whose lump sum is committed or payable, the largest first: exchange_id, status, amount_eur, dates
    and parties."""
    return _ask(HERE / "exchanges_behind.sql", filters, params)


def accounts_behind(filters: Filters, params: dict[str, Any]) -> pd.DataFrame:
    """One row per account that makes up what remains: account, amount_eur with its sign, from the dated movements."""
    return _ask(HERE / "accounts_behind.sql", filters, params)
