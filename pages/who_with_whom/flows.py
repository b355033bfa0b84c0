"""Flows: from whom to whom do the exchanges go, between countries, partnerships or clusters?"""

import streamlit as st

from charts.sankey import flow_sankey
from queries import flows, register
from ui import controls, figure, focus, frame
from ui.view import current

view = current()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="flow_controls"):
    level = controls.level()
    top = controls.top()
nodes = register.nodes(view.snapshot.snapshot_id, level)
links = flows.links(view.filters, level)
if links.empty:
    frame.nothing_selected(view.filters)

chosen, side = controls.highlighted(view.filters, level)
figure.show(
    flow_sankey(links, nodes, top=top, highlight=chosen, side=side, level=level, palette=view.palette, height=600),
    view.snapshot,
    picked=focus.picked_node_or_pair(view.snapshot.snapshot_id, level),
)
