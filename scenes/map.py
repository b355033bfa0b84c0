"""Map: where in Europe do the exchanges start, and where do they go?"""

from typing import Literal, get_args

from charts.chart import Chart
from charts.map import flow_map, flow_map_by_month, partnership_maps
from languages import N_
from queries import flows, geography
from queries.filters import Filters
from scenes import link
from scenes.link import Query
from scenes.view import Room, Shown, View, of_charts

MapView = Literal["period", "months", "partnerships"]
MAP_VIEWS: tuple[MapView, ...] = get_args(MapView)
VIEW_LABELS: dict[MapView, str] = {
    "period": N_("Whole period"),
    "months": N_("Month by month"),
    "partnerships": N_("By partnership"),
}
MapLevel = Literal["country", "cluster"]
MAP_LEVELS: tuple[MapLevel, ...] = get_args(MapLevel)
LEVEL_LABELS: dict[MapLevel, str] = {"country": N_("Countries"), "cluster": N_("Clusters")}
MapMeasure = Literal["visiting", "hosting", "both", "net"]
MAP_MEASURES: tuple[MapMeasure, ...] = ("both", "visiting", "hosting", "net")
MEASURE_LABELS: dict[MapMeasure, str] = {
    "both": N_("Visiting and hosting"),
    "visiting": N_("Visiting"),
    "hosting": N_("Hosting"),
    "net": N_("Net"),
}
HEIGHT = 680
OPTIONS = {
    "map_view": tuple(VIEW_LABELS.values()),
    "map_level": tuple(LEVEL_LABELS.values()),
    "map_measure": tuple(MEASURE_LABELS.values()),
}


def highlighted(filters: Filters, level: MapLevel) -> frozenset[str]:
    """The places to draw in the accent at a level: those of the focus, else the countries that the bar chooses."""
    if filters.focus:
        return frozenset(filters.focus.nodes) if filters.focus.level == level else frozenset()
    return frozenset(filters.countries) if level == "country" else frozenset()


def is_empty(view: View) -> bool:
    """Whether no exchange is in the view."""
    return not flows.country_activity(view.filters)["both"].any()


def whole_period(view: View, room: Room, *, level: MapLevel, measure: MapMeasure) -> Chart:
    """The routes of the whole period over countries shaded by a measure; "net" makes the routes net flows, too."""
    return flow_map(
        flows.country_activity(view.filters),
        flows.cluster_activity(view.filters),
        flows.links(view.filters, level),
        room.shapes,
        level=level,
        measure=measure,
        palette=view.palette,
        height=room.pixels(HEIGHT),
        focus=highlighted(view.filters, level),
    )


def by_month(view: View, room: Room) -> Chart:
    """A map that plays month by month."""
    return flow_map_by_month(
        flows.country_activity(view.filters),
        flows.links_by_month(view.filters, "country"),
        room.shapes,
        palette=view.palette,
        height=room.pixels(HEIGHT),
    )


def by_partnership(view: View, room: Room) -> Chart:
    """One small map for each partnership."""
    return partnership_maps(
        flows.links_by_partnership(view.filters),
        flows.country_activity(view.filters),
        geography.country_shapes(),
        palette=view.palette,
        height=room.pixels(HEIGHT),
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The figure, level and measure that the query holds."""
    of_period = link.button_of(query, "map_view", {VIEW_LABELS[one]: one for one in MAP_VIEWS}, "period")
    if of_period == "months":
        return of_charts(by_month(view, room))
    if of_period == "partnerships":
        return of_charts(by_partnership(view, room))
    level = link.button_of(query, "map_level", {LEVEL_LABELS[one]: one for one in MAP_LEVELS}, "country")
    measure = link.button_of(query, "map_measure", {MEASURE_LABELS[one]: one for one in MAP_MEASURES}, "both")
    return of_charts(whole_period(view, room, level=level, measure=measure))
