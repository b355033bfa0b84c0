"""The fourth step: what publishing the delivery would change, against the snapshot that is current."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import label
from data.intake.effect import Effect
from languages import N_, ngettext, pgettext
from languages import gettext as _
from ui.table import EMPTY
from ui.text import plain

MOST_ROWS_OPEN = 14
HEIGHT_PIXELS = 420
# What the effect counts, as `data.intake.effect` names them.
COUNTED = (
    N_("exchanges that took place"),
    N_("exchanges ongoing"),
    N_("exchanges upcoming"),
    N_("exchanges cancelled"),
    N_("clusters that take part"),
    N_("countries that take part"),
    N_("exceptions to the rules"),
)


def show(effect: Effect, names: dict[str, str], before: str | None) -> None:
    """A sentence, the rows of each input, the counts, and the accounts that differ."""
    st.markdown(sentence(effect, before))
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.markdown(f"###### {_('Rows of each input')}")
        rows = pd.DataFrame(
            [(r.input, r.before, r.added, r.changed, r.removed, r.after) for r in effect.rows if r.before or r.after],
            columns=["input", "before", "added", "changed", "removed", "after"],
        )
        _table(rows, "rows", _("Rows of each input before and after"), _("Input"))
    with right:
        st.markdown(f"###### {_('Exchanges and coverage')}")
        counts = pd.DataFrame(
            [(_(c.what), c.before, c.after, c.after - c.before) for c in effect.counts],
            columns=["what", "before", "after", "change"],
        )
        _table(counts, "counts", _("Exchanges and coverage before and after"), pgettext("heading", "Count"))
    st.markdown(f"###### {_('Budget: the accounts that change')}")
    if not effect.money:
        st.caption(_("No account of any partnership changes."))
        return
    money = pd.DataFrame(
        [
            (
                names.get(m.partnership_id, m.partnership_id),
                _(m.account),
                m.before_eur,
                m.after_eur,
                m.after_eur - m.before_eur,
            )
            for m in effect.money
        ],
        columns=["partnership", "account", "before", "after", "change"],
    )
    _table(money, "money", _("Accounts of partnerships in euro before and after"), _("Partnership"), "euro")


def sentence(effect: Effect, before: str | None) -> str:
    """What changes, in one sentence."""
    added, changed, removed = (
        sum(getattr(row, what) for row in effect.rows) for what in ("added", "changed", "removed")
    )
    if not added + changed + removed:
        if before:
            return _(
                "Against snapshot {snapshot}, publishing this delivery **changes no row**.", snapshot=plain(before)
            )
        return _("As the first snapshot, publishing this delivery **changes no row**.")
    parts = []
    if added:
        parts.append(ngettext("adds {number} row", "adds {number} rows", added))
    if changed:
        parts.append(ngettext("changes {number} row", "changes {number} rows", changed))
    if removed:
        parts.append(ngettext("removes {number} row", "removes {number} rows", removed))
    what = words.listing(parts)
    if before:
        return _(
            "Against snapshot {snapshot}, publishing this delivery **{changes}**.",
            snapshot=plain(before),
            changes=what,
        )
    return _("As the first snapshot, publishing this delivery **{changes}**.", changes=what)


def _table(frame: pd.DataFrame, key: str, alt: str, first: str, number_format: str = "localized") -> None:
    head, *others = frame.columns
    config: dict[str, Any] = {head: st.column_config.TextColumn(first)}
    for name in others:
        if name == "account":
            config[name] = st.column_config.TextColumn(label(name))
        else:
            config[name] = st.column_config.NumberColumn(label(name), format=number_format)
    st.dataframe(
        frame,
        key=f"data_in_effect_{key}",
        hide_index=True,
        column_config=config,
        height="content" if len(frame) <= MOST_ROWS_OPEN else HEIGHT_PIXELS,
        placeholder=EMPTY,
        alt=alt,
    )
