"""How a deck knows its own: names of shapes, which PowerPoint and LibreOffice keep when they save a deck.

A shape that this dashboard has made is named "ClusterXchange ...". The name of the sentence of filters holds the address of
the view and a print of the headline as it was suggested, so that a later refresh can tell what the presenter has changed.
"""

import hashlib
from typing import Any

MADE = "ClusterXchange "
_VIEW = f"{MADE}view "
CONTENTS = f"{MADE}contents"


def print_of(text: str) -> str:
    """A short print of a text, the same for texts that differ only in space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:12]


def view_name(link: str, headline: str) -> str:
    """The name of the sentence of a view."""
    return f"{_VIEW}{print_of(headline)} {link}"


def view_of(slide: Any) -> tuple[str, str] | None:
    """The link of the view that a slide shows and the print of the suggested headline; None for a slide made by hand."""
    for shape in slide.shapes:
        if shape.name.startswith(_VIEW):
            headline, _, link = shape.name.removeprefix(_VIEW).partition(" ")
            return link, headline
    return None


def is_made(shape: Any) -> bool:
    """Whether this dashboard has made the shape; footer and number are, whatever they are called after a save."""
    is_foot = shape.is_placeholder and shape.placeholder_format.type.name in ("FOOTER", "SLIDE_NUMBER")
    return bool(is_foot or shape.name.startswith(MADE))
