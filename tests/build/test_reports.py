"""Warnings, and reports that are bounded, harmless and safe to show."""

import csv
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.build import build
from data.build.__main__ import main
from data.build.problems import Problem, Problems, shown
from data.build.report import print_report, write_report
from data.build.rule_exceptions import KINDS
from tests.build import deliveries
from tests.build.deliveries import put


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "kind"),
    [
        ("exchanges", 8, "lump_sum_eur", "100.00", "virtual exchange with a lump sum"),
        ("exchanges", 4, "working_days", "6", "more working days than days"),
        ("exchanges", 6, "end_date", "2022-06-29", "stay over but ongoing"),
        ("exchanges", 3, "host_partnership_id", "north", "partnership of another cluster"),
        ("budget_transactions", 6, "amount_eur", "899.00", "payment is not the lump sum"),
        ("budget_transactions", 6, "date", "2021-06-15", "paid before validation"),
    ],
)
def test_exceptions_to_the_rules_are_warnings(
    name: str, row: int, column: str, value: str, kind: str, tmp_path: Path
) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, value)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert (kind, row, column, value) in {(p.kind, p.row, p.column, p.value) for p in result.problems}


def test_a_second_payment_is_a_warning_and_an_exception_with_its_amount(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    delivery["budget_transactions"].append(["t7", "north", "2021-06-24", "payment", "900.00", "x1", ""])
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    (found,) = [p for p in result.problems if p.kind == "paid more than once"]
    assert (found.grade, found.row, found.column, found.value) == ("warning", 8, "exchange_id", "x1")
    assert "row 6 is a payment for the same exchange" in found.wrong
    with duckdb.connect(str(result.path), read_only=True) as con:
        twice = con.execute("select exchange_id, at_stake_eur from exceptions where kind = 'paid twice'").fetchall()
        # 100.10 was recovered
        assert twice == [("x1", Decimal("799.90"))]


def test_a_ceiling_that_no_country_asks_for_is_a_warning(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    delivery["lump_sum_ceilings"] = [
        ["host_country_code", "full_eur", "half_eur", "basis"],
        ["DK", "500", "250", "assumed"],
        ["ZZ", "500", "250", "assumed"],
    ]
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok
    assert [(p.grade, p.row, p.value) for p in result.problems] == [("warning", 3, "ZZ")]


def test_reports_are_harmless_and_bounded(tmp_path: Path) -> None:
    problems = Problems()
    for row in range(2, 52):
        problems.error("unknown code", "f.csv", "wrong", "right", row=row, column="c", value=shown("=1+1\x1b[31m\n"))
    out = io.StringIO()
    print_report(problems, out)
    lines = out.getvalue().splitlines()
    assert "error: unknown code (50)" in lines
    assert sum("f.csv, row" in line for line in lines) == 20
    assert "  and 30 more" in lines
    assert "\x1b" not in out.getvalue()
    write_report(problems, tmp_path / "deep" / "report.csv")
    with (tmp_path / "deep" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 50
    assert rows[0]["value"] == "'=1+1\\x1b[31m\\x0a"
    assert rows[0]["row"] == "2"


def test_findings_are_bounded_and_counted() -> None:
    problems = Problems()
    for _ in range(100_010):
        problems.add(Problem("error", "k", "f", None, "", "", "", ""))
    assert problems.errors == 100_010
    assert len(list(problems)) == 100_000


def test_long_and_invisible_values_are_shown_safely() -> None:
    assert shown("a\u202eb\x00") == "a\\u202eb\\x00"
    assert shown("x" * 1000) == "x" * 80 + "... (1000 characters)"


def test_the_command_reports_and_exits_with_1(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, "exchanges", 2, "status", "<script>\x1b")
    folder = deliveries.write_csv(delivery, tmp_path / "source")
    report = tmp_path / "report.csv"
    command = [sys.executable, "-m", "data.build", "--source", str(folder)]
    done = subprocess.run(
        [*command, "--warehouse", str(tmp_path / "w"), "--report", str(report)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "exchanges.csv, row 2, status: '<script>\\x1b' is no code of status" in done.stdout
    assert "Nothing was published." in done.stdout
    assert done.stderr == ""
    assert "unknown code" in report.read_text(encoding="utf-8-sig")


def test_the_command_lists_the_exceptions_to_the_rules_as_warnings(
    sample_source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.csv"
    warehouse = tmp_path / "w"
    assert main(["--source", str(sample_source), "--warehouse", str(warehouse), "--report", str(report)]) == 0
    said = capsys.readouterr().out.splitlines()
    snapshot = warehouse / (warehouse / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(snapshot), read_only=True) as con:
        kinds = con.execute("select kind, count(*) from exceptions group by 1").fetchall()
        one = con.execute(
            "select origin_row, exchange_id from exceptions join exchanges using (exchange_id) where kind = 'over ceiling'"
        ).fetchall()
    assert len(kinds) > 5
    for kind, number in kinds:
        assert f"warning: exception: {kind} ({number:,})" in said
        assert kind in KINDS
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "exception: over ceiling"]
    assert {row["file"] for row in rows} == {"exchanges.csv"}
    assert sorted((int(row["row"]), row["value"]) for row in rows) == sorted(one)
