"""Numbers, money, dates and lists in the words of findings, text alternatives and tiles.

Every function returns plain text in the reader's language, whatever the system's locale.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from languages import formats, ngettext
from languages import gettext as _
from languages.formats import MINUS, NARROW_SPACE, count, day, month

__all__ = ["MINUS", "NARROW_SPACE", "count", "day", "eur", "exchanges", "listing", "month", "share"]


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
    # What rounds to nothing has no sign.
    return formats.euro(rounded or abs(rounded), cents)


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """`part` in per cent of `whole`, rounded half up: `41 %`.

    Rounding never says nothing or all of what is neither: `under 1 %`, `over 99 %`, `over 100 %`. A whole of zero has
    the share `0 %`.
    """
    if not whole:
        return _per_cent(0)
    exact = Fraction(part) * 100 / Fraction(whole)
    size = abs(exact)
    rounded = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    sign = -1 if exact < 0 else 1
    if size and not rounded:
        return _("over {share}", share=_per_cent(sign)) if sign < 0 else _("under {share}", share=_per_cent(sign))
    if exact != rounded == 100 and sign > 0:
        return _("over {share}", share=_per_cent(99 if exact < 100 else 100))
    return _per_cent(sign * rounded)


def _per_cent(number: int) -> str:
    return f"{count(number)}{NARROW_SPACE}%"


def exchanges(number: int) -> str:
    """`1 exchange`, `2 exchanges`."""
    return ngettext("{number} exchange", "{number} exchanges", number)


def beside(*figures: str) -> str:
    """Figures side by side: a comma between them, but where the comma is the sign of decimals."""
    return (" · " if formats.separators()[0] == "," else ", ").join(figures)


def listing(items: Sequence[str], most: int = 3) -> str:
    """The items as a phrase: `a, b and c`; beyond `most` of them `a, b, c and 4 more`; "" for none."""
    shown = list(items[:most])
    hidden = len(items) - len(shown)
    if hidden:
        shown.append(ngettext("{number} more", "{number} more", hidden))
    return formats.listing(shown)
