"""Parts of the Budget page: what its figures cover, the footing line, the ledger with cents."""

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from data.warehouse import Snapshot
from queries.filters import Filters
from ui import downloads, profile_links
from ui.text import plain
from ui.view import current

PARTNERSHIP_FIELDS = ("partnerships", "partnership_side", "ecosystems")


def due_sum(due: pd.DataFrame) -> Decimal:
    """EUR of all payments that are due, overdue or to come."""
    return sum(due["lump_sum_eur"], Decimal(0))


def due_words(due: pd.DataFrame) -> str:
    """How many payments, and how many of them overdue."""
    late = int(due.loc[(due["days_left"] < 0).fillna(False), "payments"].sum())
    return (
        f"{words.plural(int(due['payments'].sum()), 'payment')}, {words.count(late)} overdue"
        if len(due)
        else "nothing to pay"
    )


def share_left(total: Any) -> str:
    """Remaining as a share of what was received."""
    return f"{words.share(total['remaining_eur'], total['available_eur'])} of received"


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


def footing(position: pd.DataFrame, total: Any) -> None:
    """One line: the identity in figures, with a tick, or the difference and the partnerships that cause it."""
    identity = (
        f"{words.eur(total['available_eur'], cents=True)} allocated and transferred = "
        f"{words.eur(total['committed_eur'], cents=True)} committed + {words.eur(total['payable_eur'], cents=True)} payable + "
        f"{words.eur(total['paid_eur'], cents=True)} paid − {words.eur(total['recovered_eur'], cents=True)} recovered + "
        f"{words.eur(total['remaining_eur'], cents=True)} remaining"
    )
    wrong = position[position["footing_difference_eur"] != Decimal(0)]
    if wrong.empty:
        st.success(
            f"Adds up to the cent for {words.plural(len(position), 'partnership')}: {plain(identity)}.",
            icon=":material/check:",
        )
        return
    named = words.listing(
        [
            f"{acronym} ({words.eur(off, cents=True)})"
            for acronym, off in zip(wrong["acronym"], wrong["footing_difference_eur"], strict=True)
        ],
        most=13,
    )
    st.error(f"Does not add up: {plain(named)}. {plain(identity)}.", icon=":material/error:")


def ledger(position: pd.DataFrame, total: Any, snapshot: Snapshot) -> None:
    """The position as a table with cents and a total row, and its downloads."""
    sums = {column: total[column] for column in position.columns if column.endswith("_eur")}
    total_row = pd.DataFrame([{"partnership_id": "", "acronym": "Total", **sums}])
    whole = pd.concat([position, total_row], ignore_index=True)
    title = "Position per partnership, to the cent"
    st.markdown(f"##### {title}")
    profile_links.table(whole, current().filters, "ledger", title, height="content")
    downloads.buttons("budget_position", title, snapshot, lambda: [whole.drop(columns="partnership_id")])
