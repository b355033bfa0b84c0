"""White space: who is absent, how far from what was to be expected, and whom could they meet?"""

import streamlit as st

from languages import gettext as _
from scenes import white_space as scene
from ui import figure, frame, tabs
from ui import white_space as parts
from ui.view import current, room

view = current()
is_empty = scene.is_empty(view)
if is_empty:
    frame.nothing_selected(view.filters)

seen, place = tabs.opened(scene.TABS, "white_space")
with place:
    if is_empty:
        st.caption(
            _(
                "Absence is told of the exchanges that match. Here are none, so nobody is called absent or advised whom to meet."
            )
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
