"""Runs the models: from the checked tables `input.*` to the published tables (data/SCHEMA.md)."""

from pathlib import Path

import duckdb

MODELS = Path(__file__).parent / "models"


def run(con: duckdb.DuckDBPyConnection) -> None:
    """Execute data/models/*.sql in the order of their names on a connection that holds the schema `input`.

    Raises ValueError if a model would lose or double an exchange, or if the budget does not foot: both mean
    a fault in the models, since the checks of the build have passed before.
    """
    for model in sorted(MODELS.glob("*.sql")):
        con.execute(model.read_text(encoding="utf-8"))
    delivered, modelled, counted = con.execute(
        "select (select count(*) from input.exchanges), (select count(*) from exchanges),"
        " (select coalesce(sum(exchanges), 0)::bigint from activity)"
    ).fetchone() or (0, 0, 0)
    if not delivered == modelled == counted:
        raise ValueError(f"models lose or double exchanges: {delivered} delivered, {modelled} kept, {counted} counted")
