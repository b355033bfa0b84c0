"""Candidate matches in words: who would visit whom, and why."""

from typing import Any

import pandas as pd

from charts.cells import money, whole
from charts.words import count, eur, plural

_NO_MATCH = "No match"
_COLUMNS = [
    "absent_id",
    "absent_name",
    "absent_host_id",
    "absent_host_name",
    "rank",
    "would",
    "match_id",
    "match_name",
    "visiting_cluster_id",
    "visiting_cluster",
    "visiting_country_code",
    "visiting_country",
    "host_cluster_id",
    "host_cluster",
    "host_country_code",
    "host_country",
    "why",
    "score",
]


def match_table(matches: pd.DataFrame) -> pd.DataFrame:
    """The rows of `queries.white_space.matches` with `why` in words in place of the facts it is made of.

    For an absent cluster `would` says what it would do (visit, host), and match_id and match_name who the other one is;
    of a pair both clusters are the match, and the three are empty. One without a candidate keeps its row: its clusters
    are empty, and `why` says what is wanting.
    """
    rows = matches.to_dict("records")
    would = matches["missing_side"].map({"visiting": "visit", "host": "host"})
    is_host = would == "host"
    table = matches.assign(
        would=would.astype("object"),
        match_id=matches["visiting_cluster_id"].where(is_host, matches["host_cluster_id"]).where(would.notna()),
        match_name=matches["visiting_cluster"].where(is_host, matches["host_cluster"]).where(would.notna()),
        why=pd.Series([_why(row) for row in rows], index=matches.index, dtype="object"),
        rank=pd.Series([whole(row["rank"]) or None for row in rows], index=matches.index, dtype="Int64"),
    )
    return table[_COLUMNS].reset_index(drop=True)


def no_match(possible: int, is_pair: bool) -> str:
    """Why an absent cluster, or an absent pair of partnerships, has no candidate."""
    if not possible:
        return (
            f"{_NO_MATCH}: the two have no clusters known by name in two countries"
            if is_pair
            else f"{_NO_MATCH}: no cluster known by name in another country of COSME"
        )
    tried = plural(possible, "possible pair")
    return f"{_NO_MATCH}: of {tried} none shares an ecosystem, and no candidate has taken part"


def _why(row: dict[Any, Any]) -> str:
    if not whole(row["rank"]):
        return no_match(whole(row["possible"]), bool(row["absent_host_id"]))
    reasons = []
    if row["shared_ecosystems"]:
        reasons.append(f"shares {row['shared_ecosystems'].replace('; ', ', ')}")
    if before := whole(row["times_before"]):
        # Of a pair it must be said which of the two clusters is meant.
        who = f"{row['host_cluster']} has " if row["absent_host_id"] else "has "
        reasons.append(f"{who}{'visited' if row['missing_side'] == 'host' else 'hosted'} {_times(before)}")
    if row["is_country_new"]:
        reasons.append(f"first from {row['visiting_country']} to {row['host_country']}")
    if row["has_budget"]:
        reasons.append(f"{row['visiting_partnership']} has {eur(money(row['remaining_eur']))} left")
    return "; ".join(reasons)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{count(number)} times")
