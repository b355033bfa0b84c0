"""Outlook: will the target be reached, and when does the money run out?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args

import pandas as pd

from charts import outlook as draw
from charts import words
from charts.cells import whole
from queries import outlook
from scenes import link
from scenes.day import KEY, on_day
from scenes.link import Query
from scenes.slide import Fact
from scenes.view import Room, Shown, View

Tab = Literal["Ahead", "Alerts"]
TABS: tuple[Tab, ...] = get_args(Tab)
KEYS = ("outlook", KEY)


def facts(row: Mapping[str, Any], single: pd.DataFrame, band: int, day: date) -> tuple[tuple[Fact, ...], ...]:
    """The tiles: exchanges to be expected, and the money. row: of all partnerships together; single: of each."""
    target = whole(row["exchange_target"])
    told = draw.has_forecast(row)
    expected = words.count(whole(row["forecast_mid"])) if told else draw.NO_FORECAST
    funded = words.count(whole(row["funded_mid"])) if told else draw.NO_FORECAST
    early = draw.run_out_early_words(row)
    short = int((single["run_out_date"].notna() & (single["period_end"] > pd.Timestamp(day))).sum())
    return (
        (
            Fact("Took place", words.count(whole(row["took_place"])), f"target {words.count(target)}", "took_place"),
            Fact("By the end", expected, draw.expected_words(row, band), "forecast_mid"),
            Fact("With today's money", funded, f"target {words.count(target)}", "funded_mid"),
            Fact("A month", str(row["pace_a_month"]), draw.needed_words(row), "pace_a_month"),
        ),
        (
            Fact("Remaining", words.eur(row["remaining_eur"]), _lump_sums(row), "remaining_eur"),
            Fact("Runs out", draw.run_out_words(row), early, "run_out_date"),
            Fact(
                "Run out early",
                f"{words.count(short)}",
                f"of {words.plural(len(single), 'partnership')}",
                "run_out_chance_pct",
            ),
        ),
    )


def expected(view: View) -> Fact:
    """How many exchanges are expected to have taken place at the end, for the first screen of the Budget page."""
    forecast = outlook.forecast(view.filters, view.snapshot.as_of_date).to_dict("records")
    if not forecast:
        return Fact("Expected by the end", words.count(0), "no partnership", "forecast_mid")
    row = forecast[-1]
    number = words.count(whole(row["forecast_mid"])) if draw.has_forecast(row) else draw.NO_FORECAST
    band = int(outlook.rules(view.filters.snapshot_id).forecast_band_pct or 0)
    return Fact("Expected by the end", number, draw.expected_words(row, band), "forecast_mid")


def _lump_sums(row: Mapping[str, Any]) -> str:
    if pd.isna(row["lump_sums_left"]) or row["median_lump_sum_eur"] is None:
        return "no lump sum known"
    return f"{words.plural(whole(row['lump_sums_left']), 'lump sum')} of {words.eur(row['median_lump_sum_eur'])}"


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab and the day that the query holds."""
    view = on_day(view, query)
    day = view.snapshot.as_of_date
    if link.one_of(query, "outlook", link.same(TABS), TABS[0]) == "Alerts":
        found = outlook.alerts(view.filters, day)
        reasons = [draw.alert_reason(alert) for alert in found.to_dict("records")]
        listed = found.assign(reason=reasons)[["severity", "kind", "acronym", "reason"]]
        return Shown(draw.alerts_line(found) if len(found) else "No partnership is off course", table=listed)
    if link.last(query, "outlook") == "Scenarios":
        return Shown("Scenarios are tried out in the dashboard; they are not part of a running order")
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
