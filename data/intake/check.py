"""Checking a staged delivery: a candidate, its findings and its effect, in a folder of its own, nothing published."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import exception_words
from data.build import Base, Delivery, Part, Problem, Problems, with_time
from data.build.candidate import prepare
from data.build.problems import shown
from data.build.report import write_report
from data.intake.effect import Effect, effect
from data.intake.marked import write_marked

RESULT = "result.json"
REPORT = "findings.csv"
MARKED = "findings.xlsx"
CANDIDATE = "warehouse.duckdb"
MOST_EXAMPLES = 10  # of a kind, on the screen; the files have all
# Exceptions that the delivery's own rows bring, as the page Budget finds them.
EXCEPTIONS = """
    select x.origin_row, e.kind, e.exchange_id, e.facts
    from exceptions as e
    join exchanges as x using (exchange_id)
    join exception_kinds as k using (kind)
    where x.origin_file = ?
    order by k.place, x.origin_row
    limit 100000
"""


@dataclass(frozen=True)
class Request:
    """What is to be checked. base: file and id of the current snapshot; partnership_id: None for the whole programme."""

    parts: tuple[Part, ...]
    base_path: Path | None
    base_id: str | None
    partnership_id: str | None
    as_of: date | None

    def as_json(self) -> dict[str, Any]:
        """The request as plain values."""
        return {
            "parts": [asdict(part) | {"path": str(part.path), "columns": dict(part.columns)} for part in self.parts],
            "base_path": str(self.base_path) if self.base_path else None,
            "base_id": self.base_id,
            "partnership_id": self.partnership_id,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> "Request":
        """The request that `as_json` wrote."""
        return Request(
            tuple(Part(**(part | {"path": Path(part["path"])})) for part in found["parts"]),
            Path(found["base_path"]) if found["base_path"] else None,
            found["base_id"],
            found["partnership_id"],
            date.fromisoformat(found["as_of"]) if found["as_of"] else None,
        )


@dataclass(frozen=True)
class Checked:
    """What was found. counts: by grade and kind; examples: the first findings of each kind; effect: None if refused."""

    ok: bool
    counts: tuple[tuple[str, str, int], ...]
    examples: tuple[Problem, ...]
    rows: Mapping[str, int]
    effect: Effect | None
    base_id: str | None = None
    seconds: float = 0.0
    failure: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def of_grade(self, grade: str) -> int:
        """Number of findings of a grade."""
        return sum(count for one, _, count in self.counts if one == grade)


def check(request: Request, folder: Path, say: Callable[[str], None]) -> Checked:
    """Check a delivery in `folder`, which keeps the candidate, the findings as CSV and workbook, and the result."""
    problems = Problems()
    tell = with_time(say)
    started = datetime.now(UTC)
    base = (
        Base(request.base_path, request.base_id, request.partnership_id)
        if request.base_path and request.base_id
        else None
    )
    delivery = Delivery(request.parts, base=base, as_of=request.as_of)
    candidate = prepare(delivery, folder, _unpublished, problems, tell)
    changes = None
    if candidate.path:
        _report_exceptions(candidate.path, request.parts, problems)
        tell("comparing with the current snapshot" if base else "counting")
        changes = effect(request.base_path, candidate.path)
    tell("writing the findings")
    write_report(problems, folder / REPORT)
    write_marked(request.parts, problems, folder / MARKED)
    checked = Checked(
        candidate.path is not None,
        tuple((grade, kind, count) for (grade, kind), count in problems.counts.items()),
        tuple(_examples(problems)),
        candidate.rows,
        changes,
        request.base_id,
        (datetime.now(UTC) - started).total_seconds(),
    )
    save(checked, folder)
    return checked


def _unpublished(hashes: Iterable[str]) -> tuple[str, datetime]:
    """A candidate has no id yet: it gets one when it is published."""
    return "candidate", datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def _examples(problems: Problems) -> list[Problem]:
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for problem in problems:
        group = (problem.grade, problem.kind)
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= MOST_EXAMPLES:
            kept.append(problem)
    return kept


def _report_exceptions(candidate: Path, parts: Sequence[Part], problems: Problems) -> None:
    for part in (part for part in parts if part.input == "exchanges"):
        with duckdb.connect(str(candidate), read_only=True) as con:
            for row, kind, exchange_id, facts in con.execute(EXCEPTIONS, [part.file_name]).fetchall():
                problems.warning(
                    f"exception: {kind}",
                    part.label,
                    exception_words.detail(kind, facts).rstrip("."),
                    exception_words.remedy(kind).rstrip("."),
                    row=row,
                    column="exchange_id",
                    value=shown(exchange_id),
                )


def save(checked: Checked, folder: Path) -> None:
    """Write a result beside its files."""
    found = asdict(checked) | {"effect": checked.effect.as_json() if checked.effect else None}
    found["rows"] = dict(checked.rows)
    (folder / RESULT).write_text(json.dumps(found, ensure_ascii=True), encoding="utf-8")


def load(folder: Path) -> Checked:
    """The result that `save` wrote. Raises OSError and ValueError."""
    found = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    found["counts"] = tuple((grade, kind, count) for grade, kind, count in found["counts"])
    found["examples"] = tuple(Problem(**one) for one in found["examples"])
    found["effect"] = Effect.from_json(found["effect"]) if found["effect"] else None
    return Checked(**found)
