"""The pages that can be scenes: for each path what it shows at a query, and which parameters are its own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from languages import N_
from scenes import about, budget, coverage, exchanges, flows, map, outlook, profiles, programme, white_space
from scenes.link import Options, Query
from scenes.view import Room, Shown, View


@dataclass(frozen=True)
class Page:
    """title: its name in the menu, translated where it is shown.

    options: the parameters of its address beside those of the filters, with what they offer to choose from.
    """

    title: str
    shown: Callable[[View, Query, Room], Shown]
    options: Options = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The parameters of its address beside those of the filters."""
        return tuple(self.options)


# By the path of the page below the address of the dashboard.
PAGES: dict[str, Page] = {
    "": Page(N_("Programme"), programme.shown),
    "flows": Page(N_("Flows"), flows.shown, flows.OPTIONS),
    "map": Page(N_("Map"), map.shown, map.OPTIONS),
    "coverage": Page(N_("Coverage"), coverage.shown, coverage.OPTIONS),
    "white_space": Page(N_("White space"), white_space.shown, white_space.OPTIONS),
    "budget": Page(N_("Budget"), budget.shown, budget.OPTIONS),
    "outlook": Page(N_("Outlook"), outlook.shown, outlook.OPTIONS),
    "exchanges": Page(N_("Exchanges"), exchanges.shown, exchanges.OPTIONS),
    "about": Page(N_("About the data"), about.shown, about.OPTIONS),
    "partnership": Page(N_("Partnership"), profiles.partnership, {"partnership": ()}),
    "cluster": Page(N_("Cluster"), profiles.cluster, {"cluster": ()}),
    "country": Page(N_("Country"), profiles.country, {"country": ()}),
}
