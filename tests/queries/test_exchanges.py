"""The rows behind every figure: count, list, search, order, one exchange, its transactions."""

from typing import get_args

import pyarrow as pa
import pytest

from queries import exchanges
from queries.exchanges import Order
from queries.filters import Filters
from tests.queries import tiny
from tests.queries.answers import assert_cents, eur, one, rows


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 11),
        ("x0", 8),  # x08 is cancelled
        ("X10", 1),  # any case
        ("ærø", 8),  # all but x03, x05 and x11, as visitor or host
        ("Lyon", 3),
        ("leeds works", 1),
        ("drop table exchanges", 3),
        ("100%", 0),
        ("_", 0),
        ("nobody", 0),
    ],
)
def test_count_says_how_many_of_the_view_are_found(snapshot: str, search: str, found: int) -> None:
    answer = one(exchanges.exchange_count(Filters(snapshot), search))
    listed = exchanges.exchange_list(Filters(snapshot), search)
    assert answer["exchanges"] == 11
    assert (answer["found"], len(listed)) == (found, found)


def test_search_looks_only_at_what_the_filters_leave(snapshot: str) -> None:
    south = Filters(snapshot, partnerships=("south",), partnership_side="visiting")
    assert one(exchanges.exchange_count(south, "Leeds")) == {"exchanges": 4, "found": 0}
    assert one(exchanges.exchange_count(south, "Porto")) == {"exchanges": 4, "found": 3}
    cancelled = Filters(snapshot, status_groups=("cancelled",))
    assert one(exchanges.exchange_count(cancelled, "x08")) == {"exchanges": 1, "found": 1}


ORDERS: dict[Order, list[str]] = {
    "latest start": ["x06", "x05", "x12", "x02", "x04", "x11", "x03", "x10", "x09", "x01", "x07"],
    "earliest start": ["x01", "x09", "x10", "x03", "x11", "x04", "x02", "x12", "x05", "x06", "x07"],
    "largest lump sum": ["x06", "x02", "x04", "x01", "x12", "x10", "x05", "x03", "x11", "x07", "x09"],
    # Equal ones by id; unknown ones last.
    "longest stay": ["x02", "x05", "x01", "x04", "x06", "x10", "x03", "x09", "x11", "x07", "x12"],
    "greatest distance": ["x02", "x04", "x01", "x03", "x05", "x12", "x09", "x10", "x06", "x07", "x11"],
    "exchange id": ["x01", "x02", "x03", "x04", "x05", "x06", "x07", "x09", "x10", "x11", "x12"],
}


def test_every_order_is_tested() -> None:
    assert set(ORDERS) == set(get_args(Order))


@pytest.mark.parametrize("order", list(ORDERS))
def test_list_comes_in_the_order_asked_for_and_is_cut_at_the_limit(snapshot: str, order: Order) -> None:
    assert exchanges.exchange_list(Filters(snapshot), order=order)["exchange_id"].tolist() == ORDERS[order]
    first = exchanges.exchange_list(Filters(snapshot), order=order, limit=4)
    assert first["exchange_id"].tolist() == ORDERS[order][:4]


def test_list_names_parties_places_dates_and_money(snapshot: str) -> None:
    answer = exchanges.exchange_list(Filters(snapshot), "x01")
    assert_cents(answer)
    found = one(answer)
    assert found.pop("distance_km") == pytest.approx(1228.935, abs=0.05)
    assert found == {
        "exchange_id": "x01",
        "status": "paid",
        "mode": "physical",
        "start_date": "2021-05-03",
        "end_date": "2021-05-14",
        "working_days": 9,
        "visiting_organisation": "Ærø Labs",
        "visiting_partnership": "NORTH",
        "visiting_country": "Denmark",
        "host_organisation": tiny.HOSTILE_NAME,
        "host_partnership": "NORTH",
        "host_country": "France",
        "visiting_cluster": "Bio",
        "host_cluster": "Lux",
        "visiting_partnership_id": "north",
        "host_partnership_id": "north",
        "visiting_country_code": "DK",
        "host_country_code": "FR",
        "visiting_cluster_id": "bio",
        "host_cluster_id": "lux",
        "category": "SME",
        "purpose": "growth in new markets",
        "activity": "market research",
        "lump_sum_eur": eur("900.00")[0],
        "paid_eur": eur("900.00")[0],
        "recovered_eur": eur("100.10")[0],
        "matched_date": "2021-03-04",
        "agreed_date": "2021-03-25",
        "reported_date": "2021-05-28",
        "validated_date": "2021-06-16",
        "paid_date": "2021-06-23",
        "due_date": "2021-05-24",
        "cancelled_date": None,
    }


@pytest.mark.parametrize("order", list(ORDERS))
def test_stream_holds_the_rows_of_the_list(snapshot: str, order: Order) -> None:
    view = Filters(snapshot, modes=("physical",))
    reader = exchanges.exchange_stream(view, "e", order, 5)
    assert isinstance(reader, pa.RecordBatchReader)
    streamed = reader.read_all().to_pandas(date_as_object=False)
    assert rows(streamed) == rows(exchanges.exchange_list(view, "e", order, 5))


def test_exchange_tells_all_of_one(snapshot: str) -> None:
    answer = exchanges.exchange(snapshot, "x10")
    assert_cents(answer)
    found = one(answer)
    assert found.pop("distance_km") == pytest.approx(28.51, abs=0.05)
    assert found == {
        "exchange_id": "x10",
        "status": "paid",
        "phase": "exchange finalisation",
        "status_group": "took place",
        "mode": "physical",
        "purpose": "strategic interregional collaboration",
        "activity": "not given",
        "visiting_organisation": "Öresund Tech",
        "category": "scaling-up support organisation",
        "subcategory": "incubator",
        "visiting_city": "Malmö",
        "visiting_country": "Sweden",
        "visiting_partnership": "NORTH",
        "visiting_cluster": "Bio",
        "host_organisation": "Ærø Labs",
        "host_category": "SME",
        "host_city": "Copenhagen",
        "host_country": "Denmark",
        "host_partnership": "NORTH",
        "host_cluster": "Bio",
        "visiting_partnership_id": "north",
        "host_partnership_id": "north",
        "visiting_country_code": "SE",
        "host_country_code": "DK",
        "visiting_cluster_id": "bio",
        "host_cluster_id": "bio",
        "matched_date": "2021-04-01",
        "agreed_date": "2021-04-02",
        "start_date": "2021-05-31",
        "end_date": "2021-06-03",
        "working_days": 4,
        "reported_date": "2021-06-04",
        "validated_date": "2021-06-07",
        "due_date": "2021-06-13",
        "paid_date": "2021-06-11",
        "cancelled_date": None,
        "lump_sum_eur": eur("480.25")[0],
        "committed_eur": eur("0.00")[0],
        "payable_eur": eur("0.00")[0],
        "paid_eur": eur("480.25")[0],
        "recovered_eur": eur("0.00")[0],
    }


# committed, payable and paid of each exchange: one of them holds the lump sum, or none.
@pytest.mark.parametrize(
    ("exchange_id", "money"),
    [
        ("x01", ("0.00", "0.00", "900.00")),
        ("x02", ("0.00", "1100.00", "0.00")),
        ("x03", ("390.50", "0.00", "0.00")),
        ("x04", ("1099.99", "0.00", "0.00")),
        ("x05", ("450.00", "0.00", "0.00")),
        ("x06", ("1234.56", "0.00", "0.00")),
        ("x07", ("0.00", "0.00", "0.00")),
        ("x08", ("0.00", "0.00", "0.00")),
        ("x11", ("380.00", "0.00", "0.00")),
        ("x12", ("0.00", "610.00", "0.00")),
    ],
)
def test_exchange_holds_its_money_where_its_status_puts_it(
    snapshot: str, exchange_id: str, money: tuple[str, str, str]
) -> None:
    answer = exchanges.exchange(snapshot, exchange_id)
    assert rows(answer, "committed_eur", "payable_eur", "paid_eur") == [eur(*money)]


def test_transactions_of_an_exchange_come_by_date(snapshot: str) -> None:
    answer = exchanges.transactions(snapshot, "x01")
    assert rows(answer) == [
        ("2021-06-23", "payment", *eur("900.00"), "bank 7", "t5"),
        ("2021-07-23", "recovery", *eur("100.10"), None, "t6"),
    ]
    assert exchanges.transactions(snapshot, "x02").empty


@pytest.mark.parametrize("exchange_id", ["", "x99", "x01' or '1'='1", "x01; drop table exchanges", "%", "X01"])
def test_an_unknown_id_is_no_exchange(snapshot: str, exchange_id: str) -> None:
    assert exchanges.exchange(snapshot, exchange_id).empty
    assert exchanges.transactions(snapshot, exchange_id).empty
    assert exchanges.rule_checks(snapshot, exchange_id).empty


def test_an_exchange_leads_to_the_files_and_rows_that_tell_of_it(snapshot: str) -> None:
    found = exchanges.origins(snapshot, "x01")
    assert found[["record", "id", "origin_file", "origin_row"]].values.tolist() == [
        ["exchange", "x01", "exchanges.csv", 2],
        ["visiting organisation", "o1", "organisations.csv", 2],
        ["host organisation", "o2", "organisations.csv", 3],
        ["movement of money", "t5", "budget_transactions.csv", 6],
        ["movement of money", "t6", "budget_transactions.csv", 7],
    ]
    assert found["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert exchanges.origins(snapshot, "no such").empty
