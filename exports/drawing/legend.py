"""The legend: an entry per trace that has one, in rows from left to right or one below the other."""

from collections.abc import Mapping
from typing import Any

from exports.drawing.colours import colour_of
from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of, pen_of
from exports.drawing.primitives import Group, Line, Mark, Rectangle, Text
from exports.drawing.symbols import symbol_mark
from exports.drawing.type import Measure, lines_of, width_of
from exports.drawing.values import Trace, each

# As Plotly has them: width of an entry's picture with its gaps, between entries, between an entry's picture and edge.
_TEXT_AT, _GAP, _PICTURE = 40.0, 5.0, 30.0


def legend_group(traces: list[Trace], layout: Mapping[str, Any], frame: Frame, measure: Measure) -> Group:
    """All of the legend; empty where there is none."""
    entries = [trace for trace in traces if _has_entry(trace)]
    if not layout.get("showlegend") or not entries:
        return Group("legend", ())
    legend = layout.get("legend", {})
    build = _row if legend.get("orientation") == "h" else _column
    marks, width, height = build(entries, legend, frame, measure)
    x, y = _corner(legend, frame, width, height)
    return Group("legend", tuple(mark for make in marks for mark in make(x, y)))


def _has_entry(trace: Trace) -> bool:
    if trace["type"] not in ("bar", "scatter", "scattergeo"):
        return False
    return bool(trace.get("showlegend", True))


def _corner(legend: Mapping[str, Any], frame: Frame, width: float, height: float) -> tuple[float, float]:
    shares = float(legend.get("x", 1.02)), float(legend.get("y", 1))
    x, y = frame.paper(*shares)
    if legend.get("xref") == "container":
        x = shares[0] * frame.width
    if legend.get("yref") == "container":
        y = (1 - shares[1]) * frame.height
    x -= width * {"center": 0.5, "right": 1.0}.get(str(legend.get("xanchor")), 0.0)
    y -= height * {"middle": 0.5, "bottom": 1.0}.get(str(legend.get("yanchor")), 0.0)
    return x, y


def _ink(legend: Mapping[str, Any], part: str = "font") -> tuple[float, str]:
    font = legend.get(part) or legend.get("font", {})
    return float(font.get("size", 12)), colour_of(str(font.get("color", "#444444")))[0]


def _row(
    entries: list[Trace], legend: Mapping[str, Any], frame: Frame, measure: Measure
) -> tuple[list[Any], float, float]:
    """Entries side by side; in columns of one width where one row is too short for them."""
    size, ink = _ink(legend)
    line = max(size * 1.3, 16.0) + 3.0
    title = legend.get("title", {})
    start = 0.0
    makers: list[Any] = []
    if title.get("text"):
        title_size, title_ink = _ink(title)
        lines = lines_of(title["text"])
        start = width_of(lines, title_size, measure) + 2 * 2

        def write(x: float, y: float, lines: Any = lines) -> list[Mark]:
            return [Text(x, y + _GAP + line / 2, lines, title_size, title_ink)]

        makers.append(write)
    widths = [_TEXT_AT + width_of(lines_of(entry.get("name", "")), size, measure) + _GAP for entry in entries]
    room = frame.width if legend.get("xref") == "container" else frame.right - frame.left
    if start + sum(widths) > room:
        columns = max(int((room - start) // max(widths)), 1)
        widths = [max(widths)] * len(widths)
    else:
        columns = len(entries)
    left = [start + sum(widths[at - at % columns : at]) for at in range(len(entries))]
    for at, entry in enumerate(entries):
        makers.append(_entry(entry, left[at], _GAP + at // columns * line, line, size, ink))
    rows = -(-len(entries) // columns)
    return makers, start + sum(widths[:columns]), rows * line + 2 * _GAP


def _column(
    entries: list[Trace], legend: Mapping[str, Any], frame: Frame, measure: Measure
) -> tuple[list[Any], float, float]:
    """Entries one below the other, those of a group under its title."""
    size, ink = _ink(legend)
    line = max(size * 1.3, 16.0) + 3.0
    title_size, title_ink = _ink(legend, "grouptitlefont")
    groups: dict[str, list[Trace]] = {}
    for entry in entries:
        groups.setdefault(str(entry.get("legendgroup") or id(entry)), []).append(entry)
    makers: list[Any] = []
    y, width = _GAP, 0.0
    for held in groups.values():
        titles = [text for entry in held if (text := entry.get("legendgrouptitle", {}).get("text"))]
        if titles:
            makers.append(_title(titles[0], y, line, title_size, title_ink))
            y += line
        for entry in held:
            makers.append(_entry(entry, 0.0, y, line, size, ink))
            width = max(width, _TEXT_AT + width_of(lines_of(entry.get("name", "")), size, measure))
            y += line
        y += float(legend.get("tracegroupgap", 10)) if len(groups) > 1 else 0.0
    return makers, width, y + _GAP


def _title(text: str, y: float, line: float, size: float, ink: str) -> Any:
    lines = lines_of(text, bold=True)
    return lambda left, top: [Text(left + _GAP, top + y + line / 2, lines, size, ink)]


def _entry(trace: Trace, x: float, y: float, line: float, size: float, ink: str) -> Any:
    lines = lines_of(trace.get("name", ""))

    def make(left: float, top: float) -> list[Mark]:
        middle = top + y + line / 2
        return [*_picture(trace, left + x + _GAP, middle), Text(left + x + _TEXT_AT, middle, lines, size, ink)]

    return make


def _picture(trace: Trace, x: float, y: float) -> list[Mark]:
    """What stands for the trace: a box for bars and areas, a line, a marker; `x` is its left edge, `y` its middle."""
    name = str(trace.get("name") or "")
    marker = trace.get("marker", {})
    if trace["type"] == "bar":
        line = marker.get("line", {})
        pen = pen_of({"color": _first(line.get("color")), "width": _first(line.get("width")) or 0})
        fill = fill_of(str(_first(marker.get("color"))), marker.get("pattern"))
        return [Rectangle(x + _PICTURE / 2 - 6, y - 6, 12, 12, fill, pen, name)]
    marks: list[Mark] = []
    mode = str(trace.get("mode") or "lines+markers")
    pen = pen_of(trace.get("line", {})) if "lines" in mode else None
    if trace.get("fill") or trace.get("stackgroup"):
        fill = fill_of(str(trace.get("fillcolor")), trace.get("fillpattern"))
        marks.append(Rectangle(x, y - 6 if "lines" not in mode else y, _PICTURE, 6, fill, None, name))
    if pen:
        marks.append(Line(((x, y), (x + _PICTURE, y)), pen, name))
    if "markers" in mode:
        line = marker.get("line", {})
        rim = pen_of({"color": _first(line.get("color")), "width": _first(line.get("width")) or 0})
        fill = fill_of(str(_first(marker.get("color")) or "#444444"))
        shown = symbol_mark(
            str(_first(marker.get("symbol")) or "circle"),
            x + _PICTURE / 2,
            y,
            min(float(_first(marker.get("size")) or 6), 16.0),
            fill,
            rim,
            name,
        )
        marks += [shown] if shown else []
    return marks


def _first(setting: Any) -> Any:
    return each(setting, 1)[0]
