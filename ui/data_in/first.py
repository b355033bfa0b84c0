"""The page "Data in" where no snapshot is published yet: the first delivery, for the whole programme, from the browser."""

from datetime import UTC, datetime

import streamlit as st

from data import warehouse
from data.intake.template import register_ids
from languages import gettext as _
from ui import pinned
from ui.data_in import delivery, steps
from ui.data_in.state import intake
from ui.text import plain


def is_possible() -> bool:
    """Whether nothing is published, not even what is damaged or lost, so that a delivery has nothing to go on from."""
    return not warehouse.ids() and not warehouse.current_id() and not pinned.snapshot_id()


def show() -> None:
    """The steps without a snapshot: nothing to compare with, and all for the whole programme."""
    brought = intake()
    st.title(_("Data in"), anchor=False)
    st.info(
        _(
            "There is no published snapshot yet. The first delivery is for the whole programme: organisations, exchanges and "
            "budget_transactions. What it does not bring of the register is taken from the files of the product."
        ),
        icon=":material/database:",
    )
    st.caption(f":material/terminal: {plain(_(warehouse.BUILD_REMEDY))}")
    with st.container(horizontal=True, vertical_alignment="center"):
        delivery.who_may_publish()
        delivery.template_button(register_ids)
    with st.container(border=True, key="data_in_delivery"):
        today = datetime.now(UTC).date()
        as_of = delivery.day(st.container(), today, today)
        delivery.files(brought)
    steps.go_on(brought, None, as_of, {})
