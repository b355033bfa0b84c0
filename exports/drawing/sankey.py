"""Sankeys whose nodes have fixed places: bands between columns, and the nodes on top of them."""

from collections.abc import Iterable

from exports.drawing.frame import Frame
from exports.drawing.looks import fill_of
from exports.drawing.primitives import Curve, Group, Mark, Rectangle
from exports.drawing.type import plain_text
from exports.drawing.values import Trace, each


def sankey_groups(traces: Iterable[Trace], frame: Frame) -> list[Group]:
    """For each Sankey a group of its links and one of its nodes."""
    return [group for trace in traces if trace["type"] == "sankey" for group in _groups(trace, frame)]


def _groups(trace: Trace, frame: Frame) -> list[Group]:
    node, link = trace["node"], trace["link"]
    (x_low, x_high), (y_low, y_high) = trace["domain"]["x"], trace["domain"]["y"]
    left, bottom = frame.paper(x_low, y_low)
    right, top = frame.paper(x_high, y_high)
    width, height, thick = right - left, bottom - top, float(node["thickness"])
    number = len(node["x"])
    out, into = [0.0] * number, [0.0] * number
    flows = list(zip(link["source"], link["target"], link["value"], strict=True))
    for source, target, value in flows:
        out[source] += value
        into[target] += value
    sizes = [max(pair) for pair in zip(out, into, strict=True)]
    columns: dict[float, float] = {}
    for place, size in zip(node["x"], sizes, strict=True):
        columns[place] = columns.get(place, 0.0) + size
    scale = height / max(columns.values(), default=1.0)
    tops = [top + centre * height - size * scale / 2 for centre, size in zip(node["y"], sizes, strict=True)]
    places = [left + place * width for place in node["x"]]

    # A link leaves its source in the order of the targets, and enters its target in the order of the sources.
    leaves, enters = dict[int, float](), dict[int, float]()
    used = list(tops)
    for at in sorted(range(len(flows)), key=lambda at: (tops[flows[at][1]], at)):
        leaves[at] = used[flows[at][0]]
        used[flows[at][0]] += flows[at][2] * scale
    used = list(tops)
    for at in sorted(range(len(flows)), key=lambda at: (tops[flows[at][0]], at)):
        enters[at] = used[flows[at][1]]
        used[flows[at][1]] += flows[at][2] * scale

    colours = each(link.get("color"), len(flows), "rgba(68,68,68,0.2)")
    said = [plain_text(data[-1]) for data in link["customdata"]]
    links: list[Mark] = []
    for at, (source, target, value) in enumerate(flows):
        start, end = places[source] + thick / 2, places[target] - thick / 2
        band = _band(start, end, leaves[at], enters[at], value * scale)
        links.append(Curve(*band, fill_of(str(colours[at])), None, said[at]))
    inks = each(node.get("color"), number, "#444444")
    names = [plain_text(data[-1]) for data in node["customdata"]]
    nodes = tuple(
        Rectangle(places[at] - thick / 2, tops[at], thick, sizes[at] * scale, fill_of(str(inks[at])), None, names[at])
        for at in range(number)
    )
    return [Group("links", tuple(links)), Group("nodes", nodes)]


def _band(
    start: float, end: float, leaves: float, enters: float, thick: float
) -> tuple[tuple[float, float], tuple[tuple[tuple[float, float], ...], ...]]:
    """The outline of a link: there along its upper edge, back along its lower one."""
    middle = (start + end) / 2
    steps: tuple[tuple[tuple[float, float], ...], ...] = (
        ((middle, leaves), (middle, enters), (end, enters)),
        ((end, enters + thick),),
        ((middle, enters + thick), (middle, leaves + thick), (start, leaves + thick)),
    )
    return (start, leaves), steps
