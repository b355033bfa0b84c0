"""White space: who is absent, how far from what was to be expected, and whom could they meet?"""

from typing import Literal

import pandas as pd

from charts import white_space as draw
from charts.chart import Chart
from languages import N_
from languages import gettext as _
from queries import white_space
from queries.white_space import GAPS, Gap
from scenes import link
from scenes.link import Query
from scenes.view import Room, Shown, View, of_charts

Tab = Literal["Clusters", "Countries", "Partnership pairs", "Ecosystems", "Categories", "Over time"]
TABS: tuple[Tab, ...] = (
    N_("Clusters"),
    N_("Countries"),
    N_("Partnership pairs"),
    N_("Ecosystems"),
    N_("Categories"),
    N_("Over time"),
)
GAP_LABELS: dict[Gap, str] = {
    "all": N_("All clusters"),
    "never visited": N_("Never visited"),
    "never hosted": N_("Never hosted"),
    "neither": N_("Neither visited nor hosted"),
}
OPTIONS = {"white_space": TABS, "absent": tuple(GAP_LABELS.values())}
CLUSTER_COLUMNS = [
    "short_name",
    "acronym",
    "country_name",
    "taking_part",
    "role",
    "last_month",
    "months_idle",
    "visiting",
    "hosting",
    "done",
    "expected",
    "difference",
]
COUNTRY_COLUMNS = [
    "country_name",
    "clusters",
    "taking_part",
    "last_month",
    "visiting",
    "hosting",
    "done",
    "expected",
    "difference",
]
PAIR_COLUMNS = ["visiting_name", "host_name", "done", "expected", "difference", "shared_ecosystems"]
CELL_COLUMNS = ["ecosystem", "category", "done", "expected", "difference"]
# As much as a screen of 900 pixels leaves under the tabs.
HEIGHT = 560


def clusters(view: View, gap: Gap) -> tuple[str, pd.DataFrame]:
    """The answer in a sentence, and the clusters with the gap."""
    rows = white_space.clusters(view.filters)
    found = white_space.with_gap(rows, gap)
    said = draw.clusters_sentence(rows) if gap == "all" else draw.gap_sentence(found, gap, len(rows))
    return said, found


def countries(view: View, room: Room) -> Chart:
    """COSME countries with a cluster or with exchanges as bars against what was to be expected."""
    rows = white_space.countries(view.filters)
    return draw.done_and_expected(
        rows[(rows["clusters"] > 0) | (rows["done"] > 0)],
        "country_name",
        name="white_space_countries",
        finding=draw.countries_sentence(rows),
        note=_(
            "Absent countries first, then by the difference. Expected: in proportion to the clusters of the country."
        ),
        measures=("done", "expected", "difference"),
        palette=view.palette,
        height=room.pixels(HEIGHT),
    )


def ecosystems(view: View, room: Room) -> Chart:
    """Industrial ecosystems as bars against what was to be expected."""
    rows = white_space.ecosystems(view.filters)
    return draw.done_and_expected(
        rows,
        "ecosystem",
        name="white_space_ecosystems",
        finding=draw.ecosystems_sentence(rows),
        note=_(
            "An exchange counts in each ecosystem of its visiting partnership. Expected: in proportion to the clusters whose "
            "partnership names the ecosystem."
        ),
        measures=("done", "expected", "difference"),
        palette=view.palette,
        height=room.pixels(HEIGHT),
    )


def categories(view: View, room: Room) -> Chart:
    """Categories of visitors as bars against what was to be expected."""
    rows = white_space.categories(view.filters)
    return draw.done_and_expected(
        rows,
        "category",
        name="white_space_categories",
        finding=draw.categories_sentence(rows),
        note=_("Expected: in proportion to the organisations of the category."),
        measures=("done", "expected", "difference"),
        palette=view.palette,
        height=room.pixels(190),
    )


def over_time(view: View, room: Room) -> Chart:
    """How many clusters and countries had taken part by each month."""
    return draw.taking_part_over_time(
        white_space.first_months(view.filters, "cluster"),
        white_space.first_months(view.filters, "country"),
        as_of=view.snapshot.as_of_date,
        palette=view.palette,
        height=room.pixels(HEIGHT),
    )


def is_empty(view: View) -> bool:
    """Whether no exchange matches the view: then nobody took part, which says nothing about anyone."""
    return not white_space.clusters(view.filters)["done"].any()


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab that the query holds."""
    if is_empty(view):
        return Shown(_("No exchange matches this view"))
    tab = link.one_of(query, "white_space", link.same(TABS), TABS[0])
    if tab == "Clusters":
        said, rows = clusters(view, link.button_of(query, "absent", {GAP_LABELS[gap]: gap for gap in GAPS}, GAPS[0]))
        return Shown(said, table=_columns(rows, CLUSTER_COLUMNS))
    if tab == "Partnership pairs":
        rows = white_space.partnership_pairs(view.filters)
        return Shown(draw.pairs_sentence(rows), table=_columns(rows, PAIR_COLUMNS))
    if tab == "Countries":
        return of_charts(countries(view, room))
    if tab == "Ecosystems":
        return of_charts(ecosystems(view, room))
    if tab == "Over time":
        return of_charts(over_time(view, room))
    cells = _columns(white_space.ecosystem_categories(view.filters), CELL_COLUMNS)
    return of_charts(categories(view, room), table=cells)


def _columns(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    return rows[names]
