"""Where the marks of a drawn chart lie on the screen, so that a test can click them as a reader does."""

from math import hypot, inf
from typing import Any, NamedTuple

from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader

# Plotly keeps the data of a mark on its element; its axes say where the cells of a heatmap lie, which have none. A link is
# hit where nothing lies over it, a country as far from all circles and ribbons as its shape allows.
_MARKS = """(figure, kind) => {
    const plot = figure.querySelector('.js-plotly-plot')
    const frame = plot.getBoundingClientRect()
    const all = selector => [...plot.querySelectorAll(selector)]
    const middle = element => {
        const box = element.getBoundingClientRect()
        return [box.left + box.width / 2, box.top + box.height / 2]
    }
    const traceOf = element => element.closest('.trace').__data__[0].trace
    const ofPoint = element => traceOf(element).customdata?.[element.__data__.i ?? element.__data__.index]
    const onLink = path => {
        const box = path.getBoundingClientRect()
        for (const across of [0.5, 0.35, 0.65, 0.2, 0.8]) {
            const x = box.left + across * box.width, free = []
            for (let y = Math.ceil(box.top); y < box.bottom; y += 1)
                if (document.elementFromPoint(x, y) === path) free.push(y)
            if (free.length) return [x, free[Math.floor(free.length / 2)]]
        }
        return null
    }
    const inShape = path => {
        const others = all('.scattergeo path.point').map(middle)
        const box = path.getBoundingClientRect(), toShape = path.getScreenCTM().inverse()
        let best = null, furthest = 0
        for (let x = box.left + 1; x < box.right; x += 3) for (let y = box.top + 1; y < box.bottom; y += 3) {
            if (!path.isPointInFill(new DOMPoint(x, y).matrixTransform(toShape))) continue
            const near = Math.min(...others.map(([a, b]) => Math.hypot(a - x, b - y)))
            if (near > furthest) [best, furthest] = [[x, y], near]
        }
        return best
    }
    const cells = trace => {
        const x = plot._fullLayout[trace.xaxis.replace('x', 'xaxis')], y = plot._fullLayout[trace.yaxis.replace('y', 'yaxis')]
        return trace.customdata.flatMap((row, i) => row.map((cell, j) =>
            [cell, [frame.left + x._offset + x.d2p(trace.x?.[j] ?? j), frame.top + y._offset + y.d2p(trace.y?.[i] ?? i)]]))
    }
    const kinds = {
        node: () => all('.sankey-node').map(one => [one.__data__.node.customdata, middle(one.querySelector('.node-rect'))]),
        link: () => all('.sankey-link').map(one => [one.__data__.link.customdata, onLink(one)]),
        bar: () => all('.bars .point').map(one => [ofPoint(one), middle(one.querySelector('path'))]),
        cell: () => plot._fullData.filter(trace => trace.type === 'heatmap').flatMap(cells),
        point: () => all('.scattergeo path.point, .scatter path.point').map(one => [ofPoint(one), middle(one)]),
        country: () => all('.choroplethlayer path').map(one => [ofPoint(one), inShape(one)]),
    }
    return kinds[kind]().map(([data, place]) => [typeof data === 'string' ? [data] : data, place])
        .filter(([data, place]) => Array.isArray(data) && place)
        .map(([data, place]) => [data.map(String), ...place])
}"""

HOVER = ".hoverlayer .hovertext"
# Pixels of a row of a table, and of its head.
ROW = 30.6


class Mark(NamedTuple):
    """What a mark tells of itself, its customdata, and where it can be hit in the viewport's pixels."""

    data: list[str]
    x: float
    y: float


def marks(reader: Reader, figure: str, kind: str) -> list[Mark]:
    """The marks of a kind (node, link, bar, cell, point, country) in the chart of a figure."""
    found: list[Any] = reader.key(f"figure_{figure}").evaluate(_MARKS, kind)
    return [Mark(data, x, y) for data, x, y in found]


def mark(reader: Reader, figure: str, kind: str, *data: str) -> Mark:
    """The first mark of a kind whose customdata begins with `data`."""
    of_kind = marks(reader, figure, kind)
    return next(one for one in of_kind if one.data[: len(data)] == list(data))


def click(reader: Reader, one: Mark) -> None:
    """Come from above the chart, stay on the mark until Plotly tells what lies there, and click."""
    reader.page.mouse.move(one.x, 1)
    expect(reader.page.locator(HOVER)).to_have_count(0)
    reader.page.mouse.move(one.x, one.y, steps=2)
    reader.page.locator(HOVER).first.wait_for()
    reader.page.mouse.click(one.x, one.y)


def click_table(reader: Reader, table: Locator, across: float, row: int) -> None:
    """Click in a row of a table (0 is the first), so many pixels from its left edge. Tables are painted, not elements."""
    table.locator('[role="gridcell"]').first.wait_for(state="attached")
    box = table.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + across, box["y"] + ROW * (row + 1.5)
    reader.page.mouse.move(x - 4, y - 4)
    reader.page.mouse.move(x, y, steps=4)
    # What lies under the pointer is painted with the next frame.
    reader.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    reader.page.mouse.click(x, y)


def apart(of_kind: list[Mark], others: list[Mark]) -> Mark:
    """The mark that lies furthest from its nearest neighbour among all the others."""

    def room(one: Mark) -> float:
        return min((hypot(one.x - other.x, one.y - other.y) for other in others if other.data != one.data), default=inf)

    return max(of_kind, key=room)
