"""What Plotly writes by itself (months, days, signs of numbers, tips of its buttons) in the reader's language."""

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from languages.catalogue import N_, gettext
from languages.formats import day_pattern, locale_of, long_month, separators, short_month
from languages.spoken import ENGLISH, current

# Texts of Plotly that our charts can show, by which its own dictionary is asked.
_WORDS = (
    N_("Zoom"),
    N_("Zoom in"),
    N_("Zoom out"),
    N_("Pan"),
    N_("Reset"),
    N_("Reset axes"),
    N_("Reset view"),
    N_("Reset views"),
    N_("Download plot"),
    N_("Download plot as a PNG"),
    N_("Preparing image - this may take a few seconds"),
    N_("Image download succeeded"),
    N_("Sorry, there was a problem downloading your image!"),
    N_("Double-click to zoom back out"),
    N_("Double-click on legend to isolate one trace"),
)
_SIGNS = {"DD": "%d", "MM": "%m", "YYYY": "%Y"}
_SUNDAY = date(2023, 1, 1)


def plotly_locale() -> dict[str, Any] | None:
    """The reader's language as a locale module of Plotly; None for English, which Plotly speaks itself.

    For `Plotly.register`, and its `name` for `locale` in a figure's config. Weeks of Plotly start on Sunday.
    """
    language = current()
    if language == ENGLISH:
        return None
    locale = locale_of(language)
    week = [_SUNDAY + timedelta(days=at) for at in range(7)]
    year = [date(2023, month, 1) for month in range(1, 13)]
    days_first = day_pattern()
    for sign, code in _SIGNS.items():
        days_first = days_first.replace(sign, code)
    signs = separators()
    day_of_month = "%-d." if language == "de" else "%-d"
    return {
        "moduleType": "locale",
        "name": language,
        "dictionary": {word: gettext(word) for word in _WORDS},
        "format": {
            "days": [format_date(one, "cccc", locale=locale) for one in week],
            "shortDays": [format_date(one, "ccc", locale=locale) for one in week],
            "months": [long_month(one) for one in year],
            "shortMonths": [short_month(one) for one in year],
            "date": days_first,
            "decimal": signs[0],
            "thousands": signs[1],
            "year": "%Y",
            "month": "%b %Y",
            "dayMonth": f"{day_of_month} %b",
            "dayMonthYear": f"{day_of_month} %b %Y",
        },
    }
