"""Where countries and clusters are on the map.

The shapes are Natural Earth's (public domain), repackaged as npm `world-atlas` 2.0.2 (ISC licence), and derived by
`python -m data.geography.derive`, which says what was changed and why. Borders follow those that the Union
recognises; they are drawn for orientation and express no opinion.
"""

from data.geography.files import country_points, country_shapes
from data.geography.places import cluster_points
from data.geography.projection import to_degrees, to_map_km

__all__ = ["cluster_points", "country_points", "country_shapes", "to_degrees", "to_map_km"]
