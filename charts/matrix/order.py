"""Orders of the nodes of a matrix: by size, by group, by similarity."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from languages import gettext as _

Order = Literal["size", "group", "similarity"]

# Two places nearer than this on the similarity axis count as the same, whatever the last bits of the arithmetic say.
_SAME_PLACE = 9


def by_group(ids: Sequence[str], groups: pd.DataFrame) -> tuple[list[int], list[tuple[str, int]]]:
    """Places of the nodes, group after group, and each group's name with its number of nodes.

    groups: id, group_id, group_name; the groups stand in the order of their first row, the nodes in a group in the
    order of `ids`. Nodes without a group come last, under "No group".
    """
    columns = (groups["id"], groups["group_id"], groups["group_name"])
    group_of = {str(node): str(group) for node, group in zip(columns[0], columns[1], strict=True)}
    names = {str(group): str(name) for group, name in zip(columns[1], columns[2], strict=True)}
    members: dict[str | None, list[int]] = {group: [] for group in dict.fromkeys(group_of.values())}
    members[None] = []
    for at, node in enumerate(ids):
        members[group_of.get(node)].append(at)
    held = [(group, places) for group, places in members.items() if places]
    sizes = [(_("No group") if group is None else names[group], len(places)) for group, places in held]
    return [at for __, places in held for at in places], sizes


def _parts(joined: NDArray[np.bool_]) -> list[list[int]]:
    """The nodes of each connected part, larger parts first, else by their first node; nodes without any pair last."""
    left = set(range(len(joined)))
    parts = []
    while left:
        part, rim = set[int](), {min(left)}
        while rim:
            part |= rim
            rim = set(np.flatnonzero(joined[sorted(rim)].any(axis=0)).tolist()) - part
        parts.append(sorted(part))
        left -= part
    return sorted(parts, key=lambda part: (not joined[part[0]].any(), -len(part), part[0]))


def _along(likeness: NDArray[np.float64]) -> list[int]:
    """Places of connected nodes on the line that keeps the like ones near: the Fiedler vector of their likeness."""
    degree = likeness.sum(axis=1)
    laplacian = np.eye(len(likeness)) - likeness / np.sqrt(np.outer(degree, degree))
    vectors = np.linalg.eigh(laplacian).eigenvectors
    line = np.round(vectors[:, 1] / np.sqrt(degree), _SAME_PLACE)
    # An eigenvector has no direction of its own: the first node, which is the largest, stands in the first half.
    ranks = sorted(range(len(line)), key=lambda at: (line[at], at))
    if ranks.index(0) >= (len(line) + 1) // 2:
        ranks = sorted(range(len(line)), key=lambda at: (-line[at], at))
    return ranks


def by_similarity(values: NDArray[np.int64]) -> list[int]:
    """Places of the nodes so that those with the same partners, or with each other as partners, stand together.

    values: square, from row to column, none below zero. Likeness is the cosine of two nodes' partners, both directions
    together, after a square root that keeps a few large pairs from drowning the rest; every node counts as a partner of
    itself. Nodes that no chain of pairs joins stay apart, larger parts first; nodes without any pair come last. The
    result depends on the values alone.
    """
    both = np.sqrt((values + values.T).astype(float))
    np.fill_diagonal(both, both.max(axis=1, initial=0.0))
    order: list[int] = []
    for part in _parts(both > 0):
        if len(part) < 3:
            order += part
            continue
        partners = both[np.ix_(part, part)]
        partners = partners / np.linalg.norm(partners, axis=1, keepdims=True)
        order += [part[at] for at in _along(partners @ partners.T)]
    return order
