"""Controls of the Map page, kept in the URL, and the shapes on which its figures are drawn."""

from collections.abc import Callable

import streamlit as st

from languages import gettext as _
from scenes.map import (
    LEVEL_LABELS,
    MAP_LEVELS,
    MAP_MEASURES,
    MAP_VIEWS,
    MEASURE_LABELS,
    VIEW_LABELS,
    MapLevel,
    MapMeasure,
    MapView,
)
from ui import focus


def map_view() -> MapView:
    """Which figure the page shows."""
    chosen = st.segmented_control(
        _("Show"),
        MAP_VIEWS,
        key="map_view",
        default="period",
        required=True,
        format_func=lambda option: _(VIEW_LABELS[option]),
        bind="query-params",
    )
    return next((known for known in MAP_VIEWS if known == chosen), "period")


def map_level(view: MapView) -> MapLevel:
    """Level of the map's routes; only the whole period has more than one."""
    chosen = st.segmented_control(
        _("Routes between"),
        MAP_LEVELS,
        key="map_level",
        default="country",
        required=True,
        format_func=lambda option: _(LEVEL_LABELS[option]),
        bind="query-params",
        disabled=view != "period",
    )
    return next((known for known in MAP_LEVELS if known == chosen), "country")


def map_measure(view: MapView) -> MapMeasure:
    """Measure that shades the countries of the whole period; "net" makes the routes net flows, too."""
    chosen = st.segmented_control(
        _("Countries shaded by"),
        MAP_MEASURES,
        key="map_measure",
        default="both",
        required=True,
        format_func=lambda option: _(MEASURE_LABELS[option]),
        bind="query-params",
        disabled=view != "period",
    )
    return next((known for known in MAP_MEASURES if known == chosen), "both")


def picked_route_or_partnership(snapshot_id: str) -> Callable[[list[str]], None]:
    """For the maps by partnership: a route picks its pair of countries, a title the partnership as visiting one."""

    def set_focus(mark: list[str]) -> None:
        if len(mark) == 2 and mark[1] == "visiting":
            focus.pick(snapshot_id, "partnership", visiting=mark[0], side="visiting")
        elif len(mark) == 2:
            focus.pick(snapshot_id, "country", visiting=mark[0], host=mark[1])

    return set_focus
