"""What a refused delivery must say: one located finding, and nothing published."""

from dataclasses import dataclass
from pathlib import Path

from data.build import BuildResult


@dataclass(frozen=True)
class Found:
    """What a finding must say; `wrong` and `right` are parts of its words."""

    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    right: str


def assert_found(result: BuildResult, expected: Found, warehouse: Path) -> None:
    """The finding is there, and the build published nothing."""
    assert not result.ok
    assert result.path is None
    assert list(warehouse.glob("*.duckdb")) == []
    assert list(warehouse.glob(".building*")) == []
    assert not (warehouse / "current").exists()
    places = [
        p
        for p in result.problems
        if (p.grade, p.file, p.row, p.column, p.value)
        == ("error", expected.file, expected.row, expected.column, expected.value)
        and expected.wrong in p.wrong
        and expected.right in p.right
    ]
    assert len(places) == 1, list(result.problems)


# One cell changed: input, row, column, value; then what is wrong and right there.
