"""Questions of the Budget page: where does the lump-sum money stand?

An allocation belongs to a partnership, not to a country or a month. So these questions take from the filters what narrows
partnerships (partnerships, and ecosystems of partnerships) and count every exchange that those pay for.

`as_of` is the day whose books are asked for: what stood where when it ended, from the same transactions and dated steps.
Left out, or later than the day on which the snapshot's data are true, it is that day.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data import exception_words, rule_words, warehouse
from languages import gettext as _
from queries.budget import lump_sum_words
from queries.filters import Filters, Mode
from queries.question import ask
from queries.worded import in_place_of

HERE = Path(__file__).parent

# What a reader scans; totals count the rest, and downloads hold it.
ROWS_SHOWN = 500


def _ask_partnerships(sql_file: Path, filters: Filters, as_of: date | None, **params: Any) -> pd.DataFrame:
    chosen = {"partnerships": list(filters.payers), "ecosystems": list(filters.ecosystems)}
    return ask(sql_file, filters.snapshot_id, **chosen, as_of=day_of(filters, as_of).isoformat(), **params)


def day_of(filters: Filters, as_of: date | None) -> date:
    """The day that a question with this `as_of` is about."""
    last = warehouse.describe(filters.snapshot_id).as_of_date
    return last if as_of is None else min(as_of, last)


def _is_past(filters: Filters, as_of: date | None) -> bool:
    """Whether the lists kept for the snapshot's own day do not serve."""
    return day_of(filters, as_of) < warehouse.describe(filters.snapshot_id).as_of_date


def headline(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row: what is to be paid in the seven days from the as-of date and before (due_week, due_week_eur), how much of it is
    overdue (overdue, overdue_eur), remaining_eur of available_eur, lump_sums_left at the median_eur of the lump sums granted
    (both empty where none is), and took_place and under_way (matched to ongoing) against exchange_target."""
    return _ask_partnerships(HERE / "headline.sql", filters, as_of)


def position(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per chosen partnership in register order: allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur,
    recovered_eur, remaining_eur and footing_difference_eur (0.00 when the position adds up)."""
    return _ask_partnerships(HERE / "position.sql", filters, as_of)


def totals(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row: the sums of `position` over the chosen partnerships, and available_eur (allocation and transfers)."""
    return _ask_partnerships(HERE / "totals.sql", filters, as_of)


def money_over_time(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per month from the first movement to the as-of date, balances at the end of the month of the chosen partnerships
    together: allocation_eur, available_eur (allocation and transfers), committed_eur, payable_eur, paid_eur, recovered_eur."""
    return _ask_partnerships(HERE / "money_over_time.sql", filters, as_of)


def payments_due(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per day on which payments are due for exchanges validated and not paid, overdue first, payments without such a
    day last: due_date, days_left (below zero is overdue), payments, lump_sum_eur."""
    answer = _ask_partnerships(HERE / "payments_due.sql", filters, as_of)
    # whole days also where one is empty
    return answer.astype({"days_left": "Int64"})


def to_do(filters: Filters, as_of: date | None = None, limit: int = ROWS_SHOWN) -> pd.DataFrame:
    """One row per exchange that waits for a step, the longest overdue first, cut at `limit`: kind (payment due, closing report
    awaited, validation awaited, start overdue), exchange_id, due_date, days_left (below zero is overdue; both empty for a
    virtual exchange, which no one has to pay), since_date, lump_sum_eur and the parties."""
    answer = _ask_partnerships(HERE / "to_do.sql", filters, as_of, is_past=_is_past(filters, as_of), limit=limit)
    return answer.astype({"days_left": "Int64"})


def to_do_totals(filters: Filters, as_of: date | None = None) -> pd.DataFrame:
    """One row per kind of `to_do`, with zeros, whatever its limit: steps, overdue, lump_sum_eur, overdue_eur."""
    return _ask_partnerships(HERE / "to_do_totals.sql", filters, as_of, is_past=_is_past(filters, as_of))


def exceptions(
    filters: Filters, kind: str = "", as_of: date | None = None, limit: int = ROWS_SHOWN, holidays: bool = False
) -> pd.DataFrame:
    """One row per kind and exchange that departs from a rule of its day ("" is all kinds), the most at stake first, cut at
    `limit`: granted_eur, entitlement_eur (empty where it cannot be told), at_stake_eur, detail and what_to_do in words, rule_id
    with its rule in words, basis and source, and the parties. `holidays`: public holidays of the host country are no working
    days."""
    asked = {"is_past": _is_past(filters, as_of), "kind": kind, "limit": limit, "holidays": holidays}
    rows = _ask_partnerships(HERE / "exceptions.sql", filters, as_of, **asked)
    return _with_rule(
        in_place_of(
            rows,
            "facts",
            detail=map(exception_words.detail, rows["kind"], rows["facts"]),
            what_to_do=map(exception_words.remedy, rows["kind"]),
        )
    )


def _with_rule(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their rule in words after its id, and sources in words where they are no address."""
    place = list(rows.columns).index("rule_id") + 1
    rows.insert(place, "rule", rows["rule_id"].map(rule_words.rule_name))
    return rows.assign(source=rows["source"].map(_, na_action="ignore"))


def exception_totals(filters: Filters, as_of: date | None = None, holidays: bool = False) -> pd.DataFrame:
    """One row "in all", then one per kind of `exceptions` with zeros: exceptions, exchanges, at_stake_eur. In all, what an
    exchange puts at stake for several reasons counts once, up to what it was granted or paid less what was recovered."""
    asked = {"is_past": _is_past(filters, as_of), "holidays": holidays}
    return _ask_partnerships(HERE / "exception_totals.sql", filters, as_of, **asked)


def calendar(snapshot_id: str, country: str, first_day: date, last_day: date) -> pd.DataFrame:
    """One row for the days from one to another, both included, in a country: days, weekdays (Monday to Friday, none where the
    last lies before the first), holidays among the weekdays with holiday_names, and is_known, whether the snapshot has the
    public holidays of that year."""
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    return ask(HERE / "calendar.sql", snapshot_id, country=country, **days)


def lump_sum(
    snapshot_id: str, host_country: str, working_days: int | None, distance_km: float | None, mode: Mode, day: date
) -> pd.DataFrame:
    """The lump sum of a stay that starts on a day, one row per step of the way to it: step, rule_id, rule and finding in words,
    amount_eur after the step (empty where it cannot be told, or the step sets none), basis and source of the rule.

    The last row, rule_id "lump sum", is the answer. No row for a country that the register does not know.
    """
    stay = {"host_country": host_country, "working_days": working_days, "distance_km": distance_km, "mode": mode}
    rows = ask(HERE / "lump_sum.sql", snapshot_id, **stay, day=day.isoformat())
    return _with_rule(in_place_of(rows, "facts", finding=map(lump_sum_words.finding, rows["rule_id"], rows["facts"])))


def cluster_distance(snapshot_id: str, visiting: str, host: str) -> pd.DataFrame:
    """One row for two clusters of the register: host_country_code, distance_km (empty where a place is unknown) and
    is_approximate, where one stands at a place of its country for want of its own."""
    return ask(HERE / "cluster_distance.sql", snapshot_id, visiting=visiting, host=host)
