"""Where the running order lives: in the reader's session, and in the address of its page, so that it outlives a reload."""

import streamlit as st

from languages import gettext as _
from scenes import order
from scenes.order import Order, OrderProblem
from ui.text import plain

KEY = "running_order"
PARAMETER = "order"
# Counts the changes that move scenes, so that fields of a scene are drawn anew with what is in it then.
CHANGES = "running_order_changes"


def current() -> Order:
    """The order of this session."""
    held: Order = st.session_state.get(KEY) or Order()
    return held


def keep(changed: Order, *, moves_scenes: bool = True) -> None:
    """Make it the order of this session."""
    st.session_state[KEY] = changed
    if moves_scenes:
        st.session_state[CHANGES] = changes() + 1


def changes() -> int:
    """How often scenes were moved in this session."""
    return int(st.session_state.get(CHANGES, 0))


def read_link() -> None:
    """Take the order from the address where this session has none yet, as after a reload; say so where it holds none."""
    text = st.query_params.get(PARAMETER, "")
    if KEY in st.session_state or not text:
        return
    try:
        keep(order.from_link(text))
    except OrderProblem as problem:
        keep(Order())
        st.error(plain(problem), icon=":material/link_off:")


def write_link() -> None:
    """Put the order into the address; one that is too long for an address lives in the session and in its file alone."""
    text = order.to_link(current()) if current().scenes else ""
    if text:
        if st.query_params.get(PARAMETER) != text:
            st.query_params[PARAMETER] = text
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    if current().scenes and not text:
        st.caption(
            ":material/info: "
            + _("This running order is too long for a link. Save it to a file: a reload of the page would lose it.")
        )
