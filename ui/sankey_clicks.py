"""Clicks on the Sankey: a node or link becomes the focus or a filter, "Other" opens what it holds."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from queries.filters import CATEGORIES, LEVELS, SIDES, Level
from ui import filters, focus, table

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


def _take_node(snapshot_id: str, column: str, node: str, is_one_of_two: bool) -> None:
    side, _, level = column.partition("_")
    if column == "category" and node in CATEGORIES:
        st.session_state["categories"] = [node]
    elif column == "ecosystem":
        known = filters.ecosystems(snapshot_id)
        st.session_state["ecosystems"] = [name for name in node.split(" + ") if name in known]
    elif side in SIDES and level in LEVELS:
        if is_one_of_two and filters.choose(snapshot_id, level, node, side):
            return
        focus.pick(snapshot_id, level, visiting=node, side=st.session_state.get(focus.SIDE_KEY) or "either")


@st.dialog("What \u201cOther\u201d holds", width="large")
def other(snapshot_id: str, column: str, held: pd.DataFrame) -> None:
    """A table of the nodes that a column folds; a ticked row becomes the focus."""
    level = next((known for known in LEVELS if known == column.partition("_")[2]), None)
    st.caption(f"{len(held)} nodes of the column that are drawn together.")
    ticked = table.show(
        held, "other_table", "Nodes drawn together as Other", on_select="rerun", selection_mode="single-row", height=420
    )["selection"]["rows"]
    if ticked and level:
        node = str(held["id"].iloc[ticked[0]])
        if st.button("Focus on it", key="focus_other", on_click=_focus, args=(snapshot_id, level, node)):
            st.rerun()


def _focus(snapshot_id: str, level: Level, node: str) -> None:
    focus.pick(snapshot_id, level, visiting=node)
