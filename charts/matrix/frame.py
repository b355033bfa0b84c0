"""The frame of a matrix: where rows, columns, bars and names stand, and the axes that carry them.

The grid's own axes hold all names for the hover labels and show none. Names are written by axes laid over them, cut and,
where rows are low, in two columns with a thin line from the outer one to its row.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from charts.coverage.taking_part import NARROW_WIDTH
from charts.figure import apart, axis, html_text, text_width
from charts.names import brief
from charts.palette import Palette
from charts.shades import LABEL, SMALL

# Pixels: the bars of the sums, the key above the plot, where it is seen without scrolling, the gap between two things.
BARS = 52
KEY = 32
GAP = 6
TOP = 4 + KEY
RIGHT = 12
# The share of the plot's width that the bars of the rows take, and the gap before them.
_ROW_BARS = 0.11
_ROW_GAP = 0.006
_LONGEST_NAME = 20
_LONGEST_GROUP = 26
_LONGEST_UPRIGHT = 13
# Under this many pixels a column has no room for a name of its own.
_NARROWEST_COLUMN = 9.3
# From this width on names under the columns are slanted, else they stand upright.
_SLANTED = 30


@dataclass(frozen=True)
class Frame:
    """Sizes in pixels; `column` for the narrowest page, and the edges of groups on the axis of the nodes."""

    names: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    height: int
    left: int
    bottom: int
    row: float
    column: float
    type_size: int
    name_width: int
    is_dense: bool

    @property
    def edges(self) -> list[float]:
        """Where one group ends and the next one starts."""
        return [end - 0.5 for end in accumulate(number for _, number in self.groups)][:-1]

    @property
    def centres(self) -> list[float]:
        """The middle of each group."""
        ends = accumulate(number for _, number in self.groups)
        return [end - number / 2 - 0.5 for end, (_, number) in zip(ends, self.groups, strict=True)]

    @property
    def row_bars(self) -> float:
        """Width of the place for the rows' bars, where the figure is narrowest."""
        return (NARROW_WIDTH - self.left - RIGHT) * _ROW_BARS

    @property
    def grid_top(self) -> float:
        """Upper edge of the grid as a share of the plot's height."""
        return 1 - (BARS + GAP) / (self.height - TOP - self.bottom)


def _widest(names: Sequence[str], most: int, size: int) -> int:
    return text_width([brief(name, most) for name in names], size)


def _upright_most(is_dense: bool) -> int:
    """Characters of a name that stands upright: where rows are low, each line under the grid costs them."""
    return _LONGEST_UPRIGHT if is_dense else _LONGEST_NAME


def frame_of(names: Sequence[str], groups: Sequence[tuple[str, int]], height: int) -> Frame:
    """The frame of a matrix of these names; `groups` has each group's name and number of nodes, in their order."""
    roomy = _frame_of(names, groups, height, False)
    return roomy if roomy.row >= roomy.type_size + 1.5 else _frame_of(names, groups, height, True)


def _frame_of(names: Sequence[str], groups: Sequence[tuple[str, int]], height: int, is_dense: bool) -> Frame:
    size = max(len(names), 1)
    type_size = 10 if is_dense else max(10, min(LABEL, int((height - 190) / size * 0.8)))
    name_width = _widest(names, _LONGEST_NAME, type_size) + GAP
    group_width = round(1.06 * _widest([name for name, _ in groups], _LONGEST_GROUP, SMALL))
    left = max(name_width * (2 if is_dense else 1) + (group_width + 2 * GAP if groups else 0), 96) + GAP
    column = (NARROW_WIDTH - left - RIGHT) * (1 - _ROW_BARS - _ROW_GAP) / size
    if is_dense and groups:
        under = round(group_width * 0.66) + 18
    else:
        upright = _widest(names, _upright_most(is_dense), type_size) + 2 * GAP
        under = round(name_width * 0.68) + 14 if column >= _SLANTED else upright
    bottom = under + GAP
    row = (height - TOP - bottom - BARS - GAP) / size
    return Frame(tuple(names), tuple(groups), height, left, bottom, row, column, type_size, name_width, is_dense)


def _names_of_rows(frame: Frame, palette: Palette) -> dict[str, dict[str, Any]]:
    """The axes that write the rows' names, one or two columns of them."""
    places = list(range(len(frame.names)))
    text = [html_text(brief(name, _LONGEST_NAME)) for name in frame.names]
    columns = 2 if frame.is_dense else 1
    step = columns * max(1, math.ceil((frame.type_size + 1.5) / (frame.row * columns)))
    axes = {}
    for column in range(columns):
        start = column * step // columns
        reach = frame.name_width * column
        axes[f"yaxis{3 + column}"] = axis(
            palette,
            overlaying="y",
            matches="y",
            side="left",
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=places[start::step],
            ticktext=text[start::step],
            tickfont={"size": frame.type_size, "color": palette.text},
            ticks="outside" if column else "",
            ticklen=reach,
            tickwidth=1,
            tickcolor=palette.grid,
            ticklabelstandoff=3,
        )
    return axes


def _names_of_columns(frame: Frame, palette: Palette) -> dict[str, Any]:
    places: list[float] = list(range(len(frame.names)))
    if frame.is_dense and frame.groups:
        places = frame.centres
        text = [html_text(brief(name, _LONGEST_GROUP)) for name, _ in frame.groups]
        size, angle = SMALL, -40
    else:
        step = max(1, math.ceil(_NARROWEST_COLUMN / frame.column))
        places = places[::step]
        is_slanted = frame.column >= _SLANTED
        most = _LONGEST_NAME if is_slanted else _upright_most(frame.is_dense)
        text = [html_text(brief(name, most)) for name in frame.names[::step]]
        size, angle = frame.type_size, -40 if is_slanted else -90
    return axis(
        palette,
        overlaying="x",
        matches="x",
        side="bottom",
        anchor="y",
        showgrid=False,
        automargin=False,
        tickmode="array",
        tickvals=places,
        ticktext=text,
        tickangle=angle,
        tickfont={"size": size, "color": palette.text},
        ticklabelstandoff=3,
    )


def axes_of(frame: Frame, palette: Palette, rows_range: list[float], columns_range: list[float]) -> dict[str, Any]:
    """The layout's axes: x, y the grid; x2, y2 the amounts of the bars; x3, y3, y4 the names."""
    size = len(frame.names)
    grid = {
        "showgrid": False,
        "showticklabels": False,
        "automargin": False,
        "tickmode": "array",
        "tickvals": list(range(size)),
        "ticktext": [html_text(name, 60) for name in frame.names],
    }
    amounts = {
        "showgrid": False,
        "showticklabels": False,
        "automargin": False,
        "zeroline": True,
        "zerolinecolor": palette.grey,
        "zerolinewidth": 1,
    }
    return {
        "xaxis": axis(palette, **grid, range=[-0.5, size - 0.5], domain=[0, 1 - _ROW_BARS - _ROW_GAP]),
        "yaxis": axis(palette, **grid, range=[size - 0.5, -0.5], domain=[0, frame.grid_top]),
        "xaxis2": axis(palette, **amounts, range=rows_range, domain=[1 - _ROW_BARS, 1], anchor="y"),
        "yaxis2": axis(
            palette,
            **amounts,
            range=columns_range,
            domain=[frame.grid_top + GAP / (frame.height - TOP - frame.bottom), 1],
            anchor="x",
        ),
        "xaxis3": _names_of_columns(frame, palette),
        **_names_of_rows(frame, palette),
    }


def names_of_groups(frame: Frame, palette: Palette) -> list[dict[str, Any]]:
    """Annotations left of the rows' names, one per group and never one on another."""
    gap = (SMALL + 2) / frame.row
    reach = frame.name_width * (2 if frame.is_dense else 1) + 2 * GAP
    return [
        {
            "text": f"<b>{html_text(brief(name, _LONGEST_GROUP))}</b>",
            "xref": "paper",
            "x": 0,
            "xanchor": "right",
            "xshift": -reach,
            "yref": "y",
            "y": place,
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": SMALL, "color": palette.muted_text},
        }
        for place, (name, _) in zip(apart(frame.centres, gap), frame.groups, strict=True)
    ]
