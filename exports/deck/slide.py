"""One view as a slide: headline, filters, facts, charts or a table, footer, notes."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from charts.palette import LIGHT
from exports.deck import grid, layout, native_chart, table, tags
from exports.deck.colours import solid_xml
from exports.deck.layout import Box, Placed
from exports.deck.master import TITLE, title_size
from exports.deck.plan import Plan
from exports.deck.plans import plans_of
from exports.deck.spelling import spell
from exports.deck.vector import EMU, group_shape
from exports.drawing import draw
from exports.drawing.readable import readable
from exports.drawing.type import fitted, sans_width
from languages import gettext as _
from languages import pgettext
from scenes.slide import Fact, Slide

_POINT = 12_700
_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MARK_HEIGHT = Inches(0.28)
_LEAST_HEIGHT = Inches(1.6)


def fill(page: Any, view: Slide, address: str) -> None:
    """Put a view on a page of the view layout. address: where the dashboard is, "" for no way back to it."""
    headline(page, view.headline)
    make(page, view, address)
    if view.notes:
        write_notes(page, view.notes)


def write_notes(page: Any, notes: str) -> None:
    """The notes of the presenter."""
    frame = page.notes_slide.notes_text_frame
    frame.text = readable(notes)
    spell(frame)


def headline(page: Any, text: str) -> None:
    """The title, in the largest type that it takes."""
    title = page.shapes.title
    title.text_frame.text = readable(text)
    for paragraph in title.text_frame.paragraphs:
        paragraph.font.size = title_size(text, TITLE[2])
        for run in paragraph.runs:
            # PowerPoint heeds sizes of runs alone.
            run.font.size = paragraph.font.size
    spell(title)


def make(page: Any, view: Slide, address: str) -> None:
    """All that is not the presenter's: what a refresh replaces."""
    shapes = page.shapes
    before = set(shapes._spTree)
    _sentence(shapes, view)
    _marks(shapes, tuple(dict.fromkeys((*view.marks, *(chart.mark for chart in view.charts if chart.mark)))))
    for at, (fact, box) in enumerate(zip(view.facts, layout.facts_boxes(len(view.facts)), strict=True), start=1):
        _tile(shapes, fact, box, f"{tags.MADE}fact {at}")
    top = layout.body_top(len(view.facts))
    has_both = view.table is not None and len(view.charts) > 0
    middle = layout.LEFT + (layout.RIGHT - layout.LEFT) * 3 // 5
    for placed in layout.place(view.charts, view.headline, top, middle if has_both else layout.RIGHT):
        _chart(page, placed)
    if view.table is not None:
        left = middle + layout.GAP if has_both else layout.LEFT
        _list(shapes, view, (left, top, layout.RIGHT - left, layout.BODY_BOTTOM - top - layout.NOTE))
    _footer(page, view, address)
    for element in set(shapes._spTree) - before:
        spell(element)


def _sentence(shapes: Any, view: Slide) -> None:
    """The filters in words, in one line or two; what has no room there is in the text alternative.

    Its name says which view the slide shows: of footers LibreOffice keeps no name.
    """
    text = view.sentence
    width = layout.RIGHT - layout.LEFT
    size = _size(text, width, (12, 11, 10, 9), lines=1)
    if sans_width(text, size) > width / _POINT:
        size = layout.LEAST_TYPE
    shown = fitted(text, size, 2 * 0.95 * width / _POINT)
    box = (layout.LEFT, layout.SENTENCE_TOP, width, layout.SENTENCE_HEIGHT)
    made = text_box(shapes, box, shown, size, LIGHT.muted_text)
    made.name = tags.view_name(view.link, view.headline)
    if shown != text:
        made._element.nvSpPr.cNvPr.set("descr", readable(text))


def text_box(
    shapes: Any, box: Box, text: str, size: float, colour: str, *, bold: bool = False, align: PP_ALIGN | None = None
) -> Any:
    """A text without a ground, in one size."""
    made = shapes.add_textbox(*(Emu(side) for side in box))
    frame = made.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _paragraph(frame.paragraphs[0], text, size, colour, bold)
    if align is not None:
        frame.paragraphs[0].alignment = align
    return made


def _paragraph(paragraph: Any, text: str, size: float, colour: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = readable(text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(size), bold
    ink(run, colour)


def ink(run: Any, colour: str) -> None:
    """The colour of a run, by its name in the theme."""
    properties = run._r.get_or_add_rPr()
    held = properties.find(qn("a:solidFill"))
    if held is not None:
        properties.remove(held)
    properties.insert(0, _parsed(solid_xml(colour)))


def _parsed(xml: str) -> Any:
    return etree.fromstring(f'<root xmlns:a="{_SPACE}">{xml}</root>')[0]


def _size(text: str, width: int, sizes: tuple[float, ...], *, bold: bool = False, lines: int = 1) -> float:
    """The largest size at which a text takes so many lines of a width in EMU."""
    # Lines break at words, so that all but the last one end early.
    room = width / _POINT * lines * (1 if lines == 1 else 0.95)
    return next((size for size in sizes if sans_width(text, size, bold) <= room), sizes[-1])


def _marks(shapes: Any, marks: tuple[str, ...]) -> None:
    """What must stand on every page, one below the other in the upper right corner."""
    right, top = int(layout.RIGHT), int(Inches(0.3))
    for at, mark in enumerate(marks, start=1):
        width = round((sans_width(mark, 11, bold=True) + 16) * _POINT)
        made = shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, Emu(right - width), Emu(top), Emu(width), Emu(_MARK_HEIGHT)
        )
        made.name = f"{tags.MADE}mark {at}"
        # Without the theme's style for shapes, which has a shadow.
        made._element.remove(made._element.find(qn("p:style")))
        properties = made._element.spPr
        for held in properties.findall(qn("a:solidFill")) + properties.findall(qn("a:ln")):
            properties.remove(held)
        properties.append(_parsed("<a:noFill/>"))
        properties.append(_parsed(f'<a:ln w="15875">{solid_xml(LIGHT.accent)}</a:ln>'))
        frame = made.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = False
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _paragraph(frame.paragraphs[0], mark, 11, LIGHT.accent, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        top += _MARK_HEIGHT + Inches(0.06)


def _tile(shapes: Any, fact: Fact, box: Box, name: str) -> None:
    """A fact: label, value, context, one below the other."""
    made = shapes.add_textbox(*(Emu(side) for side in box))
    made.name = name
    properties = made._element.spPr
    for held in properties.findall(qn("a:noFill")):
        properties.remove(held)
    properties.append(_parsed(f'<a:ln w="9525">{solid_xml(LIGHT.grid)}</a:ln>'))
    frame = made.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0.08)
    frame.margin_top = frame.margin_bottom = Inches(0.03)
    room = box[2] - Inches(0.18)
    # A long context takes two lines, for which the value leaves room.
    lines = 1 if sans_width(fact.context, layout.LEAST_TYPE) <= room / _POINT else 2
    values = (20, 18, 16, 14, 12, 10)[0 if lines == 1 else 2 :]
    for at, (text, sizes, colour, bold, most) in enumerate(
        (
            (fact.label, (10, 9), LIGHT.muted_text, False, 1),
            (fact.value, values, LIGHT.text, True, 1),
            (fact.context, (layout.LEAST_TYPE,), LIGHT.muted_text, False, lines),
        )
    ):
        if text:
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            size = _size(text, room, sizes, bold=bold)
            whole = room / _POINT if most == 1 else 2 * 0.85 * room / _POINT
            _paragraph(paragraph, fitted(text, size, whole, bold), size, colour, bold)


def _chart(page: Any, placed: Placed) -> None:
    chart, shapes = placed.chart, page.shapes
    name = f"{tags.MADE}{chart.name}"
    if placed.caption:
        size = _size(chart.finding, placed.caption[2], (13, 12, 11, 10, layout.LEAST_TYPE), bold=True)
        shown = fitted(chart.finding, size, 2 * 0.93 * placed.caption[2] / _POINT, bold=True)
        text_box(shapes, placed.caption, shown, size, LIGHT.text, bold=True).name = f"{name} finding"
    plans = plans_of(chart)
    note = _note(chart.note, plans)
    if placed.note and note:
        text_box(shapes, placed.note, note, layout.LEAST_TYPE, LIGHT.muted_text).name = f"{name} note"
    left, top, width, height = placed.body
    shaded = grid.grid_of(chart) if not plans else None
    if shaded:
        table.add_grid(shapes, shaded, placed.body, name, chart.alt)
        return
    for at, plan in enumerate(_in_room(plans, height), start=1):
        x0, y0, x1, y1 = plan.box
        box = (
            left + round(x0 * width),
            top + round(y0 * height),
            round((x1 - x0) * width),
            round((y1 - y0) * height),
        )
        native_chart.add_chart(shapes, plan, box, f"{name} {at}" if len(plans) > 1 else name, chart.alt)
    if not plans:
        drawing = draw(chart, width / EMU, height / EMU, least_type=layout.LEAST_TYPE * _POINT / EMU)
        numbers = iter(range(_next_id(page), 10**9))
        shapes._spTree.append(group_shape(drawing, left, top, name, lambda: next(numbers)))


def _note(note: str, plans: tuple[Plan, ...]) -> str:
    """The note without what it says of marks on stacked bars, which native charts leave to the names of the bars."""
    if not any(plan.is_stacked and plan.kind == "bars" for plan in plans):
        return note
    hollow, tick = pgettext("start of a note", "Hollow marks: "), pgettext("start of a note", "Tick: ")
    said = []
    for sentence in note.split(". "):
        if sentence.startswith(hollow):
            rest = sentence.removeprefix(hollow)
            said.append(rest[:1].upper() + rest[1:])
        elif not sentence.startswith(tick):
            said.append(sentence)
    whole = ". ".join(said)
    return whole if not whole or whole.endswith(".") else f"{whole}."


def _in_room(plans: tuple[Plan, ...], height: int) -> tuple[Plan, ...]:
    """The plans side by side where, one above the other, they would be too low to be read."""
    if len(plans) < 2 or height / len(plans) >= _LEAST_HEIGHT or any(plan.box[1:4:2] == (0.0, 1.0) for plan in plans):
        return plans
    number = len(plans)
    return tuple(replace(plan, box=(at / number, 0.0, (at + 1) / number, 1.0)) for at, plan in enumerate(plans))


def _next_id(page: Any) -> int:
    """An id that no shape of the page has."""
    return max(int(held) for held in page.shapes._spTree.xpath("//@id") if str(held).isdigit()) + 1


def _list(shapes: Any, view: Slide, box: Box) -> None:
    rows = view.table
    assert rows is not None
    if rows.empty or not len(rows.columns):
        empty = text_box(shapes, box, _("No rows in this view."), 14, LIGHT.muted_text)
        empty.name = f"{tags.MADE}rows"
        return
    said = table.add_list(shapes, rows, box, f"{tags.MADE}rows", _("Table of: {headline}", headline=view.headline))
    if said:
        below = (box[0], box[1] + box[3] + Inches(0.02), box[2], layout.NOTE)
        text_box(shapes, below, said, 9, LIGHT.muted_text).name = f"{tags.MADE}rows note"


def _footer(page: Any, view: Slide, address: str) -> None:
    """Source and way back, and the number of the slide, in the placeholders that the master has for them."""
    made = {}
    for held in page.slide_layout.placeholders:
        kind = held.placeholder_format.type.name
        if kind in ("FOOTER", "SLIDE_NUMBER"):
            element = deepcopy(held._element)
            element.nvSpPr.cNvPr.set("id", str(_next_id(page)))
            page.shapes._spTree.append(element)
            made[kind] = element.nvSpPr.cNvPr.get("id")
    by_id = {str(shape.shape_id): shape for shape in page.shapes}
    by_id[made["SLIDE_NUMBER"]].name = f"{tags.MADE}number"
    footer = by_id[made["FOOTER"]]
    footer.name = f"{tags.MADE}source"
    frame = footer.text_frame
    frame.clear()
    size = layout.LEAST_TYPE
    _paragraph(frame.paragraphs[0], fitted(view.source, size, Inches(9.3) / _POINT), size, LIGHT.muted_text)
    if address:
        _paragraph(frame.paragraphs[0], "   ", size, LIGHT.muted_text)
        run = frame.paragraphs[0].add_run()
        run.text = _("Open this view")
        run.font.size = Pt(size)
        run.hyperlink.address = address_of(address, view.link)


def address_of(address: str, link: str) -> str:
    """Where the dashboard shows a view. Raises ValueError for an address that is none of the web."""
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"no address of a dashboard: {address}")
    return f"{address.rstrip('/')}/{link.lstrip('/')}"
