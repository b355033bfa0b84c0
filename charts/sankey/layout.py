"""Where the nodes and labels of a Sankey go, in pixels from the top of the plot.

Plotly draws a node as high as its value times the pixels per unit, takes its centre from `node.y`, and does not keep it
inside the trace's domain. With no padding the pixels per unit are the domain's height by the total. So the domain is
made exactly as high as the column without gaps, and the gaps are chosen here, whatever `node.pad` would allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Font size and line of labels, in pixels, the largest first: the first under which the ribbons keep their share.
LABEL_LINES = ((13, 17.0), (12, 15.5), (11, 14.0))
_FAIR_SHARE, _LEAST_SHARE = 0.35, 0.15
# The gaps of a column whose nodes are too many for labels.
_GAP_SHARE = 0.6
_SMALLEST_GAP = 4.0
_WIDEST_SPREAD = 24.0


@dataclass(frozen=True)
class Band:
    """A node's place in its column, in pixels from the top of the plot."""

    top: float
    height: float

    @property
    def centre(self) -> float:
        """Half way down the node."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Layout:
    """The places of all nodes, column by column; the height of the ribbons without gaps; size and line of the labels."""

    bands: tuple[tuple[Band, ...], ...]
    ribbons: float
    font: int
    line: float


def _gaps(values: Sequence[float], scale: float, line: float) -> list[float]:
    """The least gap below each node but the last, so that the labels at two centres are a line apart."""
    return [max(min(_SMALLEST_GAP, line), line - scale * (above + below) / 2) for above, below in pairwise(values)]


def _scale(columns: Sequence[Sequence[float]], height: float, line: float, highest: float) -> float:
    """The most pixels per unit, up to `highest`, at which every column fits with its labels a line apart; 0 if none."""

    def fits(scale: float) -> bool:
        return all(scale * sum(values) + sum(_gaps(values, scale, line)) <= height for values in columns)

    if fits(highest):
        return highest
    low, high = 0.0, highest
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def place(columns: Sequence[Sequence[float]], height: float, most: float | None = None) -> Layout:
    """Places for columns of node values, each with the same sum above zero; a value of zero is a mark without height.

    The ribbons get as much of `height` (at most `most` pixels) as the labels leave: labels are a line apart, in the
    largest type that leaves the ribbons a fair share. Where even the smallest type does not, labels stand closer than a
    line, and `labelled` tells which of them can be written. A column with room left is spread a little; all are centred.
    """
    whole = sum(columns[0])
    highest = min(height, height if most is None else most) / whole
    rows = max(len(values) for values in columns)
    scales = [_scale(columns, height, line, highest) for _, line in LABEL_LINES]
    fair = min(_FAIR_SHARE * height, highest * whole)
    chosen = next((at for at, scale in enumerate(scales) if scale * whole >= fair), len(scales) - 1)
    font, written = LABEL_LINES[chosen]
    scale, line = scales[chosen], written
    if scale * whole < min(_LEAST_SHARE * height, highest * whole):
        line = min(line, _GAP_SHARE * height / max(rows - 1, 1))
        scale = _scale(columns, height, line, highest)
    gaps = [_gaps(values, scale, line) for values in columns]
    for room in gaps:
        left = height - scale * whole - sum(room)
        spread = max(min(left / len(room), _WIDEST_SPREAD), 0.0) if room else 0.0
        room[:] = [gap + spread for gap in room]
    tallest = max(scale * whole + sum(room) for room in gaps)
    bands = []
    for values, room in zip(columns, gaps, strict=True):
        y = (tallest - scale * whole - sum(room)) / 2
        column = []
        for value, gap in zip(values, [*room, 0.0], strict=True):
            column.append(Band(y, scale * value))
            y += scale * value + gap
        bands.append(tuple(column))
    return Layout(tuple(bands), scale * whole, font, written)


def labelled(bands: Sequence[Band], values: Sequence[float], line: float) -> list[int]:
    """The nodes whose labels find room, from top to bottom; larger ones before others, all unless there are very many."""
    shown: set[int] = set()
    for at in sorted(range(len(bands)), key=lambda at: (-values[at], at)):
        if all(abs(bands[at].centre - bands[other].centre) >= line - 0.5 for other in shown):
            shown.add(at)
    return sorted(shown)


def rooms(bands: Sequence[Band]) -> list[float]:
    """Pixels that the label of each node may be high without meeting that of a neighbour as high, or leaving the column."""
    centres = [band.centre for band in bands]
    apart = [below - above for above, below in pairwise(centres)]
    first, last = (bands[0].height, *apart), (*apart, bands[-1].height)
    return [min(above, below) for above, below in zip(first, last, strict=True)]


def least_plot(rows: int) -> int:
    """Pixels of plot at which that many rows of a column all have a label, however small the nodes."""
    return round(rows * LABEL_LINES[-1][1] / (1 - _LEAST_SHARE)) + 1
