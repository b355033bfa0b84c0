"""Lines, areas, markers and texts at points; those of the map come here with their places already found."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from exports.drawing.axes import Axis
from exports.drawing.clip import Box, Points, clipped_line, clipped_ring, pieces
from exports.drawing.colours import colour_of
from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of, pen_of
from exports.drawing.primitives import Anchor, Group, Line, Mark, Point, Polygon, Ring, Text
from exports.drawing.routes import Label, labels_of, with_names
from exports.drawing.symbols import symbol_mark
from exports.drawing.type import lines_of
from exports.drawing.values import Trace, each, said

# Between a marker and its text.
_BESIDE = 3.0


def scatter_groups(traces: Iterable[Trace], frame: Frame) -> list[Group]:
    """A group for each trace of points on the axes of the plot."""
    groups: list[Group] = []
    labels: list[Label] = []
    before: dict[tuple[str, str], list[Point | None]] = defaultdict(list)
    stacks: dict[tuple[str, str, str], dict[float, float]] = defaultdict(lambda: defaultdict(float))
    for trace in traces:
        if trace["type"] != "scatter":
            continue
        x, y = frame.axes[trace.get("xaxis", "x")], frame.axes[trace.get("yaxis", "y")]
        box = (min(x.start, x.end), min(y.start, y.end), max(x.start, x.end), max(y.start, y.end))
        name = str(trace.get("name") or "")
        pairs = list(zip(trace.get("x") or (), trace.get("y") or (), strict=False))
        if trace.get("stackgroup"):
            foot = stacks[x.id, y.id, str(trace["stackgroup"])]
            known = [
                (at, value) for one, other in pairs if (at := x.value(one)) is not None for value in [y.value(other)]
            ]
            lower = [(x.at(at), y.at(foot[at])) for at, _ in known]
            for at, value in known:
                foot[at] += value or 0.0
            upper = [(x.at(at), y.at(foot[at])) for at, _ in known]
            groups.append(Group(name, tuple(_band(trace, upper, lower))))
            continue
        points: list[Point | None] = []
        for one, other in pairs:
            across, up = x.place(one), y.place(other)
            points.append(None if across is None or up is None else (across, up))
        is_open = trace.get("cliponaxis") is False
        marks = point_marks(trace, points, box, is_open)
        if trace.get("fill") == "tonexty":
            marks = [*_between(trace, points, before[x.id, y.id], box), *marks]
        marks += _whiskers(trace, pairs, x, y, box)
        before[x.id, y.id] = points
        groups.append(Group(name, tuple(marks)))
        labels += labels_of(trace, points)
    return with_names(groups, labels)


def _band(trace: Trace, upper: list[Point], lower: list[Point]) -> list[Mark]:
    """A stacked area, and the line on top of it."""
    marks: list[Mark] = []
    if len(upper) > 1:
        fill = fill_of(str(trace.get("fillcolor") or "#000000"), trace.get("fillpattern"))
        marks.append(Polygon(((*upper, *reversed(lower)),), fill, None, str(trace.get("name") or "")))
        if "lines" in str(trace.get("mode", "lines")) and (pen := pen_of(trace.get("line", {}))):
            marks.append(Line(tuple(upper), pen))
    return marks


def _between(trace: Trace, points: Points, others: Points, box: Box) -> list[Mark]:
    """The band from the line of a trace to that of the one before it."""
    ring = tuple(point for point in (*points, *reversed(others)) if point is not None)
    fill = fill_of(str(trace.get("fillcolor") or "#000000"), trace.get("fillpattern"))
    kept = clipped_ring(ring, box) if len(ring) > 2 else ()
    return [Polygon((kept,), fill, None, str(trace.get("name") or ""))] if kept else []


def _whiskers(trace: Trace, pairs: list[tuple[Any, Any]], x: Axis, y: Axis, box: Box) -> list[Mark]:
    """Error bars: how far a value may be off, to both sides, with a cap at each end."""
    marks: list[Mark] = []
    for letter, along, across in (("x", x, y), ("y", y, x)):
        error = trace.get(f"error_{letter}") or {}
        more = error.get("array")
        pen = pen_of({"color": error.get("color"), "width": error.get("thickness", 2)})
        if more is None or pen is None or error.get("visible") is False:
            continue
        less = (error.get("arrayminus") if error.get("symmetric") is False else more) or [0] * len(pairs)
        cap = float(error.get("width", 4))
        names = said(trace, len(pairs))
        for at, pair in enumerate(pairs):
            middle, place = along.value(pair[letter == "y"]), across.place(pair[letter != "y"])
            if middle is None or place is None:
                continue
            ends = along.at(middle - float(less[at] or 0)), along.at(middle + float(more[at] or 0))
            bars = [((ends[0], place), (ends[1], place))]
            bars += [((end, place - cap), (end, place + cap)) for end in ends]
            for one, other in bars:
                turned = (one, other) if letter == "x" else (one[::-1], other[::-1])
                marks += [Line(piece, pen, names[at]) for piece in clipped_line(turned, box)]
    return marks


def point_marks(trace: Trace, points: Points, box: Box, is_open: bool) -> list[Mark]:
    """The marks of a trace whose points have these places; `is_open`: markers and texts may leave the box."""
    mode = str(trace.get("mode") or "lines+markers")
    seen = float(trace.get("opacity", 1.0))
    names = said(trace, len(points))
    marks: list[Mark] = []
    if "lines" in mode:
        marks += _lines(trace, points, box, seen, is_open)
    if "markers" in mode:
        marks += _markers(trace, points, box, seen, names, is_open)
    if "text" in mode:
        marks += _texts(trace, points, box, is_open)
    return marks


def _lines(trace: Trace, points: Points, box: Box, seen: float, is_open: bool) -> list[Mark]:
    line = trace.get("line", {})
    pen = pen_of(line, seen)
    held = [tuple(piece) for piece in pieces(points)]
    if trace.get("fill") == "toself":
        fill = fill_of(str(trace.get("fillcolor") or "#000000"), trace.get("fillpattern"), seen)
        rings = [clipped_ring(ring[:-1] if ring[0] == ring[-1] else ring, box) for ring in held]
        # Ring by ring: each is a thing of its own, a country or a ribbon.
        return [Polygon((ring,), fill, pen, str(trace.get("name") or "")) for ring in rings if ring]
    if pen is None:
        return []
    if line.get("shape") == "hv":
        held = [_stairs(piece) for piece in held]
    cut = [piece for whole in held for piece in ([whole] if is_open else clipped_line(whole, box))]
    return [Line(piece, pen, str(trace.get("name") or "")) for piece in cut]


def _stairs(points: Ring) -> Ring:
    """The line that keeps its height up to the next point."""
    corners = [points[0]]
    for (_, before), (x, y) in itertools.pairwise(points):
        corners += [(x, before), (x, y)]
    return tuple(corners)


def _markers(trace: Trace, points: Points, box: Box, seen: float, names: list[str], is_open: bool) -> list[Mark]:
    marker, number = trace.get("marker", {}), len(points)
    line = marker.get("line", {})
    sizes, symbols = each(marker.get("size"), number, 6), each(marker.get("symbol"), number, "circle")
    colours, opacities = each(marker.get("color"), number, "#444444"), each(marker.get("opacity"), number, 1.0)
    inks, widths = each(line.get("color"), number, "#444444"), each(line.get("width"), number, 0)
    marks: list[Mark] = []
    for at, point in enumerate(points):
        visible = seen * float(opacities[at])
        if point is None or not visible or not float(sizes[at]) or not (is_open or _holds(box, point)):
            continue
        pen = pen_of({"color": inks[at], "width": widths[at]}, visible)
        fill = fill_of(str(colours[at]), None, visible)
        mark = symbol_mark(str(symbols[at]), *point, float(sizes[at]), fill, pen, names[at])
        if mark:
            marks.append(mark)
    return marks


def _holds(box: Box, point: Point) -> bool:
    slack = 1.0
    return box[0] - slack <= point[0] <= box[2] + slack and box[1] - slack <= point[1] <= box[3] + slack


def _texts(trace: Trace, points: Points, box: Box, is_open: bool) -> list[Mark]:
    number, font = len(points), trace.get("textfont", {})
    texts, sides = each(trace.get("text"), number, ""), each(trace.get("textposition"), number, "middle center")
    sizes, inks = each(font.get("size"), number, 12), each(font.get("color"), number, "#444444")
    halo = str(font.get("shadow") or "").rpartition(" ")[2]
    has_markers = "markers" in str(trace.get("mode"))
    radii = each(trace.get("marker", {}).get("size"), number, 0) if has_markers else [0] * number
    marks: list[Mark] = []
    for at, point in enumerate(points):
        if point is None or not texts[at] or not (is_open or _holds(box, point)):
            continue
        size = float(sizes[at])
        lines = lines_of(texts[at], bold=int(font.get("weight", 400) or 400) >= 600)
        vertical, _, horizontal = str(sides[at]).partition(" ")
        half = float(radii[at]) / 2
        # Plotly keeps texts that have no marker off their point too.
        beside = half + _BESIDE if half or horizontal != "center" else 0.0
        anchor: Anchor = "start" if horizontal == "right" else "end" if horizontal == "left" else "middle"
        x = point[0] + {"start": beside, "end": -beside, "middle": 0.0}[anchor]
        drop = half + size * len(lines) * 0.65 + 1
        y = point[1] + {"top": -drop, "bottom": drop}.get(vertical, 0.0)
        marks.append(
            Text(x, y, lines, size, colour_of(str(inks[at]))[0], anchor, halo=colour_of(halo)[0] if halo else "")
        )
    return marks
