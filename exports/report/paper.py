"""Pages: their formats, their styles, what stands at the foot of each, contents and bookmarks."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, TableStyle
from reportlab.platypus.doctemplate import IndexingFlowable
from reportlab.platypus.tableofcontents import TableOfContents

from charts.palette import LIGHT
from exports.report import typeface
from languages import current
from languages import gettext as _


@dataclass(frozen=True)
class Paper:
    """size in points; type: size of running text; picture: points per pixel of a figure; is_screen: one picture a page."""

    name: str
    size: tuple[float, float]
    margin: float
    type: float
    picture: float
    is_screen: bool = False

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """Between the margins, without the line at the foot."""
        return self.size[1] - 2 * self.margin - FOOT


FOOT = 16.0
PORTRAIT = Paper("A4", A4, 16 * mm, 9.5, 0.62)
SCREEN = Paper("16:9", (960.0, 540.0), 32.0, 14.0, 0.95, is_screen=True)
PAPERS = {paper.name: paper for paper in (PORTRAIT, SCREEN)}


def styles(paper: Paper) -> dict[str, ParagraphStyle]:
    """Styles of paragraphs by what they are for."""
    size = paper.type

    def style(name: str, factor: float, bold: bool = False, colour: str = LIGHT.text, **more: Any) -> ParagraphStyle:
        own = {"fontSize": size * factor, "leading": size * factor * 1.3, "splitLongWords": 1}
        return ParagraphStyle(name, fontName=typeface.font(bold), textColor=HexColor(colour), **(own | more))

    return {
        "title": style("title", 2.6, True, spaceAfter=size),
        "mark": style("mark", 1.15, True, LIGHT.accent, spaceAfter=size * 0.5),
        "section": style("section", 1.7, True, spaceAfter=size * 0.4, keepWithNext=1),
        "finding": style("finding", 1.15, True, spaceBefore=size * 1.2, spaceAfter=size * 0.3, keepWithNext=1),
        "text": style("text", 1, spaceAfter=size * 0.5),
        "muted": style("muted", 0.9, colour=LIGHT.muted_text, spaceAfter=size * 0.5),
        "label": style("label", 0.85, colour=LIGHT.muted_text),
        "value": style("value", 1.5, True),
        "cell": style("cell", 0.8),
        "figure": style("figure", 0.8, alignment=TA_RIGHT),
        "head": style("head", 0.8, True),
        "head of figures": style("head of figures", 0.8, True, alignment=TA_RIGHT),
        "contents": style("contents", 1.05, spaceBefore=0 if paper.is_screen else size * 0.3),
    }


def paragraph(text: object, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text: no markup is read from it."""
    return Paragraph(escape(typeface.printable(text)).replace("\n", "<br/>"), style)


class Section(Paragraph):
    """A heading that stands in the contents and among the bookmarks; one of level 1 is among the bookmarks alone."""

    def __init__(self, text: object, style: ParagraphStyle, level: int = 0) -> None:
        self.said, self.level = typeface.printable(text), level
        super().__init__(escape(self.said), style)


def contents(paper: Paper) -> TableOfContents:
    """The list of sections with their pages."""
    table = TableOfContents()
    table.levelStyles = [styles(paper)["contents"]]
    table.dotsMinLevel = 0
    table.tableStyle = TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), typeface.font()),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return table


class _Document(BaseDocTemplate):
    """Tells the contents and the bookmarks where each section is."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the name that ReportLab calls
        """Called by ReportLab after each part of the story is on its page."""
        if isinstance(flowable, Section):
            key = f"section-{self.seq.nextf('section')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.said, key, flowable.level)
            if flowable.level == 0:
                self.notify("TOCEntry", (0, escape(flowable.said), self.page, key))


class _Total(IndexingFlowable):
    """Stands at the end and knows from the pass before how many pages there are."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = self.before = 0

    def isSatisfied(self) -> bool:  # noqa: N802 - the name that ReportLab calls
        """Whether the number written at the foot of the pages was right."""
        return self.pages == self.before

    def beforeBuild(self) -> None:  # noqa: N802 - the name that ReportLab calls
        """Called before each pass."""
        self.before = self.pages

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Takes no room."""
        del width, height
        return 0.0, 0.0

    def draw(self) -> None:
        """Called where the story ends."""
        self.pages = self.canv.getPageNumber()


def _write_foot(page: Canvas, paper: Paper, foot: str, marks: Sequence[str], pages: int) -> None:
    size = paper.type * 0.8
    number = _("Page {page} of {pages}", page=page.getPageNumber(), pages=pages)
    marked = " · ".join(typeface.printable(mark) for mark in marks)
    page.saveState()
    page.setFillColor(HexColor(LIGHT.muted_text))
    page.setFont(typeface.font(), size)
    page.drawRightString(paper.size[0] - paper.margin, paper.margin * 0.6, number)
    left = paper.margin
    if marked:
        page.setFillColor(HexColor(LIGHT.accent))
        page.setFont(typeface.font(bold=True), size)
        page.drawString(left, paper.margin * 0.6, marked)
        left += typeface.width(marked, size, bold=True) + size
    page.setFillColor(HexColor(LIGHT.muted_text))
    page.setFont(typeface.font(), size)
    room = paper.size[0] - paper.margin - typeface.width(number, size) - size - left
    page.drawString(left, paper.margin * 0.6, fitted(foot, size, room))
    page.restoreState()


def fitted(text: str, size: float, room: float) -> str:
    """The text as far as there is room for it in one line, with an ellipsis where it is cut."""
    shown = typeface.printable(text).replace("\n", " ")
    if typeface.width(shown, size) <= room:
        return shown
    while shown and typeface.width(shown + "…", size) > room:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def pdf(paper: Paper, story: Sequence[Flowable], *, title: str, subject: str, foot: str, marks: Sequence[str]) -> bytes:
    """The story on pages of this paper, with contents, bookmarks, page numbers, and what it is at the foot of each page."""
    out = io.BytesIO()
    document = _Document(
        out,
        pagesize=paper.size,
        title=typeface.printable(title),
        subject=typeface.printable(subject),
        author=_("ClusterXchange dashboard"),
        creator=_("ClusterXchange dashboard"),
        lang=current(),
        displayDocTitle=1,
        initialFontName=typeface.font(),
    )
    frame = Frame(
        paper.margin,
        paper.margin + FOOT,
        paper.width,
        paper.height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    total = _Total()

    def foot_of(page: Canvas, document: object) -> None:
        del document
        _write_foot(page, paper, foot, marks, total.before)

    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=foot_of)])
    document.multiBuild([*story, total])
    return out.getvalue()
