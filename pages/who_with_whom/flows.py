"""Flows: from whom to whom do the exchanges go, between countries, partnerships or clusters?"""

from dataclasses import replace

import streamlit as st

from charts.balance import balance_chart, net_paths
from charts.matrix import od_matrix
from charts.sankey import column_spec, held_by_other, path_sankey
from queries import flows, network
from queries.filters import Filters
from ui import controls, figure, focus, frame, network_table, sankey_clicks
from ui.view import current

view = current()
snapshot_id = view.snapshot.snapshot_id
VIEWS = ["Sankey", "Matrix", "Balance", "Network"]
tabs = dict(zip(VIEWS, st.tabs(VIEWS, key="flows", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)

with tabs[seen]:
    bar = st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="flow_controls")
    if seen == "Sankey":
        with bar:
            names = controls.columns()
            measure, order = controls.measure(), controls.node_order()
            top, show_values = controls.top(), controls.show_values()
            is_net = controls.lens(can_net=controls.is_one_level(names)) == "net"
        paths = flows.paths(view.filters, names)
        if is_net:
            paths = net_paths(paths)
        if paths.empty:
            frame.nothing_selected(view.filters)
        columns = [column_spec(name, flows.column_nodes(snapshot_id, name, order)) for name in names]
        highlight, together = controls.highlighted(view.filters, names)
        chart = path_sankey(
            paths,
            columns,
            measure=measure,
            top=top,
            highlight=highlight,
            together=together,
            show_values=show_values,
            palette=view.palette,
            height=600,
        )
        if is_net:
            chart = replace(chart, finding=f"Net of both directions: {chart.finding}", name=f"{chart.name}_net")
        figure.show(chart, view.snapshot, picked=sankey_clicks.picked(snapshot_id))
        opened = st.session_state.pop(sankey_clicks.OPENED, None)
        if opened in names:
            held = held_by_other(paths, columns, opened, measure=measure, top=top, highlight=highlight)
            sankey_clicks.other(snapshot_id, opened, held)
    else:
        with bar:
            level = controls.level()
        links = flows.links(view.filters, level)
        nodes = network.members(snapshot_id, level)
        if links.empty:
            frame.nothing_selected(view.filters)
        if seen == "Network":
            network_table.show(network.network_numbers(view.filters, level), view.snapshot)
        elif seen == "Balance":
            chart = balance_chart(links, nodes, level=level, palette=view.palette, height=620)
        else:
            with bar:
                matrix_order, lens = controls.matrix_order(), controls.lens()
            chart = od_matrix(
                links,
                nodes,
                level=level,
                order=matrix_order,
                groups=network.groups(snapshot_id, level),
                order_links=flows.links(Filters(snapshot_id), level),
                lens=lens,
                palette=view.palette,
                height=680,
            )
        if seen != "Network":
            figure.show(chart, view.snapshot, picked=focus.picked_node_or_pair(snapshot_id, level), row_level=level)
