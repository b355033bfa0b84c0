"""Questions of the Outlook page: will the target be reached, and when does the money run out?

As on the Budget page the filters narrow partnerships, and every exchange counts that those pay for. The forecast of a
partnership is made of what is known of all, so it is the same in every view.
"""

from queries.outlook.alerts import alerts
from queries.outlook.backtest import backtest, backtest_scores
from queries.outlook.forecast import ALL, Rules, burn_down, forecast, rules
from queries.outlook.observed import settings
from queries.outlook.scenario import EFFECTS, Scenario, ceilings, scenario

__all__ = [
    "ALL",
    "EFFECTS",
    "Rules",
    "Scenario",
    "alerts",
    "backtest",
    "backtest_scores",
    "burn_down",
    "ceilings",
    "forecast",
    "rules",
    "scenario",
    "settings",
]
