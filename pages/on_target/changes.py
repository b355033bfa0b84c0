"""Changes: what is different since the last review, and what of it is new, what a correction of the past?"""

import streamlit as st

from charts import changes as draw
from languages import gettext as _
from queries import changes, geography
from ui import changes as parts
from ui import figure, focus, frame, map_shapes, tabs, tiles
from ui.view import current

view = current()
comparison = parts.choose(view)
counts = changes.count_changes(view.filters, comparison)
money = changes.money_changes(view.filters, comparison)
lump_sums = changes.lump_sums_restated(view.filters, comparison).iloc[0]
tiles.row(*parts.tiles(counts, money, lump_sums), widths=parts.WIDTHS)
if not counts[["before", "after"]].any(axis=None):
    frame.nothing_selected(view.filters)
elif view.filters.status_groups:
    st.caption(_("The choice of statuses does not narrow this page: a change of status is what it shows."))

seen, place = tabs.opened(tabs.CHANGES, "changes")
with place:
    if seen == "Summary":
        left, right = st.columns(2, gap="medium")
        with left:
            parts.ledger(counts, money, view.snapshot)
        with right:
            moved = changes.movements(view.filters, comparison)
            figure.show(draw.movements(moved, palette=view.palette, height=420), view.snapshot)
    elif seen == "Exchanges":
        parts.exchanges(view, comparison)
    elif seen == "Fields":
        parts.fields(view, comparison)
    else:
        links = changes.link_changes(view.filters, comparison)
        if seen == "Flows":
            chart = draw.change_sankey(links, palette=view.palette, height=440)
        else:
            chart = draw.change_map(
                changes.country_changes(view.filters, comparison),
                links,
                map_shapes.shapes(geography.country_shapes()),
                palette=view.palette,
                height=560,
            )
        picked = focus.picked_node_or_pair(view.snapshot.snapshot_id, "country")
        figure.show(chart, view.snapshot, picked=picked, row_level="country", scroll_zoom=seen == "Map")
