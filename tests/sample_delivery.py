"""The sample's CSV files read with pandas alone: texts as they stand, days as `date`, amounts as `Decimal`.

Nothing of the build, the models or the queries' SQL is used, so that tests/test_independent.py computes a second time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

Row = dict[str, Any]

TOOK_PLACE = ("completed", "reported", "validated", "paid")
PROMISED = ("agreed", "ongoing", "completed", "reported")
PIPELINE = ("matched", "agreed", "ongoing", "completed", "reported", "validated", "paid")
GROUPS = {
    **dict.fromkeys(TOOK_PLACE, "took place"),
    **{"ongoing": "ongoing", "matched": "upcoming", "agreed": "upcoming", "cancelled": "cancelled"},
}


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def money(text: str) -> Decimal:
    return Decimal(text or "0").quantize(Decimal("0.01"))


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))


@dataclass(frozen=True)
class Delivery:
    """The sample's inputs as lists of rows, in the order of their files."""

    as_of: date
    partnerships: list[Row]
    clusters: list[Row]
    countries: list[Row]
    exchanges: list[Row]
    transactions: list[Row]


def read(folder: Path, name: str) -> list[Row]:
    frame = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def delivery_of(sample_source: Path) -> Delivery:
    """The inputs in a folder; each exchange with what its parties and its transactions add to it."""
    partnerships = read(sample_source, "partnerships")
    for row in partnerships:
        row["ecosystems"] = [part.strip() for part in row["ecosystems"].split(";") if part.strip()]
    ecosystems = {row["partnership_id"]: row["ecosystems"] for row in partnerships}
    organisations = {row["organisation_id"]: row for row in read(sample_source, "organisations")}
    transactions = read(sample_source, "budget_transactions")
    for row in transactions:
        row |= {"date": day(row["date"]), "amount_eur": money(row["amount_eur"])}
    found = read(sample_source, "exchanges")
    for row in found:
        row |= {name: day(row[name]) for name in row if name.endswith("_date")}
        visitor, host = organisations[row["visiting_organisation_id"]], organisations[row["host_organisation_id"]]
        own = [t for t in transactions if t["exchange_id"] == row["exchange_id"]]
        first = row["start_date"] or row["matched_date"]
        row |= {
            "lump_sum_eur": money(row["lump_sum_eur"]),
            "working_days": int(row["working_days"] or 0),
            "purpose": row["purpose"] or "not given",
            "month": f"{first:%Y-%m}",
            "group": GROUPS[row["status"]],
            "category": visitor["category"],
            "ecosystems": ecosystems[row["visiting_partnership_id"]],
            "visiting_country_id": visitor["country_code"],
            "host_country_id": host["country_code"],
            "visiting_cluster_id": visitor["cluster_id"],
            "host_cluster_id": host["cluster_id"],
            "paid_date": min((t["date"] for t in own if t["kind"] == "payment"), default=None),
            "paid_eur": total(t["amount_eur"] for t in own if t["kind"] == "payment"),
            "recovered_eur": total(t["amount_eur"] for t in own if t["kind"] == "recovery"),
        }
    properties = {row["key"]: row["value"] for row in read(sample_source, "delivery")}
    return Delivery(
        date.fromisoformat(properties["as_of_date"]),
        partnerships,
        read(sample_source, "clusters"),
        read(sample_source, "countries"),
        found,
        transactions,
    )
