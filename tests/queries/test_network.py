"""The network in a few numbers: cases counted by hand, and the rules that hold for all."""

from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import flows, network
from queries.filters import Filters
from queries.network import numbers_of
from queries.register import Level

Links = list[tuple[str, str, int]]

ECOSYSTEMS: dict[str, list[str] | None] = {"p": ["Health", "Digital"], "q": ["Digital"], "r": ["Textiles"], "s": None}


def frame(links: Iterable[tuple[str, str, int]]) -> pd.DataFrame:
    return pd.DataFrame(list(links), columns=["visiting_id", "host_id", "exchanges"])


def ask(links: Links, ids: str = "abcd", partnership_links: Links = (), country_links: Links = ()) -> pd.DataFrame:  # type: ignore[assignment]
    partnerships = pd.DataFrame({"partnership_id": list(ECOSYSTEMS), "ecosystems": list(ECOSYSTEMS.values())})
    found = numbers_of(
        frame(links),
        pd.DataFrame({"id": list(ids)}),
        level="cluster",
        partnership_links=frame(partnership_links),
        partnerships=partnerships,
        country_links=frame(country_links),
    )
    return found.set_index("key")


def test_density_and_reciprocity_by_hand() -> None:
    found = ask([("a", "b", 3), ("b", "a", 1), ("a", "c", 2), ("c", "c", 5)])
    assert found.loc["density", ["part", "whole", "value"]].tolist() == [3, 12, 25.0]
    assert found.loc["links_answered", ["part", "whole"]].tolist() == [2, 3]
    assert found.loc["reciprocity", ["part", "whole"]].tolist() == [2, 6]
    assert found.loc["density", "meaning"] == "3 of 12 possible directed pairs of clusters have an exchange."
    assert "of the 4 clusters" in found.loc["density", "definition"]
    assert found.loc["reciprocity", "meaning"] == "2 of 6 exchanges between clusters are matched by one the other way."


def test_shares_across_by_hand() -> None:
    found = ask([], partnership_links=[("p", "p", 4), ("p", "q", 3), ("q", "r", 2), ("r", "s", 1), ("s", "s", 6)])
    assert found.loc["across_partnerships", ["part", "whole"]].tolist() == [6, 16]
    assert found.loc["across_ecosystems", ["part", "whole"]].tolist() == [2, 9]
    assert "7 exchanges left out" in found.loc["across_ecosystems", "definition"]


def test_more_and_less_active_countries_by_hand() -> None:
    # Visiting plus hosting: A 9, B 7, C 3, D 1; the median is 5.
    found = ask([], country_links=[("A", "B", 4), ("B", "A", 2), ("A", "C", 2), ("C", "B", 1), ("D", "A", 1)])
    parts = {key: part for key, part in found["part"].items() if key.endswith("_active")}
    assert parts == {
        "more_to_more_active": 6,
        "more_to_less_active": 2,
        "less_to_more_active": 2,
        "less_to_less_active": 0,
    }
    assert "the 2 of the 4 countries" in found.loc["more_to_more_active", "definition"]
    assert "median of 5 together" in found.loc["more_to_more_active", "definition"]
    assert found.loc["more_to_less_active", "value"] == 20


def test_an_empty_view_has_no_values() -> None:
    found = ask([])
    assert found.loc["density", "value"] == 0
    assert found.drop(index="density")["value"].isna().all()
    assert ask([], ids="").loc["density", "whole"] == 0


def test_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="not both are among the nodes"):
        ask([("a", "zz", 1)])


some_links = st.lists(st.tuples(st.sampled_from("pqrs"), st.sampled_from("pqrs"), st.integers(0, 50)), max_size=14)


@given(some_links)
@settings(max_examples=80, deadline=None)
def test_every_number_is_a_share_of_what_it_says(links: Links) -> None:
    found = ask(links, "pqrs", links, links)
    total = sum(number for _, _, number in links)
    assert (found["part"] >= 0).all()
    assert (found["part"] <= found["whole"]).all()
    values = found["value"].dropna()
    assert values.between(0, 100).all()
    active = found[found.index.str.endswith("_active")]
    assert len(active) == 4
    assert active["part"].sum() == total
    assert found.loc["across_partnerships", "whole"] == total
    assert found.loc["reciprocity", "whole"] == sum(n for v, h, n in links if v != h)
    assert found.loc["reciprocity", "part"] % 2 == 0
    turned = ask([(h, v, n) for v, h, n in links], "pqrs")
    same = ["density", "links_answered", "reciprocity"]
    assert turned.loc[same, "part"].tolist() == found.loc[same, "part"].tolist()


# Over the tiny delivery


def test_members_are_those_that_can_have_an_exchange(snapshot: str) -> None:
    assert set(network.members(snapshot, "country")["id"]) == {"DK", "FR", "PT", "SE", "GB"}
    assert set(network.members(snapshot, "partnership")["id"]) == {"north", "south", "west"}
    assert len(network.members(snapshot, "cluster")) == 4


def test_groups_hold_every_member(snapshot: str) -> None:
    levels: tuple[Level, ...] = ("country", "partnership", "cluster")
    for level in levels:
        groups = network.groups(snapshot, level)
        assert set(network.members(snapshot, level)["id"]) <= set(groups["id"])
        assert groups["id"].is_unique
        ids = groups["group_id"].tolist()
        assert len(set(ids)) == sum(1 for at, one in enumerate(ids) if not at or ids[at - 1] != one)
    clusters = network.groups(snapshot, "cluster").set_index("id")
    assert clusters.loc["lux"].tolist() == ["north", "NORTH"]
    assert network.groups(snapshot, "partnership")["group_name"].tolist() == ["Health", "Textiles", "Not published"]


def test_the_numbers_of_the_tiny_delivery(snapshot: str) -> None:
    # Of the twelve exchanges one is cancelled.
    links = flows.links(Filters(snapshot), "partnership").set_index(["visiting_id", "host_id"])["exchanges"].to_dict()
    assert links == {("north", "north"): 4, ("north", "south"): 3, ("south", "north"): 3, ("south", "south"): 1}
    found = network.network_numbers(Filters(snapshot), "partnership").set_index("key")
    assert found.loc["density", ["part", "whole"]].tolist() == [2, 6]
    assert found.loc["reciprocity", ["part", "whole"]].tolist() == [6, 6]
    assert found.loc["across_partnerships", ["part", "whole"]].tolist() == [6, 11]
    assert found.loc["across_ecosystems", ["part", "whole"]].tolist() == [6, 11]


def test_filters_apply(snapshot: str) -> None:
    physical = network.network_numbers(Filters(snapshot, modes=("physical",)), "cluster").set_index("key")
    assert physical.loc["across_partnerships", ["part", "whole"]].tolist() == [5, 9]
    none = network.network_numbers(Filters(snapshot, from_month="2031-01"), "country").set_index("key")
    assert none.loc["across_partnerships", "whole"] == 0
