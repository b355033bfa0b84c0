"""How a slide lies on a screen of 16:9 on which everything else is away: columns of figures, as high as there is room."""

from collections.abc import Sequence

from charts.chart import Chart
from charts.palette import Palette
from data.warehouse import Snapshot
from scenes import compose
from scenes.compose import Scene
from scenes.slide import Slide
from scenes.view import Room, Shapes

# Pixels of the design that exports/html/stage.css lays out and the browser scales to its window: type of 14 of these is
# readable from the back of a room.
WIDTH, HEIGHT = 1200, 675
# What headline, filter sentence, footer and margins take; what tiles take; what the finding over each of several figures
# takes.
AROUND, TILES, FINDING = 150, 74, 26
# The tallest figure of a page is never drawn lower or higher than this share of its height on the page.
LEAST_STRETCH, MOST_STRETCH = 0.6, 1.6


def columns(charts: Sequence[Chart]) -> list[list[int]]:
    """Places of the charts by column: up to two side by side, of three the tallest alone, of more the first half first."""
    if len(charts) <= 2:
        return [[at] for at in range(len(charts))]
    if len(charts) > 3:
        half = (len(charts) + 1) // 2
        return [list(range(half)), list(range(half, len(charts)))]
    tallest = max(range(len(charts)), key=lambda at: _height(charts[at]))
    others = [at for at in range(len(charts)) if at != tallest]
    return [[tallest], others] if tallest == 0 else [others, [tallest]]


def _height(chart: Chart) -> int:
    return int(chart.figure.layout.height)


def on_stage(scene: Scene, snapshot: Snapshot, palette: Palette, shapes: Shapes) -> Slide:
    """The slide of a scene with figures as high as the stage has room for."""
    view = compose.view_of(scene, snapshot, palette)
    first = compose.slide(scene, snapshot, room=Room(shapes=shapes), view=view)
    if not first.charts:
        return first
    free = HEIGHT - AROUND - (TILES if first.facts else 0)
    stretch = min(
        (free - (FINDING * len(column) if len(first.charts) > 1 else 0))
        / sum(_height(first.charts[at]) for at in column)
        for column in columns(first.charts)
    )
    room = Room(min(max(stretch, LEAST_STRETCH), MOST_STRETCH), shapes)
    return compose.slide(scene, snapshot, room=room, view=view)
