"""The list of exchanges: search, order, table, downloads; a ticked row opens the exchange."""

import streamlit as st

from charts import words
from exports import tables
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
            "Search",
            key="search",
            placeholder="exchange, organisation or city",
            max_chars=SEARCH_CHARACTERS,
            bind="query-params",
            width=320,
        )
        order = st.selectbox("Order", ORDERS, key="order", bind="query-params", width=220)
        chosen = st.text_input(
            "Open exchange",
            key="exchange",
            placeholder="exchange id",
            max_chars=SEARCH_CHARACTERS,
            bind="query-params",
            width=220,
        )
    return search.strip(), next((known for known in ORDERS if known == order), ORDERS[0]), chosen.strip()


def show(view: View, search: str, order: Order, found: int, chosen: str) -> str:
    """The table and its downloads; returns the id of the exchange to open: the ticked row, else `chosen`."""
    rows = exchanges.exchange_list(view.filters, search, order, ROWS_SHOWN)
    what = words.plural(found, "exchange")
    shown = (
        what
        if found <= len(rows)
        else f"The first {words.count(len(rows))} of {what}: search or filter to reach the others"
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
        st.caption(f"Downloads hold the first {words.count(ROWS_DOWNLOADED)} rows, as many as a worksheet takes.")
    picked = profile_links.table(
        rows,
        view.filters,
        "exchange_table",
        f"List of {what}",
        height=260 if chosen else 600,
        on_select="rerun",
        selection_mode="single-row",
    )
    ticked = picked["selection"]["rows"]
    return str(rows["exchange_id"].iloc[ticked[0]]) if ticked and ticked[0] < len(rows) else chosen
