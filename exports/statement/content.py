"""What a statement says: its rows and figures, and where an exchange counts in them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from languages import N_, pgettext
from languages import gettext as _

COMMITTED = (N_("agreed"), N_("ongoing"), N_("completed"), N_("reported"))
# What a column of accounts says, in the cells and in the formulas over them.
ACCOUNT_NAMES = (N_("committed"), N_("payable"), N_("paid"))
# The column of a sheet by the field that it holds, in the order of the sheet. The last two of Exchanges are formulas.
EXCHANGES = (
    *(
        "number",
        "visiting_partnership",
        "exchange_id",
        "visiting_organisation",
        "host_organisation",
        "host_country",
        "mode",
    ),
    *(
        "status",
        "promised_date",
        "start_date",
        "end_date",
        "working_days",
        "validated_date",
        "paid_date",
        "cancelled_date",
    ),
    *("lump_sum_eur", "account", "open_eur"),
)
TRANSACTIONS = ("number", "acronym", "transaction_id", "date", "kind", "amount_eur", "exchange_id", "reference")
RULES = ("rule_id", "label", "value", "unit", "valid_from", "valid_to", "basis", "source")
CEILINGS = ("host_country", "full_eur", "half_eur", "valid_from", "valid_to", "basis", "source")
WIDE = {
    **dict.fromkeys(
        ("promised_date", "start_date", "end_date", "validated_date", "paid_date", "cancelled_date", "date"), 11
    ),
    **dict.fromkeys(("mode", "status", "account", "kind", "lump_sum_eur", "open_eur", "amount_eur"), 12),
    **dict.fromkeys(("visiting_partnership", "acronym"), 20),
    "working_days": 9,
    "visiting_organisation": 42,
    "host_organisation": 42,
    "label": 70,
    "source": 60,
    "reference": 24,
    "number": 6,
}

# Accounts of the position in its order, with the kind of transaction that they sum.
KINDS = {
    "allocation_eur": N_("allocation"),
    "transfers_eur": N_("transfer"),
    "paid_eur": N_("payment"),
    "recovered_eur": N_("recovery"),
}
ACCOUNTS = (
    *("allocation_eur", "transfers_eur", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur"),
    "remaining_eur",
)
FIGURES = (*ACCOUNTS, "footing_difference_eur")


@dataclass(frozen=True)
class Statement:
    """What a statement says, ready to be written.

    position: rows of queries.budget.position. exchanges, transactions: rows of queries.statement, numbered as the position.
    rules, ceilings: as queries.register has them. sentence: the partnerships in words. marks: "Sample data" and the like.
    """

    title: str
    as_of: date
    sentence: str
    source: str
    marks: tuple[str, ...]
    position: pd.DataFrame
    exchanges: pd.DataFrame
    transactions: pd.DataFrame
    rules: pd.DataFrame
    ceilings: pd.DataFrame


def account_of(status: str) -> str:
    """The account that an exchange of this status belongs to; "" where it counts nowhere."""
    if status in COMMITTED:
        return "committed"
    return {"validated": "payable", "paid": "paid"}.get(status, "")


def account_name(account: str) -> str:
    """The account in the reader's language; "" for none."""
    return _(account)


def sheet_name(sheet: str) -> str:
    """The name of a sheet in the reader's language, by its English one. A sheet's name has 31 letters at most."""
    return {
        "Statement": lambda: pgettext("sheet", "Statement"),
        "Exchanges": lambda: pgettext("sheet", "Exchanges"),
        "Transactions": lambda: pgettext("sheet", "Transactions"),
        "Rules": lambda: pgettext("sheet", "Rules"),
        "About": lambda: pgettext("sheet", "About"),
    }[sheet]()[:31]


def open_amount(exchange: dict[str, Any]) -> Decimal:
    """The lump sum of an exchange promised or validated and neither paid nor cancelled, by its dates; else zero."""
    promised = exchange["promised_date"] is not None or exchange["validated_date"] is not None
    closed = exchange["paid_date"] is not None or exchange["cancelled_date"] is not None
    return Decimal(exchange["lump_sum_eur"]) if promised and not closed else Decimal("0.00")


def figures_of(position: pd.DataFrame) -> list[dict[str, Decimal]]:
    """The figures of each partnership, as the query has them."""
    rows = [{field: row[field] for field in FIGURES if field != "available_eur"} for row in position.to_dict("records")]
    return [row | {"available_eur": row["allocation_eur"] + row["transfers_eur"]} for row in rows]
