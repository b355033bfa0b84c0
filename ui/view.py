"""What app.py has settled for this run, for pages to read: filters, snapshot, tones, names."""

from dataclasses import dataclass

import streamlit as st

from charts.palette import Palette
from data.warehouse import Snapshot
from queries.filters import Filters

_KEY = "view"


@dataclass(frozen=True)
class View:
    """One run's frame of reference. All of a page reads one snapshot, also when another is published meanwhile."""

    filters: Filters
    snapshot: Snapshot
    palette: Palette
    names: dict[str, str]


def settle(view: View) -> None:
    """Called by app.py before the page runs."""
    st.session_state[_KEY] = view


def current() -> View:
    """The view of this run."""
    view: View = st.session_state[_KEY]
    return view
