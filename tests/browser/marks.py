"""Where the marks of a drawn chart lie on the screen, so that a test can click them as a reader does."""

from typing import Any

from tests.browser.reader import Reader

# Of the chart in a figure: [customdata, x, y] of each mark that can be hit, in the viewport's pixels. Plotly keeps the
# data of a mark on its element; axes and the map's projection say where the marks lie that have no element of their own.
_MARKS = """(figure, kind) => {
    const plot = figure.querySelector('.js-plotly-plot')
    const frame = plot.getBoundingClientRect()
    const middle = element => {
        const box = element.getBoundingClientRect()
        return [box.left + box.width / 2, box.top + box.height / 2]
    }
    const all = selector => [...plot.querySelectorAll(selector)]
    const on_path = path => {
        const box = path.getBoundingClientRect()
        for (const across of [0.5, 0.35, 0.65, 0.2, 0.8]) {
            const x = box.left + across * box.width
            const inside = []
            for (let y = Math.ceil(box.top); y < box.bottom; y += 1)
                if (document.elementFromPoint(x, y) === path) inside.push(y)
            if (inside.length) return [x, inside[Math.floor(inside.length / 2)]]
        }
        return null
    }
    const seen = {
        node: () => all('.sankey-node').map(one => [one.__data__.node.customdata, middle(one.querySelector('.node-rect'))]),
        link: () => all('.sankey-link').map(one => [one.__data__.link.customdata, on_path(one)]),
        bar: () => all('.bars .point').map(one => [one.__data__.data ?? one.__data__.cdata, middle(one)]),
        heatmap: () => plot._fullData.filter(trace => trace.type === 'heatmap').flatMap(trace => {
            const x = plot._fullLayout[trace.xaxis.replace('x', 'xaxis')], y = plot._fullLayout[trace.yaxis.replace('y', 'yaxis')]
            return trace.customdata.flatMap((row, i) => row.map((cell, j) =>
                [cell, [frame.left + x._offset + x.d2p(trace.x ? trace.x[j] : j), frame.top + y._offset + y.d2p(trace.y ? trace.y[i] : i)]]))
        }),
        point: () => all('.scattergeo path.point, .scatter path.point').map(one => [one.__data__.data, middle(one)]),
        country: () => all('.choroplethlayer path').map(one => [[one.__data__.loc], on_path(one)]),
    }
    return seen[kind]().filter(([data, place]) => Array.isArray(data) && place)
        .map(([data, [x, y]]) => [data.map(String), x, y])
}"""


def marks(reader: Reader, figure: str, kind: str) -> list[tuple[list[str], float, float]]:
    """Customdata and place of the marks of a kind (node, link, bar, heatmap, point, country) in a figure."""
    found: list[Any] = reader.key(f"figure_{figure}").evaluate(_MARKS, kind)
    return [(data, x, y) for data, x, y in found]
