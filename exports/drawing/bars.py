"""Bars, and what is written in or beside them."""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from exports.drawing.axes import Axis
from exports.drawing.clip import Box
from exports.drawing.colours import colour_of
from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of, pen_of
from exports.drawing.primitives import Group, Mark, Rectangle, Text
from exports.drawing.type import lines_of
from exports.drawing.values import Trace, each, said

# Between the end of a bar and the number beside it.
_BESIDE = 3.0

Feet = dict[tuple[str, str, float, bool], float]


def bar_groups(traces: list[Trace], layout: Mapping[str, Any], frame: Frame) -> list[Group]:
    """A group of rectangles and texts for each trace of bars."""
    feet: Feet = defaultdict(float)
    return [_bars(trace, layout, frame, feet) for trace in traces if trace["type"] == "bar"]


def _bars(trace: Trace, layout: Mapping[str, Any], frame: Frame, feet: Feet) -> Group:
    along, across = frame.axes[trace.get("xaxis", "x")], frame.axes[trace.get("yaxis", "y")]
    lying = trace.get("orientation") == "h"
    if not lying:
        along, across = across, along
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    number = len(lengths)
    values = [along.value(length) for length in lengths]
    centres = [across.value(place) for place in places]
    widths = each(trace.get("width"), number, None)
    offsets = each(trace.get("offset"), number, None)
    default_width = _closest(centres) * (1 - float(layout.get("bargap", 0.2)))
    mode = layout.get("barmode") if trace.get("base") is None else "overlay"
    bases = each(trace.get("base"), number, 0.0)
    names = said(trace, number)
    looks = _looks(trace, number)
    marks: list[Mark] = []
    texts: list[Mark] = []
    box = _box(frame, trace)
    for at, (value, centre) in enumerate(zip(values, centres, strict=True)):
        if value is None or centre is None:
            continue
        base = float(bases[at] or 0.0)
        if mode in ("stack", "relative"):
            key = (along.id, across.id, centre, mode == "relative" and value < 0)
            base = feet[key]
            feet[key] += value
        width = widths[at] or default_width
        start = centre + (offsets[at] if offsets[at] is not None else -width / 2)
        rectangle = _rectangle(along, across, base, base + value, start, start + width, lying)
        if value and (seen := _within(rectangle, box)):
            fill, pen = looks[at]
            marks.append(Rectangle(*seen, fill, pen, names[at]))
        texts += _text(trace, at, number, rectangle, value >= 0, lying)
    return Group(str(trace.get("name") or ""), (*marks, *texts))


def _closest(centres: list[float | None]) -> float:
    """The least distance between two places that differ; 1 where there are no two."""
    known = sorted({centre for centre in centres if centre is not None})
    return min((after - before for before, after in itertools.pairwise(known)), default=1.0)


def _looks(trace: Trace, number: int) -> list[tuple[Any, Any]]:
    marker = trace.get("marker", {})
    colours = each(marker.get("color"), number, "#444444")
    line = marker.get("line", {})
    widths, inks = each(line.get("width"), number, 0), each(line.get("color"), number, "#444444")
    pattern = marker.get("pattern")
    return [
        (fill_of(str(colours[at]), pattern), pen_of({"color": inks[at], "width": widths[at]})) for at in range(number)
    ]


def _box(frame: Frame, trace: Trace) -> Box:
    x, y = frame.axes[trace.get("xaxis", "x")], frame.axes[trace.get("yaxis", "y")]
    return x.start, y.end, x.end, y.start


def _rectangle(
    along: Axis, across: Axis, low: float, high: float, start: float, end: float, lying: bool
) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    long, thick = sorted((along.at(low), along.at(high))), sorted((across.at(start), across.at(end)))
    (left, right), (top, bottom) = (long, thick) if lying else (thick, long)
    return left, top, right - left, bottom - top


def _within(rectangle: tuple[float, float, float, float], box: Box) -> tuple[float, float, float, float] | None:
    left, top = max(rectangle[0], box[0]), max(rectangle[1], box[1])
    right, bottom = min(rectangle[0] + rectangle[2], box[2]), min(rectangle[1] + rectangle[3], box[3])
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _text(
    trace: Trace, at: int, number: int, rectangle: tuple[float, float, float, float], upward: bool, lying: bool
) -> list[Mark]:
    position = each(trace.get("textposition"), number, "auto")[at]
    text = each(trace.get("text"), number, "")[at]
    if not text or position == "none":
        return []
    font = trace.get("insidetextfont" if position == "inside" else "outsidetextfont") or trace.get("textfont", {})
    size = float(each(font.get("size"), number, 12)[at])
    ink = colour_of(str(each(font.get("color"), number, "#444444")[at]))[0]
    lines = lines_of(text)
    left, top, width, height = rectangle
    if position == "inside":
        return [Text(left + width / 2, top + height / 2, lines, size, ink, "middle")]
    if lying:
        middle = top + height / 2
        if upward:
            return [Text(left + width + _BESIDE, middle, lines, size, ink, "start")]
        return [Text(left - _BESIDE, middle, lines, size, ink, "end")]
    half = size * 1.3 / 2
    place = top - half if upward else top + height + half
    return [Text(left + width / 2, place, lines, size, ink, "middle")]
