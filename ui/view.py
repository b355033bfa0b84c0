"""What app.py has settled for this run, for pages to read: filters, snapshot, tones, names, and the room of figures."""

import streamlit as st

from queries import geography
from scenes.view import Room, View
from ui import map_shapes

__all__ = ["Room", "View", "current", "room", "settle"]

_KEY = "view"


def settle(view: View) -> None:
    """Called by app.py before the page runs."""
    st.session_state[_KEY] = view


def forget() -> None:
    """Called by app.py before it runs a page that does without any snapshot."""
    st.session_state.pop(_KEY, None)


def current() -> View:
    """The view of this run."""
    view: View = st.session_state[_KEY]
    return view


def shown() -> View | None:
    """The view of this run; None outside a page, and where there is no snapshot."""
    view: View | None = st.session_state.get(_KEY)
    return view


def room() -> Room:
    """Figures of a page have the height that they were made for, and maps load their shapes once."""
    return Room(shapes=map_shapes.shapes(geography.country_shapes()))
