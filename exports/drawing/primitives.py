"""What a drawing consists of: a few plain marks with their place in it, so that any file format can paint them.

Places and sizes are in units of the drawing from its upper left corner, y downwards. Colours are `#rrggbb`, opacity is
0 to 1. `name` says what a mark stands for, in the words of the chart's hover label, or is "" for what only serves.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Ring = tuple[Point, ...]
Anchor = Literal["start", "middle", "end"]

LINE_SPACING = 1.3
# From the middle of a line of type down to its baseline, as a share of the size of type.
BASELINE = 0.35


@dataclass(frozen=True)
class Pen:
    """An outline or a line; `dash` has the lengths of marks and gaps, empty is solid."""

    colour: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Hatch:
    """Lines on a fill that tell it from its neighbour without colour: "/", "\\" or "x", every `distance` units."""

    shape: str
    colour: str
    distance: float
    width: float


@dataclass(frozen=True)
class Fill:
    """The inside of a mark."""

    colour: str
    opacity: float = 1.0
    hatch: Hatch | None = None


@dataclass(frozen=True)
class Rectangle:
    """An upright rectangle; x, y is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    pen: Pen | None = None
    name: str = ""


@dataclass(frozen=True)
class Circle:
    """A circle around x, y."""

    x: float
    y: float
    radius: float
    fill: Fill | None = None
    pen: Pen | None = None
    name: str = ""


@dataclass(frozen=True)
class Polygon:
    """Closed rings of straight lines; what lies in an even number of them is a hole."""

    rings: tuple[Ring, ...]
    fill: Fill | None = None
    pen: Pen | None = None
    name: str = ""


@dataclass(frozen=True)
class Curve:
    """A closed shape of straight lines and cubic curves: each step is one point, or two controls and a point."""

    start: Point
    steps: tuple[tuple[Point, ...], ...]
    fill: Fill | None = None
    pen: Pen | None = None
    name: str = ""


@dataclass(frozen=True)
class Line:
    """An open line through the points."""

    points: Ring
    pen: Pen
    name: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Text:
    """Lines of text. x is the place of `anchor`, y the middle of all lines together; they turn clockwise around x, y.

    A run without a colour has that of the text. halo: the colour of a soft rim that sets it off from what is below.
    """

    x: float
    y: float
    lines: tuple[tuple[Run, ...], ...]
    size: float
    colour: str
    anchor: Anchor = "start"
    rotation: float = 0.0
    halo: str = ""

    @property
    def plain(self) -> str:
        """What it says, a line break between lines."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    @property
    def name(self) -> str:
        """What it says, in one line."""
        return self.plain.replace("\n", " ")

    def baselines(self) -> Iterator[tuple[float, tuple[Run, ...]]]:
        """Each line with the y of its baseline, before it is turned."""
        first = self.y - (len(self.lines) - 1) * LINE_SPACING * self.size / 2
        for at, line in enumerate(self.lines):
            yield first + at * LINE_SPACING * self.size + BASELINE * self.size, line


Mark = Rectangle | Circle | Polygon | Curve | Line | Text


@dataclass(frozen=True)
class Group:
    """Marks that belong together, from the lowest to the one on top."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Drawing:
    """A figure as marks, group on group; `alt` is its text alternative."""

    width: float
    height: float
    groups: tuple[Group, ...]
    name: str = ""
    alt: str = ""

    def marks(self) -> Iterator[Mark]:
        """All marks, from the lowest to the one on top."""
        for group in self.groups:
            yield from group.marks


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """The same drawing so many times as large, its type and lines too."""
    groups = tuple(Group(group.name, tuple(_scaled(mark, factor) for mark in group.marks)) for group in drawing.groups)
    return replace(drawing, width=drawing.width * factor, height=drawing.height * factor, groups=groups)


def _scaled(mark: Mark, factor: float) -> Mark:
    if isinstance(mark, Text):
        return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor)
    if isinstance(mark, Line):
        points = tuple((x * factor, y * factor) for x, y in mark.points)
        return replace(mark, points=points, pen=_pen(mark.pen, factor))
    painted = replace(mark, fill=_fill(mark.fill, factor), pen=mark.pen and _pen(mark.pen, factor))
    if isinstance(painted, Rectangle):
        width, height = painted.width * factor, painted.height * factor
        return replace(painted, x=painted.x * factor, y=painted.y * factor, width=width, height=height)
    if isinstance(painted, Circle):
        return replace(painted, x=painted.x * factor, y=painted.y * factor, radius=painted.radius * factor)
    if isinstance(painted, Polygon):
        return replace(painted, rings=tuple(tuple((x * factor, y * factor) for x, y in ring) for ring in painted.rings))
    steps = tuple(tuple((x * factor, y * factor) for x, y in step) for step in painted.steps)
    return replace(painted, start=(painted.start[0] * factor, painted.start[1] * factor), steps=steps)


def _pen(pen: Pen, factor: float) -> Pen:
    return replace(pen, width=pen.width * factor, dash=tuple(length * factor for length in pen.dash))


def _fill(fill: Fill | None, factor: float) -> Fill | None:
    if fill is None or fill.hatch is None:
        return fill
    hatch = replace(fill.hatch, distance=fill.hatch.distance * factor, width=fill.hatch.width * factor)
    return replace(fill, hatch=hatch)
