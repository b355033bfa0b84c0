"""The white space in sentences, plain text and not escaped."""

import pandas as pd

from charts.cells import whole
from charts.coverage import NOT_PUBLISHED
from charts.figure import shortened
from charts.words import count, listing, plural

_LONGEST_NAME = 40


def _names(values: pd.Series) -> str:
    return listing([shortened(value, _LONGEST_NAME) for value in values])


def _number(frame: pd.DataFrame, column: str, value: object) -> int:
    return int((frame[column] == value).sum())


def _taken_part(rows: pd.DataFrame, one: str, many: str) -> str:
    """How many took no part, only hosted and only visited."""
    parts = [
        f"{count(number)} {words}"
        for words, number in (
            ("neither visited nor hosted", _number(rows, "taking_part", "neither")),
            ("only hosted", _number(rows, "taking_part", "never visited")),
            ("only visited", _number(rows, "taking_part", "never hosted")),
        )
        if number
    ]
    whole_of_it = f"{count(len(rows))} {one if len(rows) == 1 else many}"
    if not parts:
        return f"All {whole_of_it} have visited and hosted"
    return f"Of {whole_of_it} {listing(parts)}"


def clusters_sentence(clusters: pd.DataFrame) -> str:
    """How many clusters never visited or hosted, and how many of them are coordinators.

    clusters: short_name, role, taking_part; one row each.
    """
    if clusters.empty:
        return "The register holds no clusters"
    gaps = clusters[clusters["taking_part"] != "both"]
    sentence = _taken_part(clusters, "cluster", "clusters")
    if gaps.empty:
        return sentence
    leading = _number(gaps, "role", "coordinator")
    if not leading:
        return f"{sentence}; none of them is a coordinator"
    return f"{sentence}; {count(leading)} of them {'is a coordinator' if leading == 1 else 'are coordinators'}"


def gap_sentence(found: pd.DataFrame, gap: str, clusters: int) -> str:
    """How many of all clusters have a gap (never visited, never hosted, neither), and how many of them are coordinators.

    found: role, taking_part; one row per cluster with the gap.
    """
    did = {"never visited": "visited", "never hosted": "hosted", "neither": "visited or hosted"}[gap]
    whole_of_it = plural(clusters, "cluster")
    if found.empty:
        return f"Every one of {whole_of_it} has {did}"
    sentence = f"{count(len(found))} of {whole_of_it} {'has' if len(found) == 1 else 'have'} never {did}"
    silent, leading = _number(found, "taking_part", "neither"), _number(found, "role", "coordinator")
    parts = []
    if silent and gap != "neither":
        other = "hosted" if gap == "never visited" else "visited"
        parts.append(f"{count(silent)} of them {'has' if silent == 1 else 'have'} not {other} either")
    if leading:
        parts.append(f"{count(leading)} {'is a coordinator' if leading == 1 else 'are coordinators'}")
    return "; ".join([sentence, *parts])


def countries_sentence(countries: pd.DataFrame) -> str:
    """The same of the countries with a cluster, and how many others took part.

    countries: country_name, clusters, taking_part; one row each.
    """
    partner = countries[countries["clusters"] > 0]
    if partner.empty:
        return "No country has a cluster in the register"
    sentence = _taken_part(partner, "country with a cluster", "countries with a cluster")
    gaps = partner[partner["taking_part"] != "both"]
    if 0 < len(gaps) < len(partner):
        sentence += f": {_names(gaps['country_name'])}"
    beyond = int(((countries["clusters"] == 0) & (countries["taking_part"] != "neither")).sum())
    return sentence + (f"; {plural(beyond, 'country', 'countries')} without one took part" if beyond else "")


def pairs_sentence(pairs: pd.DataFrame) -> str:
    """How many directed pairs of partnerships have no exchange, and where most were to be expected.

    pairs: visiting_name, host_name, done, expected; one row per ordered pair.
    """
    absent = pairs[pairs["done"] == 0]
    what = f"{plural(len(pairs), 'directed pair')} of partnerships, those inside one included,"
    if pairs.empty or absent.empty:
        return f"Every one of {what} has an exchange"
    verb = "has" if len(absent) == 1 else "have"
    sentence = f"{count(len(absent))} of {what} {verb} no exchange"
    most = absent.loc[absent["expected"].idxmax()]
    if most["expected"] <= 0:
        return sentence
    names = f"{shortened(most['visiting_name'], _LONGEST_NAME)} to {shortened(most['host_name'], _LONGEST_NAME)}"
    return f"{sentence}; most were to be expected from {names}, {most['expected']:.1f}"


def ecosystems_sentence(ecosystems: pd.DataFrame) -> str:
    """How many ecosystems have no exchange, and why; which has the greatest gap of the others.

    ecosystems: ecosystem, clusters, done, difference; one row each. "Not published" is none of them.
    """
    ecosystems = ecosystems[ecosystems["ecosystem"] != NOT_PUBLISHED]
    absent = ecosystems[ecosystems["done"] == 0]
    unnamed = int((absent["clusters"] == 0).sum())
    parts = []
    if len(absent):
        verb = "has" if len(absent) == 1 else "have"
        parts.append(f"{count(len(absent))} of {plural(len(ecosystems), 'ecosystem')} {verb} no exchange")
    if unnamed:
        parts.append(
            f"{'no partnership names it' if unnamed == 1 else f'{count(unnamed)} are named by no partnership'}"
        )
    present = ecosystems[ecosystems["done"] > 0]
    return _with_gap(
        parts, present, "ecosystem", f"Every one of {plural(len(ecosystems), 'ecosystem')} has an exchange"
    )


def categories_sentence(categories: pd.DataFrame) -> str:
    """Which categories of visitors have no exchange, and which has the greatest gap of the others.

    categories: category, done, difference; one row each.
    """
    absent = categories[categories["done"] == 0]
    parts = [f"No visitor is of the category {_names(absent['category'])}"] if len(absent) else []
    present = categories[categories["done"] > 0]
    return _with_gap(parts, present, "category", "Every category of visitors takes part")


def ecosystem_categories_sentence(cells: pd.DataFrame) -> str:
    """How many pairs of ecosystem and category have no exchange.

    cells: ecosystem, category, done; one row per pair.
    """
    absent = cells[cells["done"] == 0]
    if absent.empty:
        return f"Every one of {plural(len(cells), 'pair')} of ecosystem and category has an exchange"
    first = absent.iloc[0]
    verb = "has" if len(absent) == 1 else "have"
    return (
        f"{count(len(absent))} of {plural(len(cells), 'pair')} of ecosystem and category {verb} no exchange, "
        f"among them {shortened(first['ecosystem'], _LONGEST_NAME)} and {first['category']}"
    )


def _with_gap(parts: list[str], present: pd.DataFrame, name: str, otherwise: str) -> str:
    """The parts, or `otherwise`, with the largest shortfall among those present."""
    sentence = "; ".join(parts) or otherwise
    short = present[present["difference"] <= -0.5]
    if short.empty:
        return sentence
    worst = short.loc[short["difference"].idxmin()]
    gap = whole(round(-worst["difference"]))
    return f"{sentence}; {shortened(worst[name], _LONGEST_NAME)} stays {count(gap)} below its share"
