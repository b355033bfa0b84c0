"""The simulation: what must hold for any pipeline, and that the past is told without the future."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import warehouse
from data.build import build
from queries import outlook
from queries.filters import Filters
from queries.outlook.pipeline import prospect, prospect_of_match, stages_on
from queries.outlook.simulation import Known, Terms, futures, month_counts
from tests.queries.answers import rows

DAY = date(2022, 6, 30)
TERMS = Terms(6, 3, 0.3)
FEW = settings(max_examples=15)

Step = tuple[str, int, int | None, bool]


def steps(found: list[Step]) -> pd.DataFrame:
    """Exchanges by stage, days ago of entering, days in it (None: still there) and whether they moved on."""
    frame = pd.DataFrame(
        [
            {
                "stage": stage,
                "entered_date": DAY - timedelta(days=ago),
                "left_date": None if stayed is None else DAY - timedelta(days=ago - stayed),
                "moved_on": moved_on,
                "exchanges": 1,
            }
            for stage, ago, stayed, moved_on in found
        ]
    )
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("entered_date", "left_date")})


# Of four matches two were agreed after 10 and 30 days, one was called off after 20, one waits since 20 days.
WORKED: list[Step] = [
    ("matched", 100, 10, True),
    ("matched", 90, 20, False),
    ("matched", 80, 30, True),
    ("matched", 20, None, False),
    *[("agreed", 60, 14, True)] * 3,
    ("agreed", 60, 7, False),
    ("ongoing", 40, 5, True),
]


def test_the_share_that_moves_on_is_that_of_the_estimator_by_hand() -> None:
    stage = stages_on(steps(WORKED), DAY)["matched"]
    # Day 10: one of four. Day 20: of three at risk one falls, and one is seen no longer. Day 30: the last one moves on.
    assert stage.moves[10] == pytest.approx(1 / 4)
    assert stage.falls[20] == pytest.approx(3 / 4 * 1 / 3)
    assert stage.moves[30] == pytest.approx(3 / 4 * 2 / 3 * 1)
    assert stage.moves.sum() + stage.falls.sum() == pytest.approx(1)
    assert stage.stays[[9, 10, 20, 30]].tolist() == pytest.approx([1, 0.75, 0.5, 0])


def test_prospects_follow_one_stage_after_another() -> None:
    stages = stages_on(steps(WORKED), DAY)
    ahead = prospect_of_match(stages)
    # A match is agreed in three of four cases, of which three of four start after 14 days and end 5 days later.
    assert ahead.agreed[-1] == pytest.approx(3 / 4)
    assert ahead.ended[[28, 29, 48, 49]].tolist() == pytest.approx([0, 3 / 16, 3 / 16, 9 / 16])
    assert ahead.cancelled[-1] == pytest.approx(3 / 16)
    waited = prospect(stages, "matched", 25)
    assert waited.agreed[[4, 5]].tolist() == pytest.approx([0, 1]), "who has waited 25 days is agreed on the 30th"
    assert prospect(stages, "matched", 31).ended[-1] == 0, "nobody was seen so long"
    assert prospect(stages, "ongoing", 9).ended[0] == 1, "a stay longer than any before is over"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["matched", "agreed", "ongoing"]),
            st.integers(0, 400),
            st.none() | st.integers(0, 400),
            st.booleans(),
        ),
        min_size=1,
        max_size=40,
    ).map(lambda found: [(s, max(ago, stayed or 0), stayed, moved) for s, ago, stayed, moved in found]),
    st.integers(0, 200),
)
def test_chances_are_shares_that_only_grow(found: list[Step], waited: int) -> None:
    stages = stages_on(steps(found), DAY)
    for ahead in (prospect_of_match(stages), *(prospect(stages, stage, waited) for stage in stages)):
        for chances in (ahead.agreed, ahead.ended, ahead.cancelled):
            assert (np.diff(chances) >= -1e-9).all()
            assert chances.min() >= -1e-9
            assert chances.max() <= 1 + 1e-9
        assert (ahead.ended + ahead.cancelled <= 1 + 1e-9).all()


def known(pipeline: dict[str, int], pace: list[int], months_left: int = 6) -> Known:
    """One partnership with so many exchanges waiting in each stage, and matches by month, the latest first."""
    standing = pd.DataFrame(
        {
            "partnership_id": ["p"],
            "period_start": [pd.Timestamp("2020-02-01")],
            "period_end": [pd.Timestamp(DAY) + pd.DateOffset(months=months_left)],
            "priced": [10],
            "mean_eur": [500.0],
            "spread_eur": [100.0],
        }
    )
    matches = pd.DataFrame(
        [
            {
                "partnership_id": "p",
                "matched_date": pd.Timestamp(DAY) - pd.DateOffset(months=back, days=3),
                "matches": number,
            }
            for back, number in enumerate(pace)
            if number
        ],
        columns=["partnership_id", "matched_date", "matches"],
    ).astype({"matched_date": "datetime64[ns]"})
    waiting = pd.DataFrame(
        [{"partnership_id": "p", "stage": stage, "weeks": 0, "exchanges": number} for stage, number in pipeline.items()]
    )
    return Known(DAY, standing, steps(WORKED), matches, waiting, TERMS)


PIPELINES = st.fixed_dictionaries({stage: st.integers(0, 30) for stage in ("matched", "agreed", "ongoing")})
PACES = st.lists(st.integers(0, 20), min_size=6, max_size=12)


@FEW
@given(PIPELINES, PACES, st.integers(0, 8))
def test_futures_only_grow_and_are_the_same_each_time(pipeline: dict[str, int], pace: list[int], months: int) -> None:
    told = known(pipeline, pace, months)
    ahead, again = futures(told, sims=200), futures(told, sims=200)
    assert (ahead.ended[:, :, 0] == 0).all()
    assert (np.diff(ahead.ended, axis=2) >= 0).all()
    assert np.array_equal(ahead.ended, again.ended)
    assert np.array_equal(ahead.promised_cents, again.promised_cents)
    assert (ahead.ended[:, :, -1] == 0).all() or months


@FEW
@given(PIPELINES, PACES, st.sampled_from(["matched", "agreed", "ongoing"]))
def test_more_in_the_pipeline_is_more_in_the_forecast(pipeline: dict[str, int], pace: list[int], stage: str) -> None:
    fuller = pipeline | {stage: pipeline[stage] + 40}
    few, more = (futures(known(held, pace), sims=400).ended[:, 0, -1].mean() for held in (pipeline, fuller))
    assert more > few


def test_months_are_counted_back_from_the_day() -> None:
    counts = month_counts(known({}, [3, 0, 5, 0, 0, 2]).matches, ["p"], DAY)
    assert counts[:, 0].tolist() == [3, 0, 5, 0, 0]  # the month of the first match is not whole
    assert month_counts(known({}, [3, 0, 5]).matches, ["p"], date(2022, 5, 31))[:, 0].tolist() == [0, 5][:1]


def cut(source: Path, target: Path, day: date) -> Path:
    """The delivery as it would have stood on a day: nothing dated later, each status as it was then."""
    target.mkdir()
    for path in source.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        names = list(found[0])
        if path.stem == "exchanges":
            found = [_then(row, source, day) for row in found if row["matched_date"] <= day.isoformat()]
        elif path.stem == "budget_transactions":
            found = [row for row in found if row["date"] <= day.isoformat()]
        elif path.stem == "delivery":
            found = [row | ({"value": day.isoformat()} if row["key"] == "as_of_date" else {}) for row in found]
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    return target


def _then(row: dict[str, Any], source: Path, day: date) -> dict[str, Any]:
    today = day.isoformat()

    def done(name: str) -> bool:
        return bool(row[name]) and row[name] <= today

    carried = row["status"] not in ("matched", "agreed", "cancelled")
    if done("cancelled_date"):
        status = "cancelled"
    elif row["status"] == "paid" and row["exchange_id"] in _paid_by(source, today):
        status = "paid"
    elif done("validated_date"):
        status = "validated"
    elif done("reported_date"):
        status = "reported"
    elif carried and done("end_date") and row["status"] != "ongoing":
        status = "completed"
    elif carried and done("start_date"):
        status = "ongoing"
    else:
        status = "agreed" if done("agreed_date") else "matched"
    kept = dict(row, status=status)
    for name in ("agreed_date", "reported_date", "validated_date", "cancelled_date"):
        kept[name] = row[name] if done(name) else ""
    if status == "matched":
        kept |= {"start_date": "", "end_date": "", "working_days": "", "lump_sum_eur": ""}
    return kept


def _paid_by(source: Path, day: str) -> set[str]:
    with (source / "budget_transactions.csv").open(encoding="utf-8", newline="") as file:
        return {row["exchange_id"] for row in csv.DictReader(file) if row["kind"] == "payment" and row["date"] <= day}


@pytest.mark.parametrize("day", [date(2021, 9, 30), date(2022, 2, 14)])
def test_the_forecast_of_a_past_day_is_that_of_a_delivery_of_the_day(
    day: date, sample_source: Path, sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that came later is known: dropping it from the delivery changes no digit."""
    result = build(cut(sample_source, tmp_path / "source", day), tmp_path / "warehouse")
    assert result.ok, list(result.problems.counts)
    told: list[list[tuple[Any, ...]]] = []
    for folder in (sample_warehouse, tmp_path / "warehouse"):
        monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(folder))
        filters = Filters(warehouse.current().snapshot_id)
        told.append(rows(outlook.forecast(filters, day)) + rows(outlook.burn_down(filters, day)))
        told[-1] += rows(outlook.backtest_scores(filters, day))
    assert told[0] == told[1]


def test_the_errors_of_the_sample_are_as_stated(reading_sample: str) -> None:
    """The band is to hold 80 % of the trials; these are the errors that the page shows for the sample."""
    scores = outlook.backtest_scores(Filters(reading_sample), DAY)
    together = scores[scores["scope"] == "together"]
    assert together["coverage_pct"].between(70, 95).all()
    assert scores[scores["scope"] == "partnerships"]["coverage_pct"].between(78, 95).all()
    assert (scores["error_pct"] < 40).all()
