"""Names for the ribbons of a map: what they say on the screen belongs to unseen markers in the middle of each route."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from exports.drawing.clip import Points
from exports.drawing.primitives import Group, Mark, Point, Polygon, Ring
from exports.drawing.values import Trace, said

# The groups of charts/map that are ribbons, one polygon per route.
_RIBBONS = {"ribbons", "ribbons of others", "ribbons of net flows", "so far", "this month"}

Label = tuple[Point, str]


def labels_of(trace: Trace, points: Points) -> list[Label]:
    """The places and texts of a trace of unseen markers on routes; [] for any other."""
    if trace.get("name") != "routes" or trace.get("marker", {}).get("opacity") != 0:
        return []
    texts = said(trace, len(points))
    return [(point, text) for point, text in zip(points, texts, strict=True) if point is not None]


def with_names(groups: list[Group], labels: Sequence[Label]) -> list[Group]:
    """The groups, each ribbon under the name of the label that lies on its middle line."""
    if not labels:
        return groups
    left = list(labels)
    return [_named(group, left) if group.name in _RIBBONS else group for group in groups]


def _named(group: Group, left: list[Label]) -> Group:
    marks: list[Mark] = []
    for mark in group.marks:
        if isinstance(mark, Polygon) and left:
            line = _middle_line(mark.rings[0])
            nearest = min(range(len(left)), key=lambda at: _distance(left[at][0], line))
            mark = replace(mark, name=left.pop(nearest)[1])
        marks.append(mark)
    return Group(group.name, tuple(marks))


def _middle_line(ring: Ring) -> list[Point]:
    """Half way between both edges of a ribbon, as charts.ribbons makes them: out along one, an arrow, back along the other."""
    samples = max((len(ring) - 3) // 2, 1)
    pairs = zip(ring[:samples], reversed(ring[-samples:]), strict=True)
    return [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in pairs]


def _distance(point: Point, line: Sequence[Point]) -> float:
    """From a point to the nearest place of the line, and a little for lying far from its middle."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(line):
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        part = min(max(((point[0] - x0) * dx + (point[1] - y0) * dy) / length, 0.0), 1.0) if length else 0.0
        found.append(math.hypot(point[0] - x0 - part * dx, point[1] - y0 - part * dy))
    middle = line[len(line) // 2]
    return min(found, default=0.0) + 0.05 * math.hypot(point[0] - middle[0], point[1] - middle[1])
