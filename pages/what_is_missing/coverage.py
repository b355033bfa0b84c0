"""Coverage: which clusters, countries, partnerships and ecosystems take part, and which do not?"""

import streamlit as st

from scenes import coverage as scene
from ui import figure, focus, frame, tabs
from ui.text import plain
from ui.view import current, room

view = current()
st.markdown(plain(scene.sentence(view)))
if scene.is_empty(view):
    frame.nothing_selected(view.filters)

seen, place = tabs.opened(scene.TABS, "coverage")
with place:
    level = scene.LEVELS.get(seen)
    picked = focus.picked_node_or_pair(view.snapshot.snapshot_id, level) if level else None
    figure.show(scene.chart(view, seen, room()), view.snapshot, picked=picked, row_level=level)
