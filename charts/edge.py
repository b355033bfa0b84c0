"""Places beyond the edge of a map, which are brought back to it: the outermost islands and regions, or a city overseas."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from charts.words import listing
from languages import N_, ngettext

Points = NDArray[np.float64]
BEYOND = N_("Outside the map, drawn at its edge")


class Extent(NamedTuple):
    """What a map shows, in kilometres of EPSG:3035."""

    west: float
    east: float
    south: float
    north: float


def within(places: Points, extent: Extent, margin: float) -> tuple[Points, NDArray[np.bool_]]:
    """The places (n, 2), those beyond the extent brought to the nearest place that is `margin` inside of it; and which
    ones were beyond. Places that are not known (NaN) stay so."""
    x, y = places[:, 0], places[:, 1]
    is_beyond = (x < extent.west) | (x > extent.east) | (y < extent.south) | (y > extent.north)
    low = (extent.west + margin, extent.south + margin)
    high = (extent.east - margin, extent.north - margin)
    return np.where(is_beyond[:, None], np.clip(places, low, high), places), is_beyond


def beyond_note(names: Sequence[str]) -> str:
    """Says which clusters stand at the edge; "" for none."""
    if not names:
        return ""
    return ngettext(
        "{number} cluster lies outside the map and is drawn at its edge: {names}.",
        "{number} clusters lie outside the map and are drawn at its edge: {names}.",
        len(names),
        names=listing(list(names)),
    )
