"""The coverage charts show every cluster, country and pair, the ones without an exchange too."""

import re
from collections import Counter
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.coverage import (
    cluster_wall,
    country_balance,
    coverage_sentence,
    ecosystem_heatmap,
    partnership_matrix,
)
from charts.palette import DARK, LIGHT, PALETTES, contrast
from charts.shades import steps_of

HOSTILE = ["<img src=x onerror=alert(1)>", "%{y}", "$x$ & <b>", "=1+1", "a\nb\u202ec", "x" * 3000]


def clusters_of(*rows: tuple[str, int, int], basis: str = "published") -> pd.DataFrame:
    """One row per (partnership, visiting, hosting), named c0, c1, ..."""
    return pd.DataFrame(
        [
            (f"c{at}", f"C{at}", f"Cluster {at}", p, p.upper(), "FR", "France", "partner", basis, visiting, hosting)
            for at, (p, visiting, hosting) in enumerate(rows)
        ],
        columns=[
            "cluster_id",
            "short_name",
            "name",
            "partnership_id",
            "acronym",
            "country_code",
            "country_name",
            "role",
            "basis",
            "visiting",
            "hosting",
        ],
    )


def countries_of(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(f"K{at}", *row) for at, row in enumerate(rows)],
        columns=["country_code", "country_name", "visiting", "hosting", "has_partner_cluster"],
    )
    return frame.assign(
        both=frame["visiting"] + frame["hosting"], net=frame["visiting"] - frame["hosting"], eu_member=True
    )


def texts_of(figure: go.Figure) -> list[str]:
    """Every text of a figure that Plotly reads as its own markup."""
    texts = [note.text for note in figure.layout.annotations]
    for trace in figure.data:
        texts += list(trace.text or ())
        custom = trace.customdata if trace.customdata is not None else ()
        for row in custom:
            texts += [cell[-1] for cell in row] if trace.type == "heatmap" else [row[-1]]
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        texts += list(axis.ticktext or ())
    return texts


def assert_harmless(figure: go.Figure) -> None:
    for text in texts_of(figure):
        assert "<" not in re.sub(r"</?[bi]>|<br>", "", text)
        assert "%{" not in text
        assert "$" not in text
        assert len(text) < 500
    assert {trace.hovertemplate for trace in figure.data} <= {
        None,
        "%{customdata[1]}<extra></extra>",
        "%{customdata[2]}<extra></extra>",
    }


# Shades


@given(st.integers(0, 5000), st.sampled_from(sorted(PALETTES)))
def test_every_count_has_one_shade_and_its_text_reads(largest: int, theme: str) -> None:
    steps = steps_of(largest, PALETTES[theme])
    assert list(steps.upper) == sorted(set(steps.upper))
    assert len(steps.upper) == len(steps.fills) == len(set(steps.fills)) == min(largest, len(PALETTES[theme].ramp))
    if largest:
        assert steps.upper[-1] == largest
        assert steps.at(1) == 0
        assert steps.at(largest) == len(steps.fills) - 1
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in zip(steps.texts, steps.fills, strict=True))


def test_ranges_of_the_key_leave_no_gap() -> None:
    assert steps_of(36, LIGHT).ranges() == ["1", "2 to 4", "5 to 9", "10 to 16", "17 to 25", "26 to 36"]
    assert steps_of(3, LIGHT).ranges() == ["1", "2", "3"]


# The wall of clusters


@given(st.lists(st.tuples(st.sampled_from("pqrs"), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_cluster_has_a_tile_of_its_own(rows: list[tuple[str, int, int]]) -> None:
    clusters = clusters_of(*rows)
    chart = cluster_wall(clusters, palette=DARK, height=900)
    tiles = chart.figure.data[0]
    places = list(zip(tiles.base, tiles.y, strict=True))
    assert len(places) == len(set(places)) == len(rows)
    assert [row[0] for row in tiles.customdata] == clusters["cluster_id"].tolist()
    rows_of: dict[float, set[str]] = {}
    for (_, y), (partnership, *_) in zip(places, rows, strict=True):
        rows_of.setdefault(y, set()).add(partnership)
    assert all(len(partnerships) == 1 for partnerships in rows_of.values())
    assert set(rows_of) == set(range(len(rows_of)))
    for text, (_, visiting, hosting), fill, line in zip(
        tiles.text, rows, tiles.marker.color, tiles.marker.line.color, strict=True
    ):
        idle = not (visiting or hosting)
        assert text.endswith("none yet" if idle else f"{visiting} out · {hosting} in")
        assert (line == DARK.accent) == (fill == DARK.ground) == idle
    inks = zip(tiles.insidetextfont.color, tiles.marker.color, strict=True)
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in inks)
    assert chart.table["visiting"].sum() == clusters["visiting"].sum()
    assert chart.table["hosting"].sum() == clusters["hosting"].sum()
    assert sorted(chart.table["cluster_id"]) == sorted(clusters["cluster_id"])


def test_the_table_starts_with_the_gaps() -> None:
    clusters = clusters_of(("p", 9, 9), ("p", 0, 8), ("p", 0, 0), ("q", 3, 0), ("q", 1, 1), ("q", 0, 0))
    table = cluster_wall(clusters, palette=LIGHT, height=400).table
    assert table["cluster_id"].tolist() == ["c2", "c5", "c3", "c1", "c4", "c0"]


def test_the_finding_names_three_and_counts_the_rest() -> None:
    clusters = clusters_of(("p", 1, 0), *[("q", 0, 0)] * 5)
    clusters.loc[1, "basis"] = "placeholder"
    chart = cluster_wall(clusters, palette=LIGHT, height=400)
    assert chart.finding == "1 of 6 clusters took part; absent: C2, C3, C4 and 2 more (1 placeholder)"
    assert "5 clusters have neither visited nor hosted, 0 only hosted and 1 only visited" in chart.alt


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ((), "No clusters in this register"),
        ((("p", 0, 0), ("p", 0, 0)), "None of the 2 clusters took part yet"),
        ((("p", 1, 0), ("p", 0, 2)), "All 2 clusters took part"),
        ((("p", 1, 0),), "The one cluster took part"),
    ],
)
def test_the_wall_at_its_ends(rows: tuple[tuple[str, int, int], ...], finding: str) -> None:
    chart = cluster_wall(clusters_of(*rows), palette=LIGHT, height=560)
    assert chart.finding == finding
    assert chart.figure.layout.height == 560
    assert len(chart.table) == len(rows)


def test_placeholders_are_marked_and_stay_apart() -> None:
    clusters = clusters_of(*[("p", 1, 1)] * 7, basis="placeholder")
    clusters["short_name"] = [f"A partnership with a long name {number}" for number in range(7)]
    chart = cluster_wall(clusters, palette=LIGHT, height=100)
    names = [text.split("<br>")[0] for text in chart.figure.data[0].text]
    assert len(set(names)) == 7
    assert all(name.startswith("<i>") and name.endswith(" ?</i>") for name in names)
    assert "7 tiles stand for a cluster whose name is not in public sources" in chart.note
    assert "placeholder" in chart.figure.layout.annotations[-1].text


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_clusters_are_text(name: str) -> None:
    clusters = clusters_of(("p", 1, 0), ("p", 0, 0)).assign(short_name=name, name=name, acronym=name, country_name=name)
    chart = cluster_wall(clusters, palette=LIGHT, height=300)
    assert_harmless(chart.figure)
    assert chart.table["name"].tolist() == [name, name]
    assert "\n" not in chart.finding + chart.alt
    assert len(chart.finding) < 200


# Countries


def test_bars_go_both_ways_and_keep_zeros() -> None:
    countries = countries_of(
        ("Aland", 5, 2, True), ("Bland", 0, 3, True), ("Cland", 0, 0, True), ("Dland", 1, 0, False)
    )
    chart = country_balance(countries, palette=LIGHT, height=400)
    visiting, hosting, net = chart.figure.data
    assert list(visiting.x) == [-5, 0, 0]
    assert list(hosting.x) == [2, 3, 0]
    assert list(visiting.text) == ["5", "0", "0"]
    assert list(net.text) == ["+3", "−3", "0"]
    assert [row[0] for row in hosting.customdata] == ["K0", "K1", "K2"]
    assert list(chart.figure.layout.yaxis.ticktext) == ["Aland", "Bland", "Cland"]
    assert chart.finding == (
        "2 of 3 countries with a partner cluster took part; absent: Cland; Aland sends 3 more than it receives"
    )
    assert len(chart.table) == 4
    for column in ("visiting", "hosting", "both", "net"):
        assert chart.table[column].tolist() == countries[column].tolist()


def test_countries_without_a_cluster_are_named() -> None:
    countries = countries_of(("Aland", 1, 1, True), ("Dland", 1, 0, False), ("Eland", 0, 0, False))
    chart = country_balance(countries, palette=LIGHT, height=400)
    strip = chart.figure.layout.annotations[-1].text
    assert "took part nevertheless: Dland (1 out, 0 in)." in strip
    assert "took no part: Eland." in strip
    assert "1 took part in an exchange, 1 did not" in chart.note


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ((), "No country has a partner cluster in this register"),
        ((("Dland", 1, 0, False),), "No country has a partner cluster in this register"),
        (
            (("Aland", 0, 0, True), ("Bland", 0, 0, True)),
            "None of the 2 countries with a partner cluster took part yet",
        ),
        ((("Aland", 1, 1, True), ("Bland", 1, 1, True)), "All 2 countries with a partner cluster took part"),
        (
            (("Aland", 0, 4, True),),
            "The one country with a partner cluster took part; Aland receives 4 more than it sends",
        ),
    ],
)
def test_the_balance_at_its_ends(rows: tuple[tuple[str, int, int, bool], ...], finding: str) -> None:
    chart = country_balance(countries_of(*rows), palette=DARK, height=500)
    assert chart.finding == finding
    assert len(chart.table) == len(rows)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_countries_are_text(name: str) -> None:
    chart = country_balance(countries_of((name, 1, 0, True), (name, 0, 1, False)), palette=LIGHT, height=300)
    assert_harmless(chart.figure)
    assert chart.table["country_name"].tolist() == [name, name]


# Pairs of partnerships

PARTNERSHIPS = pd.DataFrame({"partnership_id": list("pqrs"), "acronym": list("PQRS")})
some_pairs = st.dictionaries(st.tuples(st.sampled_from("pqrs"), st.sampled_from("pqrs")), st.integers(1, 200))


def pairs_of(pairs: dict[tuple[str, str], int]) -> pd.DataFrame:
    rows = [(visiting, host, number) for (visiting, host), number in pairs.items()]
    return pd.DataFrame(rows, columns=["visiting_id", "host_id", "exchanges"])


@given(some_pairs)
@settings(max_examples=60, deadline=None)
def test_the_matrix_holds_every_pair(pairs: dict[tuple[str, str], int]) -> None:
    chart = partnership_matrix(pairs_of(pairs), PARTNERSHIPS, palette=LIGHT, height=500)
    table = chart.table
    assert len(table) == 16
    assert table["exchanges"].sum() == sum(pairs.values())
    found = {(row.visiting_id, row.host_id): row.exchanges for row in table.itertuples() if row.exchanges}
    assert found == pairs
    grid, text, outline = chart.figure.data
    written = {(y, x): shown for x, y, shown in zip(text.x, text.y, text.text, strict=True)}
    for at, row in enumerate("pqrs"):
        for to, column in enumerate("pqrs"):
            number = pairs.get((row, column), 0)
            assert written[at, to] == (str(number) if number else "·")
            assert (grid.z[at][to] is None) == (number == 0)
            assert list(grid.customdata[at][to][:2]) == [row, column]
        assert written[at, 4.1] == f"<b>{sum(n for (v, _), n in pairs.items() if v == row)}</b>"
        assert written[4.1, at] == f"<b>{sum(n for (_, h), n in pairs.items() if h == row)}</b>"
    assert list(outline.x).count(None) == 4


def test_the_matrix_says_how_much_stays_inside() -> None:
    chart = partnership_matrix(pairs_of({("p", "p"): 1, ("p", "q"): 3}), PARTNERSHIPS, palette=LIGHT, height=500)
    assert chart.finding == (
        "2 of 16 directed pairs of partnerships, those inside one included, have an exchange; "
        "1 of 4 exchanges (25\u202f%) stays inside one partnership"
    )
    assert "The most, 3, go from P to Q. 14 of 16 directed pairs have none." in chart.alt


def test_the_matrix_without_exchanges_is_all_dots() -> None:
    chart = partnership_matrix(pairs_of({}), PARTNERSHIPS, palette=DARK, height=500)
    assert chart.finding == "No exchanges between partnerships in this view"
    assert Counter(chart.figure.data[1].text)["·"] == 16
    nobody = partnership_matrix(pairs_of({}), PARTNERSHIPS.head(0), palette=DARK, height=500)
    assert nobody.finding == "No partnerships in this register"
    assert nobody.table.empty


def test_the_matrix_refuses_a_stranger() -> None:
    with pytest.raises(ValueError, match="not both are in the register"):
        partnership_matrix(pairs_of({("p", "zz"): 1}), PARTNERSHIPS, palette=LIGHT, height=500)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_partnerships_are_text(name: str) -> None:
    register = pd.DataFrame({"partnership_id": ["p", "q"], "acronym": [name, "Q"]})
    chart = partnership_matrix(pairs_of({("p", "q"): 2}), register, palette=LIGHT, height=500)
    assert_harmless(chart.figure)
    assert set(chart.table["visiting_name"]) == {name, "Q"}


# Ecosystems


def ecosystems_of(column: str, *rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ecosystem", column, "exchanges"])


def test_ecosystems_count_as_given() -> None:
    df = ecosystems_of(
        "purpose",
        ("Health", "growth in new markets", 7),
        ("Health", "Not given", 1),
        ("Retail", "growth in new markets", 0),
        ("Retail", "Not given", 0),
        ("Not published", "growth in new markets", 9),
        ("Not published", "Not given", 2),
    )
    chart = ecosystem_heatmap(df, "purpose", total=15, palette=LIGHT, height=500)
    assert chart.finding == "1 of 2 ecosystems has exchanges; most are in Health (8); none in Retail"
    assert "15 exchanges" in chart.note
    pd.testing.assert_frame_equal(chart.table, df)
    text = chart.figure.data[1]
    sums = [shown for x, shown in zip(text.x, text.text, strict=True) if x == 2.1]
    assert sums == ["<b>8</b>", "<b>0</b>", "<b>11</b>"]
    assert list(chart.figure.layout.xaxis.ticktext) == ["Growth in new markets", "Not given", "<b>Sum</b>"]


def test_ecosystems_without_exchanges() -> None:
    df = ecosystems_of("category", ("Health", "SME", 0), ("Not published", "SME", 3))
    chart = ecosystem_heatmap(df, "category", total=3, palette=DARK, height=500)
    assert chart.finding == "No exchange is in a published ecosystem in this view"
    assert "organisation category" in chart.alt
    nothing = ecosystem_heatmap(df.head(0), "category", total=0, palette=DARK, height=500)
    assert nothing.finding == "No ecosystems in this register"


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_ecosystems_are_text(name: str) -> None:
    df = ecosystems_of("purpose", (name, name, 3), (name, "b", 1))
    chart = ecosystem_heatmap(df, "purpose", total=4, palette=LIGHT, height=500)
    assert_harmless(chart.figure)
    assert chart.table["ecosystem"].tolist() == [name, name]


# In words


def test_the_sentence_says_who_is_absent_and_where() -> None:
    clusters = clusters_of(("p", 1, 0), ("p", 0, 0), ("q", 0, 0), ("q", 0, 0), ("q", 0, 5))
    countries = countries_of(("Aland", 1, 5, True), ("Bland", 0, 0, True), ("Dland", 2, 0, False))
    assert coverage_sentence(clusters, countries) == (
        "2 of 5 clusters and 1 of 2 countries with a partner cluster took part, and 1 country without one. "
        "Absent: the clusters C1, C2 and C3; the country Bland. "
        "The gap is greatest in Q: 2 of its 3 clusters took no part."
    )


def test_the_sentence_at_its_ends() -> None:
    nobody = coverage_sentence(clusters_of(("p", 0, 0)), countries_of(("Aland", 0, 0, True)))
    assert nobody == (
        "0 of 1 cluster and 0 of 1 country with a partner cluster took part. No cluster has taken part yet."
    )
    everybody = coverage_sentence(clusters_of(("p", 1, 0)), countries_of(("Aland", 1, 0, True)))
    assert everybody == "1 of 1 cluster and 1 of 1 country with a partner cluster took part."
    assert coverage_sentence(clusters_of(), countries_of()) == "The register holds no clusters and no countries."


def test_equal_gaps_go_to_the_larger_share() -> None:
    clusters = clusters_of(("p", 1, 0), ("p", 2, 0), ("p", 0, 0), ("q", 0, 0), ("q", 1, 1))
    assert "The gap is greatest in Q: 1 of its 2 clusters" in coverage_sentence(clusters, countries_of())


def test_partnerships_with_the_same_gap_are_all_named() -> None:
    clusters = clusters_of(("p", 1, 0), ("p", 0, 0), ("q", 0, 0), ("q", 1, 1))
    said = "The gap is greatest in P and Q: 1 of the 2 clusters of each took no part."
    assert said in coverage_sentence(clusters, countries_of())


def test_the_wall_shades_more_activity_with_a_later_step() -> None:
    clusters = clusters_of(*[("p", number, 0) for number in range(1, 8)])
    fills = list(cluster_wall(clusters, palette=LIGHT, height=300).figure.data[0].marker.color)
    order = [LIGHT.ramp.index(fill) for fill in fills]
    assert all(less <= more for less, more in pairwise(order))
    assert order[0] == 0
    assert order[-1] == len(LIGHT.ramp) - 1
