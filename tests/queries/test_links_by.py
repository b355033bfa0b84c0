"""Links by month and by partnership, over the tiny delivery, counted by hand."""

import pytest

from queries import flows
from queries.filters import Filters, Level
from tests.queries.answers import rows


def test_links_by_month_in_order_of_time(snapshot: str) -> None:
    answer = flows.links_by_month(Filters(snapshot, to_month="2022-03"), "country")
    assert [(str(row[0])[:7], *row[1:]) for row in rows(answer)] == [
        ("2021-05", "DK", "Denmark", "FR", "France", 1),
        ("2021-05", "DK", "Denmark", "SE", "Sweden", 1),
        ("2021-05", "SE", "Sweden", "DK", "Denmark", 1),
        ("2021-10", "FR", "France", "PT", "Portugal", 1),
        ("2022-03", "PT", "Portugal", "PT", "Portugal", 1),
    ]


@pytest.mark.parametrize("level", ["country", "partnership", "cluster"])
def test_months_add_up_to_the_links(snapshot: str, level: Level) -> None:
    pair = ["visiting_id", "host_id"]
    summed = flows.links_by_month(Filters(snapshot), level).groupby(pair)["exchanges"].sum()
    assert summed.to_dict() == flows.links(Filters(snapshot), level).set_index(pair)["exchanges"].to_dict()


def test_links_by_partnership_keep_those_without_exchanges(snapshot: str) -> None:
    answer = flows.links_by_partnership(Filters(snapshot))
    assert rows(answer, "partnership_id", "acronym", "visiting_id", "host_id", "host_name", "exchanges")[-3:] == [
        ("south", "SOUTH", "PT", "PT", "Portugal", 1),
        ("south", "SOUTH", "PT", "FR", "France", 1),
        ("west", "WEST", "", "", "", 0),
    ]
    assert answer.groupby("partnership_id")["exchanges"].sum().to_dict() == {"north": 7, "south": 4, "west": 0}
    links = flows.links(Filters(snapshot), "country")
    assert answer["exchanges"].sum() == links["exchanges"].sum()


def test_nothing_selected(snapshot: str) -> None:
    nothing = Filters(snapshot, countries=("IS",))
    assert flows.links_by_month(nothing, "country").empty
    assert flows.links_by_partnership(nothing)["exchanges"].tolist() == [0, 0, 0]
