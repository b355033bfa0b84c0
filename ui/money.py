"""Parts of the Budget page: its answers in tiles, what its figures cover, and whether they add up."""

from typing import Any

import streamlit as st

from charts import words
from languages import gettext as _
from languages import ngettext
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
            _(
                ":material/info: An allocation belongs to a partnership, not to a country or a month: this page counts every "
                "exchange that the chosen partnerships pay for. Of the filters only partnerships and ecosystems apply here."
            )
        )


def footing(view: View, partnerships: int, total: Any) -> None:
    """One line: the identity in figures with a tick, or in red the differences and, in a table, the rows that cause them."""
    day = view.snapshot.as_of_date
    accounts = ("available", "committed", "payable", "paid", "recovered", "remaining")
    identity = _(
        "{available} received = {committed} committed + {payable} payable + {paid} paid − {recovered} recovered + {remaining} "
        "remaining",
        **{account: words.eur(total[f"{account}_eur"], cents=True) for account in accounts},
    )
    wrong = ledger.footing(view.filters, day)
    if wrong.empty:
        st.caption(
            ngettext(
                ":green[:material/check_circle:] Adds up to the cent for {number} partnership: {identity}.",
                ":green[:material/check_circle:] Adds up to the cent for {number} partnerships: {identity}.",
                partnerships,
                identity=plain(identity),
            )
        )
        return
    named = words.listing(
        [
            _(
                "{partnership} {account} by {amount}",
                partnership=acronym,
                account=_(account),
                amount=words.eur(off, cents=True),
            )
            for acronym, account, off in zip(wrong["acronym"], wrong["account"], wrong["difference_eur"], strict=True)
        ],
        most=6,
    )
    st.error(
        _(
            "Does not add up: {differences}. The rows behind the figures and the movements of money by date differ.",
            differences=plain(named),
        ),
        icon=":material/error:",
    )
    causes = ledger.mismatches(view.filters, day)
    title = _("Rows that cause the differences")
    with st.container(horizontal=True, vertical_alignment="center", key="mismatches_head"):
        st.markdown(f"##### {title}", width="stretch")
        downloads.buttons("mismatches", title, view.snapshot, lambda: [causes])
    exchange_links.table(causes, view.filters, "mismatches_table", title, columns=MISMATCH_COLUMNS)
