"""Warehouses that tests read: the sample as a user builds it, published once a test process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the sample's inputs: the real register with 650 synthetic exchanges."""
    from data.sample.__main__ import main

    folder = tmp_path_factory.mktemp("sample_source")
    main(["--out", str(folder)])
    return folder


@pytest.fixture(scope="session")
def sample_warehouse(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of snapshots with the sample published."""
    from data.build import build

    warehouse = tmp_path_factory.mktemp("sample_warehouse")
    result = build(sample_source, warehouse)
    assert result.ok, result.problems
    return warehouse


@pytest.fixture
def reading_sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The door reads the sample; yields its snapshot id."""
    from data import warehouse

    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(sample_warehouse))
    yield warehouse.current().snapshot_id
