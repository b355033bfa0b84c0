"""The origin-destination matrix: who visits in the rows, who hosts in the columns, and their sums as bars."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.coverage.taking_part import nothing_to_draw
from charts.figure import base
from charts.matrix.frame import GAP, KEY, RIGHT, TOP, Frame, axes_of, frame_of, names_of_groups
from charts.matrix.marks import bars, cell_type, cells, lines, numbers
from charts.matrix.order import Order, by_group, by_similarity
from charts.matrix.scale import scale_of
from charts.matrix.values import Measure, Square, square_of, table_of
from charts.matrix.words import Lens, Level, alt_of, finding_of, none_in_register, note_of
from charts.palette import Palette
from charts.shades import SMALL, chips_row
from languages import N_, pgettext
from languages import gettext as _

_TITLES: dict[Measure, str] = {
    "exchanges": N_("Exchanges"),
    "working_days": N_("Working days"),
    "lump_sum_eur": N_("Lump sums in €"),
}
_NET_TITLES: dict[Measure, str] = {
    "exchanges": N_("Net, exchanges"),
    "working_days": N_("Net, working days"),
    "lump_sum_eur": N_("Net, lump sums in €"),
}


def _placed(
    square: Square, ids: Sequence[str], order: Order, groups: pd.DataFrame | None, order_links: pd.DataFrame | None
) -> tuple[list[int], list[tuple[str, int]]]:
    """The places of the nodes in the order asked for, and the groups where it is by group."""
    if order == "group":
        if groups is None:
            raise ValueError("an order by group needs the groups")
        return by_group(ids, groups)
    if order == "similarity":
        place = {node: at for at, node in enumerate(ids)}
        alike = square if order_links is None else square_of(order_links, place, "exchanges")
        return by_similarity(alike.exchanges), []
    return list(range(len(ids))), []


def _heads(frame: Frame, palette: Palette, is_net: bool) -> list[dict[str, Any]]:
    """What the rows, the columns and the bars are."""
    common = {
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": SMALL + 1, "color": palette.muted_text},
    }
    rows = {
        "text": _("Visiting ▼"),
        "x": 0,
        "xanchor": "right",
        "xshift": -GAP,
        "y": frame.grid_top,
        "yanchor": "bottom",
    }
    columns = {"text": _("Host ▶"), "x": 0, "xanchor": "right", "xshift": -GAP, "y": 0, "yanchor": "top", "yshift": -2}
    sums = _("visits − hosts ▼<br>◀ hosts − visits") if is_net else _("visiting ▼<br>◀ hosting")
    corner = {"text": sums, "x": 1, "xanchor": "right", "y": 1, "yanchor": "top", "align": "right"}
    return [common | rows, common | columns, common | corner]


def od_matrix(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    level: Level,
    order: Order = "size",
    groups: pd.DataFrame | None = None,
    order_links: pd.DataFrame | None = None,
    lens: Lens = "exchanges",
    measure: Measure = "exchanges",
    palette: Palette,
    height: int,
) -> Chart:
    """All ordered pairs of nodes as a grid of shades: visiting in rows, host in columns, pairs without one pale.

    links: visiting_id, host_id, exchanges and the measure, one row per pair that has an exchange. nodes: id, name,
    short_name in their fixed order, which is the order "size". groups: id, group_id, group_name, one row per node, for
    the order "group" (queries.network.groups). order_links: the links that tell the order "similarity", so that it can
    hold while filters narrow `links`; without them it follows `links`. lens "net" draws each pair's amounts minus those
    of the other way, and both signs' shades.

    Cells carry `customdata` [visiting_id, host_id, hover text], bars [visiting_id, "", hover text] or
    ["", host_id, hover text]. The table has one row per ordered pair, largest first. Raises ValueError for a link of a
    node that is not among `nodes`, and for the order "group" without groups.
    """
    ids = [str(node) for node in nodes["id"]]
    square = square_of(links, {node: at for at, node in enumerate(ids)}, measure)
    table = table_of(square, ids, [str(name) for name in nodes["name"]])
    if not ids:
        return nothing_to_draw("od_matrix", none_in_register(level), table, palette, height)
    places, sizes = _placed(square, ids, order, groups, order_links)
    square = square.placed(places)
    ids = [ids[at] for at in places]
    names = [str(nodes["short_name"].iloc[at]) for at in places]
    if level != "cluster":
        # Partnerships stand by their industrial ecosystem and countries by their region, whose names are codes.
        sizes = [(_(name), number) for name, number in sizes]
    frame = frame_of(names, sizes, height)
    is_net = lens == "net"
    shown = square.amounts - square.amounts.T if is_net else square.amounts
    scale = scale_of(square, shown, palette, is_net)
    steps = scale.steps(shown)
    sums, ranges = bars(square, shown, ids, frame, palette, is_net)
    data = [cells(square, steps, scale, ids, is_net), *lines(frame, palette), *sums]
    size = cell_type(square, shown, frame, is_net)
    if size and np.any(shown):
        data.append(numbers(square, shown, steps, scale, palette, is_net, size))
    key = chips_row(
        _(_NET_TITLES[measure] if is_net else _TITLES[measure]),
        scale.chips(square, palette, "0" if is_net else pgettext("exchanges", "none")),
        palette,
        y=1,
        shift=KEY,
    )
    layout = base(
        palette,
        height,
        margin={"l": frame.left, "r": RIGHT, "t": TOP, "b": frame.bottom},
        bargap=0.2,
        annotations=[*_heads(frame, palette, is_net), *names_of_groups(frame, palette), *key],
        **axes_of(frame, palette, ranges["rows"], ranges["columns"]),
    )
    return Chart(
        "od_matrix",
        finding_of(square, names, level, lens),
        alt_of(square, names, level, lens),
        go.Figure({"data": data, "layout": layout}),
        table,
        (measure, "net") if is_net else ("exchanges",) if measure == "exchanges" else ("exchanges", measure),
        note_of(level, lens),
    )
