"""Public holidays of the register's countries over the span of the stays, from the package `holidays`.

National holidays only: what one region or one trade observes is not in the calendar of the country.
"""

import duckdb
import holidays
import pandas as pd

# A stay far from the as-of date is a slip of the pen, and no reason to work out centuries of calendars.
YEARS_BEFORE, YEARS_AFTER = 20, 10
ENGLISH = "en_US"


def add_public_holidays(con: duckdb.DuckDBPyConnection) -> None:
    """Make `stage.input.public_holidays`: country_code, date, name; one row per holiday of a country that the package knows.

    Countries and span are those of the typed inputs; without a dated stay there is no row.
    """
    codes = [code for (code,) in con.execute("select country_code from stage.input.countries order by 1").fetchall()]
    (span,) = con.execute(
        "select min(year(start_date)), max(year(coalesce(end_date, start_date))), any_value(year(d.as_of_date)) "
        "from stage.input.exchanges, stage.input.delivery as d where start_date is not null"
    ).fetchall()
    rows: list[tuple[str, object, str]] = []
    if span[0] is not None:
        first, last = max(span[0], span[2] - YEARS_BEFORE), min(span[1], span[2] + YEARS_AFTER)
        known = holidays.list_supported_countries()
        for code in codes:
            if code in known and first <= last:
                days = holidays.country_holidays(code, years=range(first, last + 1), language=ENGLISH)
                rows += [(code, day, name) for day, name in sorted(days.items()) if first <= day.year <= last]
    found = pd.DataFrame(rows, columns=["country_code", "date", "name"], dtype="object")
    con.register("found", found)
    con.execute(
        "create table stage.input.public_holidays as select country_code::varchar as country_code, date::date as date, "
        "name::varchar as name from found"
    )
    con.unregister("found")
