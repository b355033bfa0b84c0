"""What the report computes from repetitions: medians, spreads, ratios."""

from collections.abc import Sequence
from statistics import median


def middle(values: Sequence[float]) -> float:
    """The median; 0 for no value, as of a page without charts."""
    return float(median(values)) if values else 0.0


def spread(values: Sequence[float]) -> str:
    """The least and the largest value, as whole numbers: `41-60`; "" for no value."""
    return f"{min(values):.0f}-{max(values):.0f}" if values else ""


def ratio(part: float, whole: float) -> str:
    """`part` over `whole` with two decimals; "-" where `whole` is nothing."""
    return f"{part / whole:.2f}" if whole > 0 else "-"


def milliseconds(value: float) -> str:
    """Whole milliseconds, from 10 on; below with one decimal."""
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"


def bytes_text(number: float) -> str:
    """A number of bytes in kB or MB of 1000."""
    return f"{number / 1e6:.1f} MB" if abs(number) >= 1e6 else f"{number / 1e3:.0f} kB"
