"""Where the parts of a view lie on its slide, in EMU."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pptx.util import Inches

from charts.chart import Chart
from exports.drawing.type import sans_width

Box = tuple[int, int, int, int]

LEFT, RIGHT = Inches(0.5), Inches(12.833)
SENTENCE_TOP, SENTENCE_HEIGHT = Inches(1.17), Inches(0.3)
BODY_TOP, BODY_BOTTOM = Inches(1.56), Inches(6.92)
FACT_HEIGHT, GAP = Inches(0.82), Inches(0.14)
CAPTION, NOTE = Inches(0.3), Inches(0.3)
# No type on a slide is smaller, in points; lines of it are so far apart.
LEAST_TYPE, LINE = 9.0, 11.3
_POINT = 12_700
# Lines break at words, so that all but the last one end early.
_FULL = 0.93
# More tiles than these stand in two rows.
MOST_IN_A_ROW = 9


@dataclass(frozen=True)
class Placed:
    """A chart with its boxes: for its finding (None where the headline says it), for itself, for its note."""

    chart: Chart
    caption: Box | None
    body: Box
    note: Box | None


def facts_boxes(number: int) -> list[Box]:
    """Tiles side by side over the whole width, in one row or two of one length."""
    rows = -(-number // MOST_IN_A_ROW) if number else 0
    a_row = -(-number // rows) if rows else 1
    width = (RIGHT - LEFT - GAP * (a_row - 1)) // a_row
    return [
        (LEFT + at % a_row * (width + GAP), BODY_TOP + at // a_row * (FACT_HEIGHT + GAP), width, FACT_HEIGHT)
        for at in range(number)
    ]


def lines_of(text: str, width: int, *, bold: bool = False) -> int:
    """Lines that a text takes in the least type in a width of EMU."""
    return max(ceil(sans_width(text, LEAST_TYPE, bold) / (width / _POINT * _FULL)), 1)


def caption_height(text: str, width: int) -> int:
    """Room for a finding above its chart: a line, or two lines of the least type."""
    is_long = sans_width(text, LEAST_TYPE, True) > width / _POINT
    return int(Inches(0.36)) if is_long else int(CAPTION)


def note_height(text: str, width: int) -> int:
    """Room for a note below its chart; two lines at least."""
    return max(int(NOTE), round(lines_of(text, width) * LINE * _POINT))


def body_top(number_of_facts: int) -> int:
    """Where charts and tables start under so many tiles."""
    boxes = facts_boxes(number_of_facts)
    return boxes[-1][1] + FACT_HEIGHT + GAP if boxes else BODY_TOP


def columns_of(charts: Sequence[Chart]) -> list[list[Chart]]:
    """The charts in one column or two, as high as each other as their order allows."""
    if len(charts) < 2:
        return [list(charts)] if charts else []
    heights = [int(chart.figure.layout.height or 450) for chart in charts]
    split = min(range(1, len(charts)), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    return [list(charts[:split]), list(charts[split:])]


def place(charts: Sequence[Chart], headline: str, top: int, right: int = RIGHT) -> list[Placed]:
    """The charts under `top`, each as high as its share of its column."""
    columns = columns_of(charts)
    if not columns:
        return []
    width = (right - LEFT - GAP * 2 * (len(columns) - 1)) // len(columns)
    placed = []
    for at, held in enumerate(columns):
        left = LEFT + at * (width + GAP * 2)
        captions = [caption_height(chart.finding, width) if chart.finding != headline else 0 for chart in held]
        notes = [note_height(chart.note, width) if chart.note else 0 for chart in held]
        room = BODY_BOTTOM - top - sum(captions) - sum(notes) - GAP * (len(held) - 1)
        heights = [int(chart.figure.layout.height or 450) for chart in held]
        y = top
        for chart, height, above, below in zip(held, heights, captions, notes, strict=True):
            caption = (left, y, width, above) if above else None
            y += above
            high = room * height // sum(heights)
            body = (left, y, width, high)
            y += high
            note = (left, y, width, below) if below else None
            y += below + GAP
            placed.append(Placed(chart, caption, body, note))
    return placed
