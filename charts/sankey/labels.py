"""The labels of a Sankey: annotations beside the nodes, so that nothing is written over a node or outside the figure.

Those of the first and last column stand outside, in margins made for them. Those of the columns between stand to the
right of their nodes, on the ground of the figure, in the room up to the next column.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.figure import CLEAR, html_text
from charts.measures import label
from charts.palette import Palette
from charts.sankey.layout import Band, labelled, rooms
from charts.sankey.paths import OTHER_ID
from charts.sankey.text import fitted, see_through, shortened
from charts.typeface import sans_width

THICKNESS = 14
HEADING_LINE = 17.0
_DISTANCE = 7
_SLACK = 8
# The part of the figure's width that the labels of either end may take: with two columns, with more.
_END_SHARES = (0.3, 0.25)


@dataclass(frozen=True)
class Item:
    """A node as it is drawn: `number` is its value in words, "" if it is not to be written; `hover` is escaped."""

    id: str
    name: str
    short_name: str
    value: float
    number: str
    hover: str
    colour: str


@dataclass(frozen=True)
class Drawn:
    """A column as it is drawn, its nodes from top to bottom."""

    name: str
    items: tuple[Item, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Written:
    """The annotations of a figure, its left and right margin in pixels, and the nodes left without a label."""

    annotations: list[dict[str, Any]]
    left: int
    right: int
    unlabelled: int


def _width(text: str, tail: str, font: int) -> float:
    """Pixels of a label's line, whose value at the end is bold."""
    return sans_width(text, font) + sans_width(tail, font, bold=True)


def _lines(item: Item, band: Band, high: float, font: int, line: float, room: float) -> list[str]:
    """The label in one or two lines that take at most `room` by `high` pixels, the full name where the node is high."""
    tail = f" {item.number}" if item.number else ""
    name, short_name = shortened(item.name, 200), shortened(item.short_name, 200)
    for text in [name, short_name] if band.height >= 2 * line else [short_name]:
        if _width(text, tail, font) <= room:
            return [text]
        if high >= 2 * line and (two := _broken(text, tail, font, room)):
            return two
    return [fitted(short_name, font, room - _width("", tail, font))]


def _broken(text: str, tail: str, font: int, room: float) -> list[str]:
    """The text in two lines, the first as long as it can be, broken after a space or else a hyphen; empty if none fits."""
    for sign in " -":
        for end in (at for at in range(len(text) - 1, 0, -1) if text[at - 1] == sign):
            first, second = text[:end].rstrip(), text[end:]
            if sans_width(first, font) <= room and _width(second, tail, font) <= room:
                return [first, second]
    return []


def _annotation(item: Item, lines: Sequence[str], column: str, font: int, palette: Palette) -> dict[str, Any]:
    text = "<br>".join(html_text(line) for line in lines)
    quiet = item.id == OTHER_ID or not item.value
    return {
        # A click on a label reaches the page with this name: the label is a target where the node is a hair.
        "name": json.dumps([column, item.id]),
        "text": f"{text} <b>{item.number}</b>" if item.number else text,
        "hovertext": item.hover,
        "font": {"size": font, "color": palette.muted_text if quiet else palette.text},
    }


def write(
    columns: Sequence[Drawn], font: int, line: float, plot_height: float, width: int, palette: Palette
) -> Written:
    """The labels and headings of all columns of a figure that is drawn at least `width` pixels wide."""
    last = len(columns) - 1
    beside = THICKNESS / 2 + _DISTANCE
    shown = [labelled(column.bands, [item.value for item in column.items], line) for column in columns]

    def texts(at: int, room: float) -> dict[int, list[str]]:
        column, high = columns[at], rooms(columns[at].bands)
        return {row: _lines(column.items[row], column.bands[row], high[row], font, line, room) for row in shown[at]}

    def margin(at: int, written: dict[int, list[str]]) -> int:
        widest = sans_width(label(columns[at].name), font)
        for row, lines in written.items():
            number = columns[at].items[row].number
            for index, text in enumerate(lines):
                tail = f" {number}" if number and index == len(lines) - 1 else ""
                widest = max(widest, _width(text, tail, font))
        return round(beside + widest + _SLACK)

    end_room = _END_SHARES[last > 1] * width - beside - _SLACK
    ends = {at: texts(at, end_room) for at in (0, last)}
    left, right = margin(0, ends[0]), margin(last, ends[last])
    inner_room = (width - left - right) / last - THICKNESS - 2 * _DISTANCE - _SLACK
    annotations: list[dict[str, Any]] = []
    for at, column in enumerate(columns):
        is_left, is_end = at == 0, at in (0, last)
        common: dict[str, Any] = {
            "xref": "paper",
            "yref": "paper",
            "x": at / last,
            "xanchor": "right" if is_left else "left",
            "xshift": -beside if is_left else beside,
            "yanchor": "middle",
            "align": "right" if is_left else "left",
            "showarrow": False,
            "borderpad": 0,
        }
        if not is_end:
            common |= {"bgcolor": see_through(palette.ground, 0.72), "borderpad": 1}
        for row, lines in (ends[at] if is_end else texts(at, inner_room)).items():
            own = _annotation(column.items[row], lines, column.name, font, palette)
            annotations.append(common | own | {"y": 1 - column.bands[row].centre / plot_height})
        side = {} if is_end else {"xanchor": "center", "xshift": 0, "bgcolor": CLEAR, "borderpad": 0}
        annotations.append(
            common
            | side
            | {
                "y": 1,
                "yanchor": "bottom",
                "yshift": HEADING_LINE / 2 + 4,
                "text": html_text(label(column.name)),
                "font": {"size": font, "color": palette.muted_text},
            }
        )
    unlabelled = sum(len(column.items) - len(rows) for column, rows in zip(columns, shown, strict=True))
    return Written(annotations, left, right, unlabelled)
