"""Whole months counted from any day, backwards and forwards."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The day so many months later (earlier below zero): the same day of the month, or the last where it has none.

    From the last day of a month to the last day of the other one, so that months stay whole.
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    last = monthrange(year, month)[1]
    is_month_end = (day + timedelta(days=1)).day == 1
    return date(year, month, last if is_month_end else min(day.day, last))


def whole_months(first: date, last: date) -> int:
    """Whole months from the start of the first day to the end of the last, none below zero."""
    months = max((last.year - first.year) * 12 + last.month - first.month + 1, 0)
    while months and months_after(last, -months) + timedelta(days=1) < first:
        months -= 1
    return months


def month_edges(day: date, end: date) -> list[date]:
    """The day itself, then each whole month after it, up to the first that is not before the end."""
    edges = [day]
    while edges[-1] < end:
        edges.append(months_after(day, len(edges)))
    return edges
