"""What the columns of the inputs are called, and what they hold, in words (data/reference/column_names.csv)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.build.schema import INPUTS, Column
from languages import current
from languages.spoken import ENGLISH

FILE = Path(__file__).parent.parent / "reference" / "column_names.csv"
ANY_INPUT = "*"
# Columns that the build fills in by itself, and that nobody writes by hand.
NOT_BY_HAND = ("origin_file", "origin_row")


@dataclass(frozen=True)
class Named:
    """Names of one column of one input: its explanation by language, its labels and synonyms in each language."""

    explanations: Mapping[str, str]
    names: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """The explanation in the reader's language, in English where it has none in it; "" for none."""
        return self.explanations.get(current()) or self.explanations.get(ENGLISH, "")


@cache
def named() -> dict[tuple[str, str], Named]:
    """Explanation and names by input and column; what an input says of a column comes before what all say."""
    said: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            said.setdefault((row["input"], row["column"]), []).append((row["kind"], row["language"], row["text"]))
    found = {}
    for spec in INPUTS.values():
        for column in by_hand(spec.name):
            own = said.get((spec.name, column.name), []) + said.get((ANY_INPUT, column.name), [])
            explanations: dict[str, str] = {}
            for kind, language, text in own:
                if kind == "explanation":
                    explanations.setdefault(language, text)
            names = dict.fromkeys(text for kind, _, text in own if kind != "explanation")
            found[spec.name, column.name] = Named(explanations, tuple(names))
    return found


def by_hand(name: str) -> tuple[Column, ...]:
    """The columns of an input that a person fills in."""
    return tuple(column for column in INPUTS[name].columns if column.name not in NOT_BY_HAND)
