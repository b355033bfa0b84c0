"""The white space in words and pictures."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from charts import white_space as draw
from charts.measures import MEASURES
from charts.palette import DARK, LIGHT, Palette

HOSTILE = "<b>A</b> [x](javascript:1) $x$ %{y}"


def clusters(*taking_part: str, role: str = "partner") -> pd.DataFrame:
    names = [f"C{at}" for at in range(len(taking_part))]
    return pd.DataFrame({"short_name": names, "role": role, "taking_part": list(taking_part)})


def match(**changes: Any) -> pd.DataFrame:
    row: dict[str, Any] = {
        "absent_id": "a",
        "absent_name": "A",
        "absent_host_id": "",
        "absent_host_name": "",
        "possible": 7,
        "rank": 1,
        "missing_side": "visiting",
        "visiting_cluster_id": "a",
        "visiting_cluster": "A",
        "visiting_partnership_id": "p",
        "visiting_partnership": "PART",
        "visiting_country_code": "FR",
        "visiting_country": "France",
        "host_cluster_id": "b",
        "host_cluster": "B",
        "host_partnership_id": "q",
        "host_partnership": "Q",
        "host_country_code": "DE",
        "host_country": "Germany",
        "shared_ecosystems": "Digital; Health",
        "times_before": 12,
        "is_country_new": True,
        "has_budget": True,
        "remaining_eur": Decimal("4321.50"),
        "ceiling_eur": Decimal("900.00"),
        "score": 7,
    }
    return pd.DataFrame([row | changes])


def test_why_a_cluster_should_visit() -> None:
    row = draw.match_table(match()).iloc[0]
    assert (row["would"], row["match_id"], row["match_name"]) == ("visit", "b", "B")
    assert row["why"] == (
        "shares Digital, Health; has hosted 12 times; first from France to Germany; PART has €\u202f4\u202f322 left"
    )


def test_why_a_cluster_should_host() -> None:
    facts = match(missing_side="host", shared_ecosystems="", times_before=1, is_country_new=False, has_budget=False)
    row = draw.match_table(facts).iloc[0]
    assert (row["would"], row["match_id"], row["match_name"]) == ("host", "a", "A")
    assert row["why"] == "has visited once"


def test_why_two_clusters_of_a_pair_should_meet() -> None:
    row = draw.match_table(match(missing_side="pair", absent_host_id="q", times_before=2, has_budget=False)).iloc[0]
    assert pd.isna(row["would"])
    assert pd.isna(row["match_id"])
    assert row["why"] == "shares Digital, Health; B has hosted twice; first from France to Germany"


@pytest.mark.parametrize(
    ("possible", "absent_host_id", "said"),
    [
        (0, "", "No match: no cluster known by name in another country of COSME"),
        (0, "q", "No match: the two have no clusters known by name in two countries"),
        (3, "", "No match: of 3 possible pairs none shares an ecosystem, and no candidate has taken part"),
    ],
)
def test_no_match_says_why(possible: int, absent_host_id: str, said: str) -> None:
    nobody = match(rank=None, missing_side=None, possible=possible, absent_host_id=absent_host_id)
    table = draw.match_table(nobody)
    assert list(table["why"]) == [said]
    assert table["rank"].isna().all()
    assert table["match_name"].isna().all()


def test_no_absent_one_gives_an_empty_table_with_all_columns() -> None:
    table = draw.match_table(match().iloc[:0])
    assert table.empty
    assert {"absent_name", "would", "match_name", "why", "score"} <= set(table.columns)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (clusters(), "The register holds no clusters"),
        (clusters("both", "both"), "All 2 clusters have visited and hosted"),
        (
            clusters("neither", "never visited", "never hosted", "both"),
            "Of 4 clusters 1 neither visited nor hosted, 1 only hosted and 1 only visited; none of them is a coordinator",
        ),
        (
            clusters("neither", "neither", role="coordinator"),
            "Of 2 clusters 2 neither visited nor hosted; 2 of them are coordinators",
        ),
    ],
)
def test_the_clusters_in_a_sentence(frame: pd.DataFrame, said: str) -> None:
    assert draw.clusters_sentence(frame) == said


@pytest.mark.parametrize(
    ("frame", "gap", "said"),
    [
        (clusters(), "never hosted", "Every one of 9 clusters has hosted"),
        (clusters(), "neither", "Every one of 9 clusters has visited or hosted"),
        (clusters("never hosted"), "never hosted", "1 of 9 clusters has never hosted"),
        (
            clusters("neither", "never hosted", role="coordinator"),
            "never hosted",
            "2 of 9 clusters have never hosted; 1 of them has not visited either; 2 are coordinators",
        ),
        (
            clusters("neither", "neither"),
            "never visited",
            "2 of 9 clusters have never visited; 2 of them have not hosted either",
        ),
        (clusters("neither", "neither"), "neither", "2 of 9 clusters have never visited or hosted"),
    ],
)
def test_the_clusters_with_a_gap_in_a_sentence(frame: pd.DataFrame, gap: str, said: str) -> None:
    assert draw.gap_sentence(frame, gap, 9) == said


def test_the_countries_in_a_sentence() -> None:
    frame = pd.DataFrame(
        {
            "country_name": ["Latvia", "Spain", "Ireland", "Iceland"],
            "clusters": [2, 10, 0, 0],
            "taking_part": ["never hosted", "both", "both", "neither"],
        }
    )
    assert draw.countries_sentence(frame) == (
        "Of 2 countries with a cluster 1 only visited: Latvia; 1 country without one took part"
    )
    assert draw.countries_sentence(frame[frame["clusters"] == 0]) == "No country has a cluster in the register"


def test_the_pairs_in_a_sentence() -> None:
    frame = pd.DataFrame(
        {"visiting_name": ["A", "B"], "host_name": ["B", "A"], "done": [0, 3], "expected": [1.25, 1.75]}
    )
    assert draw.pairs_sentence(frame) == (
        "1 of 2 directed pairs of partnerships, those inside one included, has no exchange; "
        "most were to be expected from A to B, 1.2"
    )
    assert draw.pairs_sentence(frame.iloc[1:]).startswith("Every one of 1 directed pair of partnerships, those inside")
    assert draw.pairs_sentence(frame.assign(expected=0.0)).endswith("those inside one included, has no exchange")


def test_the_ecosystems_and_categories_in_sentences() -> None:
    frame = pd.DataFrame(
        {
            "ecosystem": ["Retail", "Health", "Digital", "Not published"],
            "clusters": [0, 3, 3, 1],
            "done": [0, 2, 10, 0],
            "difference": [0.0, -4.0, 4.0, -2.0],
        }
    )
    assert draw.ecosystems_sentence(frame) == (
        "1 of 3 ecosystems has no exchange; no partnership names it; Health stays 4 below its share"
    )
    categories = pd.DataFrame({"category": ["SME", "cluster organisation"], "done": [0, 4], "difference": [-2.0, 2.0]})
    assert draw.categories_sentence(categories) == "No visitor is of the category SME"
    cells = pd.DataFrame({"ecosystem": ["Health"] * 2, "category": ["SME", "cluster organisation"], "done": [0, 4]})
    assert draw.ecosystem_categories_sentence(cells) == (
        "1 of 2 pairs of ecosystem and category has no exchange, among them Health and SME"
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_done_and_expected_are_drawn_row_by_row(palette: Palette) -> None:
    rows = pd.DataFrame({"ecosystem": [HOSTILE, "Health"], "done": [0, 6], "expected": [2.5, 3.5]})
    rows["difference"] = rows["done"] - rows["expected"]
    chart = draw.done_and_expected(
        rows, "ecosystem", name="n", finding="f", note="", measures=("done",), palette=palette, height=300
    )
    figure = json.loads(chart.figure.to_json())
    bars, line, values = figure["data"]
    assert bars["x"] == [0, 6]
    assert line["x"] == [2.5, 2.5, None, 3.5, 3.5, None]
    assert values["text"] == ["\u22122", "+2"]
    assert values["textfont"]["color"] == [palette.accent, palette.text]
    written = json.dumps(figure, ensure_ascii=False)
    assert "<b>A" not in written
    assert "$x$" not in written
    assert chart.table.equals(rows)
    assert "1 row has no exchange" in chart.alt


def firsts(level: str, months: list[str | None], is_partner: bool = True) -> pd.DataFrame:
    dates = pd.to_datetime(pd.Series(months, dtype="object"))
    return pd.DataFrame(
        {
            "level": level,
            "id": [f"{level}{at}" for at in range(len(months))],
            "short_name": [HOSTILE if at == 0 else f"N{at}" for at in range(len(months))],
            "is_partner": is_partner,
            "first_month": dates,
            "first_visiting_month": dates,
            "first_hosting_month": dates,
        }
    )


def test_the_curves_climb_to_the_whole_register() -> None:
    clusters_first = firsts("cluster", ["2021-01-01", "2021-01-01", "2021-03-01", None])
    partner = firsts("country", ["2021-02-01", "2021-05-01"])
    beyond = firsts("country", ["2020-01-01"], is_partner=False)
    chart = draw.taking_part_over_time(
        clusters_first, pd.concat([partner, beyond]), as_of=date(2021, 6, 30), palette=LIGHT, height=500
    )
    assert chart.finding == (
        "3 of 4 clusters took part, half of all from January 2021; "
        "2 of 2 countries with a cluster took part, the last from May 2021"
    )
    figure = json.loads(chart.figure.to_json())
    whole_clusters, curve, whole_countries, other = figure["data"]
    assert whole_clusters["y"] == [4, 4]
    assert list(zip(curve["x"], curve["y"], strict=True)) == [("2021-01-01", 2), ("2021-03-01", 3), ("2021-06-30", 3)]
    assert whole_countries["y"] == [2, 2]
    assert list(zip(other["x"], other["y"], strict=True)) == [("2021-02-01", 1), ("2021-05-01", 2), ("2021-06-30", 2)]
    assert "<b>A" not in json.dumps(figure["data"])
    assert len(chart.table) == 7


def test_the_curves_of_nobody() -> None:
    nobody = firsts("cluster", [None, None])
    chart = draw.taking_part_over_time(
        nobody, firsts("country", [None]), as_of=date(2021, 6, 30), palette=DARK, height=500
    )
    assert chart.finding == "0 of 2 clusters took part; 0 of 1 country with a cluster took part"
    assert all(trace["y"] == [] for trace in json.loads(chart.figure.to_json())["data"])


def test_every_field_of_the_tables_has_a_definition_or_a_label() -> None:
    for field in ("done", "expected", "difference", "taking_part", "months_idle", "match", "score"):
        assert MEASURES[field].definition
