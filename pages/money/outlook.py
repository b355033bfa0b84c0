"""Outlook: will the target be reached, when does the money run out, and what if?"""

import streamlit as st

from ui import as_of, money, outlook, outlook_alerts
from ui.view import current

view = as_of.choose(current())
day = view.snapshot.as_of_date
names = ["Ahead", "Alerts"]
tabs = dict(zip(names, st.tabs(names, key="outlook", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    money.scope(view.filters)
    if seen == "Ahead":
        outlook.show(view, day)
    else:
        outlook_alerts.show(view, day)
