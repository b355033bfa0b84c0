"""Tables: columns labelled, aligned and formatted as `charts.measures` declares them."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts.measures import MEASURES, label
from languages.formats import day_pattern
from languages.spoken import ENGLISH, current
from ui import codes

# Formats of st.column_config; money carries its cents in tables, and thousands are separated.
FORMATS: Mapping[str, str] = {
    "count": "localized",
    "days": "localized",
    "eur": "euro",
    "km": "%.0f km",
    "share": "%.1f %%",
}

# Where the comma is the sign of decimals: formats that know it, in place of those that always write a point.
# `step` is how many decimals they show.
OF_OTHER_LANGUAGES: Mapping[str, Mapping[str, Any]] = {
    "share": {"format": "percent", "step": 0.001},
    "score": {"format": "localized"},
}
ONE_DECIMAL: Mapping[str, Any] = {"format": "localized", "step": 0.1}

# What a cell without a value shows.
EMPTY = "–"


def column_config(frame: pd.DataFrame) -> dict[str, Any]:
    """Column settings for st.dataframe, one for each column of the frame."""
    return {column: _column(column) for column in frame.columns}


def _column(field: str) -> Any:
    measure = MEASURES.get(field)
    kind = measure.kind if measure else "text"
    name, definition = label(field), (measure.definition if measure else "") or None
    if kind in OF_OTHER_LANGUAGES and current() != ENGLISH:
        return st.column_config.NumberColumn(name, help=definition, **OF_OTHER_LANGUAGES[kind])
    if kind in FORMATS:
        return st.column_config.NumberColumn(name, help=definition, format=FORMATS[kind])
    if kind == "date":
        return st.column_config.DateColumn(name, help=definition, format=day_pattern())
    if kind == "month":
        return st.column_config.DateColumn(name, help=definition, format="YYYY-MM")
    return st.column_config.Column(name, help=definition)


def one_decimal(field: str) -> Any:
    """Settings of a column of numbers with one decimal each."""
    form = {"format": "%.1f"} if current() == ENGLISH else ONE_DECIMAL
    return st.column_config.NumberColumn(label(field), help=MEASURES[field].definition, **form)


def numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as the formats of its columns take it: that of shares in other languages than English wants parts of one.

    They are rounded first, so that all languages show the same decimal.
    """
    if current() == ENGLISH:
        return frame
    shares = [name for name in frame if (measure := MEASURES.get(str(name))) and measure.kind == "share"]
    parts = {str(name): [None if pd.isna(one) else float(f"{one:.1f}") / 100 for one in frame[name]] for name in shares}
    return frame.assign(**{name: pd.Series(column, frame.index, "float64") for name, column in parts.items()})


def show(
    frame: pd.DataFrame, key: str, alt: str, height: int | Literal["auto", "content"] = "auto", **settings: Any
) -> Any:
    """A read-only table of the frame, its codes in the reader's language."""
    return st.dataframe(
        codes.translated(numbers(frame)),
        key=key,
        hide_index=True,
        column_config=column_config(frame),
        height=height,
        placeholder=EMPTY,
        alt=alt,
        **settings,
    )
