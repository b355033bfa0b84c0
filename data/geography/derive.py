"""Derive the map's shapes and the countries' points: `python -m data.geography.derive [--source countries-10m.json]`.

Source: Natural Earth 4.1 admin-0 countries, 1:10 million (public domain), as npm `world-atlas` 2.0.2 repackages them
(ISC licence). Without `--source` the package is fetched with `npm pack` into a temporary folder. The file's digest is
checked, so that the same script always writes the same bytes.

Writes beside this module
- `countries_epsg3035.geojson`: EPSG:3035 in kilometres, one decimal; one feature per country of the register
  (`id` = country_code) and one with id `outside` that holds all other land in the clip;
- `country_points.csv`: one row per country, a point well inside its largest part.

What is done to the source, and why
- Rings are projected point by point from the sphere: EPSG:3035 is azimuthal and does not tear at 180 degrees, so the
  stitched rings of Russia need no unwrapping and no cutting there. Edges are first densified along the shared arcs.
- Natural Earth draws who is in control. The shapes here follow the recognised borders that the Union uses: Crimea is
  moved from Russia to Ukraine; northern Cyprus, the buffer zone and the British bases are part of the island of
  Cyprus. Kosovo comes without a number in the source and is found by name. Aland belongs to Finland.
- Shared borders are simplified once, as a coverage, and stay shared. The coasts of land outside the register are
  simplified harder: they are ground, not data.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from data.geography.files import OUTSIDE, POINTS_FILE, SHAPES_FILE
from data.geography.projection import to_degrees

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-10m.json"
SHA256 = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
REGISTER = Path(__file__).parents[1] / "reference" / "countries.csv"

# country_code -> names in the atlas. A country added to the register needs a row here.
ATLAS_NAMES: dict[str, tuple[str, ...]] = {
    "AL": ("Albania",),
    "AM": ("Armenia",),
    "AT": ("Austria",),
    "BA": ("Bosnia and Herz.",),
    "BE": ("Belgium",),
    "BG": ("Bulgaria",),
    "CY": ("Cyprus", "N. Cyprus", "Cyprus U.N. Buffer Zone", "Akrotiri", "Dhekelia"),
    "CZ": ("Czechia",),
    "DE": ("Germany",),
    "DK": ("Denmark",),
    "EE": ("Estonia",),
    "ES": ("Spain",),
    "FI": ("Finland", "Åland"),
    "FR": ("France",),
    "GB": ("United Kingdom",),
    "GR": ("Greece",),
    "HR": ("Croatia",),
    "HU": ("Hungary",),
    "IE": ("Ireland",),
    "IS": ("Iceland",),
    "IT": ("Italy",),
    "LT": ("Lithuania",),
    "LU": ("Luxembourg",),
    "LV": ("Latvia",),
    "MD": ("Moldova",),
    "ME": ("Montenegro",),
    "MK": ("Macedonia",),
    "MT": ("Malta",),
    "NL": ("Netherlands",),
    "PL": ("Poland",),
    "PT": ("Portugal",),
    "RO": ("Romania",),
    "RS": ("Serbia",),
    "SE": ("Sweden",),
    "SI": ("Slovenia",),
    "SK": ("Slovakia",),
    "TR": ("Turkey",),
    "UA": ("Ukraine",),
    "XK": ("Kosovo",),
}

# (from, to, longitude, latitude of a place in the part that moves)
MOVED_PARTS = (("Russia", "Ukraine", 34.10, 44.95),)

CLIP_KM = (2400.0, 1270.0, 7600.0, 5450.0)
CENTRE_KM = (4321.0, 3210.0)  # of EPSG:3035
HEMISPHERE_KM = 9009.0  # radius of 90 degrees in an equal-area azimuthal plane
EDGE_DEG = 0.25  # longer edges bend visibly when projected

TOLERANCE_KM = 2.9  # root of the triangle that simplification may remove
OUTSIDE_TOLERANCE_KM = 12.0
SMALLEST_PART_KM2 = 20.0
SMALLEST_OUTSIDE_ISLAND_KM2 = 300.0
LONGEST_EDGE_KM = 100.0
DECIMALS = 1


def fetch_atlas(folder: Path) -> Path:
    """The path of countries-10m.json, unpacked from the npm package into `folder`.

    Raises RuntimeError where npm is missing or cannot fetch the package.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(f"npm is not installed; unpack {PACKAGE} elsewhere and give --source")
    done = subprocess.run([npm, "pack", PACKAGE, "--silent"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"npm pack {PACKAGE} failed: {done.stderr.strip()}")
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extract(MEMBER, folder, filter="data")
    return folder / MEMBER


def read_atlas(path: Path) -> dict[str, Any]:
    """The TopoJSON at `path`. Raises ValueError where it is not the file this script was written for."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{path.name} has digest {digest}, not that of {PACKAGE}; borders need a new look")
    topology: dict[str, Any] = json.loads(content)
    return topology


def dense(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """The line with points added where an edge is longer than EDGE_DEG; longitudes run on across 180."""
    unwrapped = np.column_stack([np.unwrap(degrees[:, 0], period=360), degrees[:, 1]])
    steps = np.abs(np.diff(unwrapped, axis=0)).max(axis=1)
    pieces = np.maximum(1, np.ceil(steps / EDGE_DEG)).astype(int)
    at = np.concatenate([i + np.arange(n) / n for i, n in enumerate(pieces)] + [np.array([len(pieces)])])
    known = np.arange(len(unwrapped))
    return np.column_stack([np.interp(at, known, unwrapped[:, axis]) for axis in (0, 1)])


def projected_arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """The arcs in EPSG:3035 kilometres. A border is one arc for both its sides, so both get the same numbers."""
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)
    arcs = []
    for deltas in topology["arcs"]:
        degrees = dense(np.cumsum(np.array(deltas, dtype=float), axis=0) * scale + translate)
        x, y = to_metres.transform(degrees[:, 0], degrees[:, 1])
        arcs.append(np.column_stack([x, y]) / 1000)
    return arcs


def ring(arcs: list[NDArray[np.float64]], indices: list[int]) -> NDArray[np.float64]:
    """The closed ring that the arc indices name; a negative index ~i is arc i backwards."""
    lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([line if n == 0 else line[1:] for n, line in enumerate(lines)])


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of a geometry, also of a collection; points and lines are left out."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [polygon for part in getattr(geometry, "geoms", ()) for polygon in polygons(part)]


def atlas_parts(topology: dict[str, Any]) -> Iterator[tuple[str, Polygon]]:
    """(name, polygon) for each part of each country that reaches into the clip; polygons are valid, in km."""
    arcs = projected_arcs(topology)
    clip = box(*CLIP_KM)
    for country in topology["objects"]["countries"]["geometries"]:
        groups = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for group in groups:
            rings = [ring(arcs, indices) for indices in group]
            collapsed = len(rings[0]) < 4  # the atlas's own rounding does that to some islets
            if collapsed or not (np.hypot(*(rings[0] - CENTRE_KM).T) < HEMISPHERE_KM).all():
                continue
            polygon = Polygon(rings[0], [line for line in rings[1:] if len(line) >= 4])
            if polygon.envelope.intersects(clip):
                valid = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
                yield from ((country["properties"]["name"], part) for part in polygons(valid))


def with_recognised_borders(parts: Iterable[tuple[str, Polygon]]) -> Iterator[tuple[str, Polygon]]:
    """The same parts, those of MOVED_PARTS under their new name. Raises ValueError where one is not found."""
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)
    places = {
        (old, new): shapely.Point(np.array(to_metres.transform(longitude, latitude)) / 1000)
        for old, new, longitude, latitude in MOVED_PARTS
    }
    missing = set(places)
    for name, polygon in parts:
        moved = [(old, new) for (old, new), place in places.items() if old == name and polygon.contains(place)]
        missing.difference_update(moved)
        yield (moved[0][1] if moved else name), polygon
    if missing:
        raise ValueError(f"parts to move not found: {sorted(missing)}")


def land_by_code(parts: Iterable[tuple[str, Polygon]], codes: list[str]) -> dict[str, MultiPolygon]:
    """code -> land within the clip, for the countries and OUTSIDE. Raises ValueError for a code without land."""
    unknown = sorted(set(codes) - set(ATLAS_NAMES))
    if unknown:
        raise ValueError(f"countries of the register without a row in ATLAS_NAMES: {unknown}")
    code_of = {name: code for code in codes for name in ATLAS_NAMES[code]}
    gathered: dict[str, list[Polygon]] = {code: [] for code in [*codes, OUTSIDE]}
    for name, polygon in parts:
        gathered[code_of.get(name, OUTSIDE)].append(polygon)
    clip = box(*CLIP_KM)
    land = {code: shapely.intersection(shapely.union_all(found), clip) for code, found in gathered.items()}
    empty = [code for code, shape in land.items() if shape.is_empty]
    if empty:
        raise ValueError(f"no land in the clip for {empty}")
    # making a self-touching ring valid adds points to one side of a border; this gives them to the other side, too
    matched = shapely.coverage_clean(list(land.values()))
    return {code: MultiPolygon(polygons(shape)) for code, shape in zip(land, matched, strict=True)}


def without_specks(land: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """The land without what is too small to draw: islets, and enclaves with the holes around them.

    A country's largest part always stays. Of OUTSIDE, islands go earlier than land with neighbours, which would leave
    a gap (San Marino, Liechtenstein).
    """
    countries = shapely.union_all([shape for code, shape in land.items() if code != OUTSIDE])

    def is_kept(code: str, part: Polygon) -> bool:
        is_outside_island = code == OUTSIDE and part.disjoint(countries)
        return part.area >= (SMALLEST_OUTSIDE_ISLAND_KM2 if is_outside_island else SMALLEST_PART_KM2)

    kept = {}
    for code, shape in land.items():
        largest = max(shape.geoms, key=lambda part: part.area)
        kept[code] = MultiPolygon(
            [
                Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= SMALLEST_PART_KM2])
                for part in shape.geoms
                if part is largest or is_kept(code, part)
            ]
        )
    return kept


def simplified(land: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Shared borders stay shared. First everything; then only the coasts of OUTSIDE, harder.

    The second step is a coverage of OUTSIDE and the sea: the one kind of edge that two of its members share is a coast
    of OUTSIDE, and `simplify_boundary=False` leaves all other edges as they are.
    """
    codes = list(land)
    first = dict(zip(codes, shapely.coverage_simplify(list(land.values()), TOLERANCE_KM), strict=True))
    sea = box(*CLIP_KM).difference(shapely.union_all(list(first.values())))
    first[OUTSIDE] = shapely.coverage_simplify([first[OUTSIDE], sea], OUTSIDE_TOLERANCE_KM, simplify_boundary=False)[0]
    return first


def rounded(shape: BaseGeometry) -> MultiPolygon:
    """Coordinates at DECIMALS, without the points that fall together, valid, exteriors clockwise.

    The clip's edges get points in between: a `geo` figure draws an edge as a great circle, which bends when long.
    """
    snapped = shapely.transform(shapely.segmentize(shape, LONGEST_EDGE_KM), lambda xy: np.round(xy, DECIMALS))
    valid = shapely.make_valid(shapely.remove_repeated_points(snapped), method="structure", keep_collapsed=False)
    parts = sorted(polygons(valid), key=lambda part: (-part.area, part.bounds))
    oriented: MultiPolygon = shapely.orient_polygons(MultiPolygon(parts), exterior_cw=True)
    return oriented


def feature(code: str, name: str, shape: MultiPolygon) -> dict[str, Any]:
    """One GeoJSON feature."""
    coordinates = [
        [np.round(line.coords, DECIMALS).tolist() for line in (part.exterior, *part.interiors)] for part in shape.geoms
    ]
    return {
        "type": "Feature",
        "id": code,
        "properties": {"name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def representative_points(shapes: dict[str, MultiPolygon]) -> pd.DataFrame:
    """One row per country: the centre of the largest circle inside its largest part, in degrees and km."""
    rows = []
    for code, shape in shapes.items():
        largest = max(shape.geoms, key=lambda part: part.area)
        x, y = shapely.maximum_inscribed_circle(largest, tolerance=0.5).coords[0]
        rows.append((code, round(x, DECIMALS), round(y, DECIMALS)))
    points = pd.DataFrame(rows, columns=["country_code", "x_km", "y_km"]).sort_values("country_code")
    latitude, longitude = to_degrees(points["x_km"].to_numpy(), points["y_km"].to_numpy())
    points.insert(1, "latitude", latitude.round(4))
    points.insert(2, "longitude", longitude.round(4))
    return points


def derive(atlas: Path, shapes_file: Path = SHAPES_FILE, points_file: Path = POINTS_FILE) -> None:
    """Write both files. Raises ValueError where atlas, register and ATLAS_NAMES do not fit each other."""
    register = pd.read_csv(REGISTER, keep_default_na=False).set_index("country_code")["name"]
    parts = with_recognised_borders(atlas_parts(read_atlas(atlas)))
    land = without_specks(land_by_code(parts, sorted(register.index)))
    if not shapely.coverage_is_valid(list(land.values())):
        raise ValueError("borders do not match before simplification")
    shapes = {code: rounded(shape) for code, shape in simplified(land).items()}
    if not shapely.coverage_is_valid(list(shapes.values())):
        raise ValueError("rounding made neighbours overlap; try another TOLERANCE_KM")
    names = {**register.to_dict(), OUTSIDE: "Other land"}
    collection = {
        "type": "FeatureCollection",
        "name": "countries, EPSG:3035, kilometres",
        "features": [feature(code, names[code], shape) for code, shape in shapes.items()],
    }
    shapes_file.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    countries = {code: shape for code, shape in shapes.items() if code != OUTSIDE}
    representative_points(countries).to_csv(points_file, index=False, lineterminator="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Derive the map's shapes from npm world-atlas 2.0.2.")
    parser.add_argument("--source", type=Path, help="countries-10m.json, unpacked; without it npm fetches it")
    source: Path | None = parser.parse_args().source
    with tempfile.TemporaryDirectory() as folder:
        derive(source or fetch_atlas(Path(folder)))
    print(f"{SHAPES_FILE.name}: {SHAPES_FILE.stat().st_size / 1000:.0f} kB; {POINTS_FILE.name} written")


if __name__ == "__main__":
    main()
