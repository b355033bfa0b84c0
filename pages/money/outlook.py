"""Outlook: will the target be reached, when does the money run out, and what if?"""

import streamlit as st

from ui import as_of, money, outlook, outlook_alerts, scenarios
from ui.view import current

view = as_of.choose(current())
day = view.snapshot.as_of_date
names = ["Ahead", "Alerts", "Scenarios"]
tabs = dict(zip(names, st.tabs(names, key="outlook", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    money.scope(view.filters)
    if seen == "Ahead":
        outlook.show(view, day)
    elif seen == "Alerts":
        outlook_alerts.show(view, day)
    else:
        scenarios.show(view)
