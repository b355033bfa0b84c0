"""Columns with other names are suggested in three languages, and the last choice is remembered, whatever its file holds."""

import os
from pathlib import Path

import pytest

from data.build import Problems
from data.build.schema import INPUTS
from data.intake import mapping
from data.intake.columns import by_hand, named
from data.intake.mapping import MEMORY, input_named, remember, suggest, suggest_columns
from data.intake.staging import Staged
from data.intake.tables import Table, tables_of


def table(*names: str, file_name: str = "x.csv", sheet: str | None = None) -> Table:
    return Table(Path(file_name), file_name, sheet, names, 1, {})


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ("N° de l'échange", "exchange_id"),
        ("organisation d’accueil", "host_organisation_id"),
        ("Besuchende Organisation", "visiting_organisation_id"),
        ("STATUS", "status"),
        ("start  date", "start_date"),
        ("Montant forfaitaire (EUR)", "lump_sum_eur"),
        ("Lump-sum [EUR]", "lump_sum_eur"),
        ("Datum der Vereinbarung", "agreed_date"),
        ("Remarques", ""),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_a_name_is_matched(given: str, column: str) -> None:
    assert suggest_columns([given], "exchanges") == {given: column}


def test_every_name_in_the_data_is_matched_to_its_column() -> None:
    wrong = []
    for name in INPUTS:
        for column in by_hand(name):
            for given in (column.name, *named()[name, column.name].names):
                found = suggest_columns([given], name)[given]
                shared = [c.name for c in by_hand(name) if given in named()[name, c.name].names]
                if found != column.name and found not in shared:
                    wrong.append((name, column.name, given, found))
    assert wrong == []


def test_a_column_is_meant_once_by_the_surest_name() -> None:
    found = suggest_columns(["Status of exchange", "status", "statut"], "exchanges")
    assert found["status"] == "status"
    assert list(found.values()).count("status") == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Échanges CELIS 2022", "exchanges"),
        ("Zahlungen", "budget_transactions"),
        ("organisations", "organisations"),
        ("x", ""),
    ],
)
def test_the_name_of_a_file_tells_its_input(text: str, name: str) -> None:
    assert input_named(text) == name


def test_columns_tell_the_input_where_the_name_does_not(tmp_path: Path) -> None:
    names = ["Beleg-Nr", "Partnerschaft", "Datum", "Buchungsart", "Betrag", "Verwendungszweck"]
    assert suggest(table(*names), tmp_path).input == "budget_transactions"
    assert suggest(table("a", "b", "c"), tmp_path).input == ""


def test_a_choice_is_remembered_for_the_same_names(tmp_path: Path) -> None:
    first = table("Nr", "Wer", file_name="a.csv")
    remember(first, "exchanges", {"Nr": "exchange_id", "Wer": ""}, tmp_path)
    again = suggest(table("Wer", "Nr", file_name="another.csv"), tmp_path)
    assert again.is_remembered
    assert again.columns == {"Nr": "exchange_id", "Wer": ""}
    assert not suggest(table("Nr", "Wer", "Neu"), tmp_path).is_remembered
    assert [path.name for path in tmp_path.iterdir()] == [MEMORY]


@pytest.mark.parametrize(
    "content", [b"", b"[", b"[1]", b"\xff\xfe", b"{}", b"[" * 100_000, b'{"a": {"input": "exchanges", "columns": 3}}']
)
def test_a_damaged_memory_is_forgotten(content: bytes, tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_bytes(content)
    assert not suggest(table("Nr"), tmp_path).is_remembered
    remember(table("Nr"), "exchanges", {"Nr": "exchange_id"}, tmp_path)
    assert suggest(table("Nr"), tmp_path).is_remembered


def test_a_memory_that_names_no_column_is_not_followed(tmp_path: Path) -> None:
    remember(table("Nr"), "exchanges", {"Nr": "no such column"}, tmp_path)
    assert not suggest(table("Nr"), tmp_path).is_remembered


def test_the_memory_is_bounded_and_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "MOST_REMEMBERED", 2)
    for name in ("a", "b", "c"):
        remember(table(name), "exchanges", {name: "status"}, tmp_path)
    assert not suggest(table("a"), tmp_path).is_remembered
    assert suggest(table("c"), tmp_path).is_remembered

    def no_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_disk)
    with pytest.raises(OSError, match="No space"):
        remember(table("d"), "exchanges", {"d": "status"}, tmp_path)
    assert suggest(table("c"), tmp_path).is_remembered
    assert [path.name for path in tmp_path.iterdir()] == [MEMORY]


def test_the_header_is_found_in_a_foreign_table(tmp_path: Path) -> None:
    path = tmp_path / "1.csv"
    path.write_bytes("Bericht 2022;;\n;;\nAustausch;Gastgeber;Betrag\nX1;O1;1,5\n".encode("cp1252"))
    (found,) = tables_of(Staged(path, "Bericht.csv"), Problems())
    assert (found.header_row, found.names) == (3, ("Austausch", "Gastgeber", "Betrag"))
    assert found.examples["Betrag"] == "1,5"
