"""Counts as shades: the steps of the palette's ramp, one per range, and the key that says what they mean.

The text on each step has a known contrast. Nothing is said by colour alone: the figures that use the steps write the
counts in words or figures, or on hover.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from charts.figure import text_width
from charts.palette import Palette, text_on
from charts.words import count
from languages import gettext as _

# Sizes of type in figures with many marks, in pixels.
SMALL = 11
LABEL = 13


@dataclass(frozen=True)
class Steps:
    """Ranges of counts from 1 to the largest, one per shade; zero has no shade."""

    upper: tuple[int, ...]
    fills: tuple[str, ...]
    texts: tuple[str, ...]

    def at(self, number: int) -> int:
        """The step of a count above zero."""
        return next(at for at, most in enumerate(self.upper) if number <= most)

    def ranges(self) -> list[str]:
        """The counts of each step in words."""
        return [
            count(most) if below + 1 == most else _("{low} to {high}", low=count(below + 1), high=count(most))
            for below, most in pairwise((0, *self.upper))
        ]


def widening(largest: int, number: int) -> tuple[int, ...]:
    """Upper ends of so many ranges from 1 to `largest`; fewer where there are fewer counts.

    The ranges widen with the square of the step: activity is heavy-tailed, and even ranges would leave all but a few
    counts in the palest shade.
    """
    number = min(number, max(largest, 0))
    upper: list[int] = []
    for step in range(1, number + 1):
        upper.append(max((upper[-1] if upper else 0) + 1, -(-largest * step**2 // number**2)))
    return tuple(upper)


def steps_of(largest: int, palette: Palette) -> Steps:
    """Up to as many ranges as the ramp has shades; fewer counts take shades spread over the ramp."""
    shades = palette.ramp
    upper = widening(largest, len(shades))
    number, last = len(upper), len(shades) - 1
    fills = tuple(shades[round(last * (at + 1) / number) if number < len(shades) else at] for at in range(number))
    return Steps(upper, fills, tuple(text_on(fill, palette) for fill in fills))


def caption(text: str, palette: Palette, x: float = 0.0, y: float = 0.0, shift: int = -8) -> dict[str, Any]:
    """Layout annotation: small text under the plot, or at another place on the paper."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": shift,
        "align": "left",
        "showarrow": False,
        "font": {"size": SMALL + 1, "color": palette.muted_text},
    }


Chip = tuple[str, str, str, str]


def chips_row(
    title: str, chips: Sequence[Chip], palette: Palette, more: str = "", y: float = 0, shift: int = -8
) -> list[dict[str, Any]]:
    """A key as annotations in one row: a title, then per chip its text, fill, ink and border.

    `y` is the edge of the plot, 0 the lower and 1 the upper one; `shift` the distance from it in pixels, downwards below
    zero.
    """
    row = [caption(title, palette, y=y, shift=shift)]
    x = text_width([title], SMALL + 1) + 10
    for text, fill, ink, border in chips:
        width = round(text_width([text], SMALL)) + 10
        row.append(
            caption(text, palette, y=y, shift=shift)
            | {
                "xshift": x,
                "width": width,
                "align": "center",
                "bgcolor": fill,
                "bordercolor": border,
                "borderpad": 2,
                "font": {"size": SMALL, "color": ink},
            }
        )
        x += width + 12
    return [*row, caption(more, palette, y=y, shift=shift) | {"xshift": x + 4}] if more else row


def shade_key(
    title: str, steps: Steps, none: str, none_border: str, palette: Palette, more: str = ""
) -> list[dict[str, Any]]:
    """What the shades mean, as a row of chips under the plot: nothing first, then each step with its range."""
    chips = [(none, palette.ground, palette.text, none_border)]
    chips += zip(steps.ranges(), steps.fills, steps.texts, [palette.grey] * len(steps.fills), strict=True)
    return chips_row(title, chips, palette, more)


def blend(colour: str, towards: str, part: float) -> str:
    """The colour that lies at `part`, 0 to 1, of the way from one `#rrggbb` to the other."""
    pairs = [(int(colour[at : at + 2], 16), int(towards[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in pairs)


def tones(colours: Sequence[str], number: int) -> tuple[str, ...]:
    """So many colours, evenly apart on the way through the given ones; a single one is the middle of the way."""
    if number == 1:
        return (colours[len(colours) // 2],)
    found = []
    for at in range(number):
        way = at * (len(colours) - 1) / (number - 1)
        below = min(int(way), len(colours) - 2)
        found.append(blend(colours[below], colours[below + 1], way - below))
    return tuple(found)
