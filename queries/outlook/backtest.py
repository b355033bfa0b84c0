"""The forecast tried on days in the past: the same function, told what was known then, against what came."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from queries.filters import Filters
from queries.outlook.days import months_after
from queries.outlook.forecast import (
    ALL,
    SNAPSHOTS_AND_DAYS,
    VIEWS,
    chosen_rows,
    known_on,
    narrowing,
    quantiles,
    rules,
    standing_on,
)
from queries.outlook.simulation import futures

# Months ahead at which a forecast is held against what came.
HORIZONS = (3, 6)
MOST_TRIALS = 36

Array = np.ndarray
TRIAL = [
    "horizon_months",
    "day",
    "partnership_id",
    "took_place",
    "forecast_low",
    "forecast_mid",
    "forecast_high",
    "came",
]


@dataclass(frozen=True)
class Trials:
    """Where all partnerships stood on each day, and by day of a trial, simulation, partnership and horizon the exchanges that
    were to have ended since."""

    standing: dict[date, pd.DataFrame]
    ended: dict[date, Array]


@lru_cache(maxsize=SNAPSHOTS_AND_DAYS)
def trials_until(snapshot_id: str, day: date) -> Trials:
    """The trials of the months before a day whose outcome is known on it, back to the first with enough months known."""
    months = [months_after(day, -back) for back in range(MOST_TRIALS + 1)]
    standing = standing_on(snapshot_id, months)
    known = known_on(snapshot_id, {on: standing[on] for on in months[min(HORIZONS) :]})
    ended = {
        on: futures(held, max(HORIZONS)).ended[:, :, list(HORIZONS)].astype(np.int32) for on, held in known.items()
    }
    return Trials(standing, ended)


def backtest(filters: Filters, day: date) -> pd.DataFrame:
    """One row per horizon, earlier month and chosen partnership with enough months known and a period that went on, and one
    for all chosen together (partnership_id ""): what had taken place, the forecast made then, and how many came to take
    place by the horizon. Horizons that have no answer yet on `day` are left out."""
    settled = rules(filters.snapshot_id)
    least = settled.forecast_months_least or 0
    trials = trials_until(filters.snapshot_id, day)
    rows: list[dict[str, object]] = []
    for trial, ended in trials.ended.items():
        then = trials.standing[trial]
        chosen = chosen_rows(then, filters)
        runs = chosen & (then["period_end"] > pd.Timestamp(trial)).to_numpy()
        told = np.flatnonzero(runs & (then["months_known"] >= least).to_numpy())
        everyone = np.flatnonzero(chosen)
        asked = [([int(at)], str(then["partnership_id"].iloc[at])) for at in told]
        if len(told):
            asked.append(([int(at) for at in everyone], ALL))
        for number, horizon in enumerate(HORIZONS):
            on = months_after(trial, horizon)
            if on > day:
                continue
            came, had = (trials.standing[at]["took_place"].to_numpy() for at in (on, trial))
            for places, name in asked:
                before = int(had[places].sum())
                band = quantiles(before + ended[:, places, number].sum(axis=1), settled.tail)
                values = (horizon, pd.Timestamp(trial), name, before, *band, int(came[places].sum()))
                rows.append(dict(zip(TRIAL, values, strict=True)))
    return pd.DataFrame(rows, columns=TRIAL)


@lru_cache(maxsize=VIEWS)
def _scores(filters: Filters, day: date) -> pd.DataFrame:
    return _scored(backtest(filters, day))


def backtest_scores(filters: Filters, day: date) -> pd.DataFrame:
    """One row per horizon and scope ("together": all chosen as one; "partnerships": each by itself, pooled): forecasts
    tried, mean exchanges that came, mean_error (absolute, in exchanges), error_pct (of what came) and coverage_pct, the
    share of the trials that fell inside the band."""
    return _scores(narrowing(filters), day).copy()


def _scored(trials: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for horizon in HORIZONS:
        for scope, is_all in (("together", True), ("partnerships", False)):
            some = trials[(trials["horizon_months"] == horizon) & ((trials["partnership_id"] == ALL) == is_all)]
            if some.empty:
                continue
            came = some["came"] - some["took_place"]
            error = (some["came"] - some["forecast_mid"]).abs()
            inside = (some["came"] >= some["forecast_low"]) & (some["came"] <= some["forecast_high"])
            rows.append(
                {
                    "horizon_months": horizon,
                    "scope": scope,
                    "forecasts": len(some),
                    "mean_came": round(float(came.mean()), 1),
                    "mean_error": round(float(error.mean()), 1),
                    "error_pct": round(float(error.sum() * 100 / came.sum()), 1) if came.sum() else None,
                    "coverage_pct": round(float(inside.mean() * 100), 1),
                }
            )
    names = ["horizon_months", "scope", "forecasts", "mean_came", "mean_error", "error_pct", "coverage_pct"]
    return pd.DataFrame(rows, columns=names)
