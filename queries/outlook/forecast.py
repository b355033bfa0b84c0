"""The forecast to the end of the period, and the burn-down of the money towards it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from languages import N_
from languages import gettext as _
from queries import budget
from queries.filters import Filters
from queries.outlook import observed
from queries.outlook.days import month_edges, months_after, whole_months
from queries.outlook.simulation import Futures, Known, Terms, futures, prices

CENT = Decimal("0.01")
ALL = ""
ALL_CHOSEN = N_("All chosen partnerships")
# Late enough to mean never, for a payment that no setting calls overdue.
NEVER_DAYS = 100_000
SNAPSHOTS_AND_DAYS = 8
VIEWS = 256

Array = np.ndarray


@dataclass(frozen=True)
class Rules:
    """The settings as numbers; None for one that the snapshot does not have, whose alert or forecast there is not then."""

    period_months_default: int | None
    forecast_months_least: int | None
    forecast_pace_months: int | None
    forecast_swing_pct: Decimal | None
    forecast_band_pct: Decimal | None
    alert_under_use_points: Decimal | None
    alert_over_commitment_pct: Decimal | None
    alert_run_out_days: int | None
    alert_target_chance_pct: Decimal | None
    alert_overdue_days: int | None

    @property
    def pace_months(self) -> int:
        """Months of the latest pace, three where no setting says."""
        return max(self.forecast_pace_months or 3, 1)

    @property
    def overdue_days(self) -> int:
        """Days from which a payment counts as overdue."""
        return NEVER_DAYS if self.alert_overdue_days is None else self.alert_overdue_days

    @property
    def terms(self) -> Terms | None:
        """What the simulation takes; None where the settings do not say."""
        if self.forecast_months_least is None or self.forecast_swing_pct is None or self.forecast_band_pct is None:
            return None
        return Terms(max(self.forecast_months_least, 1), self.pace_months, float(self.forecast_swing_pct) / 100)

    @property
    def tail(self) -> float:
        """Share of the outcomes below the band, and above it."""
        return (1 - min(float(self.forecast_band_pct or 0), 100.0) / 100) / 2


@lru_cache(maxsize=SNAPSHOTS_AND_DAYS)
def rules(snapshot_id: str) -> Rules:
    """The settings of a snapshot as numbers."""
    found = observed.settings(snapshot_id).set_index("setting_id")["value"]
    settled: dict[str, Any] = {
        name: None if name not in found else int(found[name]) if kind == int | None else found[name]
        for name, kind in Rules.__annotations__.items()
    }
    return Rules(**settled)


def standing_on(snapshot_id: str, days: Iterable[date]) -> dict[date, pd.DataFrame]:
    """Where each partnership stood on each of the days (see observed.standing), with months_known since its first match."""
    settled = rules(snapshot_id)
    found = observed.standing(snapshot_id, days, settled.pace_months, settled.overdue_days)
    first = found["first_match"]
    months = [
        0 if pd.isna(one) else whole_months(one.date(), on.date()) for one, on in zip(first, found["day"], strict=True)
    ]
    found = found.assign(months_known=months)
    return {day: found[found["day"] == pd.Timestamp(day)].reset_index(drop=True) for day in days}


def known_on(snapshot_id: str, standing: Mapping[date, pd.DataFrame]) -> dict[date, Known]:
    """All that was known on each of the days of `standing`; a day on which too few months were known is left out."""
    terms = rules(snapshot_id).terms
    if terms is None:
        return {}
    enough = [day for day, held in standing.items() if len(held) and held["months_known"].max() >= terms.months_least]
    waiting = observed.waiting(snapshot_id, enough)
    steps, matches = observed.steps(snapshot_id), observed.matches(snapshot_id)
    return {
        day: Known(day, standing[day], steps, matches, waiting[waiting["day"] == pd.Timestamp(day)], terms)
        for day in enough
    }


@lru_cache(maxsize=SNAPSHOTS_AND_DAYS)
def futures_on(snapshot_id: str, day: date) -> Futures | None:
    """The simulated futures of all partnerships from a day; None where too few months are known. A snapshot never changes,
    so they are made once."""
    known = known_on(snapshot_id, standing_on(snapshot_id, [day]))
    return futures(known[day]) if day in known else None


def chosen_rows(standing: pd.DataFrame, filters: Filters) -> Array:
    """Which rows are partnerships that the filters choose, as on the Budget page."""
    wanted = set(filters.ecosystems)
    of_ecosystem = [
        not wanted or bool(wanted & set(have)) if have is not None else not wanted for have in standing["ecosystems"]
    ]
    payers = filters.payers
    named = np.ones(len(standing), bool) if not payers else standing["partnership_id"].isin(payers).to_numpy()
    return named & np.array(of_ecosystem, bool)


def quantiles(outcomes: Array, tail: float) -> tuple[int, int, int]:
    """Low, middle and high of outcomes, each of them one that was simulated."""
    low, middle, high = np.quantile(outcomes, [tail, 0.5, 1 - tail], method="inverted_cdf")
    return int(low), int(middle), int(high)


def forecast(filters: Filters, day: date) -> pd.DataFrame:
    """One row per chosen partnership in register order, then one for all of them (partnership_id "") if there are any.

    took_place, exchange_target (summed for all) and its basis; period_end with is_period_assumed; months_left; forecast_low,
    forecast_mid and forecast_high of exchanges that will have taken place at the end, funded_mid of them with the money that
    there is, and target_chance_pct (all empty where too few months are known); pace_a_month of the last months and
    needed_a_month to reach the target;
    available_eur, used_eur (paid net, payable and committed), remaining_eur; end_low_eur, end_mid_eur and end_high_eur, what
    will remain at the end; run_out_date (empty for not before the end), run_out_early_date (the unlucky edge of the band)
    and run_out_chance_pct; median_lump_sum_eur and lump_sums_left at it.
    """
    answer = _forecast(narrowing(filters), day).copy()
    answer.loc[answer["partnership_id"] == ALL, "acronym"] = _(ALL_CHOSEN)
    return answer


def narrowing(filters: Filters) -> Filters:
    """The filters that choose partnerships, and no others: views that differ in the rest have one answer."""
    return Filters(filters.snapshot_id, filters.payers, ecosystems=filters.ecosystems)


@lru_cache(maxsize=VIEWS)
def _forecast(filters: Filters, day: date) -> pd.DataFrame:
    settled = rules(filters.snapshot_id)
    standing = standing_on(filters.snapshot_id, [day])[day]
    ahead = futures_on(filters.snapshot_id, day)
    places = [int(at) for at in np.flatnonzero(chosen_rows(standing, filters))]
    rows = [_row(standing.iloc[[at]], ahead, [at], day, settled) for at in places]
    if rows:
        row = _row(standing.iloc[places], ahead, places, day, settled)
        # The median of several partnerships is not that of their medians: the Budget page asks the same question.
        granted = budget.headline(filters, day).iloc[0]
        row |= {"median_lump_sum_eur": granted["median_eur"], "lump_sums_left": granted["lump_sums_left"]}
        rows.append(row | {"partnership_id": ALL, "acronym": ALL_CHOSEN})
    # Whole numbers also where some are empty.
    answer = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COUNTS, "Int64"))
    return answer.assign(**{name: pd.to_datetime(answer[name]) for name in DATES})


COUNTS = ("forecast_low", "forecast_mid", "forecast_high", "funded_mid", "lump_sums_left")
DATES = ("period_start", "period_end", "run_out_date", "run_out_early_date")
COLUMNS = [
    *(
        "partnership_id",
        "acronym",
        "took_place",
        "exchange_target",
        "exchange_target_basis",
        "period_start",
        "period_end",
    ),
    *(
        "is_period_assumed",
        "months_left",
        "forecast_low",
        "forecast_mid",
        "forecast_high",
        "funded_mid",
        "target_chance_pct",
    ),
    *("pace_a_month", "needed_a_month", "available_eur", "used_eur", "remaining_eur", "end_low_eur", "end_mid_eur"),
    *("end_high_eur", "run_out_date", "run_out_early_date", "run_out_chance_pct", "median_lump_sum_eur"),
    *("lump_sums_left", "overdue", "overdue_eur", "months_known"),
]


def _row(held: pd.DataFrame, ahead: Futures | None, places: list[int], day: date, settled: Rules) -> dict[str, Any]:
    one = held.iloc[0]
    end = max(held["period_end"]).date() if held["period_end"].notna().any() else None
    months_left = _months_between(day, end) if end else Decimal(0)
    took_place, target = int(held["took_place"].sum()), held["exchange_target"].sum()
    lacking = max(int(target) - took_place, 0)
    running = held[held["period_end"] > pd.Timestamp(day)]
    remaining = sum(held["remaining_eur"], Decimal("0.00"))
    available = sum(held["available_eur"], Decimal("0.00"))
    median = one["median_eur"] if len(held) == 1 else None
    row: dict[str, Any] = {
        "partnership_id": one["partnership_id"],
        "acronym": one["acronym"],
        "took_place": took_place,
        "exchange_target": int(target),
        "exchange_target_basis": _basis(held["exchange_target_basis"]),
        "period_start": min(held["period_start"]),
        "period_end": max(held["period_end"]),
        "is_period_assumed": bool((held["is_start_assumed"] | held["is_end_assumed"]).any()),
        "months_left": months_left,
        "pace_a_month": _tenth(Decimal(int(held["took_place_lately"].sum())) / settled.pace_months),
        "needed_a_month": _tenth(lacking / months_left) if months_left and len(running) else None,
        "available_eur": available,
        "used_eur": available - remaining,
        "remaining_eur": remaining,
        "median_lump_sum_eur": median,
        "lump_sums_left": int(max(remaining, Decimal(0)) // median) if median else None,
        "overdue": int(held["overdue"].sum()),
        "overdue_eur": sum(held["overdue_eur"], Decimal("0.00")),
        "months_known": int(held["months_known"].max()),
    }
    if ahead is not None and row["months_known"] >= (settled.forecast_months_least or 0):
        row |= _outcomes(ahead, places, took_place, int(target), remaining, end, settled)
        row["funded_mid"] = took_place + _funded(held, ahead, places)
    return row


def _outcomes(
    ahead: Futures,
    places: list[int],
    took_place: int,
    target: int,
    remaining: Decimal,
    end: date | None,
    settled: Rules,
) -> dict[str, Any]:
    """Bands and dates from the simulated futures of some partnerships together."""
    done = took_place + ahead.ended[:, places, -1].sum(axis=1)
    low, middle, high = quantiles(done, settled.tail)
    left = float(remaining * 100) - ahead.promised_cents[:, places, :].sum(axis=1)
    least, likely, most = (_eur(cents) for cents in quantiles(left[:, -1], settled.tail))
    days = _run_out_days(left, ahead.edges)
    early, typical = np.quantile(days, [settled.tail, 0.5, 1], method="inverted_cdf")[:2]
    return {
        "forecast_low": low,
        "forecast_mid": middle,
        "forecast_high": high,
        "target_chance_pct": _tenth(Decimal(int((done >= target).sum() * 100)) / len(done)) if target else None,
        "end_low_eur": least,
        "end_mid_eur": likely,
        "end_high_eur": most,
        "run_out_date": _date(ahead.edges[0], typical, end),
        "run_out_early_date": _date(ahead.edges[0], early, end),
        "run_out_chance_pct": _tenth(Decimal(int(np.isfinite(days).sum() * 100)) / len(days)),
    }


def _funded(held: pd.DataFrame, ahead: Futures, places: list[int]) -> int:
    """Of the exchanges to come, how many the money of their own partnership pays at its mean lump sum, in the middle case."""
    mean = prices(held)[0]
    left = held["remaining_eur"].to_numpy(float) * 100
    lacking = (ahead.promised_cents[:, places, -1] - left).clip(0)
    unpaid = np.ceil(lacking / np.maximum(mean * 100, 1))
    return quantiles((ahead.ended[:, places, -1] - unpaid).clip(0).sum(axis=1), 0.5)[1]


def _run_out_days(left: Array, edges: tuple[date, ...]) -> Array:
    """By simulation, days from now to the day on which nothing is left, evenly spread over its month; infinite for never."""
    at = np.array([(edge - edges[0]).days for edge in edges], float)
    empty = left <= 0
    first = empty.argmax(axis=1)
    rows = np.arange(len(left))
    before, after = left[rows, np.maximum(first - 1, 0)], left[rows, first]
    share = np.where(before > after, before / np.maximum(before - after, 1), 0.0)
    days = at[np.maximum(first - 1, 0)] + share * (at[first] - at[np.maximum(first - 1, 0)])
    return np.where(empty.any(axis=1), np.where(first == 0, 0.0, days), np.inf)


def _date(day: date, days: float, end: date | None) -> pd.Timestamp | None:
    if not np.isfinite(days):
        return None
    on = day + timedelta(days=int(days))
    return pd.Timestamp(on if end is None else min(on, max(end, day)))


def _months_between(day: date, end: date) -> Decimal:
    """Months from the end of a day to the end of another, to the tenth; none below zero."""
    if end <= day:
        return Decimal(0)
    whole = whole_months(day + timedelta(days=1), end)
    over = (end - months_after(day, whole)).days
    return _tenth(Decimal(whole) + Decimal(over) / Decimal(30))


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"))


def _eur(cents: int) -> Decimal:
    return (Decimal(cents) / 100).quantize(CENT)


def _basis(bases: "pd.Series[str]") -> str:
    """One word for several: published where all are."""
    found = set(bases)
    return found.pop() if len(found) == 1 else "published in part" if "published" in found else "assumed in part"


def burn_down(filters: Filters, day: date) -> pd.DataFrame:
    """One row per month's end from the first movement to the day, then per month to the end of the last period: is_ahead,
    available_eur, unpaid_eur (available less net paid), remaining_eur (less what is promised too), plan_eur (what would be
    left if each partnership used its money evenly over its period), and ahead of the day low_eur, mid_eur and high_eur of
    what will remain; empty where there is no forecast."""
    return _burn_down(narrowing(filters), day).copy()


@lru_cache(maxsize=VIEWS)
def _burn_down(filters: Filters, day: date) -> pd.DataFrame:
    settled = rules(filters.snapshot_id)
    standing = standing_on(filters.snapshot_id, [day])[day]
    places = np.flatnonzero(chosen_rows(standing, filters))
    held = standing.iloc[places]
    if held.empty or held["period_end"].isna().all():
        return pd.DataFrame({name: [] for name in BURN_DOWN})
    first, end = min(held["period_start"]).date(), max(held["period_end"]).date()
    past = sorted({day, *_month_ends(first, day)})
    money = observed.money_on(filters, past).assign(is_ahead=False)
    # Before the first movement there is nothing to burn; the day itself stays in any case.
    has_begun = (money["available_eur"] != 0).cummax() | (money["day"] == pd.Timestamp(day))
    money = money[has_begun].reset_index(drop=True)
    edges = month_edges(day, end)[1:] if end > day else []
    rows = [money, pd.DataFrame({"day": pd.to_datetime(edges), "is_ahead": True})] if edges else [money]
    answer = pd.concat(rows, ignore_index=True)
    answer["plan_eur"] = [_plan(held, one.date()) for one in answer["day"]]
    for column in ("low_eur", "mid_eur", "high_eur"):
        answer[column] = None
    ahead = futures_on(filters.snapshot_id, day)
    if ahead is not None and held["months_known"].max() >= (settled.forecast_months_least or 0):
        remaining = float(sum(held["remaining_eur"], Decimal(0)) * 100)
        left = remaining - ahead.promised_cents[:, places, :].sum(axis=1)
        for number, at in enumerate(answer.index[answer["day"] >= pd.Timestamp(day)]):
            band = [_eur(cents) for cents in quantiles(left[:, number], settled.tail)]
            answer.loc[at, ["low_eur", "mid_eur", "high_eur"]] = band
    return answer[BURN_DOWN]


BURN_DOWN = [
    "day",
    "is_ahead",
    "available_eur",
    "unpaid_eur",
    "remaining_eur",
    "plan_eur",
    "low_eur",
    "mid_eur",
    "high_eur",
]


def _month_ends(first: date, last: date) -> list[date]:
    """Last days of the months from that of the first day, up to the last."""
    start = first.replace(day=1) - timedelta(days=1)
    ends = []
    while (start := months_after(start, 1)) <= last:
        ends.append(start)
    return ends


def _plan(held: pd.DataFrame, on: date) -> Decimal:
    """What would be left on a day if each partnership used its money evenly from the first to the last day of its period."""
    total = Decimal(0)
    for start, end, available in zip(held["period_start"], held["period_end"], held["available_eur"], strict=True):
        days = (end - start).days + 1
        passed = min(max((pd.Timestamp(on) - start).days + 1, 0), days)
        total += available * (days - passed) / days
    return total.quantize(CENT)
