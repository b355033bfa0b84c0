"""The outlook in words: will the target be reached, and when does the money run out?"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

import pandas as pd

from charts.cells import ZERO, money, whole
from charts.words import count, day, eur, share
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import decimal, short_day, table_day

NOT_BEFORE = N_("not before the end")
NO_FORECAST = N_("no forecast")


def has_forecast(row: Mapping[str, Any]) -> bool:
    """Whether a row of the forecast holds one."""
    return not pd.isna(row["forecast_mid"])


def clauses(said: Sequence[str]) -> str:
    """Clauses that could each stand alone, in one sentence."""
    return reduce(lambda first, second: _("{first}; {second}", first=first, second=second), said) if said else ""


def run_out_cell(row: Mapping[str, Any]) -> str:
    """When the money runs out, for a cell of a table."""
    if not has_forecast(row):
        return _(NO_FORECAST)
    return _(NOT_BEFORE) if pd.isna(row["run_out_date"]) else table_day(row["run_out_date"])


def money_words(row: Mapping[str, Any], as_of: date) -> str:
    """When the money of a row runs out, as the end of a sentence."""
    if money(row["available_eur"]) <= ZERO:
        return _("no money is allocated")
    if money(row["remaining_eur"]) <= ZERO:
        return _("nothing remains to be promised")
    if row["period_end"].date() <= as_of:
        return _("{amount} remained at its end", amount=eur(money(row["remaining_eur"])))
    if not has_forecast(row):
        return _("{amount} remains", amount=eur(money(row["remaining_eur"])))
    if pd.isna(row["run_out_date"]):
        return _("the money is not expected to run out before")
    return _("at this pace the money runs out about {day}", day=day(row["run_out_date"].date()))


def outlook_words(row: Mapping[str, Any] | None, as_of: date, months_least: int | None) -> str:
    """The answer of the page in one sentence, for all chosen partnerships together."""
    if row is None:
        return _("No partnership is in this view")
    end = row["period_end"].date()
    took_place, target = whole(row["took_place"]), whole(row["exchange_target"])
    of_target = _("target {number}", number=count(target)) if target else _("no target")
    if end <= as_of:
        return ngettext(
            "The period ended on {day} with {number} exchange, {target}; {money}",
            "The period ended on {day} with {number} exchanges, {target}; {money}",
            took_place,
            day=day(end),
            target=of_target,
            money=money_words(row, as_of),
        )
    if has_forecast(row):
        return ngettext(
            "{number} exchange is expected by {day} ({low} to {high}), {target}; {money}",
            "{number} exchanges are expected by {day} ({low} to {high}), {target}; {money}",
            whole(row["forecast_mid"]),
            day=day(end),
            low=count(whole(row["forecast_low"])),
            high=count(whole(row["forecast_high"])),
            target=of_target,
            money=money_words(row, as_of),
        )
    if not months_least:
        return ngettext(
            "{number} exchange took place, {target}; with too few months of matches a forecast would be a guess, and there is "
            "none",
            "{number} exchanges took place, {target}; with too few months of matches a forecast would be a guess, and there is "
            "none",
            took_place,
            target=of_target,
        )
    return ngettext(
        "{number} exchange took place, {target}; with fewer than {months} of matches a forecast would be a guess, and there is "
        "none",
        "{number} exchanges took place, {target}; with fewer than {months} of matches a forecast would be a guess, and there is "
        "none",
        took_place,
        target=of_target,
        months=ngettext("{number} month", "{number} months", months_least),
    )


def band_cell(row: Mapping[str, Any]) -> str:
    """The band of the forecast, for a cell of a table."""
    if not has_forecast(row):
        return _(NO_FORECAST)
    return _("{low} to {high}", low=count(whole(row["forecast_low"])), high=count(whole(row["forecast_high"])))


def run_out_words(row: Mapping[str, Any]) -> str:
    """When the money runs out, for a tile."""
    if not has_forecast(row):
        return _(NO_FORECAST)
    return _("Not before the end") if pd.isna(row["run_out_date"]) else short_day(row["run_out_date"].date())


def run_out_early_words(row: Mapping[str, Any]) -> str:
    """What stands under the day on which the money runs out: the unlucky day, or the chance that it does."""
    if not has_forecast(row):
        return _("too few months")
    if pd.isna(row["run_out_early_date"]):
        return _("in {share} of outcomes", share=share(row["run_out_chance_pct"], 100))
    return _("at the earliest {day}", day=short_day(row["run_out_early_date"].date(), with_year=False))


def as_known(number: Decimal | float) -> str:
    """A number with the decimals that it has."""
    exponent = Decimal(str(number)).as_tuple().exponent
    return decimal(number, max(-exponent, 0) if isinstance(exponent, int) else 0)


def error_words(scores: pd.DataFrame, band_pct: int) -> str:
    """How the trials of earlier months came out, together and by partnership."""
    return _(
        "The same forecast, made at the end of earlier months from what was known then; the band is to hold {band} %. {trials}.",
        band=count(band_pct),
        trials=clauses([_trials(row) for row in scores.to_dict("records")]),
    )


def _trials(row: Mapping[Any, Any]) -> str:
    figures = {
        "error": as_known(row["mean_error"]),
        "coverage": as_known(row["coverage_pct"]),
        "trials": ngettext("{number} trial", "{number} trials", whole(row["forecasts"])),
    }
    months, is_together = whole(row["horizon_months"]), row["scope"] == "together"
    if pd.isna(row["error_pct"]) and is_together:
        return ngettext(
            "{number} month ahead, all chosen together: off by {error} exchanges on the average, "
            "{coverage} % of {trials} inside the band",
            "{number} months ahead, all chosen together: off by {error} exchanges on the average, "
            "{coverage} % of {trials} inside the band",
            months,
            **figures,
        )
    if pd.isna(row["error_pct"]):
        return ngettext(
            "{number} month ahead, a partnership: off by {error} exchanges on the average, "
            "{coverage} % of {trials} inside the band",
            "{number} months ahead, a partnership: off by {error} exchanges on the average, "
            "{coverage} % of {trials} inside the band",
            months,
            **figures,
        )
    figures["part"] = as_known(row["error_pct"])
    if is_together:
        return ngettext(
            "{number} month ahead, all chosen together: off by {error} exchanges ({part} % of what came) on the average, "
            "{coverage} % of {trials} inside the band",
            "{number} months ahead, all chosen together: off by {error} exchanges ({part} % of what came) on the average, "
            "{coverage} % of {trials} inside the band",
            months,
            **figures,
        )
    return ngettext(
        "{number} month ahead, a partnership: off by {error} exchanges ({part} % of what came) on the average, "
        "{coverage} % of {trials} inside the band",
        "{number} months ahead, a partnership: off by {error} exchanges ({part} % of what came) on the average, "
        "{coverage} % of {trials} inside the band",
        months,
        **figures,
    )


def expected_words(row: Mapping[str, Any], band_pct: int) -> str:
    """The band of the forecast and the target, for a tile."""
    if not has_forecast(row):
        return _("too few months")
    known = {"share": share(band_pct, 100), "band": band_cell(row)}
    if not whole(row["exchange_target"]):
        return _("{share}: {band}", **known)
    return _("{share}: {band} of {target}", target=count(whole(row["exchange_target"])), **known)


def needed_words(row: Mapping[str, Any]) -> str:
    """The pace that reaches the target, for a tile."""
    if not whole(row["exchange_target"]):
        return _("no target")
    if whole(row["took_place"]) >= whole(row["exchange_target"]):
        return _("target reached")
    if row["needed_a_month"] is None or pd.isna(row["needed_a_month"]):
        return _("the period is over")
    return _("needed {number} to the end", number=as_known(row["needed_a_month"]))
