"""Questions about snapshots as wholes: what is in one, and how its tables differ from those of another."""

from pathlib import Path

import pandas as pd

from data import warehouse
from queries.question import text

HERE = Path(__file__).parent


def figures(snapshot_id: str) -> pd.DataFrame:
    """One row: exchanges without the cancelled ones, paid_eur and remaining_eur of all partnerships."""
    return warehouse.ask_both(snapshot_id, snapshot_id, text(HERE / "figures.sql"))


def table_changes(older_id: str, newer_id: str) -> pd.DataFrame:
    """One row per delivered table: name, rows of the newer snapshot; of these added and changed, and those removed since."""
    return warehouse.ask_both(older_id, newer_id, text(HERE / "table_changes.sql"))
