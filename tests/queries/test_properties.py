"""What must hold for any view: all figures count the same exchanges and the same money. Random views of the sample."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.sankey import OTHER_ID, fold
from data.build.schema import ECOSYSTEMS
from queries import coverage, exchanges, flows, profiles, programme, register, white_space
from queries.filters import CATEGORIES, MODES, SIDES, STATUS_GROUPS, Filters, Focus, Level

LEVELS: tuple[Level, ...] = ("country", "partnership", "cluster")
LISTS = ("partnerships", "countries", "ecosystems", "categories", "modes", "status_groups")

# The fixture that names the snapshot is only read, so that it may be shared by all examples of a test.
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def some(values: pd.Series | tuple[str, ...], most: int = 5) -> st.SearchStrategy[tuple[str, ...]]:
    """No choice at all, or a few of the values."""
    return st.just(()) | st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most).map(tuple)


@st.composite
def views(draw: st.DrawFn, snapshot_id: str) -> Filters:
    """A view with any choice of the sample's values in any of the filters, or in none."""
    months = [f"{year}-{month:02}" for year in range(2020, 2024) for month in range(1, 13)]
    first, last = sorted((draw(st.sampled_from(months)), draw(st.sampled_from(months))))
    ids = {level: register.nodes(snapshot_id, level)["id"] for level in LEVELS}
    level = draw(st.sampled_from(LEVELS))
    ends = draw(st.sampled_from(((), (), (), ("either",), ("visiting",), ("host",), ("visiting", "host"))))
    nodes = {end: draw(st.sampled_from(list(ids[level][:12]))) for end in ends}
    return Filters(
        snapshot_id,
        partnerships=draw(some(ids["partnership"])),
        partnership_side=draw(st.sampled_from(SIDES)),
        countries=draw(some(ids["country"], 12)),
        country_side=draw(st.sampled_from(SIDES)),
        ecosystems=draw(some(ECOSYSTEMS)),
        categories=draw(some(CATEGORIES)),
        modes=draw(some(MODES)),
        status_groups=draw(some(STATUS_GROUPS)),
        from_month=draw(st.sampled_from(("", first))),
        to_month=draw(st.sampled_from(("", last))),
        focus=Focus(level, **nodes) if nodes else None,
    )


def total(column: pd.Series) -> Decimal:
    return sum(column, Decimal("0.00"))


def counted(view: Filters) -> int:
    return int(programme.totals(view).loc[0, "exchanges"])


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.itertuples(index=False, name=None))


@FEW
@given(data=st.data())
def test_every_figure_counts_the_same_exchanges(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    totals = programme.totals(view).iloc[0]
    number = int(totals["exchanges"])
    assert number == totals["took_place"] + totals["ongoing"] + totals["upcoming"] + totals["cancelled"]
    for level in LEVELS:
        assert int(flows.links(view, level)["exchanges"].sum()) == number
    assert int(flows.paths(view, ("category", "purpose", "host_cluster"))["exchanges"].sum()) == number
    assert int(programme.status_pipeline(view)["exchanges"].sum()) == number
    for activity in (flows.country_activity(view), flows.cluster_activity(view)):
        assert int(activity["visiting"].sum()) == number
        assert int(activity["hosting"].sum()) == number
    count = exchanges.exchange_count(view).iloc[0]
    assert (int(count["exchanges"]), int(count["found"])) == (number, number)
    assert len(exchanges.exchange_list(view, limit=10_000)) == number
    # Months and progress never show cancelled exchanges.
    shown = number - int(totals["cancelled"])
    for answer in (programme.exchanges_by_month(view), programme.progress_by_partnership(view)):
        assert int(answer[["took_place", "ongoing", "upcoming"]].to_numpy().sum()) == shown
    for column in ("purpose", "category"):
        by_ecosystem = coverage.exchanges_by_ecosystem(view, column)
        of_one = replace(view, ecosystems=("Health",))
        if not view.ecosystems or "Health" in view.ecosystems:
            assert int(by_ecosystem.loc[by_ecosystem["ecosystem"] == "Health", "exchanges"].sum()) == counted(of_one)


@FEW
@given(data=st.data())
def test_every_figure_holds_the_same_money(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    listed = exchanges.exchange_list(view, limit=10_000)
    lump_sums = total(listed["lump_sum_eur"])
    for level in LEVELS:
        assert total(flows.links(view, level)["lump_sum_eur"]) == lump_sums
    assert total(flows.paths(view, ("ecosystem", "host_country"))["lump_sum_eur"]) == lump_sums
    assert total(programme.status_pipeline(view)["lump_sum_eur"]) == lump_sums
    totals = programme.totals(view).iloc[0]
    assert totals["paid_eur"] == total(listed["paid_eur"])
    assert totals["recovered_eur"] == total(listed["recovered_eur"])
    committed = listed["status"].isin(("agreed", "ongoing", "completed", "reported"))
    assert totals["committed_eur"] == total(listed.loc[committed, "lump_sum_eur"])
    assert totals["payable_eur"] == total(listed.loc[listed["status"] == "validated", "lump_sum_eur"])


@FEW
@given(data=st.data())
def test_the_order_of_choices_does_not_matter(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    shuffled: dict[str, Any] = {name: tuple(data.draw(st.permutations(getattr(view, name)))) for name in LISTS}
    other = replace(view, **shuffled)
    assert rows(programme.totals(other)) == rows(programme.totals(view))
    assert rows(flows.links(other, "cluster")) == rows(flows.links(view, "cluster"))
    listed = exchanges.exchange_list(view)["exchange_id"].tolist()
    assert exchanges.exchange_list(other)["exchange_id"].tolist() == listed


@FEW
@given(data=st.data())
def test_filters_commute_and_narrow(reading_sample: str, data: st.DataObject) -> None:
    """A view selects what one of its choices selects alone and all its others select; one choice more never adds."""
    groups = data.draw(st.lists(st.sampled_from(STATUS_GROUPS), min_size=1, unique=True).map(tuple))
    view = replace(data.draw(views(reading_sample)), status_groups=groups)
    every = Filters(reading_sample, status_groups=STATUS_GROUPS)
    alone, others = data.draw(
        st.sampled_from(
            (
                (
                    replace(every, partnerships=view.partnerships, partnership_side=view.partnership_side),
                    replace(view, partnerships=()),
                ),
                (replace(every, countries=view.countries, country_side=view.country_side), replace(view, countries=())),
                (replace(every, ecosystems=view.ecosystems), replace(view, ecosystems=())),
                (replace(every, categories=view.categories), replace(view, categories=())),
                (replace(every, modes=view.modes), replace(view, modes=())),
                (replace(every, status_groups=groups), replace(view, status_groups=STATUS_GROUPS)),
                (replace(every, from_month=view.from_month), replace(view, from_month="")),
                (replace(every, to_month=view.to_month), replace(view, to_month="")),
                (replace(every, focus=view.focus), replace(view, focus=None)),
            )
        )
    )
    ids_alone, ids_others, ids = (
        set(exchanges.exchange_list(part, limit=10_000)["exchange_id"]) for part in (alone, others, view)
    )
    assert ids == ids_alone & ids_others
    assert counted(view) <= min(counted(alone), counted(others))


@FEW
@given(data=st.data())
def test_an_empty_choice_is_all_choices(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    everything: dict[str, tuple[str, ...]] = {
        "partnerships": tuple(register.partnerships(reading_sample)["partnership_id"]),
        "countries": tuple(register.countries(reading_sample)["country_code"]),
        "categories": CATEGORIES,
        "modes": MODES,
        "status_groups": STATUS_GROUPS[:3],  # cancelled exchanges are seen only when asked for
    }
    name = data.draw(st.sampled_from(list(everything)))
    emptied, filled = replace(view, **{name: ()}), replace(view, **{name: everything[name]})  # type: ignore[arg-type]
    assert rows(programme.totals(emptied)) == rows(programme.totals(filled))
    assert rows(flows.links(emptied, "partnership")) == rows(flows.links(filled, "partnership"))


@FEW
@given(data=st.data())
def test_net_is_visiting_less_hosting_and_sums_to_zero(reading_sample: str, data: st.DataObject) -> None:
    answer = flows.country_activity(data.draw(views(reading_sample)))
    assert (answer["net"] == answer["visiting"] - answer["hosting"]).all()
    assert (answer["both"] == answer["visiting"] + answer["hosting"]).all()
    assert int(answer["net"].sum()) == 0


@FEW
@given(data=st.data())
def test_links_are_the_matrix_of_exchanges(reading_sample: str, data: st.DataObject) -> None:
    """One row per pair, none empty, in the fixed order of nodes among equal ones; rows and columns are the activity."""
    view = data.draw(views(reading_sample))
    for level in LEVELS:
        links = flows.links(view, level)
        assert not links.duplicated(["visiting_id", "host_id"]).any()
        assert (links["exchanges"] > 0).all()
        position = {node: at for at, node in enumerate(register.nodes(reading_sample, level)["id"])}
        order = [(-row.exchanges, position[row.visiting_id], position[row.host_id]) for row in links.itertuples()]
        assert order == sorted(order)
    clusters = flows.cluster_activity(view).set_index("cluster_id")
    links = flows.links(view, "cluster")
    for side, column in (("visiting_id", "visiting"), ("host_id", "hosting")):
        sums = links.groupby(side)["exchanges"].sum()
        assert clusters.loc[clusters[column] > 0, column].to_dict() == sums.to_dict()


@FEW
@given(data=st.data(), top=st.integers(1, 80))
def test_the_folded_sankey_keeps_all_sums(reading_sample: str, data: st.DataObject, top: int) -> None:
    view = data.draw(views(reading_sample))
    for level in LEVELS:
        links, nodes = flows.links(view, level), register.nodes(reading_sample, level)
        folded = fold(links, nodes, top)
        assert int(folded["exchanges"].sum()) == int(links["exchanges"].sum()) == counted(view)
        assert int(folded["working_days"].sum()) == int(links["working_days"].sum())
        assert total(folded["lump_sum_eur"]) == total(links["lump_sum_eur"])
        for side in ("visiting_id", "host_id"):
            kept = folded[folded[side] != OTHER_ID].groupby(side)["exchanges"].sum()
            assert len(kept) == min(top, links[side].nunique())
            assert kept.to_dict() == links[links[side].isin(kept.index)].groupby(side)["exchanges"].sum().to_dict()


def test_no_filter_moves_a_node(reading_sample: str) -> None:
    """Nodes stand by their size in the whole snapshot, which is what a view of everything counts."""
    everything = Filters(reading_sample, status_groups=STATUS_GROUPS)
    activity = flows.country_activity(everything).sort_values(["both", "country_name"], ascending=[False, True])
    assert register.nodes(reading_sample, "country")["id"].tolist() == activity["country_code"].tolist()
    clusters = flows.cluster_activity(everything)  # in register order, which a stable sort keeps
    clusters = clusters.assign(size=clusters["visiting"] + clusters["hosting"])
    clusters = clusters.sort_values("size", ascending=False, kind="stable")
    assert register.nodes(reading_sample, "cluster")["id"].tolist() == clusters["cluster_id"].tolist()


@FEW
@given(data=st.data())
def test_white_space_and_profiles_count_both_sides_of_every_exchange(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    number = counted(view)
    clusters, pairs = white_space.clusters(view), white_space.partnership_pairs(view)
    assert int(clusters["done"].sum()) == int(white_space.countries(view)["done"].sum()) == 2 * number
    assert int(pairs["done"].sum()) == number
    for answer in (clusters, pairs):
        assert abs(answer["expected"].sum() - answer["done"].sum()) < 1e-6
    for _, of_pairs in pairs.groupby("visiting_id"):
        assert abs(of_pairs["difference"].sum()) < 1e-6
    part = [("neither", 0, 0), ("never visited", 0, 1), ("never hosted", 1, 0), ("both", 1, 1)]
    said = {(row.taking_part, min(row.visiting, 1), min(row.hosting, 1)) for row in clusters.itertuples()}
    assert said <= set(part)
    level = data.draw(st.sampled_from(LEVELS))
    node = data.draw(st.sampled_from(list(register.nodes(reading_sample, level)["id"][:12])))
    links, summary = profiles.links(view, level, node), profiles.summary(view, level, node).iloc[0]
    assert int(links["exchanges"].sum()) == summary["exchanges"]
    assert summary["exchanges"] == summary["visiting"] + summary["hosting"] - summary["inside"]
    assert int(profiles.partners(view, level, node)["exchanges"].sum()) == summary["exchanges"]
    months = profiles.months(view, level, node)
    assert (int(months["visiting"].sum()), int(months["hosting"].sum())) == (summary["visiting"], summary["hosting"])


@FEW
@given(data=st.data())
def test_paths_of_any_columns_in_any_order_of_nodes_keep_all_sums(reading_sample: str, data: st.DataObject) -> None:
    view = data.draw(views(reading_sample))
    columns = tuple(data.draw(st.lists(st.sampled_from(flows.COLUMNS), min_size=2, max_size=4, unique=True)))
    found = flows.paths(view, columns)
    whole = flows.links(view, "country")
    assert int(found["exchanges"].sum()) == counted(view)
    assert total(found["lump_sum_eur"]) == total(whole["lump_sum_eur"])
    for at, column in enumerate(columns, start=1):
        order = data.draw(st.sampled_from(flows.NODE_ORDERS))
        assert set(found[f"column_{at}"]) <= set(flows.column_nodes(reading_sample, column, order)["id"])
