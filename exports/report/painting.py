"""Paints a drawing onto a page as vectors and real text."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.platypus import Flowable

from exports.drawing.hatching import hatch_lines
from exports.drawing.primitives import Circle, Curve, Drawing, Fill, Line, Mark, Pen, Polygon, Rectangle, Text
from exports.report import typeface

HALO = 0.22


class Picture(Flowable):
    """A drawing as a part of a page."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.width, self.height = drawing.width, drawing.height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, whatever the room is."""
        del width, height
        return self.drawing.width, self.drawing.height

    def draw(self) -> None:
        """Called by ReportLab with the origin at the lower left corner of the drawing."""
        for mark in self.drawing.marks():
            self.canv.saveState()
            _paint(self.canv, mark, self.drawing.height)
            self.canv.restoreState()


def _paint(page: Canvas, mark: Mark, height: float) -> None:
    if isinstance(mark, Text):
        _write(page, mark, height)
        return
    page.setLineJoin(1)
    path = page.beginPath()
    if isinstance(mark, Line):
        _through(path, mark.points, height)
        _set_pen(page, mark.pen)
        page.drawPath(path, stroke=1, fill=0)
        return
    if isinstance(mark, Rectangle):
        path.rect(mark.x, height - mark.y - mark.height, mark.width, mark.height)
    elif isinstance(mark, Circle):
        path.circle(mark.x, height - mark.y, mark.radius)
    elif isinstance(mark, Polygon):
        for ring in mark.rings:
            _through(path, ring, height)
            path.close()
    else:
        _bend(path, mark, height)
    if mark.fill:
        _set_fill(page, mark.fill)
    if mark.pen:
        _set_pen(page, mark.pen)
    hatched = bool(mark.fill and mark.fill.hatch)
    page.drawPath(path, stroke=int(bool(mark.pen) and not hatched), fill=int(bool(mark.fill)), fillMode=FILL_EVEN_ODD)
    if mark.fill and mark.fill.hatch:
        page.saveState()
        _set_pen(page, Pen(mark.fill.hatch.colour, mark.fill.hatch.width))
        for (x0, y0), (x1, y1) in hatch_lines(mark):
            page.line(x0, height - y0, x1, height - y1)
        page.restoreState()
        if mark.pen:
            page.drawPath(path, stroke=1, fill=0)


def _through(path: object, points: tuple[tuple[float, float], ...], height: float) -> None:
    for at, (x, y) in enumerate(points):
        (path.lineTo if at else path.moveTo)(x, height - y)  # type: ignore[attr-defined]


def _bend(path: object, curve: Curve, height: float) -> None:
    path.moveTo(curve.start[0], height - curve.start[1])  # type: ignore[attr-defined]
    for step in curve.steps:
        flat = [value for x, y in step for value in (x, height - y)]
        (path.curveTo if len(step) == 3 else path.lineTo)(*flat)  # type: ignore[attr-defined]
    path.close()  # type: ignore[attr-defined]


def _set_pen(page: Canvas, pen: Pen) -> None:
    page.setStrokeColor(HexColor(pen.colour))
    page.setStrokeAlpha(pen.opacity)
    page.setLineWidth(pen.width)
    page.setDash(list(pen.dash))


def _set_fill(page: Canvas, fill: Fill) -> None:
    page.setFillColor(HexColor(fill.colour))
    page.setFillAlpha(fill.opacity)


def _write(page: Canvas, text: Text, height: float) -> None:
    page.translate(text.x, height - text.y)
    page.rotate(-text.rotation)
    for baseline, line in text.baselines():
        pieces = [(typeface.printable(run.text), run) for run in line]
        widths = [typeface.width(piece, text.size, run.bold) for piece, run in pieces]
        x = {"start": 0.0, "middle": -sum(widths) / 2, "end": -sum(widths)}[text.anchor]
        for (piece, run), wide in zip(pieces, widths, strict=True):
            page.setFont(typeface.font(run.bold), text.size)
            if text.halo:
                page.setStrokeColor(HexColor(text.halo))
                page.setLineWidth(text.size * HALO)
                page.drawString(x, text.y - baseline, piece, mode=1)
            page.setFillColor(HexColor(run.colour or text.colour))
            page.drawString(x, text.y - baseline, piece, mode=0)
            x += wide
