"""A snapshot exported as CSV builds to the same published tables, whatever it was built from."""

from pathlib import Path

import duckdb
import pytest

from data.build import build
from data.build.export import export, main
from tests.build import deliveries
from tests.build.deliveries import HOSTILE_NAME, Delivery, put
from tests.build.test_dialects import content

# The files that were read are others, all else is the same.
SOURCES = "sources"


def assert_round_trip(snapshot: Path, folder: Path) -> None:
    result = build(Path(export(snapshot, folder / "export")[0]).parent, folder / "again")
    assert result.ok, list(result.problems)
    assert result.path is not None
    before, after = content(snapshot), content(result.path)
    assert {name: rows for name, rows in after.items() if name != SOURCES} == {
        name: rows for name, rows in before.items() if name != SOURCES
    }


def built(delivery: Delivery, folder: Path) -> Path:
    result = build(deliveries.write_csv(delivery, folder / "source"), folder / "warehouse")
    assert result.ok, list(result.problems)
    assert result.path is not None
    return result.path


def test_the_sample_comes_back(sample_warehouse: Path, tmp_path: Path) -> None:
    name = (sample_warehouse / "current").read_text(encoding="utf-8").strip()
    assert_round_trip(sample_warehouse / name, tmp_path)


def test_values_come_back_exactly(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, "organisations", 2, "name", f'{HOSTILE_NAME}\nsecond line, "quoted"; \tand a tab\rand a return')
    put(delivery, "organisations", 3, "name", "'=1+1")
    put(delivery, "organisations", 4, "name", "NULL")
    put(delivery, "organisations", 2, "latitude", "0.00000000012345678901")
    put(delivery, "organisations", 3, "longitude", "-0.1234567890123456789")
    put(delivery, "partnerships", 3, "ecosystems", ";")
    put(delivery, "partnerships", 3, "start_date", "13/02/2020")
    put(delivery, "partnerships", 3, "exchange_target_basis", "published")
    put(delivery, "exchanges", 9, "lump_sum_eur", "")
    delivery["lump_sum_ceilings"] = [
        ["host_country_code", "full_eur", "half_eur", "valid_from", "valid_to", "basis"],
        ["DK", "500", "250", "2021-05-01", "9999-12-31", "assumed"],
        ["DK", "400", "200", "", "2021-04-30", "published"],
    ]
    assert_round_trip(built(delivery, tmp_path), tmp_path)


def test_clusters_without_a_place_keep_the_one_they_were_given(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    header, *rows = delivery["clusters"]
    placeless = [["a", "south", *rows[1][2:]], ["b", "north", *rows[1][2:]], ["c", "south", *rows[1][2:]]]
    for row in placeless:
        row[header.index("latitude")] = row[header.index("longitude")] = ""
    delivery["clusters"] = [header, placeless[0], *rows, *placeless[1:]]
    assert_round_trip(built(delivery, tmp_path), tmp_path)


def test_an_empty_snapshot_comes_back(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    for name in ("organisations", "exchanges", "budget_transactions"):
        del delivery[name][1:]
    delivery["delivery"] = [["key", "value"], ["as_of_date", "2022-06-30"]]
    assert_round_trip(built(delivery, tmp_path), tmp_path)


def test_a_snapshot_with_the_register_on_few_countries_comes_back(tmp_path: Path) -> None:
    """The register's ceilings may be for more countries than the delivery has."""
    assert_round_trip(built(deliveries.valid(), tmp_path), tmp_path)


def test_what_is_no_snapshot_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "it's no snapshot").write_bytes(b"no database")
    assert main(["--snapshot", str(tmp_path / "it's no snapshot"), "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_exporting_beside_an_open_reader_does_no_harm(tmp_path: Path) -> None:
    snapshot = built(deliveries.valid(), tmp_path)
    with duckdb.connect(str(snapshot), read_only=True) as reader:
        export(snapshot, tmp_path / "export")
        assert reader.execute("select count(*) from exchanges").fetchone() == (8,)
