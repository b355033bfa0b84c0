"""Map: where in Europe do the exchanges start, and where do they go?"""

import streamlit as st

from charts.map import flow_map
from queries import flows, geography
from ui import figure, focus, frame, map_controls
from ui.view import current

view = current()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
    level = map_controls.map_level()
    measure = map_controls.map_measure()
links = flows.links(view.filters, level)
if links.empty:
    frame.nothing_selected(view.filters)

figure.show(
    flow_map(
        flows.country_activity(view.filters),
        flows.cluster_activity(view.filters),
        links,
        geography.country_shapes(),
        level=level,
        measure=measure,
        palette=view.palette,
        height=680,
    ),
    view.snapshot,
    scroll_zoom=True,
    picked=focus.picked_node_or_pair(view.snapshot.snapshot_id, level),
)
