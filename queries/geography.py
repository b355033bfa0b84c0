"""The shapes of the map; they belong to the product, not to a snapshot."""

from typing import Any

from data import geography


def country_shapes() -> dict[str, Any]:
    """GeoJSON FeatureCollection in EPSG:3035 kilometres: one feature per COSME country (id = country_code), and "outside"."""
    return geography.country_shapes()
