"""A key in rows above a plot, for narrow figures: Plotly's own legend is never wider than the plot between the labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from charts.figure import CLEAR, html_text
from charts.palette import Palette
from charts.typeface import line_width

Kind = Literal["filled", "striped", "crossed", "outline", "tick", "diamond"]

_SIZE = 13
_LINE = 20
_SWATCH, _BESIDE, _BETWEEN = 12, 6, 14
# A row is no wider than the narrowest figure beside another one on a page of 1280 pixels.
_ROOM = 330


@dataclass(frozen=True)
class Entry:
    """A mark of the figure and what it stands for, in plain text."""

    name: str
    kind: Kind
    colour: str


@dataclass(frozen=True)
class Key:
    """Annotations and shapes of a layout, and the pixels that they take above the plot."""

    annotations: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    height: int


def key(entries: Sequence[Entry], palette: Palette, left: int) -> Key:
    """The entries from left to right, in a second row where one is too short. left: the pixels left of the plot."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    at = 0.0
    for entry in entries:
        width = _SWATCH + _BESIDE + line_width(entry.name, _SIZE)
        if rows[-1] and at + width > _ROOM:
            rows.append([])
            at = 0.0
        rows[-1].append((at, entry))
        at += width + _BETWEEN
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for above, row in enumerate(reversed(rows)):
        centre = 8 + (above + 0.5) * _LINE
        for start, entry in row:
            x = start + 8 - left
            annotations.append(_text(entry.name, x + _SWATCH + _BESIDE, centre, palette))
            shapes += _swatch(entry, x, centre - _SWATCH / 2, palette)
    return Key(annotations, shapes, 8 + len(rows) * _LINE)


def _text(name: str, x: float, y: float, palette: Palette) -> dict[str, Any]:
    return {
        "text": html_text(name),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": x,
        "yshift": y,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": _SIZE, "color": palette.text},
    }


def _swatch(entry: Entry, x: float, y: float, palette: Palette) -> Iterator[dict[str, Any]]:
    """The mark in a square of `_SWATCH` pixels whose lower left corner is so far from the plot's upper left one."""

    def shape(kind: str, ends: tuple[float, float, float, float], **look: Any) -> dict[str, Any]:
        x0, y0, x1, y1 = (share * _SWATCH for share in ends)
        place = {
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": 1,
        }
        return {"type": kind, **place, "x0": x + x0, "y0": y + y0, "x1": x + x1, "y1": y + y1, **look}

    def pen(width: float, colour: str = entry.colour) -> dict[str, Any]:
        return {"line": {"color": colour, "width": width}}

    if entry.kind == "outline":
        yield shape("rect", (0.06, 0.06, 0.94, 0.94), fillcolor=CLEAR, **pen(1.5))
    elif entry.kind == "tick":
        yield shape("line", (0.5, -0.1, 0.5, 1.1), **pen(3))
    elif entry.kind == "diamond":
        corners = ((0.5, -0.1), (0.9, 0.5), (0.5, 1.1), (0.1, 0.5))
        for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
            yield shape("line", (*one, *other), **pen(1.5))
    else:
        yield shape("rect", (0, 0, 1, 1), fillcolor=entry.colour, line={"width": 0})
        rising = [(0.0, 0.5, 0.5, 1.0), (0.0, 0.0, 1.0, 1.0), (0.5, 0.0, 1.0, 0.5)]
        if entry.kind in ("striped", "crossed"):
            for ends in rising:
                yield shape("line", ends, **pen(1.5, palette.ground))
        if entry.kind == "crossed":
            for x0, y0, x1, y1 in rising:
                yield shape("line", (x0, 1 - y0, x1, 1 - y1), **pen(1.5, palette.ground))
