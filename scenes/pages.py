"""The pages that can be scenes: for each path what it shows at a query, and which parameters are its own."""

from collections.abc import Callable
from dataclasses import dataclass

from languages import N_
from scenes import about, budget, coverage, exchanges, flows, map, outlook, profiles, programme, white_space
from scenes.link import Query
from scenes.view import Room, Shown, View


@dataclass(frozen=True)
class Page:
    """title: its name in the menu, translated where it is shown; keys: parameters of its address beside those of the filters."""

    title: str
    shown: Callable[[View, Query, Room], Shown]
    keys: tuple[str, ...] = ()


# By the path of the page below the address of the dashboard.
PAGES: dict[str, Page] = {
    "": Page(N_("Programme"), programme.shown),
    "flows": Page(N_("Flows"), flows.shown, flows.KEYS),
    "map": Page(N_("Map"), map.shown, map.KEYS),
    "coverage": Page(N_("Coverage"), coverage.shown, coverage.KEYS),
    "white_space": Page(N_("White space"), white_space.shown, white_space.KEYS),
    "budget": Page(N_("Budget"), budget.shown, budget.KEYS),
    "outlook": Page(N_("Outlook"), outlook.shown, outlook.KEYS),
    "exchanges": Page(N_("Exchanges"), exchanges.shown, exchanges.KEYS),
    "about": Page(N_("About the data"), about.shown, about.KEYS),
    "partnership": Page(N_("Partnership"), profiles.partnership, ("partnership",)),
    "cluster": Page(N_("Cluster"), profiles.cluster, ("cluster",)),
    "country": Page(N_("Country"), profiles.country, ("country",)),
}
