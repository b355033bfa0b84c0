"""Questions of the Outlook page: will the target be reached, and when does the money run out?

As on the Budget page the filters narrow partnerships, and every exchange counts that those pay for. The forecast of a
partnership is made of what is known of all, so it is the same in every view.
"""

from queries.outlook.alerts import alerts
from queries.outlook.backtest import backtest, backtest_scores
from queries.outlook.forecast import ALL, Rules, burn_down, forecast, rules
from queries.outlook.observed import settings

__all__ = ["ALL", "Rules", "alerts", "backtest", "backtest_scores", "burn_down", "forecast", "rules", "settings"]
