"""The empty deck: 16:9, one master, a layout for the title and one for views, in the colours and type of the dashboard."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from charts.palette import LIGHT
from exports.deck.colours import THEME, solid_xml
from exports.deck.spelling import spelling
from exports.drawing.type import sans_width

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE = Inches(0.5)
TYPEFACE = "Arial"
# In inches: left, top, width, height of what every view has.
TITLE = (0.5, 0.28, 10.9, 0.86)
FOOTER = (0.5, 7.02, 11.4, 0.3)
NUMBER = (12.03, 7.02, 0.8, 0.3)
_TITLE_LAYOUT, _VIEW_LAYOUT = "Title Slide", "Title Only"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def empty_deck() -> Deck:
    """A deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _keep_layouts(deck)
    _theme(deck)
    master = deck.slide_master
    _place_all(master)
    _title_style(master)
    for layout in deck.slide_layouts:
        # What a layout does not place is where the master has it.
        for shape in list(layout.placeholders):
            xfrm = shape._element.spPr.find(qn("a:xfrm"))
            if xfrm is not None:
                shape._element.spPr.remove(xfrm)
        if layout.name == _TITLE_LAYOUT:
            _title_page(layout)
        else:
            layout.name = "View"
    for part in (deck.part, master.part, *(layout.part for layout in deck.slide_layouts)):
        for element in part._element.iter():
            if "lang" in element.attrib:
                element.set("lang", spelling())
    return deck


def title_layout(deck: Deck) -> Any:
    """The layout of the first slide."""
    return deck.slide_layouts[0]


def view_layout(deck: Deck) -> Any:
    """The layout of all others."""
    return deck.slide_layouts[1]


def _keep_layouts(deck: Deck) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in (_TITLE_LAYOUT, _VIEW_LAYOUT):
            deck.slide_layouts.remove(layout)


def _theme(deck: Deck) -> None:
    """Colours and typeface, in the part of the theme that belongs to the master."""
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    theme.set("name", "ClusterXchange")
    names = {"a": _A}
    scheme = theme.find(".//a:clrScheme", names)
    scheme.set("name", "ClusterXchange")
    for slot in scheme:
        colour = THEME[etree.QName(slot).localname]
        for held in list(slot):
            slot.remove(held)
        etree.SubElement(slot, f"{{{_A}}}srgbClr", val=colour.removeprefix("#").upper())
    for latin in theme.findall(".//a:fontScheme//a:latin", names):
        latin.set("typeface", TYPEFACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in box)


def _place_all(master: Any) -> None:
    places = {"TITLE": TITLE, "BODY": (0.5, 1.5, 12.33, 5.3), "FOOTER": FOOTER, "SLIDE_NUMBER": NUMBER}
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "DATE":
            # The day of the data stands in the footer; the day of the talk is nobody's business.
            shape._element.getparent().remove(shape._element)
            continue
        _place(shape, places[kind])
        if kind in ("FOOTER", "SLIDE_NUMBER"):
            body = shape._element.txBody
            style = body.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
            style.set("algn", "l" if kind == "FOOTER" else "r")
            for held in style:
                held.set("sz", "900")
                fill = held.find(qn("a:solidFill"))
                held.replace(fill, _parsed(solid_xml(LIGHT.muted_text)))
            for side in ("lIns", "rIns"):
                body.find(qn("a:bodyPr")).set(side, "0")
    for layout in master.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type.name == "DATE":
                shape._element.getparent().remove(shape._element)


def _title_style(master: Any) -> None:
    style = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "2400")
    run.set("b", "1")
    title = next(shape for shape in master.placeholders if shape.placeholder_format.type.name == "TITLE")
    body = title._element.txBody.find(qn("a:bodyPr"))
    body.set("anchor", "b")
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")


def _title_page(layout: Any) -> None:
    layout.name = "Title"
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type.name
        if kind == "CENTER_TITLE":
            _place(shape, (0.5, 0.9, 12.33, 1.0))
            for paragraph in shape._element.iter(qn("a:lvl1pPr")):
                paragraph.set("algn", "l")
            body = shape._element.txBody.find(qn("a:bodyPr"))
            body.set("anchor", "b")
            _default_size(shape, 3200, bold=True)
        elif kind == "SUBTITLE":
            _place(shape, (0.5, 2.0, 12.33, 0.9))
            for paragraph in shape._element.iter(qn("a:lvl1pPr")):
                paragraph.set("algn", "l")
            body = shape._element.txBody.find(qn("a:bodyPr"))
            for side in ("lIns", "rIns", "tIns", "bIns"):
                body.set(side, "0")
            _default_size(shape, 1400)


def _default_size(shape: Any, hundredths: int, bold: bool = False) -> None:
    style = shape._element.txBody.find(qn("a:lstStyle"))
    level = style.find(qn("a:lvl1pPr"))
    if level is None:
        level = etree.SubElement(style, qn("a:lvl1pPr"))
        level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    if run is None:
        run = etree.SubElement(level, qn("a:defRPr"))
    run.set("sz", str(hundredths))
    if bold:
        run.set("b", "1")


def _parsed(xml: str) -> Any:
    return etree.fromstring(f'<root xmlns:a="{_A}">{xml}</root>')[0]


def title_size(text: str, width: float, sizes: tuple[int, ...] = (24, 22, 20, 18, 16, 15, 14, 13, 12, 11)) -> Pt:
    """The largest size in points at which a headline takes at most two lines of a width in inches."""
    # Lines break at words, so that the first one is seldom full.
    fitting = (size for size in sizes if sans_width(text, size, bold=True) <= 2 * width * 72 * 0.93)
    return Pt(next(fitting, sizes[-1]))
