"""Data in: bring a delivery, see what is wrong with it and what it would change, publish it or discard it. And the snapshots
that were published: what each changed, and the way back to one. Where there is none yet, the first delivery."""

import streamlit as st

from languages import gettext as _
from ui import snapshots, tabs
from ui.data_in import first, steps
from ui.view import shown

view = shown()
if view is None:
    first.show()
else:
    labels = [_(name) for name in tabs.DATA_IN]
    delivery, published = st.tabs(labels, key="intake", on_change="rerun", bind="query-params")
    # Drawn in both cases: a delivery that was brought stays while the reader looks at the snapshots.
    with delivery:
        steps.show(view)
    if published.open:
        with published:
            snapshots.show(view)
