"""The lines of a hatch, cut at the edge of what they fill, for painters without patterns of their own."""

import math

from exports.drawing.primitives import Circle, Curve, Point, Polygon, Rectangle, Ring

# The lines of a hatch lean by this much, as slopes with y downwards.
_LEANS = {"/": (-1.0,), "\\": (1.0,), "x": (-1.0, 1.0)}


def hatch_lines(mark: Rectangle | Circle | Polygon | Curve) -> list[tuple[Point, Point]]:
    """The ends of each line of the mark's hatch; [] without one, and for a circle or a curve."""
    hatch = mark.fill.hatch if mark.fill else None
    if hatch is None or not isinstance(mark, Rectangle | Polygon):
        return []
    rings = _rings(mark)
    return [ends for lean in _LEANS.get(hatch.shape, (-1.0,)) for ends in _across(rings, lean, hatch.distance)]


def _rings(mark: Rectangle | Polygon) -> tuple[Ring, ...]:
    if isinstance(mark, Polygon):
        return mark.rings
    left, top, right, bottom = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    return (((left, top), (right, top), (right, bottom), (left, bottom)),)


def _across(rings: tuple[Ring, ...], lean: float, distance: float) -> list[tuple[Point, Point]]:
    """Lines y = lean * x + c at even distances, where they are inside: between each odd crossing and the next."""
    offsets = [y - lean * x for ring in rings for x, y in ring]
    step = distance * math.sqrt(2)
    found = []
    for number in range(math.ceil(min(offsets) / step), math.floor(max(offsets) / step) + 1):
        # A hair beside the round number, so that no corner lies on the line.
        level = number * step + 1e-7
        crossings = sorted(x for ring in rings for x in _crossings(ring, lean, level))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            if end - start > 1e-3:
                found.append(((start, lean * start + level), (end, lean * end + level)))
    return found


def _crossings(ring: Ring, lean: float, level: float) -> list[float]:
    found = []
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        before, after = y0 - lean * x0 - level, y1 - lean * x1 - level
        if (before > 0) != (after > 0):
            found.append(x0 + before / (before - after) * (x1 - x0))
    return found
