"""Sankeys of two to four columns: nothing lost, nothing jumps, everything told."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.chart import Chart
from charts.palette import DARK, LIGHT, Palette
from charts.sankey import OTHER_ID, ColumnSpec, Node, PathMeasure, column_spec, path_sankey, see_through
from charts.sankey.paths import MOST_MARKED, Path, Sums, folded, kept_nodes, read, total, totals
from charts.typeface import line_width

MEASURES: tuple[PathMeasure, ...] = ("exchanges", "working_days", "lump_sum_eur")
PRESETS = [
    ("visiting_country", "host_country"),
    ("visiting_partnership", "host_partnership"),
    ("visiting_country", "visiting_partnership", "host_country"),
    ("ecosystem", "purpose"),
    ("visiting_cluster", "category", "host_partnership", "host_country"),
]
IDS = [f"n{number}" for number in range(12)]
SIZES = {node: 100 - at for at, node in enumerate(IDS)}


def column(name: str, ids: Sequence[str] = IDS) -> ColumnSpec:
    return ColumnSpec(name, tuple(Node(node, f"Land {node}", node, SIZES.get(node, 1)) for node in ids))


def frame(rows: Sequence[tuple[tuple[str, ...], int, int, Decimal]], width: int) -> pd.DataFrame:
    names = [f"column_{at + 1}" for at in range(width)]
    return pd.DataFrame(
        [(*ids, *numbers) for ids, *numbers in rows], columns=[*names, "exchanges", "working_days", "lump_sum_eur"]
    )


def of(*rows: tuple[str, int]) -> pd.DataFrame:
    """Paths written as "n1 n2" with their exchanges, 4 days and 100.10 EUR each."""
    paths = [(tuple(ids.split()), n, 4 * n, Decimal("100.10") * n) for ids, n in rows]
    return frame(paths, len(paths[0][0]))


amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)


@st.composite
def some_paths(draw: st.DrawFn) -> tuple[list[ColumnSpec], pd.DataFrame]:
    """Columns of a preset, each in an order of its own, and paths through them."""
    names = draw(st.sampled_from(PRESETS))
    columns = [column(name, draw(st.permutations(IDS))) for name in names]
    ids = st.tuples(*[st.sampled_from(IDS)] * len(names))
    numbers = st.tuples(st.integers(1, 500), st.integers(0, 9_000), amounts)
    rows = draw(st.dictionaries(ids, numbers, min_size=1, max_size=50))
    return columns, frame([(path, *values) for path, values in rows.items()], len(names))


def money(values: Sequence[Decimal] | pd.Series) -> Decimal:
    return sum(values, Decimal(0))


def column_sums(figure: go.Figure) -> list[dict[str, float]]:
    """What the links bring into or take out of each node of the figure, column by column, by id."""
    link, nodes = figure.data[0].link, figure.data[0].node.customdata
    names = list(dict.fromkeys(node[0] for node in nodes))
    sums: list[dict[str, float]] = [{} for _ in names]
    for source, target, value in zip(link.source, link.target, link.value, strict=True):
        for at, node in ((names.index(nodes[source][0]), nodes[source][1]), (-1, nodes[target][1])):
            if at >= 0:
                sums[at][node] = sums[at].get(node, 0) + value
            elif names.index(nodes[target][0]) == len(names) - 1:
                sums[-1][node] = sums[-1].get(node, 0) + value
    return sums


@given(some_paths(), st.integers(1, 14), st.sampled_from(MEASURES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_folding_keeps_all_sums_exact(
    given_paths: tuple[list[ColumnSpec], pd.DataFrame], top: int, measure: PathMeasure, marks: bool
) -> None:
    columns, table = given_paths
    paths = read(table, [f"column_{at + 1}" for at in range(len(columns))])
    kept = kept_nodes(paths, columns, measure, top, {}, marks)
    drawn = folded(paths, kept)
    whole = Sums(int(table["exchanges"].sum()), int(table["working_days"].sum()), money(table["lump_sum_eur"]))
    assert total(drawn) == total(paths) == whole
    for at, keeps in enumerate(kept):
        before, after = totals(paths, at), totals(drawn, at)
        assert sum(after.values(), Sums()) == whole
        assert len(keeps) == (min(top, len(IDS)) if marks else min(top, len(before)))
        assert all(after.get(node, Sums()) == before.get(node, Sums()) for node in keeps)
        hidden = [before[node].of(measure) for node in before if node not in keeps]
        shown = [before[node].of(measure) for node in before if node in keeps]
        assert not hidden or not shown or max(hidden) <= min(shown)


@given(some_paths(), st.integers(1, 14), st.sampled_from(MEASURES))
@settings(max_examples=40, deadline=None)
def test_each_column_of_the_figure_adds_up_to_the_whole(
    given_paths: tuple[list[ColumnSpec], pd.DataFrame], top: int, measure: PathMeasure
) -> None:
    columns, table = given_paths
    chart = path_sankey(table, columns, measure=measure, top=top, palette=LIGHT)
    assert int(chart.table["exchanges"].sum()) == int(table["exchanges"].sum())
    assert int(chart.table["working_days"].sum()) == int(table["working_days"].sum())
    assert money(chart.table["lump_sum_eur"]) == money(table["lump_sum_eur"])
    assert len(chart.table) == len(table)
    whole = float(money(table[measure])) if measure == "lump_sum_eur" else int(table[measure].sum())
    if not whole:
        assert not chart.figure.data
        return
    for sums in column_sums(chart.figure):
        assert sum(sums.values()) == pytest.approx(whole, rel=1e-12)


@given(some_paths(), st.integers(1, 14), st.data())
@settings(max_examples=40, deadline=None)
def test_order_and_colour_hold_under_every_filter(
    given_paths: tuple[list[ColumnSpec], pd.DataFrame], top: int, data: st.DataObject
) -> None:
    columns, table = given_paths
    keep = data.draw(st.lists(st.booleans(), min_size=len(table), max_size=len(table)))
    left = table.loc[pd.Series(keep, dtype=bool)].sample(frac=1, random_state=1)
    whole, part = (path_sankey(rows, columns, top=top, palette=DARK).figure for rows in (table, left))
    if left.empty:
        assert not part.data
        return
    colours = [
        dict(zip([tuple(n[:2]) for n in f.data[0].node.customdata], f.data[0].node.color, strict=True))
        for f in (whole, part)
    ]
    assert all(colours[0][node] == colours[1][node] for node in colours[0].keys() & colours[1].keys())
    for spec, at in zip(columns, range(len(columns)), strict=True):
        order = [*(node.id for node in spec.nodes), OTHER_ID]
        for figure in (whole, part):
            labels = [
                note for note in figure.layout.annotations if note.hovertext and json.loads(note.name)[0] == spec.name
            ]
            ids = [json.loads(note.name)[1] for note in labels]
            assert [order.index(node) for node in ids] == sorted(order.index(node) for node in ids)
            heights = [note.y for note in labels]
            assert heights == sorted(heights, reverse=True)
            assert {note.x for note in labels} == {at / (len(columns) - 1)}
            # Marks and nodes together are always as many.
            assert len([node for node in ids if node]) == min(top, len(IDS))


def test_emptied_nodes_stay_as_marks_in_their_place() -> None:
    columns = [column("visiting_country"), column("host_country")]
    chart = path_sankey(of(("n5 n7", 3), ("n2 n7", 1)), columns, top=20, palette=LIGHT)
    figure = chart.figure
    assert [node[1] for node in figure.data[0].node.customdata] == ["n2", "n5", "n7"]
    assert len(figure.layout.shapes) == 24 - 3
    labels = [note for note in figure.layout.annotations if note.hovertext]
    assert [json.loads(note.name)[1] for note in labels] == IDS * 2
    empty = next(note for note in labels if json.loads(note.name) == ["host_country", "n2"])
    assert empty.text == "n2 <b>0</b>"
    assert empty.hovertext == "n2<br>Land n2<br>no exchanges in this view"
    assert empty.font.color == LIGHT.muted_text
    mark = next(shape for shape in figure.layout.shapes if shape.yanchor == empty.y and shape.xanchor == 1)
    assert mark.y1 - mark.y0 == 2


def test_long_columns_have_no_marks_but_one_other() -> None:
    ids = [f"k{at}" for at in range(MOST_MARKED + 1)]
    columns = [column("visiting_cluster", ids), column("host_cluster", ids)]
    rows = [(f"{node} k0", 2) for node in ids[:20]]
    figure = path_sankey(of(*rows), columns, top=15, palette=LIGHT).figure
    assert not figure.layout.shapes
    visiting = [node[1] for node in figure.data[0].node.customdata if node[0] == "visiting_cluster"]
    assert visiting == [*ids[:15], OTHER_ID]
    assert column_sums(figure)[0][OTHER_ID] == 10


def test_the_largest_of_the_snapshot_are_drawn_one_by_one_only_if_they_are_large_in_the_view() -> None:
    columns = [column("visiting_country"), column("host_country")]
    figure = path_sankey(of(("n0 n1", 1), ("n8 n1", 5), ("n9 n1", 4)), columns, top=2, palette=LIGHT).figure
    visiting = [node[1] for node in figure.data[0].node.customdata if node[0] == "visiting_country"]
    assert visiting == ["n8", "n9", OTHER_ID]


def test_a_highlighted_path_is_blue_from_end_to_end() -> None:
    columns = [column("visiting_country"), column("visiting_partnership"), column("host_country")]
    paths = of(("n8 n1 n2", 3), ("n9 n1 n2", 2), ("n9 n1 n3", 4))
    chosen = {"visiting_country": frozenset({"n8"})}
    chart = path_sankey(paths, columns, top=12, highlight=chosen, palette=LIGHT)
    assert chart.finding == "n8 visits in 3 of the 9 exchanges (33\u202f%)"
    link = chart.figure.data[0].link
    parts = {
        (tuple(custom[:4]), value): colour
        for custom, value, colour in zip(link.customdata, link.value, link.color, strict=True)
    }
    blue = see_through(LIGHT.blue, 0.5)
    assert {part for part, colour in parts.items() if colour == blue} == {
        (("visiting_country", "n8", "visiting_partnership", "n1"), 3),
        (("visiting_partnership", "n1", "host_country", "n2"), 3),
    }
    assert parts[("visiting_partnership", "n1", "host_country", "n2"), 2] != blue
    hover = next(
        c[4]
        for c, colour in zip(link.customdata, link.color, strict=True)
        if colour == blue and c[0] == "visiting_partnership"
    )
    assert hover.startswith("n1 to n2: 5 exchanges, 55.6\u202f% of 9<br>20 working days")
    assert hover.endswith("this part: 3 exchanges, highlighted")


def test_a_directed_pair_is_highlighted_together() -> None:
    columns = [column("visiting_country"), column("host_country")]
    paths = of(("n8 n2", 3), ("n8 n3", 2), ("n4 n2", 5))
    chosen = {"visiting_country": frozenset({"n8"}), "host_country": frozenset({"n2"})}
    pair = path_sankey(paths, columns, top=12, highlight=chosen, together=True, palette=LIGHT)
    assert pair.finding == "n8 to n2 has 3 of the 10 exchanges (30\u202f%)"
    assert "Blue: the exchanges from n8 to n2." in pair.note
    either = path_sankey(paths, columns, top=12, highlight=chosen, palette=LIGHT)
    assert either.finding == "n8 and n2 take part in 10 of the 10 exchanges (100\u202f%)"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_stays_inside_has_its_own_tone_and_is_counted(palette: Palette) -> None:
    columns = [column("visiting_partnership"), column("purpose"), column("host_partnership")]
    chart = path_sankey(of(("n1 n0 n1", 4), ("n1 n0 n2", 6)), columns, top=12, palette=palette)
    assert "4 stay inside one partnership. Orange: those that stay inside." in chart.note
    link = chart.figure.data[0].link
    accent = see_through(palette.accent, 0.7)
    assert [v for v, colour in zip(link.value, link.color, strict=True) if colour == accent] == [4, 4]
    inside = [c[4] for c, colour in zip(link.customdata, link.color, strict=True) if colour == accent]
    assert all("inside one partnership" in hover for hover in inside)


@pytest.mark.parametrize(
    ("measure", "finding"),
    [
        ("exchanges", "More than half of the 13 exchanges (9) start from n5"),
        ("working_days", "More than half of the 52 working days (36) are spent by visitors from n5"),
        ("lump_sum_eur", "More than half of the €\u202f1\u202f301 of lump sums (€\u202f901) go to visitors from n5"),
    ],
)
def test_finding_speaks_of_the_measure(measure: PathMeasure, finding: str) -> None:
    columns = [column("visiting_country"), column("host_country")]
    chart = path_sankey(of(("n5 n1", 9), ("n6 n1", 4)), columns, measure=measure, top=12, palette=LIGHT)
    assert chart.finding == finding
    assert "from 2 visiting countries to 1 host country" in chart.alt


def test_what_has_nothing_of_the_measure_is_told() -> None:
    columns = [column("visiting_country"), column("host_country")]
    paths = of(("n5 n1", 9), ("n6 n1", 4))
    paths["lump_sum_eur"] = [Decimal("900.00"), Decimal("0.00")]
    chart = path_sankey(paths, columns, measure="lump_sum_eur", top=12, palette=LIGHT)
    assert "9 of the 13 exchanges are in the picture, 4 exchanges without a lump sum are not;" in chart.note
    assert chart.table["exchanges"].sum() == 13
    paths["lump_sum_eur"] = Decimal("0.00")
    empty = path_sankey(paths, columns, measure="lump_sum_eur", top=12, palette=LIGHT)
    assert empty.finding == "No lump sums between countries in this view"
    assert not empty.figure.data
    assert len(empty.table) == 2


def test_values_are_on_the_picture_only_if_asked() -> None:
    columns = [column("visiting_country"), column("host_country")]
    for wanted in (True, False):
        chart = path_sankey(of(("n5 n1", 9)), columns, top=12, show_values=wanted, palette=LIGHT)
        texts = [note.text for note in chart.figure.layout.annotations if note.hovertext]
        assert any("<b>9</b>" in text for text in texts) is wanted
        assert all("9 exchanges" in node[2] for node in chart.figure.data[0].node.customdata)


def boxes(chart: Chart, width: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every label, by the widths that the layout reckons with."""
    layout = chart.figure.layout
    plot_width = width - layout.margin.l - layout.margin.r
    plot_height = layout.height - layout.margin.t - layout.margin.b
    found = []
    for note in layout.annotations:
        lines = re.sub(r"</?b>", "", note.text).split("<br>")
        wide = max(line_width(line, note.font.size) for line in lines)
        line_height = {13: 17.0, 12: 15.5, 11: 14.0}[note.font.size]
        x = layout.margin.l + note.x * plot_width + (note.xshift or 0)
        x -= {"left": 0, "center": wide / 2, "right": wide}[note.xanchor]
        y = layout.margin.t + (1 - note.y) * plot_height - (note.yshift or 0)
        high = len(lines) * line_height
        y -= {"middle": high / 2, "bottom": high}[note.yanchor]
        found.append((x, y, x + wide, y + high))
    return found


@given(some_paths(), st.integers(1, 14), st.integers(300, 800), st.integers(960, 1600))
@settings(max_examples=40, deadline=None)
def test_labels_neither_meet_nor_leave_the_figure(
    given_paths: tuple[list[ColumnSpec], pd.DataFrame], top: int, height: int, width: int
) -> None:
    columns, table = given_paths
    long = [
        ColumnSpec(
            c.name,
            tuple(Node(n.id, f"{n.id} Cluster of the far north-east and more", n.id * 9, n.size) for n in c.nodes),
        )
        for c in columns
    ]
    chart = path_sankey(table, long, top=top, palette=LIGHT, height=height)
    places = boxes(chart, width)
    assert len(places) > 2
    for at, (left, upper, right, lower) in enumerate(places):
        assert left >= 0
        assert right <= width
        assert upper >= 0
        assert lower <= height + 1
        for other in places[at + 1 :]:
            beside = right <= other[0] + 0.01 or other[2] <= left + 0.01
            apart = lower <= other[1] + 1 or other[3] <= upper + 1
            assert beside or apart


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<b>Bold</b> & <a href='javascript:1'>link</a>",
    "%{customdata[0]}{x}",
    "$\\frac{1}{2}$",
    "=1+1",
    "line\nbreak\u202eright",
    "x" * 4000,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(name: str) -> None:
    nodes = pd.DataFrame({"id": ["a", "b"], "name": [name, "B"], "short_name": [name, "B"], "exchanges": [3, 2]})
    columns = [column_spec(field, nodes) for field in ("visiting_country", "visiting_partnership", "host_country")]
    chart = path_sankey(of(("a b a", 3), ("b a b", 2)), columns, top=5, palette=LIGHT)
    trace = chart.figure.data[0]
    shown = [row[-1] for row in (*trace.node.customdata, *trace.link.customdata)]
    shown += [note.text for note in chart.figure.layout.annotations]
    for text in shown:
        assert not re.sub(r"</?b>|<br>", "", text).count("<")
        assert "%{" not in text
        assert "$" not in text
        assert len(text) < 900
    assert chart.figure.layout.margin.l < 300
    assert "\n" not in chart.finding + chart.note + chart.alt
    assert len(chart.finding) < 250
    assert name in chart.table["visiting_country"].tolist()


def test_wrong_arguments_are_refused() -> None:
    columns = [column("visiting_country"), column("host_country")]
    with pytest.raises(ValueError, match="at least one node"):
        path_sankey(of(("n1 n2", 1)), columns, top=0, palette=LIGHT)
    with pytest.raises(ValueError, match="different columns"):
        path_sankey(of(("n1", 1)), columns[:1], top=5, palette=LIGHT)
    with pytest.raises(ValueError, match="different columns"):
        path_sankey(of(("n1 n2", 1)), [columns[0]] * 2, top=5, palette=LIGHT)
    with pytest.raises(KeyError):
        path_sankey(of(("n1 n2", 1)), [columns[0], column("weather")], top=5, palette=LIGHT)


def test_no_exchanges() -> None:
    columns = [column("ecosystem"), column("purpose")]
    chart = path_sankey(of(("n1 n2", 1)).iloc[:0], columns, top=5, palette=LIGHT)
    assert chart.finding == "No exchanges in this view"
    assert chart.table.empty
    assert list(chart.table.columns) == [
        "ecosystem",
        "purpose",
        "exchanges",
        "share_pct",
        "working_days",
        "lump_sum_eur",
    ]


def test_sums_add_up() -> None:
    one, other = Sums(1, 4, Decimal("0.10")), Sums(2, 0, Decimal("0.20"))
    assert one + other == Sums(3, 4, Decimal("0.30"))
    assert total([Path(("a",), one), Path(("b",), other)]).of("lump_sum_eur") == Decimal("0.30")
