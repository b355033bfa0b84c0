"""Geometry of flows on a plane: curved, tapered ribbons that end in an arrow, and points spread apart.

All functions take and return arrays of x, y in one unit of length (the map uses km, y upwards) and draw nothing.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]

BEND = 0.14
"""How far a curve's control point lies to the right of travel, as a share of the distance: the two directions of one
route pass each other as lanes of a road do."""
TAIL = 0.3
"""Width at the start as a share of the width at the neck of the arrow."""
LONGEST_GAP = 0.3
"""The most that either end may keep free, as a share of the distance: short routes stay visible between large nodes."""
LONGEST_HEAD = 0.45


def _pairs(points: ArrayLike) -> Points:
    return np.asarray(points, dtype=np.float64).reshape(-1, 2)


def _bezier(start: Points, end: Points, bend: float, at: Points) -> tuple[Points, Points]:
    """Points (n, k, 2) of n curves at their own k parameters (n, k), and the unit normals to the left of travel there.

    A curve from a point to itself has the normal zero.
    """
    chord = end - start
    right = np.stack([chord[:, 1], -chord[:, 0]], axis=1)
    control = (start + end) / 2 + bend * right
    t = at[:, :, None]
    points = (1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * control[:, None] + t**2 * end[:, None]
    along = 2 * (1 - t) * (control - start)[:, None] + 2 * t * (end - control)[:, None]
    length = np.linalg.norm(along, axis=2, keepdims=True)
    unit = np.divide(along, length, out=np.zeros_like(along), where=length > 0)
    return points, np.stack([-unit[:, :, 1], unit[:, :, 0]], axis=2)


def curves(start: ArrayLike, end: ArrayLike, *, bend: float = BEND, samples: int = 9) -> Points:
    """The curves (n, samples, 2) from each start to its end, bent to the right of travel."""
    first, last = _pairs(start), _pairs(end)
    at = np.broadcast_to(np.linspace(0.0, 1.0, samples), (len(first), samples))
    return _bezier(first, last, bend, at)[0]


def midpoints(start: ArrayLike, end: ArrayLike, *, bend: float = BEND) -> Points:
    """The point (n, 2) half way along each curve; not shared by the two directions of one route."""
    return curves(start, end, bend=bend, samples=3)[:, 1]


def ribbons(
    start: ArrayLike,
    end: ArrayLike,
    width: ArrayLike,
    *,
    bend: float = BEND,
    gap_start: ArrayLike = 0.0,
    gap_end: ArrayLike = 0.0,
    head: float = 0.0,
    samples: int = 12,
) -> Points:
    """One closed clockwise ring (n, 2 * samples + 4, 2) per flow: a body that widens towards an arrow at its end.

    width: of the body at the arrow, one per flow. gap_start, gap_end: lengths kept free at the ends (the nodes' radii),
    at most `LONGEST_GAP` of the distance each. head: shortest length of an arrow, so that thin flows show theirs.
    The ring's first and last point lie at the tail, the point `samples + 1` is the arrow's tip. A flow from a point to
    itself is a ring of no area in that point.
    """
    first, last = _pairs(start), _pairs(end)
    n = len(first)
    wide = np.broadcast_to(np.asarray(width, dtype=np.float64), (n,))
    distance = np.linalg.norm(last - first, axis=1) * math.sqrt(1 + 4 * bend**2)
    apart = distance > 0

    def part(length: ArrayLike, most: float) -> Points:
        lengths = np.broadcast_to(np.asarray(length, dtype=np.float64), (n,))
        return np.minimum(np.divide(lengths, distance, out=np.zeros(n), where=apart), most)

    begin = part(gap_start, LONGEST_GAP)
    tip = 1 - part(gap_end, LONGEST_GAP)
    neck = tip - np.minimum(part(np.maximum(2.4 * wide, head), 1.0), LONGEST_HEAD * (tip - begin))
    at = begin[:, None] + (neck - begin)[:, None] * np.linspace(0.0, 1.0, samples)
    body, left = _bezier(first, last, bend, np.concatenate([at, tip[:, None]], axis=1))
    half = (wide / 2)[:, None] * np.linspace(TAIL, 1.0, samples)
    barb = np.maximum(1.15 * wide, 0.4 * head)[:, None]
    edge = left[:, :samples] * half[:, :, None]
    body, point = body[:, :samples], body[:, samples:]
    shoulder = body[:, -1:], left[:, samples - 1 : samples] * barb[:, :, None]
    return np.concatenate(
        [
            body + edge,
            shoulder[0] + shoulder[1],
            point,
            shoulder[0] - shoulder[1],
            (body - edge)[:, ::-1],
            (body + edge)[:, :1],
        ],
        axis=1,
    )


def areas(rings: Points) -> Points:
    """Area of each closed ring (n, k, 2), positive for clockwise ones (y upwards)."""
    x, y = rings[:, :, 0], rings[:, :, 1]
    return np.asarray((x[:, 1:] * y[:, :-1] - x[:, :-1] * y[:, 1:]).sum(axis=1) / 2)


def joined(lines: Points) -> Points:
    """All lines (n, k, 2) one after the other as (n * (k + 1), 2), with a row of NaN after each: one trace for many."""
    if not len(lines):
        return np.empty((0, 2))
    breaks = np.full((len(lines), 1, 2), np.nan)
    return np.concatenate([lines, breaks], axis=1).reshape(-1, 2)


def spread(points: ArrayLike, apart: float, anchors: ArrayLike = (), rounds: int = 80) -> Points:
    """The points (n, 2), moved a little until neighbours are about `apart` from each other and from the anchors.

    Anchors do not move. The same points in the same order give the same result; points that have room, and points
    without a place (NaN), stay where they are.
    """
    free = _pairs(points)
    n = len(free)
    placed = np.concatenate([free, _pairs(anchors)])
    # Points in one place leave it in directions of their own: the golden angle never repeats one.
    turn = np.arange(len(placed)) * math.pi * (3 - math.sqrt(5))
    away = np.stack([np.sin(turn), np.cos(turn)], axis=1)
    # Neighbours share the way between them and take it in small steps, so that a crowd does not explode.
    step = np.full((n, len(placed)), 0.4)
    step[:, n:] = 0.8
    for _ in range(rounds):
        offset = placed[:n, None] - placed[None]
        distance = np.linalg.norm(offset, axis=2)
        distance[np.arange(n), np.arange(n)] = np.inf
        close = distance < apart * 0.99
        if not close.any():
            break
        same = close & (distance < apart * 1e-6)
        direction = np.where(same[:, :, None], away[:n, None] - away[None], offset)
        length = np.linalg.norm(direction, axis=2, keepdims=True)
        unit = np.divide(direction, length, out=np.zeros_like(direction), where=length > 0)
        push = np.where(close, apart - np.where(close, distance, 0.0), 0.0) * step
        placed[:n] += (np.where(close[:, :, None], unit, 0.0) * push[:, :, None]).sum(axis=1)
    return placed[:n]
