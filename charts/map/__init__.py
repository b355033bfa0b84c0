"""Maps of Europe: who exchanges with whom, over the whole period, month by month, and for each partnership."""

from charts.map.by_month import flow_map_by_month
from charts.map.flow import flow_map
from charts.map.partnerships import partnership_maps
from charts.map.plane import OUTSIDE, planar_shapes

__all__ = ["OUTSIDE", "flow_map", "flow_map_by_month", "partnership_maps", "planar_shapes"]
