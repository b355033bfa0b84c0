"""The fourth step: what publishing the delivery would change, against the snapshot that is current."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from data.intake.effect import Effect
from ui.table import EMPTY
from ui.text import plain

MOST_ROWS_OPEN = 14
HEIGHT_PIXELS = 420


def show(effect: Effect, names: dict[str, str], before: str | None) -> None:
    """A sentence, the rows of each input, the counts, and the accounts that differ."""
    st.markdown(sentence(effect, before))
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.markdown("###### Rows of each input")
        rows = pd.DataFrame(
            [(r.input, r.before, r.added, r.changed, r.removed, r.after) for r in effect.rows if r.before or r.after],
            columns=["input", "before", "added", "changed", "removed", "after"],
        )
        _table(rows, "rows", "Rows of each input before and after", "Input")
    with right:
        st.markdown("###### Exchanges and coverage")
        counts = pd.DataFrame(
            [(c.what, c.before, c.after, c.after - c.before) for c in effect.counts],
            columns=["what", "before", "after", "change"],
        )
        _table(counts, "counts", "Exchanges and coverage before and after", "Count")
    st.markdown("###### Budget: the accounts that change")
    if not effect.money:
        st.caption("No account of any partnership changes.")
        return
    money = pd.DataFrame(
        [
            (
                names.get(m.partnership_id, m.partnership_id),
                m.account,
                m.before_eur,
                m.after_eur,
                m.after_eur - m.before_eur,
            )
            for m in effect.money
        ],
        columns=["partnership", "account", "before", "after", "change"],
    )
    _table(money, "money", "Accounts of partnerships in euro before and after", "Partnership", "euro")


def sentence(effect: Effect, before: str | None) -> str:
    """What changes, in one sentence."""
    added, changed, removed = (
        sum(getattr(row, what) for row in effect.rows) for what in ("added", "changed", "removed")
    )
    against = f"Against snapshot {plain(before)}" if before else "As the first snapshot"
    if not added + changed + removed:
        return f"{against}, publishing this delivery **changes no row**."
    parts = [
        f"{verb} {words.plural(number, 'row')}"
        for verb, number in (("adds", added), ("changes", changed), ("removes", removed))
        if number
    ]
    return f"{against}, publishing this delivery **{words.listing(parts)}**."


def _table(frame: pd.DataFrame, key: str, alt: str, first: str, number_format: str = "localized") -> None:
    head, *others = frame.columns
    config: dict[str, Any] = {head: st.column_config.TextColumn(first)}
    for name in others:
        if name == "account":
            config[name] = st.column_config.TextColumn("Account")
        else:
            config[name] = st.column_config.NumberColumn(name.capitalize(), format=number_format)
    st.dataframe(
        frame,
        key=f"data_in_effect_{key}",
        hide_index=True,
        column_config=config,
        height="content" if len(frame) <= MOST_ROWS_OPEN else HEIGHT_PIXELS,
        placeholder=EMPTY,
        alt=alt,
    )
