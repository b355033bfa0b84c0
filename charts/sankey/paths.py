"""Paths of exchanges through the columns of a Sankey: their sums, and how small nodes fold into one "Other".

A path is one combination of a node per column. Folding replaces a node that is not kept by `OTHER_ID`, column by
column, and adds up what then is the same path: each column still holds every exchange, and each kept node all of its own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

import pandas as pd

from charts.cells import whole
from languages import N_
from languages import gettext as _

PathMeasure = Literal["exchanges", "working_days", "lump_sum_eur"]

# An empty id names no node of the register, so it cannot be taken for one.
OTHER_ID = ""
OTHER_NAME = N_("Other")
LEVELS = ("country", "partnership", "cluster")
# A column of at most this many nodes keeps a mark in the place of each one that the filter empties.
MOST_MARKED = 30
# As many as one tells apart in one blue; in a short column fewer, so that grey stays the rule.
_MOST_LEADING = 4

# Columns whose ids are codes, and what stands between the ecosystems of one node.
CODED = ("category", "ecosystem", "purpose")
BESIDE = " + "

Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Node:
    """A node of a column. `size`: its exchanges in the whole snapshot, which no filter changes; 0 where not known."""

    id: str
    name: str
    short_name: str
    size: int = 0


@dataclass(frozen=True)
class ColumnSpec:
    """A column of the Sankey: its field name (`visiting_country`, `purpose`, ...) and its nodes from top to bottom."""

    name: str
    nodes: tuple[Node, ...]


def column_spec(name: str, nodes: pd.DataFrame) -> ColumnSpec:
    """The column of a frame with id, name, short_name and, if known, exchanges in the whole snapshot.

    Nodes of a column of codes have their names in the reader's language.
    """
    sizes = nodes["exchanges"] if "exchanges" in nodes else [0] * len(nodes)
    rows = zip(nodes["id"], nodes["name"], nodes["short_name"], sizes, strict=True)
    return ColumnSpec(
        name,
        tuple(Node(str(i), _said(name, str(i), str(n)), _said(name, str(i), str(s)), whole(e)) for i, n, s, e in rows),
    )


def _said(column: str, code: str, name: str) -> str:
    """The name of a node; that of a code, or of several ecosystems together, in the reader's language."""
    if column not in CODED:
        return name
    said = BESIDE.join(_(one) for one in code.split(BESIDE))
    return name if said == code else said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Sums:
    """What is counted along a path: exchanges, working days, lump sums in EUR."""

    exchanges: int = 0
    working_days: int = 0
    lump_sum_eur: Decimal = Decimal(0)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.exchanges + other.exchanges,
            self.working_days + other.working_days,
            self.lump_sum_eur + other.lump_sum_eur,
        )

    def of(self, measure: PathMeasure) -> int | Decimal:
        """The sum of one measure."""
        return {"exchanges": self.exchanges, "working_days": self.working_days}.get(measure, self.lump_sum_eur)


NOTHING = Sums()


class Tone(NamedTuple):
    """What sets a path off from the others."""

    is_highlighted: bool = False
    is_inside: bool = False


PLAIN = Tone()


@dataclass(frozen=True)
class Path:
    """The sums of one combination: a node id per column."""

    ids: tuple[str, ...]
    sums: Sums
    tone: Tone = PLAIN


def _amount(money: object) -> Decimal:
    return Decimal(0) if pd.isna(money) else Decimal(money)  # type: ignore[arg-type]


def read(frame: pd.DataFrame, id_columns: Sequence[str]) -> list[Path]:
    """The rows of a frame with the id columns, exchanges, working_days and lump_sum_eur; missing values are zero."""
    ids = zip(*(frame[name] for name in id_columns), strict=True)
    numbers = zip(*(frame[name] for name in ("exchanges", "working_days", "lump_sum_eur")), strict=True)
    return [
        Path(tuple(str(node) for node in nodes), Sums(whole(exchanges), whole(days), _amount(eur)))
        for nodes, (exchanges, days, eur) in zip(ids, numbers, strict=True)
    ]


def total(paths: Iterable[Path]) -> Sums:
    """The sums of all the paths."""
    return sum((path.sums for path in paths), NOTHING)


def totals(paths: Iterable[Path], column: int) -> dict[str, Sums]:
    """The sums per node of a column."""
    sums: dict[str, Sums] = {}
    for path in paths:
        sums[path.ids[column]] = sums.get(path.ids[column], NOTHING) + path.sums
    return sums


def largest(
    values: Mapping[str, int | Decimal], order: Mapping[str, int], top: int, first: Collection[str] = ()
) -> set[str]:
    """The `top` nodes of largest value, those in `first` before others, equal ones in their order."""
    return set(sorted(values, key=lambda node: (node not in first, -values[node], order[node]))[: max(top, 0)])


def folded(paths: Iterable[Path], kept: Sequence[Collection[str]]) -> list[Path]:
    """The paths with every node that its column does not keep replaced by "Other"; one per ids and tone."""
    sums: dict[tuple[tuple[str, ...], Tone], Sums] = {}
    for path in paths:
        ids = tuple(node if node in keeps else OTHER_ID for node, keeps in zip(path.ids, kept, strict=True))
        sums[ids, path.tone] = sums.get((ids, path.tone), NOTHING) + path.sums
    return [Path(ids, amount, tone) for (ids, tone), amount in sums.items()]


def both_ends(columns: Sequence[str]) -> list[tuple[str, int, int]]:
    """The levels that stand at both ends, each with the places of its visiting and its host column."""
    at = {name: place for place, name in enumerate(columns)}
    ends = [(level, at.get(f"visiting_{level}"), at.get(f"host_{level}")) for level in LEVELS]
    return [(level, visiting, host) for level, visiting, host in ends if visiting is not None and host is not None]


def inside(path: Path, columns: Sequence[str]) -> list[str]:
    """The levels at which the path ends where it starts: the exchange stays inside one country, partnership or cluster."""
    return [level for level, visiting, host in both_ends(columns) if path.ids[visiting] == path.ids[host]]


def matches(path: Path, columns: Sequence[str], chosen: Mapping[str, Collection[str]], together: bool) -> bool:
    """Whether the path passes a chosen node of any column, or, `together`, one of every column with a choice."""
    hits = [path.ids[columns.index(name)] in ids for name, ids in chosen.items() if ids]
    return bool(hits) and (all(hits) if together else any(hits))


def leading(column: ColumnSpec) -> frozenset[str]:
    """The few nodes of a column that are the largest in the whole snapshot; no filter changes them."""
    sized = sorted((node for node in column.nodes if node.size), key=lambda node: -node.size)
    return frozenset(node.id for node in sized[: min(_MOST_LEADING, len(column.nodes) // 3)])


def kept_nodes(
    paths: Sequence[Path], columns: Sequence[ColumnSpec], measure: PathMeasure, top: int, chosen: Chosen, marks: bool
) -> list[list[str]]:
    """The nodes that each column draws one by one, in its order.

    They are the `top` largest, chosen ones before others. With `marks`, a column of at most MOST_MARKED nodes always
    has as many of them as it can: if the filter leaves fewer, the largest of the emptied ones, by size in the snapshot.
    """
    kept = []
    for at, column in enumerate(columns):
        values = {node: sums.of(measure) for node, sums in totals(paths, at).items()}
        ids = [node.id for node in column.nodes]
        ids += sorted(values.keys() - set(ids))
        order = {node: place for place, node in enumerate(ids)}
        keeps = largest(values, order, top, chosen.get(column.name, frozenset()))
        if marks and len(column.nodes) <= MOST_MARKED:
            sizes = {node.id: node.size for node in column.nodes if node.id not in values}
            keeps |= largest(sizes, order, top - len(keeps))
        kept.append(sorted(keeps, key=order.__getitem__))
    return kept
