"""Answers of questions as plain Python values, for comparison with rows written out by hand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd


def plain(value: Any) -> Any:
    """A cell as None, bool, int, float, str, Decimal, list or, for a day, as ISO text."""
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item) for item in value]
    if pd.isna(value):
        return None
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return value.item() if isinstance(value, np.generic) else value


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """The rows in their order, as tuples of the named columns (all of them if none is named)."""
    chosen = list(columns) or list(frame.columns)
    return [tuple(map(plain, row)) for row in frame[chosen].itertuples(index=False, name=None)]


def one(frame: pd.DataFrame) -> dict[str, Any]:
    """The only row of an answer, by column."""
    assert len(frame) == 1
    return dict(zip(frame.columns, rows(frame)[0], strict=True))


def eur(*amounts: str) -> tuple[Decimal, ...]:
    """Amounts as the door gives them: exact, with cents."""
    return tuple(Decimal(amount) for amount in amounts)


def assert_cents(frame: pd.DataFrame) -> None:
    """Every money column holds exact decimals with two places."""
    for column in (name for name in frame.columns if name.endswith("_eur")):
        for value in frame[column]:
            assert isinstance(value, Decimal), (column, value)
            assert value.as_tuple().exponent == -2, (column, value)
