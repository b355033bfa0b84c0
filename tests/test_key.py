"""Tests of the table of type widths and of the keys above narrow charts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.figure import text_width
from charts.key import Entry, Kind, key
from charts.palette import LIGHT
from charts.typeface import line_width
from exports.drawing.type import sans_width

KINDS: tuple[Kind, ...] = ("filled", "striped", "crossed", "outline", "tick", "diamond")


@pytest.mark.parametrize(("wide", "narrow"), [("SAFE SMART FOOD", "safe smart food"), ("MMM", "iii")])
def test_capitals_take_more_room(wide: str, narrow: str) -> None:
    assert line_width(wide, 14) > line_width(narrow, 14)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.floats(8, 30))
def test_one_table_measures_for_screen_and_files(texts: list[str], size: float) -> None:
    widest = max(line_width(text, size) for text in texts)
    assert widest <= text_width(texts, size) < widest + 1
    assert sans_width(texts[0], size) >= line_width(texts[0], size)
    assert line_width(texts[0], size, bold=True) >= line_width(texts[0], size)


def test_entries_of_a_key_stand_in_rows_inside_a_narrow_figure() -> None:
    entries = [Entry(f"what it means {at}", kind, LIGHT.blue) for at, kind in enumerate(KINDS)]
    drawn = key(entries, LIGHT, 100)
    rows = {note["yshift"] for note in drawn.annotations}
    assert len(rows) > 1
    assert max(rows) < drawn.height
    for row in rows:
        ends = [(n["xshift"], n["xshift"] + line_width(n["text"], 13)) for n in drawn.annotations if n["yshift"] == row]
        assert ends[0][0] >= -100
        assert ends[-1][1] + 100 <= 340
        assert all(one[1] < other[0] for one, other in pairwise(ends))


def test_a_key_without_entries_takes_no_mark() -> None:
    drawn = key([], LIGHT, 50)
    assert drawn.annotations == drawn.shapes == []


def test_names_of_a_key_stay_text() -> None:
    assert key([Entry("<b>x", "filled", LIGHT.blue)], LIGHT, 0).annotations[0]["text"] == "&lt;b&gt;x"
