"""A drawing as a file of Scalable Vector Graphics."""

import math
from xml.sax.saxutils import escape, quoteattr

from exports.drawing.hatching import hatch_lines
from exports.drawing.primitives import Circle, Curve, Drawing, Fill, Line, Mark, Pen, Point, Polygon, Rectangle, Text
from exports.drawing.readable import readable

FONT_FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"


def svg(drawing: Drawing, ground: str = "") -> str:
    """The drawing; its groups and marks carry their names as titles. ground: colour behind it, "" is none."""
    width, height = _number(drawing.width), _number(drawing.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family={quoteattr(FONT_FAMILY)}>',
        f"<title>{_text(drawing.name)}</title>" if drawing.name else "",
        f"<desc>{_text(drawing.alt)}</desc>" if drawing.alt else "",
    ]
    if ground:
        parts.append(f'<rect width="{width}" height="{height}" fill="{ground}"/>')
    for group in drawing.groups:
        parts.append(f"<g><title>{_text(group.name)}</title>" if group.name else "<g>")
        parts += [_mark(mark) for mark in group.marks]
        parts.append("</g>")
    parts.append("</svg>")
    return "\n".join(part for part in parts if part) + "\n"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if math.isfinite(value) else "0"


def _text(text: str) -> str:
    return escape(readable(text))


def _mark(mark: Mark) -> str:
    if isinstance(mark, Text):
        return _written(mark)
    if isinstance(mark, Line):
        return f'<path d="M{" L".join(map(_point, mark.points))}" fill="none"{_pen(mark.pen)}/>'
    if isinstance(mark, Circle):
        shape = f'circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}"'
    elif isinstance(mark, Rectangle):
        size = f'width="{_number(mark.width)}" height="{_number(mark.height)}"'
        shape = f'rect x="{_number(mark.x)}" y="{_number(mark.y)}" {size}'
    elif isinstance(mark, Polygon):
        rings = " ".join(f"M{' L'.join(map(_point, ring))} Z" for ring in mark.rings)
        shape = f'path fill-rule="evenodd" d="{rings}"'
    else:
        shape = f'path d="{_curve(mark)}"'
    title = f"<title>{_text(mark.name)}</title>" if mark.name else ""
    painted = f"<{shape}{_fill(mark.fill)}{_pen(mark.pen) if mark.pen else ''}>{title}</{shape.partition(' ')[0]}>"
    if mark.fill and mark.fill.hatch:
        pen = Pen(mark.fill.hatch.colour, mark.fill.hatch.width)
        lines = " ".join(f"M{_point(one)} L{_point(other)}" for one, other in hatch_lines(mark))
        painted += f'<path d="{lines}" fill="none"{_pen(pen)}/>' if lines else ""
    return painted


def _point(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _curve(curve: Curve) -> str:
    steps = [f"{'C' if len(step) == 3 else 'L'}{' '.join(map(_point, step))}" for step in curve.steps]
    return f"M{_point(curve.start)} {' '.join(steps)} Z"


def _fill(fill: Fill | None) -> str:
    if fill is None:
        return ' fill="none"'
    return f' fill="{fill.colour}"' + (f' fill-opacity="{_number(fill.opacity)}"' if fill.opacity < 1 else "")


def _pen(pen: Pen) -> str:
    text = f' stroke="{pen.colour}" stroke-width="{_number(pen.width)}"'
    if pen.opacity < 1:
        text += f' stroke-opacity="{_number(pen.opacity)}"'
    if pen.dash:
        text += f' stroke-dasharray="{" ".join(map(_number, pen.dash))}"'
    return text


def _written(mark: Text) -> str:
    settings = f'font-size="{_number(mark.size)}" fill="{mark.colour}" text-anchor="{mark.anchor}"'
    if mark.rotation:
        settings += f' transform="rotate({_number(mark.rotation)} {_number(mark.x)} {_number(mark.y)})"'
    if mark.halo:
        width = _number(mark.size / 4)
        settings += f' stroke="{mark.halo}" stroke-width="{width}" stroke-linejoin="round" paint-order="stroke"'
    rows = []
    for y, line in mark.baselines():
        runs = []
        for run in line:
            style = (' font-weight="bold"' if run.bold else "") + (' font-style="italic"' if run.italic else "")
            style += f' fill="{run.colour}"' if run.colour else ""
            runs.append(f"<tspan{style}>{_text(run.text)}</tspan>")
        rows.append(
            f'<text x="{_number(mark.x)}" y="{_number(y)}" xml:space="preserve" {settings}>{"".join(runs)}</text>'
        )
    return "".join(rows)
