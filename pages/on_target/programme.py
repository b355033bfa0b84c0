"""Programme: is the programme on target, who takes part, and where do the exchanges stand?"""

import streamlit as st

from scenes import programme as scene
from ui import figure, focus, frame, outlook_alerts, tiles
from ui.view import current, room

view = current()
tiles.row(*scene.facts(view))
outlook_alerts.line(view, view.snapshot.as_of_date)
if scene.is_empty(view):
    frame.nothing_selected(view.filters)

left, right = st.columns([4, 3], gap="medium")
with left:
    figure.show(scene.exchanges_by_month(view, room()), view.snapshot)
    figure.show(scene.status_pipeline(view, room()), view.snapshot)
with right:
    figure.show(
        scene.progress_by_partnership(view, room()),
        view.snapshot,
        picked=focus.picked_node_or_pair(view.snapshot.snapshot_id, "partnership"),
    )
