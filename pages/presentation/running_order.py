"""Presentation: which views are shown in the meeting, in which order, and with which words?"""

import streamlit as st

from languages import gettext as _
from ui import making
from ui.presentation import export, files, listing, pin, show, state
from ui.view import current

view = current()
state.read_link()
files.problem()
shown = pin.pinned(view.snapshot)
with st.container(horizontal=True, vertical_alignment="center", gap="small", key="order_bar"):
    show.present_button(shown)
    files.ready_made(shown)
    files.save(shown)
    files.load()
    export.menu(shown)
making.under_way(export.KEY)
pin.pinned_line(shown, view.snapshot)
if show.is_under_way():
    show.stage(shown)
elif state.current().scenes:
    listing.rows(shown)
else:
    st.info(
        _("The running order is empty. Press “Add this view” on any page, or start from a ready-made order."),
        icon=":material/playlist_add:",
    )
state.write_link()
