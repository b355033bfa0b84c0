"""Cluster: who is it, where, with whom has it exchanged, and whom could it meet?"""

import streamlit as st

from scenes import profiles as scene
from ui import profiles
from ui.view import current

view = current()
with st.container(horizontal=True, vertical_alignment="center", key="profile_line"):
    cluster = profiles.chooser("cluster", view.snapshot.snapshot_id)
    if cluster:
        entry = profiles.cluster_entry(view.snapshot.snapshot_id, cluster)
        clusters = scene.clusters_of(view.filters, "cluster", cluster)
        one = clusters.iloc[0]
        profiles.ways_on(
            view, "cluster", cluster, entry, partnership=one["partnership_id"], country=one["country_code"]
        )
if cluster:
    is_active = profiles.figures(view, "cluster", cluster)
    if not is_active:
        profiles.could_meet(view, cluster, entry.name)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.story(view, "cluster", cluster, entry, is_active)
    with right:
        profiles.where(view, "cluster", cluster, entry.name)
        if is_active:
            profiles.entry(entry)
    if is_active:
        profiles.could_meet(view, cluster, entry.name)
    profiles.partners(view, "cluster", cluster, entry.name)
