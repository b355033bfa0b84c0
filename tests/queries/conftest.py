"""Snapshots of the delivery in tiny.py, published by the real build once a test process."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.build import build
from tests.queries import tiny


@dataclass(frozen=True)
class Published:
    """A folder of snapshots with one snapshot in it."""

    folder: Path
    snapshot_id: str


def publish(source: Path, folder: Path) -> Published:
    """Build a source that must pass."""
    result = build(source, folder)
    assert result.ok, result.problems
    assert result.snapshot_id is not None
    return Published(folder, result.snapshot_id)


@pytest.fixture(scope="session")
def tiny_published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The delivery of tiny.py, with the rules of the register."""
    folder = tmp_path_factory.mktemp("tiny")
    return publish(tiny.write(folder / "source"), folder / "snapshots")


@pytest.fixture
def snapshot(tiny_published: Published, monkeypatch: pytest.MonkeyPatch) -> str:
    """The door reads the tiny snapshot; yields its id."""
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(tiny_published.folder))
    return tiny_published.snapshot_id


@pytest.fixture(scope="session")
def other_rules_published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The delivery with CHANGING_RULES in place of the register's rules."""
    folder = tmp_path_factory.mktemp("other_rules")
    return publish(tiny.write(folder / "source", {"rules": tiny.CHANGING_RULES}), folder / "snapshots")


@pytest.fixture
def other_rules(other_rules_published: Published, monkeypatch: pytest.MonkeyPatch) -> str:
    """The door reads the snapshot with other rules; yields its id."""
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(other_rules_published.folder))
    return other_rules_published.snapshot_id


@pytest.fixture(scope="session")
def lonely_west_published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The delivery with one exchange of the partnership without ecosystems, and an ecosystem that is listed twice."""
    visit = "x13 | o7 | o1 | west | north | physical | - | - | agreed | 2022-06-01 | 2022-06-02 | - | - | - | - | - | - | 500.00"
    changes = {
        "exchanges": tiny.with_rows("exchanges", visit),
        "partnerships": tiny.TEXTS["partnerships"].replace("| Textiles |", "| Textiles; Textiles |"),
    }
    folder = tmp_path_factory.mktemp("lonely_west")
    return publish(tiny.write(folder / "source", changes), folder / "snapshots")


@pytest.fixture
def lonely_west(lonely_west_published: Published, monkeypatch: pytest.MonkeyPatch) -> str:
    """The door reads the snapshot with the visit from the west; yields its id."""
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(lonely_west_published.folder))
    return lonely_west_published.snapshot_id
