"""Degrees to the map's kilometres and back. The map is EPSG:3035, the official projection for maps of Europe."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

Coordinates = tuple[NDArray[np.float64], NDArray[np.float64]]


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_map_km(latitude: ArrayLike, longitude: ArrayLike) -> Coordinates:
    """(x_km, y_km) in EPSG:3035 of WGS 84 degrees; NaN where a coordinate is missing or no place on the globe."""
    lat = np.array(latitude, dtype=float)
    lon = np.array(longitude, dtype=float)
    unusable = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))
    lat[unusable], lon[unusable] = np.nan, np.nan
    x, y = _transformer("EPSG:4326", "EPSG:3035").transform(lon, lat)
    return _finite_km(x), _finite_km(y)


def to_degrees(x_km: ArrayLike, y_km: ArrayLike) -> Coordinates:
    """(latitude, longitude) in WGS 84 degrees of kilometres in EPSG:3035; NaN where a coordinate is missing."""
    x = np.array(x_km, dtype=float) * 1000
    y = np.array(y_km, dtype=float) * 1000
    lon, lat = _transformer("EPSG:3035", "EPSG:4326").transform(x, y)
    return np.where(np.isfinite(lat), lat, np.nan), np.where(np.isfinite(lon), lon, np.nan)


def _finite_km(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    # pyproj answers infinity where it has no answer
    return np.where(np.isfinite(metres), metres, np.nan) / 1000
