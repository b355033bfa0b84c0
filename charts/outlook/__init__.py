"""Charts of the Outlook page."""

from charts.outlook.alert_words import alert_reason, alerts_count, alerts_line, plain_number
from charts.outlook.burn_down import burn_down
from charts.outlook.reach import reach
from charts.outlook.sentences import (
    NO_FORECAST,
    band_cell,
    error_words,
    expected_words,
    has_forecast,
    needed_words,
    outlook_words,
    run_out_cell,
    run_out_early_words,
    run_out_words,
)
from charts.outlook.waterfall import MARK, waterfall

__all__ = [
    "MARK",
    "NO_FORECAST",
    "alert_reason",
    "alerts_count",
    "alerts_line",
    "band_cell",
    "burn_down",
    "error_words",
    "expected_words",
    "has_forecast",
    "needed_words",
    "outlook_words",
    "plain_number",
    "reach",
    "run_out_cell",
    "run_out_early_words",
    "run_out_words",
    "waterfall",
]
