"""Tables: columns labelled, aligned and formatted as `charts.measures` declares them."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts.measures import MEASURES, label
from languages import current
from languages.formats import day_pattern
from languages.spoken import ENGLISH
from ui import codes

# Formats of st.column_config; money carries its cents in tables, and thousands are separated.
FORMATS: Mapping[str, str] = {
    "count": "localized",
    "days": "localized",
    "eur": "euro",
    "km": "%.0f km",
    "share": "%.1f %%",
}

# Kinds whose formats have the decimal point of English: elsewhere the browser writes them with its own, to this step.
DECIMALS: Mapping[str, float | None] = {"share": 0.1, "score": None}

# What a cell without a value shows.
EMPTY = "–"


def column_config(frame: pd.DataFrame) -> dict[str, Any]:
    """Column settings for st.dataframe, one for each column of the frame."""
    return {column: _column(column) for column in frame.columns}


def _column(field: str) -> Any:
    measure = MEASURES.get(field)
    kind = measure.kind if measure else "text"
    name, definition = label(field), (measure.definition if measure else "") or None
    if kind in DECIMALS and current() != ENGLISH:
        heading = f"{name} (%)" if kind == "share" and "%" not in name else name
        return st.column_config.NumberColumn(heading, help=definition, format="localized", step=DECIMALS[kind])
    if kind in FORMATS:
        return st.column_config.NumberColumn(name, help=definition, format=FORMATS[kind])
    if kind == "date":
        return st.column_config.DateColumn(name, help=definition, format=day_pattern())
    if kind == "month":
        return st.column_config.DateColumn(name, help=definition, format="YYYY-MM")
    return st.column_config.Column(name, help=definition)


def show(
    frame: pd.DataFrame, key: str, alt: str, height: int | Literal["auto", "content"] = "auto", **settings: Any
) -> Any:
    """A read-only table of the frame, its codes in the reader's language."""
    return st.dataframe(
        codes.translated(frame),
        key=key,
        hide_index=True,
        column_config=column_config(frame),
        height=height,
        placeholder=EMPTY,
        alt=alt,
        **settings,
    )
