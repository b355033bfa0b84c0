"""The snapshot of a talk: pinned when it begins, so that a publish in the middle changes nothing until the presenter asks."""

from dataclasses import replace

import streamlit as st

from charts import words
from data import warehouse
from data.warehouse import Snapshot, SnapshotProblem
from ui.presentation import state
from ui.text import plain


def pinned(newest: Snapshot) -> Snapshot:
    """The snapshot on which the order is shown: the pinned one, else the newest. One that is gone is said and let go."""
    wanted = state.current().snapshot_id
    if not wanted:
        return newest
    try:
        return warehouse.describe(wanted)
    except SnapshotProblem:
        let_go()
        st.warning(
            f"The snapshot {plain(wanted)} of this running order is no longer kept. It is shown on the current one.",
            icon=":material/event_busy:",
        )
        return newest


def pin(snapshot_id: str) -> None:
    """From a callback or the page: show the order on this snapshot until told otherwise."""
    state.keep(replace(state.current(), snapshot_id=snapshot_id), moves_scenes=False)


def let_go() -> None:
    """From a callback or the page: show the order on whatever snapshot is current."""
    pin("")


def pinned_line(shown: Snapshot, newest: Snapshot) -> None:
    """Says on which snapshot the order is shown, and offers the newer one."""
    if not state.current().snapshot_id:
        st.caption(
            "Shown on the current snapshot. Presenting pins it, so that a publish in the middle changes nothing."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pinned_line"):
        words_of = f"Pinned to snapshot {plain(shown.snapshot_id)}, data as of {words.day(shown.as_of_date)}."
        is_newest = shown.snapshot_id == newest.snapshot_id
        st.caption(f":material/keep: {words_of}" + ("" if is_newest else " **There is a newer one.**"), width="content")
        if not is_newest:
            st.button(
                "Move to the newer one", key="move_pin", type="tertiary", on_click=pin, args=(newest.snapshot_id,)
            )
        st.button("Unpin", key="unpin", type="tertiary", on_click=let_go)
