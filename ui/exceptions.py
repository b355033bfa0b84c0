"""Exceptions: where lump sums, dates and parties depart from the rules, by kind, with what is at stake and what to do."""

import streamlit as st

from charts import words
from exports import tables
from languages import gettext as _
from languages import ngettext
from queries import budget
from scenes import budget as scene
from ui import calendar, downloads, exchange_links, table, tiles
from ui.text import plain
from ui.view import View

# Both tables end inside a screen of 900 pixels.
KINDS_PIXELS, LIST_PIXELS = 500, 500
COLUMNS = [
    *("kind", "exchange_id", "at_stake_eur", "detail", "granted_eur", "entitlement_eur"),
    *("what_to_do", "visiting_partnership", "rule_id", "basis", "source"),
]


def show(view: View) -> None:
    """Tiles, the kinds, the list of the kind chosen, its downloads."""
    summed = st.container()
    by_kind, listed = st.columns([5, 8], gap="medium")
    with by_kind:
        head = st.container(horizontal=True, vertical_alignment="center", key="exception_choices")
    with head:
        holidays = calendar.holidays_toggle()
    totals = budget.exception_totals(view.filters, view.snapshot.as_of_date, holidays)
    kinds = totals.set_index("kind")
    in_all = kinds.loc["in all"]
    with summed:
        tiles.row(scene.exception_facts(kinds))
    if not in_all["exceptions"]:
        with listed:
            st.success(_("No exchange departs from the rules of its day."), icon=":material/check:")
        return
    counted = totals[totals["kind"] != "in all"].drop(columns="exchanges")
    known = list(counted["kind"])
    with head:
        chosen = st.selectbox(
            _("List"),
            [scene.ALL_KINDS, *known],
            key="exception_kind",
            format_func=_,
            label_visibility="collapsed",
            bind="query-params",
            width="stretch",
        )
    with by_kind:
        table.show(counted, "exception_kinds", _("Exceptions by kind"), height=KINDS_PIXELS)
    kind = chosen if chosen in known else ""
    with listed:
        _list(view, kind, int(kinds.loc[kind or "in all"]["exceptions"]), holidays)


def _list(view: View, kind: str, found: int, holidays: bool) -> None:
    what = ngettext(
        "{number} exception, the most at stake first", "{number} exceptions, the most at stake first", found
    )
    day = view.snapshot.as_of_date
    with st.container(horizontal=True, vertical_alignment="center", key="exceptions_head"):
        st.markdown(f"##### {plain(what)}", width="stretch")
        downloads.buttons(
            "exceptions",
            what,
            view.snapshot,
            lambda: [budget.exceptions(view.filters, kind, day, tables.XLSX_ROWS, holidays)],
        )
    rows = budget.exceptions(view.filters, kind, day, holidays=holidays)
    if len(rows) < found:
        st.caption(_("The first {number} are listed; the downloads hold all of them.", number=words.count(len(rows))))
    rows = rows.assign(rule_id=rows["rule"])
    exchange_links.table(rows, view.filters, "exceptions_table", what, columns=COLUMNS, height=LIST_PIXELS)
