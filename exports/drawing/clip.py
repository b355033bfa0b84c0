"""Lines and rings cut at the edges of an upright rectangle."""

import itertools
from collections.abc import Iterable, Sequence

from exports.drawing.primitives import Point, Ring

# left, top, right, bottom
Box = tuple[float, float, float, float]
# Places with gaps between them.
Points = Sequence[Point | None]


def pieces(coordinates: Iterable[Point | None]) -> list[list[Point]]:
    """The stretches between gaps; single points are left out."""
    found: list[list[Point]] = [[]]
    for point in coordinates:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [piece for piece in found if len(piece) > 1]


def inside(box: Box, points: Sequence[Point]) -> bool:
    """Whether all points lie in the box, its edges included."""
    left, top, right, bottom = box
    slack = 0.01
    return all(left - slack <= x <= right + slack and top - slack <= y <= bottom + slack for x, y in points)


def clipped_ring(ring: Ring, box: Box) -> Ring:
    """The part of a ring in the box; () for none. Parts that the edge would sever stay joined along it."""
    if inside(box, ring):
        return ring
    points = list(ring)
    for axis, edge, keeps_above in ((0, box[0], True), (1, box[1], True), (0, box[2], False), (1, box[3], False)):
        kept: list[Point] = []
        for one, other in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            one_in, other_in = ((point[axis] >= edge) == keeps_above or point[axis] == edge for point in (one, other))
            if one_in != other_in:
                part = (edge - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
            if other_in:
                kept.append(other)
        points = kept
    return tuple(points) if len(points) > 2 else ()


def clipped_line(points: Ring, box: Box) -> list[Ring]:
    """The stretches of a line in the box."""
    if inside(box, points):
        return [points]
    found: list[list[Point]] = []
    for one, other in itertools.pairwise(points):
        ends = _segment(one, other, box)
        if ends is None:
            continue
        if found and found[-1][-1] == ends[0]:
            found[-1].append(ends[1])
        else:
            found.append([ends[0], ends[1]])
    return [tuple(piece) for piece in found]


def _segment(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line in the box, by the parameters at which it passes its edges."""
    first, last = 0.0, 1.0
    dx, dy = other[0] - one[0], other[1] - one[1]
    for step, room in ((-dx, one[0] - box[0]), (dx, box[2] - one[0]), (-dy, one[1] - box[1]), (dy, box[3] - one[1])):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None

    def at(part: float) -> Point:
        # The very ends, so that what continues there is seen to continue.
        return one if part == 0 else other if part == 1 else (one[0] + part * dx, one[1] + part * dy)

    return at(first), at(last)
