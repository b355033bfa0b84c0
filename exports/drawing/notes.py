"""Annotations and shapes of the layout."""

from collections.abc import Mapping
from typing import Any

from exports.drawing.colours import colour_of
from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of, pen_of
from exports.drawing.primitives import Anchor, Group, Line, Mark, Rectangle, Text
from exports.drawing.type import Measure, height_of, lines_of, width_of


def shape_group(layout: Mapping[str, Any], frame: Frame) -> Group:
    """Lines and rectangles over the traces."""
    marks: list[Mark] = []
    for shape in layout.get("shapes") or ():
        x0, x1 = (_place(shape, "x", end, frame) for end in ("x0", "x1"))
        y0, y1 = (_place(shape, "y", end, frame) for end in ("y0", "y1"))
        pen = pen_of(shape.get("line", {}))
        if shape["type"] == "line" and pen:
            marks.append(Line(((x0, y0), (x1, y1)), pen))
        elif shape["type"] == "rect":
            left, top = min(x0, x1), min(y0, y1)
            fill = fill_of(str(shape.get("fillcolor") or ""))
            marks.append(Rectangle(left, top, abs(x1 - x0), abs(y1 - y0), fill, pen))
    return Group("lines", tuple(marks))


def _place(shape: Mapping[str, Any], letter: str, end: str, frame: Frame) -> float:
    reference = str(shape.get(f"{letter}ref") or letter)
    if shape.get(f"{letter}sizemode") == "pixel":
        # Pixels from an anchor, upwards as all that is not on the screen.
        anchor = _at(reference, letter, shape[f"{letter}anchor"], frame)
        return anchor + float(shape[end]) * (1 if letter == "x" else -1)
    return _at(reference, letter, shape[end], frame)


def _at(reference: str, letter: str, value: Any, frame: Frame) -> float:
    """The place of a value on an axis, or as a share of the plot."""
    axis = frame.axes.get(reference)
    if axis is not None:
        return axis.place(value) or 0.0
    share = float(value) if isinstance(value, int | float) else 0.5
    return frame.paper(share, share)[0 if letter == "x" else 1]


def annotation_group(layout: Mapping[str, Any], frame: Frame, measure: Measure) -> Group:
    """Texts with a place of their own, on a ground or in a box where they have one."""
    marks: list[Mark] = []
    for note in layout.get("annotations") or ():
        if note.get("text") and note.get("visible", True):
            marks += _annotation(note, layout, frame, measure)
    return Group("labels", tuple(marks))


def _annotation(note: Mapping[str, Any], layout: Mapping[str, Any], frame: Frame, measure: Measure) -> list[Mark]:
    font = dict(layout.get("font", {})) | dict(note.get("font", {}))
    size, ink = float(font.get("size", 12)), colour_of(str(font.get("color", "#444444")))[0]
    lines = lines_of(note["text"])
    wide = float(note.get("width") or width_of(lines, size, measure))
    high = height_of(lines, size)
    # The border counts as one wide even where it is not seen.
    pad = float(note.get("borderpad", 1)) + float(note.get("borderwidth", 1))
    across, down = wide + 2 * pad, high + 2 * pad
    x = _at(_reference(note, "x", frame), "x", note.get("x", 0.5), frame) + float(note.get("xshift") or 0)
    y = _at(_reference(note, "y", frame), "y", note.get("y", 0.5), frame) - float(note.get("yshift") or 0)
    left = (
        x - across * {"left": 0.0, "center": 0.5, "right": 1.0}[_anchored(note, "x", "left", "center", "right", frame)]
    )
    top = y - down * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[_anchored(note, "y", "bottom", "middle", "top", frame)]
    marks: list[Mark] = []
    fill = fill_of(str(note.get("bgcolor") or ""))
    pen = pen_of({"color": note.get("bordercolor") or "", "width": note.get("borderwidth", 1)}, default="none")
    if fill or pen:
        marks.append(Rectangle(left, top, across, down, fill, pen))
    align = str(note.get("align") or "center")
    anchor: Anchor = "start" if align == "left" else "end" if align == "right" else "middle"
    inner = {"start": left + pad, "middle": left + across / 2, "end": left + across - pad}[anchor]
    if len(lines) == 1 and not note.get("width"):
        # A single line is as wide as its box, whatever its alignment: it keeps to the side where it is anchored.
        side = _anchored(note, "x", "left", "center", "right", frame)
        anchor = {"left": "start", "center": "middle", "right": "end"}[side]  # type: ignore[assignment]
        inner = {"start": left + pad, "middle": left + across / 2, "end": left + across - pad}[anchor]
    marks.append(Text(inner, top + down / 2, lines, size, ink, anchor))
    return marks


def _reference(note: Mapping[str, Any], letter: str, frame: Frame) -> str:
    """What a place is given on: an axis, by default the first, or the plot as a whole."""
    return str(note.get(f"{letter}ref") or (letter if letter in frame.axes else "paper"))


def _anchored(note: Mapping[str, Any], letter: str, low: str, middle: str, high: str, frame: Frame) -> str:
    """The edge at which a text is held; "auto" goes by its third of the plot, and is the middle on an axis."""
    held = str(note.get(f"{letter}anchor") or "auto")
    if held != "auto":
        return held
    if _reference(note, letter, frame) != "paper":
        return middle
    share = note.get(letter, 0.5)
    share = share if isinstance(share, int | float) else 0.5
    return low if share <= 1 / 3 else high if share >= 2 / 3 else middle
