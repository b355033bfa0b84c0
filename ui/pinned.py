"""The snapshot that the address names: `snapshot=<id>` shows it on every page, read-only, until the reader goes back."""

import streamlit as st

from data import warehouse
from data.warehouse import Snapshot
from languages import gettext as _
from scenes.link import SNAPSHOT_KEY

_PINNED = "pinned_snapshot"
# Longer than any id; what is longer is cut before it is kept.
LONGEST = 100


def snapshot() -> Snapshot:
    """The snapshot that this reader sees: the one that the address names, else the current one. Raises SnapshotProblem.

    The menu drops parameters that belong to no widget, so the session keeps the name and puts it back into the address.
    """
    named = st.query_params.get(SNAPSHOT_KEY, "")[:LONGEST]
    if named:
        st.session_state[_PINNED] = named
    elif snapshot_id():
        st.query_params[SNAPSHOT_KEY] = snapshot_id()
    return warehouse.pinned(snapshot_id()) if snapshot_id() else warehouse.current()


def snapshot_id() -> str:
    """What the address names as the snapshot; "" where it names none. It need not exist."""
    return str(st.session_state.get(_PINNED, ""))


def release() -> None:
    """Go back to the current snapshot."""
    st.session_state.pop(_PINNED, None)
    st.query_params.pop(SNAPSHOT_KEY, None)


def back_button() -> None:
    """A button back to the current snapshot."""
    st.button(
        _("Show the current snapshot"),
        key="snapshot_release",
        icon=":material/undo:",
        type="tertiary",
        on_click=release,
    )
