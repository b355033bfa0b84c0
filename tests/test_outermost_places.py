"""Islands and the ends of Europe on the map: in sight, or brought to its edge."""

import numpy as np

from charts.edge import within
from charts.map.plane import EXTENT
from data.geography import country_points, to_map_km

# latitude, longitude of where the outermost clusters may be; the first ones lie on the map, the last ones beyond its edge.
ON_MAP = {
    "Valletta": (35.899, 14.514),
    "Nicosia": (35.170, 33.360),
    "Reykjavík": (64.147, -21.942),
    "Yerevan": (40.178, 44.513),
    "Van": (38.501, 43.373),
    "Funchal": (32.651, -16.910),
    "Tromsø": (69.649, 18.956),
}
BEYOND_MAP = {
    "Las Palmas": (28.124, -15.430),
    "Ponta Delgada": (37.741, -25.676),
    "Cayenne": (4.922, -52.313),
    "Saint-Denis": (-20.882, 55.450),
}


def test_outermost_places_are_on_the_map_or_brought_to_its_edge() -> None:
    x, y = to_map_km(*np.array([*ON_MAP.values(), *BEYOND_MAP.values()]).T)
    places = np.column_stack([x, y])
    drawn, is_beyond = within(places, EXTENT, 70.0)
    assert list(is_beyond) == [False] * len(ON_MAP) + [True] * len(BEYOND_MAP)
    assert (drawn[~is_beyond] == places[~is_beyond]).all()
    assert not within(drawn, EXTENT, 0.0)[1].any()
    # Las Palmas below Madeira at the southern edge, Ponta Delgada at the western one.
    las_palmas, ponta_delgada = drawn[len(ON_MAP)], drawn[len(ON_MAP) + 1]
    assert list(las_palmas) == [places[len(ON_MAP)][0], EXTENT.south + 70]
    assert list(ponta_delgada) == [EXTENT.west + 70, places[len(ON_MAP) + 1][1]]


def test_the_middle_of_each_country_is_in_sight() -> None:
    points = country_points()[["x_km", "y_km"]].to_numpy(dtype=float)
    assert not within(points, EXTENT, 0.0)[1].any()


def test_a_place_that_is_not_known_stays_unknown() -> None:
    drawn, is_beyond = within(np.array([[np.nan, np.nan], [4000.0, 3000.0]]), EXTENT, 70.0)
    assert np.isnan(drawn[0]).all()
    assert list(is_beyond) == [False, False]
