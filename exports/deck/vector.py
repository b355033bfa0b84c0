"""A drawing as a group of shapes that can be recoloured and taken apart in PowerPoint."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from math import cos, radians, sin
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from charts.palette import LIGHT
from exports.deck.colours import colour_xml, solid_xml
from exports.deck.spelling import spelling
from exports.drawing import Drawing
from exports.drawing.primitives import (
    Circle,
    Curve,
    Fill,
    Group,
    Line,
    Mark,
    Pen,
    Point,
    Polygon,
    Rectangle,
    Text,
)
from exports.drawing.readable import readable
from exports.drawing.type import height_of, sans_width, width_of
from languages import ngettext

# The drawing's unit is the pixel of 96 to the inch.
EMU = 9525
# A group with more rectangles than this becomes one shape per colour: PowerPoint is slow with thousands of shapes.
_MOST_APART = 900
_LONGEST_NAME = 120
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PATTERNS = {"/": "wdUpDiag", "\\": "wdDnDiag", "x": "diagCross"}
NextId = Callable[[], int]


def group_shape(drawing: Drawing, left: int, top: int, name: str, next_id: NextId) -> etree._Element:
    """The drawing as a `p:grpSp` whose upper left corner is at `left`, `top` in EMU; `next_id` gives ids on the slide.

    Each group of the drawing is a group of its own inside it.
    """
    size = (round(drawing.width * EMU), round(drawing.height * EMU))
    inner = "".join(_group(group, next_id) for group in map(_joined, drawing.groups))
    frame = _transform((left, top), size, (0, 0), size)
    xml = (
        f"<p:grpSp {_NAMESPACES}><p:nvGrpSpPr>{_properties(next_id(), name, drawing.alt)}<p:cNvGrpSpPr/><p:nvPr/>"
        f"</p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>{inner}</p:grpSp>"
    )
    return etree.fromstring(xml.encode("utf-8"))


def _transform(
    offset: tuple[int, int], size: tuple[int, int], inner_offset: tuple[int, int], inner_size: tuple[int, int]
) -> str:
    return (
        f'<a:xfrm><a:off x="{offset[0]}" y="{offset[1]}"/><a:ext cx="{size[0]}" cy="{size[1]}"/>'
        f'<a:chOff x="{inner_offset[0]}" y="{inner_offset[1]}"/><a:chExt cx="{inner_size[0]}" cy="{inner_size[1]}"/></a:xfrm>'
    )


def _properties(number: int, name: str, alt: str = "") -> str:
    said = readable(name).replace("\n", " ")
    shown = said if len(said) <= _LONGEST_NAME else said[: _LONGEST_NAME - 1] + "…"
    described = f" descr={quoteattr(readable(alt))}" if alt else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(shown or "shape")}{described}/>'


def _joined(group: Group) -> Group:
    """The group with what nobody would take apart as one: many lines of one look, land, thousands of cells."""
    marks: list[Mark] = []
    for key, held in groupby(group.marks, key=_sameness):
        same = list(held)
        if len(same) == 1 or key is None:
            marks += same
        elif isinstance(same[0], Polygon):
            rings = tuple(ring for mark in same if isinstance(mark, Polygon) for ring in mark.rings)
            marks.append(replace(same[0], rings=rings))
        else:
            marks += same
    rectangles = [mark for mark in marks if isinstance(mark, Rectangle)]
    if len(rectangles) <= _MOST_APART:
        return replace(group, marks=tuple(marks))
    by_look: dict[tuple[Fill | None, Pen | None], list[Rectangle]] = {}
    for mark in rectangles:
        by_look.setdefault((mark.fill, mark.pen), []).append(mark)
    merged = [
        Polygon(
            tuple(_corners(mark) for mark in same), fill, pen, ngettext("{number} cell", "{number} cells", len(same))
        )
        for (fill, pen), same in by_look.items()
    ]
    return replace(group, marks=(*merged, *(mark for mark in marks if not isinstance(mark, Rectangle))))


def _sameness(mark: Mark) -> object:
    """Equal for marks that are parts of one thing; None for marks that are not."""
    return (mark.fill, mark.pen, mark.name) if isinstance(mark, Polygon) and mark.name else None


def _corners(mark: Rectangle) -> tuple[Point, ...]:
    left, top, right, bottom = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _group(group: Group, next_id: NextId) -> str:
    shapes = "".join(_shapes(group, next_id))
    if not shapes:
        return ""
    left, top, right, bottom = _bounds(group)
    offset, size = (left, top), (max(right - left, 1), max(bottom - top, 1))
    return (
        f"<p:grpSp><p:nvGrpSpPr>{_properties(next_id(), group.name or 'marks')}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{_transform(offset, size, offset, size)}</p:grpSpPr>{shapes}</p:grpSp>"
    )


def _shapes(group: Group, next_id: NextId) -> Iterator[str]:
    lines: dict[tuple[Pen, str], list[Line]] = {}
    for mark in group.marks:
        if isinstance(mark, Line):
            lines.setdefault((mark.pen, mark.name), []).append(mark)
    done: set[tuple[Pen, str]] = set()
    for mark in group.marks:
        if isinstance(mark, Line):
            # Lines of one look are one shape, at the place of the first.
            if (mark.pen, mark.name) not in done:
                done.add((mark.pen, mark.name))
                yield _lines([held.points for held in lines[mark.pen, mark.name]], mark.pen, mark.name, next_id)
        elif isinstance(mark, Text):
            yield _text(mark, next_id)
        else:
            yield _shape(mark, next_id)


def _extent(mark: Mark) -> list[Point]:
    """Corners of the box that PowerPoint keeps for a mark."""
    if isinstance(mark, Rectangle):
        return [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
    if isinstance(mark, Circle):
        r = mark.radius
        return [(mark.x - r, mark.y - r), (mark.x + r, mark.y + r)]
    if isinstance(mark, Polygon):
        return [point for ring in mark.rings for point in ring]
    if isinstance(mark, Curve):
        return [mark.start, *(step[-1] for step in mark.steps)]
    if isinstance(mark, Line):
        return list(mark.points)
    left, top, width, height = _text_box(mark)
    return [(left, top), (left + width, top + height)]


def _bounds(group: Group) -> tuple[int, int, int, int]:
    points = [point for mark in group.marks for point in _extent(mark)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _emu(min(xs)), _emu(min(ys)), _emu(max(xs)), _emu(max(ys))


def _emu(length: float) -> int:
    return round(length * EMU)


def _box(points: list[Point]) -> tuple[int, int, int, int]:
    """Left, top, width and height in EMU."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = _emu(min(xs)), _emu(min(ys))
    return left, top, max(_emu(max(xs)) - left, 0), max(_emu(max(ys)) - top, 0)


def _sp(number: int, name: str, box: tuple[int, int, int, int], geometry: str, look: str, alt: str = "") -> str:
    left, top, width, height = box
    return (
        f"<p:sp><p:nvSpPr>{_properties(number, name, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>{geometry}{look}</p:spPr></p:sp>'
    )


def _shape(mark: Rectangle | Circle | Polygon | Curve, next_id: NextId) -> str:
    box = _box(_extent(mark))
    if isinstance(mark, Rectangle):
        geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    elif isinstance(mark, Circle):
        geometry = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    else:
        steps = _curve_path(mark, box) if isinstance(mark, Curve) else _ring_path(mark, box)
        geometry = _custom(box, steps)
    name = mark.name or type(mark).__name__.lower()
    return _sp(next_id(), name, box, geometry, _fill(mark.fill) + _pen(mark.pen), mark.name)


def _custom(box: tuple[int, int, int, int], steps: str, is_line: bool = False) -> str:
    fill = ' fill="none"' if is_line else ""
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{box[2]}" h="{box[3]}"{fill}>{steps}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


def _pt(point: Point, box: tuple[int, int, int, int]) -> str:
    return f'<a:pt x="{_emu(point[0]) - box[0]}" y="{_emu(point[1]) - box[1]}"/>'


def _ring_path(mark: Polygon, box: tuple[int, int, int, int]) -> str:
    return "".join(_open_path(ring, box) + "<a:close/>" for ring in mark.rings)


def _open_path(points: tuple[Point, ...], box: tuple[int, int, int, int]) -> str:
    rest = "".join(f"<a:lnTo>{_pt(point, box)}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{_pt(points[0], box)}</a:moveTo>{rest}"


def _curve_path(mark: Curve, box: tuple[int, int, int, int]) -> str:
    parts = [f"<a:moveTo>{_pt(mark.start, box)}</a:moveTo>"]
    for step in mark.steps:
        kind = "cubicBezTo" if len(step) == 3 else "lnTo"
        parts.append(f"<a:{kind}>{''.join(_pt(point, box) for point in step)}</a:{kind}>")
    return "".join(parts) + "<a:close/>"


def _lines(held: list[tuple[Point, ...]], pen: Pen, name: str, next_id: NextId) -> str:
    box = _box([point for points in held for point in points])
    geometry = _custom(box, "".join(_open_path(points, box) for points in held), is_line=True)
    return _sp(next_id(), name or "lines", box, geometry, "<a:noFill/>" + _pen(pen), name)


def _fill(fill: Fill | None) -> str:
    if fill is None:
        return "<a:noFill/>"
    if fill.hatch:
        ground = fill.colour if fill.opacity > 0 else LIGHT.ground
        lines = fill.hatch.colour
        return (
            f'<a:pattFill prst="{_PATTERNS.get(fill.hatch.shape, "wdUpDiag")}"><a:fgClr>{colour_xml(lines)}</a:fgClr>'
            f"<a:bgClr>{colour_xml(ground)}</a:bgClr></a:pattFill>"
        )
    return solid_xml(fill.colour, fill.opacity)


def _pen(pen: Pen | None) -> str:
    if pen is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{"sysDash" if max(pen.dash) > 2 * pen.width else "sysDot"}"/>' if pen.dash else ""
    return (
        f'<a:ln w="{max(_emu(pen.width), 1)}">{solid_xml(pen.colour, pen.opacity)}{dash}<a:miter lim="200000"/></a:ln>'
    )


def _text_box(mark: Text) -> tuple[float, float, float, float]:
    """Left, top, width and height of a text before it is turned around the middle of its box."""
    wide, high = width_of(mark.lines, mark.size, sans_width), height_of(mark.lines, mark.size)
    shift = wide * {"start": 0.5, "middle": 0.0, "end": -0.5}[mark.anchor]
    if mark.rotation:
        turn = radians(mark.rotation)
        x, y = mark.x + shift * cos(turn), mark.y + shift * sin(turn)
    else:
        x, y = mark.x + shift, mark.y
    return x - wide / 2, y - high / 2, wide, high


def _text(mark: Text, next_id: NextId) -> str:
    left, top, width, height = (_emu(length) for length in _text_box(mark))
    turn = f' rot="{round(mark.rotation * 60_000)}"' if mark.rotation else ""
    side = {"start": "l", "middle": "ctr", "end": "r"}[mark.anchor]
    size = max(round(mark.size * 72 / 96 * 100 / 10) * 10, 100)
    halo = f'<a:effectLst><a:glow rad="25400">{colour_xml(mark.halo, 0.8)}</a:glow></a:effectLst>' if mark.halo else ""
    paragraphs = []
    for line in mark.lines:
        runs = "".join(
            f'<a:r><a:rPr lang="{spelling()}" sz="{size}" b="{int(run.bold)}" i="{int(run.italic)}" dirty="0">'
            f"{solid_xml(run.colour or mark.colour)}{halo}</a:rPr><a:t>{escape(readable(run.text))}</a:t></a:r>"
            for run in line
        )
        paragraphs.append(f'<a:p><a:pPr algn="{side}"/>{runs}</a:p>')
    return (
        f'<p:sp><p:nvSpPr>{_properties(next_id(), mark.name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm{turn}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{''.join(paragraphs)}</p:txBody></p:sp>"
    )
