"""Places of organisations that were delivered without coordinates: those of their cities, marked as such."""

import duckdb
import pyarrow as pa

from data.build.problems import Problems, shown
from data.build.raw import Source
from data.geography.cities import city_places
from languages import N_, ngettext
from languages import gettext as _

MOST_LISTED = 1_000
WITHOUT_PLACE = """
    from stage.input.organisations
    where latitude is null and longitude is null and city is not null and country_code is not null
"""
FOUND = """
    update stage.input.organisations as o
    set latitude = p.latitude, longitude = p.longitude, location_basis = 'city'
    from city_places as p
    where o.country_code = p.country_code and o.city = p.city and o.latitude is null and o.longitude is null
"""


def fill_places(con: duckdb.DuckDBPyConnection, source: Source | None, problems: Problems) -> None:
    """Add location_basis to `stage.input.organisations`, 'city' where the place is that of the city, and those places.

    Delivered coordinates stay as they are. source: the delivered organisations, None where they are kept from a snapshot.
    """
    con.execute("alter table stage.input.organisations add column location_basis varchar")
    con.execute(
        "update stage.input.organisations set location_basis = 'delivered' where latitude is not null and longitude is not null"
    )
    cities = con.execute(f"select distinct country_code, city {WITHOUT_PLACE}").fetchall()
    places = city_places(cities)
    con.register(
        "city_places",
        pa.table(
            {
                "country_code": pa.array([country for country, _ in places], pa.string()),
                "city": pa.array([city for _, city in places], pa.string()),
                "latitude": pa.array([latitude for latitude, _ in places.values()], pa.float64()),
                "longitude": pa.array([longitude for _, longitude in places.values()], pa.float64()),
            }
        ),
    )
    con.execute(FOUND)
    con.unregister("city_places")
    if source is None:
        return
    row = con.execute(
        "select count(*), min(source_row) from stage.input.organisations where location_basis = 'city' and source_row > 0"
    ).fetchone()
    if row and row[0]:
        problems.note(
            N_("place of the city"),
            source.label,
            ngettext(
                "{number} organisation came without coordinates: those of its city were taken, and are marked so",
                "{number} organisations came without coordinates: those of their city were taken, and are marked so",
                row[0],
            ),
            _("none is needed; give latitude and longitude to be exact"),
            row=row[1],
            column="latitude",
            times=row[0],
        )
    unknown = con.execute(
        f"select source_row, city, country_code {WITHOUT_PLACE} and source_row > 0 order by 1"
    ).fetchall()
    for source_row, city, country in unknown[:MOST_LISTED]:
        problems.warning(
            N_("unknown city"),
            source.label,
            _(
                "is no city of {country} that is known, or several are named so: distances stay unknown",
                country=shown(country),
            ),
            _("correct the city, or give latitude and longitude"),
            row=source_row,
            column="city",
            value=shown(city),
        )
