"""Asks a question's .sql of the snapshot that the filters name."""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data import warehouse
from queries.filters import Filters

SELECTED = Path(__file__).parent / "selected.sql"


@cache
def text(sql_file: Path) -> str:
    """The SQL of a file, without its leading comment lines."""
    lines = sql_file.read_text(encoding="utf-8").splitlines()
    while lines and (not lines[0].strip() or lines[0].startswith("--")):
        del lines[0]
    return "\n".join(lines)


@cache
def over_selected(sql_file: Path) -> str:
    """The SQL of a question that reads `selected`, with selected.sql as its first common table expression."""
    question = text(sql_file)
    rest = f", {question[4:].lstrip()}" if question.startswith("with") else f"\n{question}"
    return f"with selected as (\n{text(SELECTED)}\n){rest}"


def ask_selected(sql_file: Path, filters: Filters, **params: Any) -> pd.DataFrame:
    """Rows of a question over the exchanges that the filters select."""
    return warehouse.ask(filters.snapshot_id, over_selected(sql_file), filters.params() | params)


def ask(sql_file: Path, snapshot_id: str, **params: Any) -> pd.DataFrame:
    """Rows of a question that no filter narrows, or that takes its own parameters."""
    return warehouse.ask(snapshot_id, text(sql_file), params)
