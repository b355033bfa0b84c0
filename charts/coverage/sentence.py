"""Coverage in words."""

import pandas as pd

from charts.clauses import clauses
from charts.coverage.taking_part import absent_names, absent_rows, brief_names, with_and_without_cluster
from charts.figure import shortened
from charts.words import count, listing
from languages import gettext as _
from languages import ngettext

# Of partnerships with the same gap; the wall shows all.
NAMES_MOST = 4


def coverage_sentence(clusters: pd.DataFrame, countries: pd.DataFrame) -> str:
    """How many clusters and countries took part, who is absent, and in which partnership the gap is greatest.

    Columns as in `cluster_wall` and `country_balance`. One to three plain sentences, not escaped.
    """
    if clusters.empty and countries.empty:
        return _("The register holds no clusters and no countries.")
    partner, others = with_and_without_cluster(countries)
    absent = absent_rows(clusters)
    absent_countries = absent_rows(partner)
    beyond = len(others) - len(absent_rows(others))
    of_clusters = ngettext(
        "{taken} of {number} cluster",
        "{taken} of {number} clusters",
        len(clusters),
        taken=count(len(clusters) - len(absent)),
    )
    of_countries = ngettext(
        "{taken} of {number} country with a partner cluster",
        "{taken} of {number} countries with a partner cluster",
        len(partner),
        taken=count(len(partner) - len(absent_countries)),
    )
    if beyond:
        took_part = ngettext(
            "{clusters} and {countries} took part, and {number} country without one.",
            "{clusters} and {countries} took part, and {number} countries without one.",
            beyond,
            clusters=of_clusters,
            countries=of_countries,
        )
    else:
        took_part = _("{clusters} and {countries} took part.", clusters=of_clusters, countries=of_countries)
    if len(clusters) and len(absent) == len(clusters):
        return " ".join([took_part, _("No cluster has taken part yet.")])
    missing = []
    if len(absent):
        missing.append(ngettext("the cluster {names}", "the clusters {names}", len(absent), names=absent_names(absent)))
    if len(absent_countries):
        names = listing(brief_names(absent_countries["country_name"]))
        missing.append(ngettext("the country {names}", "the countries {names}", len(absent_countries), names=names))
    sentences = [took_part]
    if missing:
        sentences.append(_("Absent: {names}.", names=clauses(missing)))
    if len(absent):
        sentences.append(_greatest_gap(clusters, absent))
    return " ".join(sentences)


def _greatest_gap(clusters: pd.DataFrame, absent: pd.DataFrame) -> str:
    """The partnership with the most absent clusters, or those with as many of as many."""
    members = clusters["partnership_id"].value_counts(sort=False)
    gaps = absent["partnership_id"].value_counts(sort=False)
    sizes = {one: (int(gaps[one]), int(gaps[one]) / int(members[one])) for one in gaps.index}
    worst = [one for one in sizes if sizes[one] == max(sizes.values())]
    acronyms = clusters.drop_duplicates("partnership_id").set_index("partnership_id")["acronym"]
    where = listing([shortened(acronyms[one], 40) for one in worst], NAMES_MOST)
    gap, of = count(int(gaps[worst[0]])), int(members[worst[0]])
    if len(worst) == 1:
        return ngettext(
            "The gap is greatest in {where}: {gap} of its {number} cluster took no part.",
            "The gap is greatest in {where}: {gap} of its {number} clusters took no part.",
            of,
            where=where,
            gap=gap,
        )
    return ngettext(
        "The gap is greatest in {where}: {gap} of the {number} cluster of each took no part.",
        "The gap is greatest in {where}: {gap} of the {number} clusters of each took no part.",
        of,
        where=where,
        gap=gap,
    )
