"""Files are made in the language of their reader, and in type that the back of the room can read."""

import io
from dataclasses import replace

from pptx import Presentation
from pptx.oxml.ns import qn

import languages
from data import warehouse
from exports import html
from exports.deck import deck
from exports.deck.plan import euro_format
from exports.html.typeface import font_face
from exports.statement.content import sheet_name
from languages.plotly_locale import plotly_locale
from scenes import order
from scenes.compose import slide

LEAST_TYPE = 900


def test_plotly_speaks_the_language_of_the_reader() -> None:
    assert plotly_locale() is None
    with languages.speaking("de"):
        german = plotly_locale()
    assert german is not None
    assert german["format"]["shortMonths"][2] == "Mär"
    assert german["format"]["days"][0] == "Sonntag"
    assert (german["format"]["date"], german["format"]["decimal"]) == ("%d.%m.%Y", ",")


def test_each_text_of_a_deck_names_its_language_and_is_large_enough(reading_sample: str) -> None:
    made = order.ready_made()["Programme review"]
    with languages.speaking("de"):
        slides = [slide(one, warehouse.current()) for one in made.scenes]
        pages = Presentation(io.BytesIO(deck(slides, made.title))).slides
    for page in pages:
        for run in page._element.iter(qn("a:rPr")):
            assert run.get("lang") == "de-DE"
            assert int(run.get("sz", LEAST_TYPE)) >= LEAST_TYPE


def test_the_sign_of_the_euro_stands_where_the_language_has_it() -> None:
    assert euro_format() == '"€" #,##0'
    with languages.speaking("fr"):
        assert euro_format() == '#,##0 "€"'


def test_a_page_says_its_language_and_carries_its_typeface(reading_sample: str) -> None:
    made = order.ready_made()["Programme review"]
    one = replace(made, scenes=made.scenes[:1])
    with languages.speaking("fr"):
        page = html.document(one, warehouse.current()).decode()
    assert '<html lang="fr">' in page
    assert font_face() in page
    assert len(font_face()) < 60_000


def test_names_of_sheets_fit_excel_in_every_language() -> None:
    for language in languages.LANGUAGES:
        with languages.speaking(language):
            names = [sheet_name(name) for name in ("Statement", "Exchanges", "Transactions", "Rules", "About")]
        assert len({name.lower() for name in names}) == len(names)
        assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
