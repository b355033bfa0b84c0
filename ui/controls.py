"""Controls of the Flows page, kept in the URL. A value that no list knows falls back to the default."""

from collections.abc import Sequence
from typing import Literal, TypeVar

import streamlit as st

from charts.sankey import PathMeasure
from languages import current
from languages import gettext as _
from languages.spoken import ENGLISH
from queries.filters import Level
from queries.flows import COLUMNS, FEWEST_COLUMNS, MOST_COLUMNS, NODE_ORDERS, PRESETS, Column, NodeOrder
from scenes.flows import (
    DEFAULT_COLUMNS,
    LENSES,
    LEVELS,
    MATRIX_ORDERS,
    MEASURES,
    OWN_COLUMNS,
    TOP_DEFAULT,
    TOP_LEAST,
    TOP_MOST,
    Lens,
    MatrixOrder,
    words,
)

T = TypeVar("T", bound=str)


def _shown(option: str) -> str:
    return _(words(option))


def choice(label: str, options: Sequence[T], key: str, width: int | Literal["content"] = "content") -> T:
    """One of a few values; the first is the default."""
    if width == "content":
        picked = st.segmented_control(
            label, options, key=key, default=options[0], required=True, format_func=_shown, bind="query-params"
        )
    else:
        picked = st.selectbox(label, options, key=key, format_func=_shown, bind="query-params", width=width)
    return next((option for option in options if option == picked), options[0])


def level() -> Level:
    """Level of the matrix, the balance and the network."""
    return choice(_("Between"), LEVELS, "level")


def columns() -> tuple[Column, ...]:
    """Columns of the Sankey, left to right: a preset, or two to four of the reader's own."""
    preset = choice(_("Show"), (*PRESETS, OWN_COLUMNS), "preset", width=230 if current() == ENGLISH else 220)
    if preset != OWN_COLUMNS:
        return PRESETS[preset]
    own = st.multiselect(
        _("Columns, left to right"),
        COLUMNS,
        default=DEFAULT_COLUMNS,
        key="columns",
        format_func=_shown,
        max_selections=MOST_COLUMNS,
        bind="query-params",
        width=420,
    )
    known = tuple(column for column in own if column in COLUMNS)
    if len(known) < FEWEST_COLUMNS:
        st.caption(_(":material/info: Choose two columns at least."))
        return DEFAULT_COLUMNS
    return known


def measure() -> PathMeasure:
    """What the width of a path stands for."""
    return choice(_("Measure"), MEASURES, "measure", width=130)


def node_order() -> NodeOrder:
    """Order of the nodes; no filter changes it."""
    return choice(_("Order"), NODE_ORDERS, "node_order", width=140)


def matrix_order() -> MatrixOrder:
    """Order of the matrix's rows and columns; no filter changes it."""
    return choice(_("Order"), MATRIX_ORDERS, "matrix_order")


def lens(can_net: bool = True) -> Lens:
    """Whether a chart shows exchanges, or each pair's exchanges minus those of the other way; only pairs of one level
    have another way."""
    picked = st.segmented_control(
        _("Count"),
        LENSES,
        key="lens",
        default=LENSES[0],
        required=True,
        format_func=_shown,
        disabled=not can_net,
        bind="query-params",
    )
    return "net" if can_net and picked == "net" else "exchanges"


def top() -> int:
    """How many nodes of a column the Sankey draws one by one."""
    most = int(
        st.slider(_("Largest one by one"), TOP_LEAST, TOP_MOST, TOP_DEFAULT, key="top", bind="query-params", width=180)
    )
    return min(max(most, TOP_LEAST), TOP_MOST)


def show_values() -> bool:
    """Whether labels carry their value."""
    return bool(st.toggle(_("Values"), value=True, key="values", bind="query-params"))
