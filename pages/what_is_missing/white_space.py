"""White space: who is absent, how far from what was to be expected, and whom could they meet?"""

import streamlit as st

from charts import white_space as draw
from queries import white_space
from ui import figure
from ui import white_space as parts
from ui.view import current

view = current()
names = ["Clusters", "Countries", "Partnership pairs", "Ecosystems", "Categories", "Over time"]
tabs = dict(zip(names, st.tabs(names, key="white_space", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    if seen == "Clusters":
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
        clusters = white_space.first_months(view.filters, "cluster")
        countries = white_space.first_months(view.filters, "country")
        as_of = view.snapshot.as_of_date
        chart = draw.taking_part_over_time(clusters, countries, as_of=as_of, palette=view.palette, height=560)
        figure.show(chart, view.snapshot)
