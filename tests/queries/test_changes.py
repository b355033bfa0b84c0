"""Two snapshots compared: before, restated, new activity and after add up, and the changes turn the one into the other."""

import copy
import os
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import warehouse
from data.build import build
from queries import budget, changes, programme
from queries.changes import Comparison
from queries.filters import CATEGORIES, MODES, SIDES, Filters, Focus
from tests.queries import tiny

AS_OF = date(2022, 6, 30)
# Told a month later: what happened since, and what the past is now said to have been.
LATER = {
    "x02": {"status": "paid"},
    "x03": {"status": "validated", "validated_date": "2022-07-04"},
    "x04": {"lump_sum_eur": "1000.00"},
    "x05": {"status": "completed", "end_date": "2022-07-13", "working_days": "9"},
    "x06": {"status": "cancelled", "cancelled_date": "2022-07-10"},
    "x07": {"status": "agreed", "agreed_date": "2022-07-08"},
    "x09": {"purpose": "growth in new markets"},
    "x12": {"status": "reported", "validated_date": "-"},
}
GONE = ("x11",)
NEW = [
    "x20 | o1 | o3 | north | south | virtual | - | - | matched | 2022-07-20 | - | - | - | - | - | - | - | -",
    "x21 | o3 | o2 | south | north | physical | - | - | agreed | 2022-05-02 | 2022-05-09"
    " | 2022-09-01 | 2022-09-10 | 5 | - | - | - | 450.00",
]


def later_exchanges() -> str:
    """The text of the exchanges a month later."""
    header, *rows = tiny.rows_of(tiny.TEXTS["exchanges"])
    told = []
    for row in rows:
        values = dict(zip(header, row, strict=True)) | LATER.get(row[0], {})
        if row[0] not in GONE:
            told.append(" | ".join(value or "-" for value in values.values()))
    return "\n".join([" | ".join(header), *told, *NEW]).replace(tiny.HOSTILE_NAME, "HOSTILE")


@dataclass(frozen=True)
class Two:
    """A warehouse with two snapshots of the tiny delivery, a month apart."""

    folder: Path
    older: str
    newer: str


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folder = tmp_path_factory.mktemp("changes")
    older = build(tiny.write(folder / "older"), folder / "snapshots")
    changed = {
        "exchanges": later_exchanges(),
        "budget_transactions": tiny.with_rows(
            "budget_transactions", "t8 | north | 2022-07-15 | payment | 1100.00 | x02 | late"
        ),
        "delivery": tiny.TEXTS["delivery"].replace("2022-06-30", "2022-07-31"),
    }
    newer = build(tiny.write(folder / "newer", changed), folder / "snapshots")
    assert newer.ok, newer.problems
    return Two(folder / "snapshots", str(older.snapshot_id), str(newer.snapshot_id))


@pytest.fixture
def two(published: Two, monkeypatch: pytest.MonkeyPatch) -> Two:
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(published.folder))
    return published


def month_apart(two: Two) -> Comparison:
    return Comparison(two.older, two.newer, AS_OF, date(2022, 7, 31))


def by(frame: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    """One column by another."""
    return dict(zip(frame[key], frame[value], strict=True))


def test_what_happened_is_told_apart_from_what_is_told_otherwise(two: Two) -> None:
    filters, comparison = Filters(two.newer), month_apart(two)
    moved = changes.movements(filters, comparison)
    told = {row.change: (row.exchanges, row.new_activity, row.restated) for row in moved.itertuples() if row.exchanges}
    assert told == {
        "entered": (2, 1, 1),
        "advanced": (4, 4, 0),
        "cancelled": (1, 1, 0),
        "moved back": (1, 0, 1),
        "removed": (1, 0, 1),
        "same status": (5, 5, 0),
    }
    counts = changes.count_changes(filters, comparison).set_index("measure")
    assert counts.loc["exchanges"].tolist() == [11, 0, 0, 11]
    assert counts.loc["took_place"].tolist() == [8, -1, 1, 8]
    assert counts.loc["cancelled"].tolist() == [1, 0, 1, 2]
    money = changes.money_changes(filters, comparison).set_index("measure")
    assert money.loc["paid_eur"].tolist() == [Decimal("1380.25"), 0, Decimal("1100.00"), Decimal("2480.25")]
    assert money.loc["committed_eur", "restated"] == Decimal("580.01")
    lump_sums = changes.lump_sums_restated(filters, comparison).iloc[0]
    assert lump_sums.tolist() == [1, Decimal("1099.99"), Decimal("-99.99"), Decimal("1000.00")]


def test_fields_before_and_after_with_their_reason(two: Two) -> None:
    rows = changes.field_changes(Filters(two.newer), month_apart(two))
    told = {(row.exchange_id, row.field): (row.before, row.after, row.reason) for row in rows.itertuples()}
    assert told["x04", "lump_sum_eur"] == ("1099.99", "1000.00", "restatement")
    assert told["x09", "purpose"] == ("learn from another cluster", "growth in new markets", "restatement")
    assert told["x12", "status"] == ("validated", "reported", "restatement")
    assert told["x12", "validated_date"] == ("2022-06-29", "", "restatement")
    assert told["x02", "paid_date"] == ("", "2022-07-15", "new activity")
    assert told["x05", "working_days"] == ("10", "9", "new activity")
    assert told["x05", "end_date"] == ("2022-07-14", "2022-07-13", "restatement")
    assert told["x07", "status"] == ("matched", "agreed", "new activity")
    assert rows["reason"].is_monotonic_decreasing
    only = changes.field_changes(Filters(two.newer), month_apart(two), "restatement")
    assert set(only["reason"]) == {"restatement"}
    assert len(changes.field_changes(Filters(two.newer), month_apart(two), limit=2)) == 2


def test_exchanges_that_ask_for_attention_come_first(two: Two) -> None:
    rows = changes.exchange_changes(Filters(two.newer), month_apart(two))
    assert list(rows["exchange_id"])[:4] == ["x11", "x12", "x04", "x21"]
    assert by(rows, "exchange_id", "change")["x06"] == "cancelled"
    assert by(rows, "exchange_id", "status_before")["x20"] == "not there"


def test_pairs_and_countries(two: Two) -> None:
    links = changes.link_changes(Filters(two.newer), month_apart(two))
    assert links["after"].sum() - links["before"].sum() == links["change"].sum() == 0
    countries = changes.country_changes(Filters(two.newer), month_apart(two))
    assert countries["visiting_change"].sum() == countries["hosting_change"].sum() == 0
    by_partnership = changes.link_changes(Filters(two.newer), month_apart(two), "partnership")
    assert set(by_partnership["visiting_name"]) <= {"NORTH", "SOUTH", "WEST"}


def test_nothing_changes_between_a_snapshot_and_itself(two: Two) -> None:
    same = Comparison(two.newer, two.newer, date(2022, 7, 31), date(2022, 7, 31))
    filters = Filters(two.newer)
    for question in (changes.exchange_changes, changes.field_changes, changes.link_changes):
        assert question(filters, same).empty
    counts = changes.count_changes(filters, same)
    assert not counts["restated"].any()
    assert not counts["new_activity"].any()


DAYS = st.dates(date(2021, 1, 1), date(2022, 8, 31))
FILTERS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    partnerships=st.lists(st.sampled_from(["north", "south", "west"]), unique=True, max_size=2).map(tuple),
    partnership_side=st.sampled_from(SIDES),
    countries=st.lists(st.sampled_from(["DK", "FR", "PT"]), unique=True, max_size=2).map(tuple),
    country_side=st.sampled_from(SIDES),
    ecosystems=st.sampled_from([(), ("Health",)]),
    categories=st.sampled_from([(), (CATEGORIES[0],)]),
    modes=st.sampled_from([(), (MODES[0],)]),
    from_month=st.sampled_from(["", "2022-01"]),
    to_month=st.sampled_from(["", "2022-06"]),
    focus=st.sampled_from([None, Focus("country", either="DK"), Focus("partnership", visiting="south")]),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(is_same=st.booleans(), is_backwards=st.booleans(), days=st.tuples(DAYS, DAYS), narrowed=FILTERS)
def test_a_plus_changes_equals_b(
    two: Two, is_same: bool, is_backwards: bool, days: tuple[date, date], narrowed: dict[str, Any]
) -> None:
    """In every view, on any days, in either direction: counts and money add up, and so do the movements."""
    older, newer = (two.newer, two.older) if is_backwards else (two.older, two.newer)
    older = newer if is_same else older
    comparison = Comparison(older, newer, *sorted(days))
    filters = Filters(newer, **narrowed)
    counts = changes.count_changes(filters, comparison)
    money = changes.money_changes(filters, comparison)
    for row in [*counts.to_dict("records"), *money.to_dict("records")]:
        assert row["before"] + row["restated"] + row["new_activity"] == row["after"], row
        assert not is_same or row["restated"] == 0
    by_measure = counts.set_index("measure")
    for state in ("before", "after"):
        total = by_measure.loc[["took_place", "ongoing", "upcoming"], state].sum()
        assert total == by_measure.loc["exchanges", state]
    rows = changes.exchange_changes(filters, comparison)
    alive = [
        (row.status_after not in ("not there", "cancelled")) - (row.status_before not in ("not there", "cancelled"))
        for row in rows.itertuples()
    ]
    exchanges = by_measure.loc["exchanges"]
    assert exchanges["after"] - exchanges["before"] == sum(alive)
    moved = changes.movements(filters, comparison)
    assert moved["exchanges"].sum() == (moved["new_activity"] + moved["restated"]).sum()
    assert moved[moved["change"] != "same status"]["exchanges"].sum() == (rows["change"] != "same status").sum()
    links = changes.link_changes(filters, comparison)
    assert links["change"].sum() == sum(alive)
    # Every list of the page means the same by a cancelled exchange and by a lump sum that is told otherwise.
    cancelled = by_measure.loc["cancelled"]
    became = rows["change"].isin(["cancelled", "entered cancelled"]).sum()
    no_more = (rows["status_before"] == "cancelled").sum() - (
        (rows["status_before"] == "cancelled") & (rows["status_after"] == "cancelled")
    ).sum()
    moved_in = ((rows["change"] == "moved into this view") & (rows["status_after"] == "cancelled")).sum()
    assert cancelled["after"] - cancelled["before"] == became + moved_in - no_more
    restated = rows[rows["is_lump_sum_restated"].astype(bool)]
    assert (restated["reason"] != "new activity").all()
    fields = changes.field_changes(filters, comparison, "restatement")
    assert set(restated["exchange_id"]) == set(fields[fields["field"] == "lump_sum_eur"]["exchange_id"])
    assert changes.lump_sums_restated(filters, comparison).iloc[0]["exchanges"] == len(restated)


def test_both_sides_are_what_the_other_pages_show(two: Two) -> None:
    comparison = month_apart(two)
    for partnerships in ((), ("north",)):
        filters = Filters(two.newer, partnerships=partnerships)
        counts = changes.count_changes(filters, comparison).set_index("measure")
        money = changes.money_changes(filters, comparison).set_index("measure")
        for snapshot_id, state in ((two.older, "before"), (two.newer, "after")):
            shown = programme.totals(Filters(snapshot_id, partnerships=partnerships)).iloc[0]
            for measure in ("exchanges", "took_place", "ongoing", "upcoming"):
                assert counts.loc[measure, state] == shown[measure]
            totals = budget.totals(Filters(snapshot_id, partnerships=partnerships)).iloc[0]
            for measure in changes.ACCOUNTS:
                assert money.loc[measure, state] == totals[measure]


def test_the_changes_turn_the_older_rows_into_the_newer_ones(two: Two) -> None:
    """Row by row: applying entered, removed and each field before -> after to A gives B."""
    fields = ["status", "mode", "purpose", "activity", "start_date", "end_date", "working_days", "lump_sum_eur"]
    sql = f"select exchange_id, {', '.join(f'{name}::varchar as {name}' for name in fields)} from exchanges order by 1"
    a, b = (
        {row["exchange_id"]: row for row in warehouse.ask(one, sql).to_dict("records")}
        for one in (two.older, two.newer)
    )
    filters, comparison = Filters(two.newer), month_apart(two)
    made = copy.deepcopy(a)
    for row in changes.field_changes(filters, comparison).itertuples():
        if row.field in fields:
            assert str(made[row.exchange_id][row.field]) == row.before
            made[row.exchange_id][row.field] = row.after
    for row in changes.exchange_changes(filters, comparison).itertuples():
        if row.change == "removed":
            del made[row.exchange_id]
        elif row.change in ("entered", "entered cancelled"):
            made[row.exchange_id] = b[row.exchange_id]
    assert made.keys() == b.keys()
    for exchange_id, row in b.items():
        assert {k: str(v) for k, v in made[exchange_id].items()} == {k: str(v) for k, v in row.items()}


@pytest.mark.parametrize("days_back", [1, 91, 400, 5_000])
def test_two_days_of_one_snapshot(two: Two, days_back: int) -> None:
    day = date(2022, 7, 31)
    comparison = Comparison(two.newer, two.newer, day - timedelta(days=days_back), day)
    moved = by(changes.movements(Filters(two.newer), comparison), "change", "restated")
    assert not any(moved.values())
    rows = changes.field_changes(Filters(two.newer), comparison)
    assert "lump_sum_eur" not in set(rows["field"])
