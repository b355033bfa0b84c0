"""Outlook: will the target be reached, and when does the money run out?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import pandas as pd

from charts import outlook as draw
from charts import words
from charts.cells import whole
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import decimal
from queries import outlook
from scenes import link
from scenes.day import KEY, on_day
from scenes.link import Options, Query
from scenes.slide import Fact
from scenes.view import Room, Shown, View

Tab = Literal["Ahead", "Alerts"]
TABS: tuple[Tab, ...] = (N_("Ahead"), N_("Alerts"))
OPTIONS: Options = {"outlook": (*TABS, N_("Scenarios")), KEY: ()}


def facts(row: Mapping[str, Any], single: pd.DataFrame, band: int, day: date) -> tuple[tuple[Fact, ...], ...]:
    """The tiles: exchanges to be expected, and the money. row: of all partnerships together; single: of each."""
    target = whole(row["exchange_target"])
    told = draw.has_forecast(row)
    expected = words.count(whole(row["forecast_mid"])) if told else _(draw.NO_FORECAST)
    funded = words.count(whole(row["funded_mid"])) if told else _(draw.NO_FORECAST)
    of_target = _("target {target}", target=words.count(target))
    early = draw.run_out_early_words(row)
    short = int((single["run_out_date"].notna() & (single["period_end"] > pd.Timestamp(day))).sum())
    return (
        (
            Fact(_("Took place"), words.count(whole(row["took_place"])), of_target, "took_place"),
            Fact(_("By the end"), expected, draw.expected_words(row, band), "forecast_mid"),
            Fact(_("With today's money"), funded, of_target, "funded_mid"),
            Fact(_("A month"), decimal(row["pace_a_month"], 1), draw.needed_words(row), "pace_a_month"),
        ),
        (
            Fact(_("Remaining"), words.eur(row["remaining_eur"]), _lump_sums(row), "remaining_eur"),
            Fact(_("Runs out"), draw.run_out_words(row), early, "run_out_date"),
            Fact(
                _("Run out early"),
                words.count(short),
                ngettext("of {number} partnership", "of {number} partnerships", len(single)),
                "run_out_chance_pct",
            ),
        ),
    )


def expected(view: View) -> Fact:
    """How many exchanges are expected to have taken place at the end, for the first screen of the Budget page."""
    forecast = outlook.forecast(view.filters, view.snapshot.as_of_date).to_dict("records")
    if not forecast:
        return Fact(_("Expected by the end"), words.count(0), _("no partnership"), "forecast_mid")
    row = forecast[-1]
    number = words.count(whole(row["forecast_mid"])) if draw.has_forecast(row) else _(draw.NO_FORECAST)
    band = int(outlook.rules(view.filters.snapshot_id).forecast_band_pct or 0)
    return Fact(_("Expected by the end"), number, draw.expected_words(row, band), "forecast_mid")


def _lump_sums(row: Mapping[str, Any]) -> str:
    if pd.isna(row["lump_sums_left"]) or row["median_lump_sum_eur"] is None:
        return _("no lump sum known")
    return ngettext(
        "{number} lump sum of {amount}",
        "{number} lump sums of {amount}",
        whole(row["lump_sums_left"]),
        amount=words.eur(row["median_lump_sum_eur"]),
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab and the day that the query holds."""
    view = on_day(view, query)
    day = view.snapshot.as_of_date
    if link.one_of(query, "outlook", link.same(TABS), TABS[0]) == "Alerts":
        found = outlook.alerts(view.filters, day)
        reasons = [draw.alert_reason(alert) for alert in found.to_dict("records")]
        listed = found.assign(reason=reasons)[["severity", "kind", "acronym", "reason"]]
        return Shown(draw.alerts_line(found) if len(found) else _("No partnership is off course"), table=listed)
    if link.last(query, "outlook") == "Scenarios":
        return Shown(_("Scenarios are tried out in the dashboard; they are not part of a running order"))
    rules = outlook.rules(view.filters.snapshot_id)
    forecast = outlook.forecast(view.filters, day)
    single = forecast[forecast["partnership_id"] != outlook.ALL]
    together = forecast[forecast["partnership_id"] == outlook.ALL].to_dict("records")
    said = draw.outlook_words(together[0] if together else None, day, rules.forecast_months_least)
    if not together:
        return Shown(said)
    burning = outlook.burn_down(view.filters, day)
    charts = (
        draw.burn_down(burning, together[0], as_of=day, palette=view.palette, height=room.pixels(330)),
        draw.reach(single, band_pct=int(rules.forecast_band_pct or 0), palette=view.palette, height=room.pixels(330)),
    )
    tiles = facts(together[0], single, int(rules.forecast_band_pct or 0), day)
    return Shown(said, tuple(fact for group in tiles for fact in group), charts)
