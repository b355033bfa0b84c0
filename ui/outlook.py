"""Parts of the Outlook page: the answer with its tiles, the table of partnerships, and how wrong the forecast has been."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts import outlook as draw
from charts import words
from charts.cells import whole
from queries import outlook
from ui import downloads, figure, focus, table, tiles
from ui import profile_links as links
from ui.text import plain
from ui.tiles import Tile
from ui.view import View

COLUMNS = [
    *("acronym", "took_place", "forecast_mid", "band", "exchange_target", "target_chance_pct", "pace_a_month"),
    *("needed_a_month", "remaining_eur", "lump_sums_left", "run_out", "period_end"),
]


def show(view: View, day: date) -> None:
    """The tab Ahead: sentence, tiles, figures, table, errors of the past."""
    rules = outlook.rules(view.filters.snapshot_id)
    forecast = outlook.forecast(view.filters, day)
    single = forecast[forecast["partnership_id"] != outlook.ALL]
    together = forecast[forecast["partnership_id"] == outlook.ALL].to_dict("records")
    row: Mapping[str, Any] | None = together[0] if together else None
    band = int(rules.forecast_band_pct or 0)
    st.markdown(f"#### {plain(draw.outlook_words(row, day, rules.forecast_months_least))}")
    if row is None:
        st.info(
            "No partnership matches this view. Remove a filter in the bar on the left.",
            icon=":material/filter_alt_off:",
        )
        return
    _tiles(row, single, band, day)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        burning = outlook.burn_down(view.filters, day)
        figure.show(draw.burn_down(burning, row, as_of=day, palette=view.palette, height=330), view.snapshot)
    with right:
        picked = focus.picked_node_or_pair(view.snapshot.snapshot_id, "partnership")
        chart = draw.reach(single, band_pct=band, palette=view.palette, height=330)
        figure.show(chart, view.snapshot, picked=picked)
    _assumed(single)
    _table(view, forecast, single, band)
    _errors(view, day, band)


def _tiles(row: Mapping[str, Any], single: pd.DataFrame, band: int, day: date) -> None:
    target = whole(row["exchange_target"])
    told = draw.has_forecast(row)
    expected = words.count(whole(row["forecast_mid"])) if told else draw.NO_FORECAST
    funded = words.count(whole(row["funded_mid"])) if told else draw.NO_FORECAST
    early = draw.run_out_early_words(row)
    short = int((single["run_out_date"].notna() & (single["period_end"] > pd.Timestamp(day))).sum())
    tiles.row(
        [
            Tile("Took place", words.count(whole(row["took_place"])), "took_place", f"target {words.count(target)}"),
            Tile("By the end", expected, "forecast_mid", draw.expected_words(row, band)),
            Tile("With today's money", funded, "funded_mid", f"target {words.count(target)}"),
            Tile("A month", str(row["pace_a_month"]), "pace_a_month", draw.needed_words(row)),
        ],
        [
            Tile("Remaining", words.eur(row["remaining_eur"]), "remaining_eur", _lump_sums(row)),
            Tile("Runs out", draw.run_out_words(row), "run_out_date", early),
            Tile(
                "Run out early",
                f"{words.count(short)}",
                "run_out_chance_pct",
                f"of {words.plural(len(single), 'partnership')}",
            ),
        ],
    )


def expected_tile(view: View) -> Tile:
    """How many exchanges are expected to have taken place at the end, for the first screen of the Budget page."""
    forecast = outlook.forecast(view.filters, view.snapshot.as_of_date).to_dict("records")
    if not forecast:
        return Tile("Expected by the end", words.count(0), "forecast_mid", "no partnership")
    row = forecast[-1]
    number = words.count(whole(row["forecast_mid"])) if draw.has_forecast(row) else draw.NO_FORECAST
    band = int(outlook.rules(view.filters.snapshot_id).forecast_band_pct or 0)
    return Tile("Expected by the end", number, "forecast_mid", draw.expected_words(row, band))


def _lump_sums(row: Mapping[str, Any]) -> str:
    if pd.isna(row["lump_sums_left"]) or row["median_lump_sum_eur"] is None:
        return "no lump sum known"
    return f"{words.plural(whole(row['lump_sums_left']), 'lump sum')} of {words.eur(row['median_lump_sum_eur'])}"


def _assumed(single: pd.DataFrame) -> None:
    """Says whose period is not published, and what is assumed instead."""
    assumed = single[single["is_period_assumed"]]
    if len(assumed):
        named = words.listing([str(one) for one in assumed["acronym"]], most=20)
        st.caption(
            plain(
                f"Start or end of the period is not published for {named}: the earliest published start and the default length "
                "of the settings are assumed (period_months_default, on the page About the data)."
            )
        )


def _table(view: View, forecast: pd.DataFrame, single: pd.DataFrame, band: int) -> None:
    title = "Outlook per partnership"
    shown = single.assign(
        run_out=[draw.run_out_cell(row) for row in single.to_dict("records")],
        band=[draw.band_cell(row) for row in single.to_dict("records")],
    )
    with st.container(horizontal=True, vertical_alignment="center", key="outlook_head"):
        st.markdown(f"##### {title}", width="stretch")
        downloads.buttons("outlook", title, view.snapshot, lambda: [forecast.drop(columns="partnership_id")])
    config = {"band": st.column_config.Column(f"{band} % band", help="From the lower to the upper edge of the band.")}
    links.table(shown, view.filters, "outlook_table", title, height="content", columns=COLUMNS, config=config)


def _errors(view: View, day: date, band: int) -> None:
    """How wrong the same forecast was when it was made in earlier months."""
    scores = outlook.backtest_scores(view.filters, day)
    st.markdown("##### How wrong the forecast has been")
    if scores.empty:
        st.caption(
            "No earlier month has both enough months before it and an outcome after it, so there is nothing to try."
        )
        return
    st.caption(plain(draw.error_words(scores, band)))
    table.show(scores, "backtest", "Errors of the forecast in earlier months", height="content")
    trials = outlook.backtest(view.filters, day)
    downloads.buttons("forecast_trials", "Forecasts made in earlier months", view.snapshot, lambda: [trials])
