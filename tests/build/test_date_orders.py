"""Dates that a column alone does not settle: the file's other columns do, or dots, and a warning says so."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build import BuildResult, build
from tests.build import deliveries
from tests.build.deliveries import Delivery

KIND = "order of day and month taken over"


def with_dates(pattern: str, start_dates: str, only_early: bool = False) -> Delivery:
    """The valid delivery with all dates of exchanges written so, and its starts on days that are no proof."""
    delivery = deliveries.rewritten(deliveries.valid(), "date", lambda text: date.fromisoformat(text).strftime(pattern))
    delivery["exchanges"] = delivery["exchanges"][:3]
    delivery["budget_transactions"] = delivery["budget_transactions"][:5]
    header, *rows = delivery["exchanges"]
    for row, day in zip(rows, (date(2021, 5, 3), date(2021, 6, 1)), strict=True):
        row[header.index("start_date")] = day.strftime(start_dates)
        row[header.index("status")], row[header.index("lump_sum_eur")] = "validated", "0"
        if only_early:
            for name, early in (
                ("matched_date", date(2021, 2, 3)),
                ("agreed_date", date(2021, 3, 4)),
                ("end_date", date(2021, 7, 9)),
                ("reported_date", date(2021, 8, 10)),
                ("validated_date", date(2021, 9, 11)),
            ):
                row[header.index(name)] = early.strftime(pattern)
    return delivery


def built(delivery: Delivery, folder: Path) -> BuildResult:
    return build(deliveries.write_csv(delivery, folder / "source"), folder / "warehouse")


def starts(result: BuildResult) -> list[date]:
    assert result.ok, list(result.problems)
    with duckdb.connect(str(result.path), read_only=True) as con:
        return [day for (day,) in con.execute("select start_date from exchanges order by exchange_id").fetchall()]


@pytest.mark.parametrize(
    ("pattern", "start_dates", "first"),
    [
        ("%d.%m.%Y", "%d.%m.%Y", "day"),
        ("%d/%m/%Y", "%d/%m/%Y", "day"),
        ("%m/%d/%Y", "%m/%d/%Y", "month"),
        ("%d/%m/%Y", "%d.%m.%Y", "day"),
    ],
)
def test_another_column_of_the_file_settles_a_column(
    pattern: str, start_dates: str, first: str, tmp_path: Path
) -> None:
    result = built(with_dates(pattern, start_dates), tmp_path)
    assert starts(result) == [date(2021, 5, 3), date(2021, 6, 1)]
    found = [p for p in result.problems if p.kind == KIND and p.column == "start_date"]
    assert [(p.grade, p.file, p.row) for p in found] == [("warning", "exchanges.csv", 2)]
    assert (
        f"the {first} was taken to come first, as in matched_date ({date(2021, 4, 13).strftime(pattern)}, row 3)"
        in (found[0].wrong)
    )


def test_dots_alone_mean_the_day_first(tmp_path: Path) -> None:
    result = built(with_dates("%d.%m.%Y", "%d.%m.%Y", only_early=True), tmp_path)
    assert starts(result) == [date(2021, 5, 3), date(2021, 6, 1)]
    found = [p for p in result.problems if p.kind == KIND and p.file == "exchanges.csv"]
    assert {p.grade for p in found} == {"warning"}
    assert {p.column for p in found} >= {"start_date", "matched_date"}
    assert all("as is usual for dates with dots" in p.wrong for p in found)


def test_slashes_alone_stay_ambiguous(tmp_path: Path) -> None:
    result = built(with_dates("%d/%m/%Y", "%d/%m/%Y", only_early=True), tmp_path)
    assert not result.ok
    assert {p.kind for p in result.problems if p.column == "start_date"} == {"ambiguous date"}


@pytest.mark.parametrize("start_dates", ["%d/%m/%Y", "%d.%m.%Y"])
def test_columns_that_contradict_each_other_settle_nothing(start_dates: str, tmp_path: Path) -> None:
    delivery = with_dates("%d/%m/%Y", start_dates)
    at = delivery["exchanges"][0].index("matched_date")
    for row in delivery["exchanges"][1:]:
        row[at] = "02/25/2021"
    result = built(delivery, tmp_path)
    assert {p.kind for p in result.problems if p.column == "start_date"} == {"ambiguous date"}


def test_dots_do_not_take_the_month_first_from_slashes(tmp_path: Path) -> None:
    result = built(with_dates("%m/%d/%Y", "%d.%m.%Y"), tmp_path)
    assert {p.kind for p in result.problems if p.column == "start_date"} == {"ambiguous date"}


def test_the_as_of_date_with_dots_is_taken_with_a_warning(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    delivery["delivery"][1][1] = "01.07.2022"
    result = built(delivery, tmp_path)
    assert result.ok, list(result.problems)
    assert [(p.kind, p.file, p.row) for p in result.problems] == [(KIND, "delivery.csv", 2)]
    with duckdb.connect(str(result.path), read_only=True) as con:
        assert con.execute("select as_of_date from snapshot").fetchall() == [(date(2022, 7, 1),)]
