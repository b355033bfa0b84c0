"""The catalogue: each string of the interface in the reader's language.

The English text is the key, as gettext has it. Placeholders stand in braces and are filled in after the translation, so
that no value is read as a template.
"""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from languages.formats import count
from languages.spoken import ENGLISH, current, speaking

HERE = Path(__file__).parent
# In the order of the chooser.
LANGUAGES = (ENGLISH, *sorted(file.stem for file in HERE.glob("*.po")))

T = TypeVar("T", bound=str)


@cache
def translations(language: str) -> NullTranslations:
    """The texts of a language; those of English are their own keys. Raises KeyError for an unknown language."""
    if language == ENGLISH:
        return NullTranslations()
    if language not in LANGUAGES:
        raise KeyError(language)
    compiled = BytesIO()
    with (HERE / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def N_(message: T) -> T:  # noqa: N802 - the name that gettext's tools know
    """The message itself: marks a constant for the catalogue, which is translated where it is shown."""
    return message


def gettext(message: str, /, **values: object) -> str:
    """The message in the reader's language with its placeholders filled in; unknown ones stand for themselves."""
    if not message:
        return ""
    text = str(translations(current()).gettext(message))
    return text.format(**values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """As `gettext`, for a short word that has another translation elsewhere; `context` tells them apart."""
    text = str(translations(current()).pgettext(context, message))
    return text.format(**values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of the message for a number, which stands in it as `{number}`."""
    text = str(translations(current()).ngettext(one, many, int(number)))
    return text.format(number=count(number), **values)


def meant(text: str, among: Iterable[str]) -> str:
    """Which of the English texts a text of any language stands for; "" for none of them. So addresses and files that were
    written in one language are read in all."""
    known = tuple(among)
    if text in known:
        return text
    for language in LANGUAGES[1:]:
        with speaking(language):
            if found := next((one for one in known if gettext(one) == text), ""):
                return found
    return ""
