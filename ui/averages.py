"""Averages: what an exchange costs by host country, category and the like, and how much of its ceiling it takes."""

from datetime import date
from typing import Any, Literal

import streamlit as st

from charts import averages as draw
from charts import words
from charts.averages.by_value import MONTH
from languages import N_
from languages import gettext as _
from queries import averages, budget
from queries.averages import Dimension
from scenes import budget as scene
from ui import controls, downloads, figure, table, tiles
from ui.text import plain
from ui.view import View

# Both end inside a screen of 900 pixels.
FIGURE_PIXELS, TABLE_PIXELS, ROWS_WHOLE = 415, 455, 11
COLUMNS = [
    *("with_lump_sum", "lump_sum_eur", "average_eur", "per_day_eur", "ceiling_share_pct"),
    *("working_days", "granted_exchanges", "without_days", "without_ceiling"),
]
TITLES: dict[Dimension, str] = {
    "host_country": N_("By host country, with the total"),
    "category": N_("By category, with the total"),
    "ecosystem": N_("By ecosystem, with the total"),
    "purpose": N_("By purpose, with the total"),
    "mode": N_("By mode, with the total"),
    "month": N_("By month, with the total"),
    "visiting_partnership": N_("By VOP, with the total"),
}


def show(view: View, as_of: date | None = None) -> None:
    """The choice of what to compare, tiles, the sums against the ledger, the chart beside its table."""
    dimension = controls.choice(_("By"), averages.DIMENSIONS, "averages_by")
    rows = averages.by_value(view.filters, dimension, as_of)
    total = rows.iloc[-1] if len(rows) else None
    if total is None:
        said = _("No lump sum is granted to an exchange of these partnerships.")
        st.info(said, icon=":material/filter_alt_off:")
        return
    tiles.row(scene.average_facts(total))
    _against_ledger(total, budget.totals(view.filters, as_of).iloc[0])
    field = MONTH if dimension == "month" else dimension
    chart = draw.by_value(rows, field, palette=view.palette, height=FIGURE_PIXELS)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        figure.show(chart, view.snapshot)
    with right:
        title = _(TITLES[dimension])
        with st.container(horizontal=True, vertical_alignment="center", key="averages_head"):
            st.markdown(f"##### {plain(title)}", width="stretch")
            downloads.buttons(f"lump_sums_by_{dimension}", chart.finding, view.snapshot, lambda: [chart.table])
        height: int | Literal["content"] = TABLE_PIXELS if len(rows) > ROWS_WHOLE else "content"
        table.show(chart.table[[field, *COLUMNS]], "averages_rows", title, height=height)


def _against_ledger(total: Any, ledger: Any) -> None:
    """One line: the lump sums as the ledger has them, with a tick, or the difference."""
    parts = {name: total[f"{name}_eur"] for name in ("committed", "payable", "paid")}
    said = _(
        "{lump_sums} lump sums = {committed} committed + {payable} payable + {paid} paid",
        lump_sums=words.eur(total["lump_sum_eur"], cents=True),
        **{name: words.eur(amount, cents=True) for name, amount in parts.items()},
    )
    off = {name: amount - ledger[f"{name}_eur"] for name, amount in parts.items()}
    wrong = [
        _("{account} by {amount}", account=_(name), amount=words.eur(amount, cents=True))
        for name, amount in off.items()
        if amount
    ]
    if wrong:
        differences = plain(words.listing(wrong))
        st.error(
            _("Not as in the ledger: {differences}. {sums}.", differences=differences, sums=plain(said)),
            icon=":material/error:",
        )
    else:
        st.caption(_(":material/check: As in the ledger, to the cent: {sums}.", sums=plain(said)))
