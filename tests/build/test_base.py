"""A delivery that goes on from a snapshot: what it brings replaces, all else stays, and nothing is lost on the way."""

import copy
from pathlib import Path
from typing import Any

import pytest

from data.build import Base, BuildResult, build
from data.build.kept_rows import KIND as KEPT_ROWS
from tests.build import deliveries
from tests.build.deliveries import Delivery, put
from tests.build.test_dialects import content

# Files differ; the rows and the places that they came from are compared in a test of their own.
PEDIGREE = ("origin_file", "origin_row")


def tables(snapshot: Path) -> dict[str, list[Any]]:
    """Published content without sources and without the places of rows."""
    found = {}
    for table, (names, types, *rows) in content(snapshot).items():
        kept = [i for i, name in enumerate(names) if name not in PEDIGREE]
        found[table] = [[names[i] for i in kept], [types[i] for i in kept]]
        found[table] += sorted(([row[i] for i in kept] for row in rows), key=repr)
    del found["sources"]
    return found


def only(delivery: Delivery, *names: str) -> Delivery:
    return {name: copy.deepcopy(delivery[name]) for name in names}


def of_north(delivery: Delivery) -> Delivery:
    """What the partnership north keeps: its organisations, the exchanges that it manages, its money."""
    cut = only(delivery, "organisations", "exchanges", "budget_transactions")
    cut["organisations"] = [row for row in cut["organisations"] if row[-1] in ("cluster_id", "bio", "lux")]
    cut["exchanges"] = [row for row in cut["exchanges"] if row[3] in ("visiting_partnership_id", "north")]
    cut["budget_transactions"] = [row for row in cut["budget_transactions"] if row[1] in ("partnership_id", "north")]
    return cut


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """The valid delivery, published."""
    result = build(deliveries.write_csv(deliveries.valid(), tmp_path / "first"), tmp_path / "warehouse")
    assert result.path is not None
    return Base(result.path, str(result.snapshot_id))


def deliver(delivery: Delivery, base: Base, folder: Path, partnership_id: str | None = None) -> BuildResult:
    source = deliveries.write_csv(delivery, folder / "next")
    return build(source, folder / "warehouse", base=Base(base.path, base.snapshot_id, partnership_id))


def assert_published(result: BuildResult, expected: Delivery, folder: Path) -> None:
    assert result.ok, list(result.problems)
    whole = build(deliveries.write_csv(expected, folder / "whole"), folder / "other")
    assert whole.ok, list(whole.problems)
    assert result.path is not None
    assert whole.path is not None
    assert tables(result.path) == tables(whole.path)


def test_an_input_that_is_not_delivered_stays(base: Base, tmp_path: Path) -> None:
    changed = deliveries.valid()
    put(changed, "organisations", 2, "name", "Another name")
    assert_published(deliver(only(changed, "organisations"), base, tmp_path), changed, tmp_path)


def test_a_partnership_replaces_its_own_rows(base: Base, tmp_path: Path) -> None:
    changed = deliveries.valid()
    put(changed, "organisations", 2, "name", "Another name")
    put(changed, "exchanges", 2, "purpose", "strategic interregional collaboration")
    del changed["exchanges"][9 - 1]  # x8 of north
    put(changed, "budget_transactions", 4, "amount_eur", "-1500.00")
    put(changed, "budget_transactions", 5, "amount_eur", "1500.25")
    result = deliver(of_north(changed), base, tmp_path, "north")
    assert_published(result, changed, tmp_path)
    assert list(result.problems) == []


def test_the_rows_of_others_cannot_be_delivered(base: Base, tmp_path: Path) -> None:
    result = deliver(only(deliveries.valid(), "exchanges", "budget_transactions"), base, tmp_path, "north")
    assert not result.ok
    found = {(p.kind, p.file, p.row, p.value) for p in result.problems}
    assert ("row of another partnership", "exchanges.csv", 5, "south") in found
    assert ("row of another partnership", "budget_transactions.csv", 3, "south") in found


def test_organisations_that_exchanges_of_others_name_stay(base: Base, tmp_path: Path) -> None:
    delivery = of_north(deliveries.valid())
    delivery["organisations"] = [row for row in delivery["organisations"] if row[0] != "o2"]
    result = deliver(only(delivery, "organisations"), base, tmp_path, "north")
    assert_published(result, deliveries.valid(), tmp_path)
    assert [(p.grade, p.kind, p.value) for p in result.problems] == [("warning", "organisation kept", "o2")]


def test_organisations_of_other_partnerships_keep_their_row(base: Base, tmp_path: Path) -> None:
    delivery = only(deliveries.valid(), "organisations")
    put(delivery, "organisations", 4, "name", "A name that north gives to an organisation of south")
    delivery["organisations"].append(["o5", "New in the south", "SME", "", "PT", "", "", "", "tex"])
    expected = deliveries.valid()
    expected["organisations"].append(["o5", "New in the south", "SME", "", "PT", "", "", "", "tex"])
    result = deliver(delivery, base, tmp_path, "north")
    assert_published(result, expected, tmp_path)
    assert [(p.grade, p.value) for p in result.problems] == [("note", "o3"), ("note", "o4"), ("warning", "o5")]


def test_the_register_is_not_changed_by_a_partnership(base: Base, tmp_path: Path) -> None:
    changed = deliveries.valid()
    put(changed, "clusters", 2, "name", "Another name")
    result = deliver(only(changed, "clusters", "exchanges"), base, tmp_path, "south")
    assert ("warning", "clusters.csv") in {(p.grade, p.file) for p in result.problems}
    assert not result.ok  # the exchanges of north are among the rows


def test_a_removed_organisation_that_kept_rows_name_is_an_error(base: Base, tmp_path: Path) -> None:
    changed = only(deliveries.valid(), "organisations")
    changed["organisations"] = [row for row in changed["organisations"] if row[0] != "o4"]
    result = deliver(changed, base, tmp_path)
    assert not result.ok
    found = [p for p in result.problems if p.grade == "error"]
    assert [(p.kind, p.file, p.row, p.column) for p in found] == [(KEPT_ROWS, "organisations.csv", None, "")] * 2
    assert [p.wrong for p in found] == [
        "brings 3 rows, and 1 row of exchanges that is kept from the snapshot names another one in visiting_organisation_id: o4",
        "brings 3 rows, and 2 rows of exchanges that are kept from the snapshot name others in host_organisation_id, such as o4",
    ]


def test_a_few_exchanges_for_the_whole_programme_are_one_finding_after_the_located_ones(
    base: Base, tmp_path: Path
) -> None:
    few = only(deliveries.valid(), "exchanges")
    few["exchanges"] = [few["exchanges"][0], few["exchanges"][2]]  # without x1, which two transactions name
    put(few, "exchanges", 2, "host_organisation_id", "nobody")
    result = deliver(few, base, tmp_path)
    errors = [p for p in result.problems if p.grade == "error"]
    assert [(p.kind, p.file, p.row) for p in errors] == [
        ("unknown reference", "exchanges.csv", 2),
        (KEPT_ROWS, "exchanges.csv", None),
    ]
    assert errors[-1].wrong == (
        "brings 1 row, and 2 rows of budget_transactions that are kept from the snapshot name others in exchange_id, such as x1"
    )
    assert errors[-1].right == (
        "bring all exchanges, bring budget_transactions that go with these as well, or deliver for one partnership"
    )


def test_a_few_transactions_leave_kept_exchanges_without_their_payments_in_one_finding(
    base: Base, tmp_path: Path
) -> None:
    few = only(deliveries.valid(), "budget_transactions")
    few["budget_transactions"] = few["budget_transactions"][:5]
    for partnership_id, right in (
        (
            None,
            "bring all budget_transactions, bring exchanges that go with these as well, or deliver for one partnership",
        ),
        ("north", "bring all budget_transactions of the partnership, or bring exchanges that go with these as well"),
    ):
        if partnership_id:
            few["budget_transactions"] = [few["budget_transactions"][i] for i in (0, 1, 3)]
        result = deliver(few, base, tmp_path, partnership_id)
        (found,) = [p for p in result.problems if p.grade == "error"]
        assert (found.kind, found.file, found.row, found.right) == (KEPT_ROWS, "budget_transactions.csv", None, right)
        assert found.wrong.endswith(
            "1 row of exchanges that is kept from the snapshot is paid without a payment among them: x1"
        )


def test_a_key_of_another_partnership_is_an_error(base: Base, tmp_path: Path) -> None:
    delivery = only(of_north(deliveries.valid()), "exchanges")
    put(delivery, "exchanges", 2, "exchange_id", "x4")
    result = deliver(delivery, base, tmp_path, "north")
    assert "a row of the snapshot that is kept has the same exchange_id" in {p.wrong for p in result.problems}


def test_the_day_stays_unless_the_delivery_says_a_later_one(base: Base, tmp_path: Path) -> None:
    delivery = only(deliveries.valid(), "exchanges")
    delivery["delivery"] = [["key", "value"], ["as_of_date", "2022-07-15"], ["title", "Of the south"]]
    delivery["exchanges"] = [row for row in delivery["exchanges"] if row[3] in ("visiting_partnership_id", "south")]
    expected = deliveries.valid()
    put(expected, "delivery", 2, "value", "2022-07-15")
    assert_published(deliver(delivery, base, tmp_path, "south"), expected, tmp_path)


def test_kept_rows_keep_the_place_that_they_came_from(base: Base, tmp_path: Path) -> None:
    result = deliver(of_north(deliveries.valid()), base, tmp_path, "north")
    assert result.path is not None
    again = build(
        deliveries.write_csv(only(of_north(deliveries.valid()), "exchanges"), tmp_path / "third"),
        tmp_path / "warehouse",
        base=Base(result.path, str(result.snapshot_id), "north"),
    )
    assert again.path is not None
    names, _, *rows = content(again.path)["exchanges"]
    places = {row[names.index("exchange_id")]: row[names.index("origin_row")] for row in rows}
    assert places["x4"] == 5  # in the first delivery
    assert places["x7"] == 5  # in the third, which has only north's
    names, _, *rows = content(again.path)["sources"]
    assert {row[names.index("name")] for row in rows if row[names.index("is_origin")]} >= {"exchanges", "clusters"}
