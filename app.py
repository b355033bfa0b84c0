"""The frame: page settings, menu, filter bar, the line that states the view, and the page of the reader's choice."""

import gc
from pathlib import Path

import streamlit as st

from data import warehouse
from ui import filters, frame, view

ICON = Path(__file__).parent / "ui" / "icon.png"
SIDEBAR_PIXELS = 270

MENU = {
    "Is the programme on target?": [st.Page("pages/on_target/programme.py", title="Programme", default=True)],
    "Who exchanges with whom?": [
        st.Page("pages/who_with_whom/flows.py", title="Flows"),
        st.Page("pages/who_with_whom/map.py", title="Map"),
    ],
    "What is missing?": [
        st.Page("pages/what_is_missing/coverage.py", title="Coverage"),
        st.Page("pages/what_is_missing/white_space.py", title="White space"),
    ],
    "Where is the money?": [st.Page("pages/money/budget.py", title="Budget")],
    # Reached from the names in tables: they would make the menu longer than a screen.
    "Who is it?": [
        st.Page("pages/profiles/partnership.py", title="Partnership", visibility="hidden"),
        st.Page("pages/profiles/cluster.py", title="Cluster", visibility="hidden"),
        st.Page("pages/profiles/country.py", title="Country", visibility="hidden"),
    ],
    "What is behind the figures?": [
        st.Page("pages/evidence/exchanges.py", title="Exchanges"),
        st.Page("pages/evidence/about.py", title="About the data"),
    ],
}


@st.cache_resource(show_spinner=False)
def freeze_imported_modules() -> None:
    """Once a process: keep what the imports made out of the collector, which would walk it after each run."""
    gc.collect()
    gc.freeze()


# Pages have no icon of their own: Streamlit would fetch it from a font host to show it in the browser's tab.
st.set_page_config(page_title="ClusterXchange", page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR_PIXELS)
page = st.navigation(MENU)
try:
    snapshot = warehouse.current()
    names = filters.names(snapshot.snapshot_id)
    chosen = filters.bar(snapshot.snapshot_id)
    frame.head(page.title, chosen, snapshot, names)
    view.settle(view.View(chosen, snapshot, frame.palette(), names))
    page.run()
except warehouse.SnapshotProblem as problem:
    frame.snapshot_problem(problem)
freeze_imported_modules()
