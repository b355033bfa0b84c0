"""The shapes of the map; they belong to the product, not to a snapshot."""

from typing import Any

import pandas as pd

from data import geography
from data.geography.regions import country_regions


def country_shapes() -> dict[str, Any]:
    """GeoJSON FeatureCollection in EPSG:3035 kilometres: one feature per COSME country (id = country_code), and "outside"."""
    return geography.country_shapes()


def regions() -> pd.DataFrame:
    """One row per country, the regions one after another: country_code, region, basis, source."""
    return country_regions()
