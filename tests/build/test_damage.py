"""Damaged files: cut short, bytes changed, bytes put in. The build refuses or reads them, and never breaks."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import build
from tests.build import deliveries


def _workbook(delivery: deliveries.Delivery, folder: Path) -> Path:
    return deliveries.write_workbook(delivery, folder / "book.xlsx")


def damaged(content: bytes, rng: random.Random) -> bytes:
    """The content, cut, changed or with bytes put in."""
    place = rng.randrange(len(content))
    match rng.randrange(3):
        case 0:
            return content[:place]
        case 1:
            return content[:place] + rng.randbytes(5) + content[place + 5 :]
    return content[:place] + rng.randbytes(20) + content[place:]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("write", [deliveries.write_csv, deliveries.write_parquet, _workbook])
def test_damage_is_refused_or_read(
    write: Callable[[deliveries.Delivery, Path], Path], seed: int, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    source = write(deliveries.valid(), tmp_path / "source")
    file = rng.choice(sorted(source.iterdir())) if source.is_dir() else source
    file.write_bytes(damaged(file.read_bytes(), rng))
    result = build(source, tmp_path / "warehouse")
    assert result.ok == (result.problems.errors == 0)
    assert result.ok == (tmp_path / "warehouse" / "current").exists()


def test_a_damaged_page_of_parquet_is_refused(tmp_path: Path) -> None:
    folder = deliveries.write_parquet(deliveries.valid(), tmp_path / "source")
    file = folder / "exchanges.parquet"
    content = file.read_bytes()
    file.write_bytes(content[:4] + b"\xff" * 200 + content[204:])
    result = build(folder, tmp_path / "warehouse")
    assert next((p.kind, p.file) for p in result.problems if p.grade == "error") == (
        "unreadable file",
        "exchanges.parquet",
    )
