"""Net sums to zero, reciprocity is symmetric and between 0 and 1, and one-way pairs are all listed."""

import re
from fractions import Fraction
from typing import get_args

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.balance import (
    Order,
    balance_chart,
    net_of_nodes,
    one_way_pairs,
    overall_reciprocity,
    pair_balance,
    reciprocity,
)
from charts.balance.balance_chart import Level
from charts.palette import DARK, LIGHT

HOSTILE = ["<img src=x onerror=alert(1)>", "%{y}", "$x$ & <b>", "=1+1", "a\nb\u202ec", "x" * 3000, ""]
HEIGHT = 620
Pairs = dict[tuple[str, str], int]


def nodes_of(ids: str) -> pd.DataFrame:
    return pd.DataFrame({"id": list(ids), "name": list(ids), "short_name": list(ids.upper())})


def links_of(pairs: Pairs) -> pd.DataFrame:
    rows = [(visiting, host, number) for (visiting, host), number in pairs.items()]
    return pd.DataFrame(rows, columns=["visiting_id", "host_id", "exchanges"])


some_pairs = st.dictionaries(st.tuples(st.sampled_from("pqrst"), st.sampled_from("pqrst")), st.integers(0, 300))


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_reciprocity_is_symmetric_and_a_share(there: int, back: int) -> None:
    found = reciprocity(there, back)
    assert found == reciprocity(back, there)
    if there + back == 0:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found <= 1
        assert (found == 1) == (there == back)
        assert (found == 0) == (min(there, back) == 0)


def test_reciprocity_by_hand() -> None:
    assert reciprocity(3, 1) == Fraction(1, 2)
    with pytest.raises(ValueError, match="not negative"):
        reciprocity(-1, 2)


@given(some_pairs)
@settings(max_examples=150, deadline=None)
def test_net_sums_to_zero_and_every_pair_is_counted_once(pairs: Pairs) -> None:
    links, nodes = links_of(pairs), nodes_of("pqrst")
    nets = net_of_nodes(links, nodes)
    assert nets["net"].sum() == 0
    assert nets["visiting"].sum() == nets["hosting"].sum() == sum(pairs.values())
    assert nets["id"].tolist() == list("pqrst")
    assert nets["inside"].sum() == sum(n for (v, h), n in pairs.items() if v == h)
    found = pair_balance(links, nodes)
    seen = {frozenset((row.visiting_id, row.host_id)): row for row in found.itertuples()}
    assert len(seen) == len(found)
    assert set(seen) == {frozenset(pair) for pair, n in pairs.items() if n and pair[0] != pair[1]}
    for row in found.itertuples():
        there = pairs.get((row.visiting_id, row.host_id), 0)
        back = pairs.get((row.host_id, row.visiting_id), 0)
        assert (row.exchanges, row.returned, row.net) == (there, back, there - back)
        assert row.net >= 0
        assert row.reciprocity == pytest.approx(2 * min(there, back) / (there + back))
        assert row.is_one_way == (back == 0)
    assert found["net"].is_monotonic_decreasing
    one_way = one_way_pairs(links, nodes)
    assert len(one_way) == sum(1 for row in found.itertuples() if not row.returned)
    assert one_way["exchanges"].is_monotonic_decreasing
    overall = overall_reciprocity(found)
    assert (overall is None) == found.empty
    if overall is not None:
        assert 0 <= overall <= 1
        assert overall_reciprocity(pair_balance(links_of({(h, v): n for (v, h), n in pairs.items()}), nodes)) == overall


def test_pairs_by_hand() -> None:
    pairs = {("p", "q"): 1, ("q", "p"): 3, ("r", "p"): 4, ("q", "r"): 2, ("r", "q"): 2, ("p", "p"): 9}
    found = pair_balance(links_of(pairs), nodes_of("pqr"))
    columns = ["visiting_id", "host_id", "exchanges", "returned", "net", "reciprocity", "is_one_way"]
    assert found[columns].to_numpy().tolist() == [
        ["r", "p", 4, 0, 4, 0.0, True],
        ["q", "p", 3, 1, 2, 0.5, False],
        ["q", "r", 2, 2, 0, 1.0, False],
    ]
    assert overall_reciprocity(found) == Fraction(6, 12)
    assert one_way_pairs(links_of(pairs), nodes_of("pqr"))["visiting_name"].tolist() == ["R"]


@given(some_pairs, st.sampled_from(get_args(Level)), st.sampled_from(get_args(Order)))
@settings(max_examples=50, deadline=None)
def test_every_node_has_its_bar(pairs: Pairs, level: Level, order: Order) -> None:
    chart = balance_chart(links_of(pairs), nodes_of("pqrst"), level=level, order=order, palette=DARK, height=HEIGHT)
    bars = [trace for trace in chart.figure.data if trace.type == "bar"]
    nets = dict(zip(chart.table["id"], chart.table["net"], strict=True))
    drawn = {row[0]: net for row, net in zip(bars[0].customdata, bars[0].x, strict=True)}
    assert drawn == nets
    if order == "net":
        assert list(bars[0].x) == sorted(bars[0].x, reverse=True)
    else:
        assert list(drawn) == list("pqrst")
    texts = [trace for trace in chart.figure.data if trace.type == "scatter"]
    said = {y: text.strip("\u00a0") for trace in texts for y, text in zip(trace.y, trace.text, strict=True)}
    # Thousands are parted, as everywhere.
    signs = {y: f"{net:+,}".replace(",", "\u202f").replace("-", "−") if net else "0" for y, net in enumerate(bars[0].x)}
    assert said == signs
    one_way = one_way_pairs(links_of(pairs), nodes_of("pqrst"))
    if len(one_way):
        assert [tuple(row[:2]) for row in bars[1].customdata] == list(
            zip(one_way["visiting_id"], one_way["host_id"], strict=True)
        )
    else:
        assert len(bars) == 1


def test_the_balance_in_words() -> None:
    pairs = {("p", "q"): 1, ("q", "p"): 3, ("r", "p"): 4, ("q", "r"): 2, ("r", "q"): 2, ("p", "p"): 9}
    chart = balance_chart(links_of(pairs), nodes_of("pqr"), level="country", palette=LIGHT, height=HEIGHT)
    assert chart.finding == (
        "Reciprocity is 50\u202f%: 1 of 3 pairs of countries goes one way only; R visits most beyond what it hosts (+4)"
    )
    assert "2 visit more than they host, 1 host more, 0 are even" in chart.alt
    assert "R to P, 4 exchanges" in chart.alt
    nothing = balance_chart(links_of({}), nodes_of("pq"), level="country", palette=LIGHT, height=HEIGHT)
    assert nothing.finding == "No exchanges between countries in this view"
    assert nothing.table["net"].tolist() == [0, 0]
    nobody = balance_chart(links_of({}), nodes_of(""), level="cluster", palette=LIGHT, height=HEIGHT)
    assert nobody.finding == "No clusters in this register"


def test_many_nodes_stand_in_two_columns() -> None:
    ids = [f"n{at}" for at in range(69)]
    nodes = pd.DataFrame({"id": ids, "name": ids, "short_name": ids})
    pairs = {(ids[at], ids[(at + 7) % 69]): at + 1 for at in range(69)}
    chart = balance_chart(links_of(pairs), nodes, level="cluster", palette=LIGHT, height=HEIGHT)
    bars = [trace for trace in chart.figure.data if trace.type == "bar"]
    assert [row[0] for trace in bars[:2] for row in trace.customdata] == ids
    assert len(bars[0].x) == 35
    named = [*chart.figure.layout.yaxis.ticktext, *chart.figure.layout.yaxis3.ticktext]
    assert named == ids
    assert chart.figure.layout.yaxis.range == chart.figure.layout.yaxis3.range
    assert chart.figure.layout.xaxis.range == chart.figure.layout.xaxis3.range
    listed = len(bars[2].x)
    assert list(bars[2].x) == sorted(pairs.values(), reverse=True)[:listed]
    assert f"69 pairs one way only, the largest {listed}" in [note.text for note in chart.figure.layout.annotations]


def test_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="not both are among the nodes"):
        balance_chart(links_of({("p", "zz"): 1}), nodes_of("pq"), level="cluster", palette=LIGHT, height=HEIGHT)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text(name: str) -> None:
    nodes = nodes_of("pq").assign(short_name=[name, "Q"])
    chart = balance_chart(links_of({("p", "q"): 2}), nodes, level="cluster", palette=LIGHT, height=HEIGHT)
    figure = chart.figure
    texts = [note.text for note in figure.layout.annotations]
    texts += [*figure.layout.yaxis.ticktext, *figure.layout.yaxis2.ticktext]
    texts += [row[-1] for trace in figure.data if trace.type == "bar" for row in trace.customdata]
    for text in texts:
        assert "<" not in re.sub(r"</?[bi]>|<br>", "", text)
        assert "%{" not in text
        assert "$" not in text
        assert len(text) < 300
    assert "\n" not in chart.finding + chart.alt
    assert chart.table["name"].tolist() == [name, "Q"]
