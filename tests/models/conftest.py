"""A database for the models to fill, and the sample as published."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory."""
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def sample_con(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published sample, to read."""
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(sample_warehouse / name), read_only=True) as connection:
        yield connection
