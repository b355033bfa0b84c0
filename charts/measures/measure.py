"""What is declared of each measure and field."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "count", "eur", "km", "days", "share", "date", "month", "score"]


@dataclass(frozen=True)
class Measure:
    """label: as on screen; kind: unit and format; definition: one or two sentences, "" for plain fields."""

    label: str
    kind: Kind
    definition: str = ""
