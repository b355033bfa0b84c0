"""What is declared of each measure and field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from languages import gettext as _
from languages import pgettext

Kind = Literal["text", "count", "eur", "km", "days", "share", "date", "month", "score"]

_UNITS: Mapping[Kind, Callable[[], str]] = {
    "text": lambda: pgettext("unit", "text"),
    "count": lambda: pgettext("unit", "count"),
    "eur": lambda: pgettext("unit", "eur"),
    "km": lambda: pgettext("unit", "km"),
    "days": lambda: pgettext("unit", "days"),
    "share": lambda: pgettext("unit", "share"),
    "date": lambda: pgettext("unit", "date"),
    "month": lambda: pgettext("unit", "month"),
    "score": lambda: pgettext("unit", "score"),
}


@dataclass(frozen=True)
class Measure:
    """A measure or field, whose `label`, `definition` and `unit` read in the reader's language.

    english_label: as on screen, marked by `N_`; kind: unit and format; english_definition: one or two sentences, marked by
    `N_`, "" for plain fields; in_context: gives the label where its English word has another translation elsewhere.
    """

    english_label: str
    kind: Kind
    english_definition: str = ""
    in_context: Callable[[], str] | None = None

    @property
    def label(self) -> str:
        """As on screen."""
        return self.in_context() if self.in_context else _(self.english_label)

    @property
    def definition(self) -> str:
        """One or two sentences; "" for plain fields."""
        return _(self.english_definition)

    @property
    def unit(self) -> str:
        """The kind as a word."""
        return _UNITS[self.kind]()
