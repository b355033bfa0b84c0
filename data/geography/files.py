"""The two committed files of this room, as they are read by the rest of the product."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

SHAPES_FILE = Path(__file__).with_name("countries_epsg3035.geojson")
POINTS_FILE = Path(__file__).with_name("country_points.csv")
OUTSIDE = "outside"


@cache
def country_shapes() -> dict[str, Any]:
    """The map as a parsed GeoJSON FeatureCollection: EPSG:3035, kilometres, exterior rings clockwise.

    One feature per country (`id` = country_code, property `name`) and one with id "outside": all other land.
    The same object is returned to all callers of the process: read it, do not change it.
    """
    shapes: dict[str, Any] = json.loads(SHAPES_FILE.read_text(encoding="utf-8"))
    return shapes


def country_points() -> pd.DataFrame:
    """One row per country: country_code, latitude, longitude (degrees), x_km, y_km (EPSG:3035).

    The point is the centre of the largest circle that fits into the country's largest part.
    """
    return pd.read_csv(POINTS_FILE, keep_default_na=False)
