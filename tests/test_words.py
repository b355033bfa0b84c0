"""Numbers in words. `_` in the expected texts stands for the narrow no-break space."""

import locale
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import words
from charts.figure import apart, html_text, ticks


def spaced(text: str) -> str:
    return text.replace("_", "\u202f")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1234, "1_234"), (10_000_000, "10_000_000"), (-1234, "−1_234")],
)
def test_count(number: int, text: str) -> None:
    assert words.count(number) == spaced(text)


@pytest.mark.parametrize(
    ("amount", "rounded", "cents"),
    [
        ("0", "€_0", "€_0.00"),
        ("12345.67", "€_12_346", "€_12_345.67"),
        ("12345", "€_12_345", "€_12_345.00"),
        ("0.5", "€_1", "€_0.50"),
        ("1.5", "€_2", "€_1.50"),
        ("2.5", "€_3", "€_2.50"),
        ("-0.4", "€_0", "€_−0.40"),
        ("-1200.5", "€_−1_201", "€_−1_200.50"),
        ("0.005", "€_0", "€_0.01"),
        ("999999999999.99", "€_1_000_000_000_000", "€_999_999_999_999.99"),
        ("90071992547409.93", "€_90_071_992_547_410", "€_90_071_992_547_409.93"),
    ],
)
def test_eur(amount: str, rounded: str, cents: str) -> None:
    assert words.eur(Decimal(amount)) == spaced(rounded)
    assert words.eur(Decimal(amount), cents=True) == spaced(cents)


def test_eur_refuses_what_is_no_exact_amount() -> None:
    with pytest.raises(TypeError, match="not float"):
        words.eur(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="NaN"):
        words.eur(Decimal("NaN"))


@given(st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2))
def test_eur_with_cents_loses_nothing(amount: Decimal) -> None:
    text = words.eur(amount, cents=True)
    assert Decimal(text.removeprefix("€").replace("\u202f", "").replace("−", "-")) == amount


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (41, 100, "41_%"),
        (0, 0, "0_%"),
        (5, 0, "0_%"),
        (0, 7, "0_%"),
        (1, 1000, "under 1_%"),
        (5, 1000, "1_%"),
        (125, 1000, "13_%"),
        (994, 1000, "99_%"),
        (999, 1000, "over 99_%"),
        (7, 7, "100_%"),
        (1001, 1000, "over 100_%"),
        (3, 2, "150_%"),
        (566, 654, "87_%"),
        (Decimal("0.01"), Decimal("1000000.00"), "under 1_%"),
        (Decimal("-5.00"), Decimal("100.00"), "−5_%"),
    ],
)
def test_share(part: int | Decimal, whole: int | Decimal, text: str) -> None:
    assert words.share(part, whole) == spaced(text)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_share_says_nothing_or_all_only_when_it_is(part: int, whole: int) -> None:
    said = words.share(part, whole)
    assert (said == spaced("0_%")) == (part == 0)
    assert (said == spaced("100_%")) == (part == whole)


def test_exchanges() -> None:
    assert words.exchanges(1) == "1 exchange"
    assert words.exchanges(0) == "0 exchanges"
    assert words.exchanges(2000) == spaced("2_000 exchanges")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and 1 more"),
        (list("abcdefg"), "a, b, c and 4 more"),
    ],
)
def test_listing(items: list[str], text: str) -> None:
    assert words.listing(items) == text


def test_dates_are_english_in_any_locale() -> None:
    held = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert words.day(date(2022, 6, 30)) == "30 June 2022"
            assert words.month(date(2021, 12, 1)) == "December 2021"
            assert words.day(date(2020, 3, 1)) == "1 March 2020"
    finally:
        locale.setlocale(locale.LC_TIME, held)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ('<a href="javascript:1">', '&lt;a href="javascript:1"&gt;'),
        ("R&D &lt;", "R&amp;D &amp;lt;"),
        ("$x$", "&#36;x&#36;"),
        ("%{x}", "%&#123;x}"),
        ("a\nb\x00c", "a b c"),
        ("ab\u202ecd", "abcd"),
        ("Mov'eo Žilina", "Mov'eo Žilina"),
    ],
)
def test_html_text(name: str, text: str) -> None:
    assert html_text(name) == text


def test_html_text_cuts_before_it_escapes() -> None:
    assert html_text("<<<<<<", 4) == "&lt;&lt;&lt;…"
    assert html_text("abcd", 4) == "abcd"


@given(st.text())
def test_html_text_leaves_no_markup(name: str) -> None:
    text = html_text(name)
    assert not set("<>${\n\r") & set(text)


@pytest.mark.parametrize(
    ("maximum", "values"),
    [
        (0, [0]),
        (0.4, [0]),
        (3, [0, 1, 2, 3]),
        (9, [0, 2, 4, 6, 8]),
        (654, [0, 200, 400, 600]),
        (10_000_000, [0, 5_000_000, 10_000_000]),
    ],
)
def test_ticks(maximum: float, values: list[int]) -> None:
    assert ticks(maximum) == values


def test_labels_move_apart_and_no_further() -> None:
    assert apart([0, 10, 20], 5) == [0, 10, 20]
    assert apart([0, 1, 2, 10, 11], 2) == [-1, 1, 3, 9.5, 11.5]
    assert apart([], 2) == []


@given(st.lists(st.floats(-1e6, 1e6), max_size=8).map(sorted), st.floats(0.1, 1e3))
def test_labels_never_overlap(places: list[float], gap: float) -> None:
    moved = apart(places, gap)
    assert len(moved) == len(places)
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(moved))
