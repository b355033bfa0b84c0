"""The languages of the interface: one catalogue of strings, and numbers, dates and country names by locale.

`languages/<code>.po` holds a translation; adding a file adds a language. English is the language of the code itself.
"""

from languages.catalogue import LANGUAGES, N_, gettext, meant, ngettext, pgettext
from languages.formats import sorting
from languages.places import canonical_country, country
from languages.spoken import ask_with, current, speak, speaking

__all__ = [
    "LANGUAGES",
    "N_",
    "ask_with",
    "canonical_country",
    "country",
    "current",
    "gettext",
    "meant",
    "ngettext",
    "pgettext",
    "sorting",
    "speak",
    "speaking",
]
