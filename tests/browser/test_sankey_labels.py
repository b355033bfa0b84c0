"""Labels of the Sankey as a browser draws them: beside their nodes, whole, and never on one another."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from plotly.offline import get_plotlyjs

from charts.chart import Chart
from charts.palette import LIGHT, PALETTES
from charts.sankey import column_spec, least_height, path_sankey
from queries import flows
from queries.filters import Filters
from queries.flows import PRESETS, Column

BOXES = """() => {
    const box = element => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }
    const all = selector => [...document.querySelectorAll(selector)].map(box)
    return {
        figure: box(document.querySelector('.main-svg')),
        labels: all('.annotation-text-g'),
        nodes: all('.node-rect'),
        marks: all('.shapelayer path'),
    }
}"""
# What the browser's own rounding and the air around glyphs may take.
TOLERANCE = 1.5

Box = list[float]


def meet(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > TOLERANCE and high > TOLERANCE


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """A page without a network that can draw figures."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content("<body style='margin:0'><div id='figure'></div></body>")
    page.add_script_tag(content=get_plotlyjs())
    yield page
    context.close()


def drawn(sheet: Page, chart: Chart, width: int) -> dict[str, Any]:
    """Draw the chart at a width; the boxes of the figure, its labels, nodes and marks."""
    sheet.set_viewport_size({"width": width, "height": int(chart.figure.layout.height)})
    sheet.evaluate(
        "async figure => { const { data, layout } = JSON.parse(figure); await Plotly.newPlot('figure', data, layout) }",
        chart.figure.to_json(),
    )
    boxes: dict[str, Any] = sheet.evaluate(BOXES)
    return boxes


CASES: list[tuple[tuple[Column, ...], int, int]] = [
    *((columns, 30, 600) for columns in PRESETS.values()),
    (("visiting_cluster", "visiting_partnership", "host_partnership", "host_cluster"), 20, 600),
    (("visiting_cluster", "host_cluster"), 30, 600),
    (("visiting_cluster", "host_cluster"), 100, 600),
    (("visiting_cluster", "host_cluster"), 100, least_height(70)),
]


@pytest.mark.parametrize(("width", "theme"), [(1080, "light"), (1550, "dark")])
@pytest.mark.parametrize(("columns", "top", "height"), CASES)
def test_labels_are_whole_and_apart(
    sheet: Page, reading_sample: str, columns: tuple[Column, ...], top: int, height: int, width: int, theme: str
) -> None:
    specs = [column_spec(name, flows.column_nodes(reading_sample, name)) for name in columns]
    paths = flows.paths(Filters(reading_sample), columns)
    chart = path_sankey(paths, specs, top=top, palette=PALETTES[theme], height=height)
    boxes = drawn(sheet, chart, width)
    left, upper, right, lower = boxes["figure"]
    assert right - left == width
    assert len(boxes["labels"]) == len(chart.figure.layout.annotations)
    assert len(boxes["nodes"]) == len(chart.figure.data[0].node.customdata)
    for one in boxes["labels"]:
        assert left - TOLERANCE <= one[0]
        assert one[2] <= right + TOLERANCE
        assert upper - TOLERANCE <= one[1]
        assert one[3] <= lower + TOLERANCE
        assert not [node for node in boxes["nodes"] + boxes["marks"] if meet(one, node)]
    assert not [pair for pair in combinations(boxes["labels"], 2) if meet(*pair)]
    if height > 600:
        assert len(boxes["labels"]) == len(boxes["nodes"]) + len(columns)


def test_nodes_stand_where_the_labels_say(sheet: Page, reading_sample: str) -> None:
    columns: tuple[Column, ...] = PRESETS["country, partnership, country"]
    specs = [column_spec(name, flows.column_nodes(reading_sample, name)) for name in columns]
    chart = path_sankey(flows.paths(Filters(reading_sample), columns), specs, top=30, palette=LIGHT)
    boxes = drawn(sheet, chart, 1200)
    layout = chart.figure.layout
    plot = layout.height - layout.margin.t - layout.margin.b
    bottom, top = chart.figure.data[0].domain.y
    centres = sorted((box[1] + box[3]) / 2 for box in boxes["nodes"])
    meant = sorted(layout.margin.t + plot * (1 - top + y * (top - bottom)) for y in chart.figure.data[0].node.y)
    assert centres == pytest.approx(meant, abs=1)
