"""The ledger: the position per partnership to the cent, and behind each figure its definition, its query and its rows."""

from typing import Any, Literal, get_args

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import MEASURES, label
from exports import tables
from languages import gettext as _
from languages import ngettext
from queries import budget, ledger
from queries.ledger import ACCOUNTS, Account, Behind
from queries.ledger.cells import TOTAL, in_words
from ui import downloads, exchange_links, profile_links, table
from ui import filters as bar
from ui.text import plain
from ui.view import View

TABLE, CELL = "ledger", "ledger_cell"
COLUMNS = ["acronym", *(f"{account}_eur" for account in ACCOUNTS), "footing_difference_eur"]
# The table with all partnerships of the register and the total stands on the screen with the head of what is opened.
ROWS_PIXELS, FEW_ROWS = 330, 8
TRANSACTION_COLUMNS = ["date", "transaction_id", "acronym", "amount_eur", "exchange_id", "reference"]
EXCHANGE_COLUMNS = [
    *("exchange_id", "status", "visiting_partnership", "amount_eur", "agreed_date", "start_date", "end_date"),
    *("reported_date", "validated_date", "visiting_organisation", "host_organisation"),
]


def show(view: View) -> None:
    """The table, in which a cell opens its figure, and the figure opened."""
    whole = _whole(view)
    names = {str(one): _name(view, str(one)) for one in whole["partnership_id"]}
    title = _("Position per partnership, to the cent")
    with st.container(horizontal=True, vertical_alignment="center", key="ledger_head"):
        st.markdown(f"##### {title}", width="content")
        opened = _chooser(names)
        downloads.buttons("budget_position", title, view.snapshot, lambda: [whole.drop(columns="partnership_id")])
    profile_links.table(
        whole,
        view.filters,
        TABLE,
        _("{title}. Select a figure to see what it is made of.", title=title),
        height="content",
        columns=COLUMNS,
        on_select=lambda: _open(whole, names),
        selection_mode="single-cell",
    )
    st.caption(
        _(
            ":material/touch_app: Select a figure, by mouse or with the arrow keys, or choose it in the box, to see what it is "
            "made of."
        )
    )
    if opened:
        partnership_id, account = opened
        row = whole[whole["partnership_id"] == partnership_id].iloc[0]
        _figure(view, partnership_id, _name_shown(names[partnership_id]), account, row[f"{account}_eur"])


def _whole(view: View) -> pd.DataFrame:
    """The position with a row for the total."""
    day = view.snapshot.as_of_date
    position, total = budget.position(view.filters, day), budget.totals(view.filters, day).iloc[0]
    sums = {column: total[column] for column in position.columns if column.endswith("_eur")}
    total_row = pd.DataFrame([{"partnership_id": "", "acronym": TOTAL, **sums}])
    return pd.concat([position, total_row], ignore_index=True)


def _name(view: View, partnership_id: str) -> str:
    return bar.names(view.snapshot.snapshot_id).get(partnership_id, partnership_id) if partnership_id else TOTAL


def _name_shown(name: str) -> str:
    return _(TOTAL) if name == TOTAL else name


def _chooser(names: dict[str, str]) -> tuple[str, Account] | None:
    """The box that names the figure opened, which the URL holds; None where it names none that the ledger has."""
    cells = {f"{name}:{account}": (one, account) for one, name in names.items() for account in ACCOUNTS}
    shown = {f"{name}:{account}": in_words(name, account) for name in names.values() for account in ACCOUNTS}
    chosen = st.selectbox(
        _("Figure opened"),
        list(cells),
        index=None,
        key=CELL,
        format_func=lambda cell: shown.get(cell, cell),
        placeholder=_("No figure opened"),
        label_visibility="collapsed",
        bind="query-params",
        width=280,
    )
    return cells.get(chosen) if chosen else None


def _open(whole: pd.DataFrame, names: dict[str, str]) -> None:
    """From the table's callback: the cell selected becomes the figure opened; a cell without rows behind it closes it."""
    cells = st.session_state[TABLE]["selection"]["cells"]
    picked = None
    if cells:
        row, column = cells[0]
        account = str(column).removesuffix("_eur")
        if isinstance(row, int) and 0 <= row < len(whole) and account in get_args(Account):
            picked = f"{names[str(whole['partnership_id'].iloc[row])]}:{account}"
    st.session_state[CELL] = picked


def _figure(view: View, partnership_id: str, name: str, account: Account, figure: Any) -> None:
    """What a figure is made of: definition, rows with their total, the query as run."""
    day = view.snapshot.as_of_date
    found = ledger.behind(view.filters, account, partnership_id, day)
    count = int(found.rows["row_count"].iloc[0]) if len(found.rows) else 0
    total = found.rows["total_eur"].iloc[0] if len(found.rows) else figure * 0
    field = f"{account}_eur"
    heading = _(
        "{name}: {account} {amount} on {day}",
        name=name,
        account=label(field),
        amount=words.eur(figure, cents=True),
        day=words.day(day),
    )
    with st.container(border=True, key="ledger_figure"):
        with st.container(horizontal=True, vertical_alignment="center", key="ledger_figure_head"):
            st.markdown(f"##### {plain(heading)}", width="stretch")
            downloads.buttons(
                f"{account}_{TOTAL if not partnership_id else name}",
                heading,
                view.snapshot,
                lambda: [ledger.behind(view.filters, account, partnership_id, day, tables.XLSX_ROWS).rows],
            )
        st.markdown(plain(MEASURES[field].definition))
        _sums(account, count, total, figure)
        _rows(view, account, found, heading)
        with st.expander(_("The query, as it was run"), icon=":material/code:", key="ledger_query"):
            st.code(found.sql, language="sql")
            st.caption(_("Its parameters; the tables and macros that it names are described in data/SCHEMA.md."))
            st.json(dict(found.params))


def _sums(account: Account, count: int, total: Any, figure: Any) -> None:
    amount = words.eur(total, cents=True)
    if account == "remaining":
        said = ngettext("{number} account, {amount}", "{number} accounts, {amount}", count, amount=amount)
    elif account in ("committed", "payable"):
        said = ngettext("{number} exchange, {amount}", "{number} exchanges, {amount}", count, amount=amount)
    else:
        said = ngettext("{number} transaction, {amount}", "{number} transactions, {amount}", count, amount=amount)
    if total == figure:
        st.caption(_(":green[:material/check_circle:] {rows}: the sum of the rows is the figure.", rows=plain(said)))
    else:
        off = words.eur(total - figure, cents=True)
        st.error(
            _("{rows}: the rows differ from the figure by {amount}.", rows=plain(said), amount=plain(off)),
            icon=":material/error:",
        )


def _rows(view: View, account: Account, found: Behind, heading: str) -> None:
    if found.rows.empty:
        return
    if len(found.rows) < found.rows["row_count"].iloc[0]:
        st.caption(
            _("The first {number} are listed; the downloads hold all of them.", number=words.count(len(found.rows)))
        )
    if account == "remaining":
        table.show(found.rows[["account", "amount_eur"]], "ledger_rows", heading, height="content")
        return
    columns = EXCHANGE_COLUMNS if account in ("committed", "payable") else TRANSACTION_COLUMNS
    height: int | Literal["auto"] = ROWS_PIXELS if len(found.rows) > FEW_ROWS else "auto"
    exchange_links.table(found.rows, view.filters, "ledger_rows", heading, columns=columns, height=height)
