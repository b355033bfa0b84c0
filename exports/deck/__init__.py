"""PowerPoint: a running order as a deck that its presenter edits, and later brings up to date.

Bars, lines and areas are native charts with their numbers inside the deck, lists and matrices are native tables, Sankeys
and maps are groups of shapes. Nothing of it needs a browser.
"""

from collections.abc import Callable, Sequence
from io import BytesIO

from exports.deck import contents
from exports.deck import slide as view_slide
from exports.deck.master import empty_deck, title_layout, view_layout
from exports.deck.refresh import DeckProblem, Refreshed, refresh
from exports.deck.spelling import spelling
from exports.drawing.readable import readable
from languages import gettext as _
from scenes.slide import Slide

__all__ = ["DeckProblem", "Refreshed", "deck", "refresh"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def deck(
    slides: Sequence[Slide], title: str, *, address: str = "", progress: Callable[[int, int], object] | None = None
) -> bytes:
    """The deck of a talk as a .pptx file: a title slide with contents, then one slide per view.

    address: where the dashboard is ("https://..."), for the ways back to the views; "" leaves them out. progress: called
    before each slide with its number and the number of all; what it raises ends the work.
    """
    made = empty_deck()
    made.core_properties.language = spelling()
    made.core_properties.title = readable(title)
    made.core_properties.author = _("ClusterXchange dashboard")
    made.core_properties.subject = readable(", ".join(dict.fromkeys(mark for one in slides for mark in one.marks)))
    first = made.slides.add_slide(title_layout(made))
    sources = list(dict.fromkeys(one.source for one in slides))
    marks = list(dict.fromkeys(mark for one in slides for mark in one.marks))
    contents.fill(first, title, ". ".join([*sources[:2], *marks]))
    for at, one in enumerate(slides, start=1):
        if progress:
            progress(at, len(slides))
        view_slide.fill(made.slides.add_slide(view_layout(made)), one, address)
    contents.write(first, made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()
