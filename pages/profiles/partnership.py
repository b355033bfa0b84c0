"""Partnership: who is it, with whom have its clusters exchanged, and where does its money stand?"""

import streamlit as st

from scenes import profiles as scene
from ui import profiles
from ui.view import current

view = current()
with st.container(horizontal=True, vertical_alignment="center", key="profile_line"):
    partnership = profiles.chooser("partnership", view.snapshot.snapshot_id)
    if partnership:
        entry = profiles.partnership_entry(view.snapshot.snapshot_id, partnership)
        clusters = scene.clusters_of(view.filters, "partnership", partnership)
        profiles.ways_on(view, "partnership", partnership, entry)
if partnership:
    is_active = profiles.figures(view, "partnership", partnership)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.story(view, "partnership", partnership, entry, is_active)
    with right:
        profiles.where(view, "partnership", partnership, entry.name)
        if is_active:
            profiles.entry(entry)
    profiles.members(view, entry.name, clusters)
    profiles.partners(view, "partnership", partnership, entry.name)
