"""Parts of the Outlook page: the answer with its tiles, the table of partnerships, and how wrong the forecast has been."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts import outlook as draw
from charts import words
from languages import gettext as _
from queries import outlook
from scenes import outlook as scene
from ui import downloads, figure, focus, table, tiles
from ui import profile_links as links
from ui.text import plain
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
            _("No partnership matches this view. Remove a filter in the bar on the left."),
            icon=":material/filter_alt_off:",
        )
        return
    tiles.row(*scene.facts(row, single, band, day))
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


def _assumed(single: pd.DataFrame) -> None:
    """Says whose period is not published, and what is assumed instead."""
    assumed = single[single["is_period_assumed"]]
    if len(assumed):
        named = words.listing([str(one) for one in assumed["acronym"]], most=20)
        st.caption(
            plain(
                _(
                    "Start or end of the period is not published for {partnerships}: the earliest published start and the default "
                    "length of the settings are assumed (period_months_default, on the page About the data).",
                    partnerships=named,
                )
            )
        )


def _table(view: View, forecast: pd.DataFrame, single: pd.DataFrame, band: int) -> None:
    title = _("Outlook per partnership")
    shown = single.assign(
        run_out=[draw.run_out_cell(row) for row in single.to_dict("records")],
        band=[draw.band_cell(row) for row in single.to_dict("records")],
    )
    with st.container(horizontal=True, vertical_alignment="center", key="outlook_head"):
        st.markdown(f"##### {title}", width="stretch")
        downloads.buttons("outlook", title, view.snapshot, lambda: [forecast.drop(columns="partnership_id")])
    edges = _("From the lower to the upper edge of the band.")
    config = {"band": st.column_config.Column(_("{share} % band", share=band), help=edges)}
    links.table(shown, view.filters, "outlook_table", title, height="content", columns=COLUMNS, config=config)


def _errors(view: View, day: date, band: int) -> None:
    """How wrong the same forecast was when it was made in earlier months."""
    scores = outlook.backtest_scores(view.filters, day)
    st.markdown(f"##### {_('How wrong the forecast has been')}")
    if scores.empty:
        st.caption(
            _("No earlier month has both enough months before it and an outcome after it, so there is nothing to try.")
        )
        return
    st.caption(plain(draw.error_words(scores, band)))
    table.show(scores, "backtest", _("Errors of the forecast in earlier months"), height="content")
    trials = outlook.backtest(view.filters, day)
    downloads.buttons("forecast_trials", _("Forecasts made in earlier months"), view.snapshot, lambda: [trials])
