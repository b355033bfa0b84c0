"""Markers."""

import math

from exports.drawing.primitives import Circle, Fill, Line, Mark, Pen, Polygon

# Corners in units of half the size, y downwards, as Plotly has them.
_ROOT = math.sqrt(3)
_SHAPES = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "diamond-tall": ((0, -1.4), (0.7, 0), (0, 1.4), (-0.7, 0)),
    "triangle-right": ((-2 / _ROOT / 2, -2 / _ROOT), (2 / _ROOT, 0), (-2 / _ROOT / 2, 2 / _ROOT)),
    "x": (
        *((-0.6, -1.1), (0, -0.5), (0.6, -1.1), (1.1, -0.6), (0.5, 0), (1.1, 0.6)),
        *((0.6, 1.1), (0, 0.5), (-0.6, 1.1), (-1.1, 0.6), (-0.5, 0), (-1.1, -0.6)),
    ),
}
_STROKES = {"line-ns": ((0, -1.4), (0, 1.4)), "line-ew": ((-1.4, 0), (1.4, 0))}


def symbol_mark(
    symbol: str, x: float, y: float, size: float, fill: Fill | None, pen: Pen | None, name: str
) -> Mark | None:
    """The marker of a symbol around x, y; an open one has only an outline, in the colour of the fill."""
    kind = symbol.removesuffix("-open")
    if kind != symbol and fill:
        pen, fill = Pen(fill.colour, max(pen.width if pen else 1.0, 1.0), fill.opacity), None
    half = size / 2
    if kind in _STROKES:
        if pen is None and fill:
            pen = Pen(fill.colour, 1.0, fill.opacity)
        (x0, y0), (x1, y1) = _STROKES[kind]
        return Line(((x + x0 * half, y + y0 * half), (x + x1 * half, y + y1 * half)), pen, name) if pen else None
    if fill is None and pen is None:
        return None
    if kind in _SHAPES:
        ring = tuple((x + dx * half, y + dy * half) for dx, dy in _SHAPES[kind])
        return Polygon((ring,), fill, pen, name)
    return Circle(x, y, half, fill, pen, name)
