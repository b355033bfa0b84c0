"""Country: which clusters does it have, and with which countries has it exchanged?"""

import streamlit as st

from scenes import profiles as scene
from ui import profiles
from ui.view import current

view = current()
with st.container(horizontal=True, vertical_alignment="center", key="profile_line"):
    country = profiles.chooser("country", view.snapshot.snapshot_id)
    if country:
        entry = profiles.country_entry(view.snapshot.snapshot_id, country)
        clusters = scene.clusters_of(view.filters, "country", country)
        profiles.ways_on(view, "country", country, entry)
if country:
    is_active = profiles.figures(view, "country", country)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.story(view, "country", country, entry, is_active)
    with right:
        profiles.where(view, "country", country, entry.name)
        if is_active:
            profiles.entry(entry)
    profiles.members(view, entry.name, clusters)
    profiles.partners(view, "country", country, entry.name)
