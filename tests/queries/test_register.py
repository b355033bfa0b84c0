"""The register as questions give it, with the fixed order of charts."""

import csv
import hashlib

import pytest

from data.build.sources import REFERENCE
from queries import register
from queries.filters import Level
from tests.queries.answers import assert_cents, eur, one, rows
from tests.queries.conftest import Published


def test_partnerships_stand_in_register_order_as_delivered(snapshot: str) -> None:
    answer = register.partnerships(snapshot)
    columns = "partnership_id", "acronym", "ecosystems", "exchange_target", "exchange_target_basis", "start_published"
    assert rows(answer, *columns, "end_published", "basis") == [
        ("north", "NORTH", ["Health", "Digital"], 5, "published", "2020-02", "2022", "published"),
        ("south", "SOUTH", ["Textiles"], 50, "assumed", "2020-02-03", "2022-10", "assumed"),
        ("west", "WEST", None, 50, "assumed", None, None, "placeholder"),
    ]


def test_clusters_name_their_partnership_and_country(snapshot: str) -> None:
    columns = "cluster_id", "name", "acronym", "role", "country_name", "city", "is_location_approximate", "basis"
    assert rows(register.clusters(snapshot), *columns) == [
        ("bio", "Bio cluster", "NORTH", "coordinator", "Denmark", "Copenhagen", False, "published"),
        ("lux", "Lumière", "NORTH", "partner", "France", "Saint-Étienne", False, "published"),
        ("tex", "Têxteis", "SOUTH", "coordinator", "Portugal", None, True, "placeholder"),
        ("idle", "Idle cluster", "WEST", "coordinator", "France", None, True, "placeholder"),
    ]


def test_countries_count_their_clusters(snapshot: str) -> None:
    assert rows(register.countries(snapshot)) == [
        ("DK", "Denmark", True, True, True, 1, None),
        ("FR", "France", True, True, True, 2, None),
        ("IS", "Iceland", False, True, False, 0, "an island"),
        ("PT", "Portugal", True, True, True, 1, None),
        ("SE", "Sweden", True, True, False, 0, None),
        ("GB", "United Kingdom", False, False, False, 0, None),
    ]


# By exchanges on either side with cancelled ones, then by the register (countries by name); zeros last.
@pytest.mark.parametrize(
    ("level", "ids"),
    [
        ("country", ["PT", "DK", "FR", "SE", "GB", "IS"]),
        ("partnership", ["north", "south", "west"]),
        ("cluster", ["bio", "tex", "lux", "idle"]),
    ],
)
def test_nodes_stand_by_size_in_the_whole_snapshot(snapshot: str, level: Level, ids: list[str]) -> None:
    assert register.nodes(snapshot, level)["id"].tolist() == ids


def test_nodes_have_the_names_that_charts_show(snapshot: str) -> None:
    assert rows(register.nodes(snapshot, "cluster"))[2] == ("lux", "Lumière", "Lux")
    assert rows(register.nodes(snapshot, "partnership"))[0] == ("north", "NORTH", "NORTH")
    assert rows(register.nodes(snapshot, "country"))[0] == ("PT", "Portugal", "Portugal")


def test_totals_count_the_register_and_every_exchange(snapshot: str) -> None:
    assert one(register.totals(snapshot)) == {
        "partnerships": 3,
        "clusters": 4,
        "countries": 3,
        "exchanges": 12,
        "exchange_target": 105,
        "is_target_assumed": True,
    }


def test_totals_without_assumed_targets(other_rules: str) -> None:
    answer = one(register.totals(other_rules))
    assert (answer["exchange_target"], answer["is_target_assumed"]) == (5, True)


def test_months_span_all_exchanges(snapshot: str) -> None:
    assert rows(register.months(snapshot)) == [("2021-04-01", "2022-08-01")]


def test_rules_are_the_register_s_when_none_are_delivered(snapshot: str) -> None:
    answer = register.rules(snapshot)
    with (REFERENCE / "rules.csv").open(encoding="utf-8", newline="") as file:
        assert list(answer["rule_id"]) == [row["rule_id"] for row in csv.DictReader(file)]
    assert rows(answer, "rule_id", "value", "unit", "basis")[0] == (
        "stay_minimum",
        *eur("3.00"),
        "working days",
        "published",
    )


def test_lump_sum_ceilings_stand_by_country_and_validity(snapshot: str) -> None:
    answer = register.lump_sum_ceilings(snapshot)
    assert_cents(answer)
    columns = "country_code", "country_name", "full_eur", "half_eur", "valid_from", "valid_to", "basis"
    found = rows(answer, *columns)
    assert found[:2] == [
        ("DK", "Denmark", *eur("600.00", "300.00"), None, "2020-12-31", "assumed"),
        ("DK", "Denmark", *eur("1000.00", "500.00"), "2021-01-01", None, "published"),
    ]
    assert [row[0] for row in found[2:]] == ["FR", "PT"]


def test_sources_are_the_files_read_with_their_hash(snapshot: str, tiny_published: Published) -> None:
    answer = register.sources(snapshot)
    source = tiny_published.folder.parent / "source"
    read = {file.stem: file for file in source.iterdir()}
    assert set(answer["name"]) == {*read, "rules", "settings"}
    for name, file_name, sha256, size, count in rows(answer, "name", "file_name", "sha256", "bytes", "rows"):
        if name in read:
            content = read[name].read_bytes()
            lines = content.decode().count("\n") - 1
            assert (file_name, sha256) == (f"{name}.csv", hashlib.sha256(content).hexdigest())
            assert (size, count) == (len(content), lines)


def test_missing_values_are_counted_against_all_exchanges(snapshot: str) -> None:
    assert rows(register.missing_values(snapshot), "what", "missing", "exchanges") == [
        ("Purpose not given", 7, 12),
        ("Activity not given", 9, 12),
        ("Distance unknown: no place for an organisation", 4, 12),
        ("Start not planned yet", 1, 12),
    ]


def test_names_are_those_of_the_nodes_of_every_level(snapshot: str) -> None:
    answer = register.names(snapshot)
    assert len(answer) == 6 + 3 + 4
    levels: tuple[Level, ...] = ("country", "partnership", "cluster")
    for level in levels:
        at_level = answer[answer["level"] == level]
        assert rows(at_level, "id", "short_name") == rows(register.nodes(snapshot, level), "id", "short_name")
