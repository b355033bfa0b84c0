"""Scenarios: what would remain if ceilings, stays, numbers or transfers were others. Nothing is written.

A changed ceiling applies to what is open: commitments not yet validated (agreed, ongoing, completed, reported), what the
forecast expects to be agreed, and extra exchanges. What is validated or paid is closed and never changes. A changed share
of short stays applies to stays that have not begun: agreed ones, expected ones and extra ones. A lump sum never grows
beyond the scheme's maximum, unless it was granted above it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from languages import gettext as _
from queries.filters import Filters
from queries.outlook.forecast import ALL, ALL_CHOSEN, CENT, forecast, narrowing
from queries.question import ask

HERE = Path(__file__).parent
NONE = Decimal("0.00")
EFFECTS = ("expected_effect_eur", "ceilings_effect_eur", "stays_effect_eur", "extra_effect_eur", "transfer_effect_eur")


@dataclass(frozen=True)
class Scenario:
    """Changes to try; the default changes nothing.

    ceiling_pct: new ceilings in per cent of today's, in one host country or ("") in all. half_pct: share of stays that are
    granted half the ceiling; None is as it is. extra: exchanges more by host country, paid by the partnership extra_for.
    transfer_eur moves from one partnership to another. with_expected: count what the forecast expects to be agreed.
    """

    ceiling_pct: int = 100
    ceiling_country: str = ""
    half_pct: int | None = None
    extra: Mapping[str, int] = field(default_factory=dict)
    extra_for: str = ""
    transfer_from: str = ""
    transfer_to: str = ""
    transfer_eur: Decimal = NONE
    with_expected: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it tries anything."""
        moves = bool(self.transfer_eur) and self.transfer_from != self.transfer_to
        return (
            self.ceiling_pct != 100
            or self.half_pct is not None
            or any(self.extra.values())
            or moves
            or self.with_expected
        )

    def factor(self, country: str) -> Decimal:
        """New ceiling of a host country as a multiple of today's."""
        applies = self.ceiling_country in ("", country)
        return Decimal(self.ceiling_pct) / 100 if applies else Decimal(1)


@dataclass(frozen=True)
class Ground:
    """What a scenario changes: the rows of the questions of these names, and the forecast per partnership."""

    forecast: pd.DataFrame
    open_commitments: pd.DataFrame
    granted_lately: pd.DataFrame
    ceilings: pd.DataFrame


def ceilings(snapshot_id: str, day: date) -> pd.DataFrame:
    """One row per host country with a ceiling on the day, by name: full_eur and half_eur, cut at the scheme's maximum_eur."""
    return ask(HERE / "ceilings.sql", snapshot_id, day=day.isoformat())


def open_commitments(snapshot_id: str, day: date) -> pd.DataFrame:
    """One row per partnership, host country, lump_sum_eur and has_begun: exchanges committed and not validated on the day."""
    return ask(HERE / "open_commitments.sql", snapshot_id, day=day.isoformat())


def granted_lately(snapshot_id: str, day: date) -> pd.DataFrame:
    """One row per partnership, host country and is_half: exchanges agreed in the year to the day and their lump_sum_eur."""
    return ask(HERE / "granted_lately.sql", snapshot_id, day=day.isoformat())


def scenario(filters: Filters, day: date, tried: Scenario) -> pd.DataFrame:
    """One row per chosen partnership, then one for all (partnership_id ""): before_eur, what remains by the ledger; the
    effects in the order of EFFECTS, which add up to the cent; after_eur."""
    ground = Ground(
        forecast(narrowing(filters), day),
        open_commitments(filters.snapshot_id, day),
        granted_lately(filters.snapshot_id, day),
        ceilings(filters.snapshot_id, day),
    )
    return effects(ground, tried)


def effects(ground: Ground, tried: Scenario) -> pd.DataFrame:
    """`scenario` from its parts."""
    rows = [
        _of_partnership(row, ground, tried)
        for row in ground.forecast.to_dict("records")
        if row["partnership_id"] != ALL
    ]
    money = ["before_eur", *EFFECTS, "after_eur"]
    if rows:
        total = {column: sum((row[column] for row in rows), NONE) for column in money}
        rows.append({"partnership_id": ALL, "acronym": _(ALL_CHOSEN), **total})
    return pd.DataFrame(rows, columns=["partnership_id", "acronym", *money])


def _of_partnership(row: Mapping[Any, Any], ground: Ground, tried: Scenario) -> dict[str, Any]:
    one = str(row["partnership_id"])
    lately = ground.granted_lately[ground.granted_lately["partnership_id"] == one]
    usual_half = _half_share(lately if len(lately) else ground.granted_lately)
    half = usual_half if tried.half_pct is None else Decimal(tried.half_pct) / 100
    expected = _expected(row) if tried.with_expected else NONE
    dearer = _cents(expected * (_mean_factor(lately, tried) - 1))
    shorter = NONE
    if tried.half_pct is not None:
        # A lump sum costs the full ceiling less half of it where the stay is short.
        shorter = _cents((expected + dearer) * ((1 - half / 2) / (1 - usual_half / 2) - 1))
    prices = {
        country: (full, short, maximum)
        for country, full, short, maximum in zip(
            *(ground.ceilings[name] for name in ("country_code", "full_eur", "half_eur", "maximum_eur")), strict=True
        )
    }
    mine = ground.open_commitments[ground.open_commitments["partnership_id"] == one]
    for country, has_begun, amount, number in zip(
        *(mine[name] for name in ("country_code", "has_begun", "lump_sum_eur", "exchanges")), strict=True
    ):
        changed = _at_ceiling(amount, tried.factor(country), prices.get(country))
        dearer += number * (changed - amount)
        if tried.half_pct is not None and not has_begun and country in prices:
            shorter += number * (_price(country, prices, half, tried) - changed)
    extra = NONE
    if tried.extra_for == one:
        for country, number in tried.extra.items():
            if country in prices:
                extra += number * _price(country, prices, half, tried)
    moved = NONE
    if tried.transfer_from != tried.transfer_to:
        moved += tried.transfer_eur if tried.transfer_to == one else NONE
        moved -= tried.transfer_eur if tried.transfer_from == one else NONE
    costs = dict(zip(EFFECTS, (-expected, -dearer, -shorter, -extra, _cents(moved)), strict=True))
    before = row["remaining_eur"]
    return {
        "partnership_id": one,
        "acronym": row["acronym"],
        "before_eur": before,
        **costs,
        "after_eur": before + sum(costs.values(), NONE),
    }


def _expected(row: Mapping[Any, Any]) -> Decimal:
    """What the forecast expects to be promised until the end, in the middle case; nothing where there is no forecast."""
    return NONE if pd.isna(row["end_mid_eur"]) else row["remaining_eur"] - row["end_mid_eur"]


def _half_share(lately: pd.DataFrame) -> Decimal:
    """Share of the exchanges that were granted half the ceiling or less."""
    whole = int(lately["exchanges"].sum())
    return Decimal(int(lately.loc[lately["is_half"], "exchanges"].sum())) / whole if whole else NONE


def _mean_factor(lately: pd.DataFrame, tried: Scenario) -> Decimal:
    """New ceilings as a multiple of today's, over the host countries by what was granted there lately."""
    whole = sum(lately["lump_sum_eur"], NONE)
    if not whole:
        return tried.factor("")
    parts = zip(lately["country_code"], lately["lump_sum_eur"], strict=True)
    return sum((tried.factor(country) * amount for country, amount in parts), NONE) / whole


def _at_ceiling(amount: Decimal, factor: Decimal, price: tuple[Decimal, Decimal, Decimal] | None) -> Decimal:
    """A lump sum under a changed ceiling."""
    changed = _cents(amount * factor)
    return changed if price is None else min(changed, max(amount, price[2]))


def _price(
    country: str, prices: Mapping[str, tuple[Decimal, Decimal, Decimal]], half: Decimal, tried: Scenario
) -> Decimal:
    """Mean lump sum of a new exchange in a host country."""
    full, short, maximum = prices[country]
    factor = tried.factor(country)
    return _cents(half * min(short * factor, maximum) + (1 - half) * min(full * factor, maximum))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
