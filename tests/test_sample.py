"""The sample's source folder: reproducible, sound in its references and dates, and shaped as the scheme's history."""

import csv
import hashlib
import itertools
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build import build
from data.sample import write_sample
from data.sample.__main__ import main
from data.sample.register import REFERENCE, REGISTER_FILES, last_day
from data.sample.shares import quotas
from data.sample.timeline import AS_OF, TOOL_LIVE, period_counts
from tests.sample_folder import IDENTIFIERS, SYNTHETIC, number, open_folder, rows_where


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("default")).folder


@pytest.fixture(scope="module", params=[(650, 2020), (650, 7), (600, 2**31 - 1), (20_000, 2020)])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The properties below hold for the default, for other seeds, for the smallest sample and for a larger one."""
    exchanges, seed = request.param
    file_format = "parquet" if exchanges > 1000 else None
    return open_folder(write_sample(tmp_path_factory.mktemp("sample"), exchanges, seed, file_format).folder)


# --- the folder -------------------------------------------------------------------------------------------------------


def test_folder_is_a_complete_source(folder: Path) -> None:
    names = {file.name for file in folder.iterdir()}
    assert names == {*REGISTER_FILES, "delivery.csv", *(f"{table}.csv" for table in SYNTHETIC)}
    for name in REGISTER_FILES:
        assert (folder / name).read_bytes() == (REFERENCE / name).read_bytes()


def test_delivery_says_that_it_is_a_sample(folder: Path) -> None:
    with (folder / "delivery.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["key", "value"],
            ["as_of_date", "2022-06-30"],
            ["is_sample", "true"],
            ["title", "Sample of ClusterXchange: real register, synthetic exchanges"],
        ]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "organisations",
            "organisation_id name category subcategory country_code city latitude longitude cluster_id",
        ),
        (
            "exchanges",
            "exchange_id visiting_organisation_id host_organisation_id visiting_partnership_id host_partnership_id "
            "mode purpose activity status matched_date agreed_date start_date end_date working_days reported_date "
            "validated_date cancelled_date lump_sum_eur",
        ),
        ("budget_transactions", "transaction_id partnership_id date kind amount_eur exchange_id reference"),
    ],
)
def test_columns_are_those_of_the_schema(folder: Path, table: str, columns: str) -> None:
    header = (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == columns.replace(" ", ",")


# --- reproducible -----------------------------------------------------------------------------------------------------


def test_same_seed_gives_the_same_bytes_whatever_the_threads(folder: Path, tmp_path: Path) -> None:
    again = write_sample(tmp_path / "again", threads=1).folder
    assert digests(again) == digests(folder)


def test_same_seed_gives_the_same_parquet_bytes_whatever_the_threads(tmp_path: Path) -> None:
    one = write_sample(tmp_path / "one", 300_000, 5, threads=1)
    four = write_sample(tmp_path / "four", 300_000, 5, threads=4)
    assert one.file_format == four.file_format == "parquet"
    assert digests(one.folder) == digests(four.folder)


def test_another_seed_gives_other_synthetic_files(folder: Path, tmp_path: Path) -> None:
    other = digests(write_sample(tmp_path / "other", seed=2021).folder)
    ours = digests(folder)
    assert {name for name in ours if other[name] != ours[name]} == {f"{table}.csv" for table in SYNTHETIC}


def test_a_new_sample_replaces_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "target"
    write_sample(target, file_format="parquet")
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    write_sample(target, file_format="csv")
    names = {file.name for file in target.iterdir()}
    assert names == {*REGISTER_FILES, "delivery.csv", "notes.txt", *(f"{table}.csv" for table in SYNTHETIC)}


def test_csv_and_parquet_hold_the_same_rows(folder: Path, tmp_path: Path) -> None:
    parquet = open_folder(write_sample(tmp_path / "parquet", file_format="parquet").folder)
    plain = open_folder(folder)
    for table in SYNTHETIC:
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert parquet.execute(query).fetchall() == plain.execute(query).fetchall()


# --- limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exchanges", [-1, 0, 599, 10_000_001])
def test_a_number_out_of_range_is_refused_before_anything_is_written(tmp_path: Path, exchanges: int) -> None:
    with pytest.raises(ValueError, match=r"from 600 to 10,000,000, not"):
        write_sample(tmp_path / "none", exchanges)
    assert not (tmp_path / "none").exists()


def test_an_unknown_format_and_a_negative_seed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="csv, parquet, not 'xlsx'"):
        write_sample(tmp_path, file_format="xlsx")
    with pytest.raises(ValueError, match="seed must be from 0"):
        write_sample(tmp_path, seed=-1)


def test_an_earlier_day_knows_less_and_builds(tmp_path: Path) -> None:
    earlier = write_sample(tmp_path / "earlier", as_of=date(2022, 3, 31))
    assert 0 < earlier.rows["exchanges"] < 650
    built = build(earlier.folder, tmp_path / "snapshots")
    assert built.ok, built.problems
    for day in (date(2020, 1, 1), date(2023, 1, 1)):
        with pytest.raises(ValueError, match="the day must be from"):
            write_sample(tmp_path / "none", as_of=day)


def test_command_writes_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path / "it's here"), "--exchanges", "601", "--format", "parquet"]) == 0
    assert "601 exchanges" in capsys.readouterr().out
    assert (tmp_path / "it's here" / "exchanges.parquet").is_file()


def test_command_refuses_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path / "none"), "--exchanges", "12"]) == 2
    assert "the number of exchanges must be from 600 to 10,000,000, not 12" in capsys.readouterr().err


# --- references and codes ---------------------------------------------------------------------------------------------


def test_counts_are_as_asked(tmp_path: Path) -> None:
    for exchanges in (600, 651, 4_999):
        written = write_sample(tmp_path / str(exchanges), exchanges)
        connection = open_folder(written.folder)
        assert written.rows["exchanges"] == exchanges == rows_where(connection, "exchanges", "true")
        for table in SYNTHETIC:
            assert written.rows[table] == rows_where(connection, table, "true")


@pytest.mark.parametrize("table", SYNTHETIC)
def test_identifiers_are_unique(sample: duckdb.DuckDBPyConnection, table: str) -> None:
    assert number(sample, f"SELECT count(*) - count(DISTINCT {IDENTIFIERS[table]}) FROM {table}") == 0


def test_references_hold(sample: duckdb.DuckDBPyConnection) -> None:
    assert rows_where(sample, "organisations", "cluster_id NOT IN (SELECT cluster_id FROM clusters)") == 0
    assert rows_where(sample, "organisations", "country_code NOT IN (SELECT country_code FROM countries)") == 0
    assert rows_where(sample, "stays", "visiting_owner_id IS DISTINCT FROM visiting_partnership_id") == 0
    assert rows_where(sample, "stays", "host_owner_id IS DISTINCT FROM host_partnership_id") == 0
    assert rows_where(sample, "stays", "visiting_organisation_id = host_organisation_id") == 0
    unknown = "partnership_id NOT IN (SELECT partnership_id FROM partnerships)"
    assert rows_where(sample, "budget_transactions", unknown) == 0


def test_codes_are_those_of_the_schema(sample: duckdb.DuckDBPyConnection) -> None:
    schema = (REFERENCE.parent / "SCHEMA.md").read_text(encoding="utf-8")
    for table, column in (
        ("organisations", "category"),
        ("organisations", "subcategory"),
        ("exchanges", "purpose"),
        ("exchanges", "activity"),
        ("exchanges", "mode"),
        ("exchanges", "status"),
        ("budget_transactions", "kind"),
    ):
        codes = [row[0] for row in sample.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall() if row[0]]
        assert codes
        assert [code for code in codes if code not in schema] == []
    assert (
        rows_where(
            sample,
            "organisations",
            "(subcategory IS NOT NULL) <> (category = 'scaling-up support organisation')",
        )
        == 0
    )


def test_names_cannot_be_taken_for_companies(sample: duckdb.DuckDBPyConnection) -> None:
    assert rows_where(sample, "organisations", r"NOT regexp_full_match(name, 'Sample .+ \d{4,} \([A-Z]{2}\)')") == 0
    assert number(sample, "SELECT count(*) - count(DISTINCT name) FROM organisations") == 0
    assert rows_where(sample, "organisations", "name LIKE '%''%'") > 0
    assert rows_where(sample, "organisations", "name LIKE '%è%' OR name LIKE '%Ż%'") > 0


# --- dates and statuses -----------------------------------------------------------------------------------------------


def test_dates_are_in_order(sample: duckdb.DuckDBPyConnection) -> None:
    steps = ["matched_date", "agreed_date", "start_date", "end_date", "reported_date", "validated_date"]
    for earlier, later in itertools.pairwise(steps):
        sign = ">" if later == "end_date" else ">="
        assert rows_where(sample, "exchanges", f"{earlier} {sign} {later}") == 0
        assert rows_where(sample, "exchanges", f"{earlier} IS NULL AND {later} IS NOT NULL") == 0
    assert rows_where(sample, "exchanges", "cancelled_date <= coalesce(agreed_date, matched_date)") == 0
    assert rows_where(sample, "exchanges", "cancelled_date >= start_date") == 0
    assert rows_where(sample, "exchanges", f"matched_date < DATE '{TOOL_LIVE}'") == 0


def test_nothing_done_is_dated_after_the_as_of_date(sample: duckdb.DuckDBPyConnection) -> None:
    for column in ("matched_date", "agreed_date", "reported_date", "validated_date", "cancelled_date"):
        assert rows_where(sample, "exchanges", f"{column} > DATE '{AS_OF}'") == 0
    assert rows_where(sample, "budget_transactions", f"date > DATE '{AS_OF}'") == 0


@pytest.mark.parametrize(
    ("status", "condition"),
    [
        ("matched", "agreed_date IS NULL AND start_date IS NULL AND lump_sum_eur IS NULL"),
        ("agreed", "agreed_date IS NOT NULL AND start_date > $as_of AND reported_date IS NULL"),
        ("ongoing", "start_date <= $as_of AND end_date > $as_of AND reported_date IS NULL"),
        ("completed", "end_date <= $as_of AND reported_date IS NULL"),
        ("reported", "reported_date IS NOT NULL AND validated_date IS NULL"),
        ("validated", "validated_date IS NOT NULL"),
        ("paid", "validated_date IS NOT NULL AND mode = 'physical'"),
        ("cancelled", "cancelled_date IS NOT NULL AND reported_date IS NULL"),
    ],
)
def test_status_has_its_dates(sample: duckdb.DuckDBPyConnection, status: str, condition: str) -> None:
    total, fitting = sample.execute(
        f"SELECT count(*), count(*) FILTER ({condition.replace('$as_of', f'''DATE '{AS_OF}' ''')}) "
        "FROM exchanges WHERE status = ? AND (status = 'cancelled') = (cancelled_date IS NOT NULL)",
        [status],
    ).fetchone() or (0, 0)
    assert total == rows_where(sample, "exchanges", f"status = '{status}'")
    assert total == fitting > 0


def test_working_days_are_the_weekdays_of_the_stay(sample: duckdb.DuckDBPyConnection) -> None:
    stays = "SELECT DISTINCT start_date, end_date, working_days FROM exchanges WHERE start_date IS NOT NULL"
    for start, end, working_days in sample.execute(stays).fetchall():
        weekdays = [day for day in range(start.toordinal(), end.toordinal() + 1) if date.fromordinal(day).weekday() < 5]
        assert len(weekdays) == working_days
        assert start.weekday() < 5
        assert end.weekday() < 5
        assert (end - start).days <= 31


# --- small parts ------------------------------------------------------------------------------------------------------


def test_quotas_sum_and_stay_within_one_of_the_exact_share() -> None:
    assert quotas([1, 1, 1], 10) == [4, 3, 3]
    assert quotas([0, 5, 0.001], 3) == [0, 3, 0]
    weights = [0.3, 7.1, 2.2, 5.9]
    counts = quotas(weights, 1001)
    assert sum(counts) == 1001
    assert all(abs(count - weight * 1001 / sum(weights)) < 1 for count, weight in zip(counts, weights, strict=True))
    with pytest.raises(ValueError, match="negative"):
        quotas([1, -1], 5)
    with pytest.raises(ValueError, match="zero"):
        quotas([0, 0], 5)


def test_periods_take_every_slot_once() -> None:
    for exchanges in (600, 650, 10_000_000):
        counted = period_counts(exchanges)
        assert [item.first_slot for item in counted[1:]] == [item.first_slot + item.slots for item in counted[:-1]]
        assert counted[0].first_slot == 0
        assert counted[-1].first_slot + counted[-1].slots == exchanges


@pytest.mark.parametrize(
    ("published", "day"),
    [("", None), ("2022", date(2022, 12, 31)), ("2022-02", date(2022, 2, 28)), ("2022-10-31", date(2022, 10, 31))],
)
def test_last_day_of_a_published_date(published: str, day: date | None) -> None:
    assert last_day(published) == day
