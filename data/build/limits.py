"""How large a delivery may be (data/reference/import_limits.csv). A reader refuses what is larger, and says the limit."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "reference" / "import_limits.csv"


@cache
def limits() -> dict[str, int]:
    """Value of each limit by its id, in the unit that the file gives it."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["limit_id"]: int(row["value"]) for row in csv.DictReader(lines)}


def limit_bytes(limit_id: str) -> int:
    """A limit of `..._kilobytes`, `..._megabytes` or `..._gigabytes` in bytes."""
    unit = {"kilobytes": 10**3, "megabytes": 10**6, "gigabytes": 10**9}[limit_id.rsplit("_", 1)[1]]
    return limits()[limit_id] * unit
