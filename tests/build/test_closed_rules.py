"""Another table of rules may not change what was closed under the earlier one. The delivery is that of tests/queries/tiny.

Paid there: x10 (to Denmark, 31 May to 3 June 2021) and x01 (to France, 3 to 14 May 2021); x07 and x09 are virtual and not closed.
"""

from pathlib import Path

import pytest

from data.build import BuildResult, build
from data.build.closed_rules import KIND
from tests.queries import tiny

RULES = """
        rule_id | value | unit | label | valid_from | valid_to | basis | source
        stay_minimum | 3 | working days | Three working days at least | - | - | published | -
        half_below_km | 200 | km | Half under 200 km | - | - | published | -
        payment_days | 10 | days | Paid within ten days | - | - | published | -
        exchange_target_default | 50 | exchanges | Fifty where none is published | - | - | assumed | -
"""
CEILINGS = tiny.TEXTS["lump_sum_ceilings"]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse with the delivery published."""
    folder = tmp_path / "warehouse"
    assert publish(tmp_path, folder).ok
    return folder


def publish(tmp_path: Path, warehouse: Path, *, delivery: str = "", **changes: str) -> BuildResult:
    """Build the delivery with other rules or ceilings."""
    source = tmp_path / f"source-{len(list(tmp_path.iterdir()))}"
    more = {"delivery": delivery} if delivery else {}
    return build(tiny.write(source, {"rules": RULES} | changes | more), warehouse)


def errors(result: BuildResult) -> list[tuple[str, int | None, str, str]]:
    found = [problem for problem in result.problems if problem.grade == "error"]
    assert {problem.kind for problem in found} <= {KIND}
    return [(problem.file, problem.row, problem.column, problem.value) for problem in found]


def test_the_same_rules_or_later_ones_pass(warehouse: Path, tmp_path: Path) -> None:
    assert publish(tmp_path, warehouse).ok
    # what starts after the last closed exchange
    split = CEILINGS.replace(
        "FR | 900.00 | 450.00 | - | -",
        "FR | 900.00 | 450.00 | - | 2021-05-14 | assumed | -\n        FR | 700.00 | 350.00 | 2021-05-15 | -",
    )
    later = RULES.replace(
        "payment_days | 10 | days | Paid within ten days | - | -", "payment_days | 10 | days | Ten | - | 2021-12-31"
    )
    later += "        payment_days | 30 | days | Thirty | 2022-01-01 | - | assumed | -\n"
    result = publish(tmp_path, warehouse, lump_sum_ceilings=split, rules=later)
    assert result.ok, list(result.problems)


def test_a_ceiling_of_a_closed_exchange_cannot_change(warehouse: Path, tmp_path: Path) -> None:
    current = (warehouse / "current").read_text(encoding="utf-8")
    result = publish(
        tmp_path, warehouse, lump_sum_ceilings=CEILINGS.replace("FR | 900.00 | 450.00", "FR | 910.00 | 455.00")
    )
    assert not result.ok
    assert errors(result) == [
        ("lump_sum_ceilings.csv", 4, "full_eur", "910.00"),
        ("lump_sum_ceilings.csv", 4, "half_eur", "455.00"),
    ]
    problem = next(iter(result.problems))
    assert problem.wrong == "FR was 900.00, and 1 exchange was closed under it with days from 2021-05-03 to 2021-05-03"
    assert (
        problem.right
        == "keep 900.00 with a valid_to of 2021-05-03 or later, and give the new value a valid_from after that"
    )
    assert (warehouse / "current").read_text(encoding="utf-8") == current


def test_a_ceiling_under_which_nothing_was_closed_may_change(warehouse: Path, tmp_path: Path) -> None:
    assert publish(
        tmp_path, warehouse, lump_sum_ceilings=CEILINGS.replace("PT | 800.00 | 400.00", "PT | 820.00 | 410.00")
    ).ok


def test_a_ceiling_that_is_gone_is_named_without_a_row(warehouse: Path, tmp_path: Path) -> None:
    gone = "\n".join(line for line in CEILINGS.splitlines() if "FR |" not in line)
    result = publish(tmp_path, warehouse, lump_sum_ceilings=gone)
    assert errors(result) == [
        ("lump_sum_ceilings.csv", None, "full_eur", ""),
        ("lump_sum_ceilings.csv", None, "half_eur", ""),
    ]


def test_a_rule_of_closed_exchanges_cannot_change_and_a_target_can(warehouse: Path, tmp_path: Path) -> None:
    changed = RULES.replace("half_below_km | 200", "half_below_km | 250").replace("default | 50", "default | 60")
    result = publish(tmp_path, warehouse, rules=changed)
    assert errors(result) == [("rules.csv", 3, "value", "250.00")]
    assert (
        "2 exchanges were closed under it with days from 2021-05-03 to 2021-05-31" in next(iter(result.problems)).wrong
    )
    assert publish(tmp_path, warehouse, rules=RULES.replace("default | 50", "default | 60")).ok


def test_the_days_to_pay_are_those_of_the_last_day_of_the_stay(warehouse: Path, tmp_path: Path) -> None:
    split = RULES.replace("ten days | - | -", "ten days | - | 2021-06-02")
    split += "        payment_days | 30 | days | Thirty | 2021-06-03 | - | assumed | -\n"
    result = publish(tmp_path, warehouse, rules=split)
    assert errors(result) == [("rules.csv", 6, "value", "30.00")]


def test_exchanges_that_the_delivery_does_not_hold_and_another_kind_of_data_do_not_count(
    warehouse: Path, tmp_path: Path
) -> None:
    other = CEILINGS.replace("FR | 900.00 | 450.00", "FR | 910.00 | 455.00")
    without = "\n".join(line for line in tiny.TEXTS["budget_transactions"].splitlines() if "| x01 |" not in line)
    exchanges = tiny.TEXTS["exchanges"]
    start, end = exchanges.index("x01 |"), exchanges.index("x02 |")
    assert publish(
        tmp_path,
        warehouse,
        lump_sum_ceilings=other,
        exchanges=exchanges[:start] + exchanges[end:],
        budget_transactions=without,
    ).ok


def test_sample_data_close_nothing_for_real_data(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    sample = tiny.TEXTS["delivery"].replace("is_sample | false", "is_sample | true")
    assert publish(tmp_path, warehouse, delivery=sample).ok
    other = CEILINGS.replace("FR | 900.00 | 450.00", "FR | 910.00 | 455.00")
    assert publish(tmp_path, warehouse, lump_sum_ceilings=other).ok


@pytest.mark.parametrize("content", [b"", b"warehouse-gone.duckdb\n", b"../../etc/passwd", b"\xff\xfe", b"source-1"])
def test_a_pointer_that_names_no_snapshot_closes_nothing(content: bytes, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    (warehouse / "current").write_bytes(content)
    assert publish(tmp_path, warehouse).ok
