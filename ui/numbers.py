"""Whole numbers kept in the URL."""

from typing import Any

import streamlit as st


def whole_number(
    label: str, least: int, most: int, key: str, value: int | None, step: int = 1, **settings: Any
) -> int | None:
    """A whole number between two bounds, or None where the field is empty; the URL holds it under its key.

    The widget is one of decimals: on a link with a number too large for one, Streamlit's widget of whole numbers fails.
    """
    number = st.number_input(
        label,
        float(least),
        float(most),
        value=None if value is None else float(value),
        step=float(step),
        format="%.0f",
        key=key,
        bind="query-params",
        **settings,
    )
    return None if number is None else round(number)
