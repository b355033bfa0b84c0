"""Controls of the Map page, kept in the URL, and the shapes on which its figures are drawn."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import streamlit as st

from queries.filters import Filters
from ui import focus

MapView = Literal["period", "months", "partnerships"]
MAP_VIEWS: tuple[MapView, ...] = get_args(MapView)
VIEW_LABELS: dict[MapView, str] = {
    "period": "Whole period",
    "months": "Month by month",
    "partnerships": "By partnership",
}
MapLevel = Literal["country", "cluster"]
MAP_LEVELS: tuple[MapLevel, ...] = get_args(MapLevel)
LEVEL_LABELS: dict[MapLevel, str] = {"country": "Countries", "cluster": "Clusters"}
MapMeasure = Literal["visiting", "hosting", "both", "net"]
MAP_MEASURES: tuple[MapMeasure, ...] = ("both", "visiting", "hosting", "net")
MEASURE_LABELS: dict[MapMeasure, str] = {
    "both": "Visiting and hosting",
    "visiting": "Visiting",
    "hosting": "Hosting",
    "net": "Net",
}

STATIC_SHAPES = Path(__file__).parents[1] / "static" / "countries.json"
# Streamlit serves the folder static/ beside the pages, so that the same words lead to it from each of them, also where
# the app lives under a path of its own.
STATIC_URL = "app/static"


def map_view() -> MapView:
    """Which figure the page shows."""
    chosen = st.segmented_control(
        "Show",
        MAP_VIEWS,
        key="map_view",
        default="period",
        required=True,
        format_func=VIEW_LABELS.__getitem__,
        bind="query-params",
    )
    return next((known for known in MAP_VIEWS if known == chosen), "period")


def map_level(view: MapView) -> MapLevel:
    """Level of the map's routes; only the whole period has more than one."""
    chosen = st.segmented_control(
        "Routes between",
        MAP_LEVELS,
        key="map_level",
        default="country",
        required=True,
        format_func=LEVEL_LABELS.__getitem__,
        bind="query-params",
        disabled=view != "period",
    )
    return next((known for known in MAP_LEVELS if known == chosen), "country")


def map_measure(view: MapView) -> MapMeasure:
    """Measure that shades the countries of the whole period; "net" makes the routes net flows, too."""
    chosen = st.segmented_control(
        "Countries shaded by",
        MAP_MEASURES,
        key="map_measure",
        default="both",
        required=True,
        format_func=MEASURE_LABELS.__getitem__,
        bind="query-params",
        disabled=view != "period",
    )
    return next((known for known in MAP_MEASURES if known == chosen), "both")


def highlighted(filters: Filters, level: MapLevel) -> frozenset[str]:
    """The places to draw in the accent at a level: those of the focus, else the countries that the bar chooses."""
    if filters.focus:
        return frozenset(filters.focus.nodes) if filters.focus.level == level else frozenset()
    return frozenset(filters.countries) if level == "country" else frozenset()


def shapes(inline: dict[str, Any]) -> dict[str, Any] | str:
    """The URL from which the browser loads the shapes once; `inline` itself where the server serves no files."""
    if not st.get_option("server.enableStaticServing") or not STATIC_SHAPES.is_file():
        return inline
    return f"{STATIC_URL}/{STATIC_SHAPES.name}?v={_version()}"


@cache
def _version() -> str:
    """Changes with the file's content, so that no browser keeps an older one."""
    return hashlib.sha256(STATIC_SHAPES.read_bytes()).hexdigest()[:12]


def picked_route_or_partnership(snapshot_id: str) -> Callable[[list[str]], None]:
    """For the maps by partnership: a route picks its pair of countries, a title the partnership as visiting one."""

    def set_focus(mark: list[str]) -> None:
        if len(mark) == 2 and mark[1] == "visiting":
            focus.pick(snapshot_id, "partnership", visiting=mark[0], side="visiting")
        elif len(mark) == 2:
            focus.pick(snapshot_id, "country", visiting=mark[0], host=mark[1])

    return set_focus
