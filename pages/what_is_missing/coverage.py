"""Coverage: which clusters, countries, partnerships and ecosystems take part, and which do not?"""

from typing import Literal

import streamlit as st

from charts import coverage as draw
from queries import coverage, flows, programme, register
from queries.filters import Level
from ui import figure, focus, frame
from ui.text import plain
from ui.view import current

LEVELS: dict[str, Level] = {"Clusters": "cluster", "Countries": "country", "Partnership pairs": "partnership"}

view = current()
clusters = flows.cluster_activity(view.filters)
countries = flows.country_activity(view.filters)
total = int(programme.totals(view.filters).iloc[0]["exchanges"])
st.markdown(plain(draw.coverage_sentence(clusters, countries)))
if not total:
    frame.nothing_selected(view.filters)

names = ["Clusters", "Countries", "Partnership pairs", "Ecosystems by purpose", "Ecosystems by category"]
tabs = dict(zip(names, st.tabs(names, key="coverage", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    if seen == "Clusters":
        chart = draw.cluster_wall(clusters, palette=view.palette, height=540)
    elif seen == "Countries":
        chart = draw.country_balance(countries, palette=view.palette, height=560)
    elif seen == "Partnership pairs":
        pairs = flows.links(view.filters, "partnership")
        partnerships = register.partnerships(view.snapshot.snapshot_id)
        chart = draw.partnership_matrix(pairs, partnerships, palette=view.palette, height=560)
    else:
        column: Literal["purpose", "category"] = "purpose" if seen == "Ecosystems by purpose" else "category"
        counted = coverage.exchanges_by_ecosystem(view.filters, column)
        chart = draw.ecosystem_heatmap(counted, column, total=total, palette=view.palette, height=540)
    level = LEVELS.get(seen)
    picked = focus.picked_node_or_pair(view.snapshot.snapshot_id, level) if level else None
    figure.show(chart, view.snapshot, picked=picked, row_level=level)
