"""A place on the map for each cluster, also for those whose city is not known."""

from functools import cache

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.geography.files import country_points, country_shapes
from data.geography.projection import to_degrees, to_map_km

STEP_KM = 45.0  # two dots of a dozen pixels stay apart on a map that fills the screen
BORDER_KM = 8.0  # a dot on the border would seem to belong to either side
SHRINK = 0.8  # of the step, until a small country has room
SMALLEST_STEP_KM = 0.01
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def cluster_points(clusters: pd.DataFrame) -> pd.DataFrame:
    """A place for each cluster: cluster_id, latitude, longitude, x_km, y_km (EPSG:3035), is_approximate.

    clusters: cluster_id, country_code, latitude, longitude. One row per row of `clusters`, in its order.
    A cluster with coordinates keeps them. One without (or with numbers that are no place on the globe) gets a place
    near its country's representative point, inside the country, apart from the country's other clusters, and
    is_approximate. The same clusters in the same order get the same places.
    A country that the map does not have gives no place: NaN, is_approximate. Raises KeyError for a missing column.
    """
    latitude = clusters["latitude"].to_numpy(dtype=float, na_value=np.nan)
    longitude = clusters["longitude"].to_numpy(dtype=float, na_value=np.nan)
    x_km, y_km = to_map_km(latitude, longitude)
    is_approximate = np.isnan(x_km) | np.isnan(y_km)

    centres = country_points().set_index("country_code")[["x_km", "y_km"]]
    country = clusters["country_code"].fillna("").astype(str).to_numpy(dtype=object)
    x_km[is_approximate], y_km[is_approximate] = np.nan, np.nan
    for code in sorted(set(country[is_approximate]) & set(centres.index)):
        here = country == code
        known = np.column_stack([x_km, y_km])[here & ~is_approximate]
        wanted = np.flatnonzero(here & is_approximate)
        places = spread(_country_shape(code), centres.loc[code].to_numpy(dtype=float), known, len(wanted))
        x_km[wanted], y_km[wanted] = places[:, 0], places[:, 1]

    found_latitude, found_longitude = to_degrees(x_km, y_km)
    return pd.DataFrame(
        {
            "cluster_id": clusters["cluster_id"].array,
            "latitude": np.where(is_approximate, found_latitude, latitude),
            "longitude": np.where(is_approximate, found_longitude, longitude),
            "x_km": x_km,
            "y_km": y_km,
            "is_approximate": is_approximate,
        }
    )


def spread(
    country: BaseGeometry, centre_km: NDArray[np.float64], taken_km: NDArray[np.float64], number: int
) -> NDArray[np.float64]:
    """`number` places (rows of x_km, y_km) inside `country`, on a sunflower spiral that starts at `centre_km`.

    They are at least a step apart from each other and most of one from the places `taken_km`. The step is STEP_KM,
    or less where the country is too small for so many. Raises ValueError where `centre_km` is not inside the country.
    """
    step = STEP_KM
    while step > SMALLEST_STEP_KM:
        order = np.arange(_places_to_try(country, step, number))
        radius, angle = step * np.sqrt(order), GOLDEN_ANGLE * order
        places = centre_km + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
        inside = shapely.contains_xy(country.buffer(-min(BORDER_KM, step / 4)), places)
        free = inside & (_nearest(places, taken_km) >= 0.7 * step)
        if free.sum() >= number:
            return places[free][:number]
        step *= SHRINK
    raise ValueError("no room around the centre: is it inside the country?")


def _places_to_try(country: BaseGeometry, step: float, number: int) -> int:
    # as many turns as reach the country's far end, but not many more than asked for: near places come first
    west, south, east, north = country.bounds
    return min(int((np.hypot(east - west, north - south) / step) ** 2) + 1, 8 * number + 64)


def _nearest(places: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(taken):
        return np.full(len(places), np.inf)
    return np.hypot(*(places[:, None, :] - taken[None, :, :]).transpose(2, 0, 1)).min(axis=1)


@cache
def _country_shape(country_code: str) -> BaseGeometry:
    found = next(item for item in country_shapes()["features"] if item["id"] == country_code)
    polygon: BaseGeometry = shape(found["geometry"])
    return polygon
