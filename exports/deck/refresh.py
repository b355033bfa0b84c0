"""A deck made earlier, with the figures of today."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn

from charts.words import count
from exports.deck import contents, tags
from exports.deck import slide as view_slide
from languages import gettext as _
from scenes.slide import Slide

# A deck of a talk has some megabytes; what is larger is not read.
MOST_BYTES, MOST_UNPACKED = 60_000_000, 300_000_000


class DeckProblem(Exception):
    """A file that is no deck, or none that this dashboard has made; the message says so in words for the reader."""


@dataclass(frozen=True)
class Refreshed:
    """The deck, and what happened to its slides, by their number: brought up to date; of these with a headline of the
    presenter's; left as they were for want of their view; made by hand."""

    data: bytes
    renewed: tuple[int, ...]
    kept_headlines: tuple[int, ...]
    left: tuple[int, ...]
    by_hand: tuple[int, ...]


def refresh(deck_file: bytes, make_slide: Callable[[str], Slide | None], address: str = "") -> Refreshed:
    """The deck with the figures that its views have now.

    make_slide: the slide of a link as `Slide.link` has it; None for a view that there is no more. The link comes from
    the file, so it is as hostile as one from a browser. Kept as the presenter left them: the order, slides made by hand
    and shapes added to ours, notes, headlines that were edited, places and sizes of our shapes. Raises DeckProblem.
    """
    deck = _opened(deck_file)
    renewed, kept, left, by_hand = [], [], [], []
    first = None
    for number, page in enumerate(deck.slides, start=1):
        seen = tags.view_of(page)
        if any(shape.name == tags.CONTENTS for shape in page.shapes):
            first = page
        elif seen is None:
            by_hand.append(number)
        elif (view := make_slide(seen[0])) is None:
            left.append(number)
        else:
            renewed.append(number)
            if not _renew(page, view, seen[1], address):
                kept.append(number)
    if not renewed and not left and first is None:
        raise DeckProblem(_("This deck was not made by the dashboard: no slide of it names a view."))
    if first is not None:
        contents.write(first, deck)
    file = BytesIO()
    deck.save(file)
    return Refreshed(file.getvalue(), tuple(renewed), tuple(kept), tuple(left), tuple(by_hand))


def _opened(deck_file: bytes) -> Any:
    if len(deck_file) > MOST_BYTES:
        raise DeckProblem(_("The file is larger than {size} MB.", size=count(MOST_BYTES // 1_000_000)))
    try:
        with ZipFile(BytesIO(deck_file)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
        if unpacked > MOST_UNPACKED:
            raise DeckProblem(_("The file unpacks to more than {size} MB.", size=count(MOST_UNPACKED // 1_000_000)))
        return Presentation(BytesIO(deck_file))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError) as problem:
        raise DeckProblem(_("The file is no PowerPoint deck, or it is damaged.")) from problem


def _renew(page: Any, view: Slide, print_before: str, address: str) -> bool:
    """Replace what is ours on the page; returns whether the headline was still the suggested one."""
    title = page.shapes.title
    is_suggested = title is not None and tags.print_of(title.text_frame.text) == print_before
    if is_suggested:
        view_slide.headline(page, view.headline)
    ours = [shape for shape in page.shapes if tags.is_made(shape)]
    places = {shape.name: (shape.left, shape.top, shape.width, shape.height) for shape in ours}
    tree = page.shapes._spTree
    at = min((tree.index(shape._element) for shape in ours), default=len(tree))
    for shape in ours:
        _removed(page, shape)
    before = set(tree)
    view_slide.make(page, view, address)
    fresh = [element for element in tree if element not in before]
    # Where ours stood: shapes that the presenter has put on top stay on top.
    for offset, element in enumerate(fresh):
        tree.remove(element)
        tree.insert(at + offset, element)
    made = [shape for shape in page.shapes if tags.is_made(shape)]
    if {_role(shape.name) for shape in made} == {_role(name) for name in places}:
        by_role = {_role(name): place for name, place in places.items()}
        for shape in made:
            place = by_role[_role(shape.name)]
            if None not in place and not shape.is_placeholder:
                shape.left, shape.top, shape.width, shape.height = place
    if view.notes and not (page.has_notes_slide and page.notes_slide.notes_text_frame.text.strip()):
        view_slide.write_notes(page, view.notes)
    return is_suggested


def _role(name: str) -> str:
    """A shape's name without what changes from one refresh to the next."""
    return "view" if name.startswith(f"{tags.MADE}view ") else name


def _removed(page: Any, shape: Any) -> None:
    """Take a shape off the page, and what only it was related to."""
    element = shape._element
    used = {value for held in element.iter() for key, value in held.attrib.items() if key.startswith(f"{{{_R}}}")}
    element.getparent().remove(element)
    still = {
        value for held in page._element.iter() for key, value in held.attrib.items() if key.startswith(f"{{{_R}}}")
    }
    for number in used - still:
        page.part.drop_rel(number) if number in page.part.rels else None


_R = qn("r:id").partition("}")[0].removeprefix("{")
