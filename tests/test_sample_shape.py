"""The sample is shaped as the scheme's history is, and its rules and money hold but for what is planted."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.sample import write_sample
from data.sample.places import COUNTRIES_THROUGH_A_CLUSTER_ELSEWHERE, TOWNS
from data.sample.register import REFERENCE, read_register
from data.sample.routes import ROUTES_AT_MOST
from data.sample.timeline import AS_OF
from tests.sample_folder import number, open_folder, rows_where, share


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("default")).folder


@pytest.fixture(scope="module", params=[(650, 2020), (650, 7), (600, 2**31 - 1), (20_000, 2020)])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The properties below hold for the default, for other seeds, for the smallest sample and for a larger one."""
    exchanges, seed = request.param
    file_format = "parquet" if exchanges > 1000 else None
    return open_folder(write_sample(tmp_path_factory.mktemp("sample"), exchanges, seed, file_format).folder)


# --- shape ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "condition", "least", "most"),
    [
        ("stays", "status_group = 'took place'", 85, 88),
        ("stays", "status_group = 'ongoing'", 2.5, 3.5),
        ("stays", "status_group = 'upcoming'", 6, 8),
        ("stays", "status_group = 'cancelled'", 3.3, 4.7),
        ("stays", "mode = 'virtual'", 14, 19),
        ("stays", "purpose IS NULL", 0.2, 2.2),
        ("stays", "activity IS NULL", 0.2, 2.2),
        ("stays", "working_days BETWEEN 3 AND 5", 70, 88),
        ("stays", "working_days >= 10", 5, 15),
        ("stays", "visiting_partnership_id <> host_partnership_id", 60, 95),
        ("organisations", "category = 'SME'", 59, 66),
        ("organisations", "category = 'cluster organisation'", 19, 26),
        ("organisations", "latitude IS NULL", 1.5, 5),
    ],
)
def test_shares(sample: duckdb.DuckDBPyConnection, table: str, condition: str, least: float, most: float) -> None:
    assert least <= share(sample, table, condition) <= most


def test_virtual_exchanges_come_first(sample: duckdb.DuckDBPyConnection) -> None:
    assert number(sample, "SELECT min(start_date) >= DATE '2020-10-01' FROM exchanges") == 1
    assert rows_where(sample, "exchanges", "mode = 'physical' AND start_date < DATE '2021-06-01'") == 0
    done = "mode = 'virtual' AND status_group = 'took place' AND end_date <= DATE '2021-06-09'"
    total = rows_where(sample, "exchanges", "true")
    assert 65 <= rows_where(sample, "stays", done) * 650 / total <= 95
    assert 10 <= number(sample, f"SELECT count(DISTINCT visiting_partnership_id) FROM stays WHERE {done}") <= 12


def test_winter_dips_and_spring_peaks(sample: duckdb.DuckDBPyConnection) -> None:
    months = {
        month: exchanges
        for month, exchanges in sample.execute(
            "SELECT strftime(start_date, '%Y-%m'), count(*) FROM stays "
            "WHERE mode = 'physical' AND status_group = 'took place' GROUP BY 1"
        ).fetchall()
    }
    assert max(months["2021-12"], months["2022-01"]) < min(months["2021-11"], months["2022-03"]) / 1.5
    assert max(months, key=lambda month: months[month]) in ("2022-03", "2022-04", "2022-05", "2022-06")
    assert number(sample, "SELECT max(start_date) <= DATE '2022-09-30' FROM exchanges") == 1


def test_routes_are_heavy_tailed_and_bounded(sample: duckdb.DuckDBPyConnection) -> None:
    routes = [
        row[0]
        for row in sample.execute(
            "SELECT count(*) FROM stays GROUP BY visiting_cluster_id, host_cluster_id ORDER BY 1 DESC"
        ).fetchall()
    ]
    assert len(routes) <= ROUTES_AT_MOST + 20
    assert sum(routes[: len(routes) // 10]) > 0.27 * sum(routes)
    countries = "visiting_cluster_id, visiting_country_code, host_cluster_id, host_country_code"
    assert number(sample, f"SELECT count(DISTINCT ({countries})) FROM stays") <= 900


def test_most_exchanges_share_an_ecosystem(sample: duckdb.DuckDBPyConnection) -> None:
    shared = number(
        sample,
        """
        WITH spread AS (
            SELECT partnership_id,
                   list_transform(string_split(coalesce(ecosystems, ''), ';'), lambda e : trim(e)) AS ecosystems
            FROM partnerships
        )
        SELECT 100.0 * count(*) FILTER (
                   visiting_partnership_id = host_partnership_id
                   OR list_has_any(list_filter(v.ecosystems, lambda e : e <> ''), h.ecosystems)
               ) / count(*)
        FROM stays
        JOIN spread AS v ON v.partnership_id = visiting_partnership_id
        JOIN spread AS h ON h.partnership_id = host_partnership_id
        """,
    )
    assert 60 < shared < 95


def test_some_clusters_stay_aside_and_coordinators_are_more_active(sample: duckdb.DuckDBPyConnection) -> None:
    activity = sample.execute(
        """
        SELECT role, basis, (SELECT count(*) FROM stays WHERE visiting_cluster_id = cluster_id) AS visits,
               (SELECT count(*) FROM stays WHERE host_cluster_id = cluster_id) AS hostings
        FROM clusters
        """
    ).fetchall()
    aside = [row for row in activity if row[2] == row[3] == 0]
    assert 5 <= len(aside) <= 8
    assert all(role == "partner" for role, *_ in aside)
    assert sum(basis == "placeholder" for _, basis, *_ in aside) >= 4
    assert 3 <= sum(visits == 0 < hostings for *_, visits, hostings in activity) <= 8
    assert 3 <= sum(hostings == 0 < visits for *_, visits, hostings in activity) <= 8
    mean = {
        role: sum(visits + hostings for r, _, visits, hostings in activity if r == role)
        / sum(r == role for r, *_ in activity)
        for role in ("coordinator", "partner")
    }
    assert mean["coordinator"] > 1.3 * mean["partner"]


def test_countries_without_a_cluster_take_part(sample: duckdb.DuckDBPyConnection) -> None:
    for country_code in COUNTRIES_THROUGH_A_CLUSTER_ELSEWHERE:
        assert rows_where(sample, "clusters", f"country_code = '{country_code}'") == 0
        taking_part = f"'{country_code}' IN (visiting_country_code, host_country_code)"
        assert 0 < share(sample, "stays", taking_part) < 5


def test_organisations_lie_near_a_town_or_cluster_of_their_country(sample: duckdb.DuckDBPyConnection) -> None:
    places = {
        country_code: [(town.latitude, town.longitude) for town in towns] for country_code, towns in TOWNS.items()
    }
    for cluster in read_register(AS_OF).clusters:
        if cluster.latitude is not None and cluster.longitude is not None:
            places[cluster.country_code].append((cluster.latitude, cluster.longitude))
    found = sample.execute(
        "SELECT country_code, latitude, longitude FROM organisations WHERE latitude IS NOT NULL"
    ).fetchall()
    for country_code, latitude, longitude in found:
        assert any(abs(latitude - y) < 0.05 and abs(longitude - x) < 0.07 for y, x in places[country_code])
    assert rows_where(sample, "organisations", "(latitude IS NULL) <> (longitude IS NULL)") == 0


def test_towns_cover_the_countries_of_the_register() -> None:
    listed = {row.split(",")[0] for row in (REFERENCE / "countries.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert set(TOWNS) == listed


# --- rules and their planted breaks -----------------------------------------------------------------------------------

SPHERE_KM = """
2 * 6371.0088 * asin(sqrt(pow(sin(radians(host_latitude - visiting_latitude) / 2), 2)
    + cos(radians(visiting_latitude)) * cos(radians(host_latitude))
      * pow(sin(radians(host_longitude - visiting_longitude) / 2), 2)))
"""


def test_lump_sums_follow_the_rule_but_for_planted_breaks(sample: duckdb.DuckDBPyConnection) -> None:
    sample.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW granted AS
        SELECT stays.*, full_eur::DECIMAL(14, 2) AS full_eur,
               CASE WHEN working_days < 5 OR coalesce({SPHERE_KM}, 1e9) < 200 THEN half_eur
                    ELSE full_eur END::DECIMAL(14, 2) AS at_most_eur
        FROM stays JOIN lump_sum_ceilings USING (host_country_code)
        """
    )
    assert rows_where(sample, "granted", "true") == rows_where(sample, "exchanges", "true")
    assert rows_where(sample, "granted", "mode = 'virtual' AND lump_sum_eur <> 0") == 0
    assert rows_where(sample, "granted", "mode = 'physical' AND agreed_date IS NOT NULL AND lump_sum_eur <= 0") == 0
    physical = rows_where(sample, "granted", "mode = 'physical'")
    over_ceiling = rows_where(sample, "granted", "lump_sum_eur > full_eur")
    not_halved = rows_where(sample, "granted", "lump_sum_eur > at_most_eur AND lump_sum_eur <= full_eur")
    assert 1 <= over_ceiling <= max(3, physical * 0.01)
    assert 1 <= not_halved <= max(3, physical * 0.01)
    exactly = share(sample, "granted", "mode = 'physical' AND lump_sum_eur = at_most_eur")
    assert exactly > 70


def test_few_exchanges_break_the_other_rules(sample: duckdb.DuckDBPyConnection) -> None:
    total = rows_where(sample, "exchanges", "true")
    broken = {
        "same country": rows_where(sample, "stays", "visiting_country_code = host_country_code"),
        "too short": rows_where(sample, "stays", "working_days < 3"),
        "visits twice": int(
            number(
                sample,
                "SELECT coalesce(sum(visits - 1), 0) FROM (SELECT count(*) AS visits FROM stays "
                "WHERE mode = 'physical' AND status_group <> 'cancelled' GROUP BY visiting_organisation_id)",
            )
        ),
    }
    for rule, count in broken.items():
        assert 1 <= count <= max(3, 0.006 * total), rule


# --- money ------------------------------------------------------------------------------------------------------------

POSITION = """
WITH moved AS (
    SELECT partnership_id,
           sum(amount_eur) FILTER (kind IN ('allocation', 'transfer')) AS received,
           coalesce(sum(amount_eur) FILTER (kind = 'payment'), 0) AS paid,
           coalesce(sum(amount_eur) FILTER (kind = 'recovery'), 0) AS recovered
    FROM budget_transactions GROUP BY partnership_id
), promised AS (
    SELECT visiting_partnership_id AS partnership_id,
           coalesce(sum(lump_sum_eur) FILTER (status IN ('agreed', 'ongoing', 'completed', 'reported')), 0)
               AS committed,
           coalesce(sum(lump_sum_eur) FILTER (status = 'validated'), 0) AS payable
    FROM exchanges GROUP BY visiting_partnership_id
)
SELECT partnership_id, received::VARCHAR, paid::VARCHAR, recovered::VARCHAR, committed::VARCHAR, payable::VARCHAR
FROM moved JOIN promised USING (partnership_id)
"""


def test_budgets_hold_and_differ(sample: duckdb.DuckDBPyConnection) -> None:
    paid_shares, used_shares = [], []
    for _, *amounts in sample.execute(POSITION).fetchall():
        received, paid, _, committed, payable = (Decimal(amount) for amount in amounts)
        assert committed + payable + paid <= received
        paid_shares.append(paid / received)
        used_shares.append((committed + payable + paid) / received)
    assert len(paid_shares) == rows_where(sample, "partnerships", "true")
    assert sum(Decimal("0.55") <= paid_share <= Decimal("0.85") for paid_share in paid_shares) >= len(paid_shares) - 2
    assert sum(used > Decimal("0.95") for used in used_shares) == 1
    assert sum(used < Decimal("0.35") for used in used_shares) == 1


def test_amounts_are_exact_cents_and_transfers_sum_to_zero(folder: Path) -> None:
    lines = (folder / "budget_transactions.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    assert all(len(amount.split(".")[1]) == 2 for _, _, _, _, amount, *_ in rows)
    transfers = [Decimal(amount) for _, _, _, kind, amount, *_ in rows if kind == "transfer"]
    assert len(transfers) == 2
    assert sum(transfers) == 0
    assert min(transfers) < 0
    assert all(Decimal(amount) > 0 for _, _, _, kind, amount, *_ in rows if kind != "transfer")
    allocations = [row for row in rows if row[3] == "allocation"]
    assert len(allocations) == 13
    assert all("2020-03-01" <= row[2] <= "2020-03-31" for row in allocations)
    assert any(not row[4].endswith(".00") for row in allocations)


def test_each_paid_exchange_has_one_payment_of_its_lump_sum(sample: duckdb.DuckDBPyConnection) -> None:
    sample.execute(
        """
        CREATE OR REPLACE TEMP VIEW payments AS
        SELECT exchanges.*, payment.date AS paid_date, payment.amount_eur, payment.partnership_id AS payer_id
        FROM exchanges
        FULL JOIN (SELECT * FROM budget_transactions WHERE kind = 'payment') AS payment USING (exchange_id)
        """
    )
    assert rows_where(sample, "payments", "true") == rows_where(sample, "exchanges", "true")
    assert rows_where(sample, "payments", "(status = 'paid') <> (paid_date IS NOT NULL)") == 0
    wrong = "amount_eur <> lump_sum_eur OR payer_id <> visiting_partnership_id OR paid_date <= validated_date"
    assert rows_where(sample, "payments", wrong) == 0
    in_time = number(
        sample, "SELECT 100.0 * count(*) FILTER (paid_date - end_date <= 10) / count(paid_date) FROM payments"
    )
    assert 65 <= in_time <= 97


def test_recoveries_follow_a_payment_and_never_exceed_it(sample: duckdb.DuckDBPyConnection) -> None:
    recoveries = sample.execute(
        """
        SELECT recovery.date > payment.date, recovery.amount_eur <= payment.amount_eur,
               recovery.partnership_id = payment.partnership_id, recovery.amount_eur = payment.amount_eur
        FROM budget_transactions AS recovery
        LEFT JOIN budget_transactions AS payment
          ON payment.exchange_id = recovery.exchange_id AND payment.kind = 'payment'
        WHERE recovery.kind = 'recovery'
        """
    ).fetchall()
    total = rows_where(sample, "exchanges", "true")
    assert 3 <= len(recoveries) <= max(5, total * 0.01)
    assert all(later and not_above and same_payer for later, not_above, same_payer, _ in recoveries)


def test_some_validated_exchanges_wait_for_payment(sample: duckdb.DuckDBPyConnection) -> None:
    waiting = "status = 'validated' AND mode = 'physical'"
    assert rows_where(sample, "exchanges", f"{waiting} AND end_date + 10 < DATE '{AS_OF}'") >= 2
    assert rows_where(sample, "exchanges", f"{waiting} AND end_date + 10 >= DATE '{AS_OF}'") >= 2
