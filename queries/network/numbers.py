"""The network in a few numbers, each with what it means and what it was computed from."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

import networkx as nx
import pandas as pd

from queries.register import Level

_MANY = {"country": "countries", "partnership": "partnerships", "cluster": "clusters"}
_NARROW_SPACE = "\u202f"


@dataclass(frozen=True)
class _Number:
    """A part of a whole: the number is their ratio in per cent."""

    key: str
    number: str
    part: int
    whole: int
    meaning: str
    definition: str


def _count(number: int) -> str:
    return f"{number:,}".replace(",", _NARROW_SPACE)


def _many(number: int, one: str) -> str:
    return f"{_count(number)} {one if number == 1 else one + 's'}"


def _pairs(links: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Exchanges of each directed pair; pairs that come twice add up, pairs without an exchange are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for visiting, host, number in zip(links["visiting_id"], links["host_id"], links["exchanges"], strict=True):
        if int(number):
            found[str(visiting), str(host)] += int(number)
    return found


def _graph(links: pd.DataFrame, ids: list[str]) -> "nx.DiGraph[str]":
    """The nodes and a link for each directed pair with an exchange, with its `exchanges`; none from a node to itself."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(ids)
    for (visiting, host), number in _pairs(links).items():
        if visiting not in graph or host not in graph:
            raise ValueError(f"a link between {visiting!r} and {host!r}: not both are among the nodes")
        if visiting != host:
            graph.add_edge(visiting, host, exchanges=number)
    return graph


def _of_links(graph: "nx.DiGraph[str]", level: Level) -> list[_Number]:
    many = _MANY[level]
    size = graph.number_of_nodes()
    possible = size * (size - 1)
    used = graph.number_of_edges()
    # The library gives ratios of whole numbers; their parts are wanted too, for the words.
    density = round(nx.density(graph) * possible)
    answered = round(nx.overall_reciprocity(graph) * used) if used else 0
    exchanges = int(graph.size(weight="exchanges"))
    returned = sum(
        min(number, graph.edges.get((host, visiting), {}).get("exchanges", 0))
        for visiting, host, number in graph.edges(data="exchanges")
    )
    return [
        _Number(
            "density",
            "Density",
            density,
            possible,
            f"{_count(density)} of {_many(possible, 'possible directed pair')} of {many} "
            f"{'has' if density == 1 else 'have'} an exchange.",
            f"Directed pairs of two different {many} with at least one exchange, in per cent of all such pairs "
            f"of the {_count(size)} {many}.",
        ),
        _Number(
            "links_answered",
            "Links answered",
            answered,
            used,
            f"{_count(answered)} of {_many(used, 'directed pair')} with an exchange {'has' if answered == 1 else 'have'} "
            "one the other way too.",
            f"Directed pairs of two different {many} with an exchange for which there is one the other way, in per cent "
            "of the directed pairs with an exchange, however many exchanges each has.",
        ),
        _Number(
            "reciprocity",
            "Reciprocity",
            returned,
            exchanges,
            f"{_count(returned)} of {_many(exchanges, 'exchange')} between {many} "
            f"{'is' if returned == 1 else 'are'} matched by one the other way.",
            f"For each pair of two different {many} 2 min(a, b) of its a + b exchanges, summed over the pairs, in per "
            "cent of the exchanges between them: 100 if every pair visits as often as it hosts.",
        ),
    ]


def _across_partnerships(pairs: Counter[tuple[str, str]]) -> _Number:
    total = sum(pairs.values())
    across = sum(number for (visiting, host), number in pairs.items() if visiting != host)
    return _Number(
        "across_partnerships",
        "Across partnerships",
        across,
        total,
        f"{_count(across)} of {_many(total, 'exchange')} {'joins' if across == 1 else 'join'} two partnerships; "
        "the rest stay inside one.",
        "Exchanges whose visiting and host partnership differ, in per cent of all exchanges.",
    )


def _across_ecosystems(pairs: Counter[tuple[str, str]], ecosystems: dict[str, frozenset[str]]) -> _Number:
    known = {pair: number for pair, number in pairs.items() if all(ecosystems.get(side) for side in pair)}
    total = sum(known.values())
    across = sum(n for (visiting, host), n in known.items() if not ecosystems[visiting] & ecosystems[host])
    left_out = sum(pairs.values()) - total
    return _Number(
        "across_ecosystems",
        "Across ecosystems",
        across,
        total,
        f"{_count(across)} of {_many(total, 'exchange')} {'joins' if across == 1 else 'join'} partnerships without a "
        "common industrial ecosystem.",
        "Exchanges whose visiting and host partnership have no industrial ecosystem in common, in per cent of those for "
        f"which both have published ones; {_many(left_out, 'exchange')} left out because they have not.",
    )


def _between_countries(pairs: Counter[tuple[str, str]]) -> list[_Number]:
    activity: Counter[str] = Counter()
    for (visiting, host), number in pairs.items():
        activity[visiting] += number
        activity[host] += number
    middle = Fraction(median(activity.values())) if activity else Fraction(0)
    more = {country for country, number in activity.items() if number > middle}
    total = sum(pairs.values())
    at_middle = f"{float(middle):g}"
    numbers = []
    for visiting_more in (True, False):
        for host_more in (True, False):
            part = sum(n for (v, h), n in pairs.items() if ((v in more), (h in more)) == (visiting_more, host_more))
            start, end = ("more" if visiting_more else "less"), ("more" if host_more else "less")
            numbers.append(
                _Number(
                    f"{start}_to_{end}_active",
                    f"From {start} to {end} active countries",
                    part,
                    total,
                    f"{_count(part)} of {_many(total, 'exchange')} {'goes' if part == 1 else 'go'} from a {start} active "
                    f"country to a {end} active one.",
                    f"More active: the {_count(len(more))} of the {_count(len(activity))} countries with an exchange in "
                    f"the view that visit and host more than the median of {at_middle} together; the others are less "
                    "active. In per cent of all exchanges; an exchange inside a country counts on both sides.",
                )
            )
    return numbers


def _ecosystems(partnerships: pd.DataFrame) -> dict[str, frozenset[str]]:
    return {
        str(partnership): frozenset(map(str, held)) if held is not None else frozenset()
        for partnership, held in zip(partnerships["partnership_id"], partnerships["ecosystems"], strict=True)
    }


def numbers_of(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    level: Level,
    partnership_links: pd.DataFrame,
    partnerships: pd.DataFrame,
    country_links: pd.DataFrame,
) -> pd.DataFrame:
    """One row per number: key, number (its name), value (per cent, missing where there is nothing to divide by), part,
    whole, meaning (a sentence with the counts), definition.

    links, partnership_links, country_links: visiting_id, host_id, exchanges, one row per directed pair, of the level, of
    partnerships and of countries. nodes: id. partnerships: partnership_id, ecosystems (a list, or missing). Density,
    links answered and reciprocity are the level's; the others are the same at every level. Raises ValueError for a link
    of a node that is not among `nodes`.
    """
    between_partnerships = _pairs(partnership_links)
    found = [
        *_of_links(_graph(links, [str(node) for node in nodes["id"]]), level),
        _across_partnerships(between_partnerships),
        _across_ecosystems(between_partnerships, _ecosystems(partnerships)),
        *_between_countries(_pairs(country_links)),
    ]
    return pd.DataFrame(
        {
            "key": [one.key for one in found],
            "number": [one.number for one in found],
            "value": pd.Series([100 * one.part / one.whole if one.whole else None for one in found], dtype="Float64"),
            "part": [one.part for one in found],
            "whole": [one.whole for one in found],
            "meaning": [one.meaning for one in found],
            "definition": [one.definition for one in found],
        }
    )
