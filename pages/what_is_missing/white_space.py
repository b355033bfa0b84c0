"""White space: who is absent, how far from what was to be expected, and whom could they meet?"""

import streamlit as st

from scenes import white_space as scene
from ui import figure, frame
from ui import white_space as parts
from ui.view import current, room

view = current()
is_empty = scene.is_empty(view)
if is_empty:
    frame.nothing_selected(view.filters)

tabs = dict(
    zip(scene.TABS, st.tabs(scene.TABS, key="white_space", on_change="rerun", bind="query-params"), strict=True)
)
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    if is_empty:
        st.caption(
            "Absence is told of the exchanges that match. Here are none, so nobody is called absent or advised whom to meet."
        )
    elif seen == "Clusters":
        parts.clusters(view)
    elif seen == "Countries":
        parts.countries(view)
    elif seen == "Partnership pairs":
        parts.pairs(view)
    elif seen == "Ecosystems":
        parts.ecosystems(view)
    elif seen == "Categories":
        parts.categories(view)
    else:
        figure.show(scene.over_time(view, room()), view.snapshot)
