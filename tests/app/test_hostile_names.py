"""Names that carry HTML, Markdown, SQL and formulas appear as text on every page, and change nothing."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from tests.app import deliveries
from tests.app.conftest import Hostile
from tests.app.screen import PAGES, bodies, choose, faults, figures, open_page, text, tiles

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
# What our own texts are made of; a link, a picture or HTML is none of it.
OURS = {"text", "text_special", "softbreak", "strong_open", "strong_close", "code_inline"}
# Plotly reads a few tags in its texts; these are the ones the charts write.
PLOTLY_TAGS = re.compile(r"</?(?:b|i|br|span|extra|sup|sub|em)(?:\s*/|\s+style=['\"][^'\"<>]*['\"])?>")


@pytest.fixture
def reading_hostile(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> Hostile:
    """The door reads the snapshot with hostile names."""
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    return hostile


def elements(page: AppTest) -> set[str]:
    """Kinds of inline elements that the page's Markdown makes."""
    tokens = [token for body in bodies(page) for token in MARKDOWN.parse(body)]
    return {child.type for token in tokens for child in token.children or []} | {
        token.type for token in tokens if token.type == "html_block"
    }


def addresses(page: AppTest) -> list[str]:
    """Where the links that the page's Markdown makes lead."""
    tokens = [child for body in bodies(page) for token in MARKDOWN.parse(body) for child in token.children or []]
    return [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]


def strings(value: Any) -> Iterator[str]:
    """Every text in a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("title", PAGES)
def test_no_name_becomes_an_element(title: str, reading_hostile: Hostile) -> None:
    page = open_page(title)
    assert not faults(page)
    assert elements(page) <= OURS
    for figure in figures(page).values():
        for written in strings({"data": figure["data"], "layout": figure["layout"]}):
            assert "<" not in PLOTLY_TAGS.sub("", written), written


def test_an_opened_exchange_shows_the_names_as_they_are(reading_hostile: Hostile) -> None:
    page = open_page("Exchanges", {"exchange": reading_hostile.exchange_id})
    assert not faults(page)
    assert elements(page) <= OURS | {"link_open", "link_close"}
    # The only links are those of the two parties to the profiles of their country, cluster and partnership.
    assert [address.partition("?")[0] for address in addresses(page)] == ["country", "cluster", "partnership"] * 2
    shown = text(page)
    assert f"{deliveries.HOSTILE_VISITOR} visits {deliveries.HOSTILE_HOST}" in shown
    assert deliveries.HOSTILE_CLUSTER in shown
    assert deliveries.HOSTILE_PARTNERSHIP in shown


def test_the_view_and_the_delivery_are_named_as_they_are(reading_hostile: Hostile) -> None:
    page = open_page("About the data")
    assert deliveries.HOSTILE_TITLE in text(page)
    hostile_id = partnership_named(deliveries.HOSTILE_PARTNERSHIP)
    page.switch_page(PAGES["Programme"]).run()
    choose(page, {"partnerships": [hostile_id]})
    assert deliveries.HOSTILE_PARTNERSHIP in text(page)
    assert elements(page) <= OURS


def partnership_named(acronym: str) -> str:
    """Id of a partnership by its acronym, from the register's table on the page "About the data"."""
    page = open_page("About the data", {"about": "Register"})
    frames = [table.value for table in page.dataframe]
    (register,) = [frame for frame in frames if {"partnership_id", "acronym", "coordinator"} <= set(frame.columns)]
    names = [parse_qs(urlsplit(link).query)["partnership"][0] for link in register["acronym"]]
    return str(register["partnership_id"].iloc[names.index(acronym)])


def test_names_change_no_number(reading_hostile: Hostile, reading_sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = {title: tiles(open_page(title)) for title in ("Programme", "Budget")}
    monkeypatch.setenv("CXC_WAREHOUSE", str(reading_hostile.warehouse))
    assert {title: tiles(open_page(title)) for title in ("Programme", "Budget")} == sample


@pytest.mark.parametrize("search", [deliveries.SQL, "' or '1'='1", "%", "_", "\\", deliveries.HTML, "$search"])
def test_a_search_finds_text_and_nothing_else(search: str, reading_hostile: Hostile) -> None:
    page = open_page("Exchanges")
    organisations = page.dataframe[0].value
    parties = organisations[["exchange_id", "visiting_organisation", "host_organisation"]]
    page.text_input(key="search").set_value(search[:80]).run()
    assert not faults(page)
    named = parties[parties.apply(lambda row: any(search[:80].lower() in str(v).lower() for v in row), axis=1)]
    found = page.dataframe[0].value if page.dataframe else parties.iloc[:0]
    assert set(found["exchange_id"]) == set(named["exchange_id"])
    assert html.unescape(search) == search, "the searches themselves hold no entity that could hide a match"
