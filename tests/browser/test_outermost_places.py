"""Clusters on islands and at the ends of Europe: each is in sight on the map at the size of a laptop, and can be clicked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.conftest import published
from tests.app.deliveries import Row, rewrite, rows_of
from tests.browser.conftest import SIZE, NewReader
from tests.browser.marks import HOVER, mark
from tests.browser.reader import Reader
from tests.browser.server import Server, serving
from tests.browser.test_focus import chip

# Country, city, latitude, longitude. The register has none of these but Türkiye, and there Ankara.
PLACES = (
    ("MT", "Valletta", 35.899, 14.514),
    ("ES", "Las Palmas", 28.124, -15.430),
    ("PT", "Ponta Delgada", 37.741, -25.676),
    ("PT", "Funchal", 32.651, -16.910),
    ("CY", "Nicosia", 35.170, 33.360),
    ("IS", "Reykjavík", 64.147, -21.942),
    ("AM", "Yerevan", 40.178, 44.513),
    ("TR", "Van", 38.501, 43.373),
    ("FR", "Cayenne", 4.922, -52.313),
)
BEYOND = ("Las Palmas", "Ponta Delgada", "Cayenne")


@pytest.fixture(scope="module")
def outermost(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """The dashboard on the sample with the first clusters moved to the places, and the ids of these by city."""
    folder = tmp_path_factory.mktemp("outermost")
    source = Path(shutil.copytree(sample_source, folder / "source"))
    ids = [row["cluster_id"] for row in rows_of(source / "clusters.csv")][: len(PLACES)]
    place_of = dict(zip(ids, PLACES, strict=True))

    def moved(row: Row) -> Row:
        if row["cluster_id"] not in place_of:
            return row
        country, city, latitude, longitude = place_of[row["cluster_id"]]
        there = {"country_code": country, "city": city, "latitude": str(latitude), "longitude": str(longitude)}
        return row | there | {"short_name": f"Cluster of {city}"}

    rewrite(source / "clusters.csv", moved)
    cities = {city: one for one, (_, city, *__) in place_of.items()}
    with serving(published(source, folder / "warehouse")) as running:
        yield running, cities
        assert not running.faults(), "".join(running.log)


@pytest.fixture
def reader(outermost: tuple[Server, dict[str, str]], new_reader: NewReader) -> Reader:
    """A reader of the map with the outermost places."""
    return new_reader(outermost[0].url)


@pytest.mark.parametrize("level", ["Countries", "Clusters"])
def test_each_is_in_sight_and_a_click_focuses_on_it(
    level: str, reader: Reader, outermost: tuple[Server, dict[str, str]]
) -> None:
    reader.open(f"/map?map_level={level}")
    figure = reader.figures()[0]
    note = reader.key(f"figure_{figure}")
    expect(note).to_contain_text("3 clusters lie outside the map and are drawn at its edge")
    for city, cluster in outermost[1].items():
        point = mark(reader, figure, "point", cluster)
        assert 0 < point.x < SIZE["width"], city
        assert 0 < point.y < SIZE["height"], city
        reader.page.mouse.move(point.x, point.y)
        told = reader.page.locator(HOVER)
        expect(told).to_contain_text(f"Cluster of {city}")
        expect(told).to_contain_text("Outside the map" if city in BEYOND else "Visiting")
        with reader.new_view():
            reader.page.mouse.click(point.x, point.y)
        expect(chip(reader)).to_contain_text(f"Cluster of {city}")
        with reader.new_view():
            chip(reader).click()


def test_their_profiles_show_where_they_are(reader: Reader, outermost: tuple[Server, dict[str, str]]) -> None:
    for city in ("Ponta Delgada", "Funchal", "Valletta"):
        reader.open(f"/cluster?cluster=Cluster of {city}")
        (box,) = reader.boxes(reader.key("figure_profile_place").locator(".js-plotly-plot"))
        (point,) = reader.boxes(reader.key("figure_profile_place").locator(".scatterlayer .point"))
        assert box["left"] <= point["left"], city
        assert point["right"] <= box["right"], city
        assert box["top"] <= point["top"], city
        assert point["bottom"] <= box["bottom"], city
