"""Warehouses for the app's tests beside the sample: one exchange, none, hostile names."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from data.build import build
from tests.app import deliveries


@dataclass(frozen=True)
class Hostile:
    """A warehouse whose names are hostile, and the exchange between the parties that bear them."""

    warehouse: Path
    exchange_id: str


def published(source: Path, warehouse: Path) -> Path:
    """Build a source into a warehouse of its own."""
    result = build(source, warehouse)
    assert result.ok, list(result.problems.counts)
    return warehouse


@pytest.fixture(scope="session")
def one_exchange(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the whole register and one paid exchange."""
    folder = tmp_path_factory.mktemp("one_exchange")
    paid = next(
        row["exchange_id"]
        for row in deliveries.rows_of(sample_source / "exchanges.csv")
        if row["status"] == "paid" and row["purpose"] and row["activity"]
    )
    source = deliveries.with_exchanges_only(sample_source, folder / "source", frozenset({paid}))
    return published(source, folder / "warehouse")


@pytest.fixture(scope="session")
def no_exchange(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the whole register and no exchange."""
    folder = tmp_path_factory.mktemp("no_exchange")
    source = deliveries.with_exchanges_only(sample_source, folder / "source", frozenset())
    return published(source, folder / "warehouse")


@pytest.fixture(scope="session")
def hostile(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A warehouse in which names carry HTML, Markdown, SQL and formulas."""
    folder = tmp_path_factory.mktemp("hostile")
    source, exchange_id = deliveries.with_hostile_names(sample_source, folder / "source")
    return Hostile(published(source, folder / "warehouse"), exchange_id)
