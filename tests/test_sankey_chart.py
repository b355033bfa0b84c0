"""The Sankey draws every exchange once, in a fixed order, with its labels beside its nodes."""

import re
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.palette import DARK, LIGHT
from charts.sankey import OTHER_ID, Side, columns_with_other, flow_sankey, fold, held_on_side, see_through, shortened

IDS = [f"n{number}" for number in range(14)]
NODES = pd.DataFrame({"id": IDS, "name": [f"Land {node}" for node in IDS], "short_name": IDS})
COLUMNS = ["visiting_id", "visiting_name", "host_id", "host_name", "exchanges", "working_days", "lump_sum_eur"]


def links_of(*rows: tuple[str, str, int], days: int = 4, eur: str = "830.10") -> pd.DataFrame:
    return pd.DataFrame(
        [(v, f"Land {v}", h, f"Land {h}", number, days * number, Decimal(eur) * number) for v, h, number in rows],
        columns=COLUMNS,
    )


amounts = st.decimals(min_value=0, max_value=10**11, places=2, allow_nan=False)
some_links = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)),
    st.tuples(st.integers(1, 10**6), st.integers(0, 10**6), amounts),
    max_size=60,
).map(
    lambda pairs: pd.DataFrame(
        [(v, f"Land {v}", h, f"Land {h}", *numbers) for (v, h), numbers in pairs.items()], columns=COLUMNS
    )
)


def money(column: pd.Series) -> Decimal:
    return sum(column, Decimal(0))


@given(some_links, st.integers(1, 16))
@settings(max_examples=120, deadline=None)
def test_folding_loses_nothing(links: pd.DataFrame, top: int) -> None:
    folded = fold(links, NODES, top)
    assert folded["exchanges"].sum() == links["exchanges"].sum()
    assert folded["working_days"].sum() == links["working_days"].sum()
    assert money(folded["lump_sum_eur"]) == money(links["lump_sum_eur"])
    assert not folded.duplicated(["visiting_id", "host_id"]).any()
    for side in ("visiting_id", "host_id"):
        before, after = (frame.groupby(side)["exchanges"].sum().to_dict() for frame in (links, folded))
        kept = after.keys() - {OTHER_ID}
        assert len(kept) == min(top, len(before))
        assert all(after[node] == before[node] for node in kept)
        hidden = before.keys() - kept
        assert after.get(OTHER_ID, 0) == sum(before[node] for node in hidden)
        assert all(
            (-before[node], IDS.index(node)) < (-before[other], IDS.index(other)) for node in kept for other in hidden
        )


@given(some_links, st.integers(1, 16), st.data())
@settings(max_examples=60, deadline=None)
def test_nodes_stand_in_register_order_whatever_is_filtered(links: pd.DataFrame, top: int, data: st.DataObject) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(links), max_size=len(links)))
    left = links.loc[pd.Series(keep, dtype=bool)].sample(frac=1, random_state=1)
    chart = flow_sankey(left, NODES, top=top, level="country", palette=LIGHT)
    if left.empty:
        assert not chart.figure.data
        return
    nodes = chart.figure.data[0].node
    for name, x in (("visiting_country", 1e-6), ("host_country", 1.0)):
        column = [(node, y) for node, y, at in zip(nodes.customdata, nodes.y, nodes.x, strict=True) if at == x]
        ids = [node[1] for node, _ in column]
        assert {node[0] for node, _ in column} == {name}
        places = [IDS.index(node) if node else len(IDS) for node in ids]
        assert places == sorted(places)
        assert [y for _, y in column] == sorted(y for _, y in column)


@given(some_links, st.integers(1, 16))
@settings(max_examples=60, deadline=None)
def test_every_exchange_is_drawn_and_in_the_table(links: pd.DataFrame, top: int) -> None:
    chart = flow_sankey(links, NODES, top=top, level="cluster", palette=DARK)
    total = int(links["exchanges"].sum())
    assert (sum(chart.figure.data[0].link.value) if total else 0) == total
    assert chart.table["exchanges"].sum() == total
    assert money(chart.table["lump_sum_eur"]) == money(links["lump_sum_eur"])
    assert chart.table["working_days"].sum() == links["working_days"].sum()
    assert len(chart.table) == len(links)
    assert chart.table["share_pct"].sum() == pytest.approx(100 if total else 0)
    assert chart.table["exchanges"].is_monotonic_decreasing


@pytest.mark.parametrize("number", [1, 13])
def test_labels_stand_beside_their_nodes(number: int) -> None:
    links = links_of(*[(v, h, 1 + (at * 7) % 5) for at, v in enumerate(IDS[:number]) for h in IDS[:number]])
    figure = flow_sankey(links, NODES, top=13, level="country", palette=LIGHT, height=600).figure
    nodes = figure.data[0].node
    labels = [note for note in figure.layout.annotations if note.hovertext]
    assert len(labels) == len(nodes.y) == 2 * number
    bottom, top = figure.data[0].domain.y
    assert [label.y for label in labels] == pytest.approx([top - y * (top - bottom) for y in nodes.y])
    for label, x, (_, node, hover) in zip(labels, nodes.x, nodes.customdata, strict=True):
        assert (label.x, label.xanchor) == ((0, "right") if x < 0.5 else (1, "left"))
        assert abs(label.xshift) > nodes.thickness / 2
        assert label.hovertext == hover
        assert label.text.startswith(f"Land {node} <b>")


def test_labels_leave_out_what_has_no_room_but_never_the_largest() -> None:
    many = pd.DataFrame({"id": [f"m{at:02}" for at in range(90)]}).assign(name=lambda d: d["id"])
    many["short_name"] = many["id"]
    links = links_of(*[(node, "m00", 50 if node == "m44" else 1) for node in many["id"]])
    figure = flow_sankey(links, many, top=200, level="cluster", palette=LIGHT).figure
    shown = [note for note in figure.layout.annotations if note.hovertext and note.x == 0]
    heights = sorted(note.y * (600 - figure.layout.margin.t - figure.layout.margin.b) for note in shown)
    assert all(above - below >= 13 for below, above in pairwise(heights))
    assert any(note.text == "m44 <b>50</b>" for note in shown)
    assert 10 < len(shown) < 90
    assert sum(figure.data[0].link.value) == 139


def test_finding_counts_the_fewest_that_start_half() -> None:
    half = links_of(("n0", "n1", 5), ("n2", "n1", 3), ("n3", "n0", 2))
    chart = flow_sankey(half, NODES, top=3, level="country", palette=LIGHT)
    assert chart.finding == "Half of the 10 exchanges (5) start from Land n0"
    blue = see_through(LIGHT.blue, 0.5)
    painted = {link[1] for link, colour in _painted(chart.figure) if colour == blue}
    assert painted == {"n0"}

    more = links_of(("n0", "n1", 4), ("n2", "n1", 4), ("n3", "n0", 3))
    chart = flow_sankey(more, NODES, top=3, level="partnership", palette=LIGHT)
    assert chart.finding == "More than half of the 11 exchanges (8) start from two partnerships: n0 and n2"


def _painted(figure: go.Figure) -> list[tuple[list[str], str]]:
    link = figure.data[0].link
    return list(zip(link.customdata, link.color, strict=True))


def test_finding_where_none_stands_out() -> None:
    even = links_of(*[(node, "n0", 2) for node in IDS])
    chart = flow_sankey(even, NODES, top=4, level="country", palette=LIGHT)
    assert chart.finding == "The 28 exchanges start from 14 countries; the largest of them start 2 each"
    assert "Blue" not in chart.note
    lead = links_of(*[(node, "n0", 3 if node == "n9" else 2) for node in IDS])
    chart = flow_sankey(lead, NODES, top=4, level="country", palette=LIGHT)
    assert chart.finding == "The 29 exchanges start from 14 countries; Land n9 starts the most, 3"


@pytest.mark.parametrize(
    ("side", "finding", "painted"),
    [
        ("visiting", "Land n1 visits in 2 of the 10 exchanges (20\u202f%)", {("n1", "n2")}),
        ("host", "Land n1 hosts 5 of the 10 exchanges (50\u202f%)", {("n0", "n1")}),
        ("either", "Land n1 takes part in 7 of the 10 exchanges (70\u202f%)", {("n1", "n2"), ("n0", "n1")}),
    ],
)
def test_highlight_paints_the_links_of_its_side(side: str, finding: str, painted: set[tuple[str, str]]) -> None:
    links = links_of(("n0", "n1", 5), ("n1", "n2", 2), ("n3", "n2", 3))
    chosen = frozenset({"n1"})
    chart = flow_sankey(links, NODES, top=9, highlight=chosen, side=side, level="country", palette=DARK)  # type: ignore[arg-type]
    assert chart.finding == finding
    blue = see_through(DARK.blue, 0.5)
    assert {(link[1], link[3]) for link, colour in _painted(chart.figure) if colour == blue} == painted


def test_a_highlighted_node_is_drawn_even_if_small() -> None:
    links = links_of(*[("n0", node, 9) for node in IDS[1:8]], ("n9", "n12", 1))
    chosen = frozenset({"n12"})
    chart = flow_sankey(links, NODES, top=2, highlight=chosen, side="host", level="country", palette=LIGHT)
    hosts = [node for at, node, _ in chart.figure.data[0].node.customdata if at == "host_country"]
    assert hosts == ["n1", "n12", OTHER_ID]


def test_note_tells_what_is_folded_and_what_stays_inside() -> None:
    links = links_of(("n0", "n0", 6), ("n1", "n0", 5), ("n2", "n3", 4), ("n3", "n3", 1))
    note = flow_sankey(links, NODES, top=1, level="country", palette=LIGHT).note
    assert "Drawn one by one: 1 visiting country and 1 host country;" in note
    assert "“Other” holds 3 visiting countries and 1 host country with 10 exchanges." in note
    assert "Every one of the 16 exchanges is in the picture; 7 stay inside one country." in note
    whole = flow_sankey(links, NODES, top=14, level="country", palette=LIGHT)
    assert "Other" not in whole.note
    assert OTHER_ID not in [node[1] for node in whole.figure.data[0].node.customdata]


def test_hover_counts_against_the_whole() -> None:
    links = links_of(("n0", "n1", 12), ("n2", "n0", 378))
    link = flow_sankey(links, NODES, top=9, level="country", palette=LIGHT).figure.data[0].link
    hover = "Land n0 to Land n1: 12 exchanges, 3.1\u202f% of 390<br>48 working days, €\u202f9\u202f961.20"
    assert ["visiting_country", "n0", "host_country", "n1", hover] in [list(row) for row in link.customdata]


def test_one_exchange() -> None:
    chart = flow_sankey(links_of(("n0", "n1", 1)), NODES, top=10, level="country", palette=LIGHT)
    assert chart.finding == "The one exchange goes from Land n0 to Land n1"
    assert chart.note.startswith("The one exchange is in the picture; none stay inside one country.")
    assert len(chart.table) == 1


def test_few_exchanges_do_not_fill_the_figure() -> None:
    few = flow_sankey(links_of(("n0", "n1", 2)), NODES, top=10, level="country", palette=LIGHT, height=656).figure
    assert few.data[0].domain.y == pytest.approx((1 - 32 / 600, 1))
    many = flow_sankey(links_of(("n0", "n1", 200)), NODES, top=10, level="country", palette=LIGHT, height=656).figure
    assert many.data[0].domain.y == (0, 1)


def test_no_exchanges() -> None:
    chart = flow_sankey(links_of(), NODES, top=10, level="partnership", palette=LIGHT)
    assert chart.finding == "No exchanges between partnerships in this view"
    assert chart.table.empty
    assert chart.figure.layout.height == 600
    assert fold(links_of(), NODES, 3).empty


def test_a_node_that_the_register_does_not_hold_is_drawn_last() -> None:
    links = links_of(("stray", "n1", 2), ("n3", "n1", 1))
    nodes = flow_sankey(links, NODES, top=10, level="country", palette=LIGHT).figure.data[0].node
    assert [node[1] for node in nodes.customdata] == ["n3", "stray", "n1"]


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
    nodes = pd.DataFrame({"id": ["a", "b"], "name": [name, "B"], "short_name": [name, "B"]})
    links = links_of(("a", "b", 3), ("b", "a", 2))
    links["visiting_name"] = links["visiting_id"].map({"a": name, "b": "B"})
    chart = flow_sankey(links, nodes, top=5, level="cluster", palette=LIGHT)
    trace = chart.figure.data[0]
    assert trace.node.hovertemplate == "%{customdata[2]}<extra></extra>"
    assert trace.link.hovertemplate == "%{customdata[4]}<extra></extra>"
    shown = [row[-1] for row in (*trace.node.customdata, *trace.link.customdata)]
    shown += [note.text for note in chart.figure.layout.annotations]
    for text in shown:
        assert not re.sub(r"</?b>|<br>", "", text).count("<")
        assert "%{" not in text
        assert "$" not in text
        assert len(text) < 900
    assert chart.figure.layout.margin.l < 300
    assert len(chart.finding) < 200
    assert "\n" not in chart.finding + chart.note + chart.alt
    assert chart.table["visiting_name"].tolist() == [name, "B"]


def test_missing_money_and_days_count_as_zero() -> None:
    links = links_of(("n0", "n1", 2), ("n2", "n1", 1)).astype({"lump_sum_eur": object, "working_days": object})
    links.loc[0, "lump_sum_eur"] = None
    links.loc[0, "working_days"] = None
    folded = fold(links, NODES, 1)
    assert money(folded["lump_sum_eur"]) == Decimal("830.10")
    assert folded["working_days"].sum() == 4


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one node"):
        flow_sankey(links_of(("n0", "n1", 1)), NODES, top=0, level="country", palette=LIGHT)
    with pytest.raises(KeyError):
        flow_sankey(links_of(("n0", "n1", 1)), NODES, top=3, level="planet", palette=LIGHT)


def test_shortened_keeps_what_fits() -> None:
    assert shortened("Spain", 5) == "Spain"
    assert shortened("Slovenia and more", 9) == "Slovenia…"


@given(some_links, st.integers(1, 16), st.sampled_from(["visiting", "host", "either"]))
@settings(max_examples=60, deadline=None)
def test_other_holds_all_that_is_not_drawn(links: pd.DataFrame, top: int, side: Side) -> None:
    links = links[links["exchanges"] > 0]
    highlight = frozenset(links["host_id"][:1])
    chart = flow_sankey(links, NODES, top=top, highlight=highlight, side=side, level="country", palette=LIGHT)
    shown = {tuple(node[:2]) for trace in chart.figure.data for node in trace.node.customdata}
    assert columns_with_other(chart) == tuple(column for column, node in sorted(shown, reverse=True) if not node)
    for end in ("visiting", "host"):
        column = f"{end}_country"
        held = held_on_side(links, NODES, column, top=top, highlight=highlight, side=side, level="country")
        sizes = links.groupby(f"{end}_id")["exchanges"].sum().to_dict()
        assert dict(zip(held["id"], held["exchanges"], strict=True)) == {
            node: size for node, size in sizes.items() if (column, node) not in shown
        }
