"""The file from which browsers load the shapes of the map."""

import json

from charts.map import planar_shapes
from data.geography import country_shapes
from scripts.map_shapes import FILE, content
from ui import map_shapes


def test_the_served_shapes_are_those_of_the_map() -> None:
    served = FILE.read_text(encoding="utf-8")
    assert json.loads(served) == planar_shapes(country_shapes())
    assert served == content()


def test_the_address_leads_to_the_file_and_changes_with_it() -> None:
    assert map_shapes.STATIC_SHAPES == FILE
    address = map_shapes.shapes({})
    assert isinstance(address, str)
    path, version = address.split("?v=")
    assert path == f"app/static/{FILE.name}"
    assert len(version) == 12
