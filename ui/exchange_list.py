"""The list of exchanges: search, order, table, downloads; a ticked row opens the exchange."""

import streamlit as st

from charts import words
from exports import tables
from languages import gettext as _
from languages import ngettext
from queries import exchanges
from queries.exchanges import Order
from scenes.exchanges import ORDERS, ROWS_SHOWN, SEARCH_CHARACTERS
from ui import downloads, profile_links
from ui.view import View

# What a spreadsheet opens; a larger file takes the filters, or the snapshot itself.
ROWS_DOWNLOADED = tables.XLSX_ROWS


def controls() -> tuple[str, Order, str]:
    """Search text, order, and the id of the exchange to open; all three live in the URL."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="exchange_controls"):
        search = st.text_input(
            _("Search"),
            key="search",
            placeholder=_("exchange, organisation or city"),
            max_chars=SEARCH_CHARACTERS,
            bind="query-params",
            width=320,
        )
        order = st.selectbox(_("Order"), ORDERS, key="order", format_func=_, bind="query-params", width=220)
        chosen = st.text_input(
            _("Open exchange"),
            key="exchange",
            placeholder=_("exchange id"),
            max_chars=SEARCH_CHARACTERS,
            bind="query-params",
            width=220,
        )
    return search.strip(), next((known for known in ORDERS if known == order), ORDERS[0]), chosen.strip()


def show(view: View, search: str, order: Order, found: int, chosen: str) -> str:
    """The table and its downloads; returns the id of the exchange to open: the ticked row, else `chosen`."""
    rows = exchanges.exchange_list(view.filters, search, order, ROWS_SHOWN)
    what = words.exchanges(found)
    shown = (
        what
        if found <= len(rows)
        else ngettext(
            "The first {rows} of {number} exchange: search or filter to reach the others",
            "The first {rows} of {number} exchanges: search or filter to reach the others",
            found,
            rows=words.count(len(rows)),
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", key="exchange_list_head"):
        st.markdown(f"##### {shown}", width="stretch")
        downloads.buttons(
            "exchanges",
            what,
            view.snapshot,
            lambda: tables.frames_of(exchanges.exchange_stream(view.filters, search, order, ROWS_DOWNLOADED)),
            parquet=True,
        )
    if found > ROWS_DOWNLOADED:
        most = words.count(ROWS_DOWNLOADED)
        st.caption(_("Downloads hold the first {most} rows, as many as a worksheet takes.", most=most))
    picked = profile_links.table(
        rows,
        view.filters,
        "exchange_table",
        ngettext("List of {number} exchange", "List of {number} exchanges", found),
        height=260 if chosen else 600,
        on_select="rerun",
        selection_mode="single-row",
    )
    ticked = picked["selection"]["rows"]
    return str(rows["exchange_id"].iloc[ticked[0]]) if ticked and ticked[0] < len(rows) else chosen
