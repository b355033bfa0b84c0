"""Values of cells read exactly: counts as int, money as Decimal, dates as date."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

ZERO = Decimal("0.00")


def whole(value: Any) -> int:
    """A count from a cell; a missing one is none."""
    return 0 if pd.isna(value) else int(value)


def money(value: Any) -> Decimal:
    """An amount from a cell, exact; a missing one is zero. Raises TypeError for a float, whose cents are not known."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else ZERO
    if pd.isna(value):
        return ZERO
    if isinstance(value, float):
        raise TypeError("money is Decimal, not float")
    return Decimal(int(value))


def month_end(value: Any) -> date:
    """Last day of the month of `value`."""
    within: date = pd.Timestamp(value).date()
    return (within.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
