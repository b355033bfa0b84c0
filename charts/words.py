"""Numbers, money, dates and lists in the words of findings, text alternatives and tiles.

Every function returns plain text in English, whatever the system's locale. Figures and their units are held together by
the narrow no-break space, so that no line ends between "€" and its amount.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NARROW_SPACE = "\u202f"
MINUS = "\u2212"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _grouped(digits: str) -> str:
    return f"{int(digits):,}".replace(",", NARROW_SPACE)


def count(number: int) -> str:
    """A whole number with its thousands separated: `1 234`. A negative one has a true minus sign."""
    return (MINUS if number < 0 else "") + _grouped(str(abs(int(number))))


def eur(amount: Decimal | int, cents: bool = False) -> str:
    """An amount in euro: `€ 12 345`, rounded half up, or `€ 12 345.67` with `cents`.

    Raises TypeError for a float, whose cents are not known, and ValueError for an amount that is not finite.
    """
    if isinstance(amount, float):
        raise TypeError("money is Decimal or int, not float")
    exact = Decimal(amount)
    if not exact.is_finite():
        raise ValueError(f"no amount of money: {amount}")
    rounded = exact.quantize(Decimal("0.01") if cents else Decimal(1), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    sign = MINUS if rounded < 0 else ""
    return f"€{NARROW_SPACE}{sign}{_grouped(whole)}" + (f".{fraction}" if fraction else "")


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """`part` in per cent of `whole`, rounded half up: `41 %`.

    Rounding never says nothing or all of what is neither: `under 1 %`, `over 99 %`, `over 100 %`. A whole of zero has
    the share `0 %`.
    """
    per_cent = f"{NARROW_SPACE}%"
    if not whole:
        return f"0{per_cent}"
    exact = Fraction(part) * 100 / Fraction(whole)
    size = abs(exact)
    rounded = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    sign = MINUS if exact < 0 else ""
    if size and not rounded:
        return f"{'over ' if sign else 'under '}{sign}1{per_cent}"
    if exact != rounded == 100 and not sign:
        return f"over {99 if exact < 100 else 100}{per_cent}"
    return f"{sign}{_grouped(str(rounded))}{per_cent}"


def plural(number: int, one: str, many: str = "") -> str:
    """The number with its noun: `1 exchange`, `2 exchanges`; `many` gives an irregular plural."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def listing(items: Sequence[str], most: int = 3) -> str:
    """The items as a phrase: `a, b and c`; beyond `most` of them `a, b, c and 4 more`; "" for none."""
    shown = list(items[:most])
    hidden = len(items) - len(shown)
    last = f"{count(hidden)} more" if hidden else shown.pop() if shown else ""
    return f"{', '.join(shown)} and {last}" if shown else last


def month(day_in_it: date) -> str:
    """`June 2022`."""
    return f"{MONTHS[day_in_it.month - 1]} {day_in_it.year}"


def day(on: date) -> str:
    """`30 June 2022`."""
    return f"{on.day} {month(on)}"
