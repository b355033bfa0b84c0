"""The frame of a matrix: where rows, columns, bars and names stand, and the axes that carry them.

The grid's own axes hold all names for the hover labels and show none. Names are written by axes laid over them, cut and,
where rows are low, in two columns with a thin line from the outer one to its row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from charts.coverage.taking_part import NARROW_WIDTH
from charts.figure import apart, axis, html_text, row_font_size, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL, SMALL

# Pixels: the bars of the sums, the key under the plot, the gap between two things.
BARS = 52
_KEY = 30
_GAP = 6
_LONGEST_NAME = 20
_LONGEST_GROUP = 26
# Rows lower than this write their names in two columns, columns narrower than this write no name of a node.
_ONE_COLUMN = 10.0
_NARROWEST_NAME = 9.5
# The share of the width that the sums of the rows take.
_SUMS_WIDTH = 0.1


@dataclass(frozen=True)
class Frame:
    """Sizes in pixels for a figure of a given height; the width is at least the pages' narrowest."""

    names: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    height: int

    @property
    def size(self) -> int:
        """Rows, and columns."""
        return len(self.names)

    @property
    def shown(self) -> list[str]:
        """Names cut to the room of a label, not escaped."""
        return [shortened(name, _LONGEST_NAME) for name in self.names]

    @property
    def centres(self) -> list[float]:
        """The middle of each group on the axis of the nodes."""
        ends = list(accumulate(number for _, number in self.groups))
        return [end - number / 2 - 0.5 for end, (_, number) in zip(ends, self.groups, strict=True)]

    @property
    def edges(self) -> list[float]:
        """Where one group ends and the next starts."""
        return [end - 0.5 for end in accumulate(number for _, number in self.groups)][:-1]

    @property
    def row(self) -> float:
        """Height of a row."""
        return (self.height - self.top - self.bottom - BARS - _GAP) / max(self.size, 1)

    @property
    def column(self) -> float:
        """Width of a column where the figure is narrowest."""
        return (NARROW_WIDTH - self.left - 12) * (1 - _SUMS_WIDTH) / max(self.size, 1)

    @property
    def top(self) -> int:
        """Upper margin."""
        return 10

    @property
    def type_size(self) -> int:
        """Size of the names' type."""
        guess = (self.height - 220) / max(self.size, 1)
        return max(9, min(LABEL, row_font_size(1, max(guess, 12.6) if guess < _ONE_COLUMN else guess)))

    @property
    def label_width(self) -> int:
        """Width of one column of names."""
        return text_width(self.shown, self.type_size) + _GAP

    @property
    def columns_of_names(self) -> int:
        """In how many columns the names of the rows stand: two where they are low."""
        return 2 if (self.height - 220) / max(self.size, 1) < _ONE_COLUMN else 1

    @property
    def group_width(self) -> int:
        """Width of the names of groups."""
        return text_width([shortened(name, _LONGEST_GROUP) for name, _ in self.groups], SMALL) + 2 * _GAP

    @property
    def left(self) -> int:
        """Left margin: names of nodes, and of groups before them."""
        groups = self.group_width if self.groups else 0
        return max(self.label_width * self.columns_of_names + groups, 90) + _GAP

    @property
    def names_columns(self) -> bool:
        """Whether each column carries the name of its node; else the groups' names stand there, or some names."""
        return self.column >= _NARROWEST_NAME and not (self.groups and self.columns_of_names == 2)

    @property
    def angle(self) -> int:
        """How far the names under the columns are turned."""
        return -40 if self.column >= 26 or not self.names_columns else -90

    @property
    def bottom(self) -> int:
        """Lower margin: names of the columns and the key."""
        if self.groups and self.columns_of_names == 2:
            width = text_width([shortened(name, _LONGEST_GROUP) for name, _ in self.groups], SMALL)
            return round(width * 0.66) + 20 + _KEY
        wide = self.column_of_wide_grid >= 26
        return round(self.label_width * (0.68 if wide else 1.0)) + 14 + _KEY

    @property
    def column_of_wide_grid(self) -> float:
        """Width of a column, told from the left margin alone."""
        return self.column

    @property
    def grid_height(self) -> float:
        """Share of the plot's height that the grid takes; the bars stand above it."""
        plot = self.height - self.top - self.bottom
        return 1 - (BARS + _GAP) / plot

    @property
    def margin(self) -> dict[str, int]:
        """Plotly's margins."""
        return {"l": self.left, "r": 12, "t": self.top, "b": self.bottom}
