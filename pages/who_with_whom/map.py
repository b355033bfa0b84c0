"""Map: where in Europe do the exchanges start, and where do they go?"""

import streamlit as st

from scenes import map as scene
from ui import figure, focus, frame, map_controls
from ui.view import current, room

view = current()
snapshot_id = view.snapshot.snapshot_id
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
    shown = map_controls.map_view()
    level = map_controls.map_level(shown)
    measure = map_controls.map_measure(shown)
if scene.is_empty(view):
    frame.nothing_selected(view.filters)

if shown == "period":
    chart = scene.whole_period(view, room(), level=level, measure=measure)
    picked = focus.picked_node_or_pair(snapshot_id, level)
elif shown == "months":
    chart = scene.by_month(view, room())
    picked = focus.picked_node_or_pair(snapshot_id, "country")
else:
    chart = scene.by_partnership(view, room())
    picked = map_controls.picked_route_or_partnership(snapshot_id)
figure.show(
    chart,
    view.snapshot,
    scroll_zoom=shown == "period",
    picked=picked,
    row_level=level if shown == "period" else "country",
)
