"""Partnership: who is it, with whom have its clusters exchanged, and where does its money stand?"""

import streamlit as st

from ui import profiles
from ui.view import current

view = current()
partnership = profiles.chooser("partnership", view.snapshot.snapshot_id)
if partnership:
    entry = profiles.partnership_entry(view.snapshot.snapshot_id, partnership)
    clusters = profiles.clusters_of(view.filters, "partnership_id", partnership)
    profiles.head(view, "partnership", partnership, entry, {})
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.with_whom(view, "partnership", partnership)
        profiles.over_time(view, "partnership", partnership, entry.name)
    with right:
        profiles.where(view, "partnership", partnership, entry.name, list(clusters["country_code"]), clusters)
        profiles.entry(entry)
    profiles.members(view, entry.name, clusters)
    profiles.partners(view, "partnership", partnership, entry.name)
