"""Nodes and labels of a Sankey stand where Plotly draws them, in order and a line apart."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from charts.sankey import least_height
from charts.sankey.layout import Band, labelled, least_plot, place, rooms
from charts.sankey.text import fitted
from charts.typeface import sans_width

some_columns = st.lists(st.lists(st.integers(0, 500), min_size=1, max_size=30), min_size=2, max_size=4)


def levelled(columns: list[list[int]]) -> list[list[float]]:
    """The columns with the same sum, the last node of each made up to it."""
    most = max(sum(values) for values in columns)
    return [[*values[:-1], values[-1] + most - sum(values)] for values in columns]


@given(some_columns, st.integers(250, 900))
@settings(max_examples=80, deadline=None)
def test_columns_fit_keep_their_order_and_have_one_scale(columns: list[list[int]], height: int) -> None:
    values = levelled(columns)
    whole = sum(values[0])
    assume(whole > 0)
    layout = place(values, height)
    for bands, numbers in zip(layout.bands, values, strict=True):
        # d3-sankey without padding: pixels per unit are the domain's height by the total.
        assert [band.height for band in bands] == pytest.approx([n * layout.ribbons / whole for n in numbers])
        assert bands[0].top >= -0.01
        assert bands[-1].top + bands[-1].height <= height + 0.01
        assert all(below.top >= above.top + above.height - 0.01 for above, below in pairwise(bands))
    assert min(layout.bands[at][0].top for at in range(len(values))) == pytest.approx(0)


@given(some_columns)
@settings(max_examples=80, deadline=None)
def test_in_the_least_height_every_node_has_a_label(columns: list[list[int]]) -> None:
    values = levelled(columns)
    assume(sum(values[0]) > 0)
    rows = max(len(column) for column in values)
    layout = place(values, least_plot(rows))
    assert least_height(rows) > least_plot(rows)
    for bands, numbers in zip(layout.bands, values, strict=True):
        assert labelled(bands, numbers, layout.line) == list(range(len(bands)))


@given(some_columns, st.integers(100, 900))
@settings(deadline=None)
def test_labels_that_are_shown_stand_a_line_apart(columns: list[list[int]], height: int) -> None:
    values = levelled(columns)
    assume(sum(values[0]) > 0)
    layout = place(values, height)
    for bands, numbers in zip(layout.bands, values, strict=True):
        shown = labelled(bands, numbers, layout.line)
        assert max(range(len(numbers)), key=lambda at: numbers[at]) in shown
        assert all(bands[b].centre - bands[a].centre >= layout.line - 0.5 for a, b in pairwise(shown))


def test_room_of_a_label_ends_at_its_neighbours() -> None:
    bands = (Band(0, 40), Band(44, 6), Band(60, 30))
    assert rooms(bands) == [27, 27, 28]
    assert rooms((Band(3, 20),)) == [20]


@given(st.text(max_size=60), st.floats(8, 300))
def test_fitted_text_is_no_wider_than_its_room(text: str, room: float) -> None:
    cut = fitted(text, 13, room)
    assert sans_width(cut, 13) <= room
    assert cut == text or cut == "" or cut.endswith("…")


def test_few_units_take_no_more_than_asked() -> None:
    layout = place([[1, 1], [2]], 500, most=32)
    assert layout.ribbons == 32
    assert layout.font == 13
