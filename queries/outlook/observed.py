"""What has been observed up to a day: the questions that the forecast is made from."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from queries.filters import Filters
from queries.question import ask

HERE = Path(__file__).parent


def settings(snapshot_id: str) -> pd.DataFrame:
    """One row per setting: setting_id, value, unit, label, basis, source."""
    return ask(HERE / "settings.sql", snapshot_id)


def steps(snapshot_id: str) -> pd.DataFrame:
    """One row per stage of the pipeline, day of entering and day of leaving it (empty while in it), all partnerships
    together: moved_on (or else cancelled), exchanges."""
    return ask(HERE / "steps.sql", snapshot_id)


def matches(snapshot_id: str) -> pd.DataFrame:
    """One row per visiting partnership and day with a match: matches."""
    return ask(HERE / "matches.sql", snapshot_id)


def waiting(snapshot_id: str, days: Iterable[date]) -> pd.DataFrame:
    """One row per day asked for, partnership, stage and whole weeks spent in it: exchanges in the pipeline on that day."""
    return ask(HERE / "waiting.sql", snapshot_id, days=_texts(days))


def standing(snapshot_id: str, days: Iterable[date], pace_months: int, overdue_days: int) -> pd.DataFrame:
    """One row per day asked for and partnership in register order, from what was known on that day: target, period and
    whether it is assumed, first_match, exchanges that took_place and that ended in the last pace_months, money, payments
    overdue by overdue_days, and what exchanges agreed in the year before cost (mean_eur, spread_eur, priced exchanges)."""
    return ask(
        HERE / "standing.sql", snapshot_id, days=_texts(days), pace_months=pace_months, overdue_days=overdue_days
    )


def money_on(filters: Filters, days: Iterable[date]) -> pd.DataFrame:
    """One row per day asked for, the chosen partnerships together: available_eur, unpaid_eur (available less net paid),
    remaining_eur."""
    chosen = {"partnerships": list(filters.payers), "ecosystems": list(filters.ecosystems)}
    return ask(HERE / "money_on.sql", filters.snapshot_id, days=_texts(days), **chosen)


def _texts(days: Iterable[date]) -> list[str]:
    return sorted({day.isoformat() for day in days})
