"""Flows: from whom to whom do the exchanges go, between countries, partnerships or clusters?"""

import streamlit as st

from charts.sankey import columns_with_other
from queries import flows, network
from scenes import flows as scene
from ui import controls, figure, focus, frame, network_table, sankey_clicks, tabs
from ui.view import current, room

view = current()
snapshot_id = view.snapshot.snapshot_id
seen, place = tabs.opened(scene.TABS, "flows")

with place:
    bar = st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="flow_controls")
    if seen == "Sankey":
        with bar:
            names = controls.columns()
            drawn = scene.sankey(
                view,
                names,
                room(),
                measure=controls.measure(),
                node_order=controls.node_order(),
                top=controls.top(),
                show_values=controls.show_values(),
                is_net=controls.lens(can_net=scene.is_one_level(names)) == "net",
            )
        if drawn.paths.empty:
            frame.nothing_selected(view.filters)
        others = columns_with_other(drawn.chart)
        figure.show(drawn.chart, view.snapshot, picked=sankey_clicks.picked(snapshot_id), others=others)
        opened = st.session_state.pop(sankey_clicks.OPENED, None)
        if opened in others:
            sankey_clicks.other(snapshot_id, opened, scene.held_by_other(view, drawn, opened))
    else:
        with bar:
            level = controls.level()
        if flows.links(view.filters, level).empty:
            frame.nothing_selected(view.filters)
        if seen == "Network":
            network_table.show(network.network_numbers(view.filters, level), view.snapshot)
        elif seen == "Balance":
            chart = scene.balance(view, level, room())
        else:
            with bar:
                order, lens = controls.matrix_order(), controls.lens()
            chart = scene.matrix(view, level, room(), order=order, lens=lens)
        if seen != "Network":
            figure.show(chart, view.snapshot, picked=focus.picked_node_or_pair(snapshot_id, level), row_level=level)
