"""How the shapes are derived: what the script refuses, cuts and keeps."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

from data.geography import to_map_km
from data.geography.derive import dense, read_atlas, rounded, simplified, with_recognised_borders
from data.geography.files import OUTSIDE


def at(latitude: float, longitude: float) -> Point:
    x_km, y_km = to_map_km([latitude], [longitude])
    return Point(x_km[0], y_km[0])


def test_another_atlas_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "countries-10m.json"
    other.write_text(json.dumps({"type": "Topology"}))
    with pytest.raises(ValueError, match="digest"):
        read_atlas(other)


def test_long_edges_are_densified_across_the_antimeridian() -> None:
    line = dense(np.array([[179.8, 65.0], [-179.7, 65.2], [-179.7, 65.25]]))
    assert np.abs(np.diff(line, axis=0)).max() <= 0.25 + 1e-9
    assert line[0].tolist() == [179.8, 65.0]
    assert line[-1] == pytest.approx([180.3, 65.25])
    assert len(line) == 5 - 1


def test_crimea_must_be_found() -> None:
    crimea = at(44.95, 34.10).buffer(50)
    elsewhere = at(60.0, 60.0).buffer(50)
    moved = list(with_recognised_borders([("Russia", crimea), ("Russia", elsewhere)]))
    assert [name for name, _ in moved] == ["Ukraine", "Russia"]
    with pytest.raises(ValueError, match="Russia"):
        list(with_recognised_borders([("Russia", elsewhere)]))


def test_simplification_keeps_borders_and_spares_no_foreign_coast() -> None:
    def wavy(x: float, low: float, high: float) -> list[tuple[float, float]]:
        return [(x + 3 * (n % 2), y) for n, y in enumerate(np.arange(low, high + 1, 5.0))]

    border, foreign_coast, own_coast = (wavy(x, 2000, 2400) for x in (4000.0, 4500.0, 3500.0))
    land = {
        "AA": MultiPolygon([Polygon([*border, *reversed(own_coast)])]),
        OUTSIDE: MultiPolygon([Polygon([*border, *reversed(foreign_coast)])]),
    }
    found = {code: rounded(done) for code, done in simplified(land).items()}
    assert shapely.coverage_is_valid(list(found.values()))
    own = len(found["AA"].boundary.intersection(box(3400, 1900, 3600, 2500)).coords)
    foreign = len(found[OUTSIDE].boundary.intersection(box(4400, 1900, 4600, 2500)).coords)
    assert own > 3 * foreign
