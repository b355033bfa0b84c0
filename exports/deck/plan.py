"""What a native chart of a deck shows, before it is one: categories, series, looks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from languages import current
from languages.formats import locale_of

Kind = Literal["bars", "columns", "lines", "areas"]
Number = int | float | Decimal


@dataclass(frozen=True)
class Series:
    """One row of numbers, None where there is none.

    colours: one for all, or one per category. hatch: "/", "\\" or "x" over the colour. is_outline: only a border.
    """

    name: str
    values: tuple[Number | None, ...]
    colours: tuple[str, ...]
    hatch: str = ""
    is_outline: bool = False
    is_dashed: bool = False


@dataclass(frozen=True)
class Plan:
    """A native chart: bars lie, columns stand; series are stacked or side by side; `lines` lie over columns or areas.
    Categories are names, or first days of months, or days.

    number_format: as spreadsheets write it. has_values: whether each bar carries its number. box: its part of the room,
    left, top, right and bottom as shares of it.
    """

    kind: Kind
    title: str
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    lines: tuple[Series, ...] = ()
    is_stacked: bool = False
    number_format: str = "#,##0"
    has_values: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


def euro_format() -> str:
    """Whole euro, with the sign where the reader's language puts it."""
    is_first = locale_of(current()).currency_formats["standard"].pattern.startswith("¤")
    return '"€" #,##0' if is_first else '#,##0 "€"'


# Bars on both sides of zero count on both.
BOTH_SIDES = "#,##0;#,##0"
SIGNED = "+#,##0;\u2212#,##0;0"
