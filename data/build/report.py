"""The findings of a build, for the screen and as a CSV file. Values in both are harmless, whatever they hold."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import TextIO

from data.build.problems import Grade, Problem, Problems, grade_order
from languages import gettext as _

MOST_SHOWN_PER_KIND = 20
COLUMNS = ("grade", "kind", "file", "row", "column", "value", "wrong", "right")


def print_report(problems: Problems, out: TextIO) -> None:
    """Print the findings grouped by kind, errors first, with exact counts and up to 20 examples of each kind."""
    examples = examples_by_kind(problems, MOST_SHOWN_PER_KIND)
    for grade, kind in sorted(problems.counts, key=lambda group: grade_order(group[0])):
        count = problems.counts[(grade, kind)]
        print(f"\n{grade}: {kind} ({count:,})", file=out)
        group = examples.get((grade, kind), [])
        for problem in group:
            print(f"  {_line(problem)}", file=out)
        if count > len(group):
            print(f"  and {count - len(group):,} more", file=out)


def examples_by_kind(problems: Problems, most: int) -> dict[tuple[Grade, str], list[Problem]]:
    """The first findings of each kind, by grade and kind."""
    examples: dict[tuple[Grade, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        group = examples[(problem.grade, problem.kind)]
        if len(group) < most:
            group.append(problem)
    return dict(examples)


def _line(problem: Problem) -> str:
    place = problem.file
    if problem.row is not None:
        place += f", row {problem.row}"
    if problem.column:
        place += f", {problem.column}"
    value = f" '{problem.value}'" if problem.value else ""
    return f"{place}:{value} {problem.wrong}. Remedy: {problem.right}."


def write_report(problems: Problems, path: Path) -> None:
    """Write the findings kept (at most 100,000) as CSV, UTF-8 with a mark, so that spreadsheets open it as it is.

    The file is written even without findings, so that no earlier report stands for this build. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for problem in problems:
            row = "" if problem.row is None else str(problem.row)
            cells = (_(problem.grade), _(problem.kind), problem.file, row, problem.column)
            writer.writerow([_harmless(cell) for cell in (*cells, problem.value, problem.wrong, problem.right)])


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
