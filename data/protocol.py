"""The protocol order of countries; it belongs to the product, not to a snapshot."""

import csv
from functools import cache
from pathlib import Path

PROTOCOL_ORDER = Path(__file__).parent / "reference" / "protocol_order.csv"


@cache
def protocol_order() -> tuple[str, ...]:
    """Country codes in the protocol order of the European Union, its Member States first."""
    with PROTOCOL_ORDER.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["protocol_order"]))
    return tuple(row["country_code"] for row in rows)
