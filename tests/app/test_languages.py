"""Pages in another language: no text escapes the catalogue, and the numbers are those of the English page."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import pytest
from babel.support import NullTranslations
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

import languages
from data import warehouse
from languages import LANGUAGES, catalogue
from scenes import about, budget, coverage, flows, map, white_space
from tests.app.screen import PAGES, faults, open_page, text, tiles
from ui import table, tabs

OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{3,}")
# Fields of Streamlit's messages, and keys of figures, that hold what a reader sees or hears.
SHOWN_FIELDS = {"label", "body", "help", "placeholder", "options", "alt", "text", "value", "markdown", "page_name"}
SHOWN_KEYS = {"text", "hovertext", "ticktext", "title", "hovertemplate", "alt", "finding", "words", "meta"}
MARKS = re.compile(
    r":material/\w+:|:[\w-]+-(?:badge|background)\[|:(?:gray|red|green|orange|blue)\[|<[^<>]*>|%\{[^{}]*\}|`[^`]*`"
)
# Proper names and codes, the same in every language.
NAMES = {
    "ClusterXchange",
    "COSME",
    "EUR",
    "CSV",
    "XLSX",
    "Parquet",
    "PNG",
    "SVG",
    "PDF",
    "PowerPoint",
    "HTML",
    "SQL",
    "UTC",
}
# Dates are written by their locale, not by the catalogue.
MONTHS = {f"{date(2022, month, 1):{form}}" for month in range(1, 13) for form in ("%B", "%b")}
NAMES |= MONTHS | {
    "VOP",
    "HOP",
    "English",
    "Français",
    "Deutsch",
    "SHA",
    "WGS",
    "DuckDB",
    "Streamlit",
    "Babel",
    "Plotly",
}
TABS = [
    *(("Changes", {"changes": tab}) for tab in tabs.CHANGES[1:]),
    *(("Flows", {"flows": tab}) for tab in flows.TABS[1:]),
    ("Flows", {"preset": "ecosystem to purpose", "lens": "net"}),
    ("Flows", {"preset": "partnership to partnership", "focus": "Italy"}),
    *(("Flows", {"flows": tab, "level": "cluster"}) for tab in flows.TABS[1:]),
    *(("Map", {"map_view": view}) for view in list(map.VIEW_LABELS.values())[1:]),
    *(("Map", {"map_measure": measure}) for measure in list(map.MEASURE_LABELS.values())[1:]),
    *(("Coverage", {"coverage": tab}) for tab in coverage.TABS[1:]),
    *(("White space", {"white_space": tab}) for tab in white_space.TABS),
    ("White space", {"absent": "Never hosted"}),
    *(("Budget", {"budget": tab}) for tab in budget.TABS[1:]),
    *(("Outlook", {"outlook": tab}) for tab in ("Alerts", "Scenarios")),
    *(("About the data", {"about": tab}) for tab in about.TABS[1:]),
    ("Data in", {"intake": "Snapshots"}),
    *((level, {}) for level in ("Partnership", "Cluster", "Country")),
]
OTHERS = {
    "White space": "pages/what_is_missing/white_space.py",
    **{level: f"pages/profiles/{level.lower()}.py" for level in ("Partnership", "Cluster", "Country")},
}


class Bracketed(NullTranslations):
    """A language that shows where the catalogue was asked: each text in brackets."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts come in brackets."""
    monkeypatch.setattr(catalogue, "translations", lambda language: Bracketed())


def outside(shown: str, names: frozenset[str]) -> str:
    """What is left of a text without what came from the catalogue, its marks and the names of the data."""
    shown = MARKS.sub(" ", shown)
    while INNERMOST.search(shown):
        shown = INNERMOST.sub(" ", shown)
    # A name cut short ends with an ellipsis; so does a text of the catalogue, without its bracket.
    shown = re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*…|[^\s>]*…", " ", shown.replace("&amp;", "&"))
    return " ".join(word for word in WORD.findall(shown) if word not in NAMES and word not in names)


@cache
def names_of(snapshot_id: str) -> frozenset[str]:
    """Words in the names of the data: of the register, of organisations, of places, sources and months of files."""
    with duckdb.connect(str(warehouse.path_of(snapshot_id)), read_only=True) as con:
        columns = con.execute(
            "select table_name, column_name from information_schema.columns where data_type like 'VARCHAR%' and "
            "table_name in ('partnerships', 'clusters', 'organisations', 'countries', 'exchanges', 'sources', 'snapshot')"
        ).fetchall()
        coded = {
            "status",
            "status_group",
            "phase",
            "category",
            "purpose",
            "activity",
            "mode",
            "basis",
            "role",
            "ecosystems",
        }
        found: set[str] = set()
        for table, column in columns:
            if column not in coded:
                values = con.execute(f'select distinct "{column}"::varchar from "{table}"').fetchall()
                found.update(word for (value,) in values if value for word in WORD.findall(value))
    return frozenset(found)


def shown_in(message: Message) -> Iterator[str]:
    """Texts of one of Streamlit's messages that a reader sees."""
    for field, value in message.ListFields():
        if isinstance(value, str):
            if field.name in SHOWN_FIELDS:
                yield value
            elif field.name == "json" and value.startswith("{"):
                yield from shown_in_json(json.loads(value))
        elif isinstance(value, Message):
            yield from shown_in(value)
        elif field.name in SHOWN_FIELDS and not isinstance(value, (int, float, bool, bytes)):
            for one in value:
                if isinstance(one, str):
                    yield one
                elif isinstance(one, Message):
                    yield from shown_in(one)


def shown_in_json(value: Any, is_shown: bool = False) -> Iterator[str]:
    """Texts of a figure that a reader sees or hears."""
    if isinstance(value, str):
        if value.startswith('{"') and not is_shown:
            yield from shown_in_json(json.loads(value))
        elif is_shown:
            yield value
    elif isinstance(value, dict):
        # The name of a trace is seen in the legend alone.
        if value.get("showlegend") and isinstance(value.get("name"), str):
            yield value["name"]
        for key, inner in value.items():
            # A title holds its text beside its looks.
            is_text = key in SHOWN_KEYS and not (key == "title" and isinstance(inner, dict))
            yield from shown_in_json(inner, is_shown or is_text)
    elif isinstance(value, list):
        for inner in value:
            yield from shown_in_json(inner, is_shown)


def elements(page: AppTest) -> Iterator[Any]:
    """All elements of a page and its bar."""
    waiting: list[Any] = [page.main, page.sidebar]
    while waiting:
        block = waiting.pop()
        for child in block.children.values():
            if hasattr(child, "children"):
                waiting.append(child)
                if child.proto is not None:
                    yield child
            else:
                yield child


def escaped(page: AppTest, snapshot_id: str) -> list[str]:
    """Texts of a page that did not come from the catalogue, with the words that show it."""
    names = names_of(snapshot_id)
    texts = dict.fromkeys(shown for one in elements(page) for shown in shown_in(one.proto))
    return [f"{rest} | {shown[:200]}" for shown in texts if (rest := outside(shown, names))]


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize(("title", "query"), [*((title, {}) for title in PAGES), *TABS])
def test_no_text_escapes_the_catalogue(title: str, query: dict[str, str], reading_sample: str) -> None:
    page = open_page("Programme" if title in OTHERS else title, query)
    if title in OTHERS:
        page.switch_page(OTHERS[title]).run()
    assert not faults(page)
    assert escaped(page, reading_sample) == []


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("title", PAGES)
def test_a_page_has_the_same_numbers_in_every_language(title: str, language: str) -> None:
    english = open_page(title)
    # The tester words options as the page does, in a thread of his own.
    with languages.speaking(language):
        page = open_page(title, {"lang": language})
        assert not faults(page)
        assert [shown.value for shown in page.title] == [languages.gettext(title)]
    assert list(tiles(page).values()) == list(tiles(english).values())


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("fr", {"countries": ["Allemagne"], "country_side": "hôte", "focus": "Italie"}),
        ("de", {"countries": ["Germany"], "country_side": "host", "focus": "Italie"}),
        ("en", {"countries": ["Deutschland"], "country_side": "gastgebend", "focus": "Italien"}),
    ],
)
def test_an_address_of_any_language_opens_the_same_view(language: str, query: dict[str, str | list[str]]) -> None:
    wanted = open_page("Programme", {"countries": ["Germany"], "country_side": "host", "focus": "Italy"})
    with languages.speaking(language):
        found = open_page("Programme", {**query, "lang": language})
    assert list(tiles(found).values()) == list(tiles(wanted).values())
    assert 0 < next(iter(tiles(wanted).values())) < next(iter(tiles(open_page()).values()))


@pytest.mark.usefixtures("reading_sample")
def test_the_box_changes_the_language_and_keeps_the_view() -> None:
    page = open_page("Programme", {"countries": ["Germany"], "focus": "Italy"})
    before = list(tiles(page).values())
    page.selectbox(key="language_box").set_value("fr").run()
    languages.speak("fr")
    assert [shown.value for shown in page.title] == ["Programme"]
    assert "Instantané" in text(page)
    assert page.selectbox(key="focus").value == "Italie"
    assert page.multiselect(key="countries").value == ["DE"]
    assert list(tiles(page).values()) == before
    page.selectbox(key="language_box").set_value("en").run()
    languages.speak("en")
    assert page.selectbox(key="focus").value == "Italy"
    assert "Snapshot" in text(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("named", ["xx", "../../etc", "", "EN"])
def test_a_language_that_there_is_not_falls_back_to_english(named: str) -> None:
    page = open_page("Programme", {"lang": named})
    assert not faults(page)
    assert "Snapshot" in text(page)


def test_shares_of_a_table_show_the_same_decimal_in_every_language() -> None:
    frame = pd.DataFrame({"used_pct": [76.15, None], "exchanges": [1, 2]})
    assert table.numbers(frame) is frame
    assert table.column_config(frame)["used_pct"]["type_config"]["format"] == "%.1f %%"
    with languages.speaking("fr"):
        assert table.numbers(frame)["used_pct"].dropna().tolist() == [0.762]
        assert table.column_config(frame)["used_pct"]["type_config"]["format"] == "percent"
