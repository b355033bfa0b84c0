"""Sankeys of exchanges: `flow_sankey` from visiting to host side, `path_sankey` through two to four columns."""

from charts.sankey.composed import least_height
from charts.sankey.many_columns import path_sankey
from charts.sankey.other import columns_with_other, held_by_other
from charts.sankey.paths import OTHER_ID, OTHER_NAME, ColumnSpec, Node, PathMeasure, column_spec
from charts.sankey.text import see_through, shortened
from charts.sankey.two_columns import Side, flow_sankey, fold, held_on_side

__all__ = [
    "OTHER_ID",
    "OTHER_NAME",
    "ColumnSpec",
    "Node",
    "PathMeasure",
    "Side",
    "column_spec",
    "columns_with_other",
    "flow_sankey",
    "fold",
    "held_by_other",
    "held_on_side",
    "least_height",
    "path_sankey",
    "see_through",
    "shortened",
]
