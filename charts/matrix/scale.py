"""Shades of a matrix: steps of blue for what there is, of the accent below zero, a pale ground for nothing."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from charts.matrix.values import Square
from charts.palette import Palette, contrast, text_on
from charts.shades import Chip, blend, tones, widening
from charts.words import MINUS
from languages import gettext as _

_STEPS = 4
# A mark has to stand out from its ground this much; the palest shade does.
_MARK_CONTRAST = 3.0
# How much of the grid's tone the cells without an exchange show.
_ZERO_TONE = 0.6


def _first_mark(colour: str, ground: str) -> str:
    """The palest blend of ground and colour that is a mark."""
    parts = (blend(ground, colour, part / 20) for part in range(21))
    return next((mixed for mixed in parts if contrast(mixed, ground) >= _MARK_CONTRAST), colour)


@dataclass(frozen=True)
class Scale:
    """Upper ends of the steps, in amounts, and their fills; `below` has the fills under zero, from the palest on."""

    upper: tuple[int, ...]
    zero: str
    above: tuple[str, ...]
    below: tuple[str, ...]

    def steps(self, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """The step of each amount: 0 for nothing, 1 and up for more, -1 and down for less."""
        found = np.searchsorted(np.asarray(self.upper, dtype=np.int64), np.abs(amounts), side="left") + 1
        return np.where(amounts == 0, 0, np.sign(amounts) * found).astype(np.int64)

    def fill(self, step: int) -> str:
        """The colour of a step."""
        return self.zero if not step else self.above[step - 1] if step > 0 else self.below[-step - 1]

    def fills(self) -> list[str]:
        """All colours, from the lowest step to the highest, as a heatmap's colour scale takes them."""
        return [*reversed(self.below), self.zero, *self.above]

    def chips(self, square: Square, palette: Palette, zero: str) -> list[Chip]:
        """The key: each step with its range, `zero` in the place of nothing."""
        unit = 100 if square.measure == "lump_sum_eur" else 1
        ends = [(square.figure(under + unit), square.figure(most)) for under, most in pairwise((0, *self.upper))]
        sign = "+" if self.below else ""
        row = [(zero, self.zero, text_on(self.zero, palette), palette.grey)]
        for (low, high), fill in zip(ends, self.above, strict=True):
            text = f"{sign}{high}" if low == high else _("{low} to {high}", low=sign + low, high=sign + high)
            row.append((text, fill, text_on(fill, palette), palette.grey))
        lower = []
        for (low, high), fill in zip(ends, self.below, strict=False):
            text = f"{MINUS}{high}" if low == high else _("{low} to {high}", low=MINUS + high, high=MINUS + low)
            lower.append((text, fill, text_on(fill, palette), palette.grey))
        return [*reversed(lower), *row]


def scale_of(square: Square, amounts: NDArray[np.int64], palette: Palette, signed: bool) -> Scale:
    """The scale that holds all of `amounts`; with `signed` the same steps on both sides of zero."""
    unit = 100 if square.measure == "lump_sum_eur" else 1
    largest = -(-int(np.abs(amounts).max(initial=0)) // unit)
    # Ends of ranges of money are round: two digits that count, then zeros.
    rounded = 10 ** max(len(str(largest)) - 2, 0) if unit > 1 else 1
    upper = tuple(most * rounded * unit for most in widening(-(-largest // rounded), _STEPS))
    first = _first_mark(palette.blue, palette.ground)
    above = tones((first, palette.blue, blend(palette.blue, palette.text, 0.45)), len(upper)) if upper else ()
    below: tuple[str, ...] = ()
    if signed and upper:
        accent = palette.accent
        below = tones((_first_mark(accent, palette.ground), accent, blend(accent, palette.text, 0.45)), len(upper))
    return Scale(upper, blend(palette.ground, palette.grid, _ZERO_TONE), above, below)
