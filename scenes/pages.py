"""The pages that can be scenes: for each path what it shows at a query, and which parameters are its own."""

from collections.abc import Callable
from dataclasses import dataclass

from scenes import about, budget, coverage, exchanges, flows, map, outlook, profiles, programme, white_space
from scenes.link import Query
from scenes.view import Room, Shown, View


@dataclass(frozen=True)
class Page:
    """title: its name in the menu; keys: parameters of its address beside those of the filters."""

    title: str
    shown: Callable[[View, Query, Room], Shown]
    keys: tuple[str, ...] = ()


# By the path of the page below the address of the dashboard.
PAGES: dict[str, Page] = {
    "": Page("Programme", programme.shown),
    "flows": Page("Flows", flows.shown, flows.KEYS),
    "map": Page("Map", map.shown, map.KEYS),
    "coverage": Page("Coverage", coverage.shown, coverage.KEYS),
    "white_space": Page("White space", white_space.shown, white_space.KEYS),
    "budget": Page("Budget", budget.shown, budget.KEYS),
    "outlook": Page("Outlook", outlook.shown, outlook.KEYS),
    "exchanges": Page("Exchanges", exchanges.shown, exchanges.KEYS),
    "about": Page("About the data", about.shown, about.KEYS),
    "partnership": Page("Partnership", profiles.partnership, ("partnership",)),
    "cluster": Page("Cluster", profiles.cluster, ("cluster",)),
    "country": Page("Country", profiles.country, ("country",)),
}
