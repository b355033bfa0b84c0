"""Country: which clusters does it have, and with which countries has it exchanged?"""

import streamlit as st

from ui import profiles
from ui.view import current

view = current()
country = profiles.chooser("country", view.snapshot.snapshot_id)
if country:
    entry = profiles.country_entry(view.snapshot.snapshot_id, country)
    clusters = profiles.clusters_of(view.filters, "country_code", country)
    profiles.head(view, "country", country, entry, {})
    left, right = st.columns([7, 5], gap="medium")
    with left:
        profiles.with_whom(view, "country", country)
        profiles.over_time(view, "country", country, entry.name)
    with right:
        profiles.where(view, "country", country, entry.name, [country], clusters)
        profiles.entry(entry)
    profiles.members(view, entry.name, clusters)
    profiles.partners(view, "country", country, entry.name)
