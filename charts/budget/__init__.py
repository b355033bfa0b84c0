"""Charts of the Budget page."""

from charts.budget.money_over_time import money_over_time
from charts.budget.payments_due import payments_due
from charts.budget.position import position
from charts.budget.waterfall import waterfall

__all__ = ["money_over_time", "payments_due", "position", "waterfall"]
