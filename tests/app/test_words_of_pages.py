"""Sentences that the pages make of counts, and the language of work that goes on in another thread."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from data import warehouse
from data.intake.effect import Effect, RowChange
from languages import current, speaking
from scenes import compose
from ui.data_in import effect
from ui.downloads import in_this_language
from ui.presentation import listing
from ui.profiles import register


def effect_of(added: int, changed: int, removed: int) -> Effect:
    return Effect((RowChange("exchanges", 10, 10 + added - removed, added, changed, removed),), (), ())


@pytest.mark.parametrize(
    ("counts", "before", "said"),
    [
        ((0, 0, 0), None, "As the first snapshot, publishing this delivery **changes no row**."),
        ((0, 0, 0), "a", "Against snapshot a, publishing this delivery **changes no row**."),
        ((1, 0, 0), None, "As the first snapshot, publishing this delivery **adds 1 row**."),
        (
            (1, 2, 3),
            "a",
            "Against snapshot a, publishing this delivery **adds 1 row, changes 2 rows and removes 3 rows**.",
        ),
    ],
)
def test_the_effect_of_a_delivery_in_a_sentence(counts: tuple[int, int, int], before: str | None, said: str) -> None:
    assert effect.sentence(effect_of(*counts), before) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ""),
        (date(2020, 9, 1), None, " from 1 September 2020"),
        (None, date(2021, 9, 1), " to 1 September 2021"),
        (date(2020, 9, 1), date(2021, 9, 1), " from 1 September 2020 to 1 September 2021"),
    ],
)
def test_a_ceiling_says_the_days_between_which_it_holds(first: date | None, last: date | None, said: str) -> None:
    row = SimpleNamespace(full_eur=Decimal(800), half_eur=Decimal(400), valid_from=first, valid_to=last)
    assert register._ceiling(row) == f"€\u202f800 a stay, €\u202f400 for a halved one{said}"


def test_a_file_is_made_in_the_language_of_the_reader_who_asked_for_it() -> None:
    with speaking("fr"):
        make = in_this_language(lambda: current().encode())
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(make).result() == b"fr"


def test_what_a_scene_says_is_kept_by_language(reading_sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def shown(*scene: Any) -> Any:
        asked.append(current())
        return SimpleNamespace(finding=current())

    monkeypatch.setattr(compose, "shown", shown)
    snapshot = warehouse.describe(reading_sample)
    listing._said.cache_clear()
    for language in ("en", "fr", "en", "fr"):
        with speaking("de"):
            assert listing._said(language, "", "", snapshot.snapshot_id)[0] == language
    listing._said.cache_clear()
    assert asked == ["en", "fr"]
