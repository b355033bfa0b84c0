"""Parts of the drawing renderer that have an answer of their own: clipping, hatches, marked-up text, ticks of months."""

import math
from datetime import date

import pytest

from exports.drawing.clip import clipped_line, clipped_ring
from exports.drawing.colours import colour_of
from exports.drawing.hatching import hatch_lines
from exports.drawing.primitives import Fill, Hatch, Polygon, Rectangle, Run
from exports.drawing.ticks import ticks_of
from exports.drawing.type import lines_of, plain_text, sans_width, width_of
from exports.drawing.values import milliseconds

BOX = (0.0, 0.0, 10.0, 10.0)


def area(ring: tuple[tuple[float, float], ...]) -> float:
    """Area inside a ring."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        (((1, 1), (9, 1), (9, 9), (1, 9)), 64),
        (((-5, -5), (5, -5), (5, 5), (-5, 5)), 25),
        (((-5, -5), (15, -5), (15, 15), (-5, 15)), 100),
        (((5, -10), (20, 5), (5, 20), (-10, 5)), 100),
        (((0, 0), (20, 0), (0, 20)), 100),
    ],
)
def test_a_ring_is_cut_at_the_edges(ring: tuple[tuple[float, float], ...], left: float) -> None:
    assert area(clipped_ring(ring, BOX)) == pytest.approx(left)


def test_a_ring_outside_is_nothing() -> None:
    assert clipped_ring(((20, 20), (30, 20), (30, 30)), BOX) == ()


def test_a_line_is_cut_into_what_is_inside() -> None:
    assert clipped_line(((-5, 5), (15, 5)), BOX) == [((0, 5), (10, 5))]
    assert clipped_line(((5, 5), (15, 5), (15, 8), (5, 8)), BOX) == [((5, 5), (10, 5)), ((10, 8), (5, 8))]
    assert clipped_line(((20, 0), (20, 10)), BOX) == []


@pytest.mark.parametrize("shape", ["/", "\\", "x"])
def test_a_hatch_stays_inside_what_it_fills(shape: str) -> None:
    fill = Fill("#000000", 1.0, Hatch(shape, "#ffffff", 2.0, 0.5))
    rectangle = hatch_lines(Rectangle(3, 4, 20, 10, fill))
    assert len(rectangle) == pytest.approx((20 + 10) / (2 * math.sqrt(2)) * (2 if shape == "x" else 1), abs=2)
    for ends in rectangle:
        assert all(3 <= x <= 23 for x, _ in ends)
        assert all(4 - 1e-6 <= y <= 14 + 1e-6 for _, y in ends)
    ring = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0))
    hole = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0))
    for (x0, y0), (x1, y1) in hatch_lines(Polygon((ring, hole), fill)):
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        assert not (10.01 < middle[0] < 19.99 and 10.01 < middle[1] < 19.99)


def test_marked_up_text_becomes_runs() -> None:
    assert lines_of('<b>A</b> &lt;b&gt;<br><i>c</i><span style="color:#B42318">■</span> d') == (
        (Run("A", bold=True), Run(" <b>")),
        (Run("c", italic=True), Run("■", colour="#b42318"), Run(" d")),
    )
    assert plain_text("<b>one</b><br>two &amp; three<extra>") == "one, two & three<extra>"


def test_a_text_is_as_wide_as_its_widest_line() -> None:
    lines = lines_of("ii<br><b>WWW</b>")
    assert width_of(lines, 10, sans_width) == pytest.approx(sans_width("WWW", 10, True))
    assert sans_width("Řízení", 10) == sans_width("Rizeni", 10)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#1F4fa8", ("#1f4fa8", 1.0)),
        ("#ffffff80", ("#ffffff", 128 / 255)),
        ("rgba(124,135,150,0.3)", ("#7c8796", 0.3)),
        ("none", ("#000000", 0.0)),
    ],
)
def test_colours_are_read(text: str, colour: tuple[str, float]) -> None:
    assert colour_of(text) == colour


def test_months_are_named_in_their_middle_and_the_year_once() -> None:
    axis = {"type": "date", "dtick": "M3", "tickformat": "%b\n%Y", "ticklabelmode": "period"}
    low, high = (milliseconds(day) for day in (date(2020, 9, 20), date(2021, 8, 10)))
    assert low is not None
    assert high is not None
    ticks = ticks_of(axis, low, high, 5)
    assert [tick.text for tick in ticks] == ["Oct<br>2020", "Jan<br>2021", "Apr", "Jul"]
    first_half, second_half = (milliseconds(day) for day in (date(2021, 1, 1), date(2021, 2, 1)))
    assert first_half is not None
    assert second_half is not None
    assert ticks[1].text_at == (first_half + second_half) / 2
