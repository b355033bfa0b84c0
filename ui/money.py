"""Parts of the Budget page: its answers in tiles, what its figures cover, and whether they add up."""

from typing import Any

import streamlit as st

from charts import words
from queries import ledger
from queries.filters import Filters
from scenes import budget as scene
from ui import downloads, exchange_links, tiles
from ui.text import plain
from ui.view import View

MISMATCH_COLUMNS = ["acronym", "account", "difference_eur", "day", "row_ids", "exchange_id", "detail"]


def answers(view: View) -> None:
    """What is to be paid this week, what is left, and how far the target is, as tiles."""
    tiles.row(scene.facts(view))


def scope(filters: Filters) -> None:
    """Says so when the bar holds filters that cannot narrow an allocation."""
    on_partnerships = filters.focus if filters.focus and filters.focus.level == "partnership" else None
    narrowing = Filters(
        filters.snapshot_id,
        filters.partnerships,
        filters.partnership_side,
        ecosystems=filters.ecosystems,
        focus=on_partnerships,
    )
    if narrowing != filters:
        st.caption(
            ":material/info: An allocation belongs to a partnership, not to a country or a month: this page counts every exchange "
            "that the chosen partnerships pay for. Of the filters only partnerships and ecosystems apply here."
        )


def footing(view: View, partnerships: int, total: Any) -> None:
    """One line: the identity in figures with a tick, or in red the differences and, in a table, the rows that cause them."""
    day = view.snapshot.as_of_date
    identity = (
        f"{words.eur(total['available_eur'], cents=True)} received = "
        f"{words.eur(total['committed_eur'], cents=True)} committed + {words.eur(total['payable_eur'], cents=True)} payable + "
        f"{words.eur(total['paid_eur'], cents=True)} paid − {words.eur(total['recovered_eur'], cents=True)} recovered + "
        f"{words.eur(total['remaining_eur'], cents=True)} remaining"
    )
    wrong = ledger.footing(view.filters, day)
    if wrong.empty:
        st.caption(
            f":green[:material/check_circle:] Adds up to the cent for {words.plural(partnerships, 'partnership')}: "
            f"{plain(identity)}."
        )
        return
    named = words.listing(
        [
            f"{acronym} {account} by {words.eur(off, cents=True)}"
            for acronym, account, off in zip(wrong["acronym"], wrong["account"], wrong["difference_eur"], strict=True)
        ],
        most=6,
    )
    st.error(
        f"Does not add up: {plain(named)}. The rows behind the figures and the movements of money by date differ.",
        icon=":material/error:",
    )
    causes = ledger.mismatches(view.filters, day)
    title = "Rows that cause the differences"
    with st.container(horizontal=True, vertical_alignment="center", key="mismatches_head"):
        st.markdown(f"##### {title}", width="stretch")
        downloads.buttons("mismatches", title, view.snapshot, lambda: [causes])
    exchange_links.table(causes, view.filters, "mismatches_table", title, columns=MISMATCH_COLUMNS)
