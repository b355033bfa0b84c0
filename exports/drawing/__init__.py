"""A chart's figure as plain marks, for files that no browser paints.

`draw` reads the figures that our charts make (bars, points, lines and areas, heatmaps, Sankeys with fixed nodes, maps on
the plane of `charts.map`) and gives rectangles, polygons, curves, lines and texts in groups. It draws what Plotly draws,
without hover labels, buttons and sliders.
"""

from dataclasses import replace

import plotly.graph_objects as go

from charts.chart import Chart
from exports.drawing.axes import grid_marks, label_marks
from exports.drawing.bars import bar_groups
from exports.drawing.crowded import settled
from exports.drawing.frame import frame_of
from exports.drawing.geo import geo_groups
from exports.drawing.heatmap import heatmap_groups
from exports.drawing.legend import legend_group
from exports.drawing.legible import legible
from exports.drawing.notes import annotation_group, shape_group
from exports.drawing.primitives import Drawing, Group, Mark, Text, scaled
from exports.drawing.sankey import sankey_groups
from exports.drawing.scatter import scatter_groups
from exports.drawing.type import Measure, kept_inside, sans_width
from exports.drawing.values import plain_figure

__all__ = ["Drawing", "draw", "draw_figure"]


_MOST_ENLARGED = 1.25


def draw(chart: Chart, width: float, height: float, measure: Measure = sans_width, least_type: float = 0.0) -> Drawing:
    """The chart in a box of this size. measure: width of a text at a size, for the typeface that it will be set in.

    least_type: no text is smaller, in units of the drawing.
    """
    return replace(draw_figure(chart.figure, width, height, measure, least_type), name=chart.name, alt=chart.alt)


def draw_figure(
    figure: go.Figure, width: float, height: float, measure: Measure = sans_width, least_type: float = 0.0
) -> Drawing:
    """The figure in a box of this size, so that its type keeps the relation to its height for which it was made.

    A figure is made for a height in pixels: at another one, labels that are a line apart would meet. So it is drawn at
    its own height and then scaled as a whole; in a box that is much higher it takes the room and not larger type.
    """
    factor = min(height / float(figure.layout.height or height), _MOST_ENLARGED)
    return scaled(_drawn(figure, width / factor, height / factor, measure, least_type / factor), factor)


def _drawn(figure: go.Figure, width: float, height: float, measure: Measure, least_type: float) -> Drawing:
    traces, layout = legible(*plain_figure(figure), least_type)
    frame = frame_of(traces, layout, width, height, measure)
    ink = str(layout.get("font", {}).get("color", "#444444"))
    grid: list[Mark] = []
    labels: list[Mark] = []
    for axis in frame.axes.values():
        across = frame.across(axis)
        if not axis.settings.get("overlaying"):
            grid += grid_marks(axis, across)
        labels += label_marks(axis, across, ink)
    groups = [
        Group("grid", tuple(grid)),
        *heatmap_groups(traces, frame),
        *bar_groups(traces, layout, frame),
        *scatter_groups(traces, frame),
        *sankey_groups(traces, frame),
        *geo_groups(traces, layout, frame),
        shape_group(layout, frame),
        Group("axes", tuple(labels)),
        annotation_group(layout, frame, measure),
        legend_group(traces, layout, frame, measure),
    ]
    drawn = Drawing(width, height, tuple(_inside(group, width, measure) for group in groups if group.marks))
    return settled(drawn, measure) if least_type else drawn


def _inside(group: Group, width: float, measure: Measure) -> Group:
    marks = tuple(kept_inside(mark, width, measure) if isinstance(mark, Text) else mark for mark in group.marks)
    return replace(group, marks=marks)
