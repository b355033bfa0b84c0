"""The language in which Office checks the spelling of a text, and a screen reader speaks it."""

from functools import cache
from locale import windows_locale

from babel.core import get_global
from pptx.oxml.ns import qn

from languages import current
from languages.formats import locale_of
from languages.spoken import ENGLISH


def spelling() -> str:
    """The reader's language as files of Office name it: `en-GB`."""
    return _tag(current())


@cache
def _tag(language: str) -> str:
    locale = locale_of(language)
    # A language without a country: the one where most of its speakers live.
    likely = get_global("likely_subtags").get(language, language).rpartition("_")[2]
    return f"{locale.language}-{locale.territory or likely}"


def months_of_reader() -> str:
    """What stands before the format of a date, so that its months read in the reader's language on any computer."""
    code = next((code for code, name in windows_locale.items() if name == spelling().replace("-", "_")), 0)
    return f"[$-{code:X}]" if code and current() != ENGLISH else ""


def spell(shape: object) -> None:
    """Name the language in each text of a shape."""
    element = getattr(shape, "_element", shape)
    for run in element.iter(qn("a:r")):  # type: ignore[attr-defined]
        run.get_or_add_rPr().set("lang", spelling())
    for end in element.iter(qn("a:endParaRPr")):  # type: ignore[attr-defined]
        end.set("lang", spelling())
