"""Coverage: which clusters, countries, partnerships and ecosystems take part, and which do not?"""

from typing import Literal

from charts import coverage as draw
from charts.chart import Chart
from languages import N_
from queries import coverage, flows, programme, register
from queries.filters import Level
from scenes import link
from scenes.link import Query
from scenes.view import Room, Shown, View, of_charts

Tab = Literal["Clusters", "Countries", "Partnership pairs", "Ecosystems by purpose", "Ecosystems by category"]
TABS: tuple[Tab, ...] = (
    N_("Clusters"),
    N_("Countries"),
    N_("Partnership pairs"),
    N_("Ecosystems by purpose"),
    N_("Ecosystems by category"),
)
OPTIONS = {"coverage": TABS}
# Where a mark can become the focus.
LEVELS: dict[Tab, Level] = {"Clusters": "cluster", "Countries": "country", "Partnership pairs": "partnership"}


def is_empty(view: View) -> bool:
    """Whether no exchange is in the view."""
    return not programme.totals(view.filters).iloc[0]["exchanges"]


def sentence(view: View) -> str:
    """What is covered and what is missing, over all tabs."""
    return draw.coverage_sentence(flows.cluster_activity(view.filters), flows.country_activity(view.filters))


def chart(view: View, tab: Tab, room: Room) -> Chart:
    """The figure of a tab."""
    if tab == "Clusters":
        return draw.cluster_wall(flows.cluster_activity(view.filters), palette=view.palette, height=room.pixels(540))
    if tab == "Countries":
        return draw.country_balance(flows.country_activity(view.filters), palette=view.palette, height=room.pixels(560))
    if tab == "Partnership pairs":
        return draw.partnership_matrix(
            flows.links(view.filters, "partnership"),
            register.partnerships(view.snapshot.snapshot_id),
            palette=view.palette,
            height=room.pixels(560),
        )
    column: Literal["purpose", "category"] = "purpose" if tab == "Ecosystems by purpose" else "category"
    return draw.ecosystem_heatmap(
        coverage.exchanges_by_ecosystem(view.filters, column),
        column,
        total=int(programme.totals(view.filters).iloc[0]["exchanges"]),
        palette=view.palette,
        height=room.pixels(540),
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab that the query holds."""
    return of_charts(chart(view, link.one_of(query, "coverage", link.same(TABS), TABS[0]), room))
