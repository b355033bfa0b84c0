"""Exchanges: the rows behind every figure; one of them in full."""

import streamlit as st

from languages import gettext as _
from queries import exchanges
from ui import exchange_list, exchange_sheet, frame
from ui.view import current

view = current()
search, order, chosen = exchange_list.controls()
counted = exchanges.exchange_count(view.filters, search).iloc[0]
if not counted["found"]:
    frame.nothing_selected(view.filters)
else:
    chosen = exchange_list.show(view, search, order, int(counted["found"]), chosen)
if chosen:
    exchange_sheet.show(view.snapshot, chosen, view.filters)
else:
    st.caption(
        _("Tick a row, or type an exchange id, to open one exchange with its dates, parties, rule checks and money.")
    )
