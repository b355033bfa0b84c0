"""Axes: from values to places in the drawing, and what is drawn of an axis itself."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from exports.drawing.colours import colour_of
from exports.drawing.primitives import Line, Mark, Pen, Text
from exports.drawing.ticks import Tick
from exports.drawing.type import Measure, height_of, lines_of, width_of
from exports.drawing.values import Trace, is_date, is_number, milliseconds

# Between the plot and the labels of an axis, beside the axis' own distance; and from the labels to the figure's edge.
_STANDOFF, _EDGE = 2.0, 4.0
_LETTERS: tuple[Literal["x", "y"], ...] = ("x", "y")


@dataclass
class Axis:
    """An axis of the plot: its settings, and its ends as values (`low`, `high`) and places (`start`, `end`).

    A vertical axis has `start` at its lower end, so that `end` is the smaller place; a reversed one has low > high.
    """

    id: str
    settings: dict[str, Any]
    is_date: bool
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0
    ticks: list[Tick] = field(default_factory=list)

    @property
    def letter(self) -> str:
        """x or y."""
        return self.id[0]

    @property
    def side(self) -> str:
        """Where its labels stand."""
        return str(self.settings.get("side") or ("bottom" if self.letter == "x" else "left"))

    @property
    def is_shown(self) -> bool:
        """Whether anything of the axis is drawn."""
        return self.settings.get("visible") is not False

    @property
    def has_labels(self) -> bool:
        """Whether labels stand beside it."""
        return self.is_shown and self.settings.get("showticklabels") is not False

    @property
    def size(self) -> float:
        """Size of type of its labels."""
        return float(self.settings.get("tickfont", {}).get("size", 12))

    def value(self, of: Any) -> float | None:
        """A coordinate as a number; None where it is missing."""
        return milliseconds(of) if self.is_date else float(of) if is_number(of) else None

    def at(self, value: float) -> float:
        """The place of a number."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def place(self, of: Any) -> float | None:
        """The place of a coordinate; None where it is missing."""
        value = self.value(of)
        return None if value is None else self.at(value)

    def labels(self) -> list[tuple[Tick, tuple[Any, ...]]]:
        """The ticks that have a text, with their lines."""
        if not self.has_labels:
            return []
        return [(tick, lines_of(tick.text)) for tick in self.ticks if tick.text]

    def standoff(self) -> float:
        """From the plot to the nearest edge of the labels."""
        length = float(self.settings.get("ticklen", 5)) if self.settings.get("ticks") == "outside" else 0.0
        return _STANDOFF + float(self.settings.get("ticklabelstandoff", 0)) + length

    def depth(self, measure: Measure) -> float:
        """How far the labels reach from the plot, and a little room beyond them."""
        return max(
            (self.standoff() + self._extent(lines, measure)[1] + _EDGE for _, lines in self.labels()), default=0.0
        )

    def overhang(self, measure: Measure) -> tuple[float, float]:
        """How far the labels of a horizontal axis reach beyond the plot, to the left and to the right."""
        left = right = 0.0
        for tick, lines in self.labels():
            half = self._extent(lines, measure)[0] / 2
            left = max(left, self.start - self.at(tick.text_at) + half)
            right = max(right, self.at(tick.text_at) + half - self.end)
        return left, right

    def _extent(self, lines: tuple[Any, ...], measure: Measure) -> tuple[float, float]:
        """Length of a label along the axis, and across it."""
        wide, high = width_of(lines, self.size, measure), height_of(lines, self.size)
        turn = math.radians(abs(float(self.settings.get("tickangle") or 0)))
        across = wide * math.sin(turn) + high * math.cos(turn)
        along = wide * math.cos(turn) + high * math.sin(turn)
        return (along, across) if self.letter == "x" else (across, wide)


def axes_of(traces: Iterable[Trace], layout: Mapping[str, Any]) -> dict[str, Axis]:
    """The axes that have a trace, by their ids, with their ranges."""
    used: dict[str, list[Any]] = {}
    for trace in traces:
        if trace["type"] in ("bar", "scatter", "heatmap"):
            for letter in _LETTERS:
                used.setdefault(trace.get(f"{letter}axis", letter), []).append(trace)
    axes = {}
    for key, own in used.items():
        settings = dict(layout.get(f"{key[0]}axis{key[1:]}", {}))
        coordinates = [value for trace in own for value in _coordinates(trace, key[0])]
        ends = settings.get("range")
        dated = settings.get("type") == "date" or is_date(
            next((value for value in coordinates if value is not None), 0)
        )
        axis = Axis(key, settings | {"type": "date" if dated else "linear"}, dated)
        axis.low, axis.high = _range(axis, ends, coordinates)
        axes[key] = axis
    for axis in axes.values():
        leader = axes.get(str(axis.settings.get("matches") or ""))
        if leader:
            axis.low, axis.high = leader.low, leader.high
    return axes


def _coordinates(trace: Trace, letter: str) -> list[Any]:
    if trace["type"] == "heatmap" and not trace.get(letter):
        rows = trace["z"]
        return [-0.5, (len(rows[0]) if letter == "x" else len(rows)) - 0.5]
    return list(trace.get(letter) or ())


def _range(axis: Axis, ends: Any, coordinates: list[Any]) -> tuple[float, float]:
    if ends:
        low, high = axis.value(ends[0]), axis.value(ends[1])
        if low is not None and high is not None and low != high:
            return low, high
    values = [value for value in map(axis.value, coordinates) if value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    padding = (high - low) / 18 or 1.0
    return low - padding, high + padding


def grid_marks(axis: Axis, across: Axis) -> list[Mark]:
    """The lines of the grid and the line at zero, below everything else; `across` tells how long they are."""
    if not axis.is_shown:
        return []
    settings = axis.settings
    lines: list[Mark] = []
    if settings.get("showgrid") is not False:
        pen = Pen(colour_of(str(settings.get("gridcolor", "#eeeeee")))[0], float(settings.get("gridwidth", 1)))
        lines += [Line(_ends(axis, axis.at(tick.value), across), pen) for tick in axis.ticks]
    is_zero_inside = min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high)
    if settings.get("zeroline") and is_zero_inside and not axis.is_date:
        pen = Pen(colour_of(str(settings.get("zerolinecolor", "#444444")))[0], float(settings.get("zerolinewidth", 1)))
        lines.append(Line(_ends(axis, axis.at(0.0), across), pen))
    return lines


def _ends(axis: Axis, at: float, across: Axis) -> tuple[tuple[float, float], ...]:
    if axis.letter == "x":
        return (at, across.start), (at, across.end)
    return (across.start, at), (across.end, at)


def label_marks(axis: Axis, across: Axis, colour: str) -> list[Mark]:
    """The labels, and the lines that lead to them where the axis has any."""
    marks: list[Mark] = []
    settings = axis.settings
    ink = colour_of(str(settings.get("tickfont", {}).get("color", colour)))[0]
    is_far = axis.side in ("top", "right")
    edge = across.end if is_far else across.start
    out = 1 if (axis.side in ("bottom", "right")) else -1
    if axis.is_shown and settings.get("ticks") == "outside" and settings.get("ticklen", 5):
        pen = Pen(colour_of(str(settings.get("tickcolor", "#444444")))[0], float(settings.get("tickwidth", 1)))
        reach = edge + out * float(settings.get("ticklen", 5))
        for tick in axis.ticks:
            at = axis.at(tick.value)
            ends = ((at, edge), (at, reach)) if axis.letter == "x" else ((edge, at), (reach, at))
            marks.append(Line(ends, pen))
    near = edge + out * axis.standoff()
    turn = float(settings.get("tickangle") or 0)
    for tick, lines in axis.labels():
        at = axis.at(tick.text_at)
        if axis.letter == "y":
            marks.append(Text(near, at, lines, axis.size, ink, "end" if out < 0 else "start"))
        elif turn:
            # A slanted name ends below its tick, or starts above it.
            anchor: Literal["start", "end"] = "end" if (turn < 0) == (out > 0) else "start"
            lean = axis.size * 0.35
            marks.append(Text(at, near + out * lean, lines, axis.size, ink, anchor, turn))
        else:
            marks.append(Text(at, near + out * height_of(lines, axis.size) / 2, lines, axis.size, ink, "middle"))
    return marks
