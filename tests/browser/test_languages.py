"""Readers of other languages: the browser's language, the box, and links between readers who speak different ones."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import languages
from languages import gettext as _
from tests.browser.conftest import NewReader
from tests.browser.reader import PATHS, Reader
from tests.browser.server import Server
from tests.browser.test_pages import cut_in_bar, cut_in_tiles


def values(reader: Reader) -> list[int]:
    """Numbers of the tiles, whatever their labels."""
    return list(reader.tiles().values())


@pytest.mark.parametrize(
    ("locale", "language", "month"), [("fr-FR", "fr", "janv"), ("de-AT", "de", "Jan"), ("pl-PL", "en", "Jan")]
)
def test_a_page_speaks_the_language_of_the_browser(
    locale: str, language: str, month: str, server: Server, new_reader: NewReader
) -> None:
    reader = new_reader(server.url, locale=locale).open("/outlook")
    with languages.speaking(language):
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(_("Outlook"))
        expect(reader.page.get_by_test_id("stSidebarNav")).to_contain_text(_("White space"))
        # The months of an axis are written by the browser.
        axis = " ".join(reader.page.locator(".xtick").all_text_contents())
        assert month.lower() in axis.lower()
    expect(reader.page.locator("html")).to_have_attribute("lang", language)
    english = new_reader(server.url).open("/outlook")
    assert values(reader) == values(english)


def test_the_box_changes_the_language_and_keeps_the_view(server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server.url, stranger=True).open("/flows?countries=Germany&country_side=host&focus=Italy&top=8")
    before = reader.sentence()
    reader.key("language_box").locator("input").click()
    with reader.new_view():
        reader.page.get_by_role("option", name="Français").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Flux")
    expect(reader.key("countries")).to_contain_text("Allemagne")
    expect(reader.key("focus_chip")).to_contain_text("Italie")
    expect(reader.page.locator("html")).to_have_attribute("lang", "fr")
    reader.go_to("Budget")
    expect(reader.key("countries")).to_contain_text("Allemagne")
    reader.page.reload()
    expect(reader.key("countries")).to_contain_text("Allemagne")
    reader.settle()
    reader.go_to("Flux")
    reader.key("language_box").locator("input").click()
    with reader.new_view():
        reader.page.get_by_role("option", name="English").click()
    assert reader.sentence() == before


@pytest.mark.parametrize("title", ["Programme", "Flows", "Budget"])
def test_a_link_of_a_french_reader_shows_others_the_same_numbers(
    title: str, server: Server, new_reader: NewReader
) -> None:
    french = new_reader(server.url, locale="fr-FR").open(PATHS[title])
    with languages.speaking("fr"):
        french.pick("countries", languages.country("DE", "Germany"))
        french.pick("country_side", _("host"))
        french.pick("modes", _("physical"))
    link = urlsplit(french.page.url)
    assert "Allemagne" in link.query
    for locale in ("en-GB", "de-DE"):
        other = new_reader(server.url, locale=locale, stranger=True).open(f"{link.path}?{link.query}")
        assert values(other) == values(french)
        expect(other.key("countries")).to_contain_text({"en-GB": "Germany", "de-DE": "Deutschland"}[locale])
        if title == "Flows":
            told = [one.key("head").inner_text() for one in (other, french)]
            assert told[0] != told[1]


@pytest.mark.parametrize("locale", ["fr-FR", "de-DE"])
def test_the_map_plays_in_the_language_of_the_reader(locale: str, server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server.url, locale=locale)
    with languages.speaking(locale[:2]):
        reader.open("/map?map_view=Month+by+month")
        expect(reader.page.get_by_role("group", name=_("Play through the months"))).to_be_visible()
        expect(reader.page.get_by_role("button", name=_("Play"), exact=True)).to_be_enabled()


@pytest.mark.parametrize("locale", ["fr-FR", "de-DE"])
def test_longer_words_fit_their_boxes_and_tiles(locale: str, server: Server, new_reader: NewReader) -> None:
    reader = new_reader(server.url, locale=locale)
    for path in ("/", "/changes", "/budget", "/outlook", "/partnership"):
        reader.open(path)
        assert cut_in_tiles(reader) == [], path
        assert cut_in_bar(reader) == [], path
        main = reader.page.get_by_test_id("stMain")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") == 0
