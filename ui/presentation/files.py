"""The running order as a file, back from one, and the orders that come with the product."""

import streamlit as st

from data.warehouse import Snapshot
from languages import N_
from languages import gettext as _
from scenes import names, order
from scenes.order import MOST_BYTES, Order, OrderProblem
from ui import downloads
from ui.presentation import state
from ui.text import plain

# What a ready-made order asks for the partnership that it is about, by its title.
ASKS = {"Partnership review": N_("Partnership of the partnership review")}


def save(snapshot: Snapshot) -> None:
    """The button that saves the order, without its pin: a file is shown on the data of the day on which it is opened."""
    held = state.current()
    st.download_button(
        _("Save"),
        lambda: order.to_file(Order(held.title, scenes=held.scenes)),
        downloads.file_name("running_order", snapshot, "json"),
        "application/json",
        key="save_order",
        icon=":material/save:",
        disabled=not held.scenes,
        on_click="ignore",
    )


def load() -> None:
    """The popover that loads an order in place of the one in hand."""
    with st.popover(_("Load"), icon=":material/folder_open:", key="load_order"):
        st.caption(_("A file that this page has saved. It takes the place of the running order in hand."))
        st.file_uploader(
            _("Running order"),
            type="json",
            key="order_file",
            label_visibility="collapsed",
            max_upload_size=1,
            on_change=_take_file,
        )


def _take_file() -> None:
    file = st.session_state.get("order_file")
    if file is None:
        return
    try:
        state.keep(order.from_file(file.read(MOST_BYTES + 1)))
    except OrderProblem as problem:
        st.session_state["order_problem"] = str(problem)


def problem() -> None:
    """Says what was wrong with the file that was to be loaded."""
    said = st.session_state.pop("order_problem", "")
    if said:
        st.error(_("The file was not loaded. {reason}", reason=plain(said)), icon=":material/error:")


def ready_made(snapshot: Snapshot) -> None:
    """The popover that starts from an order that comes with the product; one on a partnership asks which."""
    with st.popover(_("Start from"), icon=":material/library_books:", key="ready_made"):
        for title, made in order.ready_made().items():
            chosen = ""
            if order.needs_partnership(made):
                chosen = st.selectbox(
                    _(ASKS.get(title, N_("Partnership"))),
                    list(names.nodes(snapshot.snapshot_id, "partnership").values()),
                    key="ready_made_partnership",
                )
            st.button(
                _(title),
                key=f"ready_made_{title}",
                icon=":material/playlist_add:",
                width="stretch",
                on_click=_take_ready_made,
                args=(title, chosen),
            )


def _take_ready_made(title: str, partnership: str) -> None:
    made = order.ready_made()[title]
    state.keep(order.for_partnership(made, partnership) if partnership else made)
