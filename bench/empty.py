"""The smallest Streamlit app: one widget of the kind that the filter bar has, and nothing that depends on it."""

import streamlit as st

st.selectbox(
    "From month", [f"{year}-{month:02}" for year in (2020, 2021, 2022) for month in range(1, 13)], key="from_month"
)
