"""Cluster: who is it, where, and with whom has it exchanged?"""

import streamlit as st

from ui import profiles
from ui.view import current

view = current()
cluster = profiles.chooser("cluster", view.snapshot.snapshot_id)
if cluster:
    entry = profiles.cluster_entry(view.snapshot.snapshot_id, cluster)
    itself = profiles.clusters_of(view.filters, "cluster_id", cluster)
    one = itself.iloc[0]
    profiles.head(
        view,
        "cluster",
        cluster,
        entry,
        {one["acronym"]: ("partnership", one["partnership_id"]), one["country_name"]: ("country", one["country_code"])},
    )
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.with_whom(view, "cluster", cluster)
        profiles.over_time(view, "cluster", cluster, entry.name)
    with right:
        profiles.where(view, "cluster", cluster, entry.name, [one["country_code"]], itself)
        profiles.entry(entry)
    profiles.could_meet(view, cluster, entry.name)
    profiles.partners(view, "cluster", cluster, entry.name)
