"""The network in a few numbers, each with what it means and what it was computed from."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

import networkx as nx
import pandas as pd

from languages import N_, formats, ngettext
from languages import gettext as _
from languages.formats import count
from queries.register import Level

# In sentences beside their number, or in brackets.
_MANY: dict[Level, str] = {"country": N_("countries"), "partnership": N_("partnerships"), "cluster": N_("clusters")}


@dataclass(frozen=True)
class _Number:
    """A part of a whole: the number is their ratio in per cent."""

    key: str
    number: str
    part: int
    whole: int
    meaning: str
    definition: str


def _exchanges(number: int) -> str:
    return ngettext("{number} exchange", "{number} exchanges", number)


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
    nodes = _(_MANY[level])
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
            _("Density"),
            density,
            possible,
            ngettext(
                "{number} of {pairs} of {nodes} has an exchange.",
                "{number} of {pairs} of {nodes} have an exchange.",
                density,
                pairs=ngettext("{number} possible directed pair", "{number} possible directed pairs", possible),
                nodes=nodes,
            ),
            _(
                "Directed pairs of two different {nodes} with at least one exchange, in per cent of all such pairs of the "
                "{number} {nodes}.",
                nodes=nodes,
                number=count(size),
            ),
        ),
        _Number(
            "links_answered",
            _("Links answered"),
            answered,
            used,
            ngettext(
                "{number} of {pairs} with an exchange has one the other way too.",
                "{number} of {pairs} with an exchange have one the other way too.",
                answered,
                pairs=ngettext("{number} directed pair", "{number} directed pairs", used),
            ),
            _(
                "Directed pairs of two different {nodes} with an exchange for which there is one the other way, in per cent of "
                "the directed pairs with an exchange, however many exchanges each has.",
                nodes=nodes,
            ),
        ),
        _Number(
            "reciprocity",
            _("Reciprocity"),
            returned,
            exchanges,
            ngettext(
                "{number} of {exchanges} between {nodes} is matched by one the other way.",
                "{number} of {exchanges} between {nodes} are matched by one the other way.",
                returned,
                exchanges=_exchanges(exchanges),
                nodes=nodes,
            ),
            _(
                "For each pair of two different {nodes} 2 min(a, b) of its a + b exchanges, summed over the pairs, in per cent "
                "of the exchanges between them: 100 if every pair visits as often as it hosts.",
                nodes=nodes,
            ),
        ),
    ]


def _across_partnerships(pairs: Counter[tuple[str, str]]) -> _Number:
    total = sum(pairs.values())
    across = sum(number for (visiting, host), number in pairs.items() if visiting != host)
    return _Number(
        "across_partnerships",
        _("Across partnerships"),
        across,
        total,
        ngettext(
            "{number} of {exchanges} joins two partnerships; the rest stay inside one.",
            "{number} of {exchanges} join two partnerships; the rest stay inside one.",
            across,
            exchanges=_exchanges(total),
        ),
        _("Exchanges whose visiting and host partnership differ, in per cent of all exchanges."),
    )


def _across_ecosystems(pairs: Counter[tuple[str, str]], ecosystems: dict[str, frozenset[str]]) -> _Number:
    known = {pair: number for pair, number in pairs.items() if all(ecosystems.get(side) for side in pair)}
    total = sum(known.values())
    across = sum(n for (visiting, host), n in known.items() if not ecosystems[visiting] & ecosystems[host])
    left_out = sum(pairs.values()) - total
    return _Number(
        "across_ecosystems",
        _("Across ecosystems"),
        across,
        total,
        ngettext(
            "{number} of {exchanges} joins partnerships without a common industrial ecosystem.",
            "{number} of {exchanges} join partnerships without a common industrial ecosystem.",
            across,
            exchanges=_exchanges(total),
        ),
        ngettext(
            "Exchanges whose visiting and host partnership have no industrial ecosystem in common, in per cent of those for which "
            "both have published ones; {number} exchange left out because they have not.",
            "Exchanges whose visiting and host partnership have no industrial ecosystem in common, in per cent of those for which "
            "both have published ones; {number} exchanges left out because they have not.",
            left_out,
        ),
    )


def _between_countries(pairs: Counter[tuple[str, str]]) -> list[_Number]:
    activity: Counter[str] = Counter()
    for (visiting, host), number in pairs.items():
        activity[visiting] += number
        activity[host] += number
    middle = Fraction(median(activity.values())) if activity else Fraction(0)
    more = {country for country, number in activity.items() if number > middle}
    total = sum(pairs.values())
    definition = _(
        "More active: the {more} of the {countries} countries with an exchange in the view that visit and host more than the "
        "median of {median} together; the others are less active. In per cent of all exchanges; an exchange inside a country "
        "counts on both sides.",
        more=count(len(more)),
        countries=count(len(activity)),
        median=formats.decimal(float(middle), 0 if middle.denominator == 1 else 1),
    )
    numbers = []
    for visiting_more in (True, False):
        for host_more in (True, False):
            part = sum(n for (v, h), n in pairs.items() if ((v in more), (h in more)) == (visiting_more, host_more))
            start, end = ("more" if visiting_more else "less"), ("more" if host_more else "less")
            name, meaning = _between(visiting_more, host_more, part, total)
            numbers.append(_Number(f"{start}_to_{end}_active", name, part, total, meaning, definition))
    return numbers


def _between(visiting_more: bool, host_more: bool, part: int, total: int) -> tuple[str, str]:
    """Name and meaning of the exchanges from more or less active countries to more or less active ones."""
    exchanges = _exchanges(total)
    match visiting_more, host_more:
        case True, True:
            return _("From more to more active countries"), ngettext(
                "{number} of {exchanges} goes from a more active country to a more active one.",
                "{number} of {exchanges} go from a more active country to a more active one.",
                part,
                exchanges=exchanges,
            )
        case True, False:
            return _("From more to less active countries"), ngettext(
                "{number} of {exchanges} goes from a more active country to a less active one.",
                "{number} of {exchanges} go from a more active country to a less active one.",
                part,
                exchanges=exchanges,
            )
        case False, True:
            return _("From less to more active countries"), ngettext(
                "{number} of {exchanges} goes from a less active country to a more active one.",
                "{number} of {exchanges} go from a less active country to a more active one.",
                part,
                exchanges=exchanges,
            )
        case _rest:
            return _("From less to less active countries"), ngettext(
                "{number} of {exchanges} goes from a less active country to a less active one.",
                "{number} of {exchanges} go from a less active country to a less active one.",
                part,
                exchanges=exchanges,
            )


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
