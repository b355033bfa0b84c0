"""What readers of values are given, and what they give: a value or a refusal for each distinct text of a column."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | int | float | bool | date | str | tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a text is not taken: `kind` groups, `wrong` says what is wrong and `right` what would be right."""

    kind: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Text:
    """A distinct text of a column, stripped and not empty, with its first row and the number of its rows."""

    text: str
    row: int
    rows: int = 1


Parsed = dict[str, Value | Refusal]
