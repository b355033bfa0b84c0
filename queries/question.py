"""Asks a question's .sql of the snapshot that the filters name."""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data import warehouse
from queries.comparison import Comparison
from queries.country_names import in_language
from queries.filters import Filters

HERE = Path(__file__).parent
SELECTED = HERE / "selected.sql"
COMPARED = HERE / "compared.sql"
# What several questions read under the name of the file, whose first line says what a row is.
AT_LEVEL, MOVED, OF_NODE, TAKING_PART = (
    HERE / f"{name}.sql" for name in ("at_level", "moved", "of_node", "taking_part")
)


@cache
def text(sql_file: Path) -> str:
    """The SQL of a file, without its leading comment lines."""
    lines = sql_file.read_text(encoding="utf-8").splitlines()
    while lines and (not lines[0].strip() or lines[0].startswith("--")):
        del lines[0]
    return "\n".join(lines)


@cache
def over(base: Path, sql_file: Path, *reading: Path) -> str:
    """The SQL of a question that reads a relation of rows, with that one's .sql as its first common table expression.

    reading: further relations that the question reads, each after what it reads itself.
    """
    question = text(sql_file)
    shared = "".join(f", {one.stem} as (\n{text(one)}\n)" for one in reading)
    rest = f", {question[4:].lstrip()}" if question.startswith("with") else f"\n{question}"
    return f"with {base.stem} as (\n{text(base)}\n){shared}{rest}"


def over_selected(sql_file: Path, *reading: Path) -> str:
    """The SQL of a question that reads `selected`; `reading` as in `over`."""
    return over(SELECTED, sql_file, *reading)


def ask_selected(sql_file: Path, filters: Filters, reading: tuple[Path, ...] = (), **params: Any) -> pd.DataFrame:
    """Rows of a question over the exchanges that the filters select; `reading` as in `over`."""
    sql = over_selected(sql_file, *reading)
    return in_language(warehouse.ask(filters.snapshot_id, sql, filters.params() | params, _name(sql_file)))


def ask_compared(
    sql_file: Path, filters: Filters, comparison: Comparison, reading: tuple[Path, ...] = (), **params: Any
) -> pd.DataFrame:
    """Rows of a question over the exchanges that the filters select on either side of a comparison; `reading` as in `over`."""
    chosen = {name: value for name, value in filters.params().items() if name != "status_groups"}
    days = {"from_day": comparison.from_day.isoformat(), "to_day": comparison.to_day.isoformat()}
    sql = over(COMPARED, sql_file, *reading)
    asked = chosen | days | params
    return in_language(warehouse.ask_both(comparison.older_id, comparison.newer_id, sql, asked, _name(sql_file)))


def ask(sql_file: Path, snapshot_id: str, **params: Any) -> pd.DataFrame:
    """Rows of a question that no filter narrows, or that takes its own parameters."""
    return in_language(warehouse.ask(snapshot_id, text(sql_file), params, _name(sql_file)))


def _name(sql_file: Path) -> str:
    """A question's name in pedigrees: subject/question."""
    return f"{sql_file.parent.name}/{sql_file.stem}"
