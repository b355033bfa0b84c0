"""The balance lens and the focus of the map: net flows per pair, and routes of chosen places in colour."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.map.routes import net_pairs, with_opposite
from charts.palette import LIGHT
from tests.map_links import COUNTRIES, ROUTES, Link, countries_frame, draw, lines, links_frame, trace, trace_names

NAMES = {code: name for code, (name, *_) in COUNTRIES.items()}
codes = st.sampled_from(sorted(COUNTRIES))
some_links = st.dictionaries(st.tuples(codes, codes), st.integers(1, 40), max_size=20).map(
    lambda found: [(a, b, n) for (a, b), n in found.items()]
)


def nets(links: list[Link]) -> list[tuple[str, str, int, int]]:
    """visiting, host, net, back of each pair."""
    between = [link for link in links if link[0] != link[1]]
    columns = ["visiting_id", "host_id", "exchanges", "back"]
    return [tuple(row) for row in net_pairs(with_opposite(links_frame(between, NAMES)))[columns].to_numpy()]


def test_a_pair_has_one_row_from_who_sends_more() -> None:
    links = [("FR", "ES", 9), ("ES", "FR", 4), ("DE", "ES", 4), ("PL", "DE", 2), ("DE", "PL", 2)]
    assert nets(links) == [("FR", "ES", 5, 4), ("DE", "ES", 4, 0), ("DE", "PL", 0, 2)]


@given(some_links)
def test_net_flows_keep_all_exchanges_and_sum_to_the_balance_of_each_country(links: list[Link]) -> None:
    rows = nets(links)
    assert sum(net + 2 * back for _, _, net, back in rows) == sum(n for a, b, n in links if a != b)
    balance: Counter[str] = Counter()
    for visiting, host, net, back in rows:
        assert net >= 0
        assert back >= 0
        balance[visiting] += net
        balance[host] -= net
    assert sum(balance.values()) == 0
    frame = countries_frame(links, {})
    assert frame["net"].sum() == 0
    assert {code: balance[code] for code in COUNTRIES} == dict(zip(frame["country_code"], frame["net"], strict=True))


@settings(max_examples=20)
@given(some_links)
def test_the_picture_has_each_pair_once_and_the_table_every_exchange(links: list[Link]) -> None:
    chart = draw(links, measure="net", top=3)
    pairs = {frozenset((a, b)) for a, b, _ in links if a != b}
    ribbons_and_lines = ("ribbons", "ribbons of net flows", "thin routes")
    assert sum(lines(item) for item in chart.figure.data if item.name in ribbons_and_lines) == len(pairs)
    assert chart.table["exchanges"].sum() == sum(n for *_, n in links)


def test_one_way_pairs_are_full_and_net_ones_hollow() -> None:
    chart = draw(ROUTES, measure="net")
    assert lines(trace(chart, "ribbons")) == 3
    assert trace(chart, "ribbons").fillcolor == LIGHT.text
    assert lines(trace(chart, "ribbons of net flows")) == 1
    assert trace(chart, "ribbons of net flows").fillcolor == LIGHT.ground
    assert {"One way only", "Net of both ways"} <= set(trace_names(chart))
    assert trace(chart, "routes").hovertext[0] == "France to Spain: 5 more than back (9 to 4)"
    assert "Germany to Spain: 4 exchanges, none back" in trace(chart, "routes").hovertext
    assert list(trace(chart, "widths").text)[-1] == "<b>Net of one pair</b>"


def test_a_balanced_pair_is_a_line_and_not_an_arrow() -> None:
    chart = draw([("FR", "ES", 2), ("ES", "FR", 2), ("DE", "PL", 1)], measure="net")
    assert lines(trace(chart, "ribbons")) == 1
    assert lines(trace(chart, "thin routes")) == 1
    assert "2 exchanges each way" in trace(chart, "routes").hovertext[1]
    assert chart.note.startswith(
        "A ribbon shows by how much one direction exceeds the other; 2 pairs, of which 1 one way only and 1 balanced; "
        "the balanced pairs as thin lines."
    )


def test_the_table_of_the_lens_has_both_directions() -> None:
    table = draw(ROUTES, measure="net").table
    both = dict(
        zip(zip(table["visiting_name"], table["host_name"], strict=True), table["opposite_exchanges"], strict=True)
    )
    assert both["France", "Spain"] == 4
    assert both["Spain", "France"] == 9
    assert both["Germany", "Spain"] == 0
    assert both["France", "France"] == 0


@pytest.mark.parametrize("measure", ["both", "net"])
def test_routes_of_the_focus_are_in_colour_and_the_others_grey(measure: str) -> None:
    chart = draw(ROUTES, measure=measure, focus=frozenset({"PL"}))
    assert trace(chart, "ribbons of others").fillcolor == LIGHT.grey
    of_focus = [item for item in chart.figure.data if item.name in ("ribbons", "ribbons of net flows")]
    assert sum(lines(item) for item in of_focus) == 2
    assert lines(trace(chart, "ribbons of others")) == (3 if measure == "both" else 2)
    points = trace(chart, "country points")
    filled = {row[0] for row, fill in zip(points.customdata, points.marker.color, strict=True) if fill == LIGHT.accent}
    assert filled == {"PL"}


def test_a_focus_that_no_route_touches_leaves_all_grey() -> None:
    chart = draw(ROUTES, focus=frozenset({"IS"}))
    assert "ribbons" not in trace_names(chart)
    assert lines(trace(chart, "ribbons of others")) == 5


def test_without_a_focus_no_circle_is_filled() -> None:
    assert set(trace(draw(ROUTES), "country points").marker.color) == {LIGHT.ground}
