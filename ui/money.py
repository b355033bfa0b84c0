"""Parts of the Budget page: what its figures cover, the footing line, the ledger with cents."""

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from queries.filters import Filters
from ui import table
from ui.text import plain

PARTNERSHIP_FIELDS = ("partnerships", "partnership_side", "ecosystems")


def scope(filters: Filters) -> None:
    """Says so when the bar holds filters that cannot narrow an allocation."""
    without = Filters(
        filters.snapshot_id, filters.partnerships, filters.partnership_side, ecosystems=filters.ecosystems
    )
    if without != filters:
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


def ledger(position: pd.DataFrame, total: Any) -> None:
    """The position as a table with cents and a total row."""
    sums = {column: total[column] for column in position.columns if column.endswith("_eur")}
    with_total = pd.concat(
        [position, pd.DataFrame([{"partnership_id": "", "acronym": "Total", **sums}])], ignore_index=True
    )
    table.show(
        with_total.drop(columns="partnership_id"),
        "ledger",
        "Budget position per partnership with a total",
        height="content",
    )
