"""The button on each page that adds its view to the running order."""

import streamlit as st

from languages import gettext as _
from languages import ngettext
from scenes import compose
from scenes.order import OrderProblem
from scenes.pages import PAGES
from ui.presentation import state
from ui.text import plain


def add_button(path: str) -> None:
    """Draw the button, where the page of this path can be a scene."""
    if path in PAGES:
        st.button(
            _("Add this view"),
            key="add_view",
            icon=":material/playlist_add:",
            type="tertiary",
            help=_("Adds this page as it stands, with its filters, to the running order on the page Presentation."),
            on_click=_add,
            args=(path,),
        )


def _add(path: str) -> None:
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    try:
        longer = state.current().with_scene(compose.scene_of(path, query))
    except OrderProblem as problem:
        st.toast(plain(problem), icon=":material/error:")
        return
    state.keep(longer)
    st.toast(
        ngettext(
            "Added. The presentation has {number} scene.",
            "Added. The presentation has {number} scenes.",
            len(longer.scenes),
        ),
        icon=":material/playlist_add_check:",
    )
