"""Who is absent, against what was to be expected, and who could meet whom? Answers over the tiny delivery, by hand."""

import math
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import warehouse
from queries import coverage, flows, programme, white_space
from queries.filters import Filters, Focus, Side
from tests.queries.answers import assert_cents, rows

# Views of the sample that differ in what they leave out.
VIEWS: dict[str, dict[str, Any]] = {
    "all": {},
    "a partnership pays": {"partnerships": ("exxtra",), "partnership_side": "visiting"},
    "two countries": {"countries": ("ES", "LV")},
    "virtual": {"modes": ("virtual",)},
    "first year": {"to_month": "2021-06"},
    "textiles": {"ecosystems": ("Textiles",)},
    "focus": {"focus": Focus("country", visiting="FR", host="IT")},
    "nothing": {"partnerships": ("celis",), "partnership_side": "visiting", "ecosystems": ("Textiles",)},
}


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest, reading_sample: str) -> Filters:
    """A view of the sample."""
    return Filters(reading_sample, **VIEWS[request.param])


def test_clusters_are_listed_absent_first_with_an_equal_share_expected(snapshot: str) -> None:
    """Eleven exchanges have 22 sides: 5.5 for each of the four clusters. x06 in August is after the as-of date."""
    answer = white_space.clusters(Filters(snapshot))
    columns = ("cluster_id", "taking_part", "role", "visiting", "hosting", "done", "expected", "difference")
    assert rows(answer, *columns) == [
        ("idle", "neither", "coordinator", 0, 0, 0, 5.5, -5.5),
        ("lux", "both", "partner", 2, 2, 4, 5.5, -1.5),
        ("tex", "both", "coordinator", 4, 4, 8, 5.5, 2.5),
        ("bio", "both", "coordinator", 5, 5, 10, 5.5, 4.5),
    ]
    assert rows(answer, "cluster_id", "last_month", "months_idle") == [
        ("idle", None, None),
        ("lux", "2022-06-01", 0),
        ("tex", "2022-06-01", 0),
        ("bio", "2022-06-01", 0),
    ]


def test_a_gap_holds_the_clusters_that_took_no_part_at_all_too(snapshot: str) -> None:
    """Up to October 2021 tex only hosts; idle does neither."""
    answer = white_space.clusters(Filters(snapshot, to_month="2021-10"))
    held = {gap: list(white_space.with_gap(answer, gap)["cluster_id"]) for gap in white_space.GAPS}
    assert held == {
        "all": ["idle", "tex", "lux", "bio"],
        "never visited": ["idle", "tex"],
        "never hosted": ["idle"],
        "neither": ["idle"],
    }


def test_a_cluster_is_idle_since_its_last_month_of_the_view(snapshot: str) -> None:
    """x01, x09, x10 in May and x03 in October 2021; tex only hosts then."""
    answer = white_space.clusters(Filters(snapshot, to_month="2021-10"))
    assert rows(answer, "cluster_id", "taking_part", "last_month", "months_idle") == [
        ("idle", "neither", None, None),
        ("tex", "never visited", "2021-10-01", 8),
        ("lux", "both", "2021-10-01", 8),
        ("bio", "both", "2021-05-01", 13),
    ]


def test_the_clusters_of_what_the_bar_chooses_come_first(snapshot: str) -> None:
    nothing = Filters(snapshot, partnerships=("south",), from_month="2030-01")
    assert list(white_space.clusters(nothing)["cluster_id"]) == ["tex", "bio", "lux", "idle"]


def test_countries_are_expected_by_their_clusters(snapshot: str) -> None:
    """France has two of the four clusters; Iceland has none and is no gap, Sweden and Britain take part without one."""
    answer = white_space.countries(Filters(snapshot))
    assert rows(answer, "country_code", "clusters", "taking_part", "visiting", "hosting", "expected") == [
        ("FR", 2, "both", 1, 2, 11.0),
        ("DK", 1, "both", 4, 4, 5.5),
        ("PT", 1, "both", 4, 4, 5.5),
        ("IS", 0, "neither", 0, 0, 0.0),
        ("GB", 0, "never hosted", 1, 0, 0.0),
        ("SE", 0, "both", 1, 1, 0.0),
    ]


def test_pairs_of_partnerships_with_their_expected_number(snapshot: str) -> None:
    """North visits in 7 and hosts 7 of 11 exchanges: 7 x 7 / 11 inside it."""
    answer = white_space.partnership_pairs(Filters(snapshot))
    assert rows(answer, "visiting_id", "host_id", "done", "shared_ecosystems") == [
        ("north", "west", 0, ""),
        ("south", "west", 0, ""),
        ("west", "north", 0, ""),
        ("west", "south", 0, ""),
        ("west", "west", 0, ""),
        ("north", "north", 4, "Digital; Health"),
        ("south", "south", 1, "Textiles"),
        ("north", "south", 3, ""),
        ("south", "north", 3, ""),
    ]
    expected = {(row[0], row[1]): row[2] for row in rows(answer, "visiting_id", "host_id", "expected")}
    assert expected["north", "north"] == pytest.approx(49 / 11)
    assert expected["north", "south"] == pytest.approx(28 / 11)
    assert expected["west", "west"] == 0


def test_ecosystems_are_expected_by_the_clusters_that_name_them(snapshot: str) -> None:
    """Counts: 7 in Digital, 7 in Health, 4 in Textiles; memberships of clusters: 2, 2, 1 and one not published."""
    answer = white_space.ecosystems(Filters(snapshot))
    named = answer[answer["clusters"] > 0]
    assert rows(named, "ecosystem", "partnerships", "clusters", "done") == [
        ("Not published", 1, 1, 0),
        ("Digital", 1, 2, 7),
        ("Health", 1, 2, 7),
        ("Textiles", 1, 1, 4),
    ]
    assert list(named["expected"]) == pytest.approx([3, 6, 6, 3])
    assert len(answer) == 15
    assert set(answer.loc[answer["clusters"] == 0, "expected"]) == {0}


def test_categories_are_expected_by_their_organisations(snapshot: str) -> None:
    """Four of seven organisations are SMEs; x03 and x10 have other visitors, and x06 comes from a cluster organisation."""
    answer = white_space.categories(Filters(snapshot))
    assert rows(answer, "category", "organisations", "done") == [
        ("scaling-up support organisation", 2, 2),
        ("cluster organisation", 1, 1),
        ("SME", 4, 8),
    ]
    assert list(answer["expected"]) == pytest.approx([22 / 7, 11 / 7, 44 / 7])


def test_matches_of_a_cluster_that_did_neither(snapshot: str) -> None:
    """Only Bio is known by name and in another country. West has no money; nobody went from France to Denmark."""
    answer = white_space.matches(Filters(snapshot), "cluster")
    facts = (
        "rank",
        "missing_side",
        "visiting_cluster_id",
        "host_cluster_id",
        "times_before",
        "is_country_new",
        "has_budget",
        "score",
    )
    assert rows(answer, "absent_id", *facts) == [
        ("idle", 1, "host", "bio", "idle", 5, False, True, 3),
        ("idle", 2, "visiting", "idle", "bio", 5, True, False, 3),
    ]
    assert list(answer["possible"]) == [2, 2]
    assert rows(answer, "remaining_eur", "ceiling_eur") == [
        (Decimal("45119.10"), Decimal("900.00")),
        (Decimal("0.00"), Decimal("1000.00")),
    ]
    assert_cents(answer)


OFFERED = ("rank", "missing_side", "visiting_cluster_id", "host_cluster_id", "possible", "score")
# Who is offered what, by the side that the reader asks for.
BY_SIDE: dict[Side, list[tuple[object, ...]]] = {
    "either": [
        ("lux", 1, "host", "bio", "lux", 1, 7),
        ("tex", 1, "visiting", "tex", "bio", 2, 4),
        ("idle", 1, "host", "bio", "idle", 2, 4),
        ("idle", 2, "visiting", "idle", "bio", 2, 3),
    ],
    "visiting": [
        ("tex", 1, "visiting", "tex", "bio", 2, 4),
        ("idle", 1, "visiting", "idle", "bio", 1, 3),
    ],
    "host": [
        ("lux", 1, "host", "bio", "lux", 1, 7),
        ("idle", 1, "host", "bio", "idle", 1, 4),
    ],
}


@pytest.mark.parametrize("side", BY_SIDE)
def test_matches_fill_the_side_that_is_missing(side: Side, snapshot: str) -> None:
    """Visits of the north from June 2022: x02 and x07 from Bio to Tex, x12 from Lux to Bio. Only Bio and Lux are known by name,
    and Lux, who has not hosted and shares nothing with Tex and Idle, is nobody's host."""
    view = Filters(snapshot, partnerships=("north",), partnership_side="visiting", from_month="2022-06")
    assert rows(white_space.clusters(view), "cluster_id", "taking_part", "visiting", "hosting") == [
        ("idle", "neither", 0, 0),
        ("lux", "never hosted", 1, 0),
        ("tex", "never visited", 0, 2),
        ("bio", "both", 2, 1),
    ]
    assert rows(white_space.matches(view, "cluster", side), "absent_id", *OFFERED) == BY_SIDE[side]


@pytest.mark.parametrize("gap", white_space.GAPS)
def test_matches_of_a_gap_are_those_of_its_clusters(gap: white_space.Gap, view: Filters) -> None:
    """Each lacks the side that its matches fill; of a gap of one side, all of its clusters and no others are answered."""
    side = white_space.SIDE_OF[gap]
    answer = white_space.matches(view, "cluster", side)
    lacking = white_space.clusters(view).set_index("cluster_id")[["visiting", "hosting"]]
    offered = answer.dropna(subset="rank")
    for filled, column in (("visiting", "visiting"), ("host", "hosting")):
        absent_ids = offered.loc[offered["missing_side"] == filled, "absent_id"]
        assert (lacking.loc[absent_ids, column] == 0).all()
        ends = offered.loc[offered["missing_side"] == filled, f"{filled}_cluster_id"]
        assert list(ends) == list(absent_ids)
    if side != "either":
        held = white_space.with_gap(white_space.clusters(view), gap)
        assert set(answer["absent_id"]) == set(held["cluster_id"])
        assert set(offered["missing_side"]) <= {side}


def test_absent_pairs_without_a_cluster_known_by_name_have_no_match(snapshot: str) -> None:
    answer = white_space.matches(Filters(snapshot), "partnership")
    assert rows(answer, "absent_id", "absent_host_id", "rank", "possible", "visiting_cluster_id") == [
        ("north", "west", None, 0, None),
        ("south", "west", None, 0, None),
        ("west", "north", None, 0, None),
        ("west", "south", None, 0, None),
        ("west", "west", None, 0, None),
    ]


def test_where_nobody_took_part_only_a_shared_ecosystem_speaks_for_a_match(snapshot: str) -> None:
    """Bio and Lux are the two of the north, in different countries and known by name; the others have nothing to share."""
    answer = white_space.matches(Filters(snapshot, from_month="2030-01"), "cluster")
    offered = answer.dropna(subset="rank")
    assert rows(offered, "absent_id", "visiting_cluster_id", "host_cluster_id", "shared_ecosystems", "score") == [
        ("bio", "bio", "lux", "Digital; Health", 5),
        ("bio", "lux", "bio", "Digital; Health", 5),
        ("lux", "bio", "lux", "Digital; Health", 5),
        ("lux", "lux", "bio", "Digital; Health", 5),
    ]
    without = answer[answer["rank"].isna()]
    assert rows(without, "absent_id", "possible") == [("tex", 4), ("idle", 2)]


def test_first_months(snapshot: str) -> None:
    months = ("first_month", "first_visiting_month", "first_hosting_month")
    assert rows(white_space.first_months(Filters(snapshot), "cluster"), "id", *months) == [
        ("bio", "2021-05-01", "2021-05-01", "2021-05-01"),
        ("lux", "2021-05-01", "2021-10-01", "2021-05-01"),
        ("tex", "2021-10-01", "2022-03-01", "2021-10-01"),
        ("idle", None, None, None),
    ]
    countries = white_space.first_months(Filters(snapshot), "country")
    assert rows(countries, "id", "is_partner", "first_month") == [
        ("DK", True, "2021-05-01"),
        ("FR", True, "2021-05-01"),
        ("SE", False, "2021-05-01"),
        ("PT", True, "2021-10-01"),
        ("GB", False, "2022-06-01"),
        ("IS", False, None),
    ]


def test_expected_has_the_sums_of_done(view: Filters) -> None:
    """Nothing is expected that was not done, and nothing is lost: in total, and for pairs per row and per column."""
    answers = {
        "clusters": white_space.clusters(view),
        "countries": white_space.countries(view),
        "pairs": white_space.partnership_pairs(view),
        "ecosystems": white_space.ecosystems(view),
        "categories": white_space.categories(view),
        "cells": white_space.ecosystem_categories(view),
    }
    for name, answer in answers.items():
        assert math.isclose(answer["done"].sum(), answer["expected"].sum(), abs_tol=1e-6), name
        assert (answer["difference"] - (answer["done"] - answer["expected"])).abs().max() < 1e-9, name
    for name, sides in {"pairs": ("visiting_id", "host_id"), "cells": ("ecosystem", "category")}.items():
        for side in sides:
            sums = answers[name].groupby(side)[["done", "expected"]].sum()
            assert (sums["done"] - sums["expected"]).abs().max() < 1e-6, (name, side)
    exchanges = coverage.exchanges_by_ecosystem(view, "category")["exchanges"].sum()
    assert answers["ecosystems"]["done"].sum() == exchanges


def test_absent_rows_come_first(view: Filters) -> None:
    for answer in (
        white_space.clusters(view),
        white_space.partnership_pairs(view),
        white_space.ecosystems(view),
        white_space.categories(view),
        white_space.ecosystem_categories(view),
    ):
        is_present = list(answer["done"] > 0)
        assert is_present == sorted(is_present)
    countries = white_space.countries(view)
    partner = list(countries.loc[countries["clusters"] > 0, "done"] > 0)
    assert partner == sorted(partner)


@pytest.mark.parametrize("level", ["cluster", "partnership"])
def test_matches_keep_the_rules(view: Filters, level: str) -> None:
    """Two countries, both of COSME, nobody without a name; three at most; what is offered is absent and speaks for itself."""
    answer = white_space.matches(view, "cluster" if level == "cluster" else "partnership")
    offered = answer.dropna(subset="rank")
    assert (offered["visiting_country_code"] != offered["host_country_code"]).all()
    assert not ((offered["shared_ecosystems"] == "") & (offered["times_before"] == 0)).any()
    points = (
        3 * (offered["shared_ecosystems"] != "")
        + 2 * (offered["times_before"] > 0)
        + offered["is_country_new"].astype(int)
        + offered["has_budget"].astype(int)
    )
    assert list(offered["score"]) == list(points)
    register = known_by_name(view.snapshot_id)
    for row in offered.itertuples(index=False):
        others = {row.visiting_cluster_id, row.host_cluster_id} - {row.absent_id}
        assert others <= register
    keys = ["absent_id", "absent_host_id"]
    for _, rank in answer.groupby(keys)["rank"]:
        assert list(rank.dropna()) == list(range(1, rank.notna().sum() + 1))
        assert rank.notna().sum() <= 3
        assert rank.notna().all() or len(rank) == 1
    for _, score in offered.groupby(keys)["score"]:
        assert score.is_monotonic_decreasing
    assert set(zip(answer["absent_id"], answer["absent_host_id"], strict=True)) == absent(view, level)


def known_by_name(snapshot_id: str) -> set[str]:
    """Ids of the clusters that are no placeholders."""
    found = warehouse.ask(snapshot_id, "select cluster_id from clusters where basis <> 'placeholder'")
    return set(found["cluster_id"])


def absent(view: Filters, level: str) -> set[tuple[str, str]]:
    """Clusters that lack a side, or pairs of partnerships without an exchange, from the answers of another question."""
    if level == "cluster":
        active = flows.cluster_activity(view)
        lacking = active[(active["visiting"] == 0) | (active["hosting"] == 0)]
        return {(cluster, "") for cluster in lacking["cluster_id"]}
    pairs = white_space.partnership_pairs(view)
    return set(zip(pairs.loc[pairs["done"] == 0, "visiting_id"], pairs.loc[pairs["done"] == 0, "host_id"], strict=True))


@pytest.mark.parametrize("level", ["cluster", "country"])
def test_the_curve_ends_at_the_number_that_the_programme_shows(view: Filters, level: str) -> None:
    answer = white_space.first_months(view, "cluster" if level == "cluster" else "country")
    shown = programme.totals(view).iloc[0]
    reached = answer["first_month"].notna()
    assert reached.sum() == shown["clusters_active" if level == "cluster" else "countries_active"]
    if level == "country":
        assert (reached & answer["is_partner"]).sum() == shown["partner_countries_active"]


def test_months_of_the_rows_themselves(reading_sample: str, sample_warehouse: Path, tmp_path: Path) -> None:
    """The first and the last month of each cluster, counted in the rows of a copy of the file."""
    name = (sample_warehouse / "current").read_text().strip()
    copy = tmp_path / name
    copy.write_bytes((sample_warehouse / name).read_bytes())
    with duckdb.connect(os.fspath(copy), read_only=True) as con:
        counted = con.execute(
            """
            select cluster_id, min(month) as first_month, max(month) filter (month <= as_of_date) as last_month
            from (
                select visiting_cluster_id as cluster_id, month from exchanges where status <> 'cancelled'
                union all
                select host_cluster_id, month from exchanges where status <> 'cancelled'
            ), snapshot
            group by cluster_id
            """
        ).df()
    everything = Filters(reading_sample)
    firsts = white_space.first_months(everything, "cluster").set_index("id")["first_month"].dropna()
    lasts = white_space.clusters(everything).set_index("cluster_id")["last_month"].dropna()
    counted = counted.set_index("cluster_id")
    for name, answer in (("first_month", firsts), ("last_month", lasts)):
        assert {key: pd.Timestamp(value) for key, value in answer.items()} == {
            key: pd.Timestamp(value) for key, value in counted[name].dropna().items()
        }
