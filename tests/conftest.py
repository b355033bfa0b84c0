"""Warehouses that tests read: the sample as a user builds it, published once a test process."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine is slow now and then; a property that takes long is for the bench to find.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


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
def reading_sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The door reads the sample; returns its snapshot id."""
    from data import warehouse

    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(sample_warehouse))
    return warehouse.current().snapshot_id


def pytest_configure(config: pytest.Config) -> None:
    """pytest resets the filters of warnings for each test, so what data/warehouse.py says once is said here too."""
    config.addinivalue_line("filterwarnings", "ignore:Arrow output on a DB-API result:UserWarning")
