"""Clicks on the Sankey: a node or link becomes the focus or a filter, "Other" opens what it holds."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.codes import ECOSYSTEMS, WITHOUT
from charts.sankey import OTHER_NAME
from languages import gettext as _
from languages import meant, ngettext
from queries.filters import CATEGORIES, LEVELS, SIDES, Level
from queries.flows import COLUMNS
from scenes.flows import words
from ui import filters, focus, profile_links, view

OPENED = "opened_other"


def picked(snapshot_id: str) -> Callable[[list[str]], None]:
    """For marks of `path_sankey`: [column, id, ...] of a node, [column, id, column, id, ...] of a link."""

    def take(mark: list[str]) -> None:
        ends = [(mark[0], mark[1])] if len(mark) < 4 else [(mark[0], mark[1]), (mark[2], mark[3])]
        others = [column for column, node in ends if not node]
        if others:
            st.session_state[OPENED] = others[0]
            return
        pair = dict(ends)
        for level in LEVELS:
            visiting, host = pair.get(f"visiting_{level}"), pair.get(f"host_{level}")
            if visiting and host:
                focus.pick(snapshot_id, level, visiting=visiting, host=host)
                return
        for column, node in ends:
            _take_node(snapshot_id, column, node, is_one_of_two=len(ends) > 1)

    return take


def mark_of_row(row: dict[str, str]) -> list[str]:
    """What a click on the link of a row of `path_sankey`'s table hands over; [] for a row of another table, and for
    names that more than one node has.

    Of more than two columns both ends of one level, else the first and the last.
    """
    columns = [column for column in COLUMNS if column in row]
    if len(columns) < 2:
        return []
    pairs = [(f"visiting_{level}", f"host_{level}") for level in LEVELS]
    first, last = next((pair for pair in pairs if set(pair) <= set(columns)), (columns[0], columns[-1]))
    ids = [_id_in(row, column) for column in (first, last)]
    return [first, ids[0], last, ids[1]] if all(ids) else []


def _id_in(row: dict[str, str], column: str) -> str:
    """The id of a row's node in a column of the Sankey, whose table writes names, also of categories with a capital."""
    if column in profile_links.NAMED:
        return row.get(profile_links.NAMED[column][1], "")
    text = " + ".join(meant(part, (*ECOSYSTEMS, *WITHOUT)) or part for part in row[column].split(" + "))
    written = {name.casefold(): known for known in CATEGORIES for name in (known, _(known))}
    return written.get(row[column].casefold(), text)


def _take_node(snapshot_id: str, column: str, node: str, is_one_of_two: bool) -> None:
    side, *__, level = column.partition("_")
    if column == "category" and node in CATEGORIES:
        st.session_state["categories"] = [node]
    elif column == "ecosystem":
        known = filters.ecosystems(snapshot_id)
        st.session_state["ecosystems"] = [name for name in node.split(" + ") if name in known]
    elif side in SIDES and level in LEVELS:
        if is_one_of_two and filters.choose(snapshot_id, level, node, side):
            return
        focus.pick(snapshot_id, level, visiting=node, side=st.session_state.get(focus.SIDE_KEY) or "either")


def other_button(name: str, column: str) -> None:
    """Opens what "Other" of a column of the chart holds, as a click on it does; within a fragment of the page."""

    def open_it() -> None:
        st.session_state[OPENED] = column

    if st.button(
        _("{name}: {value}", name=_(OTHER_NAME), value=_(words(column))),
        key=f"{name}_other_{column}",
        icon=":material/unfold_more:",
        type="tertiary",
        help=_("What \u201cOther\u201d holds"),
        on_click=open_it,
    ):
        st.rerun()


def other(snapshot_id: str, column: str, held: pd.DataFrame) -> None:
    """A box with a table of the nodes that a column folds; a ticked row becomes the focus."""
    # Its title is in the language of the run, so the box is made in the run.
    st.dialog(_("What \u201cOther\u201d holds"), width="large")(_held_nodes)(snapshot_id, column, held)


def _held_nodes(snapshot_id: str, column: str, held: pd.DataFrame) -> None:
    level = next((known for known in LEVELS if known == column.partition("_")[2]), None)
    st.caption(
        ngettext(
            "{number} node of the column that is drawn together with others.",
            "{number} nodes of the column that are drawn together.",
            len(held),
        )
    )
    ticked = profile_links.table(
        held,
        view.current().filters,
        "other_table",
        _("Nodes drawn together as Other"),
        level=level,
        on_select="rerun",
        selection_mode="single-row",
        height=420,
    )["selection"]["rows"]
    if ticked and level:
        node = str(held["id"].iloc[ticked[0]])
        if st.button(_("Focus on it"), key="focus_other", on_click=_focus, args=(snapshot_id, level, node)):
            st.rerun()


def _focus(snapshot_id: str, level: Level, node: str) -> None:
    focus.pick(snapshot_id, level, visiting=node)
