"""Reads a source folder of the sample into DuckDB, for the tests that ask it questions."""

from pathlib import Path

import duckdb

SYNTHETIC = ("organisations", "exchanges", "budget_transactions")

IDENTIFIERS = {"organisations": "organisation_id", "exchanges": "exchange_id", "budget_transactions": "transaction_id"}

TYPES = {
    "working_days": "INTEGER",
    "lump_sum_eur": "DECIMAL(14, 2)",
    "amount_eur": "DECIMAL(14, 2)",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
} | {
    name: "DATE"
    for name in (
        "matched_date",
        "agreed_date",
        "start_date",
        "end_date",
        "reported_date",
        "validated_date",
        "cancelled_date",
        "date",
    )
}

VIEWS = """
CREATE VIEW stays AS
SELECT exchanges.*, visiting.cluster_id AS visiting_cluster_id, visiting.country_code AS visiting_country_code,
       visiting.category, host.cluster_id AS host_cluster_id, host.country_code AS host_country_code,
       visiting_cluster.partnership_id AS visiting_owner_id, host_cluster.partnership_id AS host_owner_id,
       CASE WHEN status IN ('completed', 'reported', 'validated', 'paid') THEN 'took place'
            WHEN status IN ('matched', 'agreed') THEN 'upcoming' ELSE status END AS status_group,
       visiting.latitude AS visiting_latitude, visiting.longitude AS visiting_longitude,
       host.latitude AS host_latitude, host.longitude AS host_longitude
FROM exchanges
LEFT JOIN organisations AS visiting ON visiting.organisation_id = visiting_organisation_id
LEFT JOIN organisations AS host ON host.organisation_id = host_organisation_id
LEFT JOIN clusters AS visiting_cluster ON visiting_cluster.cluster_id = visiting.cluster_id
LEFT JOIN clusters AS host_cluster ON host_cluster.cluster_id = host.cluster_id
"""


def open_folder(folder: Path) -> duckdb.DuckDBPyConnection:
    """The folder's files as typed tables, read with plain text first so that a bad value fails here."""
    connection = duckdb.connect()
    for file in sorted(folder.iterdir()):
        reader = "read_parquet(?)" if file.suffix == ".parquet" else "read_csv(?, header = true, all_varchar = true)"
        connection.execute(f"CREATE TABLE raw AS SELECT * FROM {reader}", [str(file)])
        columns = [row[0] for row in connection.execute("DESCRIBE raw").fetchall()]
        types = TYPES if file.stem in SYNTHETIC else {}
        typed = ", ".join(f"{name}::{types.get(name, 'VARCHAR')} AS {name}" for name in columns)
        connection.execute(f"CREATE TABLE {file.stem} AS SELECT {typed} FROM raw")
        connection.execute("DROP TABLE raw")
    connection.execute(VIEWS)
    return connection


def number(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return float(row[0])


def rows_where(connection: duckdb.DuckDBPyConnection, table: str, condition: str) -> int:
    return int(number(connection, f"SELECT count(*) FROM {table} WHERE {condition}"))


def share(connection: duckdb.DuckDBPyConnection, table: str, condition: str) -> float:
    return number(connection, f"SELECT 100.0 * count(*) FILTER ({condition}) / count(*) FROM {table}")
