"""Tables show codes in the reader's language and leave the frames as they are."""

from itertools import combinations
from typing import Any

import pandas as pd
import pytest

import charts.codes
from charts.codes import said
from languages import speaking
from ui import codes

WORDS = {"paid": "payé", "published": "publié", "Digital": "Numérique", "Health": "Santé", "Total": "Somme"}
# A status may be the name of the group that it is in.
STATES_OF_BOTH = {"GROUPS"}


@pytest.fixture
def translating(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of a few words."""
    monkeypatch.setattr("charts.codes._", lambda text: WORDS.get(text, text))


def shown(column: str, *values: Any) -> list[Any]:
    with speaking("fr"):
        return list(codes.translated(pd.DataFrame({column: pd.Series(values, dtype="object")}))[column])


@pytest.mark.usefixtures("translating")
def test_codes_are_shown_in_words_and_what_no_list_knows_as_it_is() -> None:
    assert shown("status", "paid", "unheard of", None) == ["payé", "unheard of", None]
    assert shown("exchange_target_basis", "published", "") == ["publié", ""]


@pytest.mark.usefixtures("translating")
def test_a_code_that_a_chart_wrote_with_a_capital_keeps_it() -> None:
    assert shown("status", "Paid") == ["Payé"]


@pytest.mark.usefixtures("translating")
def test_files_say_what_tables_say() -> None:
    for column in ("status", "ecosystem", "shared_ecosystems", "acronym"):
        for value in ("paid", "Paid", "Digital + Health", "Digital; Health", "Total", "unheard of"):
            assert said(value, column) == shown(column, value)[0]


def test_no_code_stands_in_two_lists() -> None:
    lists = {
        name: set(held)
        for name, held in vars(charts.codes).items()
        if name.isupper() and isinstance(held, tuple) and name not in STATES_OF_BOTH
    }
    twice = [(one, other) for one, other in combinations(lists, 2) if lists[one] & lists[other]]
    assert twice == []
    assert not any(isinstance(held, tuple) for held in vars(codes).values())
    assert not codes.ON_PAGES & charts.codes.CODED


@pytest.mark.usefixtures("translating")
def test_ecosystems_are_translated_one_by_one() -> None:
    assert shown("ecosystem", "Digital + Health") == ["Numérique + Santé"]
    assert shown("shared_ecosystems", "Digital; Health") == ["Numérique; Santé"]
    assert shown("ecosystems", ["Digital", "Health"], None) == [["Numérique", "Santé"], None]


@pytest.mark.usefixtures("translating")
def test_names_stay_as_they_are_but_for_what_stands_for_all() -> None:
    assert shown("acronym", "paid", "Digital", "Total") == ["paid", "Digital", "Somme"]
    assert shown("organisation", "paid", "Total") == ["paid", "Total"]


@pytest.mark.usefixtures("translating")
def test_the_frame_itself_is_what_downloads_and_clicks_read() -> None:
    frame = pd.DataFrame({"status": ["paid"], "exchanges": [3]})
    with speaking("fr"):
        told = codes.translated(frame)
    assert list(frame["status"]) == ["paid"]
    assert list(told["exchanges"]) == [3]


def test_in_english_a_table_is_the_frame() -> None:
    frame = pd.DataFrame({"status": ["paid"], "acronym": ["Total"]})
    assert codes.translated(frame) is frame
