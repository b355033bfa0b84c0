"""The map's shapes against facts about Europe, and the places of clusters against the shapes."""

import itertools

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box, shape

from data.geography import cluster_points, country_points, country_shapes, to_degrees, to_map_km
from data.geography.derive import ATLAS_NAMES, CLIP_KM
from data.geography.files import OUTSIDE, POINTS_FILE, SHAPES_FILE
from data.geography.places import spread

REFERENCE = SHAPES_FILE.parents[1] / "reference"

CAPITALS = {  # latitude, longitude
    "AL": (41.328, 19.818),
    "AM": (40.178, 44.513),
    "AT": (48.208, 16.373),
    "BA": (43.856, 18.413),
    "BE": (50.847, 4.352),
    "BG": (42.698, 23.322),
    "CY": (35.170, 33.360),
    "CZ": (50.088, 14.421),
    "DE": (52.520, 13.405),
    "DK": (55.676, 12.568),
    "EE": (59.437, 24.754),
    "ES": (40.417, -3.704),
    "FI": (60.170, 24.938),
    "FR": (48.857, 2.352),
    "GB": (51.507, -0.128),
    "GR": (37.984, 23.728),
    "HR": (45.815, 15.982),
    "HU": (47.498, 19.040),
    "IE": (53.350, -6.260),
    "IS": (64.147, -21.942),
    "IT": (41.903, 12.496),
    "LT": (54.687, 25.280),
    "LU": (49.612, 6.132),
    "LV": (56.950, 24.105),
    "MD": (47.011, 28.864),
    "ME": (42.441, 19.263),
    "MK": (41.997, 21.428),
    "MT": (35.899, 14.514),
    "NL": (52.368, 4.904),
    "PL": (52.230, 21.012),
    "PT": (38.722, -9.139),
    "RO": (44.427, 26.103),
    "RS": (44.787, 20.457),
    "SE": (59.329, 18.069),
    "SI": (46.057, 14.506),
    "SK": (48.149, 17.107),
    "TR": (39.933, 32.860),
    "UA": (50.450, 30.524),
    "XK": (42.663, 21.165),
}

# official areas in km2, rounded: the Netherlands without coastal waters; Spain, France and Portugal without the
# islands and departments that lie outside the map
AREAS_KM2 = {
    "AL": 28_748, "AM": 29_743, "AT": 83_879, "BA": 51_209, "BE": 30_689, "BG": 110_994, "CY": 9_251, "CZ": 78_871,
    "DE": 357_600, "DK": 42_930, "EE": 45_339, "ES": 498_500, "FI": 338_440, "FR": 543_940, "GB": 242_500,
    "GR": 131_957, "HR": 56_594, "HU": 93_030, "IE": 70_273, "IS": 103_000, "IT": 302_073, "LT": 65_300, "LU": 2_586,
    "LV": 64_589, "MD": 33_846, "ME": 13_812, "MK": 25_713, "MT": 316, "NL": 37_400, "PL": 312_700, "PT": 89_000,
    "RO": 238_397, "RS": 77_474, "SE": 447_400, "SI": 20_273, "SK": 49_035, "TR": 783_600, "UA": 603_550, "XK": 10_887,
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> dict[str, MultiPolygon]:
    return {item["id"]: shape(item["geometry"]) for item in country_shapes()["features"]}


@pytest.fixture(scope="module")
def countries(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    return {code: found for code, found in shapes.items() if code != OUTSIDE}


@pytest.fixture(scope="module")
def register() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "clusters.csv")


def at(latitude: float, longitude: float) -> Point:
    x_km, y_km = to_map_km([latitude], [longitude])
    return Point(x_km[0], y_km[0])


def owner(shapes: dict[str, MultiPolygon], place: Point) -> list[str]:
    return [code for code, found in shapes.items() if found.contains(place)]


# the committed files


def test_one_feature_per_country_of_the_register_and_one_for_the_rest() -> None:
    register = pd.read_csv(REFERENCE / "countries.csv", keep_default_na=False).set_index("country_code")["name"]
    features = country_shapes()["features"]
    names = {item["id"]: item["properties"]["name"] for item in features}
    assert len(features) == len(names)
    assert {code: name for code, name in names.items() if code != OUTSIDE} == register.to_dict()
    assert OUTSIDE in names
    assert set(ATLAS_NAMES) == set(register.index)


def test_the_file_is_small_and_its_coordinates_have_one_decimal() -> None:
    assert 100_000 < SHAPES_FILE.stat().st_size <= 245_000
    for item in country_shapes()["features"]:
        for ring in itertools.chain.from_iterable(item["geometry"]["coordinates"]):
            assert all(value == round(value, 1) for point in ring for value in point)


def test_shapes_are_read_once() -> None:
    assert country_shapes() is country_shapes()


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "code"),
    [
        ("Simferopol", 44.952, 34.102, "UA"),
        ("Sevastopol", 44.607, 33.545, "UA"),
        ("Kerch", 45.352, 36.440, "UA"),
        ("Donetsk", 48.009, 37.803, "UA"),
        ("Pristina", 42.663, 21.165, "XK"),
        ("Mitrovica", 42.890, 20.866, "XK"),
        ("Nis", 43.321, 21.896, "RS"),
        ("northern Nicosia", 35.195, 33.360, "CY"),
        ("Kyrenia", 35.325, 33.319, "CY"),
        ("Famagusta", 35.125, 33.935, "CY"),
        ("Karpasia", 35.600, 34.380, "CY"),
        ("Akrotiri", 34.590, 32.980, "CY"),
        ("Dhekelia", 35.000, 33.740, "CY"),
        ("Mariehamn", 60.100, 19.945, "FI"),
        ("Istanbul, Asian side", 40.990, 29.100, "TR"),
        ("Edirne", 41.677, 26.556, "TR"),
        ("Palma", 39.600, 2.990, "ES"),
        ("Ajaccio", 41.950, 8.800, "FR"),
        ("Heraklion", 35.250, 25.130, "GR"),
        ("Rhodes", 36.200, 27.950, "GR"),
        ("Belfast", 54.580, -5.970, "GB"),
        ("Gotland", 57.500, 18.500, "SE"),
        ("Visoko, near Sarajevo", 43.990, 18.180, "BA"),
        ("Oslo", 59.950, 10.750, OUTSIDE),
        ("Bern", 46.948, 7.447, OUTSIDE),
        ("Vaduz", 47.130, 9.530, OUTSIDE),
        ("San Marino", 43.940, 12.460, OUTSIDE),
        ("Minsk", 53.900, 27.560, OUTSIDE),
        ("Moscow", 55.750, 37.620, OUTSIDE),
        ("Krasnodar", 45.040, 38.980, OUTSIDE),
        ("Kaliningrad", 54.700, 20.700, OUTSIDE),
        ("Tunis", 36.700, 10.100, OUTSIDE),
        ("Tbilisi", 41.700, 44.800, OUTSIDE),
    ],
)
def test_places_lie_in_one_shape_only(
    shapes: dict[str, MultiPolygon], place: str, latitude: float, longitude: float, code: str
) -> None:
    assert owner(shapes, at(latitude, longitude)) == [code], place


@pytest.mark.parametrize(
    ("sea", "latitude", "longitude"),
    [
        ("North Sea", 56, 3),
        ("Black Sea", 43, 34),
        ("Adriatic", 43, 15),
        ("Biscay", 45, -5),
        ("Karkinit", 45.9, 32.6),
    ],
)
def test_seas_are_empty(shapes: dict[str, MultiPolygon], sea: str, latitude: float, longitude: float) -> None:
    assert owner(shapes, at(latitude, longitude)) == [], sea


@pytest.mark.parametrize("code", sorted(CAPITALS))
def test_capitals_are_in_their_country(countries: dict[str, MultiPolygon], code: str) -> None:
    capital = at(*CAPITALS[code])
    nearest = min(countries, key=lambda other: countries[other].distance(capital))
    assert nearest == code
    assert countries[code].distance(capital) <= 3


def test_each_country_has_a_capital_and_an_area_here(countries: dict[str, MultiPolygon]) -> None:
    assert set(countries) == set(CAPITALS) == set(AREAS_KM2)


@pytest.mark.parametrize("code", sorted(AREAS_KM2))
def test_areas_survive_simplification(countries: dict[str, MultiPolygon], code: str) -> None:
    assert countries[code].area == pytest.approx(AREAS_KM2[code], rel=0.035)


def test_shapes_are_valid_and_do_not_overlap(shapes: dict[str, MultiPolygon]) -> None:
    every = list(shapes.values())
    assert all(found.is_valid for found in every)
    assert sum(found.area for found in every) == pytest.approx(shapely.union_all(every).area, abs=1)
    for (code, found), (other, neighbour) in itertools.combinations(shapes.items(), 2):
        assert found.intersection(neighbour).area < 0.1, (code, other)


def test_borders_are_shared_point_by_point(shapes: dict[str, MultiPolygon]) -> None:
    assert shapely.coverage_is_valid(list(shapes.values()))
    slits = [
        Polygon(hole).area
        for part in shapely.get_parts(shapely.union_all(list(shapes.values())))
        for hole in part.interiors
        if Polygon(hole).area < 100
    ]
    assert slits == []


def test_nothing_leaves_the_clip_or_runs_across_it(shapes: dict[str, MultiPolygon]) -> None:
    west, south, east, north = CLIP_KM
    assert all(box(*CLIP_KM).covers(found) for found in shapes.values())
    widths = {code: found.bounds[2] - found.bounds[0] for code, found in shapes.items() if code != OUTSIDE}
    assert max(widths, key=lambda code: widths[code]) == "TR"
    assert widths["TR"] == pytest.approx(1660, abs=30)
    # a ring torn at 180 degrees would draw stripes: long, thin parts, and edges without an end
    for found in shapes.values():
        for part in found.geoms:
            assert np.hypot(*np.diff(np.array(part.exterior.coords), axis=0).T).max() <= 101
            low_x, low_y, high_x, high_y = part.bounds
            assert part.area > 0.02 * (high_x - low_x) * (high_y - low_y)
    assert shapes[OUTSIDE].area < 0.4 * (east - west) * (north - south)


def test_exterior_rings_are_clockwise_and_holes_are_not() -> None:
    holes = 0
    for item in country_shapes()["features"]:
        for exterior, *interiors in item["geometry"]["coordinates"]:
            assert not shapely.LinearRing(exterior).is_ccw
            assert all(shapely.LinearRing(hole).is_ccw for hole in interiors)
            holes += len(interiors)
    assert holes > 0


def test_representative_points_are_well_inside(countries: dict[str, MultiPolygon]) -> None:
    points = country_points()
    assert list(points.columns) == ["country_code", "latitude", "longitude", "x_km", "y_km"]
    assert sorted(points["country_code"]) == sorted(countries)
    for row in points.itertuples():
        largest = max(countries[row.country_code].geoms, key=lambda part: part.area)
        place = Point(row.x_km, row.y_km)
        assert largest.contains(place)
        # of a circle with the part's area, the radius
        assert largest.exterior.distance(place) > 0.3 * np.sqrt(largest.area / np.pi), row.country_code
    x_km, y_km = to_map_km(points["latitude"], points["longitude"])
    assert np.abs(x_km - points["x_km"]).max() < 0.05
    assert np.abs(y_km - points["y_km"]).max() < 0.05


def test_files_are_written_as_they_are_read_everywhere() -> None:
    for path in (SHAPES_FILE, POINTS_FILE):
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        content.decode("utf-8")


# projection


def test_the_centre_of_the_projection() -> None:
    x_km, y_km = to_map_km([52.0], [10.0])
    assert (x_km[0], y_km[0]) == (pytest.approx(4321), pytest.approx(3210))


def test_missing_and_impossible_coordinates_have_no_place() -> None:
    x_km, y_km = to_map_km([np.nan, 50.0, 91.0, 50.0, np.inf, 50.0], [5.0, np.nan, 5.0, 181.0, 5.0, 5.0])
    assert np.isnan(x_km).tolist() == np.isnan(y_km).tolist() == [True] * 5 + [False]


def test_the_input_is_left_alone() -> None:
    latitude = np.array([95.0, 50.0])
    to_map_km(latitude, np.array([5.0, 5.0]))
    assert latitude.tolist() == [95.0, 50.0]


@given(latitude=st.floats(30, 72), longitude=st.floats(-30, 50))
def test_kilometres_and_degrees_are_each_other_s_inverse(latitude: float, longitude: float) -> None:
    back_latitude, back_longitude = to_degrees(*to_map_km([latitude], [longitude]))
    assert back_latitude[0] == pytest.approx(latitude, abs=1e-7)
    assert back_longitude[0] == pytest.approx(longitude, abs=1e-7)


# places of clusters


def test_the_register_s_clusters_are_all_on_the_map(register: pd.DataFrame, countries: dict[str, MultiPolygon]) -> None:
    places = cluster_points(register)
    assert list(places.columns) == ["cluster_id", "latitude", "longitude", "x_km", "y_km", "is_approximate"]
    assert places["cluster_id"].tolist() == register["cluster_id"].tolist()
    assert len(places) == 69
    assert places.notna().all(axis=None)
    assert places["is_approximate"].tolist() == register["latitude"].isna().tolist()

    known = ~places["is_approximate"]
    assert places.loc[known, "latitude"].tolist() == register.loc[known, "latitude"].tolist()
    assert places.loc[known, "longitude"].tolist() == register.loc[known, "longitude"].tolist()
    for place, code in zip(places.itertuples(), register["country_code"], strict=True):
        distance = countries[code].distance(Point(place.x_km, place.y_km))
        assert distance <= (0 if place.is_approximate else 3), place.cluster_id


def test_approximate_places_are_apart(register: pd.DataFrame) -> None:
    places = cluster_points(register)
    approximate = places[places["is_approximate"]]
    assert len(approximate) > 20
    for one, other in itertools.combinations(approximate.itertuples(), 2):
        assert np.hypot(one.x_km - other.x_km, one.y_km - other.y_km) >= 20, (one.cluster_id, other.cluster_id)
    for one, other in itertools.product(approximate.itertuples(), places[~places["is_approximate"]].itertuples()):
        assert np.hypot(one.x_km - other.x_km, one.y_km - other.y_km) >= 10, (one.cluster_id, other.cluster_id)


def test_the_same_clusters_get_the_same_places(register: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(cluster_points(register), cluster_points(register.copy()))


def test_latitude_and_longitude_are_those_of_the_place(register: pd.DataFrame) -> None:
    places = cluster_points(register)
    x_km, y_km = to_map_km(places["latitude"], places["longitude"])
    assert np.abs(x_km - places["x_km"]).max() < 1e-3
    assert np.abs(y_km - places["y_km"]).max() < 1e-3


def unplaced(codes: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cluster_id": [f"c{n}" for n in range(len(codes))],
            "country_code": codes,
            "latitude": pd.Series([np.nan] * len(codes), dtype=float),
            "longitude": pd.Series([np.nan] * len(codes), dtype=float),
        },
        index=pd.Index(range(7, 7 + len(codes))),
    )


@settings(deadline=None, max_examples=40)
@given(codes=st.lists(st.sampled_from([*sorted(CAPITALS), "NO", "", "'; drop table x", None]), max_size=40))
def test_any_mix_of_countries_is_placed_inside_and_apart(codes: list[str | None]) -> None:
    shapes = {item["id"]: shape(item["geometry"]) for item in country_shapes()["features"]}
    places = cluster_points(unplaced(codes))
    assert places.index.tolist() == list(range(len(codes)))
    assert places["is_approximate"].all()
    for place, code in zip(places.itertuples(), codes, strict=True):
        if code in CAPITALS:
            assert shapes[code].contains(Point(place.x_km, place.y_km))
        else:
            assert np.isnan([place.x_km, place.y_km, place.latitude, place.longitude]).all()
    found = places.dropna()[["x_km", "y_km"]]
    assert not found.round(1).duplicated().any()


def test_a_small_country_has_room_for_many(countries: dict[str, MultiPolygon]) -> None:
    places = cluster_points(unplaced(["MT"] * 60))
    dots = shapely.points(places["x_km"], places["y_km"])
    assert shapely.contains(countries["MT"], dots).all()
    assert min(one.distance(other) for one, other in itertools.combinations(dots, 2)) > 0.5


def test_half_a_coordinate_is_none() -> None:
    clusters = unplaced(["FR", "FR", "FR"])
    clusters["latitude"] = [48.0, np.nan, 48.0]
    clusters["longitude"] = [np.nan, 2.0, 2.0]
    assert cluster_points(clusters)["is_approximate"].tolist() == [True, True, False]


def test_no_clusters_give_no_places() -> None:
    places = cluster_points(unplaced([]))
    assert len(places) == 0
    assert list(places.columns) == ["cluster_id", "latitude", "longitude", "x_km", "y_km", "is_approximate"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KeyError, match="longitude"):
        cluster_points(unplaced(["FR"]).drop(columns="longitude"))


def test_a_taken_place_is_not_given_again() -> None:
    centre = np.array([0.0, 0.0])
    places = spread(box(-200, -200, 200, 200), centre, np.array([[0.0, 0.0]]), 3)
    assert np.hypot(*places.T).min() > 30


def test_a_centre_outside_the_country_is_an_error() -> None:
    with pytest.raises(ValueError, match="inside the country"):
        spread(box(0, 0, 1, 1), np.array([500.0, 500.0]), np.empty((0, 2)), 1)
