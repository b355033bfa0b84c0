"""The quick way of reading CSV gives what the slow way gives, or leaves the file to it."""

import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.build import Problems, regular_csv
from data.build.parts import Part
from data.build.problems import InputRefused
from data.build.raw import read_csv
from data.build.schema import INPUTS
from tests.build import deliveries
from tests.build.mutated import mutated

TRIALS = 150


def read(path: Path) -> tuple[list[Any], list[Any]]:
    """The rows of the raw table, and the findings."""
    problems = Problems()
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("attach ':memory:' as stage")
        con.execute("create schema stage.raw")
        try:
            read_csv(con, Part("organisations", path, path.name), INPUTS["organisations"], problems)
        except InputRefused:
            return [], list(problems)
        rows = con.execute("select * from stage.raw.organisations order by source_row").fetchall()
    return rows, list(problems)


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[Any], list[Any]]]:
    answers = []
    for least in (0, 1 << 40):
        monkeypatch.setattr(regular_csv, "LEAST_BYTES", least)
        answers.append(read(path))
    return answers


def test_the_quick_way_is_taken_for_regular_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    own = regular_csv.read_regular

    def noted(*arguments: Any) -> bool:
        taken.append(own(*arguments))
        return taken[-1]

    monkeypatch.setattr(regular_csv, "read_regular", noted)
    path = tmp_path / "organisations.csv"
    rows = deliveries.valid()["organisations"]
    rows[1][1] = 'A "quoted" name, with a comma\r\nand a second line'
    rows.append([" ", "\u00a0"] + [""] * 7)
    path.write_bytes(deliveries.csv_text(rows).encode())
    quick, slow = both(path, monkeypatch)
    assert quick == slow
    assert taken == [True]
    assert [row[0] for row in quick[0]] == [2, 3, 4, 5, 6]


def test_both_ways_agree_on_mutated_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = deliveries.csv_text(deliveries.valid()["organisations"]).encode()
    path = tmp_path / "organisations.csv"
    for seed in range(TRIALS):
        path.write_bytes(mutated(content, random.Random(seed)))
        quick, slow = both(path, monkeypatch)
        assert quick == slow, seed


@pytest.mark.parametrize(
    ("content", "is_regular"),
    [
        (b"a,b\n1,2\n", True),
        (b"a,b\r\n1,2\r\n", True),
        (b"a,b\n1,2", True),
        (b"a,b\n\n1,2\n", False),
        (b"a,b\r\n\r\n1,2\r\n", False),
        (b"a,b\n1,2\r\n", False),
        (b"a,b\r1,2\r", False),
    ],
)
def test_what_is_regular(content: bytes, is_regular: bool, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    found = regular_csv.scan(tmp_path / "x.csv")
    assert found is not None
    assert found.is_regular == is_regular


@pytest.mark.parametrize("content", ["é".encode("cp1252"), "é".encode("utf-16"), "é".encode()[:1], b"x" * 3_000_000])
def test_what_needs_a_closer_look(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    assert regular_csv.scan(tmp_path / "x.csv") is None
