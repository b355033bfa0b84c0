"""What is wrong with a delivery, and where: one `Problem` per finding, gathered in a bounded `Problems`."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from languages import N_
from languages import gettext as _

Grade = Literal["error", "warning", "note"]
GRADES: tuple[Grade, ...] = (N_("error"), N_("warning"), N_("note"))

MOST_KEPT = 100_000
MOST_SHOWN_OF_A_VALUE = 80


@dataclass(frozen=True)
class Problem:
    """One finding. An error stops the build, a warning does not, and a note says what the build did by itself.

    kind: a few words that group like findings; file: the file or sheet; row: as a spreadsheet shows it (the header is
    row 1), None when the whole file is meant; column: "" when the whole row is meant; value: as delivered;
    wrong: what is wrong; right: what would be right.
    """

    grade: Grade
    kind: str
    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    right: str


class Problems:
    """Findings in the order found. Counts are exact; the findings themselves are kept up to `MOST_KEPT`."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self.counts: Counter[tuple[Grade, str]] = Counter()

    def add(self, problem: Problem, times: int = 1) -> None:
        """Record a finding; `times` above 1 counts further findings of its kind that are not listed."""
        self.counts[(problem.grade, problem.kind)] += times
        if len(self._kept) < MOST_KEPT:
            self._kept.append(problem)

    def error(
        self, kind: str, file: str, wrong: str, right: str, *, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Record an error."""
        self.add(Problem("error", kind, file, row, column, value, wrong, right))

    def warning(
        self, kind: str, file: str, wrong: str, right: str, *, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Record a warning."""
        self.add(Problem("warning", kind, file, row, column, value, wrong, right))

    def note(
        self,
        kind: str,
        file: str,
        wrong: str,
        right: str,
        *,
        row: int | None = None,
        column: str = "",
        value: str = "",
        times: int = 1,
    ) -> None:
        """Record what was done without being asked."""
        self.add(Problem("note", kind, file, row, column, value, wrong, right), times)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._kept)

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(count for (grade, _), count in self.counts.items() if grade == "error")

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return sum(count for (grade, _), count in self.counts.items() if grade == "warning")

    @property
    def notes(self) -> int:
        """Number of notes."""
        return sum(count for (grade, _), count in self.counts.items() if grade == "note")


def grade_order(grade: Grade) -> int:
    """Errors first, then warnings, then notes."""
    return GRADES.index(grade)


class InputRefused(Exception):
    """Raised after recording an error that leaves nothing to read on in a file."""


def shown(value: object) -> str:
    """A value as one safe line: invisible and direction-changing characters escaped, long values cut."""
    text = str(value)
    cut = text[:MOST_SHOWN_OF_A_VALUE]
    safe = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else _escaped(c) for c in cut)
    if len(text) <= len(cut):
        return safe
    return _("{beginning}... ({number} characters)", beginning=safe, number=len(text))


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
