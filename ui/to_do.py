"""To do: what waits for the partnership's hand, counted and summed by kind, and listed with the longest overdue first."""

import streamlit as st

from charts import words
from exports import tables
from languages import gettext as _
from languages import ngettext
from queries import budget
from scenes import budget as scene
from ui import downloads, exchange_links, tiles
from ui.text import plain
from ui.view import View

COLUMNS = [
    *("kind", "exchange_id", "due_date", "days_left", "lump_sum_eur", "since_date"),
    *("visiting_partnership", "visiting_organisation", "host_organisation", "host_country"),
]


def show(view: View) -> None:
    """Tiles, the list, its downloads."""
    day = view.snapshot.as_of_date
    totals = budget.to_do_totals(view.filters, day)
    tiles.row(scene.to_do_facts(view))
    steps, overdue = int(totals["steps"].sum()), int(totals["overdue"].sum())
    if not steps:
        st.success(_("Nothing waits for a step on the as-of date."), icon=":material/check:")
        return
    rows = budget.to_do(view.filters, day)
    what = ngettext(
        "{number} step to take, {overdue} overdue on {day}",
        "{number} steps to take, {overdue} overdue on {day}",
        steps,
        overdue=words.count(overdue),
        day=words.day(day),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="to_do_head"):
        st.markdown(f"##### {plain(what)}", width="stretch")
        downloads.buttons("to_do", what, view.snapshot, lambda: [budget.to_do(view.filters, day, tables.XLSX_ROWS)])
    if len(rows) < steps:
        listed = words.count(len(rows))
        st.caption(_("The first {number} are listed; the downloads hold all, the tiles count all.", number=listed))
    exchange_links.table(rows, view.filters, "to_do_table", what, columns=COLUMNS, height=430)
    st.caption(
        _(
            "The days to pay run from the end of the stay, so a closing report or a validation that comes late makes the payment "
            "late. A virtual exchange is not paid and has no due date."
        )
    )
