"""A database for the models to fill, and the sample as published."""

import shutil
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
def sample_con(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published sample, to read. A copy: DuckDB opens a file once in a process, and the door has its own way."""
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    copy = shutil.copy(sample_warehouse / name, tmp_path_factory.mktemp("sample_copy"))
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield connection
