"""Tables show codes in the reader's language and leave the frames as they are."""

from typing import Any

import pandas as pd
import pytest

from languages import speaking
from ui import codes

WORDS = {"paid": "payé", "published": "publié", "Digital": "Numérique", "Health": "Santé", "Total": "Somme"}


@pytest.fixture
def translating(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of a few words."""
    monkeypatch.setattr(codes, "_", lambda text: WORDS.get(text, text))


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
