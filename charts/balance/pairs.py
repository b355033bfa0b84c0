"""Net and reciprocity as numbers: per node, per pair of nodes, and over all pairs."""

from collections import Counter
from fractions import Fraction

import pandas as pd

from charts.cells import whole

Directed = Counter[tuple[str, str]]


def reciprocity(there: int, back: int) -> Fraction | None:
    """2 min(a, b) / (a + b) of the exchanges of a pair, 0 to 1; None where there are none. Raises ValueError below zero."""
    if min(there, back) < 0:
        raise ValueError("counts of exchanges are not negative")
    return Fraction(2 * min(there, back), there + back) if there + back else None


def _directed(links: pd.DataFrame, nodes: pd.DataFrame) -> Directed:
    """Exchanges of each directed pair that has one; pairs that come twice add up."""
    known = {str(node) for node in nodes["id"]}
    found: Directed = Counter()
    for visiting, host, number in zip(links["visiting_id"], links["host_id"], links["exchanges"], strict=True):
        if str(visiting) not in known or str(host) not in known:
            raise ValueError(f"a link between {visiting!r} and {host!r}: not both are among the nodes")
        if whole(number):
            found[str(visiting), str(host)] += whole(number)
    return found


def net_of_nodes(links: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """One row per node in the order of `nodes`, zeros kept: name, visiting, hosting, net (their difference), inside
    (exchanges from it to itself, which are in both), id. `net` sums to zero.

    links: visiting_id, host_id, exchanges. nodes: id, short_name. Raises ValueError for a link of an unknown node.
    """
    out: Counter[str] = Counter()
    back: Counter[str] = Counter()
    pairs = _directed(links, nodes)
    for (visiting, host), number in pairs.items():
        out[visiting] += number
        back[host] += number
    ids = [str(node) for node in nodes["id"]]
    return pd.DataFrame(
        {
            "name": [str(name) for name in nodes["short_name"]],
            "visiting": [out[node] for node in ids],
            "hosting": [back[node] for node in ids],
            "net": [out[node] - back[node] for node in ids],
            "inside": [pairs[node, node] for node in ids],
            "id": ids,
        }
    )


def pair_balance(links: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of two different nodes with an exchange, in the direction that has more of them.

    visiting_name, host_name, exchanges (in this direction), returned (the other way), net, reciprocity (0 to 1),
    is_one_way, visiting_id, host_id; the largest net first, then the larger pair, then the order of `nodes`.
    """
    pairs = _directed(links, nodes)
    names = {str(node): str(name) for node, name in zip(nodes["id"], nodes["short_name"], strict=True)}
    place = {node: at for at, node in enumerate(names)}
    rows = []
    for visiting, host in {(min(pair, key=place.__getitem__), max(pair, key=place.__getitem__)) for pair in pairs}:
        if visiting == host:
            continue
        there, back = pairs[visiting, host], pairs[host, visiting]
        if back > there:
            visiting, host, there, back = host, visiting, back, there
        share = reciprocity(there, back)
        assert share is not None
        rows.append((names[visiting], names[host], there, back, there - back, float(share), not back, visiting, host))
    rows.sort(key=lambda row: (-row[4], -row[2], place[row[7]], place[row[8]]))
    columns = [
        "visiting_name",
        "host_name",
        "exchanges",
        "returned",
        "net",
        "reciprocity",
        "is_one_way",
        "visiting_id",
        "host_id",
    ]
    return pd.DataFrame(rows, columns=columns)


def one_way_pairs(links: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """The pairs of `pair_balance` whose exchanges all go one way, the largest first; the same columns."""
    pairs = pair_balance(links, nodes)
    return pairs[pairs["is_one_way"].astype(bool)].reset_index(drop=True)


def overall_reciprocity(pairs: pd.DataFrame) -> Fraction | None:
    """2 min(a, b) summed over the pairs of `pair_balance`, of all their exchanges; None where there are none."""
    there, back = sum(map(int, pairs["exchanges"])), sum(map(int, pairs["returned"]))
    return Fraction(2 * back, there + back) if there + back else None
