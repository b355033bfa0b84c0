"""What the columns of the inputs are called, and what they hold, in words (data/reference/column_names.csv)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.build.schema import INPUTS, Column

FILE = Path(__file__).parent.parent / "reference" / "column_names.csv"
ANY_INPUT = "*"
# Columns that the build fills in by itself, and that nobody writes by hand.
NOT_BY_HAND = ("origin_file", "origin_row")


@dataclass(frozen=True)
class Named:
    """Names of one column of one input: its explanation, its labels and synonyms in each language."""

    explanation: str
    names: tuple[str, ...]


@cache
def named() -> dict[tuple[str, str], Named]:
    """Explanation and names by input and column; what an input says of a column comes before what all say."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            said.setdefault((row["input"], row["column"]), []).append((row["kind"], row["text"]))
    found = {}
    for spec in INPUTS.values():
        for column in by_hand(spec.name):
            own = said.get((spec.name, column.name), []) + said.get((ANY_INPUT, column.name), [])
            explanations = [text for kind, text in own if kind == "explanation"]
            names = dict.fromkeys(text for kind, text in own if kind != "explanation")
            found[spec.name, column.name] = Named(explanations[0] if explanations else "", tuple(names))
    return found


def by_hand(name: str) -> tuple[Column, ...]:
    """The columns of an input that a person fills in."""
    return tuple(column for column in INPUTS[name].columns if column.name not in NOT_BY_HAND)
