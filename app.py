"""The frame: page settings, menu, filter bar, the line that states the view, and the page of the reader's choice."""

import gc
from pathlib import Path

import streamlit as st

from data import warehouse
from languages import gettext as _
from ui import filters, frame, language, pedigree, pinned, view
from ui.data_in import first

ICON = Path(__file__).parent / "ui" / "icon.png"
SIDEBAR_PIXELS = 270


@st.cache_resource(show_spinner=False)
def freeze_imported_modules() -> None:
    """Once a process: keep what the imports made out of the collector, which would walk it after each run."""
    gc.collect()
    gc.freeze()


language.settle()
# In the order of the readers' questions: on target, who with whom, what is missing, the money, what is behind the figures.
# Without headings, so that menu and filters stand on one screen.
MENU = [
    st.Page("pages/on_target/programme.py", title=_("Programme"), default=True),
    st.Page("pages/on_target/changes.py", title=_("Changes")),
    st.Page("pages/who_with_whom/flows.py", title=_("Flows")),
    st.Page("pages/who_with_whom/map.py", title=_("Map")),
    st.Page("pages/what_is_missing/coverage.py", title=_("Coverage")),
    st.Page("pages/what_is_missing/white_space.py", title=_("White space")),
    st.Page("pages/money/budget.py", title=_("Budget")),
    st.Page("pages/money/outlook.py", title=_("Outlook")),
    st.Page("pages/evidence/exchanges.py", title=_("Exchanges")),
    st.Page("pages/evidence/data_in.py", title=_("Data in")),
    st.Page("pages/evidence/about.py", title=_("About the data")),
    st.Page("pages/presentation/running_order.py", title=_("Presentation"), url_path="presentation"),
    # Reached from the names in tables.
    st.Page("pages/profiles/partnership.py", title=_("Partnership"), visibility="hidden"),
    st.Page("pages/profiles/cluster.py", title=_("Cluster"), visibility="hidden"),
    st.Page("pages/profiles/country.py", title=_("Country"), visibility="hidden"),
]

# Pages have no icon of their own: Streamlit would fetch it from a font host to show it in the browser's tab.
st.set_page_config(page_title="ClusterXchange", page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR_PIXELS)
# Expanded: Streamlit would hide what comes after the tenth entry.
page = st.navigation(MENU, expanded=True)
try:
    snapshot = pinned.snapshot()
    language.read_address(snapshot.snapshot_id)
    names = filters.names(snapshot.snapshot_id)
    chosen = filters.bar(snapshot.snapshot_id)
    frame.head(page.title, page.url_path, chosen, snapshot, names)
    view.settle(view.View(chosen, snapshot, frame.palette(), names))
    pedigree.begin()
    page.run()
    pedigree.for_page(snapshot)
except warehouse.SnapshotProblem as problem:
    if page.url_path == "data_in" and first.is_possible():
        view.forget()
        page.run()
    else:
        frame.snapshot_problem(problem)
freeze_imported_modules()
