"""The way of the exchanges through columns, counted by hand over the tiny delivery, and conserved whatever is asked."""

from itertools import permutations

import pytest

from queries import flows
from queries.filters import Filters
from queries.flows import COLUMNS, NODE_ORDERS, PRESETS, Column, NodeOrder
from tests.queries.answers import assert_cents, eur, rows


def test_paths_are_counted_by_hand(snapshot: str) -> None:
    answer = flows.paths(Filters(snapshot), ("visiting_partnership", "host_country"))
    assert_cents(answer)
    assert list(answer.columns) == ["column_1", "column_2", "exchanges", "working_days", "lump_sum_eur"]
    assert rows(answer) == [
        ("north", "PT", 3, 13, *eur("1490.50")),
        ("north", "DK", 2, 4, *eur("1090.25")),
        ("south", "DK", 2, 14, *eur("2334.55")),
        ("north", "FR", 1, 9, *eur("900.00")),
        ("north", "SE", 1, 3, *eur("0.00")),
        ("south", "FR", 1, 10, *eur("450.00")),
        ("south", "PT", 1, 2, *eur("380.00")),
    ]


def test_each_exchange_has_one_set_of_ecosystems(lonely_west: str) -> None:
    answer = flows.paths(Filters(lonely_west), ("ecosystem", "category"))
    sums = answer.groupby("column_1")["exchanges"].sum().to_dict()
    assert sums == {"Digital + Health": 7, "Textiles": 4, "Not published": 1}


@pytest.mark.parametrize(
    "columns", [*PRESETS.values(), *permutations(COLUMNS, 2), COLUMNS[:3], COLUMNS[3:7], COLUMNS[-4:]]
)
@pytest.mark.parametrize(
    "filters", [{}, {"countries": ("DK",)}, {"modes": ("virtual",)}, {"status_groups": ("cancelled",)}]
)
def test_no_columns_lose_or_double_an_exchange(
    snapshot: str, columns: tuple[Column, ...], filters: dict[str, tuple[str, ...]]
) -> None:
    view = Filters(snapshot, **filters)  # type: ignore[arg-type]
    answer, whole = flows.paths(view, columns), flows.links(view, "country")
    for measure in ("exchanges", "working_days", "lump_sum_eur"):
        assert sum(answer[measure]) == sum(whole[measure])
    ids = [f"column_{at + 1}" for at in range(len(columns))]
    assert not answer.duplicated(ids).any()
    for name, column in zip(ids, columns, strict=True):
        assert set(answer[name]) <= set(flows.column_nodes(snapshot, column)["id"])


@pytest.mark.parametrize(
    "columns",
    [("purpose",), COLUMNS[:5], ("purpose", "purpose"), ("purpose", "status"), ("purpose", "'; drop table x; --")],
)
def test_other_columns_are_refused(snapshot: str, columns: tuple[Column, ...]) -> None:
    with pytest.raises(ValueError, match="columns"):
        flows.paths(Filters(snapshot), columns)


@pytest.mark.parametrize(
    ("order", "countries"),
    [
        ("size", ["PT", "DK", "FR", "SE", "GB"]),
        ("alphabetical", ["DK", "FR", "PT", "SE", "GB"]),
        ("protocol", ["DK", "FR", "PT", "SE", "GB"]),
        ("north_to_south", ["SE", "DK", "GB", "FR", "PT"]),
    ],
)
def test_countries_stand_in_the_order_asked_for(snapshot: str, order: NodeOrder, countries: list[str]) -> None:
    for column in ("visiting_country", "host_country"):
        assert flows.column_nodes(snapshot, column, order)["id"].tolist() == countries


@pytest.mark.parametrize("order", NODE_ORDERS)
@pytest.mark.parametrize("column", COLUMNS)
def test_every_order_has_the_same_nodes(snapshot: str, column: Column, order: NodeOrder) -> None:
    nodes, by_size = flows.column_nodes(snapshot, column, order), flows.column_nodes(snapshot, column)
    assert list(nodes.columns) == ["id", "name", "short_name", "exchanges"]
    assert sorted(rows(nodes)) == sorted(rows(by_size))
    assert nodes["id"].is_unique


def test_what_is_not_known_stands_last(lonely_west: str) -> None:
    for order in NODE_ORDERS:
        assert flows.column_nodes(lonely_west, "ecosystem", order)["name"].tolist()[-1] == "Not published"
        assert flows.column_nodes(lonely_west, "purpose", order)["name"].tolist()[-1] == "Not given"


def test_an_unknown_order_is_refused(snapshot: str) -> None:
    with pytest.raises(ValueError, match="no such column or order"):
        flows.column_nodes(snapshot, "host_country", "random")  # type: ignore[arg-type]


def test_clusters_stand_in_the_protocol_order_of_their_countries(snapshot: str) -> None:
    assert flows.column_nodes(snapshot, "host_cluster", "protocol")["id"].tolist() == ["bio", "lux", "tex"]
    assert flows.column_nodes(snapshot, "host_partnership", "north_to_south")["id"].tolist()[0] == "north"
