"""Where the parts of a view lie on its slide, in EMU."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.util import Inches

from charts.chart import Chart

Box = tuple[int, int, int, int]

LEFT, RIGHT = Inches(0.5), Inches(12.833)
SENTENCE_TOP, SENTENCE_HEIGHT = Inches(1.17), Inches(0.3)
BODY_TOP, BODY_BOTTOM = Inches(1.56), Inches(6.92)
FACT_HEIGHT, GAP = Inches(0.82), Inches(0.14)
CAPTION, NOTE = Inches(0.3), Inches(0.3)
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
        fixed = [(CAPTION if chart.finding != headline else 0) + (NOTE if chart.note else 0) for chart in held]
        room = BODY_BOTTOM - top - sum(fixed) - GAP * (len(held) - 1)
        heights = [int(chart.figure.layout.height or 450) for chart in held]
        y = top
        for chart, height in zip(held, heights, strict=True):
            caption = (left, y, width, CAPTION) if chart.finding != headline else None
            y += CAPTION if caption else 0
            high = room * height // sum(heights)
            body = (left, y, width, high)
            y += high
            note = (left, y, width, NOTE) if chart.note else None
            y += (NOTE if note else 0) + GAP
            placed.append(Placed(chart, caption, body, note))
    return placed
