"""However a delivery is written, the tables are the same as from plain ISO UTF-8 CSV."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.build import Origin, build
from tests.build import deliveries
from tests.build.deliveries import Delivery

# What tells one build from another, and the files apart from their content.
BUILD_ONLY = {
    "snapshot": ("snapshot_id", "built_at"),
    "sources": ("file_name", "sha256", "bytes"),
    "organisations": ("origin_file",),
    "exchanges": ("origin_file",),
    "budget_transactions": ("origin_file",),
}


def content(snapshot: Path) -> dict[str, list[Any]]:
    """Column names, types and rows of every published table, sorted."""
    with duckdb.connect(str(snapshot), read_only=True) as con:
        out: dict[str, list[Any]] = {}
        for (table,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall():
            relation = con.table(table)
            names = [name for name in relation.columns if name not in BUILD_ONLY.get(table, ())]
            picked = con.sql(f"select {', '.join(names)} from {table} order by all")
            out[table] = [names, [str(kind) for kind in picked.types], *picked.fetchall()]
        return out


def day_first(separator: str) -> Callable[[str], str]:
    """A writer of dates with the day first."""
    return lambda iso: date.fromisoformat(iso).strftime(f"%d{separator}%m{separator}%Y")


def month_first(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%m/%d/%Y")


def grouped(text: str, group: str, decimal: str) -> str:
    """An amount with its thousands grouped."""
    return f"{float(text):,.2f}".replace(",", "G").replace(".", decimal).replace("G", group)


def without_foreign_characters(delivery: Delivery) -> Delivery:
    """Windows-1252 holds all characters of the delivery; stated so that the dialect below cannot pass by losing some."""
    for rows in delivery.values():
        for row in rows:
            "".join(row).encode("cp1252")
    return delivery


def _semicolon(folder: Path) -> Path:
    changed = deliveries.rewritten(deliveries.valid(), "date", day_first("/"))
    changed = deliveries.rewritten(changed, "money", lambda text: grouped(text, ".", ","))
    changed = deliveries.rewritten(changed, "degrees", lambda text: text.replace(".", ","))
    return deliveries.write_csv(without_foreign_characters(changed), folder, ";", "cp1252")


def _tab(folder: Path) -> Path:
    changed = deliveries.rewritten(deliveries.valid(), "date", day_first("."))
    return deliveries.write_csv(changed, folder, "\t", "utf-16")


def _bom(folder: Path) -> Path:
    changed = deliveries.rewritten(deliveries.valid(), "date", month_first)
    changed = deliveries.rewritten(changed, "money", lambda text: grouped(text, "\u202f", "."))
    return deliveries.write_csv(changed, folder, ",", "utf-8-sig")


def _padded(folder: Path) -> Path:
    changed = {
        name: [[f"\u00a0 {cell}\t" if cell else " " for cell in row] for row in rows]
        for name, rows in deliveries.valid().items()
    }
    return deliveries.write_csv(changed, folder)


def _shuffled(folder: Path) -> Path:
    changed = {name: [row[::-1] for row in rows] for name, rows in deliveries.valid().items()}
    (folder / "x").mkdir(parents=True)
    (folder / "README.md").write_text("# not an input")
    (folder / ".hidden.csv").write_text("nothing")
    return deliveries.write_csv(changed, folder)


def _parquet(folder: Path) -> Path:
    return deliveries.write_parquet(deliveries.valid(), folder / "odd [name]* 'quoted'")


def _workbook(folder: Path) -> Path:
    return deliveries.write_workbook(deliveries.valid(), folder / "delivery.xlsx")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The content as built from plain CSV."""
    folder = tmp_path_factory.mktemp("plain")
    result = build(deliveries.write_csv(deliveries.valid(), folder / "source"), folder / "warehouse")
    assert result.ok, list(result.problems)
    assert list(result.problems) == []
    assert result.path is not None
    return content(result.path)


@pytest.mark.parametrize("write", [_semicolon, _tab, _bom, _padded, _shuffled, _parquet, _workbook])
def test_every_dialect_gives_the_same_tables(
    write: Callable[[Path], Path], plain: dict[str, list[Any]], tmp_path: Path
) -> None:
    result = build(write(tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert result.path is not None
    assert content(result.path) == plain


def test_plain_content_is_what_was_written(plain: dict[str, list[Any]]) -> None:
    names, types, *rows = plain["exchanges"]
    first = dict(zip(names, rows[0], strict=True))
    assert len(rows) == 8
    assert types[names.index("lump_sum_eur")] == "DECIMAL(14,2)"
    assert {row[names.index("exchange_id")]: str(row[names.index("lump_sum_eur")]) for row in rows} == {
        "x1": "900.00",
        "x2": "1100.00",
        "x3": "390.50",
        "x4": "1099.99",
        "x5": "450.00",
        "x6": "1234.56",
        "x7": "0.00",
        "x8": "780.00",
    }
    assert first["matched_date"] == date(2021, 3, 4)


def test_hostile_names_pass_unharmed(plain: dict[str, list[Any]]) -> None:
    names, _, *rows = plain["organisations"]
    assert deliveries.HOSTILE_NAME in {row[names.index("name")] for row in rows}


def test_rows_lead_to_their_file_and_row(tmp_path: Path) -> None:
    """To the file read, or where a table was put together from others, to the file that a row came from."""
    delivery = deliveries.valid()
    header, first, *_ = delivery["exchanges"]
    header += ["origin_file", "origin_row"]
    for row in delivery["exchanges"][1:]:
        row += ["", ""]
    first[-2:] = ["partner.xlsx", "41"]
    made_of = Origin("exchanges", "partner.xlsx", "ab" * 32, 100, 50)
    source = deliveries.write_csv(delivery, tmp_path / "source")
    note = "First line\nsecond\x00 line " + "x" * 600
    result = build(source, tmp_path / "warehouse", note=note, published_by=" Zoë\t", origins=[made_of])
    assert result.path, result.problems
    with duckdb.connect(str(result.path), read_only=True) as con:
        rows = con.execute(
            "select exchange_id, origin_file, origin_row from exchanges order by origin_file, 3"
        ).fetchall()
        assert ("x1", "exchanges.csv", 2) not in rows
        assert rows[-1][1:] == ("partner.xlsx", 41)
        assert [row for _, file, row in rows if file == "exchanges.csv"] == list(range(3, len(rows) + 2))
        found = con.execute("select origin_file, min(origin_row) from organisations group by all").fetchall()
        assert found == [("organisations.csv", 2)]
        assert con.execute("select file_name, rows from sources where is_origin").fetchall() == [("partner.xlsx", 50)]
        said = con.execute("select published_by, note from snapshot").fetchone()
    assert said is not None
    assert said[0] == "Zoë"
    assert said[1].startswith("First line second line xxx")
    assert len(said[1]) == 500


def test_sources_are_described(tmp_path: Path) -> None:
    folder = deliveries.write_csv(deliveries.valid(), tmp_path / "source")
    result = build(folder, tmp_path / "warehouse")
    assert result.path is not None
    with duckdb.connect(str(result.path), read_only=True) as con:
        found = con.execute("select file_name, bytes, rows, length(sha256) from sources where name = 'exchanges'")
        assert found.fetchone() == ("exchanges.csv", (folder / "exchanges.csv").stat().st_size, 8, 64)
        assert con.execute("select file_name, rows from sources where name = 'rules'").fetchone() == ("rules.csv", 15)
        assert con.execute("select count(*) from duckdb_schemas() where schema_name = 'input'").fetchone() == (0,)


def test_rule_version_follows_the_rules_and_not_their_file(tmp_path: Path) -> None:
    def rule_version(rows: deliveries.Rows, separator: str, name: str) -> str:
        folder = deliveries.write_csv(deliveries.valid(), tmp_path / name)
        (folder / "rules.csv").write_text(deliveries.csv_text(rows, separator), newline="")
        # a warehouse of its own: where exchanges were closed, their rules stay
        path = build(folder, tmp_path / f"warehouse-{name}").path
        assert path is not None
        with duckdb.connect(str(path), read_only=True) as con:
            row = con.execute("select rule_version from snapshot").fetchone()
            assert row is not None
            return str(row[0])

    header = ["rule_id", "value", "unit", "label", "basis"]
    ten, twenty = [["payment_days", days, "days", "label", "published"] for days in ("10", "20")]
    assert rule_version([header, ten], ",", "a") == rule_version([header, ten], ";", "b")
    assert rule_version([header, ten], ",", "c") != rule_version([header, twenty], ",", "d")
