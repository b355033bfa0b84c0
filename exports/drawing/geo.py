"""Maps on the plane of charts/map: degrees drawn as a plain grid, in the room that the plot has."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from exports.drawing.clip import Box, clipped_ring
from exports.drawing.frame import Frame
from exports.drawing.heatmap import step_colour
from exports.drawing.looks import fill_of, pen_of
from exports.drawing.primitives import Group, Mark, Point, Polygon, Ring
from exports.drawing.routes import Label, labels_of, with_names
from exports.drawing.scatter import point_marks
from exports.drawing.values import Trace, each, is_number, said

# The shapes that a figure names by their address in the app lie here.
STATIC = Path(__file__).parents[2] / "static"


class Plane:
    """From degrees to places: the view that the layout asks for, as large as the plot allows, in its middle."""

    def __init__(self, layout: Mapping[str, Any], frame: Frame) -> None:
        west, east = layout["geo"]["lonaxis"]["range"]
        south, north = layout["geo"]["lataxis"]["range"]
        self.scale = min((frame.right - frame.left) / (east - west), (frame.bottom - frame.top) / (north - south))
        self.x = (frame.left + frame.right) / 2 - self.scale * (west + east) / 2
        self.y = (frame.top + frame.bottom) / 2 + self.scale * (south + north) / 2
        left, top = self.at(west, north)
        right, bottom = self.at(east, south)
        self.box: Box = (left, top, right, bottom)

    def at(self, lon: float, lat: float) -> Point:
        """The place of a longitude and latitude."""
        return self.x + self.scale * lon, self.y - self.scale * lat


def geo_groups(traces: Iterable[Trace], layout: Mapping[str, Any], frame: Frame) -> list[Group]:
    """A group for each trace of a map."""
    groups: list[Group] = []
    labels: list[Label] = []
    for trace in traces:
        if trace["type"] == "choropleth":
            groups.append(Group("countries", tuple(_countries(trace, Plane(layout, frame)))))
        elif trace["type"] == "scattergeo":
            plane = Plane(layout, frame)
            points = [
                plane.at(lon, lat) if is_number(lon) and is_number(lat) else None
                for lon, lat in zip(trace["lon"], trace["lat"], strict=True)
            ]
            marks = point_marks(trace, points, plane.box, is_open=False)
            groups.append(Group(str(trace.get("name") or ""), tuple(marks)))
            labels += labels_of(trace, points)
    return with_names(groups, labels)


def _shapes(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else served(Path(str(given)).name)


@cache
def served(name: str) -> dict[str, Any]:
    """Shapes among the files that the app serves."""
    found: dict[str, Any] = json.loads((STATIC / name).read_text(encoding="utf-8"))
    return found


def _countries(trace: Trace, plane: Plane) -> list[Mark]:
    """The countries in the order of the trace, each one mark of all its islands and with its holes."""
    rings_of = {feature["id"]: feature["geometry"] for feature in _shapes(trace["geojson"])["features"]}
    number = len(trace["locations"])
    line = trace.get("marker", {}).get("line", {})
    inks, widths = each(line.get("color"), number, "#444444"), each(line.get("width"), number, 1.0)
    names = said(trace | {"hoverinfo": None}, number)
    marks: list[Mark] = []
    for at, location in enumerate(trace["locations"]):
        geometry = rings_of.get(location)
        if geometry is None:
            continue
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = [_ring(ring, plane) for polygon in polygons for ring in polygon]
        fill = fill_of(step_colour(trace["colorscale"], trace["zmin"], trace["zmax"], trace["z"][at]))
        pen = pen_of({"color": inks[at], "width": widths[at]})
        if kept := tuple(ring for ring in rings if ring):
            marks.append(Polygon(kept, fill, pen, names[at] or str(location)))
    return marks


def _ring(ring: Iterable[Any], plane: Plane) -> Ring:
    return clipped_ring(tuple(plane.at(lon, lat) for lon, lat, *_ in ring), plane.box)
