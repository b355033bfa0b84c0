"""Flows: from whom to whom do the exchanges go, between countries, partnerships or clusters?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

import pandas as pd

from charts.balance import balance_chart, net_paths
from charts.chart import Chart
from charts.matrix import od_matrix
from charts.sankey import PathMeasure, column_spec, path_sankey
from charts.sankey import held_by_other as held
from languages import N_
from languages import gettext as _
from queries import flows, network
from queries.filters import Filters, Level
from queries.flows import COLUMNS, FEWEST_COLUMNS, MOST_COLUMNS, NODE_ORDERS, PRESETS, Column, NodeOrder
from scenes import link
from scenes.link import Options, Query
from scenes.view import Room, Shown, View, of_charts

T = TypeVar("T", bound=str)

Tab = Literal["Sankey", "Matrix", "Balance", "Network"]
TABS: tuple[Tab, ...] = (N_("Sankey"), N_("Matrix"), N_("Balance"), N_("Network"))
LEVELS: tuple[Level, ...] = get_args(Level)
MEASURES: tuple[PathMeasure, ...] = get_args(PathMeasure)
MatrixOrder = Literal["size", "group", "similarity"]
MATRIX_ORDERS: tuple[MatrixOrder, ...] = get_args(MatrixOrder)
Lens = Literal["exchanges", "net"]
LENSES: tuple[Lens, ...] = get_args(Lens)
OWN_COLUMNS = "own columns"
# The words that stand for all options of the page and of its kin, as `words` gives them; screens show their translations.
OPTION_WORDS = (
    *(N_("country to country"), N_("partnership to partnership"), N_("country, partnership, country")),
    *(N_("ecosystem to purpose"), N_("own columns")),
    *(N_("visiting country"), N_("visiting cluster"), N_("VOP"), N_("category"), N_("ecosystem"), N_("purpose")),
    *(N_("HOP"), N_("host cluster"), N_("host country"), N_("mode"), N_("month")),
    *(N_("exchanges"), N_("days"), N_("lump sums"), N_("net")),
    *(N_("size"), N_("alphabetical"), N_("protocol"), N_("north to south"), N_("group"), N_("similarity")),
    *(N_("country"), N_("partnership"), N_("cluster")),
)
DEFAULT_COLUMNS = PRESETS["country, partnership, country"]
# Thirteen nodes and "Other" on a side stay legible at 600 pixels, and cover the partnerships there are.
TOP_LEAST, TOP_MOST, TOP_DEFAULT = 3, 21, 13


@dataclass(frozen=True)
class Sankey:
    """The chart, and what "Other" is opened from."""

    chart: Chart
    paths: pd.DataFrame
    columns: tuple[Column, ...]
    node_order: NodeOrder
    measure: PathMeasure
    top: int


def words(value: str) -> str:
    """A code as the text of its option, in English: `north_to_south` reads "north to south"."""
    special = {
        "lump_sum_eur": "lump sums",
        "working_days": "days",
        "visiting_partnership": "VOP",
        "host_partnership": "HOP",
    }
    return special.get(value, value.replace("_", " "))


def labelled(options: Sequence[T]) -> dict[str, T]:
    """Options by the words that stand for them on screen and in the address."""
    return {words(option): option for option in options}


OPTIONS: Options = {
    "flows": TABS,
    "preset": tuple(labelled((*PRESETS, OWN_COLUMNS))),
    "columns": tuple(labelled(COLUMNS)),
    "measure": tuple(labelled(MEASURES)),
    "node_order": tuple(labelled(NODE_ORDERS)),
    "top": (),
    "values": (),
    "lens": tuple(labelled(LENSES)),
    "level": tuple(labelled(LEVELS)),
    "matrix_order": tuple(labelled(MATRIX_ORDERS)),
}


def columns_of(query: Query) -> tuple[Column, ...]:
    """Columns of the Sankey, left to right: a preset, or two to four of the reader's own."""
    preset = link.one_of(query, "preset", labelled((*PRESETS, OWN_COLUMNS)), next(iter(PRESETS)))
    if preset != OWN_COLUMNS:
        return PRESETS[preset]
    known = link.many_of(query, "columns", labelled(COLUMNS), MOST_COLUMNS) or DEFAULT_COLUMNS
    return known if len(known) >= FEWEST_COLUMNS else DEFAULT_COLUMNS


def is_one_level(names: Sequence[Column]) -> bool:
    """Whether the columns are the two sides of one level."""
    return len(names) == 2 and any(set(names) == {f"visiting_{level}", f"host_{level}"} for level in LEVELS)


def highlighted(filters: Filters, names: Sequence[str]) -> tuple[dict[str, frozenset[str]], bool]:
    """The nodes to draw in blue per column, and whether only paths through all of them: the focus, else what the bar
    chooses."""
    focus = filters.focus
    if focus:
        visiting, host = focus.visiting or focus.either, focus.host or focus.either
        chosen = {f"visiting_{focus.level}": visiting, f"host_{focus.level}": host}
        picked = {name: frozenset([node]) for name, node in chosen.items() if node and name in names}
        return picked, bool(focus.visiting and focus.host)
    sided = [
        ("country", filters.countries, filters.country_side),
        ("partnership", filters.partnerships, filters.partnership_side),
    ]
    picked = {
        f"{side}_{level}": frozenset(ids)
        for level, ids, on in sided
        for side in ("visiting", "host")
        if ids and on in ("either", side) and f"{side}_{level}" in names
    }
    return picked, False


def sankey(
    view: View,
    names: tuple[Column, ...],
    room: Room,
    *,
    measure: PathMeasure,
    node_order: NodeOrder,
    top: int,
    show_values: bool,
    is_net: bool,
) -> Sankey:
    """Paths of exchanges through two to four columns. is_net: what one way leaves of a pair after the other."""
    paths = flows.paths(view.filters, names)
    if is_net:
        paths = net_paths(paths)
    highlight, together = highlighted(view.filters, names)
    chart = path_sankey(
        paths,
        [column_spec(name, flows.column_nodes(view.snapshot.snapshot_id, name, node_order)) for name in names],
        measure=measure,
        top=top,
        highlight=highlight,
        together=together,
        show_values=show_values,
        palette=view.palette,
        height=room.pixels(600 if names in PRESETS.values() else 524),
    )
    if is_net:
        finding = _("Net of both directions: {finding}", finding=chart.finding)
        chart = replace(chart, finding=finding, name=f"{chart.name}_net")
    return Sankey(chart, paths, names, node_order, measure, top)


def held_by_other(view: View, drawn: Sankey, column: str) -> pd.DataFrame:
    """The nodes that a column of the Sankey folds into "Other"."""
    columns = [
        column_spec(name, flows.column_nodes(view.snapshot.snapshot_id, name, drawn.node_order))
        for name in drawn.columns
    ]
    highlight = highlighted(view.filters, drawn.columns)[0]
    return held(drawn.paths, columns, column, measure=drawn.measure, top=drawn.top, highlight=highlight)


def balance(view: View, level: Level, room: Room) -> Chart:
    """Who visits more than it hosts, and the largest pairs."""
    return balance_chart(
        flows.links(view.filters, level),
        network.members(view.snapshot.snapshot_id, level),
        level=level,
        palette=view.palette,
        height=room.pixels(620),
    )


def matrix(view: View, level: Level, room: Room, *, order: MatrixOrder, lens: Lens) -> Chart:
    """Visiting in rows, hosting in columns."""
    snapshot_id = view.snapshot.snapshot_id
    return od_matrix(
        flows.links(view.filters, level),
        network.members(snapshot_id, level),
        level=level,
        order=order,
        groups=network.groups(snapshot_id, level),
        order_links=flows.links(Filters(snapshot_id), level),
        lens=lens,
        palette=view.palette,
        height=room.pixels(640),
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab and the controls that the query holds."""
    tab = link.one_of(query, "flows", link.same(TABS), "Sankey")
    lens = link.button_of(query, "lens", labelled(LENSES), LENSES[0])
    if tab == "Sankey":
        names = columns_of(query)
        drawn = sankey(
            view,
            names,
            room,
            measure=link.one_of(query, "measure", labelled(MEASURES), MEASURES[0]),
            node_order=link.one_of(query, "node_order", labelled(NODE_ORDERS), NODE_ORDERS[0]),
            top=link.number_of(query, "top", TOP_LEAST, TOP_MOST, TOP_DEFAULT),
            show_values=link.flag_of(query, "values", default=True),
            is_net=lens == "net" and is_one_level(names),
        )
        return of_charts(drawn.chart)
    level = link.button_of(query, "level", labelled(LEVELS), LEVELS[0])
    if tab == "Network":
        numbers = network.network_numbers(view.filters, level)
        return Shown(_(NETWORKS[level]), table=numbers)
    if tab == "Balance":
        return of_charts(balance(view, level, room))
    order = link.button_of(query, "matrix_order", labelled(MATRIX_ORDERS), MATRIX_ORDERS[0])
    return of_charts(matrix(view, level, room, order=order, lens=lens))


NETWORKS: dict[Level, str] = {
    "country": N_("The network of countries in numbers"),
    "partnership": N_("The network of partnerships in numbers"),
    "cluster": N_("The network of clusters in numbers"),
}
