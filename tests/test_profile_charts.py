"""Timeline and map of a profile."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import profiles as draw
from charts.palette import DARK, LIGHT, Palette
from charts.profiles.place import thinned

HOSTILE = "<b>A</b> [x](javascript:1) $x$ %{y}"
FIRST, LAST = date(2020, 10, 1), date(2022, 9, 1)


def months(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["month", "visiting", "hosting"])
    return frame.assign(month=pd.to_datetime(frame["month"]))


def timeline(rows: pd.DataFrame, palette: Palette = LIGHT, name: str = "Bio") -> Any:
    return draw.timeline(rows, name, first=FIRST, last=LAST, palette=palette, height=200)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_visits_stand_above_the_line_and_hosting_below(palette: Palette) -> None:
    chart = timeline(months(("2021-05-01", 3, 0), ("2021-07-01", 1, 2)), palette)
    visiting, hosting = json.loads(chart.figure.to_json())["data"]
    assert visiting["x"] == hosting["x"] == ["2021-05-01", "2021-07-01"]
    assert visiting["y"] == [3, 1]
    assert hosting["y"] == [None, -2]
    assert chart.finding == "Bio visits 4 times and hosts twice, from May 2021 to July 2021"
    assert "The busiest month is May 2021: 3 visiting, 0 hosting." in chart.alt


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (months(), "Bio has no exchange in this view"),
        (months(("2021-05-01", 0, 1)), "Bio never visits and hosts once, in May 2021"),
    ],
)
def test_what_the_timeline_finds(rows: pd.DataFrame, said: str) -> None:
    assert timeline(rows).finding == said


def test_the_axis_is_that_of_the_snapshot() -> None:
    axes = {tuple(timeline(rows).figure.layout.xaxis.range) for rows in (months(), months(("2021-05-01", 1, 1)))}
    assert axes == {("2020-10-01", "2022-10-02")}


def square(code: str, west: float, size: float = 300.0) -> dict[str, Any]:
    ring = [[west, 3000.0], [west + size, 3000.0], [west + size, 3000.0 + size], [west, 3000.0 + size], [west, 3000.0]]
    return {"type": "Feature", "id": code, "geometry": {"type": "Polygon", "coordinates": [ring]}}


SHAPES = {
    "type": "FeatureCollection",
    "features": [
        square("AA", 3000),
        square("BB", 3500),
        square("CC", 4000),
        square("MT", 4600, 20),
        square("outside", 5000),
    ],
}


def met(*rows: tuple[str, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["country_code", "country_name", "visiting"])
    return frame.assign(hosting=0, both=frame["visiting"])


def points(*rows: tuple[str, float | None, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["short_name", "x_km", "is_location_approximate"])
    return frame.assign(y_km=frame["x_km"])


def place(own: list[str], others: pd.DataFrame, marks: pd.DataFrame) -> Any:
    return draw.place(SHAPES, "Bio", own=own, met=others, points=marks, palette=LIGHT, height=300)


def test_the_map_tells_home_from_the_countries_met() -> None:
    chart = place(
        ["AA"], met(("BB", "Beeland", 4), ("AA", "Aland", 1)), points((HOSTILE, 3100.0, True), ("C", None, False))
    )
    outside, rest, meets, home, clusters = json.loads(chart.figure.to_json())["data"]
    west_edges = [min(x for x in trace["x"] if x is not None) for trace in (outside, rest, meets, home)]
    assert west_edges == [5000, 4000, 3500, 3000]
    assert clusters["x"] == [3100.0]
    assert clusters["marker"]["symbol"] == ["circle-open"]
    assert "<b>" not in clusters["hovertext"][0]
    assert chart.finding == "Bio meets 2 countries, Beeland (4) and Aland (1)"
    assert chart.note == "1 open circle: place of the cluster not known."


def test_a_map_of_one_that_met_nobody() -> None:
    chart = place(["MT"], met(), points())
    home = json.loads(chart.figure.to_json())["data"][3]
    assert [x for x in home["x"] if x is not None], "an own country is drawn however small"
    assert chart.finding == "Bio meets no country in this view"


def test_the_three_most_met_are_named() -> None:
    chart = place(["AA"], met(*((f"X{at}", f"Land {at}", 9 - at) for at in range(5))), points())
    assert chart.finding == "Bio meets 5 countries, most often Land 0 (9), Land 1 (8) and Land 2 (7)"


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=60))
def test_a_thinned_ring_is_closed_and_made_of_its_points(ring: list[tuple[float, float]]) -> None:
    kept = thinned(ring)
    assert set(kept) <= set(ring)
    assert not kept or (kept[0] == kept[-1] and len(kept) >= 4)
