"""The map month by month: every exchange counted once, the same scales in all frames, and nothing that moves by itself."""

import json
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.chart import Chart
from charts.map import flow_map_by_month
from charts.palette import DARK, LIGHT
from tests.map_links import COUNTRIES, HOSTILE, SHAPES, countries_frame, lines, trace

NAMES = {code: name for code, (name, *_) in COUNTRIES.items()}
MonthLink = tuple[str, str, str, int]
COURSE: list[MonthLink] = [
    ("2021-01", "FR", "ES", 2),
    ("2021-01", "DE", "PL", 1),
    ("2021-03", "FR", "ES", 3),
    ("2021-03", "ES", "ES", 1),
    ("2021-04", "PL", "DE", 4),
]


def play(links: list[MonthLink], names: dict[str, str] | None = None, **asked: Any) -> Chart:
    names = NAMES | (names or {})
    rows = [(pd.Timestamp(f"{month}-01"), a, names[a], b, names[b], n) for month, a, b, n in links]
    columns = ["month", "visiting_id", "visiting_name", "host_id", "host_name", "exchanges"]
    given_: dict[str, Any] = {"palette": LIGHT, "shapes": SHAPES} | asked
    shapes = given_.pop("shapes")
    frame = pd.DataFrame(rows, columns=columns).astype({"month": "datetime64[us]", "exchanges": "int64"})
    return flow_map_by_month(countries_frame([(a, b, n) for _, a, b, n in links], names), frame, shapes, **given_)


def in_frame(chart: Chart, at: int, name: str) -> Any:
    """What a frame says of the trace with that name."""
    frame = chart.figure.frames[at]
    names = [chart.figure.data[number].name for number in frame.traces]
    return frame.data[names.index(name)]


def written(chart: Chart, at: int) -> str:
    return chart.figure.frames[at].layout.annotations[0].text


def test_a_frame_per_month_with_the_empty_ones() -> None:
    chart = play(COURSE)
    assert [frame.name for frame in chart.figure.frames] == ["2021-01", "2021-02", "2021-03", "2021-04"]
    steps = chart.figure.layout.sliders[0].steps
    assert [step.label for step in steps] == ["Jan 2021", "Feb 2021", "Mar 2021", "Apr 2021"]
    assert [list(step.args[0]) for step in steps] == [[frame.name] for frame in chart.figure.frames]


def test_the_running_total_is_written_in_each_frame() -> None:
    chart = play(COURSE)
    assert [written(chart, at).split("<br>")[1] for at in range(4)] == [
        f"<b>{total}</b> of 11 exchanges so far" for total in (3, 3, 7, 11)
    ]
    assert written(chart, 2).startswith("<b>March 2021</b>")
    assert written(chart, 2).endswith("4 in this month")
    assert chart.figure.layout.annotations[0].text == written(chart, 3)


def test_ribbons_stay_once_they_have_come() -> None:
    chart = play(COURSE)
    counted = [(lines(in_frame(chart, at, "so far")), lines(in_frame(chart, at, "this month"))) for at in range(4)]
    assert counted == [(0, 2), (2, 0), (1, 1), (2, 1)]
    assert in_frame(chart, 2, "routes").hovertext[0] == "France to Spain: 5 exchanges so far, 3 in this month"


def test_the_same_scales_in_all_frames() -> None:
    chart = play(COURSE)
    places = [in_frame(chart, at, "country points") for at in range(4)]
    for frame in chart.figure.frames:
        assert set(frame.layout.to_plotly_json()) == {"annotations"}
    assert all(np.array_equal(spot.lon, places[0].lon) for spot in places)
    sizes = np.array([spot.marker.size for spot in places])
    assert (np.diff(sizes, axis=0) >= 0).all()
    # A route with as many exchanges has the same ribbon, in whichever month.
    first, second = in_frame(chart, 0, "this month"), in_frame(chart, 1, "so far")
    assert np.array_equal(first.lon, second.lon, equal_nan=True)


def test_nothing_moves_by_itself_and_no_step_glides() -> None:
    layout = play(COURSE).figure.layout
    play_button, pause_button = layout.updatemenus[0].buttons
    assert "Play" in play_button.label
    assert play_button.args[1]["transition"]["duration"] == 0
    assert play_button.args[1]["frame"]["duration"] >= 500
    assert list(pause_button.args[0]) == [None]
    assert pause_button.args[1]["mode"] == "immediate"
    assert layout.sliders[0].transition.duration == 0
    assert all(step.args[1]["transition"]["duration"] == 0 for step in layout.sliders[0].steps)
    assert layout.sliders[0].active == 3


def test_the_words_of_the_controls_come_with_the_figure() -> None:
    assert play(COURSE).figure.layout.meta == {
        "player": "Play through the months",
        "play": "Play",
        "pause": "Pause",
        "back": "One month back",
        "forth": "One month on",
        "month": "Month",
    }


def test_no_month_and_one_month_have_nothing_to_play() -> None:
    none, one = play([]), play([("2021-06", "FR", "ES", 2)])
    for chart in (none, one):
        assert len(chart.figure.frames) == 0
        assert len(chart.figure.layout.sliders) == 0
        json.loads(chart.figure.to_json())
    assert none.finding == "No exchange in this view"
    assert none.table.empty
    assert none.figure.layout.annotations[0].text == "<b>No exchange in this view</b>"
    assert one.finding == "2 exchanges, all in June 2021"
    assert lines(trace(one, "this month")) == 1


def test_finding_note_and_text_alternative() -> None:
    chart = play(COURSE)
    assert chart.finding == "Half of 11 exchanges by March 2021; most in March 2021 and April 2021 (4 each)"
    assert chart.note == (
        "Ribbons: the 3 largest routes of the whole period (91\u202f%); 1 exchange stays inside one country."
    )
    assert chart.alt.endswith("Total so far: 11 at the end of April 2021.")


def test_a_long_time_without_exchanges_has_no_frames_of_its_own() -> None:
    chart = play([("1950-01", "FR", "ES", 1), ("2021-01", "ES", "FR", 1)])
    assert [frame.name for frame in chart.figure.frames] == ["1950-01", "2021-01"]


def test_names_are_text() -> None:
    chart = play(COURSE, {"FR": HOSTILE})
    text = chart.figure.to_json()
    assert "<b onclick" not in text.replace("\\u003c", "<")
    assert HOSTILE in chart.table["visiting_name"].tolist()


def test_each_theme_has_its_own_tones() -> None:
    assert LIGHT.land not in play(COURSE, palette=DARK).figure.to_json()
    assert DARK.accent in play(COURSE, palette=DARK).figure.to_json()


def test_the_shapes_may_be_an_address() -> None:
    assert trace(play(COURSE, shapes="app/static/countries.json"), "countries").geojson == "app/static/countries.json"


months = st.integers(0, 30).map(lambda at: f"{date(2020 + at // 12, at % 12 + 1, 1):%Y-%m}")
codes = st.sampled_from(sorted(COUNTRIES))


@settings(max_examples=20)
@given(
    st.dictionaries(st.tuples(months, codes, codes), st.integers(1, 30), min_size=2, max_size=25).map(
        lambda found: [(month, a, b, n) for (month, a, b), n in found.items()]
    )
)
def test_totals_are_the_same_in_frames_table_and_links(links: list[MonthLink]) -> None:
    chart = play(links)
    total = sum(n for *_, n in links)
    assert chart.table["exchanges"].sum() == total
    assert f"of {total} exchange" in chart.figure.layout.annotations[0].text
    so_far = [
        int(written(chart, at).split("</b> of ")[0].rsplit("<b>", 1)[1]) for at in range(len(chart.figure.frames))
    ]
    assert so_far == sorted(so_far)
    assert not so_far or so_far[-1] == total


@pytest.mark.usefixtures("reading_sample")
def test_the_frames_of_the_sample_are_light(reading_sample: str) -> None:
    from queries import flows
    from queries.filters import Filters

    filters = Filters(reading_sample)
    links = flows.links_by_month(filters, "country")
    chart = flow_map_by_month(flows.country_activity(filters), links, "app/static/countries.json", palette=LIGHT)
    assert len(chart.figure.to_json()) < 1_000_000
    assert chart.table["exchanges"].sum() == flows.links(filters, "country")["exchanges"].sum()
