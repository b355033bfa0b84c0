"""How wide a line of type is: the one table of widths for every figure, on screen and in a file."""

import unicodedata

# Advance widths of a sans serif as wide as Helvetica, in thousandths of the size of type, for the signs from space on.
# Source Sans, in which the screen writes, is narrower; Arial and Liberation Sans are as wide.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHERS = {"\u00a0": 278, "\u202f": 200, "\u2002": 500, "…": 1000, "–": 556, "—": 1000, "−": 584, "€": 556, "→": 1000}
_BOLD = 1.1
# Not every computer has the typeface that a figure asks for; what stands in for it may be this much wider.
ROOM = 1.14


def line_width(text: str, size: float, bold: bool = False) -> float:
    """Pixels (or points, as `size` is) that a line of plain text takes in a sans serif as wide as Helvetica."""
    return sum(map(_advance, text)) * size / 1000 * (_BOLD if bold else 1.0)


def sans_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line in a sans serif as wide as Helvetica, with room for a wider one that may stand in for it."""
    return line_width(text, size, bold) * ROOM


def _advance(sign: str) -> int:
    if " " <= sign <= "~":
        return _WIDTHS[ord(sign) - 32]
    if sign in _OTHERS:
        return _OTHERS[sign]
    if unicodedata.east_asian_width(sign) in "WF":
        return 1000
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    base = unicodedata.normalize("NFD", sign)[0]
    return _WIDTHS[ord(base) - 32] if " " <= base <= "~" else 700 if sign.isupper() else 580
