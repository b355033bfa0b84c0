"""Parts of the Budget page: its answers in tiles, what its figures cover, and whether they add up."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from queries import budget, ledger
from queries.filters import Filters
from ui import downloads, exchange_links, outlook, tiles
from ui.text import plain
from ui.tiles import Tile
from ui.view import View

MISMATCH_COLUMNS = ["acronym", "account", "difference_eur", "day", "row_ids", "exchange_id", "detail"]


def answers(view: View) -> None:
    """What is to be paid this week, what is left, and how far the target is, as tiles."""
    one = budget.headline(view.filters, view.snapshot.as_of_date).iloc[0]
    tiles.row(
        [
            Tile("Due this week", words.eur(one["due_week_eur"]), "due_week_eur", _due(one)),
            Tile("Remaining", words.eur(one["remaining_eur"]), "remaining_eur", _share_left(one)),
            Tile("Lump sums left", _lump_sums(one), "lump_sums_left", _median(one)),
            Tile("Took place", words.count(int(one["took_place"])), "took_place_of_target", _target(one)),
            outlook.expected_tile(view),
        ]
    )


def _due(one: Any) -> str:
    if not one["due_week"]:
        return "nothing to pay"
    counted = words.plural(int(one["due_week"]), "payment")
    return f"{counted}, {words.count(int(one['overdue']))} overdue: {words.eur(one['overdue_eur'])}"


def _share_left(one: Any) -> str:
    return f"{words.share(one['remaining_eur'], one['available_eur'])} of {words.eur(one['available_eur'])} received"


def _lump_sums(one: Any) -> str:
    return "cannot be told" if pd.isna(one["lump_sums_left"]) else words.count(int(one["lump_sums_left"]))


def _median(one: Any) -> str:
    return (
        "no lump sum granted yet" if one["median_eur"] is None else f"at the median of {words.eur(one['median_eur'])}"
    )


def _target(one: Any) -> str:
    took_place, under_way, target = (int(one[name]) for name in ("took_place", "under_way", "exchange_target"))
    if not target:
        return "no target"
    done, with_rest = words.share(took_place, target), words.share(took_place + under_way, target)
    return f"{done} of the target {words.count(target)}; {with_rest} with {words.count(under_way)} under way"


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
