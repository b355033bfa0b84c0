"""The outlook in words: will the target be reached, and when does the money run out?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from charts.cells import ZERO, money, whole
from charts.words import NARROW_SPACE, count, day, eur, plural, share

NOT_BEFORE = "not before the end"
NO_FORECAST = "no forecast"


def has_forecast(row: Mapping[str, Any]) -> bool:
    """Whether a row of the forecast holds one."""
    return not pd.isna(row["forecast_mid"])


def run_out_cell(row: Mapping[str, Any]) -> str:
    """When the money runs out, for a cell of a table."""
    if not has_forecast(row):
        return NO_FORECAST
    return NOT_BEFORE if pd.isna(row["run_out_date"]) else f"{row['run_out_date']:%Y-%m-%d}"


def money_words(row: Mapping[str, Any], as_of: date) -> str:
    """When the money of a row runs out, as the end of a sentence."""
    if money(row["available_eur"]) <= ZERO:
        return "no money is allocated"
    if money(row["remaining_eur"]) <= ZERO:
        return "nothing remains to be promised"
    if row["period_end"].date() <= as_of:
        return f"{eur(money(row['remaining_eur']))} remained at its end"
    if not has_forecast(row):
        return f"{eur(money(row['remaining_eur']))} remains"
    if pd.isna(row["run_out_date"]):
        return "the money is not expected to run out before"
    return f"at this pace the money runs out about {day(row['run_out_date'].date())}"


def outlook_words(row: Mapping[str, Any] | None, as_of: date, months_least: int | None) -> str:
    """The answer of the page in one sentence, for all chosen partnerships together."""
    if row is None:
        return "No partnership is in this view"
    end = row["period_end"].date()
    target = whole(row["exchange_target"])
    of_target = f"target {count(target)}" if target else "no target"
    if end <= as_of:
        return (
            f"The period ended on {day(end)} with {plural(whole(row['took_place']), 'exchange')}, {of_target}; "
            f"{money_words(row, as_of)}"
        )
    if not has_forecast(row):
        least = f"fewer than {plural(months_least, 'month')}" if months_least else "too few months"
        return (
            f"{plural(whole(row['took_place']), 'exchange')} took place, {of_target}; with {least} of matches a forecast "
            "would be a guess, and there is none"
        )
    low, high = (count(whole(row[f"forecast_{edge}"])) for edge in ("low", "high"))
    middle = plural(whole(row["forecast_mid"]), "exchange")
    verb = "is" if whole(row["forecast_mid"]) == 1 else "are"
    return f"{middle} {verb} expected by {day(end)} ({low} to {high}), {of_target}; {money_words(row, as_of)}"


def band_cell(row: Mapping[str, Any]) -> str:
    """The band of the forecast, for a cell of a table."""
    if not has_forecast(row):
        return NO_FORECAST
    return f"{count(whole(row['forecast_low']))} to {count(whole(row['forecast_high']))}"


def run_out_words(row: Mapping[str, Any]) -> str:
    """When the money runs out, for a tile."""
    if not has_forecast(row):
        return NO_FORECAST
    return NOT_BEFORE.capitalize() if pd.isna(row["run_out_date"]) else f"{row['run_out_date']:%-d %b %Y}"


def run_out_early_words(row: Mapping[str, Any]) -> str:
    """What stands under the day on which the money runs out: the unlucky day, or the chance that it does."""
    if not has_forecast(row):
        return "too few months"
    if pd.isna(row["run_out_early_date"]):
        return f"in {share(row['run_out_chance_pct'], 100)} of outcomes"
    return f"at the earliest {row['run_out_early_date']:%-d %b}"


def error_words(scores: pd.DataFrame, band_pct: int) -> str:
    """How the trials of earlier months came out, together and by partnership."""
    said = []
    for row in scores.to_dict("records"):
        what = "all chosen together" if row["scope"] == "together" else "a partnership"
        off = f"{row['mean_error']} exchanges" + (
            "" if pd.isna(row["error_pct"]) else f" ({row['error_pct']} % of what came)"
        )
        said.append(
            f"{plural(whole(row['horizon_months']), 'month')} ahead, {what}: off by {off} on the average, "
            f"{row['coverage_pct']} % of {plural(whole(row['forecasts']), 'trial')} inside the band"
        )
    return (
        f"The same forecast, made at the end of earlier months from what was known then; the band is to hold {band_pct} %. "
        + "; ".join(said)
        + "."
    )


def expected_words(row: Mapping[str, Any], band_pct: int) -> str:
    """The band of the forecast and the target, for a tile."""
    if not has_forecast(row):
        return "too few months"
    target = f" of {count(whole(row['exchange_target']))}" if whole(row["exchange_target"]) else ""
    return f"{band_pct}{NARROW_SPACE}%: {band_cell(row)}{target}"


def needed_words(row: Mapping[str, Any]) -> str:
    """The pace that reaches the target, for a tile."""
    if not whole(row["exchange_target"]):
        return "no target"
    if whole(row["took_place"]) >= whole(row["exchange_target"]):
        return "target reached"
    if row["needed_a_month"] is None or pd.isna(row["needed_a_month"]):
        return "the period is over"
    return f"needed {row['needed_a_month']} to the end"
