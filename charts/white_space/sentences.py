"""The white space in sentences, plain text and not escaped."""

import pandas as pd

from charts.cells import whole
from charts.clauses import clauses
from charts.coverage import NOT_PUBLISHED
from charts.figure import shortened
from charts.words import count, listing
from languages import gettext as _
from languages import ngettext
from languages.formats import decimal

_LONGEST_NAME = 40


def _names(values: pd.Series) -> str:
    return listing([shortened(value, _LONGEST_NAME) for value in values])


def _number(frame: pd.DataFrame, column: str, value: object) -> int:
    return int((frame[column] == value).sum())


def _gap_parts(rows: pd.DataFrame) -> str:
    """How many took no part, only hosted and only visited; "" where all did both."""
    neither = _number(rows, "taking_part", "neither")
    only_hosted = _number(rows, "taking_part", "never visited")
    only_visited = _number(rows, "taking_part", "never hosted")
    parts = []
    if neither:
        parts.append(ngettext("{number} neither visited nor hosted", "{number} neither visited nor hosted", neither))
    if only_hosted:
        parts.append(ngettext("{number} only hosted", "{number} only hosted", only_hosted))
    if only_visited:
        parts.append(ngettext("{number} only visited", "{number} only visited", only_visited))
    return listing(parts)


def clusters_sentence(clusters: pd.DataFrame) -> str:
    """How many clusters never visited or hosted, and how many of them are coordinators.

    clusters: short_name, role, taking_part; one row each.
    """
    if clusters.empty:
        return _("The register holds no clusters")
    parts = _gap_parts(clusters)
    if not parts:
        return ngettext(
            "All {number} cluster have visited and hosted",
            "All {number} clusters have visited and hosted",
            len(clusters),
        )
    sentence = ngettext("Of {number} cluster {parts}", "Of {number} clusters {parts}", len(clusters), parts=parts)
    leading = _number(clusters[clusters["taking_part"] != "both"], "role", "coordinator")
    if not leading:
        return clauses([sentence, _("none of them is a coordinator")])
    led = ngettext("{number} of them is a coordinator", "{number} of them are coordinators", leading)
    return clauses([sentence, led])


def gap_sentence(found: pd.DataFrame, gap: str, clusters: int) -> str:
    """How many of all clusters have a gap (never visited, never hosted, neither), and how many of them are coordinators.

    found: role, taking_part; one row per cluster with the gap.
    """
    if found.empty:
        return _without_gap(gap, clusters)
    parts = [_with_the_gap(gap, len(found), clusters)]
    silent, leading = _number(found, "taking_part", "neither"), _number(found, "role", "coordinator")
    if silent and gap == "never visited":
        parts.append(
            ngettext("{number} of them has not hosted either", "{number} of them have not hosted either", silent)
        )
    elif silent and gap == "never hosted":
        parts.append(
            ngettext("{number} of them has not visited either", "{number} of them have not visited either", silent)
        )
    if leading:
        parts.append(ngettext("{number} is a coordinator", "{number} are coordinators", leading))
    return clauses(parts)


def _without_gap(gap: str, clusters: int) -> str:
    if gap == "never visited":
        return ngettext(
            "Every one of {number} cluster has visited", "Every one of {number} clusters has visited", clusters
        )
    if gap == "never hosted":
        return ngettext(
            "Every one of {number} cluster has hosted", "Every one of {number} clusters has hosted", clusters
        )
    return ngettext(
        "Every one of {number} cluster has visited or hosted",
        "Every one of {number} clusters has visited or hosted",
        clusters,
    )


def _with_the_gap(gap: str, found: int, clusters: int) -> str:
    of = ngettext("{number} cluster", "{number} clusters", clusters)
    if gap == "never visited":
        return ngettext(
            "{number} of {clusters} has never visited", "{number} of {clusters} have never visited", found, clusters=of
        )
    if gap == "never hosted":
        return ngettext(
            "{number} of {clusters} has never hosted", "{number} of {clusters} have never hosted", found, clusters=of
        )
    return ngettext(
        "{number} of {clusters} has never visited or hosted",
        "{number} of {clusters} have never visited or hosted",
        found,
        clusters=of,
    )


def countries_sentence(countries: pd.DataFrame) -> str:
    """The same of the countries with a cluster, and how many others took part.

    countries: country_name, clusters, taking_part; one row each.
    """
    partner = countries[countries["clusters"] > 0]
    if partner.empty:
        return _("No country has a cluster in the register")
    parts = _gap_parts(partner)
    if parts:
        sentence = ngettext(
            "Of {number} country with a cluster {parts}",
            "Of {number} countries with a cluster {parts}",
            len(partner),
            parts=parts,
        )
    else:
        sentence = ngettext(
            "All {number} country with a cluster have visited and hosted",
            "All {number} countries with a cluster have visited and hosted",
            len(partner),
        )
    gaps = partner[partner["taking_part"] != "both"]
    if 0 < len(gaps) < len(partner):
        sentence = _("{sentence}: {names}", sentence=sentence, names=_names(gaps["country_name"]))
    beyond = int(((countries["clusters"] == 0) & (countries["taking_part"] != "neither")).sum())
    if not beyond:
        return sentence
    others = ngettext("{number} country without one took part", "{number} countries without one took part", beyond)
    return clauses([sentence, others])


def pairs_sentence(pairs: pd.DataFrame) -> str:
    """How many directed pairs of partnerships have no exchange, and where most were to be expected.

    pairs: visiting_name, host_name, done, expected; one row per ordered pair.
    """
    absent = pairs[pairs["done"] == 0]
    if pairs.empty or absent.empty:
        return ngettext(
            "Every one of {number} directed pair of partnerships, those inside one included, has an exchange",
            "Every one of {number} directed pairs of partnerships, those inside one included, has an exchange",
            len(pairs),
        )
    sentence = ngettext(
        "{number} of {pairs} of partnerships, those inside one included, has no exchange",
        "{number} of {pairs} of partnerships, those inside one included, have no exchange",
        len(absent),
        pairs=ngettext("{number} directed pair", "{number} directed pairs", len(pairs)),
    )
    most = absent.loc[absent["expected"].idxmax()]
    if most["expected"] <= 0:
        return sentence
    wanted = _(
        "most were to be expected from {visiting} to {host}, {expected}",
        visiting=shortened(most["visiting_name"], _LONGEST_NAME),
        host=shortened(most["host_name"], _LONGEST_NAME),
        expected=decimal(most["expected"], 1),
    )
    return clauses([sentence, wanted])


def ecosystems_sentence(ecosystems: pd.DataFrame) -> str:
    """How many ecosystems have no exchange, and why; which has the greatest gap of the others.

    ecosystems: ecosystem, clusters, done, difference; one row each. "Not published" is none of them.
    """
    ecosystems = ecosystems[ecosystems["ecosystem"] != NOT_PUBLISHED]
    absent = ecosystems[ecosystems["done"] == 0]
    unnamed = int((absent["clusters"] == 0).sum())
    parts = []
    if len(absent):
        parts.append(
            ngettext(
                "{number} of {ecosystems} has no exchange",
                "{number} of {ecosystems} have no exchange",
                len(absent),
                ecosystems=ngettext("{number} ecosystem", "{number} ecosystems", len(ecosystems)),
            )
        )
    if unnamed:
        parts.append(ngettext("no partnership names it", "{number} are named by no partnership", unnamed))
    if not parts:
        parts.append(
            ngettext(
                "Every one of {number} ecosystem has an exchange",
                "Every one of {number} ecosystems has an exchange",
                len(ecosystems),
            )
        )
    return _with_gap(parts, ecosystems[ecosystems["done"] > 0], "ecosystem")


def categories_sentence(categories: pd.DataFrame) -> str:
    """Which categories of visitors have no exchange, and which has the greatest gap of the others.

    categories: category, done, difference; one row each.
    """
    absent = categories[categories["done"] == 0]
    names = listing([shortened(_(str(category)), _LONGEST_NAME) for category in absent["category"]])
    part = (
        _("No visitor is of the category {names}", names=names) if names else _("Every category of visitors takes part")
    )
    return _with_gap([part], categories[categories["done"] > 0], "category")


def ecosystem_categories_sentence(cells: pd.DataFrame) -> str:
    """How many pairs of ecosystem and category have no exchange.

    cells: ecosystem, category, done; one row per pair.
    """
    absent = cells[cells["done"] == 0]
    if absent.empty:
        return ngettext(
            "Every one of {number} pair of ecosystem and category has an exchange",
            "Every one of {number} pairs of ecosystem and category has an exchange",
            len(cells),
        )
    first = absent.iloc[0]
    return ngettext(
        "{number} of {pairs} of ecosystem and category has no exchange, among them {ecosystem} and {category}",
        "{number} of {pairs} of ecosystem and category have no exchange, among them {ecosystem} and {category}",
        len(absent),
        pairs=ngettext("{number} pair", "{number} pairs", len(cells)),
        ecosystem=shortened(_(str(first["ecosystem"])), _LONGEST_NAME),
        category=_(str(first["category"])),
    )


def _with_gap(parts: list[str], present: pd.DataFrame, name: str) -> str:
    """The parts with the largest shortfall among those present."""
    short = present[present["difference"] <= -0.5]
    if short.empty:
        return clauses(parts)
    worst = short.loc[short["difference"].idxmin()]
    below = _(
        "{name} stays {count} below its share",
        name=shortened(_(str(worst[name])), _LONGEST_NAME),
        count=count(whole(round(-worst["difference"]))),
    )
    return clauses([*parts, below])
