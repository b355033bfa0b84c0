"""Parts of the Changes page: which two states are compared, tiles with sign and arrow, the ledger, the lists."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import streamlit as st

from charts import words
from charts.changes import arrow, signed_eur, with_sign
from charts.measures import MEASURES, label
from data import warehouse
from data.warehouse import Snapshot, SnapshotProblem
from languages import N_, ngettext
from languages import gettext as _
from queries import changes
from queries.changes import Comparison, Reason
from queries.filters import Filters
from ui import downloads, exchange_links, table
from ui.calendar import date_signs
from ui.text import plain
from ui.tiles import Tile
from ui.view import View

# What a single snapshot is compared with: itself so many days before, which is a quarter.
DAYS_BACK = 91
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
# Amounts take more room than counts.
WIDTHS = (4.0, 4.6, 2.1)
COUNTS = ("took_place", "ongoing", "upcoming", "cancelled")
# As many as stand side by side with their sign, arrow and millions; the ledger below has every account.
MONEY = ("paid_eur", "committed_eur", "remaining_eur")
REASONS: dict[str, Reason] = {
    N_("All"): "",
    N_("New activity"): "new activity",
    N_("Restatement"): "restatement",
}
# Kinds of change and their reasons, and the status of what is missing on a side, as `queries.changes` names them.
SAID = (
    N_("entered"),
    N_("entered cancelled"),
    N_("moved into this view"),
    N_("moved out of this view"),
    N_("advanced"),
    N_("moved back"),
    N_("cancelled"),
    N_("reopened"),
    N_("removed"),
    N_("same status"),
    N_("not there"),
    N_("new activity"),
    N_("restatement"),
    N_("both"),
)
# Fields of an exchange that hold a code.
CODED = ("status", "mode", "purpose", "activity")


def readable() -> list[Snapshot]:
    """The snapshots that can be read, the newest first."""
    found = []
    for snapshot_id in reversed(warehouse.ids()):
        try:
            found.append(warehouse.describe(snapshot_id))
        except SnapshotProblem:
            continue
    return found


def choose(view: View) -> Comparison:
    """Draw the two snapshots and days, and say in a line what is compared with what.

    Without a choice the snapshot of this view is compared with the one before it, each on its own day; where there is no
    other, with itself a quarter earlier. The URL holds ids and days; what it names and is not there falls back.
    """
    known = {snapshot.snapshot_id: snapshot for snapshot in readable()}
    known.setdefault(view.snapshot.snapshot_id, view.snapshot)
    ids = list(known)
    own = ids.index(view.snapshot.snapshot_id)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="changes_controls"):
        older = known[_snapshot(_("From snapshot"), "from_snapshot", ids, min(own + 1, len(ids) - 1))]
        from_day = _day(_("From day"), "from_date")
        newer = known[_snapshot(_("To snapshot"), "to_snapshot", ids, own)]
        to_day = _day(_("To day"), "to_date")
    until = min(to_day or newer.as_of_date, newer.as_of_date)
    back = until - timedelta(days=DAYS_BACK) if older == newer else older.as_of_date
    since = min(from_day or back, older.as_of_date)
    comparison = Comparison(older.snapshot_id, newer.snapshot_id, since, until)
    _say(comparison, older, newer, len(ids))
    return comparison


def _snapshot(name: str, key: str, ids: list[str], at: int) -> str:
    chosen = st.selectbox(name, ids, index=at, key=key, bind="query-params", width=240)
    return chosen if chosen in ids else ids[at]


def _day(name: str, key: str) -> date | None:
    picked = st.date_input(
        name,
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        key=key,
        format=date_signs(),
        help=_("Empty: the snapshot's own day. A later day than that has the same effect."),
        bind="query-params",
        width=150,
    )
    return picked if isinstance(picked, date) else None


def _say(comparison: Comparison, older: Snapshot, newer: Snapshot, snapshots: int) -> None:
    """What is compared, in words."""
    first, last = words.day(comparison.from_day), words.day(comparison.to_day)
    if not comparison.is_one_snapshot:
        line = _(
            "From **{first}** to **{last}**: published {older} and {newer} UTC.",
            first=first,
            last=last,
            older=f"{older.built_at:%Y-%m-%d %H:%M}",
            newer=f"{newer.built_at:%Y-%m-%d %H:%M}",
        )
    elif snapshots == 1:
        line = _(
            "From **{first}** to **{last}**: both days as this snapshot tells them, so nothing is restated; there is no other "
            "snapshot yet.",
            first=first,
            last=last,
        )
    else:
        line = _(
            "From **{first}** to **{last}**: both days as this snapshot tells them, so nothing is restated.",
            first=first,
            last=last,
        )
    if comparison.from_day > comparison.to_day:
        back = _("The first day is the later one, so what happened between is taken back.")
        line = f"{line} {back}"
    st.markdown(line)
    if snapshots == 1:
        st.caption(
            _(
                "A second snapshot shows what was restated, too. For the sample: make sample AS_OF=2022-03-31 "
                "OUT=build/earlier, and make build SOURCE=build/earlier before the sample of the later day."
            )
        )


def tiles(counts: pd.DataFrame, money: pd.DataFrame, lump_sums: "pd.Series[Decimal]") -> list[list[Tile]]:
    """Each count and amount by how much it changed, with what it was and is."""
    by_measure = {row["measure"]: row for row in [*counts.to_dict("records"), *money.to_dict("records")]}
    first = []
    for measure in COUNTS:
        row = by_measure[measure]
        context = f"{words.count(row['before'])} → {words.count(row['after'])}"
        first.append(Tile(label(measure), arrow(row["after"] - row["before"]), measure, context))
    second = []
    for measure in MONEY:
        row = by_measure[measure]
        context = f"{words.eur(row['before'])} → {words.eur(row['after'])}"
        second.append(Tile(label(measure), signed_eur(row["after"] - row["before"]), measure, context))
    # The figure of the ledger below; the lump sums that are told otherwise are only a part of what restates it.
    restated = Tile(
        _("Committed, restated"),
        signed_eur(by_measure["committed_eur"]["restated"]),
        "restated",
        ngettext(
            "{number} lump sum corrected: {change}",
            "{number} lump sums corrected: {change}",
            int(lump_sums["exchanges"]),
            change=with_sign(lump_sums["change_eur"]),
        ),
    )
    return [first, second, [restated]]


def ledger(counts: pd.DataFrame, money: pd.DataFrame, snapshot: Snapshot) -> None:
    """Before + restated + new activity = after, for every count and amount."""
    st.markdown(f"##### {_('Before + restated + new activity = after')}")
    for key, frame, form in (("changes_counts", counts, "localized"), ("changes_money", money, "euro")):
        shown = frame.assign(measure=[label(measure) for measure in frame["measure"]])
        numbers = {
            column: st.column_config.NumberColumn(label(column), help=MEASURES[column].definition, format=form)
            for column in ("before", "restated", "new_activity", "after")
        }
        st.dataframe(
            shown,
            key=key,
            hide_index=True,
            column_config={"measure": st.column_config.TextColumn(""), **numbers},
            height="content",
            placeholder=table.EMPTY,
            alt=_("Before, restated, new activity and after"),
        )
    st.caption(
        _(
            "Money is that of the partnerships in the view, as on the Budget page. What restates it: granted lump sums that are "
            "corrected, and exchanges and payments told late, otherwise or no longer."
        )
    )
    downloads.buttons("changes_ledger", _("Changes"), snapshot, lambda: [pd.concat([counts, money])])


def exchanges(view: View, comparison: Comparison) -> None:
    """The exchanges that moved, those that ask for attention first."""
    rows = changes.exchange_changes(view.filters, comparison)
    if rows.empty:
        st.info(_("No exchange moved between the two states."), icon=":material/check:")
        return
    if len(rows) < changes.ROWS_LISTED:
        title = ngettext(
            "{number} exchange that moved or whose lump sum is restated",
            "{number} exchanges that moved or whose lump sum is restated",
            len(rows),
        )
    else:
        title = ngettext(
            "The first {number} exchange that moved or whose lump sum is restated",
            "The first {number} exchanges that moved or whose lump sum is restated",
            len(rows),
        )
    _head("changes_exchanges", title, rows, view.snapshot)
    exchange_links.table(
        rows,
        _seen_from(view.filters, comparison),
        "changes_exchanges",
        _("Exchanges that moved between the two states"),
        columns=[
            "exchange_id",
            "change",
            "reason",
            "status_before",
            "status_after",
            "visiting_organisation",
            "host_organisation",
            "lump_sum_before_eur",
            "lump_sum_after_eur",
        ],
        height=520,
    )


def _seen_from(filters: Filters, comparison: Comparison) -> Filters:
    """The view of the later side: links from here open that snapshot."""
    pinned = filters.is_pinned or comparison.newer_id != filters.snapshot_id
    return replace(filters, snapshot_id=comparison.newer_id, is_pinned=pinned)


def fields(view: View, comparison: Comparison) -> None:
    """Each field that differs, before and after, restatements first."""
    picked = st.segmented_control(
        _("Reason"),
        list(REASONS),
        format_func=lambda reason: _(reason),
        key="change_reason",
        default="All",
        required=True,
        bind="query-params",
    )
    rows = changes.field_changes(view.filters, comparison, REASONS.get(str(picked), ""))
    if rows.empty:
        st.info(_("No field of an exchange on both sides differs."), icon=":material/check:")
        return
    if len(rows) < changes.ROWS_LISTED:
        title = ngettext("{number} field before and after", "{number} fields before and after", len(rows))
    else:
        title = ngettext(
            "The first {number} field before and after", "The first {number} fields before and after", len(rows)
        )
    is_code = rows["field"].isin(CODED)
    rows = rows.assign(field=[label(field) for field in rows["field"]])
    _head("changes_fields", title, rows, view.snapshot)
    shown = rows.assign(**{side: rows[side].map(_).where(is_code, rows[side]) for side in ("before", "after")})
    table.show(shown, "changes_fields", _("Fields before and after"), height=500)


def _head(name: str, title: str, rows: pd.DataFrame, snapshot: Snapshot) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}_head"):
        st.markdown(f"##### {plain(title)}", width="stretch")
        downloads.buttons(name, title, snapshot, lambda: [rows])
