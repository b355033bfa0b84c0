"""To do: what waits for the partnership's hand, counted and summed by kind, and listed with the longest overdue first."""

from typing import Any

import streamlit as st

from charts import words
from charts.measures import label
from exports import tables
from queries import budget
from ui import downloads, exchange_links, tiles
from ui.text import plain
from ui.tiles import Tile
from ui.view import View

# The steps in the order of the totals, with the measure that names each.
MEASURE_OF = {
    "payment due": "payment_due",
    "closing report awaited": "closing_report_awaited",
    "validation awaited": "validation_awaited",
    "start overdue": "start_overdue",
}
COLUMNS = [
    *("kind", "exchange_id", "due_date", "days_left", "lump_sum_eur", "since_date"),
    *("visiting_partnership", "visiting_organisation", "host_organisation", "host_country"),
]


def show(view: View) -> None:
    """Tiles, the list, its downloads."""
    day = view.snapshot.as_of_date
    totals = budget.to_do_totals(view.filters, day)
    tiles.row([_tile(kind) for kind in totals.to_dict("records")])
    steps, overdue = int(totals["steps"].sum()), int(totals["overdue"].sum())
    if not steps:
        st.success("Nothing waits for a step on the as-of date.", icon=":material/check:")
        return
    rows = budget.to_do(view.filters, day)
    what = f"{words.plural(steps, 'step')} to take, {words.count(overdue)} overdue on {words.day(day)}"
    with st.container(horizontal=True, vertical_alignment="center", key="to_do_head"):
        st.markdown(f"##### {plain(what)}", width="stretch")
        downloads.buttons("to_do", what, view.snapshot, lambda: [budget.to_do(view.filters, day, tables.XLSX_ROWS)])
    if len(rows) < steps:
        st.caption(f"The first {words.count(len(rows))} are listed; the downloads hold all, the tiles count all.")
    exchange_links.table(rows, view.filters, "to_do_table", what, columns=COLUMNS, height=430)
    st.caption(
        "The days to pay run from the end of the stay, so a closing report or a validation that comes late makes the payment "
        "late. A virtual exchange is not paid and has no due date."
    )


def _tile(kind: Any) -> Tile:
    measure = MEASURE_OF[kind["kind"]]
    counted = words.plural(int(kind["steps"]), "exchange")
    late = f"{words.count(int(kind['overdue']))} overdue"
    return Tile(label(measure), words.eur(kind["lump_sum_eur"]), measure, f"{counted}, {late}")
