"""Which column of a table is which column of an input: a suggestion by likeness of names, and a memory of the last choice."""

import csv
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from data.build.schema import INPUTS
from data.build.spreadsheet_words import folded
from data.intake.columns import by_hand, named
from data.intake.tables import Table

FILE = Path(__file__).parent.parent / "reference" / "input_names.csv"
MEMORY = "column-mappings.json"
LEAST_LIKENESS = 84.0  # under it, names that mean different things begin to match
SURE = 100.0
MOST_REMEMBERED = 500
LARGEST_MEMORY_BYTES = 5_000_000


@dataclass(frozen=True)
class Suggestion:
    """The input that a table seems to bring ("" for none), and the column that each of its names seems to mean ("" for
    none). is_remembered: whether it is what was chosen last for these names."""

    input: str
    columns: Mapping[str, str]
    is_remembered: bool = False


def suggest(table: Table, memory: Path) -> Suggestion:
    """What a table brings: as chosen last for its names, else by its name and the likeness of its columns' names."""
    remembered = _recall(table, memory)
    if remembered:
        return remembered
    name = input_named(table.sheet if table.sheet is not None else Path(table.file_name).stem)
    if not name:
        fits = {name: _fit(table.names, name) for name in INPUTS}
        best = max(fits, key=lambda one: fits[one])
        name = best if fits[best] > 0.5 else ""
    return Suggestion(name, suggest_columns(table.names, name) if name else {})


def suggest_columns(names: Sequence[str], name: str) -> dict[str, str]:
    """For each delivered name the column of the input that it is most like, each column once, the surest first."""
    scored = sorted(
        (
            (score, -i, given, column)
            for i, given in enumerate(names)
            for column, score in _likeness(given, name).items()
        ),
        reverse=True,
    )
    chosen: dict[str, str] = {}
    for score, _, given, column in scored:
        if score >= LEAST_LIKENESS and given not in chosen and column not in chosen.values():
            chosen[given] = column
    return {given: chosen.get(given, "") for given in names}


@cache
def _likeness(given: str, name: str) -> Mapping[str, float]:
    """How like a delivered name is to each column of an input, from 0 to 100."""
    bare = folded(given[:200])
    scores = {}
    for column in by_hand(name):
        if given == column.name:
            return {column.name: SURE + 1}
        own = [folded(one) for one in (column.name, *named()[name, column.name].names)]
        scores[column.name] = max(
            SURE - i / 100 if bare == one else min(fuzz.token_sort_ratio(bare, one), SURE - 1)
            for i, one in enumerate(own)
        )
    return scores


def _fit(names: Sequence[str], name: str) -> float:
    """Share of the columns that an input needs which a table seems to have, less what it seems not to know."""
    found = set(suggest_columns(names, name).values()) - {""}
    required = {column.name for column in by_hand(name) if column.required}
    return len(found & required) / len(required) * (0.5 + 0.5 * len(found) / max(1, len(names)))


@cache
def _input_names() -> Mapping[str, str]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {folded(row["name"]): row["input"] for row in csv.DictReader(lines)} | {
            folded(name): name for name in INPUTS
        }


def input_named(text: str) -> str:
    """The input that the name of a file or sheet means, "" for none: "Échanges 2022" means exchanges."""
    words = [word for word in folded(text).split() if not word.isdigit()]
    known = _input_names()
    whole = " ".join(words)
    if whole in known:
        return known[whole]
    meant = {known[word] for word in words if word in known}
    return meant.pop() if len(meant) == 1 else ""


# The memory, a small file beside the snapshots


def remember(table: Table, name: str, columns: Mapping[str, str], memory: Path) -> None:
    """Keep a choice for the next table of the same names. Raises OSError."""
    known = _load(memory)
    known.pop(_key(table), None)
    known[_key(table)] = {"input": name, "columns": dict(columns)}
    while len(known) > MOST_REMEMBERED:
        known.pop(next(iter(known)))
    text = json.dumps(known, ensure_ascii=False, indent=1)
    if len(text.encode()) > LARGEST_MEMORY_BYTES:
        return
    handle, temporary = tempfile.mkstemp(prefix=f".{MEMORY}-", dir=memory)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, memory / MEMORY)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _key(table: Table) -> str:
    """The same for tables with the same names, in any order, and the same place in a delivery."""
    place = folded(table.sheet or "")
    return hashlib.sha256("\n".join([place, *sorted(table.names)]).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _recall(table: Table, memory: Path) -> Suggestion | None:
    found = _load(memory).get(_key(table))
    if not isinstance(found, dict):
        return None
    name, columns = found.get("input"), found.get("columns")
    if name not in INPUTS or not isinstance(columns, dict):
        return None
    allowed = {"", *(column.name for column in by_hand(str(name)))}
    if set(columns) != set(table.names) or not all(isinstance(c, str) and c in allowed for c in columns.values()):
        return None
    return Suggestion(str(name), columns, is_remembered=True)


def _load(memory: Path) -> dict[str, object]:
    """What is remembered; nothing where the file is missing, damaged or foreign."""
    try:
        path = memory / MEMORY
        if path.stat().st_size > LARGEST_MEMORY_BYTES:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
