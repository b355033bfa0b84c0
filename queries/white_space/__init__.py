"""Questions of the page "White space": who and what is absent, against what was to be expected, and who could meet whom?

Every answer is of the exchanges that the filters select. `expected` is what would have been if activity were spread
evenly, and each question says over what; `difference` is done minus expected. The absent come first.
"""

from pathlib import Path
from typing import Literal

import pandas as pd

from languages import N_
from queries import coverage
from queries.filters import CATEGORIES, Filters, Side
from queries.question import AT_LEVEL, TAKING_PART, ask, ask_selected

HERE = Path(__file__).parent
READING = (AT_LEVEL, TAKING_PART)
MOST_MATCHES = 3

# Which rows of `clusters` to list, and the values of taking_part that each holds.
Gap = Literal["all", "never visited", "never hosted", "neither"]
GAPS: tuple[Gap, ...] = (N_("all"), N_("never visited"), N_("never hosted"), N_("neither"))
_HELD: dict[Gap, set[str]] = {
    "never visited": {"never visited", "neither"},
    "never hosted": {"never hosted", "neither"},
    "neither": {"neither"},
}
# The side that a gap is about, which is the one to fill.
SIDE_OF: dict[Gap, Side] = {"all": "either", "never visited": "visiting", "never hosted": "host", "neither": "either"}


def clusters(filters: Filters) -> pd.DataFrame:
    """One row per cluster, the absent first: who it is, taking_part (neither, never visited, never hosted, both),
    visiting, hosting, done (their sum), expected, difference, last_month and months_idle.

    expected: an equal share for each cluster of both sides of all exchanges. last_month: the last month with an exchange
    up to the as-of date, months_idle the months since; both are empty for one that never took part. Inside a group
    the clusters of the partnerships and countries that the filters choose come first.
    """
    return ask_selected(HERE / "clusters.sql", filters, READING, level="cluster")


def with_gap(rows: pd.DataFrame, gap: Gap) -> pd.DataFrame:
    """The rows of `clusters` that have the gap, in their order. One that did neither has never visited and never hosted."""
    return rows if gap == "all" else rows[rows["taking_part"].isin(_HELD[gap])].reset_index(drop=True)


def countries(filters: Filters) -> pd.DataFrame:
    """One row per COSME country, absent ones with a cluster first, those without a cluster last: columns as in
    `clusters`. expected: both sides of all exchanges, shared in proportion to the clusters of the country."""
    return ask_selected(HERE / "countries.sql", filters, READING, level="country")


def partnership_pairs(filters: Filters) -> pd.DataFrame:
    """One row per ordered pair of partnerships, visiting to host, pairs inside one partnership included, the absent
    first: visiting_id, visiting_name, host_id, host_name, shared_ecosystems (apart by "; "), done, expected, difference.

    expected: exchanges of the visiting partnership times those of the host partnership over all exchanges. So done and
    expected have the same sums per row and per column.
    """
    return ask_selected(HERE / "partnership_pairs.sql", filters)


def ecosystem_clusters(snapshot_id: str) -> pd.DataFrame:
    """One row per ecosystem that a partnership names, or "Not published": ecosystem, partnerships, clusters."""
    return ask(HERE / "ecosystem_clusters.sql", snapshot_id)


def ecosystems(filters: Filters) -> pd.DataFrame:
    """One row per ecosystem, the absent first: ecosystem, partnerships, clusters, done, expected, difference.

    An exchange counts in each ecosystem of its visiting partnership. expected: these counts, shared in proportion to the
    clusters whose partnership names the ecosystem; one that no partnership names is expected to have none.
    """
    counted = coverage.exchanges_by_ecosystem(filters, "category").groupby("ecosystem", sort=False, as_index=False)
    frame = counted["exchanges"].sum().rename(columns={"exchanges": "done"})
    frame = frame.merge(ecosystem_clusters(filters.snapshot_id), on="ecosystem", how="left")
    frame[["partnerships", "clusters"]] = frame[["partnerships", "clusters"]].fillna(0).astype("int64")
    members = int(frame["clusters"].sum())
    frame["expected"] = frame["clusters"] * float(frame["done"].sum()) / members if members else 0.0
    ordered = _absent_first(frame, ["ecosystem"])
    return ordered[["ecosystem", "partnerships", "clusters", "done", "expected", "difference"]]


def categories(filters: Filters) -> pd.DataFrame:
    """One row per organisation category of visitors, the absent first: category, organisations, done, expected,
    difference. expected: all exchanges, shared in proportion to the organisations of the category."""
    return ask_selected(HERE / "categories.sql", filters, listed=list(CATEGORIES))


def ecosystem_categories(filters: Filters) -> pd.DataFrame:
    """One row per ecosystem that a partnership names and category of visitors, the absent first: ecosystem, category,
    done, expected, difference. expected: row total times column total over the grand total of the counts."""
    counted = coverage.exchanges_by_ecosystem(filters, "category").rename(columns={"exchanges": "done"})
    named = set(ecosystem_clusters(filters.snapshot_id)["ecosystem"])
    frame = counted[counted["ecosystem"].isin(named)].reset_index(drop=True)
    rows = frame.groupby("ecosystem")["done"].transform("sum")
    columns = frame.groupby("category")["done"].transform("sum")
    grand = float(frame["done"].sum())
    frame["expected"] = rows * columns / grand if grand else 0.0
    return _absent_first(frame, ["ecosystem", "category"])[["ecosystem", "category", "done", "expected", "difference"]]


def matches(filters: Filters, level: Literal["cluster", "partnership"], side: Side = "either") -> pd.DataFrame:
    """Candidate matches for the absent, at most three each: clusters that never visited or never hosted, or ordered
    pairs of partnerships without an exchange.

    A cluster that never hosted is offered visits that it would host, one that never visited visits that it would make, one
    that did neither both. side: of clusters only those that lack this side, and only matches that fill it.

    One row per absent one and candidate, best first: absent_id, absent_name (and absent_host_id, absent_host_name of a
    pair), rank, missing_side (visiting, host, pair: the side that the match would fill), the visiting and the host
    cluster with partnership and country, and what speaks for it: shared_ecosystems, times_before (exchanges that the
    candidate has hosted, or visited where the absent one is to host; of a pair those that the host cluster has hosted),
    is_country_new (no exchange yet from the one country to the other), has_budget (remaining_eur of the visiting
    partnership pays a lump sum at ceiling_eur of the host country). An absent one without a candidate has one row with
    an empty rank; `possible` is the number of pairs that the rules allow.

    Rules: different countries, both of COSME; no placeholder is offered; the two share an ecosystem or the candidate has
    taken part on that side. score = 3 for a shared ecosystem + 2 for times_before + 1 for a new country + 1 for budget;
    equal scores by times_before, then in the order of the register.
    """
    return ask_selected(HERE / "matches.sql", filters, level=level, side=side, most=MOST_MATCHES)


def first_months(filters: Filters, level: Literal["cluster", "country"]) -> pd.DataFrame:
    """One row per cluster or COSME country in the order in which they first took part, those that never did last:
    level, id, short_name, is_partner (a country with a cluster), first_month, first_visiting_month, first_hosting_month."""
    return ask_selected(HERE / "first_months.sql", filters, level=level)


def _absent_first(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    difference = frame["done"] - frame["expected"]
    # Rounded, so that equal differences are equal and the names decide.
    frame = frame.assign(difference=difference, is_present=frame["done"] > 0, place=difference.round(6))
    return frame.sort_values(["is_present", "place", *names], ignore_index=True)
