"""Controls of the Flows and Map pages, kept in the URL."""

from typing import Literal

import streamlit as st

from queries.filters import Filters, Level, Side

LEVELS: tuple[Level, ...] = ("country", "partnership", "cluster")
LEVEL_LABELS = {"country": "Countries", "partnership": "Partnerships", "cluster": "Clusters"}
MapLevel = Literal["country", "cluster"]
MAP_LEVELS: tuple[MapLevel, ...] = ("country", "cluster")
MapMeasure = Literal["visiting", "hosting", "both", "net"]
MAP_MEASURES: tuple[MapMeasure, ...] = ("both", "visiting", "hosting", "net")
MEASURE_LABELS = {"both": "Visiting and hosting", "visiting": "Visiting", "hosting": "Hosting", "net": "Net"}
# Thirteen nodes and "Other" on a side stay legible at 600 pixels, and 13 is all the partnerships there are.
TOP_LEAST, TOP_MOST, TOP_DEFAULT = 3, 21, 13


def level() -> Level:
    """Level of the Sankey."""
    chosen = st.segmented_control(
        "Between",
        LEVELS,
        key="level",
        default="country",
        required=True,
        format_func=LEVEL_LABELS.__getitem__,
        bind="query-params",
    )
    return next((known for known in LEVELS if known == chosen), "country")


def top() -> int:
    """How many nodes of a side the Sankey draws one by one."""
    return st.slider(
        "Largest drawn one by one, on each side",
        TOP_LEAST,
        TOP_MOST,
        TOP_DEFAULT,
        key="top",
        bind="query-params",
        width=320,
    )


def map_level() -> MapLevel:
    """Level of the map's routes."""
    chosen = st.segmented_control(
        "Routes between",
        MAP_LEVELS,
        key="map_level",
        default="country",
        required=True,
        format_func=LEVEL_LABELS.__getitem__,
        bind="query-params",
    )
    return next((known for known in MAP_LEVELS if known == chosen), "country")


def map_measure() -> MapMeasure:
    """Measure that shades the countries."""
    chosen = st.segmented_control(
        "Countries shaded by",
        MAP_MEASURES,
        key="map_measure",
        default="both",
        required=True,
        format_func=MEASURE_LABELS.__getitem__,
        bind="query-params",
    )
    return next((known for known in MAP_MEASURES if known == chosen), "both")


def highlighted(filters: Filters, level: Level) -> tuple[frozenset[str], Side]:
    """The nodes to draw in colour at a level, and the side on which they are: the focus, else what the bar chooses."""
    if filters.focus and filters.focus.level == level:
        return frozenset(filters.focus.nodes), filters.focus.side
    if level == "country":
        return frozenset(filters.countries), filters.country_side
    if level == "partnership":
        return frozenset(filters.partnerships), filters.partnership_side
    return frozenset(), "either"
