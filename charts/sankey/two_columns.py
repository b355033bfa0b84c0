"""Who visits whom: the Sankey of two columns, visiting side left and host side right."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from charts.cells import whole
from charts.chart import Chart
from charts.palette import Palette
from charts.sankey import findings
from charts.sankey.composed import Look, compose, subject_of
from charts.sankey.other import held_by_other
from charts.sankey.paths import (
    LEVELS,
    OTHER_ID,
    OTHER_NAME,
    Chosen,
    ColumnSpec,
    Node,
    folded,
    largest,
    matches,
    read,
    totals,
)
from languages import gettext as _

Side = Literal["visiting", "host", "either"]

_ID_COLUMNS = ["visiting_id", "host_id"]
_LINK_COLUMNS = ["visiting_id", "visiting_name", "host_id", "host_name", "exchanges", "working_days", "lump_sum_eur"]
_TABLE_COLUMNS = ["visiting_name", "host_name", "exchanges", "share_pct", "working_days", "lump_sum_eur"]


def _names(links: pd.DataFrame, nodes: pd.DataFrame) -> dict[str, str]:
    """Name per id in node order; a node that only `links` knows comes last under the name it has there."""
    names = {str(node): str(name) for node, name in zip(nodes["id"], nodes["name"], strict=True)}
    for side in ("visiting", "host"):
        for node, name in zip(links[f"{side}_id"], links[f"{side}_name"], strict=True):
            names.setdefault(str(node), str(name))
    return names


def fold(links: pd.DataFrame, nodes: pd.DataFrame, top: int) -> pd.DataFrame:
    """The links with the `top` largest nodes of each side kept and all others of a side summed as one "Other".

    Grain: one row per ordered pair of what is left, with the columns of `links`, in the order of `nodes`, "Other"
    (id `OTHER_ID`) last. Largest is by exchanges on that side, equal ones in node order. Exchanges, working days and
    money (Decimal, EUR) are summed exactly; missing values count as zero.
    """
    names = _names(links, nodes)
    order = {node: at for at, node in enumerate([*names, OTHER_ID])}
    names[OTHER_ID] = _(OTHER_NAME)
    paths = read(links, _ID_COLUMNS)
    kept = [largest({node: sums.exchanges for node, sums in totals(paths, at).items()}, order, top) for at in range(2)]
    rows = [
        (one, names[one], other, names[other], path.sums.exchanges, path.sums.working_days, path.sums.lump_sum_eur)
        for path in sorted(folded(paths, kept), key=lambda path: [order[node] for node in path.ids])
        for one, other in [path.ids]
    ]
    return pd.DataFrame(rows, columns=_LINK_COLUMNS)


def columns_of_level(links: pd.DataFrame, nodes: pd.DataFrame, level: str) -> list[ColumnSpec]:
    """The two columns of `flow_sankey`, both with all nodes; countries go by their full names."""
    full = _names(links, nodes)
    brief = dict(full)
    if level != "country":
        brief |= {str(node): str(name) for node, name in zip(nodes["id"], nodes["short_name"], strict=True)}
    held = tuple(Node(node, name, brief[node]) for node, name in full.items())
    return [ColumnSpec(f"visiting_{level}", held), ColumnSpec(f"host_{level}", held)]


def on_side(columns: Sequence[str], nodes: frozenset[str], side: Side) -> Chosen:
    """The nodes as chosen ones of the columns on a side."""
    return {name: nodes for name in columns if side == "either" or name.startswith(side)}


def held_on_side(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    column: str,
    *,
    top: int,
    highlight: frozenset[str],
    side: Side = "either",
    level: str,
) -> pd.DataFrame:
    """What "Other" of a column holds, as `held_by_other` gives it, where `flow_sankey` is drawn of the same arguments with
    a highlight that is among the nodes."""
    columns = columns_of_level(links, nodes, level)
    paths = links.rename(columns={name: f"column_{at + 1}" for at, name in enumerate(_ID_COLUMNS)})
    blue = on_side([one.name for one in columns], highlight, side)
    return held_by_other(paths, columns, column, measure="exchanges", top=top, highlight=blue)


def flow_sankey(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    top: int,
    highlight: frozenset[str] = frozenset(),
    side: Side = "either",
    level: str,
    palette: Palette,
    height: int = 600,
) -> Chart:
    """Who visits whom between countries, partnerships or clusters.

    links: one row per ordered pair with visiting_id, visiting_name, host_id, host_name, exchanges, working_days,
    lump_sum_eur. nodes: id, name, short_name, in the order in which they always stand. level: "country",
    "partnership" or "cluster". The `top` largest nodes of each side are drawn, highlighted ones before others, and the
    rest is one "Other" per side. Blue are the links of `highlight` on the chosen `side`, or, without it, those that the
    finding speaks of. `customdata` is that of `path_sankey` with the columns visiting_<level> and host_<level>.

    The table holds all links, not folded. Raises KeyError for another level and ValueError for a `top` under 1.
    """
    if top < 1:
        raise ValueError(f"at least one node a side is drawn, not {top}")
    if level not in LEVELS:
        raise KeyError(level)
    columns = columns_of_level(links, nodes, level)
    names = [column.name for column in columns]
    subject = subject_of(columns, "exchanges")
    paths = [path for path in read(links, _ID_COLUMNS) if path.sums.exchanges > 0]

    blue: Chosen = {}
    finding = ""
    if chosen := highlight & {node.id for node in columns[0].nodes}:
        blue = on_side(names, chosen, side)
        part = [path for path in paths if matches(path, names, blue, together=False)]
        finding = findings.picked(paths, part, subject, blue, together=False)
    elif paths:
        half, finding = findings.half(paths, subject)
        blue = {names[0]: half}
    look = Look(top=top, blue=blue, palette=palette, height=height)
    return compose(f"flow_sankey_{level}", finding, paths, columns, subject, look, _table(links))


def _table(links: pd.DataFrame) -> pd.DataFrame:
    table = links.reset_index(drop=True)
    exchanges = table["exchanges"].map(whole)
    total = int(exchanges.sum())
    shares = [100 * number / total if total else 0.0 for number in exchanges]
    table = table.assign(exchanges=exchanges.astype("int64"), share_pct=pd.Series(shares, dtype="float64"))
    ordered = table.sort_values(["exchanges", "visiting_name", "host_name"], ascending=[False, True, True])
    return ordered[_TABLE_COLUMNS].reset_index(drop=True)
