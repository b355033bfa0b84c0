"""Numbers, money, dates and lists as the reader's language writes them.

Figures and their units are held together by the narrow no-break space, so that no line ends between "€" and its amount.
English follows the style guide of the EU: thousands parted by that space, the sign of the euro first.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from languages.spoken import ENGLISH, current

NARROW_SPACE = "\u202f"
MINUS = "\u2212"


@cache
def locale_of(language: str) -> Locale:
    """The locale whose habits a language follows."""
    return Locale.parse("en_GB" if language == ENGLISH else language)


def _separated(text: str, language: str) -> str:
    if language == ENGLISH:
        text = text.replace(",", NARROW_SPACE)
    return text.replace("-", MINUS).replace("\u00a0", NARROW_SPACE)


def count(number: int) -> str:
    """A whole number with its thousands separated. A negative one has a true minus sign."""
    return _count(int(number), current())


# Long tables say the same small numbers again and again.
@lru_cache(maxsize=10_000)
def _count(number: int, language: str) -> str:
    return _separated(format_decimal(number, "#,##0", locale_of(language)), language)


def decimal(number: Decimal | float, places: int) -> str:
    """A number with that many places, rounded half to even."""
    language = current()
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return _separated(format_decimal(number, pattern, locale_of(language)), language)


def euro(amount: Decimal, cents: bool) -> str:
    """An amount, rounded already, with the sign of the euro where the language puts it."""
    number = decimal(amount, 2 if cents else 0)
    is_first = locale_of(current()).currency_formats["standard"].pattern.startswith("¤")
    return f"€{NARROW_SPACE}{number}" if is_first else f"{number}{NARROW_SPACE}€"


def listing(items: Sequence[str]) -> str:
    """The items as a phrase: `a, b and c`; "" for none."""
    return format_list(list(items), locale=locale_of(current())) if items else ""


def month(day_in_it: date) -> str:
    """`June 2022`."""
    return format_skeleton("yMMMM", day_in_it, locale=locale_of(current()))


def short_month(day_in_it: date) -> str:
    """`Jun`."""
    return _three(format_date(day_in_it, "LLL", locale=locale_of(current())))


def sorting(text: str) -> str:
    """What a text is sorted by: accents and capitals do not count."""
    parted = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).casefold()


def long_month(day_in_it: date) -> str:
    """`June`."""
    return format_date(day_in_it, "LLLL", locale=locale_of(current()))


def day(on: date) -> str:
    """`30 June 2022`."""
    return _first(format_date(on, "long", locale=locale_of(current())))


def short_day(on: date, with_year: bool = True) -> str:
    """`30 Jun 2022`, or `30 Jun`."""
    return _first(_three(format_skeleton("yMMMd" if with_year else "MMMd", on, locale=locale_of(current()))))


def table_day(on: date) -> str:
    """A day in a table, as `day_pattern` says."""
    return day_pattern().replace("YYYY", f"{on:%Y}").replace("MM", f"{on:%m}").replace("DD", f"{on:%d}")


def _first(text: str) -> str:
    """The first of a month in French, which alone is written as an ordinal."""
    return f"1er{text[1:]}" if current() == "fr" and text.startswith("1 ") else text


def _three(text: str) -> str:
    """September in English as short as the other months, which is how browsers write it on axes."""
    return text.replace("Sept", "Sep") if current() == ENGLISH else text


def separators() -> tuple[str, str]:
    """Sign of decimals and sign of thousands."""
    language = current()
    shown = _separated(format_decimal(1234.5, "#,##0.0", locale_of(language)), language)
    return shown[5], shown[1]


def day_pattern() -> str:
    """How tables write a day, in the signs of Streamlit's columns: English keeps the ISO date, which nobody misreads."""
    if current() == ENGLISH:
        return "YYYY-MM-DD"
    signs = locale_of(current()).date_formats["short"].pattern
    parts = {"d": "DD", "M": "MM", "y": "YYYY"}
    written, seen = "", set()
    for sign in signs:
        if sign not in parts:
            written += sign
        elif sign not in seen:
            written += parts[sign]
            seen.add(sign)
    return written
