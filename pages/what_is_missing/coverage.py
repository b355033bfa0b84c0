"""Coverage: which clusters, countries, partnerships and ecosystems take part, and which do not?"""

import streamlit as st

from charts import coverage as draw
from queries import coverage, flows, programme, register
from ui import figure, frame
from ui.text import plain
from ui.view import current

view = current()
clusters = flows.cluster_activity(view.filters)
countries = flows.country_activity(view.filters)
total = int(programme.totals(view.filters).iloc[0]["exchanges"])
st.markdown(plain(draw.coverage_sentence(clusters, countries)))
if not total:
    frame.nothing_selected(view.filters)

names = ["Clusters", "Countries", "Partnership pairs", "Ecosystems"]
of_clusters, of_countries, of_pairs, of_ecosystems = st.tabs(
    names, key="coverage", on_change="rerun", bind="query-params"
)
if of_clusters.open:
    with of_clusters:
        figure.show(draw.cluster_wall(clusters, palette=view.palette, height=540), view.snapshot)
if of_countries.open:
    with of_countries:
        figure.show(draw.country_balance(countries, palette=view.palette, height=560), view.snapshot)
if of_pairs.open:
    with of_pairs:
        pairs = flows.links(view.filters, "partnership")
        partnerships = register.partnerships(view.snapshot.snapshot_id)
        figure.show(draw.partnership_matrix(pairs, partnerships, palette=view.palette, height=560), view.snapshot)
if of_ecosystems.open:
    with of_ecosystems:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            purposes = coverage.exchanges_by_ecosystem(view.filters, "purpose")
            figure.show(
                draw.ecosystem_heatmap(purposes, "purpose", total=total, palette=view.palette, height=540),
                view.snapshot,
            )
        with right:
            categories = coverage.exchanges_by_ecosystem(view.filters, "category")
            figure.show(
                draw.ecosystem_heatmap(categories, "category", total=total, palette=view.palette, height=540),
                view.snapshot,
            )
