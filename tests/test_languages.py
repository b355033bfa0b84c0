"""The languages: catalogues that are whole and keep their placeholders, and numbers, dates and countries by locale."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st

import languages
from charts import words
from languages import LANGUAGES, N_, catalogue, formats, ngettext
from languages import gettext as _
from scripts import messages

TRANSLATED = LANGUAGES[1:]
PLACEHOLDER = re.compile(r"\{(\w*)\}")


def entries(language: str) -> Iterator[tuple[Message, list[str], list[str]]]:
    """The entries of a catalogue with their English texts and their translations."""
    for message in messages.read(language):
        if message.id:
            yield message, texts_of(message.id), texts_of(message.string)


def texts_of(held: Any) -> list[str]:
    """The one text, or the forms for one and many."""
    return [held] if isinstance(held, str) else list(held)


def test_french_and_german_are_spoken() -> None:
    assert {"en", "fr", "de"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_the_messages_of_the_code_and_no_others(language: str) -> None:
    held = messages.read(language)
    assert messages.text_of(messages.updated(language, held)) == messages.text_of(held), "make messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    assert [english for _one, english, texts in entries(language) if not all(texts)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_the_same_placeholders(language: str) -> None:
    wrong = []
    for _one, english, texts in entries(language):
        wanted = set().union(*(PLACEHOLDER.findall(text) for text in english))
        # The form for one thing may do without its number.
        needed = wanted - {"number"} if len(english) > 1 else wanted
        wrong += [(english[0], text) for text in texts if not needed <= set(PLACEHOLDER.findall(text)) <= wanted]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_marks_of_markdown_and_icons(language: str) -> None:
    marks = re.compile(r":material/\w+:|\*\*|`")
    wrong = [
        (english[-1], text)
        for _one, english, texts in entries(language)
        for text in texts
        if sorted(marks.findall(text)) != sorted(marks.findall(english[-1]))
    ]
    assert wrong == []


def test_a_choice_of_two_literals_gives_both_and_a_worked_out_text_none() -> None:
    code = '_("a" if x else "b"); _(label); N_("c" "d"); ngettext("{number} e", "{number} es", n); pgettext("f", "g")'
    assert list(messages.in_code(code)) == [
        ("", "a", ""),
        ("", "b", ""),
        ("", "cd", ""),
        ("", "{number} e", "{number} es"),
        ("f", "g", ""),
    ]


def test_english_texts_are_themselves_and_values_are_no_templates() -> None:
    assert _("Exchanges") == "Exchanges"
    assert _("Nothing is named {name}.", name="{evil} {0}") == "Nothing is named {evil} {0}."
    assert ngettext("{number} exchange", "{number} exchanges", 1) == "1 exchange"
    assert _("") == ""
    assert N_("as it is") == "as it is"


@pytest.mark.parametrize(
    ("language", "number", "one", "many"),
    [("fr", 1234, "1 échange", "1\u202f234 échanges"), ("de", 1234, "1 Austausch", "1.234 Austausche")],
)
def test_words_follow_the_number(language: str, number: int, one: str, many: str) -> None:
    with languages.speaking(language):
        assert words.exchanges(1) == one
        assert words.exchanges(number) == many
        assert _("Exchanges") != "Exchanges"
    assert words.exchanges(1) == "1 exchange"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            ("\u22121_234", "€_1_234.50", "41_%", "30 June 2022", "30 Jun 2022", "June 2022", "a, b and c", "1_234.5"),
        ),
        (
            "fr",
            ("\u22121_234", "1_234,50_€", "41_%", "30 juin 2022", "30 juin 2022", "juin 2022", "a, b et c", "1_234,5"),
        ),
        (
            "de",
            (
                "\u22121.234",
                "1.234,50_€",
                "41_%",
                "30. Juni 2022",
                "30. Juni 2022",
                "Juni 2022",
                "a, b und c",
                "1.234,5",
            ),
        ),
    ],
)
def test_numbers_and_dates_by_locale(language: str, texts: tuple[str, ...]) -> None:
    on = date(2022, 6, 30)
    with languages.speaking(language):
        found = (
            words.count(-1234),
            words.eur(Decimal("1234.50"), cents=True),
            words.share(41, 100),
            words.day(on),
            formats.short_day(on),
            words.month(on),
            words.listing(["a", "b", "c"]),
            formats.decimal(1234.5, 1),
        )
    assert found == tuple(text.replace("_", words.NARROW_SPACE) for text in texts)


@pytest.mark.parametrize(("language", "pattern"), [("en", "YYYY-MM-DD"), ("fr", "DD/MM/YYYY"), ("de", "DD.MM.YYYY")])
def test_days_of_tables_by_locale(language: str, pattern: str) -> None:
    with languages.speaking(language):
        assert formats.day_pattern() == pattern


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    first, eleventh = date(2022, 9, 1), date(2022, 9, 11)
    with languages.speaking("fr"):
        assert (formats.day(first), formats.day(eleventh)) == ("1er septembre 2022", "11 septembre 2022")
        assert (formats.short_day(first), formats.table_day(first)) == ("1er sept. 2022", "01/09/2022")
        assert words.beside("29", "16") == "29 · 16"
    assert (formats.day(first), formats.table_day(first)) == ("1 September 2022", "2022-09-01")
    assert words.beside("29", "16") == "29, 16"


@given(st.sampled_from(LANGUAGES), st.decimals(-(10**12), 10**12, places=2))
def test_money_keeps_its_cents_in_every_language(language: str, amount: Decimal) -> None:
    with languages.speaking(language):
        shown = words.eur(amount, cents=True)
        decimals, thousands = formats.separators()
    digits = shown.replace("€", "").replace(thousands, "").replace(words.NARROW_SPACE, "").replace(words.MINUS, "-")
    assert Decimal(digits.replace(decimals, ".")) == amount


def test_countries_have_their_names_and_are_found_by_them() -> None:
    with languages.speaking("fr"):
        assert languages.country("DE", "Germany") == "Allemagne"
        assert languages.country("XK", "Kosovo*") == "Kosovo*"
        assert languages.country("??", "Nowhere") == "Nowhere"
    assert languages.country("DE", "Germany") == "Germany"
    assert {languages.canonical_country(name) for name in ("Allemagne", "Deutschland")} == {"DE"}
    assert languages.canonical_country("Kosovo*") == "XK"
    assert languages.canonical_country("Utopia") == ""


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_of_any_language_leads_back_to_the_english_one(language: str) -> None:
    with languages.speaking(language):
        written = _("White space")
    assert languages.meant(written, ["Map", "White space"]) == "White space"
    assert languages.meant("White space", ["Map", "White space"]) == "White space"
    assert languages.meant(written, ["Map"]) == languages.meant("<b>evil</b>", ["Map"]) == ""


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue.translations("../../etc/passwd")
