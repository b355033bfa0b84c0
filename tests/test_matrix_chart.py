"""The origin-destination matrix holds every ordered pair once, in every order, lens and measure."""

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.matrix import Lens, Level, Measure, Order, od_matrix
from charts.matrix.frame import frame_of
from charts.matrix.order import by_group, by_similarity
from charts.matrix.scale import scale_of
from charts.matrix.values import Square
from charts.names import brief
from charts.palette import DARK, LIGHT, PALETTES, contrast
from charts.shades import blend, tones, widening
from data.geography.regions import country_regions

HOSTILE = ["<img src=x onerror=alert(1)>", "%{y}", "$x$ & <b>", "=1+1", "a\nb\u202ec", "x" * 3000, ""]
HEIGHT = 620

Pairs = dict[tuple[str, str], int]


def nodes_of(ids: str) -> pd.DataFrame:
    return pd.DataFrame({"id": list(ids), "name": [f"Node {i}" for i in ids], "short_name": list(ids.upper())})


def groups_of(*groups: tuple[str, str]) -> pd.DataFrame:
    """Groups by their members: ("g", "ab") is group g with a and b."""
    rows = [(node, group, group.upper()) for group, members in groups for node in members]
    return pd.DataFrame(rows, columns=["id", "group_id", "group_name"])


def links_of(pairs: Pairs) -> pd.DataFrame:
    """Links with 3 days and 100.50 euro for each exchange."""
    rows = [(v, h, n, 3 * n, Decimal("100.50") * n) for (v, h), n in pairs.items()]
    return pd.DataFrame(rows, columns=["visiting_id", "host_id", "exchanges", "working_days", "lump_sum_eur"])


def draw(pairs: Pairs, ids: str = "pqrs", **settings_of_chart: object) -> go.Figure:
    given_settings = {"level": "partnership", "palette": LIGHT, "height": HEIGHT} | settings_of_chart
    return od_matrix(links_of(pairs), nodes_of(ids), **given_settings).figure  # type: ignore[arg-type]


def written(figure: go.Figure) -> dict[tuple[int, int], str]:
    """The numbers in the cells, by row and column."""
    texts = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]
    return {(y, x): text for trace in texts for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)}


some_pairs = st.dictionaries(st.tuples(st.sampled_from("pqrs"), st.sampled_from("pqrs")), st.integers(1, 200))


@given(
    some_pairs,
    st.sampled_from(get_args(Level)),
    st.sampled_from(get_args(Order)),
    st.sampled_from(get_args(Lens)),
    st.sampled_from(get_args(Measure)),
    st.sampled_from(sorted(PALETTES)),
)
@settings(max_examples=60, deadline=None)
def test_every_pair_is_there_once(
    pairs: Pairs, level: Level, order: Order, lens: Lens, measure: Measure, theme: str
) -> None:
    chart = od_matrix(
        links_of(pairs),
        nodes_of("pqrs"),
        level=level,
        order=order,
        groups=groups_of(("g", "sq"), ("f", "p")),
        lens=lens,
        measure=measure,
        palette=PALETTES[theme],
        height=HEIGHT,
    )
    unit = {"exchanges": Decimal(1), "working_days": Decimal(3), "lump_sum_eur": Decimal("100.50")}[measure]
    grid = next(trace for trace in chart.figure.data if trace.type == "heatmap")
    cells = [tuple(cell[:2]) for row in grid.customdata for cell in row]
    assert sorted(cells) == sorted((v, h) for v in "pqrs" for h in "pqrs")
    rows = [row[0][0] for row in grid.customdata]
    assert all([cell[1] for cell in row] == rows for row in grid.customdata)
    shown = written(chart.figure)
    for y, visiting in enumerate(rows):
        for x, host in enumerate(rows):
            there, back = pairs.get((visiting, host), 0), pairs.get((host, visiting), 0)
            amount = there - back if lens == "net" else there
            assert np.sign(grid.z[y][x]) == np.sign(amount)
            assert ((y, x) in shown) == bool(amount)
            assert (grid.customdata[y][x][2] == "none") == (there == back == 0)
    found = {(row.visiting_id, row.host_id): row for row in chart.table.itertuples()}
    assert len(chart.table) == len(found) == 16
    for (visiting, host), row in found.items():
        there, back = pairs.get((visiting, host), 0), pairs.get((host, visiting), 0)
        assert (row.exchanges, getattr(row, measure)) == (there, unit * there)
        assert (row.returned, row.net) == (unit * back, unit * (there - back))
    beside, above = (trace for trace in chart.figure.data if trace.type == "bar")
    amounts = [[pairs.get((v, h), 0) - (pairs.get((h, v), 0) if lens == "net" else 0) for h in rows] for v in rows]
    scale = 100 if measure == "lump_sum_eur" else 1
    assert [Decimal(x) for x in beside.x] == [unit * sum(row) * scale for row in amounts]
    assert [Decimal(y) for y in above.y] == [unit * sum(row[at] for row in amounts) * scale for at in range(4)]
    assert chart.figure.layout.xaxis2.range == chart.figure.layout.yaxis2.range
    assert [list(cell[:2]) for cell in beside.customdata] == [[node, ""] for node in rows]
    assert [list(cell[:2]) for cell in above.customdata] == [["", node] for node in rows]


@given(some_pairs)
@settings(max_examples=40, deadline=None)
def test_net_is_the_same_both_ways_with_the_other_sign(pairs: Pairs) -> None:
    grid = next(trace for trace in draw(pairs, lens="net").data if trace.type == "heatmap")
    assert (np.array(grid.z) == -np.array(grid.z).T).all()


def test_the_table_starts_with_the_largest() -> None:
    chart = od_matrix(
        links_of({("p", "q"): 2, ("r", "p"): 7, ("s", "s"): 3}),
        nodes_of("pqrs"),
        level="cluster",
        palette=LIGHT,
        height=HEIGHT,
    )
    assert chart.table["exchanges"].tolist() == [7, 3, 2] + [0] * 13
    assert chart.table["visiting_name"].tolist()[:3] == ["Node r", "Node s", "Node p"]
    assert chart.finding == (
        "3 of 16 directed pairs of clusters, those inside one cluster included, have an exchange; "
        "the most, 7 exchanges, are from R to P"
    )
    assert "3 of 12 exchanges (25\u202f%) stay inside one cluster." in chart.alt


def test_money_is_exact_and_in_words() -> None:
    links = links_of({("p", "q"): 1, ("q", "p"): 1})
    links["lump_sum_eur"] = [Decimal("1099.99"), None]
    chart = od_matrix(links, nodes_of("pq"), level="country", measure="lump_sum_eur", palette=LIGHT, height=HEIGHT)
    assert chart.table["lump_sum_eur"].tolist()[:2] == [Decimal("1099.99"), Decimal(0)]
    assert chart.table["net"].tolist()[:2] == [Decimal("1099.99"), Decimal("-1099.99")]
    assert "€\u202f1\u202f100" in chart.finding
    hover = chart.figure.data[0].customdata[1][0][2]
    assert hover == "€\u202f0 (1 exchange); the other way €\u202f1\u202f100"


def test_the_net_lens_names_both_ends() -> None:
    pairs = {("p", "q"): 5, ("q", "p"): 1, ("p", "r"): 2}
    chart = od_matrix(links_of(pairs), nodes_of("pqr"), level="country", lens="net", palette=DARK, height=HEIGHT)
    assert chart.finding == (
        "P visits most beyond what it hosts (6 exchanges); Q hosts most beyond what it visits (4 exchanges)"
    )
    assert written(chart.figure) == {(0, 1): "+4", (1, 0): "−4", (0, 2): "+2", (2, 0): "−2"}
    even = od_matrix(
        links_of({("p", "q"): 2, ("q", "p"): 2}),
        nodes_of("pq"),
        level="country",
        lens="net",
        palette=DARK,
        height=HEIGHT,
    )
    assert even.finding == "All countries visit as much as they host"


def test_nothing_to_show_says_so() -> None:
    empty = od_matrix(links_of({}), nodes_of("pq"), level="cluster", palette=LIGHT, height=HEIGHT)
    assert empty.finding == "No exchanges between clusters in this view"
    assert len(empty.table) == 4
    grid = empty.figure.data[0]
    assert not np.any(grid.z)
    nobody = od_matrix(links_of({}), nodes_of(""), level="cluster", palette=LIGHT, height=HEIGHT)
    assert nobody.finding == "No clusters in this register"
    assert nobody.table.empty
    alone = od_matrix(links_of({("p", "p"): 2}), nodes_of("p"), level="cluster", palette=LIGHT, height=HEIGHT)
    assert alone.finding == "All exchanges stay inside the one cluster; the most, 2 exchanges, are inside P"


def test_a_stranger_and_a_missing_group_are_refused() -> None:
    with pytest.raises(ValueError, match="not both are among the nodes"):
        draw({("p", "zz"): 1})
    with pytest.raises(ValueError, match="needs the groups"):
        draw({("p", "q"): 1}, order="group")


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text(name: str) -> None:
    nodes = nodes_of("pq").assign(short_name=[name, "Q"], name=[name, "Q"])
    groups = groups_of(("g", "pq")).assign(group_name=name)
    chart = od_matrix(
        links_of({("p", "q"): 2}), nodes, level="cluster", order="group", groups=groups, palette=LIGHT, height=HEIGHT
    )
    figure = chart.figure
    texts = [note.text for note in figure.layout.annotations]
    for axis in (figure.layout.xaxis, figure.layout.yaxis, figure.layout.xaxis3, figure.layout.yaxis3):
        texts += list(axis.ticktext)
    for text in texts:
        assert "<" not in re.sub(r"</?[bi]>|<br>", "", text)
        assert "%{" not in text
        assert "$" not in text
        assert len(text) < 400
    assert "\n" not in chart.finding + chart.alt
    assert set(chart.table["visiting_name"]) == {name, "Q"}


# Orders


def test_groups_stand_together_in_their_order() -> None:
    order, sizes = by_group(list("pqrst"), groups_of(("z", "sq"), ("a", "tp")))
    assert [list("pqrst")[at] for at in order] == ["q", "s", "p", "t", "r"]
    assert sizes == [("Z", 2), ("A", 2), ("No group", 1)]


def test_lines_separate_the_groups() -> None:
    figure = draw({("p", "q"): 1}, order="group", groups=groups_of(("z", "sq"), ("a", "pr")))
    names = [note.text for note in figure.layout.annotations if note.text in ("<b>Z</b>", "<b>A</b>")]
    assert names == ["<b>Z</b>", "<b>A</b>"]
    lines = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines"]
    assert list(lines[1].x) == [1.5, 1.5, None, -0.5, 3.5, None]
    assert list(lines[0].x).count(None) == 4


squares = st.integers(0, 9).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 0, 0, 1, 2, 9]), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


@given(squares)
@settings(max_examples=150, deadline=None)
def test_an_order_by_similarity_holds_every_node_once(rows: list[list[int]]) -> None:
    values = np.array(rows, dtype=np.int64).reshape(len(rows), len(rows))
    order = by_similarity(values)
    assert sorted(order) == list(range(len(rows)))
    assert by_similarity(values.copy()) == order
    idle = [at for at in range(len(rows)) if not (values[at].any() or values[:, at].any())]
    assert order[len(order) - len(idle) :] == idle


def test_blocks_that_share_partners_stand_together() -> None:
    values = np.zeros((6, 6), dtype=np.int64)
    for block in ((0, 2, 4), (1, 3, 5)):
        for one, other in permutations(block, 2):
            values[one, other] = 5
    values[0, 1] = 1
    order = by_similarity(values)
    assert {frozenset(order[:3]), frozenset(order[3:])} == {frozenset({0, 2, 4}), frozenset({1, 3, 5})}


def test_a_chain_is_unrolled() -> None:
    chain = [3, 0, 4, 1, 5, 2]
    values = np.zeros((6, 6), dtype=np.int64)
    for one, other in pairwise(chain):
        values[one, other] = 4
    assert by_similarity(values) in (chain, chain[::-1])


def test_the_order_can_outlive_a_filter() -> None:
    whole = links_of({("p", "s"): 9, ("s", "p"): 3, ("q", "r"): 8, ("p", "q"): 1, ("r", "q"): 2})
    few = {("p", "q"): 1}
    kept = draw(few, order="similarity", order_links=whole)
    rows = [row[0][0] for row in kept.data[0].customdata]
    assert abs(rows.index("p") - rows.index("s")) == 1
    assert abs(rows.index("q") - rows.index("r")) == 1
    assert [row[0][0] for row in draw(few, order="similarity").data[0].customdata] == ["p", "q", "r", "s"]


# Shades and sizes


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=30), st.sampled_from(sorted(PALETTES)), st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_amount_has_a_mark_that_stands_out(amounts: list[int], theme: str, is_money: bool) -> None:
    palette = PALETTES[theme]
    values = np.array(amounts, dtype=np.int64)
    square = Square(np.ones((1, 1), dtype=np.int64), values, "lump_sum_eur" if is_money else "exchanges")
    scale = scale_of(square, values, palette, signed=True)
    for amount, step in zip(amounts, scale.steps(values), strict=True):
        assert np.sign(step) == np.sign(amount)
        assert abs(step) <= len(scale.upper)
        fill = scale.fill(int(step))
        assert fill in scale.fills()
        assert not step or contrast(fill, palette.ground) >= 3
    assert len(scale.fills()) == 2 * len(scale.upper) + 1 == len(set(scale.fills()))
    assert list(scale.upper) == sorted(set(scale.upper))
    assert len(scale.chips(square, palette, "none")) == len(scale.fills())


def test_the_key_says_the_ranges() -> None:
    values = np.array([[0, 14], [0, 0]], dtype=np.int64)
    square = Square(values, values, "exchanges")
    plain = scale_of(square, values, LIGHT, signed=False)
    assert [chip[0] for chip in plain.chips(square, LIGHT, "none")] == ["none", "1", "2 to 4", "5 to 8", "9 to 14"]
    signed = scale_of(square, np.array([[0, 2], [-2, 0]]), LIGHT, signed=True)
    assert [chip[0] for chip in signed.chips(square, LIGHT, "0")] == ["−2", "−1", "0", "+1", "+2"]
    cents = Square(values, np.array([[0, 1234567]]), "lump_sum_eur")
    euro = scale_of(cents, cents.amounts, LIGHT, signed=False)
    assert [chip[0] for chip in euro.chips(cents, LIGHT, "none")][1] == "1 to 1\u202f000"


def test_ranges_and_tones() -> None:
    assert widening(36, 6) == (1, 4, 9, 16, 25, 36)
    assert widening(0, 4) == ()
    assert tones(("#000000", "#ffffff"), 3) == ("#000000", "#808080", "#ffffff")
    assert tones(("#000000", "#123456", "#ffffff"), 1) == ("#123456",)
    assert blend("#000000", "#204060", 0.5) == "#102030"


@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("height", [560, 620, 760])
@pytest.mark.parametrize("size", [1, 13, 26, 39, 69, 120])
def test_names_of_rows_do_not_touch(size: int, height: int, grouped: bool) -> None:
    ids = [f"n{at}" for at in range(size)]
    nodes = pd.DataFrame({"id": ids, "name": ids, "short_name": [f"Partnership {at % 13} {at}" for at in range(size)]})
    groups = pd.DataFrame({"id": ids, "group_id": [at // 6 for at in range(size)], "group_name": "A group"})
    figure = od_matrix(
        links_of({}),
        nodes,
        level="cluster",
        order="group" if grouped else "size",
        groups=groups,
        palette=LIGHT,
        height=height,
    ).figure
    frame = frame_of(nodes["short_name"].tolist(), by_group(ids, groups)[1] if grouped else [], height)
    assert frame.left < 420
    assert frame.row * size + frame.bottom < height
    marked: list[int] = []
    layout = figure.layout.to_plotly_json()
    for axis in (layout["yaxis3"], layout.get("yaxis4", {"tickvals": []})):
        places = list(axis["tickvals"])
        marked += places
        assert all((after - before) * frame.row >= frame.type_size + 1 for before, after in pairwise(places))
    assert len(marked) == len(set(marked))
    if size <= 69 and height >= 620:
        assert sorted(marked) == list(range(size))
    heights = sorted(note.y for note in figure.layout.annotations if note.text == "<b>A group</b>")
    assert len(heights) == (-(-size // 6) if grouped else 0)
    assert all((after - before) * frame.row >= 11 for before, after in pairwise(heights))


def test_sixty_nine_clusters_stay_light() -> None:
    ids = [f"cluster-number-{at}" for at in range(69)]
    nodes = pd.DataFrame({"id": ids, "name": ids, "short_name": ids})
    pairs = {(ids[at], ids[(at * at + 1) % 69]): at % 5 + 1 for at in range(69)}
    figure = od_matrix(links_of(pairs), nodes, level="cluster", palette=LIGHT, height=HEIGHT).figure
    marks = Counter(trace.type for trace in figure.data)
    assert marks["heatmap"] == 1
    assert marks["bar"] == 2
    assert not written(figure)
    assert len(figure.to_json()) < 400_000


def test_short_names_keep_what_tells_them_apart() -> None:
    assert brief("Partnership 12 5", 13) == "Partner… 12 5"
    assert brief("Partnership 12 5", 20) == "Partnership 12 5"
    assert brief("Atlanpole Biotherapies", 13) == "Atlanpole Bi…"
    assert brief("a b c d e f g h i j k l m n o p", 13) == "a b c d… o p"


def test_every_country_of_the_register_has_one_region() -> None:
    register = pd.read_csv(Path("data/reference/countries.csv"), keep_default_na=False)
    regions = country_regions()
    assert sorted(regions["country_code"]) == sorted(register["country_code"])
    assert set(regions["basis"]) == {"assumed"}
    assert regions["region"].tolist() == [
        r for r in dict.fromkeys(regions["region"]) for _ in range((regions["region"] == r).sum())
    ]
