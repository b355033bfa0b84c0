"""Towns in which synthetic organisations are placed: a few inland-safe points for each COSME country."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """A town with WGS 84 coordinates in degrees, far enough from a border to take a jitter of some kilometres."""

    name: str
    latitude: float
    longitude: float


TOWNS: dict[str, tuple[Town, ...]] = {
    "AL": (Town("Tirana", 41.33, 19.82),),
    "AM": (Town("Abovyan", 40.27, 44.63),),
    "AT": (Town("Linz", 48.25, 14.25), Town("Graz", 47.07, 15.44), Town("Wien", 48.19, 16.34)),
    "BA": (Town("Sarajevo", 43.86, 18.38),),
    "BE": (Town("Brussel", 50.85, 4.36), Town("Namur", 50.46, 4.86), Town("Gent", 51.03, 3.72)),
    "BG": (Town("Sofia", 42.68, 23.35), Town("Plovdiv", 42.15, 24.75)),
    "CY": (Town("Limassol", 34.75, 33.0),),
    "CZ": (Town("Praha", 50.08, 14.45), Town("Brno", 49.2, 16.6), Town("Pardubice", 50.04, 15.78)),
    "DE": (
        Town("Berlin", 52.51, 13.4),
        Town("Stuttgart", 48.78, 9.17),
        Town("Hannover", 52.37, 9.74),
        Town("Dortmund", 51.5, 7.48),
    ),
    "DK": (Town("Herning", 56.13, 8.97), Town("Ringsted", 55.44, 11.8)),
    "EE": (Town("Tartu", 58.37, 26.71), Town("Paide", 58.89, 25.56)),
    "ES": (
        Town("Madrid", 40.42, -3.7),
        Town("Zaragoza", 41.65, -0.9),
        Town("Valladolid", 41.65, -4.73),
        Town("Sabadell", 41.56, 2.08),
    ),
    "FI": (Town("Tampere", 61.5, 23.8), Town("Jyväskylä", 62.24, 25.72)),
    "FR": (
        Town("Paris", 48.85, 2.35),
        Town("Lyon", 45.75, 4.86),
        Town("Toulouse", 43.6, 1.43),
        Town("Rennes", 48.11, -1.68),
    ),
    "GB": (Town("Birmingham", 52.48, -1.9),),
    "GR": (Town("Larissa", 39.64, 22.42), Town("Thessaloniki", 40.67, 22.98)),
    "HR": (Town("Zagreb", 45.8, 15.98), Town("Osijek", 45.53, 18.66)),
    "HU": (Town("Budapest", 47.49, 19.08), Town("Debrecen", 47.53, 21.61), Town("Kecskemét", 46.9, 19.69)),
    "IE": (Town("Dublin", 53.33, -6.33), Town("Athlone", 53.42, -7.92)),
    "IS": (Town("Selfoss", 63.94, -20.99),),
    "IT": (
        Town("Milano", 45.46, 9.19),
        Town("Bologna", 44.49, 11.33),
        Town("Vicenza", 45.55, 11.53),
        Town("Torino", 45.06, 7.66),
    ),
    "LT": (Town("Kaunas", 54.9, 23.92), Town("Panevėžys", 55.73, 24.36)),
    "LU": (Town("Mersch", 49.75, 6.11),),
    "LV": (Town("Rīga", 56.93, 24.16), Town("Jēkabpils", 56.5, 25.87)),
    "MD": (Town("Chișinău", 47.01, 28.86),),
    "ME": (Town("Nikšić", 42.77, 18.95),),
    "MK": (Town("Veles", 41.72, 21.78),),
    "MT": (Town("Mosta", 35.9, 14.43),),
    "NL": (Town("Utrecht", 52.09, 5.12), Town("Eindhoven", 51.44, 5.48), Town("Apeldoorn", 52.21, 5.96)),
    "PL": (Town("Warszawa", 52.23, 21.0), Town("Łódź", 51.77, 19.46), Town("Poznań", 52.41, 16.93)),
    "PT": (Town("Braga", 41.55, -8.42), Town("Coimbra", 40.21, -8.41), Town("Évora", 38.57, -7.91)),
    "RO": (Town("București", 44.43, 26.1), Town("Cluj-Napoca", 46.77, 23.59), Town("Brașov", 45.65, 25.6)),
    "RS": (Town("Kragujevac", 44.01, 20.92), Town("Novi Sad", 45.26, 19.82)),
    "SE": (Town("Linköping", 58.41, 15.62), Town("Jönköping", 57.76, 14.2)),
    "SI": (Town("Ljubljana", 46.06, 14.51), Town("Celje", 46.24, 15.27)),
    "SK": (Town("Banská Bystrica", 48.74, 19.15), Town("Prešov", 48.99, 21.24)),
    "TR": (Town("Ankara", 39.93, 32.85), Town("Konya", 37.88, 32.49)),
    "UA": (Town("Kyiv", 50.44, 30.52),),
    "XK": (Town("Prishtina", 42.66, 21.16),),
}

COUNTRIES_THROUGH_A_CLUSTER_ELSEWHERE: tuple[str, ...] = ("GR", "HR", "FI", "SE", "IE")
"""Countries that get a few synthetic organisations although the register has no partner cluster there."""


def towns_of(country_code: str) -> tuple[Town, ...]:
    """The towns of a country.

    Raises ValueError for a country that has none here, naming it.
    """
    towns = TOWNS.get(country_code)
    if not towns:
        raise ValueError(f"no town is known for country {country_code!r}: add one to data/sample/places.py")
    return towns
