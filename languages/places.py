"""Names of countries in the reader's language, from the locale data of Babel."""

from functools import cache

from languages.catalogue import LANGUAGES
from languages.formats import locale_of
from languages.spoken import ENGLISH, current

NOTED = "*"


def country(code: str, english: str) -> str:
    """The country's name; `english`, the name in the data, in English and where the locale data know none.

    The asterisk that leads to a note on a country's status stays.
    """
    language = current()
    known = "" if language == ENGLISH else str(locale_of(language).territories.get(code, ""))
    return f"{known}{NOTED if english.endswith(NOTED) else ''}" if known else english


def canonical_country(name: str) -> str:
    """The code of the country that has this name in a language other than English; "" if none has."""
    return _codes().get(name.removesuffix(NOTED), "")


@cache
def _codes() -> dict[str, str]:
    territories = [locale_of(language).territories for language in reversed(LANGUAGES[1:])]
    return {name: code for known in territories for code, name in known.items() if len(code) == 2}
