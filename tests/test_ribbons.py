"""Geometry of the flow map's ribbons: where they lie, which way they point, and that nothing is lost."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from charts.ribbons import LONGEST_GAP, areas, curves, joined, midpoints, ribbons, spread

SAMPLES = 12
TIP = SAMPLES + 1
coordinate = st.floats(0, 5000).map(lambda value: round(value, 1))
place = st.tuples(coordinate, coordinate)


def tail(ring: np.ndarray) -> np.ndarray:
    """The middle of a ring's tail edge."""
    return (ring[0] + ring[-2]) / 2


def body_width(ring: np.ndarray, sample: int) -> float:
    return float(np.linalg.norm(ring[sample] - ring[-2 - sample]))


def inside(ring: np.ndarray, point: np.ndarray) -> bool:
    """Whether the point lies in the ring (ray casting)."""
    x, y = ring[:-1].T
    x2, y2 = ring[1:].T
    crosses = (y > point[1]) != (y2 > point[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x + (point[1] - y) * (x2 - x) / (y2 - y)
    return bool((crosses & (point[0] < at)).sum() % 2)


def test_a_ribbon_runs_from_its_start_to_its_end() -> None:
    ring = ribbons([(0, 0)], [(1000, 0)], [20])[0]
    assert tail(ring) == pytest.approx((0, 0), abs=1e-9)
    assert ring[TIP] == pytest.approx((1000, 0), abs=1e-9)
    assert ring[-1] == pytest.approx(ring[0])


def test_gaps_keep_the_ends_free() -> None:
    ring = ribbons([(0, 0)], [(1000, 0)], [20], gap_start=50, gap_end=80)[0]
    assert np.linalg.norm(tail(ring)) == pytest.approx(50, rel=0.05)
    assert np.linalg.norm(ring[TIP] - (1000, 0)) == pytest.approx(80, rel=0.05)


def test_gaps_larger_than_the_distance_leave_a_ribbon() -> None:
    ring = ribbons([(0, 0)], [(100, 0)], [5], gap_start=500, gap_end=500)
    assert areas(ring)[0] > 0
    assert tail(ring[0])[0] < ring[0][TIP][0]
    assert tail(ring[0])[0] == pytest.approx(100 * LONGEST_GAP, abs=2)


def test_the_body_widens_towards_the_arrow_to_the_width_asked_for() -> None:
    ring = ribbons([(0, 0)], [(1000, 0)], [40])[0]
    widths = [body_width(ring, sample) for sample in range(SAMPLES)]
    assert widths == sorted(widths)
    assert widths[-1] == pytest.approx(40)
    assert widths[0] < 20
    assert np.linalg.norm(ring[TIP - 1] - ring[TIP + 1]) > 1.5 * widths[-1]


def test_a_thin_ribbon_still_has_its_arrow() -> None:
    ring = ribbons([(0, 0)], [(1000, 0)], [1], head=50)[0]
    assert np.linalg.norm(ring[TIP - 1] - ring[TIP + 1]) >= 40


def test_a_ribbon_bends_to_the_right_of_travel() -> None:
    eastwards, northwards = midpoints([(0, 0), (0, 0)], [(1000, 0), (0, 1000)])
    assert eastwards[1] < 0
    assert northwards[0] > 0


@given(place, place, st.floats(0.01, 0.05))
def test_both_directions_are_visible_at_mid(a: tuple, b: tuple, slenderness: float) -> None:
    assume(a != b)
    width = slenderness * float(np.hypot(a[0] - b[0], a[1] - b[1]))
    there, back = ribbons([a, b], [b, a], [width, width])
    middle_there, middle_back = midpoints([a, b], [b, a])
    assert np.linalg.norm(middle_there - middle_back) > 2 * width
    assert inside(there, middle_there)
    assert inside(back, middle_back)
    assert not inside(back, middle_there)
    assert not inside(there, middle_back)


@given(st.lists(st.tuples(place, place, st.floats(0.5, 60)), min_size=1, max_size=8))
def test_rings_are_clockwise_finite_and_one_per_flow(flows: list) -> None:
    start, end, width = zip(*flows, strict=True)
    rings = ribbons(start, end, width, gap_start=20, gap_end=20, head=40)
    assert rings.shape == (len(flows), 2 * SAMPLES + 4, 2)
    assert np.isfinite(rings).all()
    for a, b, area in zip(start, end, areas(rings), strict=True):
        assert area > 0 if a != b else area == pytest.approx(0, abs=1e-6)


def test_a_flow_to_its_own_place_is_a_ring_without_area_in_that_place() -> None:
    ring = ribbons([(300, 400)], [(300, 400)], [20], gap_start=10, head=30)[0]
    assert ring == pytest.approx(np.tile((300, 400), (len(ring), 1)))


def test_a_straight_ribbon_has_the_area_of_its_parts() -> None:
    ring = ribbons([(0, 0)], [(1000, 0)], [10], bend=0)
    # body of mean width 6.5 over 976, arrow 24 long and 23 wide at its foot
    assert areas(ring)[0] == pytest.approx(6.5 * 976 + 24 * 23 / 2)


def test_no_flows_are_no_rings() -> None:
    assert ribbons([], [], []).shape == (0, 2 * SAMPLES + 4, 2)
    assert joined(curves([], [])).shape == (0, 2)


def test_joined_lines_are_kept_apart() -> None:
    lines = curves([(0, 0), (10, 10)], [(1000, 0), (10, 900)], samples=5)
    one = joined(lines)
    breaks = np.isnan(one).any(axis=1)
    assert breaks.tolist() == ([False] * 5 + [True]) * 2
    assert one[~breaks] == pytest.approx(lines.reshape(-1, 2))


def nearest(points: np.ndarray) -> float:
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    return float(distance.min())


@pytest.mark.parametrize("crowd", [2, 3, 7, 12])
def test_points_in_one_place_are_spread_apart(crowd: int) -> None:
    places = [(500.0, 500.0)] * crowd + [(2000.0, 2000.0)]
    moved = spread(places, 60)
    assert nearest(moved) > 45
    assert np.linalg.norm(moved[:crowd] - 500, axis=1).max() < 60 * np.sqrt(crowd)
    assert moved[-1] == pytest.approx((2000, 2000))
    assert moved == pytest.approx(spread(places, 60))


def test_points_leave_an_anchor_and_it_is_not_returned() -> None:
    moved = spread([(100.0, 100.0), (105.0, 100.0)], 50, anchors=[(100.0, 100.0)])
    assert moved.shape == (2, 2)
    assert np.linalg.norm(moved - 100, axis=1).min() > 40


def test_points_with_room_or_without_a_place_stay() -> None:
    places = [(0.0, 0.0), (100.0, 0.0), (np.nan, np.nan)]
    assert spread(places, 60) == pytest.approx(np.array(places), nan_ok=True)
    assert spread([], 60).shape == (0, 2)
