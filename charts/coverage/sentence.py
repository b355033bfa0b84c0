"""Coverage in words."""

import pandas as pd

from charts.coverage.taking_part import absent_names, absent_rows, brief_names, with_and_without_cluster
from charts.figure import shortened
from charts.words import count, listing, plural

# Of partnerships with the same gap; the wall shows all.
NAMES_MOST = 4


def coverage_sentence(clusters: pd.DataFrame, countries: pd.DataFrame) -> str:
    """How many clusters and countries took part, who is absent, and in which partnership the gap is greatest.

    Columns as in `cluster_wall` and `country_balance`. One to three plain sentences, not escaped.
    """
    if clusters.empty and countries.empty:
        return "The register holds no clusters and no countries."
    partner, others = with_and_without_cluster(countries)
    absent = absent_rows(clusters)
    absent_countries = absent_rows(partner)
    beyond = len(others) - len(absent_rows(others))
    took_part = (
        f"{count(len(clusters) - len(absent))} of {plural(len(clusters), 'cluster')} and "
        f"{count(len(partner) - len(absent_countries))} of {plural(len(partner), 'country', 'countries')} "
        "with a partner cluster took part"
    )
    if beyond:
        took_part += f", and {plural(beyond, 'country', 'countries')} without one"
    sentences = [f"{took_part}."]
    if len(clusters) and len(absent) == len(clusters):
        return " ".join([*sentences, "No cluster has taken part yet."])
    missing = []
    if len(absent):
        missing.append(f"the {'cluster' if len(absent) == 1 else 'clusters'} {absent_names(absent)}")
    if len(absent_countries):
        which = "country" if len(absent_countries) == 1 else "countries"
        missing.append(f"the {which} {listing(brief_names(absent_countries['country_name']))}")
    if missing:
        sentences.append(f"Absent: {'; '.join(missing)}.")
    if len(absent):
        members = clusters["partnership_id"].value_counts(sort=False)
        gaps = absent["partnership_id"].value_counts(sort=False)
        sizes = {one: (int(gaps[one]), int(gaps[one]) / int(members[one])) for one in gaps.index}
        worst = [one for one in sizes if sizes[one] == max(sizes.values())]
        acronyms = clusters.drop_duplicates("partnership_id").set_index("partnership_id")["acronym"]
        where = listing([shortened(acronyms[one], 40) for one in worst], NAMES_MOST)
        sentences.append(
            f"The gap is greatest in {where}: {count(int(gaps[worst[0]]))} of "
            f"{'its' if len(worst) == 1 else 'the'} {plural(int(members[worst[0]]), 'cluster')} "
            f"{'took' if len(worst) == 1 else 'of each took'} no part."
        )
    return " ".join(sentences)
