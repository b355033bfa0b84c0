"""Exchanges: the rows behind every figure; one of them in full."""

from charts import words
from languages import N_, ngettext
from queries import exchanges
from queries.exchanges import Order
from scenes import link
from scenes.link import Options, Query
from scenes.view import Room, Shown, View

ORDERS: tuple[Order, ...] = (
    N_("latest start"),
    N_("earliest start"),
    N_("largest lump sum"),
    N_("longest stay"),
    N_("greatest distance"),
    N_("exchange id"),
)
OPTIONS: Options = {"search": (), "order": ORDERS, "exchange": ()}
# What a reader scans; more would only be sent, not read. Search, filters and downloads reach the rest.
ROWS_SHOWN = 1_000
SEARCH_CHARACTERS = 80
# Columns that say who, where, when, for how much.
SLIDE_COLUMNS = [
    "exchange_id",
    "visiting_organisation",
    "host_organisation",
    "visiting_country",
    "host_country",
    "status",
    "start_date",
    "lump_sum_eur",
]


def title(found: int, rows: int) -> str:
    """How many there are, and how many of them are listed."""
    if found <= rows:
        return words.exchanges(found)
    return ngettext(
        "The first {shown} of {number} exchange",
        "The first {shown} of {number} exchanges",
        found,
        shown=words.count(rows),
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The list with the search and order that the query holds."""
    del room
    search = link.last(query, "search")[:SEARCH_CHARACTERS].strip()
    order = link.one_of(query, "order", link.same(ORDERS), ORDERS[0])
    found = int(exchanges.exchange_count(view.filters, search).iloc[0]["found"])
    rows = exchanges.exchange_list(view.filters, search, order, ROWS_SHOWN)
    return Shown(title(found, len(rows)), table=rows[[name for name in SLIDE_COLUMNS if name in rows]])
