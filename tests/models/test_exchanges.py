"""What the models derive for each exchange: month, due date, distance, cell and route."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from data import model
from tests.models import inputs

PLACES = st.tuples(st.floats(27.0, 72.0), st.floats(-32.0, 50.0))


@pytest.mark.parametrize(
    ("matched", "start", "month"),
    [
        (date(2021, 1, 31), date(2021, 3, 1), date(2021, 3, 1)),
        (date(2021, 1, 31), date(2021, 3, 31), date(2021, 3, 1)),
        (date(2020, 12, 31), None, date(2020, 12, 1)),
        (date(2020, 2, 29), None, date(2020, 2, 1)),
        (date(2022, 6, 1), date(2023, 1, 2), date(2023, 1, 1)),
    ],
)
def test_month_is_that_of_the_start_or_else_of_the_match(
    con: duckdb.DuckDBPyConnection, matched: date, start: date | None, month: date
) -> None:
    inputs.load(con, exchanges=[inputs.exchange("x1", status="matched", matched_date=matched, start_date=start)])
    model.run(con)
    assert con.execute("select e.month, a.month from exchanges as e join activity as a using (cell_id)").fetchall() == [
        (month, month)
    ]


@pytest.mark.parametrize(
    ("end", "due"),
    [
        (date(2021, 12, 25), date(2022, 1, 4)),  # ten days
        (date(2022, 1, 1), date(2022, 1, 31)),  # thirty days since 2022
        (date(2019, 12, 31), None),  # no rule yet
        (None, None),
    ],
)
def test_due_date_follows_the_rule_that_is_valid_when_the_stay_ends(
    con: duckdb.DuckDBPyConnection, end: date | None, due: date | None
) -> None:
    rules = [
        {"rule_id": "payment_days", "value": "10", "valid_from": date(2020, 1, 1), "valid_to": date(2021, 12, 31)},
        {"rule_id": "payment_days", "value": "30", "valid_from": date(2022, 1, 1)},
    ]
    inputs.load(
        con,
        rules=rules,
        exchanges=[inputs.exchange("x1", status="matched", matched_date=date(2019, 1, 1), end_date=end)],
    )
    model.run(con)
    assert con.execute("select due_date from exchanges").fetchall() == [(due,)]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(PLACES, PLACES), min_size=40, max_size=60))
def test_distance_is_the_geodesic(pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Better than 50 m or a ten-thousandth, against GeographicLib."""
    organisations, exchanges = [], []
    for number, (visiting, host) in enumerate(pairs):
        for side, (latitude, longitude) in (("v", visiting), ("h", host)):
            place = {"latitude": latitude, "longitude": longitude}
            organisations.append(inputs.REGISTER["organisations"][0] | {"organisation_id": f"{side}{number}"} | place)
        parties = {"visiting_organisation_id": f"v{number}", "host_organisation_id": f"h{number}"}
        exchanges.append(inputs.exchange(str(number), status="matched", matched_date=date(2021, 1, 1)) | parties)
    with duckdb.connect() as con:
        inputs.load(con, organisations=organisations, exchanges=exchanges)
        model.run(con)
        found = dict(con.execute("select exchange_id, distance_km from exchanges").fetchall())
    geod = Geod(ellps="WGS84")
    for number, ((lat1, lon1), (lat2, lon2)) in enumerate(pairs):
        metres = geod.inv(lon1, lat1, lon2, lat2)[2]
        assert found[str(number)] == pytest.approx(metres / 1000, abs=0.05, rel=1e-4)


def test_distance_of_a_place_to_itself_is_zero_and_of_no_place_unknown(con: duckdb.DuckDBPyConnection) -> None:
    one, two = inputs.REGISTER["organisations"]
    here = {"latitude": 41.15, "longitude": -8.61}
    inputs.load(
        con,
        organisations=[
            {**one, **here},
            {**two, **here},
            {**two, "organisation_id": "o3"},
            {**two, "organisation_id": "o4", "latitude": 41.15, "longitude": -8.6100001},
        ],
        exchanges=[
            inputs.exchange(f"to {host}", status="matched", matched_date=date(2021, 1, 1))
            | {"host_organisation_id": host}
            for host in ("o2", "o3", "o4")
        ],
    )
    model.run(con)
    found = dict(con.execute("select exchange_id, distance_km from exchanges").fetchall())
    assert found["to o2"] == 0
    assert found["to o3"] is None
    assert found["to o4"] == pytest.approx(0.0000084, abs=0.000001)


def test_missing_values_become_words_and_zeros(con: duckdb.DuckDBPyConnection) -> None:
    inputs.load(con, exchanges=[inputs.exchange("x1", status="matched", matched_date=date(2021, 1, 1))])
    model.run(con)
    found = con.execute("select purpose, activity, lump_sum_eur, working_days from exchanges").fetchall()
    assert found == [("not given", "not given", Decimal("0.00"), None)]
    assert con.execute("select exchanges, working_days, lump_sum_eur from activity").fetchall() == [
        (1, 0, Decimal("0.00"))
    ]


def test_an_empty_delivery_gives_empty_tables(con: duckdb.DuckDBPyConnection) -> None:
    inputs.load(con)
    model.run(con)
    assert con.execute("select count(*) from activity").fetchall() == [(0,)]
    assert con.execute("select distinct remaining_eur from budget_position").fetchall() == [(Decimal("0.00"),)]
    assert len(con.execute("select * from nodes").fetchall()) == 6


def test_cells_and_routes_hold_every_exchange_of_the_sample(sample_con: duckdb.DuckDBPyConnection) -> None:
    differing = sample_con.execute(
        """
        with counted as (
            select
                cell_id, count(*) as exchanges, coalesce(sum(working_days), 0) as working_days,
                sum(lump_sum_eur) as lump_sum_eur, sum(committed_eur) as committed_eur, sum(payable_eur) as payable_eur,
                sum(paid_eur) as paid_eur, sum(recovered_eur) as recovered_eur
            from exchanges group by cell_id
        )
        select cell_id from counted as c full join activity as a using (cell_id)
        where (
            c.exchanges, c.working_days, c.lump_sum_eur, c.committed_eur, c.payable_eur, c.paid_eur, c.recovered_eur
        ) is distinct from (
            a.exchanges, a.working_days, a.lump_sum_eur, a.committed_eur, a.payable_eur, a.paid_eur, a.recovered_eur
        )
        """
    ).fetchall()
    assert differing == []
    assert (
        sample_con.execute(
            """
        select count(*) from exchanges as e join routes as r using (route_id)
        where (e.visiting_partnership_id, e.host_partnership_id, e.visiting_cluster_id, e.host_cluster_id,
            e.visiting_country_code, e.host_country_code)
            = (r.visiting_partnership_id, r.host_partnership_id, r.visiting_cluster_id, r.host_cluster_id,
            r.visiting_country_code, r.host_country_code)
        """
        ).fetchone()
        == sample_con.execute("select count(*) from exchanges").fetchone()
    )
