"""Cells of a heatmap as rectangles."""

from collections.abc import Iterable, Sequence
from typing import Any

from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of
from exports.drawing.primitives import Group, Mark, Rectangle
from exports.drawing.type import plain_text
from exports.drawing.values import Trace, is_number


def step_colour(scale: Sequence[Sequence[Any]], low: float, high: float, value: float) -> str:
    """The colour of a value on a scale of steps, each of which has its colour at both ends."""
    part = min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.0
    below = [colour for edge, colour in scale if float(edge) <= part]
    return str(below[-1])


def heatmap_groups(traces: Iterable[Trace], frame: Frame) -> list[Group]:
    """A group of cells for each heatmap."""
    return [_cells(trace, frame) for trace in traces if trace["type"] == "heatmap"]


def _cells(trace: Trace, frame: Frame) -> Group:
    x, y = frame.axes[trace.get("xaxis", "x")], frame.axes[trace.get("yaxis", "y")]
    wide, high = float(trace.get("xgap", 0)) / 2, float(trace.get("ygap", 0)) / 2
    column_names, row_names = ([plain_text(text) for text in axis.settings.get("ticktext") or ()] for axis in (x, y))
    held = trace.get("customdata")
    first_line = str(trace.get("hovertemplate")).partition("<br>")[0]
    # "%{y} to %{x}", in whatever language.
    pair = first_line if "%{y}" in first_line and "%{x}" in first_line else ""
    marks: list[Mark] = []
    for row, values in enumerate(trace["z"]):
        for column, value in enumerate(values):
            if not is_number(value):
                continue
            left, right = sorted((x.at(column - 0.5), x.at(column + 0.5)))
            top, bottom = sorted((y.at(row - 0.5), y.at(row + 0.5)))
            fill = fill_of(step_colour(trace["colorscale"], trace["zmin"], trace["zmax"], value))
            # The last of the custom data is what the hover label says of the cell.
            name = plain_text(held[row][column][-1]) if held else ""
            if pair and row < len(row_names) and column < len(column_names):
                name = f"{pair.replace('%{y}', row_names[row]).replace('%{x}', column_names[column])}: {name}"
            marks.append(
                Rectangle(left + wide, top + high, right - left - 2 * wide, bottom - top - 2 * high, fill, None, name)
            )
    return Group(str(trace.get("name") or "cells"), tuple(marks))
