"""The snapshot of a talk: pinned when it begins, so that a publish in the middle changes nothing until the presenter asks."""

from dataclasses import replace

import streamlit as st

from charts import words
from data import warehouse
from data.warehouse import Snapshot, SnapshotProblem
from languages import gettext as _
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
            _(
                "The snapshot {snapshot} of this running order is no longer kept. It is shown on the current one.",
                snapshot=plain(wanted),
            ),
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
            _("Shown on the current snapshot. Presenting pins it, so that a publish in the middle changes nothing.")
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pinned_line"):
        said = _(
            "Pinned to snapshot {snapshot}, data as of {day}.",
            snapshot=plain(shown.snapshot_id),
            day=words.day(shown.as_of_date),
        )
        is_newest = shown.snapshot_id == newest.snapshot_id
        if not is_newest:
            newer = _("There is a newer one.")
            said = f"{said} **{newer}**"
        st.caption(f":material/keep: {said}", width="content")
        if not is_newest:
            st.button(
                _("Move to the newer one"), key="move_pin", type="tertiary", on_click=pin, args=(newest.snapshot_id,)
            )
        st.button(_("Unpin"), key="unpin", type="tertiary", on_click=let_go)
