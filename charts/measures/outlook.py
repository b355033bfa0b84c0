"""Measures of the Outlook page."""

from charts.measures.measure import Measure

OUTLOOK: dict[str, Measure] = {
    "forecast_mid": Measure(
        "Forecast",
        "count",
        "Exchanges that will have taken place at the end of the period, in the middle of the simulated outcomes: what is in the "
        "pipeline by the observed conversion and lead times of its stages, and new matches at the pace of the latest months, "
        "which swings as it has swung. Money is not a limit here.",
    ),
    "forecast_low": Measure(
        "Forecast, low",
        "count",
        "Lower edge of the band, which holds as many of the simulated outcomes as the settings say (80 %).",
    ),
    "forecast_high": Measure("Forecast, high", "count", "Upper edge of that band."),
    "band": Measure(
        "Band", "text", "From the lower to the upper edge of the band that the forecast's setting asks for."
    ),
    "funded_mid": Measure(
        "Forecast with today's money",
        "count",
        "The forecast, as far as the money that each partnership has pays for it at its mean lump sum.",
    ),
    "target_chance_pct": Measure(
        "Chance of target", "share", "Share of the simulated outcomes that reach the target by the end, money no limit."
    ),
    "pace_a_month": Measure(
        "Pace", "score", "Exchanges a month that ended in the last months, as many as the setting says (three)."
    ),
    "needed_a_month": Measure(
        "Needed",
        "score",
        "Exchanges a month from now to the end of the period that reach the target; empty after the end.",
    ),
    "months_left": Measure("Months left", "score", "Months from the as-of date to the end of the period."),
    "period_start": Measure(
        "Period from", "date", "Published start; else the earliest published one, which is assumed."
    ),
    "period_end": Measure(
        "Period to", "date", "Published end; else the start plus the default months of the settings, which is assumed."
    ),
    "is_period_assumed": Measure("Period assumed", "text", "Whether start or end of the period are not published."),
    "used_eur": Measure("Used", "eur", "Paid net of recoveries, payable and committed."),
    "unpaid_eur": Measure(
        "Not yet paid", "eur", "Allocation plus transfers, minus what is paid, plus what is recovered."
    ),
    "plan_eur": Measure(
        "Plan",
        "eur",
        "What would be left if each partnership used its money evenly from the first to the last day of its period.",
    ),
    "low_eur": Measure("Remaining, low", "eur", "Lower edge of the band of what will remain."),
    "mid_eur": Measure(
        "Remaining, forecast", "eur", "Middle of what will remain; below zero more is asked for than there is."
    ),
    "high_eur": Measure("Remaining, high", "eur", "Upper edge of the band of what will remain."),
    "end_mid_eur": Measure(
        "Left at the end", "eur", "Middle of what will remain at the end; below zero more is asked for than there is."
    ),
    "run_out": Measure(
        "Money runs out",
        "text",
        "Day on which nothing remains to be promised, in the middle of the simulated outcomes. Money is used at the agreement.",
    ),
    "run_out_date": Measure("Money runs out", "date", "Day on which nothing remains, in the middle of the outcomes."),
    "run_out_early_date": Measure("At the earliest", "date", "The same day at the unlucky edge of the band."),
    "run_out_chance_pct": Measure(
        "Chance of run-out", "share", "Share of the simulated outcomes in which the money runs out before the end."
    ),
    "median_lump_sum_eur": Measure("Median lump sum", "eur", "Median of the lump sums agreed, those of nothing apart."),
    "months_known": Measure("Months known", "count", "Whole months since the first match of the partnership."),
    "horizon_months": Measure("Months ahead", "count"),
    "scope": Measure("Forecast of", "text", "All chosen partnerships as one, or each by itself and then pooled."),
    "forecasts": Measure(
        "Trials", "count", "Forecasts made from what was known at earlier months, held against what came."
    ),
    "mean_came": Measure("Came", "score", "Exchanges that took place within the months ahead, mean of the trials."),
    "mean_error": Measure("Error", "score", "Mean absolute difference of forecast and what came, in exchanges."),
    "error_pct": Measure("Error in %", "share", "The error as a share of the exchanges that came."),
    "coverage_pct": Measure(
        "Inside the band", "share", "Share of the trials whose outcome fell inside the band; 80 % is what it promises."
    ),
    "setting_id": Measure("Setting", "text"),
    "before_eur": Measure(
        "Remaining now", "eur", "Allocation plus transfers, minus committed, payable and paid, plus recovered."
    ),
    "expected_effect_eur": Measure(
        "Expected to the end", "eur", "What the forecast expects to be promised until the end, in the middle case."
    ),
    "ceilings_effect_eur": Measure(
        "Changed ceilings",
        "eur",
        "On commitments not yet validated and on what is expected; what is validated or paid is closed and never changes.",
    ),
    "stays_effect_eur": Measure(
        "Share of short stays",
        "eur",
        "On stays that have not begun: those agreed and those expected, at the new ceilings.",
    ),
    "extra_effect_eur": Measure(
        "Extra exchanges",
        "eur",
        "Extra exchanges at the new ceilings of their host countries and the share of short stays.",
    ),
    "transfer_effect_eur": Measure("Transfer", "eur", "Money moved between two partnerships; in all nothing changes."),
    "after_eur": Measure("Remaining then", "eur", "What remains now and all effects, to the cent."),
}
