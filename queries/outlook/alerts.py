"""Alerts: which partnerships are off course, and by which figures. Thresholds are settings."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from languages import N_
from queries.filters import Filters
from queries.outlook.forecast import ALL, VIEWS, Rules, forecast, narrowing, rules

Kind = Literal["overdue payments", "over-commitment", "run-out before the end", "target out of reach", "under-use"]
Severity = Literal["act now", "watch"]

KINDS: tuple[Kind, ...] = (
    N_("overdue payments"),
    N_("over-commitment"),
    N_("run-out before the end"),
    N_("target out of reach"),
    N_("under-use"),
)
SEVERITIES: tuple[Severity, ...] = (N_("act now"), N_("watch"))
# Of the figure, beside its threshold.
UNITS = (N_("payments"), N_("% used"), N_("days before the end"), N_("% of outcomes"), N_("points behind"))
ALERT = [
    "severity",
    "kind",
    "partnership_id",
    "acronym",
    "figure",
    "unit",
    "threshold",
    "amount_eur",
    "on_date",
    "setting_id",
]

Found = tuple[Severity, Kind, Decimal, str, Decimal, Decimal | None, date | None, str]


def alerts(filters: Filters, day: date) -> pd.DataFrame:
    """One row per alert of a chosen partnership, those to act on first, then by kind and in register order: severity (act
    now, watch), kind, figure in its unit against the threshold of setting_id, and with it an amount_eur and an on_date where
    the kind has them. A kind whose setting the snapshot does not have gives no alert."""
    return _alerts(narrowing(filters), day).copy()


@lru_cache(maxsize=VIEWS)
def _alerts(filters: Filters, day: date) -> pd.DataFrame:
    settled = rules(filters.snapshot_id)
    rows = []
    for row in forecast(filters, day).to_dict("records"):
        if row["partnership_id"] == ALL:
            continue
        for found in _of_partnership(row, day, settled):
            severity, kind, *rest = found
            rows.append(dict(zip(ALERT, (severity, kind, row["partnership_id"], row["acronym"], *rest), strict=True)))
    answer = pd.DataFrame(rows, columns=ALERT)
    order = pd.DataFrame({"s": answer["severity"].map(SEVERITIES.index), "k": answer["kind"].map(KINDS.index)})
    answer = answer.loc[order.sort_values(["s", "k"], kind="stable").index].reset_index(drop=True)
    return answer.assign(on_date=pd.to_datetime(answer["on_date"]))


def _of_partnership(row: dict[Any, Any], day: date, settled: Rules) -> Iterator[Found]:
    available, remaining, used = row["available_eur"], row["remaining_eur"], row["used_eur"]
    used_pct = (used * 100 / available).quantize(Decimal("0.1")) if available > 0 else None
    end, runs = row["period_end"].date(), row["period_end"].date() > day
    if settled.alert_overdue_days is not None and row["overdue"]:
        number, least = Decimal(row["overdue"]), Decimal(settled.alert_overdue_days)
        yield "act now", "overdue payments", number, "payments", least, row["overdue_eur"], None, "alert_overdue_days"
    limit = settled.alert_over_commitment_pct
    if limit is not None and ((used_pct is not None and used_pct >= limit) or (available <= 0 < used)):
        severity: Severity = "act now" if remaining < 0 else "watch"
        figure = used_pct if used_pct is not None else Decimal(0)
        yield severity, "over-commitment", figure, "% used", limit, remaining, None, "alert_over_commitment_pct"
    out, margin = row["run_out_date"], settled.alert_run_out_days
    if margin is not None and runs and not pd.isna(out) and out.date() <= end - timedelta(days=margin):
        days = Decimal((end - out.date()).days)
        soon = out.date() <= day + timedelta(days=margin)
        yield (
            "act now" if soon else "watch", "run-out before the end", days, "days before the end", Decimal(margin),
            remaining, out.date(), "alert_run_out_days",
        )  # fmt: skip
    chance, least_chance = row["target_chance_pct"], settled.alert_target_chance_pct
    if least_chance is not None and runs and chance is not None and not pd.isna(chance) and chance <= least_chance:
        yield (
            "watch",
            "target out of reach",
            chance,
            "% of outcomes",
            least_chance,
            None,
            end,
            "alert_target_chance_pct",
        )
    points, start = settled.alert_under_use_points, row["period_start"].date()
    if points is not None and used_pct is not None and end > start:
        passed = min(max((day - start).days + 1, 0), (end - start).days + 1)
        behind = Decimal(passed * 100) / ((end - start).days + 1) - used_pct
        if behind >= points:
            behind = behind.quantize(Decimal("0.1"))
            yield "watch", "under-use", behind, "points behind", points, remaining, end, "alert_under_use_points"
