"""Where cities are: a name and a country to degrees, from a file (derive_cities.py), so that nothing is asked of another host."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.build.spreadsheet_words import folded

FILE = Path(__file__).parent / "cities.parquet"
DECIMALS = 4


def city_places(cities: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[float, float]]:
    """Latitude and longitude of those (country_code, city) that are known and tell one place.

    A city is found under its name in any language that is common, with or without accents: Köln, Koln, Cologne.
    """
    wanted: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for country, city in dict.fromkeys(cities):
        wanted.setdefault((country, folded(city)), []).append((country, city))
    if not wanted:
        return {}
    table = pq.read_table(FILE, filters=[("country_code", "in", sorted({country for country, _ in wanted}))])
    table = table.filter(pc.is_in(table["folded"], value_set=_names(wanted)))
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in table.to_pylist():
        place = (round(row["latitude"], DECIMALS), round(row["longitude"], DECIMALS))
        for asked in wanted.get((row["country_code"], row["folded"]), []):
            found[asked] = place
    return found


def _names(wanted: Iterable[tuple[str, str]]) -> pa.Array:
    return pa.array(sorted({name for _, name in wanted}), pa.string())
