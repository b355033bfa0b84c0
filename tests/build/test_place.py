"""Organisations without coordinates get those of their city, marked; delivered ones stay; an unknown city is told."""

from pathlib import Path

import pytest

from data.build import Base, build
from data.geography.cities import city_places
from tests.build import deliveries
from tests.build.deliveries import put
from tests.build.test_dialects import content


@pytest.mark.parametrize(
    ("country", "city", "latitude", "longitude"),
    [
        ("DE", "Köln", 50.93, 6.95),
        ("DE", "koeln", 50.93, 6.95),
        ("DE", "Cologne", 50.93, 6.95),
        ("BE", "Bruxelles", 50.85, 4.35),
        ("GR", "Αθήνα", 37.98, 23.73),
        ("FR", "SAINT-ETIENNE", 45.43, 4.39),
    ],
)
def test_a_city_is_found_by_any_common_name(country: str, city: str, latitude: float, longitude: float) -> None:
    assert city_places([(country, city)])[country, city] == pytest.approx((latitude, longitude), abs=0.02)


@pytest.mark.parametrize(
    ("country", "city"), [("DE", "Neustadt"), ("FR", "Köln"), ("DE", "Nowhere"), ("DE", "'; drop"), ("ZZ", "Rome")]
)
def test_a_name_that_tells_no_place_gives_none(country: str, city: str) -> None:
    assert city_places([(country, city)]) == {}


def test_places_are_filled_in_and_marked(tmp_path: Path) -> None:
    delivery = deliveries.valid()
    for row in (3, 4):
        put(delivery, "organisations", row, "latitude", "")
        put(delivery, "organisations", row, "longitude", "")
    put(delivery, "organisations", 4, "city", "Nowhere in particular")
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert result.ok, list(result.problems)
    assert [(p.grade, p.kind, p.row) for p in result.problems] == [
        ("note", "place of the city", 3),
        ("warning", "unknown city", 4),
    ]
    assert result.path is not None
    names, _, *rows = content(result.path)["organisations"]
    places = {
        row[names.index("organisation_id")]: tuple(
            row[names.index(n)] for n in ("latitude", "longitude", "location_basis")
        )
        for row in rows
    }
    assert places["o1"] == (54.89, 10.33, "delivered")
    assert places["o2"] == (pytest.approx(45.75, abs=0.02), pytest.approx(4.84, abs=0.02), "city")
    assert places["o3"] == places["o4"] == (None, None, None)
    only = {"exchanges": deliveries.valid()["exchanges"]}
    again = build(
        deliveries.write_csv(only, tmp_path / "next"),
        tmp_path / "warehouse",
        base=Base(result.path, str(result.snapshot_id)),
    )
    assert again.path is not None
    assert list(again.problems) == []
    kept = content(again.path)["organisations"]
    assert kept == content(result.path)["organisations"]
