"""Rows of a table as texts, for screens and files that format nothing themselves."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import words
from charts.cells import money, whole
from charts.codes import all_said, said
from charts.measures import MEASURES, label
from languages import ngettext
from languages.formats import decimal

# Kinds of measures whose values stand to the right.
NUMBERS = ("count", "days", "eur", "km", "share", "score")


@dataclass(frozen=True)
class Rows:
    """labels: heads of the columns; is_number: which of them stand to the right; cells: row by row; more: what is cut;
    total: how many rows there are, with those that are cut."""

    labels: list[str]
    is_number: list[bool]
    cells: list[list[str]]
    more: str = ""
    total: int = 0


def as_text(frame: pd.DataFrame, most: int) -> Rows:
    """The first `most` rows, each cell in the words that its measure declares; columns of ids stay out where they have a name
    beside them."""
    shown = [column for column in frame.columns if not _is_id_beside_name(column, frame)]
    kinds = [MEASURES[column].kind if column in MEASURES else "text" for column in shown]
    head = frame[shown].head(most)
    cells = [
        [cell(value, kind, column) for value, kind, column in zip(row, kinds, shown, strict=True)]
        for row in head.itertuples(index=False, name=None)
    ]
    is_number = [
        kind in NUMBERS or (kind == "text" and pd.api.types.is_numeric_dtype(frame[column].dtype))
        for column, kind in zip(shown, kinds, strict=True)
    ]
    more = ""
    if len(frame) > most:
        more = ngettext(
            "The first {shown} of {number} rows.",
            "The first {shown} of {number} rows.",
            len(frame),
            shown=words.count(most),
        )
    return Rows([label(column) for column in shown], is_number, cells, more, len(frame))


def _is_id_beside_name(column: str, frame: pd.DataFrame) -> bool:
    stem = column.removesuffix("_id").removesuffix("_code")
    return stem != column and any(f"{stem}{end}" in frame.columns for end in ("", "_name", "_acronym"))


def cell(value: Any, kind: str, column: str = "") -> str:
    """One value in words, codes of their column translated; "" for an empty one."""
    if isinstance(value, str):
        return said(value, column)
    if hasattr(value, "__len__"):
        return ", ".join(all_said(value, column))
    if value is None or pd.isna(value):
        return ""
    if kind == "eur":
        return words.eur(money(value), cents=True)
    if kind in ("count", "days"):
        return words.count(whole(value)) if float(value).is_integer() else decimal(value, 1)
    if kind == "month":
        return f"{value:%Y-%m}"
    if kind == "date" or isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if kind == "km":
        return f"{words.count(round(value))}{words.NARROW_SPACE}km"
    if kind == "share":
        return f"{decimal(value, 1)}{words.NARROW_SPACE}%"
    return decimal(value, 1) if isinstance(value, float) and not value.is_integer() else str(value)
