"""About the data: where they come from, how sure each part is, what every measure means, and which rules apply."""

import streamlit as st

from charts.measures import MEASURES
from queries import register
from ui import about
from ui.view import current

view = current()
about.snapshot(view.snapshot)
tabs = st.tabs(["Sources", "Register", "Measures", "Rules", "Known limits"], key="about_tab", on_change="rerun")
with tabs[0]:
    about.sources(register.sources(view.snapshot.snapshot_id), view.snapshot)
with tabs[1]:
    about.register(
        register.partnerships(view.snapshot.snapshot_id),
        register.clusters(view.snapshot.snapshot_id),
        register.countries(view.snapshot.snapshot_id),
        view.snapshot,
    )
with tabs[2]:
    about.measures(MEASURES)
with tabs[3]:
    about.rules(
        register.rules(view.snapshot.snapshot_id), register.lump_sum_ceilings(view.snapshot.snapshot_id), view.snapshot
    )
with tabs[4]:
    about.limits(register.missing_values(view.snapshot.snapshot_id), view.snapshot)
