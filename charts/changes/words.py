"""Changes in words: a sign and an arrow, so that no colour is needed to read them."""

from decimal import Decimal
from typing import Any

from charts.figure import html_text
from charts.words import MINUS, NARROW_SPACE, count, eur
from languages import gettext as _

UP, DOWN, LEVEL = "▲", "▼", "="


def _arrow_of(change: int | Decimal) -> str:
    return UP if change > 0 else DOWN if change < 0 else LEVEL


def signed(change: int) -> str:
    """`+12`, `−3`, `0`."""
    return f"+{count(change)}" if change > 0 else count(change)


def pair_words(row: Any) -> str:
    """The change of a directed pair on hover, escaped. row: visiting_name, host_name, before, change, after."""
    return _(
        "{visiting} to {host}: {change} ({before} before, {after} after)",
        visiting=html_text(row.visiting_name),
        host=html_text(row.host_name),
        change=signed(int(row.change)),
        before=count(row.before),
        after=count(row.after),
    )


def arrow(change: int) -> str:
    """`▲ +12`, `▼ −3`, `= 0`."""
    return f"{_arrow_of(change)}{NARROW_SPACE}{signed(int(change))}"


def signed_eur(change: Decimal, cents: bool = False) -> str:
    """`▲ +€ 1 200`, `▼ −€ 300`, `= € 0`."""
    return f"{_arrow_of(change)}{NARROW_SPACE}{with_sign(change, cents)}"


def with_sign(change: Decimal, cents: bool = False) -> str:
    """`+€ 1 200`, `−€ 300`, `€ 0`."""
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    return f"{sign}{eur(abs(change), cents)}"
