"""Labels in larger type than their figure was made for: moved apart where they would meet, cut where they leave their tile,
left out where an axis has more names than lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from exports.drawing.primitives import Drawing, Group, Mark, Rectangle, Run, Text
from exports.drawing.type import Measure, cut_line

# From line to line, as a share of the size of type, where there is little room.
_TIGHT = 1.12
# Names that are closer than this share of their size cannot be told apart.
_OVER = 0.8
# The group of the texts that a figure writes at places of its own.
_LABELS = "labels"


def settled(drawing: Drawing, measure: Measure) -> Drawing:
    """The drawing with its labels in order."""
    tiles = [mark for mark in drawing.marks() if isinstance(mark, Rectangle) and mark.fill]
    groups = [_apart(group, drawing.height) if group.name == _LABELS else _thinned(group) for group in drawing.groups]
    return replace(drawing, groups=tuple(_within(group, tiles, measure) for group in groups))


def _apart(group: Group, height: float) -> Group:
    """Labels of one column, which start or end at one place, at least a line apart; their grounds move with them."""
    columns: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, mark in enumerate(group.marks):
        if isinstance(mark, Text) and not mark.rotation and mark.anchor != "middle":
            columns[mark.anchor, round(mark.x)].append(at)
    marks = list(group.marks)
    for column in columns.values():
        _spread(marks, column, height)
    return replace(group, marks=tuple(marks))


def _thinned(group: Group) -> Group:
    """Names in a row or column without those that would be written over the one before."""
    last: dict[tuple[str, str, int], float] = {}
    left_out = set()
    texts = [(at, mark) for at, mark in enumerate(group.marks) if isinstance(mark, Text) and len(mark.lines) == 1]
    for at, text in sorted(texts, key=lambda one: one[1].x if one[1].rotation else one[1].y):
        if not text.rotation and text.anchor == "middle":
            continue
        place, other = (text.x, text.y) if text.rotation else (text.y, text.x)
        key = ("x" if text.rotation else "y", text.anchor, round(other))
        if place - last.get(key, -text.size) < _OVER * text.size:
            left_out.add(at)
        else:
            last[key] = place
    return replace(group, marks=tuple(mark for at, mark in enumerate(group.marks) if at not in left_out))


def _spread(marks: list[Mark], column: list[int], height: float) -> None:
    texts = {at: mark for at in column if isinstance(mark := marks[at], Text)}
    order = sorted(texts, key=lambda at: texts[at].y)
    half = {at: len(text.lines) * _TIGHT * text.size / 2 for at, text in texts.items()}
    places = {at: texts[at].y for at in order}
    for before, at in pairwise(order):
        places[at] = max(places[at], places[before] + half[before] + half[at])
    # Those that were pushed out below push the others back up.
    below = height
    for at in reversed(order):
        places[at] = min(places[at], below - half[at])
        below = places[at] - half[at]
    for at, text in texts.items():
        by = places[at] - text.y
        marks[at] = replace(text, y=places[at])
        ground = marks[at - 1] if at else None
        if isinstance(ground, Rectangle) and _holds(ground, text):
            marks[at - 1] = replace(ground, y=ground.y + by)


def _holds(tile: Rectangle, text: Text) -> bool:
    return tile.x <= text.x <= tile.x + tile.width and tile.y <= text.y <= tile.y + tile.height


def _within(group: Group, tiles: Sequence[Rectangle], measure: Measure) -> Group:
    """Words in the middle of a tile, cut to its width; numbers are never cut."""
    return replace(group, marks=tuple(_fitted(mark, tiles, measure) for mark in group.marks))


def _fitted(mark: Mark, tiles: Sequence[Rectangle], measure: Measure) -> Mark:
    if not isinstance(mark, Text) or mark.anchor != "middle" or mark.rotation:
        return mark
    around = [tile for tile in tiles if _holds(tile, mark)]
    if not around:
        return mark
    room = min(tile.width for tile in around)
    lines = tuple(line if _has_digit(line) else cut_line(line, mark.size, room, measure) for line in mark.lines)
    return replace(mark, lines=lines)


def _has_digit(line: Sequence[Run]) -> bool:
    return any(sign.isdigit() for run in line for sign in run.text)
