"""The first slide: title of the talk, what it is drawn from, and its contents with ways to each slide."""

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from charts.palette import LIGHT
from exports.deck import tags
from exports.deck.layout import LEAST_TYPE
from exports.deck.master import title_size
from exports.deck.slide import ink
from exports.deck.spelling import spell
from exports.drawing.readable import readable
from exports.drawing.type import fitted
from languages import gettext as _

_TOP, _LEFT, _WIDTH, _HEIGHT = Inches(3.05), Inches(0.5), Inches(12.33), Inches(3.85)
# More entries than the first stand in two columns, more than the second in three.
_MOST_IN_ONE, _MOST_IN_TWO = 12, 40


def fill(page: Any, title: str, below: str) -> None:
    """Title and the line below it."""
    page.shapes.title.text_frame.text = readable(title)
    for paragraph in page.shapes.title.text_frame.paragraphs:
        paragraph.font.size = title_size(title, 12.33, (32, 28, 24, 20, 18))
        for run in paragraph.runs:
            # PowerPoint heeds sizes of runs alone.
            run.font.size = paragraph.font.size
    page.placeholders[1].text_frame.text = readable(below)
    for shape in (page.shapes.title, page.placeholders[1]):
        spell(shape)


def write(page: Any, deck: Any) -> None:
    """The contents: the headlines of all other slides, in their order, each a way to its slide."""
    for shape in list(page.shapes):
        if shape.name == tags.CONTENTS:
            for held in shape._element.iter(qn("a:hlinkClick")):
                page.part.drop_rel(held.get(qn("r:id")))
            shape._element.getparent().remove(shape._element)
    others = [slide for slide in deck.slides if slide.slide_id != page.slide_id]
    if not others:
        return
    columns = 1 if len(others) <= _MOST_IN_ONE else 2 if len(others) <= _MOST_IN_TWO else 3
    made = page.shapes.add_textbox(Emu(_LEFT), Emu(_TOP), Emu(_WIDTH), Emu(_HEIGHT))
    made.name = tags.CONTENTS
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if columns > 1:
        body = made._element.txBody.find(qn("a:bodyPr"))
        body.set("numCol", str(columns))
        body.set("spcCol", str(Inches(0.4)))
    rows = -(-len(others) // columns)
    size = max(min(14.0 if columns == 1 else 11.0, _HEIGHT / 12_700 / rows / 1.45), LEAST_TYPE)
    for at, slide in enumerate(others, start=1):
        paragraph = frame.paragraphs[0] if at == 1 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.2)
        run = paragraph.add_run()
        title = slide.shapes.title
        text = (
            title.text_frame.text if title is not None and title.text_frame.text.strip() else _("Slide without a title")
        )
        run.text = _short(f"{at}.  {_one_line(text)}", size, columns)
        run.font.size = Pt(size)
        ink(run, LIGHT.text)
        _way_to(page, run, slide)
    spell(made)


def _one_line(text: str) -> str:
    """The text with its line breaks as spaces; narrow and unbreakable spaces stay."""
    return text.replace("\n", " ").replace("\v", " ").strip()


def _short(text: str, size: float, columns: int) -> str:
    """The entry in one line of its column."""
    return fitted(text, size, (_WIDTH / columns - Inches(0.3)) / 12_700)


def _way_to(page: Any, run: Any, slide: Any) -> None:
    """A click on the run leads to the slide."""
    number = page.part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
    click = etree.SubElement(run._r.get_or_add_rPr(), qn("a:hlinkClick"))
    click.set(qn("r:id"), number)
    click.set("action", "ppaction://hlinksldjump")
