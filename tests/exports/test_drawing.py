"""Drawings: every chart of the pages becomes marks inside its box, and the marks say what the table says."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from charts.chart import Chart
from charts.palette import LIGHT
from charts.white_space import done_and_expected
from data import warehouse
from exports.drawing import Drawing, draw
from exports.drawing.primitives import Circle, Curve, Line, Mark, Point, Polygon, Rectangle, Run, Text
from exports.drawing.readable import readable
from exports.drawing.svg import svg
from exports.drawing.type import sans_width, width_of
from queries.filters import Filters
from tests.exports.every_chart import every_chart

WIDTH = 1000.0
HOSTILE = (
    "<script>alert(1)</script>",
    "A & B \x00\x0b\x1f <b>bold</b>",
    "\u202eright to left \u05d0\u05d1\u05d2",
    "emoji \U0001f9ea, Chinese \u4e2d\u6587",
)


@pytest.fixture(scope="module")
def charts(sample_warehouse: Path) -> dict[str, Chart]:
    """Every chart of the whole sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXC_WAREHOUSE", str(sample_warehouse))
        snapshot = warehouse.current()
        return dict(every_chart(Filters(snapshot.snapshot_id), snapshot))


def drawn(chart: Chart, width: float = WIDTH) -> Drawing:
    """The chart at the height that it was made for."""
    return draw(chart, width, float(chart.figure.layout.height))


def group(drawing: Drawing, name: str) -> tuple[Mark, ...]:
    """The marks of the first group of that name."""
    return next(held.marks for held in drawing.groups if held.name == name)


def points(mark: Mark) -> Iterator[Point]:
    """The corners of what a mark covers."""
    if isinstance(mark, Rectangle):
        yield from ((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))
    elif isinstance(mark, Circle):
        yield from ((mark.x, mark.y),)
    elif isinstance(mark, Polygon):
        for ring in mark.rings:
            yield from ring
    elif isinstance(mark, Curve):
        yield mark.start
        for step in mark.steps:
            yield from step
    elif isinstance(mark, Line):
        yield from mark.points
    else:
        yield from corners(mark)


def corners(text: Text) -> Iterator[Point]:
    """The corners of a text, turned as it is; without the room that `sans_width` adds for a wider typeface."""
    wide = width_of(text.lines, text.size, lambda piece, size, bold: sans_width(piece, size, bold) / 1.14)
    left = -wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
    half = len(text.lines) * text.size * 0.6
    turn = math.radians(text.rotation)
    for x in (left, left + wide):
        for y in (-half, half):
            yield text.x + x * math.cos(turn) - y * math.sin(turn), text.y + x * math.sin(turn) + y * math.cos(turn)


def assert_inside(name: str, chart: Chart) -> None:
    """All marks of the chart lie in the drawing, but for a hair."""
    drawing = drawn(chart)
    assert drawing.alt == chart.alt
    assert any(True for _ in drawing.marks()), name
    for mark in drawing.marks():
        for x, y in points(mark):
            assert -2 <= x <= drawing.width + 2, (name, mark)
            assert -2 <= y <= drawing.height + 2, (name, mark)


def test_every_chart_is_drawn_inside_its_box(charts: dict[str, Chart]) -> None:
    for name, chart in charts.items():
        assert_inside(name, chart)


@pytest.mark.parametrize(
    "chosen",
    [{"partnerships": ("nobody",)}, {"from_month": "2021-03", "to_month": "2021-03", "countries": ("ES",)}],
    ids=["nothing", "one country's month"],
)
def test_views_of_little_or_nothing_are_drawn(reading_sample: str, chosen: dict[str, Any]) -> None:
    for name, chart in every_chart(Filters(reading_sample, **chosen), warehouse.current()):
        assert_inside(name, chart)


def test_a_drawing_is_the_same_in_any_size(charts: dict[str, Chart]) -> None:
    chart = charts["position"]
    whole = drawn(chart)
    half = draw(chart, WIDTH / 2, whole.height / 2)
    assert (half.width, half.height) == (WIDTH / 2, whole.height / 2)
    for one, other in zip(whole.marks(), half.marks(), strict=True):
        for (x, y), (half_x, half_y) in zip(points(one), points(other), strict=True):
            assert x / 2 == pytest.approx(half_x)
            assert y / 2 == pytest.approx(half_y)


def test_bars_are_as_long_as_the_numbers(charts: dict[str, Chart]) -> None:
    chart = charts["progress"]
    drawing = drawn(chart)
    places = {text.plain: text.x for text in group(drawing, "axes") if isinstance(text, Text)}
    unit = (places["60"] - places["0"]) / 60
    for name, column in (("took place", "took_place"), ("ongoing", "ongoing"), ("upcoming", "upcoming")):
        lengths = [round(bar.width / unit, 6) for bar in group(drawing, name) if isinstance(bar, Rectangle)]
        assert lengths == [number for number in chart.table[column] if number], name


def test_stacked_months_are_as_high_as_the_numbers(charts: dict[str, Chart]) -> None:
    chart = charts["by_month"]
    drawing = drawn(chart)
    places = [text.y for text in group(drawing, "axes") if isinstance(text, Text) and text.plain in ("0", "50")]
    lower = sorted(places)[-2:]
    unit = (lower[1] - lower[0]) / 50
    stacked = [bar.height / unit for bar in group(drawing, "physical") if isinstance(bar, Rectangle)]
    assert [round(height, 6) for height in stacked] == [n for n in chart.table["physical_took_place"] if n]
    virtual = [bar.height / unit for bar in group(drawing, "virtual") if isinstance(bar, Rectangle)]
    assert sum(virtual) == pytest.approx(chart.table["virtual_took_place"].sum())


def test_cells_write_the_numbers_of_the_table(charts: dict[str, Chart]) -> None:
    chart = charts["matrix_country_size"]
    drawing = drawn(chart)
    written = [int(text.plain) for text in drawing.groups[_last_cells(drawing)].marks if isinstance(text, Text)]
    assert sorted(written) == sorted(number for number in chart.table["exchanges"] if number)
    pairs = {cell.name.partition(":")[0] for cell in group(drawing, "cells")}
    assert len(pairs) == len(chart.table)


def _last_cells(drawing: Drawing) -> int:
    """The group that writes numbers into cells: the texts that no other group has a name for."""
    return max(at for at, held in enumerate(drawing.groups) if not held.name)


def test_bands_of_a_sankey_fill_its_nodes(charts: dict[str, Chart]) -> None:
    chart = charts["sankey_country to country"]
    drawing = drawn(chart)
    links = [mark for mark in group(drawing, "links") if isinstance(mark, Curve)]
    nodes = [mark for mark in group(drawing, "nodes") if isinstance(mark, Rectangle)]
    thick = sum(link.steps[1][0][1] - link.steps[0][-1][1] for link in links)
    middle = WIDTH / 2
    for side in (True, False):
        assert sum(node.height for node in nodes if (node.x < middle) == side) == pytest.approx(thick)
    for node in nodes:
        edge = node.x + node.width if node.x < middle else node.x
        leaves = [link for link in links if link.start[0] == pytest.approx(edge)]
        enters = [link for link in links if link.steps[0][-1][0] == pytest.approx(edge)]
        spans = [(link.start[1], link.steps[-1][-1][1]) for link in leaves]
        spans += [(link.steps[0][-1][1], link.steps[1][0][1]) for link in enters]
        inside = sorted(span for span in spans if node.y - 0.01 <= span[0] and span[1] <= node.y + node.height + 0.01)
        assert sum(end - start for start, end in inside) == pytest.approx(node.height)
        assert all(end == pytest.approx(start) for (_, end), (start, _) in itertools.pairwise(inside))
    exchanges = int(chart.table["exchanges"].sum())
    for node in nodes:
        said = re.search(r", (\d+) exchange", node.name)
        assert said, node.name
        assert node.height / thick == pytest.approx(int(said[1]) / exchanges), node.name


def test_a_map_has_every_country_and_the_largest_routes(charts: dict[str, Chart]) -> None:
    chart = charts["map_country_both"]
    drawing = drawn(chart)
    shapes = chart.figure.data[1].geojson["features"]
    countries = [mark for mark in group(drawing, "countries") if isinstance(mark, Polygon)]
    assert len(countries) == len(shapes)
    ribbons = [mark for mark in group(drawing, "ribbons") if isinstance(mark, Polygon)]
    assert len(ribbons) == 40
    pairs = chart.table.sort_values("exchanges", ascending=False, kind="stable")
    pairs = pairs[pairs["visiting_name"] != pairs["host_name"]].head(40)
    expected = [
        f"{a} to {b}: {n} exchange{'s' * (n > 1)}"
        for a, b, n in pairs[["visiting_name", "host_name", "exchanges"]].itertuples(index=False)
    ]
    assert sorted(mark.name for mark in ribbons) == sorted(expected)
    names = [mark.name for mark in countries]
    assert any(name.startswith("Italy, Visiting") for name in names)


def test_svg_is_well_formed_whatever_the_names() -> None:
    rows = pd.DataFrame({"ecosystem": HOSTILE, "done": [1, 2, 3, 4], "expected": [2.0] * 4, "difference": [0.0] * 4})
    chart = done_and_expected(
        rows,
        "ecosystem",
        name="hostile",
        finding=HOSTILE[1],
        note="",
        measures=(),
        palette=LIGHT,
        height=300,
    )
    text = svg(drawn(chart), LIGHT.ground)
    root = ElementTree.fromstring(text)
    assert text.encode("utf-8")
    said = " ".join(part.strip() for part in root.itertext())
    assert "<script>alert(1)" in said
    assert not {mark.tag.partition("}")[2] for mark in root.iter()} & {"script", "b"}
    assert not set(text) & set("\x00\x0b\x1f\u202e")


def test_svg_holds_a_mark_for_each_of_the_drawing(charts: dict[str, Chart]) -> None:
    for name in ("position", "sankey_ecosystem to purpose", "map_country_net", "cluster_wall"):
        drawing = drawn(charts[name])
        root = ElementTree.fromstring(svg(drawing))
        tags = [mark.tag.partition("}")[2] for mark in root.iter()]
        rectangles = sum(isinstance(mark, Rectangle) for mark in drawing.marks())
        assert tags.count("rect") == rectangles
        lines = sum(len(mark.lines) for mark in drawing.marks() if isinstance(mark, Text))
        assert tags.count("text") == lines


def test_a_text_too_wide_is_cut_at_the_edge() -> None:
    rows = pd.DataFrame({"ecosystem": ["x" * 400], "done": [1], "expected": [1.0], "difference": [0.0]})
    chart = done_and_expected(
        rows, "ecosystem", name="long", finding="", note="", measures=(), palette=LIGHT, height=200
    )
    chart.figure.layout.annotations = [
        {"text": "<b>wide</b> " + "words " * 90, "x": 0.5, "xref": "paper", "showarrow": False}
    ]
    assert_inside("long", chart)
    cut = next(mark for mark in drawn(chart).marks() if isinstance(mark, Text) and mark.plain.startswith("wide"))
    assert cut.plain.endswith("…")
    assert cut.lines[0][0] == Run("wide", bold=True)


def test_texts_that_xml_cannot_hold_become_readable() -> None:
    assert readable("a\x00b\u202ec\ud800d\ne\uffff") == "a bcd\ne"
