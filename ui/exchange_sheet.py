"""One exchange in full: parties, dates, money, rule checks."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import label
from data.warehouse import Snapshot
from queries import exchanges
from queries.filters import Filters, Level
from ui import profile_links, table
from ui.text import plain

DATES = (
    "matched_date",
    "agreed_date",
    "start_date",
    "end_date",
    "reported_date",
    "validated_date",
    "due_date",
    "paid_date",
    "cancelled_date",
)
MONEY = ("lump_sum_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur")
OUTCOME = {
    "kept": ":material/check: kept",
    "broken": ":material/error: broken",
    "cannot be told": ":material/help: cannot be told",
}


def show(snapshot: Snapshot, exchange_id: str, filters: Filters) -> None:
    """The exchange of that id, or a line that there is none."""
    found = exchanges.exchange(snapshot.snapshot_id, exchange_id)
    if found.empty:
        st.warning(f"There is no exchange {plain(exchange_id)} in this snapshot.", icon=":material/search_off:")
        return
    one = found.iloc[0]
    with st.container(border=True, key="exchange_sheet"):
        st.markdown(
            f"##### {plain(exchange_id)}: {plain(one['visiting_organisation'])} visits {plain(one['host_organisation'])}"
        )
        parties, dates, money = st.columns([5, 3, 3], gap="medium")
        with parties:
            st.markdown(
                _party("Visiting", one, "visiting", one["category"], filters)
                + "\n\n"
                + _party("Host", one, "host", one["host_category"], filters)
            )
            st.markdown(
                f"{plain(one['mode']).capitalize()}, **{plain(one['status'])}** ({plain(one['phase'] or one['status_group'])}). "
                f"Purpose: {plain(one['purpose'])}. Activity: {plain(one['activity'])}. {_stay(one)}"
            )
        with dates:
            st.markdown(
                "\n".join(f"- {label(field)}: {words.day(one[field])}" for field in DATES if not pd.isna(one[field]))
            )
        with money:
            st.markdown("\n".join(f"- {label(field)}: {words.eur(one[field], cents=True)}" for field in MONEY))
        st.markdown("**Rules of the scheme**")
        for rule in exchanges.rule_checks(snapshot.snapshot_id, exchange_id).itertuples():
            st.markdown(
                f"{OUTCOME[rule.outcome]} · {plain(rule.rule)}. {plain(rule.detail)} :gray[Rule {plain(rule.basis)}.]"
            )
        moved = exchanges.transactions(snapshot.snapshot_id, exchange_id)
        if not moved.empty:
            st.markdown("**Movements of money**")
            table.show(moved, "exchange_transactions", f"Movements of money of {exchange_id}", height="content")
        st.markdown("**Where it comes from**")
        origins = exchanges.origins(snapshot.snapshot_id, exchange_id)
        table.show(origins, "exchange_origins", f"Files and rows that tell of {exchange_id}", height="content")


def _party(title: str, one: Any, side: str, category: str, filters: Filters) -> str:
    def named(level: Level, id_column: str) -> str:
        return f"[{plain(one[f'{side}_{level}'])}]({profile_links.url(level, one[f'{side}_{id_column}'], filters)})"

    city = "" if pd.isna(one[f"{side}_city"]) else f"{plain(one[f'{side}_city'])}, "
    return (
        f"**{title}**: {plain(one[f'{side}_organisation'])} ({plain(category)}), {city}{named('country', 'country_code')}. "
        f"Cluster {named('cluster', 'cluster_id')}, partnership {named('partnership', 'partnership_id')}."
    )


def _stay(one: Any) -> str:
    parts = []
    if not pd.isna(one["working_days"]):
        parts.append(words.plural(int(one["working_days"]), "working day"))
    parts.append(
        "distance unknown" if pd.isna(one["distance_km"]) else f"{words.count(round(one['distance_km']))} km apart"
    )
    return plain(", ".join(parts).capitalize() + ".")
