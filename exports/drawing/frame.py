"""The plot inside a figure: its margins, with room for the labels of axes, and its axes in their places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exports.drawing.axes import Axis, axes_of
from exports.drawing.ticks import ticks_of
from exports.drawing.type import Measure
from exports.drawing.values import Trace

# As Plotly does it: about one tick in so many units along a horizontal and a vertical axis.
_TICK_ROOM = {"x": 90.0, "y": 45.0}


@dataclass(frozen=True)
class Frame:
    """The figure's size, the edges of the plot within it, and the axes by their ids."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axes: dict[str, Axis]

    def across(self, axis: Axis) -> Axis:
        """The axis that an axis stands on."""
        other = "y" if axis.letter == "x" else "x"
        anchor = str(axis.settings.get("anchor") or other)
        found = self.axes.get(anchor) or self.axes.get(other)
        return found or next(held for held in self.axes.values() if held.letter == other)

    def paper(self, x: float, y: float) -> tuple[float, float]:
        """A place given as shares of the plot, y upwards."""
        return self.left + x * (self.right - self.left), self.bottom - y * (self.bottom - self.top)


def frame_of(traces: list[Trace], layout: Mapping[str, Any], width: float, height: float, measure: Measure) -> Frame:
    """The frame of a figure drawn at this size."""
    margin = {side: float(layout.get("margin", {}).get(side, default)) for side, default in _MARGINS.items()}
    if layout.get("sliders"):
        # What plays a figure in the browser has no place on paper.
        margin["b"] = margin["t"]
    axes = axes_of(traces, layout)
    frame = _placed(width, height, margin, axes)
    if needed := _needed(frame, measure):
        margin = {side: max(room, needed.get(side, 0.0)) for side, room in margin.items()}
        frame = _placed(width, height, margin, axes)
    _keep_scale(frame)
    return frame


_MARGINS = {"l": 80, "r": 80, "t": 100, "b": 80}


def _placed(width: float, height: float, margin: Mapping[str, float], axes: dict[str, Axis]) -> Frame:
    left, top = margin["l"], margin["t"]
    right, bottom = max(width - margin["r"], left + 1), max(height - margin["b"], top + 1)
    frame = Frame(width, height, left, right, top, bottom, axes)
    for axis in axes.values():
        leader = axes.get(str(axis.settings.get("overlaying") or ""))
        low, high = (leader or axis).settings.get("domain") or (0, 1)
        (x_low, y_low), (x_high, y_high) = frame.paper(low, low), frame.paper(high, high)
        axis.start, axis.end = (x_low, x_high) if axis.letter == "x" else (y_low, y_high)
        most = round(abs(axis.end - axis.start) / _TICK_ROOM[axis.letter])
        axis.ticks = ticks_of(axis.settings, min(axis.low, axis.high), max(axis.low, axis.high), max(most, 2))
    return frame


def _needed(frame: Frame, measure: Measure) -> dict[str, float]:
    """The margins at which the labels of all axes that ask for room have it."""
    needed: dict[str, float] = {}

    def ask(side: str, room: float) -> None:
        needed[side] = max(needed.get(side, 0.0), room)

    for axis in frame.axes.values():
        if axis.settings.get("automargin") is not True or not axis.labels():
            continue
        across = frame.across(axis)
        edges = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
        edge = across.end if axis.side in ("top", "right") else across.start
        # Labels of an axis in the middle of the figure need no margin.
        if abs(edge - edges[axis.side]) < 1:
            ask(axis.side[0], axis.depth(measure))
        if axis.letter == "x":
            left, right = axis.overhang(measure)
            ask("l", left if abs(axis.start - frame.left) < 1 else 0.0)
            ask("r", right if abs(axis.end - frame.right) < 1 else 0.0)
    return needed


def _keep_scale(frame: Frame) -> None:
    """Where one unit is as long on both axes, the axis with room to spare is shortened."""
    for axis in frame.axes.values():
        other = frame.axes.get(str(axis.settings.get("scaleanchor") or ""))
        if other is None:
            continue
        ratio = float(axis.settings.get("scaleratio", 1))
        own, its = (abs((held.end - held.start) / (held.high - held.low)) for held in (axis, other))
        longer, scale = (axis, its * ratio) if own > its * ratio else (other, own / ratio)
        length = scale * abs(longer.high - longer.low) * (1 if longer.end > longer.start else -1)
        toward = {"top": 1.0, "right": 1.0, "bottom": 0.0, "left": 0.0}.get(
            str(longer.settings.get("constraintoward") or ""), 0.5
        )
        spare = (longer.end - longer.start) - length
        longer.start += spare * toward
        longer.end = longer.start + length
