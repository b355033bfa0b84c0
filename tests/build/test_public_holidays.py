"""Public holidays of the published snapshot: national ones of the register's countries, over the years of the stays."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build import build
from tests.queries import tiny


def holidays_of(tmp_path: Path, **changes: str) -> list[tuple[str, date]]:
    """Country and date of each, for the tiny delivery with changes."""
    result = build(tiny.write(tmp_path / "source", changes), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    with duckdb.connect(str(result.path), read_only=True) as con:
        return con.execute("select country_code, date from public_holidays").fetchall()


def test_each_country_has_its_holidays_in_the_years_of_the_stays(tmp_path: Path) -> None:
    found = holidays_of(tmp_path)
    assert {day.year for _, day in found} == {2021, 2022}
    assert {country for country, _ in found} == {"DK", "FR", "GB", "IS", "PT", "SE"}
    assert ("FR", date(2021, 7, 14)) in found
    assert ("PT", date(2022, 6, 10)) in found
    assert ("DK", date(2021, 7, 14)) not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("end", ["2099-12-31", "2022-09-01"])
def test_a_date_far_away_does_not_make_centuries_of_calendars(end: str, tmp_path: Path) -> None:
    far = tiny.TEXTS["exchanges"].replace("2022-09-01", end)
    years = {day.year for _, day in holidays_of(tmp_path, exchanges=far)}
    assert min(years) == 2021
    assert max(years) == (2032 if end.startswith("2099") else 2022)


def test_without_stays_there_are_none(tmp_path: Path) -> None:
    header = tiny.TEXTS["exchanges"].split("x01", 1)[0].rstrip()
    money = "\n".join(line for line in tiny.TEXTS["budget_transactions"].splitlines() if "| x" not in line)
    assert holidays_of(tmp_path, exchanges=header, budget_transactions=money) == []
