"""The second step: which input each table brings, and which column each of its names means."""

from functools import reduce

import streamlit as st

from charts import words
from data.build.schema import INPUTS
from data.intake.columns import by_hand
from data.intake.mapping import suggest_columns
from data.intake.tables import Table
from languages import N_, ngettext
from languages import gettext as _
from ui.data_in.state import Choice, Intake
from ui.text import plain

NOT_READ = N_("not read")
PER_ROW = 4


def tables(delivery: Intake) -> None:
    """Each table with its input and columns; open where something needs the reader's eye."""
    for number, (table, choice) in enumerate(zip(delivery.tables, delivery.choices, strict=True)):
        _table(number, table, choice)
    for name in delivery.twice():
        st.error(
            _("Two tables bring {name}. Set one of them to “{not_read}”.", name=name, not_read=_(NOT_READ)),
            icon=":material/content_copy:",
        )


def _table(number: int, table: Table, choice: Choice) -> None:
    missing = missing_columns(choice)
    state = _summary(table, choice, missing)
    with st.expander(
        _("**{what}**: {text}", what=plain(table.label), text=state),
        expanded=bool(missing) or not choice.input,
        icon=":material/error:" if missing else ":material/table_view:",
        key=f"data_in_table_{number}_{table.path.stem}_{table.path.parent.name}",
    ):
        if table.header_row > 1:
            st.caption(_("The header is taken from row {row}.", row=table.header_row))
        options = [NOT_READ, *INPUTS]
        picked = st.selectbox(
            _("Brings"),
            options,
            index=options.index(choice.input) if choice.input else 0,
            format_func=lambda one: _(NOT_READ) if one == NOT_READ else one,
            key=f"data_in_input_{number}_{table.path.parent.name}",
            width=280,
        )
        name = "" if picked == NOT_READ else picked
        if name != choice.input:
            choice.input, choice.is_remembered = name, False
            choice.columns = suggest_columns(table.names, name) if name else {}
            st.rerun()
        if name:
            _columns(number, table, choice)


def _columns(number: int, table: Table, choice: Choice) -> None:
    required = {column.name for column in by_hand(choice.input) if column.required}
    options = ["", *(column.name for column in by_hand(choice.input))]
    before = dict(choice.columns)
    for start in range(0, len(table.names), PER_ROW):
        for place, given in zip(st.columns(PER_ROW), table.names[start : start + PER_ROW], strict=False):
            example = table.examples.get(given, "")
            choice.columns[given] = place.selectbox(
                plain(given),
                options,
                index=options.index(choice.columns.get(given, "")),
                key=f"data_in_column_{number}_{table.path.parent.name}_{choice.input}_{table.names.index(given)}",
                format_func=lambda one: f"{one} *" if one in required else one or _(NOT_READ),
                help=_("Such as: {example}", example=plain(example)) if example else _("No value in the first rows."),
            )
    if choice.columns != before:
        choice.is_remembered = False
        st.rerun()
    st.caption(_("A column marked * needs a value in each row."))


def missing_columns(choice: Choice) -> list[str]:
    """Columns that the input needs and no name means."""
    if not choice.input:
        return []
    meant = set(choice.columns.values())
    return [column.name for column in by_hand(choice.input) if column.required and column.name not in meant]


def _summary(table: Table, choice: Choice, missing: list[str]) -> str:
    if not choice.input:
        return _(NOT_READ)
    found = sum(bool(column) for column in choice.columns.values())
    parts = [
        ngettext(
            "{input}, {found} of {number} column",
            "{input}, {found} of {number} columns",
            len(table.names),
            input=choice.input,
            found=words.count(found),
        )
    ]
    if choice.is_remembered:
        parts.append(_("as chosen last time"))
    if missing:
        parts.append(_("missing {columns}", columns=words.listing([plain(name) for name in missing])))
    return reduce(lambda told, more: _("{told}; {more}", told=told, more=more), parts)
