"""Candidate matches in words: who would visit whom, and why."""

from typing import Any

import pandas as pd

from charts.cells import money, whole
from charts.clauses import clauses
from charts.codes import said
from charts.words import eur
from languages import gettext as _
from languages import ngettext, pgettext

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
    would = matches["missing_side"].map(
        {"visiting": pgettext("what a cluster would do", "visit"), "host": pgettext("what a cluster would do", "host")}
    )
    is_host = matches["missing_side"] == "host"
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
            _("No match: the two have no clusters known by name in two countries")
            if is_pair
            else _("No match: no cluster known by name in another country of COSME")
        )
    return ngettext(
        "No match: of {number} possible pair none shares an ecosystem, and no candidate has taken part",
        "No match: of {number} possible pairs none shares an ecosystem, and no candidate has taken part",
        possible,
    )


def _why(row: dict[Any, Any]) -> str:
    if not whole(row["rank"]):
        return no_match(whole(row["possible"]), bool(row["absent_host_id"]))
    reasons = []
    if row["shared_ecosystems"]:
        shared = said(row["shared_ecosystems"], "shared_ecosystems").replace("; ", ", ")
        reasons.append(_("shares {ecosystems}", ecosystems=shared))
    if before := whole(row["times_before"]):
        reasons.append(_before(row, _times(before)))
    if row["is_country_new"]:
        reasons.append(_("first from {visiting} to {host}", visiting=row["visiting_country"], host=row["host_country"]))
    if row["has_budget"]:
        left = eur(money(row["remaining_eur"]))
        reasons.append(_("{name} has {amount} left", name=row["visiting_partnership"], amount=left))
    return clauses(reasons) if reasons else ""


def _before(row: dict[Any, Any], times: str) -> str:
    """How often the other one has taken part; of a pair it must be said which of the two clusters is meant."""
    name, has_visited = row["host_cluster"], row["missing_side"] == "host"
    if row["absent_host_id"]:
        return (
            _("{name} has visited {times}", name=name, times=times)
            if has_visited
            else _("{name} has hosted {times}", name=name, times=times)
        )
    return _("has visited {times}", times=times) if has_visited else _("has hosted {times}", times=times)


def _times(number: int) -> str:
    if number <= 2:
        return _("once") if number == 1 else _("twice")
    return ngettext("{number} time", "{number} times", number)
