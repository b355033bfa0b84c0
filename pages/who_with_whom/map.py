"""Map: where in Europe do the exchanges start, and where do they go?"""

import streamlit as st

from charts.map import flow_map, flow_map_by_month, partnership_maps
from queries import flows, geography
from ui import figure, focus, frame, map_controls
from ui.view import current

HEIGHT = 680

view = current()
filters, snapshot_id = view.filters, view.snapshot.snapshot_id
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
    shown = map_controls.map_view()
    level = map_controls.map_level(shown)
    measure = map_controls.map_measure(shown)
countries = flows.country_activity(filters)
if not countries["both"].any():
    frame.nothing_selected(filters)

if shown == "period":
    chart = flow_map(
        countries,
        flows.cluster_activity(filters),
        flows.links(filters, level),
        map_controls.shapes(geography.country_shapes()),
        level=level,
        measure=measure,
        palette=view.palette,
        height=HEIGHT,
        focus=map_controls.highlighted(filters, level),
    )
    picked = focus.picked_node_or_pair(snapshot_id, level)
elif shown == "months":
    chart = flow_map_by_month(
        countries,
        flows.links_by_month(filters, "country"),
        map_controls.shapes(geography.country_shapes()),
        palette=view.palette,
        height=HEIGHT,
    )
    picked = focus.picked_node_or_pair(snapshot_id, "country")
else:
    chart = partnership_maps(
        flows.links_by_partnership(filters),
        countries,
        geography.country_shapes(),
        palette=view.palette,
        height=HEIGHT,
    )
    picked = map_controls.picked_route_or_partnership(snapshot_id)
figure.show(
    chart,
    view.snapshot,
    scroll_zoom=shown == "period",
    picked=picked,
    row_level=level if shown == "period" else "country",
)
