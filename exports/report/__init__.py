"""Slides as a paginated report for print or screen: cover, contents, one section per slide, definitions at the end."""

from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

import pandas as pd
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table, TableStyle

from charts.chart import Chart
from charts.measures import MEASURES
from charts.palette import LIGHT
from charts.words import count
from exports.drawing import draw
from exports.report import typeface
from exports.report.painting import Picture
from exports.report.paper import PAPERS, PORTRAIT, SCREEN, Paper, Section, contents, paragraph, pdf, styles
from exports.report.rows import table
from languages import gettext as _
from scenes.slide import Fact, Slide

__all__ = ["PAPERS", "PORTRAIT", "SCREEN", "Paper", "report"]

# A list that is read, not searched; the downloads of its page have the rest.
ROWS_MOST, ROWS_ON_SCREENS = 150, 40
# Facts beside each other, on paper and on screens.
FACTS_ON_PAPER, FACTS_ON_SCREENS = 5, 9
# A picture is not squeezed below this share of its height: it then stands on a page of its own.
LOWEST = 0.42


def report(
    slides: Sequence[Slide],
    title: str,
    *,
    paper: Paper = PORTRAIT,
    address: str = "",
    progress: Callable[[int, int], object] | None = None,
) -> bytes:
    """The slides as a PDF.

    address: where the dashboard is ("https://..."), to which the links of the views lead; "" writes them as text. progress:
    called before each slide with its number and the number of all; what it raises ends the work.
    """
    style = styles(paper)
    marks = tuple(dict.fromkeys(mark for slide in slides for mark in slide.marks))
    sources = tuple(dict.fromkeys(slide.source for slide in slides))
    story: list[Flowable] = [Spacer(0, paper.height * 0.08), paragraph(title, style["title"])]
    story += [paragraph(mark, style["mark"]) for mark in marks]
    story += [paragraph(f"{source}.", style["text"]) for source in sources]
    story += [paragraph(_("Contents"), style["finding"]), contents(paper)]
    for at, slide in enumerate(slides, start=1):
        if progress:
            progress(at, len(slides))
        story += [PageBreak(), *_section(slide, paper, address)]
    story += [PageBreak(), *_definitions(slides, paper)]
    foot = ". ".join((title, *sources[:1]))
    return pdf(paper, story, title=title, subject="; ".join(sources), foot=foot, marks=marks)


def _section(slide: Slide, paper: Paper, address: str) -> Iterator[Flowable]:
    style = styles(paper)
    head: list[Flowable] = [Section(slide.headline, style["section"]), _sentence(slide, paper, address)]
    if slide.facts:
        head.append(_tiles(slide.facts, paper))
    yield from head
    taken = sum(_height(part, paper) for part in head)
    for at, chart in enumerate(slide.charts):
        if at and paper.is_screen:
            yield PageBreak()
        yield _figure(chart, slide.headline, paper, taken if not at else 0.0)
    if slide.table is not None and len(slide.table):
        if paper.is_screen and slide.charts:
            yield PageBreak()
        yield from _rows(slide.table, paper)


def _height(part: Flowable, paper: Paper) -> float:
    """How much of a page the part takes."""
    high: float = part.wrap(paper.width, paper.height)[1]
    return high + float(part.getSpaceBefore()) + float(part.getSpaceAfter())


def _sentence(slide: Slide, paper: Paper, address: str) -> Paragraph:
    """The view in words, and where it is: a link that can be followed where the address of the dashboard is known."""
    said = escape(typeface.printable(slide.sentence))
    at = escape(typeface.printable(f"{address}/{slide.link}"))
    link = f"<link href={quoteattr(f'{address}/{slide.link}')}>{at}</link>" if address else at
    view = _("View: {link}", link=link)
    return Paragraph(f"{said} {view}", styles(paper)["muted"])


def _tiles(facts: Sequence[Fact], paper: Paper) -> Table:
    """The facts in rows, each with its label, its value and its context."""
    style = styles(paper)
    rows = -(-len(facts) // (FACTS_ON_SCREENS if paper.is_screen else FACTS_ON_PAPER))
    in_a_row = -(-len(facts) // rows)
    value = style["text"] if in_a_row > FACTS_ON_PAPER + 1 else style["value"]
    cells = [
        [paragraph(fact.label, style["label"]), paragraph(fact.value, value), paragraph(fact.context, style["label"])]
        for fact in facts
    ]
    cells += [[]] * (-len(cells) % in_a_row)
    lines = [cells[at : at + in_a_row] for at in range(0, len(cells), in_a_row)]
    look = [
        ("FONTNAME", (0, 0), (-1, -1), typeface.font()),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), paper.type * 0.6),
        ("LINEABOVE", (0, 0), (-1, -1), 0.6, HexColor(LIGHT.grid)),
    ]
    return Table(
        lines,
        colWidths=[paper.width / in_a_row] * in_a_row,
        hAlign="LEFT",
        style=TableStyle(look),
        spaceAfter=paper.type,
    )


def _figure(chart: Chart, headline: str, paper: Paper, taken: float) -> Flowable:
    """Finding, picture, note, on one page; `taken` is what stands above them on it."""
    style = styles(paper)
    above = [] if chart.finding == headline else [Section(chart.finding, style["finding"], 1)]
    below = [paragraph(chart.note, style["label"])] if chart.note else []
    beside = sum(_height(part, paper) for part in (*above, *below)) + paper.type
    wanted = float(chart.figure.layout.height) * paper.picture
    room = paper.height - beside - taken
    high = min(wanted, room if room >= wanted * LOWEST else paper.height - beside)
    return KeepTogether([*above, Picture(draw(chart, paper.width, high, typeface.width)), *below])


def _rows(frame: pd.DataFrame, paper: Paper) -> Iterator[Flowable]:
    most = ROWS_ON_SCREENS if paper.is_screen else ROWS_MOST
    if len(frame) > most:
        said = _("The first {number} rows; the page of the dashboard lists the others too.", number=count(most))
        yield paragraph(said, styles(paper)["muted"])
    yield from table(frame.head(most), paper)


def _definitions(slides: Sequence[Slide], paper: Paper) -> Iterator[Flowable]:
    """What the words mean that facts and charts use, in the order of their first use."""
    style = styles(paper)
    used = [fact.measure for slide in slides for fact in slide.facts]
    used += [name for slide in slides for chart in slide.charts for name in chart.measures]
    yield Section(_("Definitions"), style["section"])
    for name in dict.fromkeys(used):
        measure = MEASURES.get(name)
        if measure and measure.definition:
            bold = f"<b>{escape(measure.label)}</b>"
            said = _("{name}: {value}", name=bold, value=escape(measure.definition))
            yield Paragraph(typeface.printable(said), style["text"])
