"""When exchanges start and how they end: the scheme's history as weights per period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.sample.shares import quotas

Mode = Literal["physical", "virtual"]
Outcome = Literal["took place", "ongoing", "agreed", "matched", "cancelled"]

AS_OF = date(2022, 6, 30)
TOOL_LIVE = date(2020, 9, 23)

# Exchanges per month at 650 in all. First month, then one number for each month that follows.
_PHYSICAL = (date(2021, 6, 1), (6, 14, 8, 32, 48, 50, 20, 14, 26, 58, 54, 74, 52))
_VIRTUAL = (date(2020, 11, 1), (8, 7, 9, 12, 15, 12, 12))
_VIRTUAL_LATER = (date(2021, 7, 1), (3, 0, 3, 2, 4, 3, 4, 2))
_CANCELLED_VIRTUAL = (date(2021, 1, 1), (1, 1, 0, 1, 1))
_CANCELLED_PHYSICAL = (date(2021, 8, 1), (1, 1, 2, 2, 4, 4, 2, 1, 1, 2, 1))


@dataclass(frozen=True)
class Period:
    """Exchanges whose stay starts from `first_day` to `last_day` (for the outcome matched: that are matched then)."""

    mode: Mode
    outcome: Outcome
    first_day: date
    last_day: date
    weight: float


@dataclass(frozen=True)
class PeriodCount:
    """A period with the number of its exchanges; `first_slot` counts the exchanges of the periods before it."""

    period: Period
    first_slot: int
    slots: int


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _months(mode: Mode, outcome: Outcome, series: tuple[date, Sequence[float]]) -> list[Period]:
    first, weights = series
    periods = []
    for weight in weights:
        following = _next_month(first)
        if weight:
            periods.append(Period(mode, outcome, first, following - timedelta(days=1), weight))
        first = following
    return periods


def periods() -> list[Period]:
    """All periods; physical exchanges that took place come first, so that their slots count from zero."""
    return [
        *_months("physical", "took place", _PHYSICAL),
        Period("virtual", "took place", date(2020, 10, 5), date(2020, 10, 30), 4),
        *_months("virtual", "took place", _VIRTUAL),
        Period("virtual", "took place", date(2021, 6, 7), date(2021, 6, 30), 5),
        *_months("virtual", "took place", _VIRTUAL_LATER),
        Period("physical", "ongoing", date(2022, 6, 1), AS_OF, 19.5),
        Period("physical", "agreed", date(2022, 7, 1), date(2022, 7, 29), 13),
        Period("physical", "agreed", date(2022, 8, 1), date(2022, 8, 31), 3),
        Period("physical", "agreed", date(2022, 9, 1), date(2022, 9, 30), 13),
        Period("physical", "matched", date(2022, 4, 20), AS_OF, 16),
        *_months("virtual", "cancelled", _CANCELLED_VIRTUAL),
        *_months("physical", "cancelled", _CANCELLED_PHYSICAL),
    ]


def period_counts(exchanges: int) -> list[PeriodCount]:
    """The periods with their whole numbers of exchanges, which sum to `exchanges`."""
    all_periods = periods()
    counts = quotas([period.weight for period in all_periods], exchanges)
    result, first_slot = [], 0
    for period, slots in zip(all_periods, counts, strict=True):
        result.append(PeriodCount(period, first_slot, slots))
        first_slot += slots
    return result
