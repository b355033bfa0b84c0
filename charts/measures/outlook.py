"""Measures of the Outlook page."""

from charts.measures.measure import Measure
from languages import N_

OUTLOOK: dict[str, Measure] = {
    "forecast_mid": Measure(
        N_("Forecast"),
        "count",
        N_(
            "Exchanges that will have taken place at the end of the period, in the middle of the simulated outcomes: what is in "
            "the pipeline by the observed conversion and lead times of its stages, and new matches at the pace of the latest "
            "months, which swings as it has swung. Money is not a limit here."
        ),
    ),
    "forecast_low": Measure(
        N_("Forecast, low"),
        "count",
        N_("Lower edge of the band, which holds as many of the simulated outcomes as the settings say (80 %)."),
    ),
    "forecast_high": Measure(N_("Forecast, high"), "count", N_("Upper edge of that band.")),
    "band": Measure(
        N_("Band"), "text", N_("From the lower to the upper edge of the band that the forecast's setting asks for.")
    ),
    "funded_mid": Measure(
        N_("Forecast with today's money"),
        "count",
        N_("The forecast, as far as the money that each partnership has pays for it at its mean lump sum."),
    ),
    "target_chance_pct": Measure(
        N_("Chance of target"),
        "share",
        N_("Share of the simulated outcomes that reach the target by the end, money no limit."),
    ),
    "pace_a_month": Measure(
        N_("Pace"), "score", N_("Exchanges a month that ended in the last months, as many as the setting says (three).")
    ),
    "needed_a_month": Measure(
        N_("Needed"),
        "score",
        N_("Exchanges a month from now to the end of the period that reach the target; empty after the end."),
    ),
    "months_left": Measure(N_("Months left"), "score", N_("Months from the as-of date to the end of the period.")),
    "period_start": Measure(
        N_("Period from"), "date", N_("Published start; else the earliest published one, which is assumed.")
    ),
    "period_end": Measure(
        N_("Period to"),
        "date",
        N_("Published end; else the start plus the default months of the settings, which is assumed."),
    ),
    "is_period_assumed": Measure(
        N_("Period assumed"), "text", N_("Whether start or end of the period are not published.")
    ),
    "used_eur": Measure(N_("Used"), "eur", N_("Paid net of recoveries, payable and committed.")),
    "unpaid_eur": Measure(
        N_("Not yet paid"), "eur", N_("Allocation plus transfers, minus what is paid, plus what is recovered.")
    ),
    "plan_eur": Measure(
        N_("Plan"),
        "eur",
        N_(
            "What would be left if each partnership used its money evenly from the first to the last day of its period."
        ),
    ),
    "low_eur": Measure(N_("Remaining, low"), "eur", N_("Lower edge of the band of what will remain.")),
    "mid_eur": Measure(
        N_("Remaining, forecast"), "eur", N_("Middle of what will remain; below zero more is asked for than there is.")
    ),
    "high_eur": Measure(N_("Remaining, high"), "eur", N_("Upper edge of the band of what will remain.")),
    "end_mid_eur": Measure(
        N_("Left at the end"),
        "eur",
        N_("Middle of what will remain at the end; below zero more is asked for than there is."),
    ),
    "run_out": Measure(
        N_("Money runs out"),
        "text",
        N_(
            "Day on which nothing remains to be promised, in the middle of the simulated outcomes. Money is used at the agreement."
        ),
    ),
    "run_out_date": Measure(
        N_("Money runs out"), "date", N_("Day on which nothing remains, in the middle of the outcomes.")
    ),
    "run_out_early_date": Measure(N_("At the earliest"), "date", N_("The same day at the unlucky edge of the band.")),
    "run_out_chance_pct": Measure(
        N_("Chance of run-out"),
        "share",
        N_("Share of the simulated outcomes in which the money runs out before the end."),
    ),
    "median_lump_sum_eur": Measure(
        N_("Median lump sum"), "eur", N_("Median of the lump sums agreed, those of nothing apart.")
    ),
    "months_known": Measure(N_("Months known"), "count", N_("Whole months since the first match of the partnership.")),
    "horizon_months": Measure(N_("Months ahead"), "count"),
    "scope": Measure(
        N_("Forecast of"), "text", N_("All chosen partnerships as one, or each by itself and then pooled.")
    ),
    "forecasts": Measure(
        N_("Trials"), "count", N_("Forecasts made from what was known at earlier months, held against what came.")
    ),
    "mean_came": Measure(
        N_("Came"), "score", N_("Exchanges that took place within the months ahead, mean of the trials.")
    ),
    "mean_error": Measure(
        N_("Error"), "score", N_("Mean absolute difference of forecast and what came, in exchanges.")
    ),
    "error_pct": Measure(N_("Error in %"), "share", N_("The error as a share of the exchanges that came.")),
    "coverage_pct": Measure(
        N_("Inside the band"),
        "share",
        N_("Share of the trials whose outcome fell inside the band; 80 % is what it promises."),
    ),
    "setting_id": Measure(N_("Setting"), "text"),
    "before_eur": Measure(
        N_("Remaining now"), "eur", N_("Allocation plus transfers, minus committed, payable and paid, plus recovered.")
    ),
    "expected_effect_eur": Measure(
        N_("Expected to the end"),
        "eur",
        N_("What the forecast expects to be promised until the end, in the middle case."),
    ),
    "ceilings_effect_eur": Measure(
        N_("Changed ceilings"),
        "eur",
        N_(
            "On commitments not yet validated and on what is expected; what is validated or paid is closed and never changes."
        ),
    ),
    "stays_effect_eur": Measure(
        N_("Share of short stays"),
        "eur",
        N_("On stays that have not begun: those agreed and those expected, at the new ceilings."),
    ),
    "extra_effect_eur": Measure(
        N_("Extra exchanges"),
        "eur",
        N_("Extra exchanges at the new ceilings of their host countries and the share of short stays."),
    ),
    "transfer_effect_eur": Measure(
        N_("Transfer"), "eur", N_("Money moved between two partnerships; in all nothing changes.")
    ),
    "after_eur": Measure(N_("Remaining then"), "eur", N_("What remains now and all effects, to the cent.")),
}
