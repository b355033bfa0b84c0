"""Simulated futures of all partnerships from what is known on a day: how many exchanges end, and what is left of the money.

Three things are drawn, a fixed number of times from a fixed seed:
- what is in the pipeline, by the observed chances of its stages (see pipeline.py);
- new matches: each partnership carries on at the pace of its own latest months, with a little of the mean
  of all its months. The pace is known no better than so few exchanges tell (a gamma distribution), and is multiplied by a swing
  that all share, since good and bad months come for all at once: a random walk whose step is estimated from the months that
  have passed;
- what a newly agreed exchange costs, by the lump sums that the partnership agreed in the year before.
The register (targets, periods) is taken as it is today; of all else only what was known on the day is used.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from queries.outlook.days import month_edges, months_after, whole_months
from queries.outlook.pipeline import LONGEST_DAYS, STAGES, Prospect, Stage, prospect, prospect_of_match, stages_on

SIMULATIONS = 1_000
SEED = 2020
# Fewer lump sums do not tell what a partnership's exchanges cost; those of all partnerships do then.
PRICED_LEAST = 5

# The mean of all its months weighs as much as a week in the pace of a partnership.
USUAL_MONTHS = 0.25

Array = np.ndarray


@dataclass(frozen=True)
class Terms:
    """The settings of the forecast."""

    months_least: int
    pace_months: int
    swing: float


@dataclass(frozen=True)
class Known:
    """What was known on a day. standing: one row per partnership, in register order; steps, matches and waiting as the
    questions of these names give them, waiting of the day alone."""

    day: date
    standing: pd.DataFrame
    steps: pd.DataFrame
    matches: pd.DataFrame
    waiting: pd.DataFrame
    terms: Terms


@dataclass(frozen=True)
class Futures:
    """By simulation, partnership and edge (the day itself, then month by month): exchanges ended since the day, and the
    lump sums promised since then in cents, less those of exchanges called off. A partnership stands still after its end."""

    edges: tuple[date, ...]
    ended: Array
    promised_cents: Array


def month_counts(matches: pd.DataFrame, ids: list[str], day: date) -> Array:
    """Matches by whole month back from the day (the latest first) and partnership; as many months as there are matches."""
    known = matches[matches["matched_date"] <= pd.Timestamp(day)]
    months = whole_months(known["matched_date"].min().date(), day) if len(known) else 0
    edges = np.array([months_after(day, -back) for back in range(months, -1, -1)], dtype="datetime64[D]")
    month = months - np.searchsorted(edges, known["matched_date"].to_numpy("datetime64[D]"), side="left")
    column = known["partnership_id"].map({one: at for at, one in enumerate(ids)}).to_numpy()
    counts = np.zeros((months, len(ids)))
    held = (month >= 0) & (month < months)
    np.add.at(counts, (month[held], column[held]), known["matches"].to_numpy()[held])
    return counts


def swing_steps(counts: Array, runs: Array, terms: Terms, draws: np.random.Generator, sims: int) -> Array:
    """By simulation, the standard deviation of a month's change of pace (in logarithms), as uncertain as it is known.

    counts: by month and partnership; runs: whether the partnership's period held the whole month. The changes are those of
    all partnerships together that ran in both months, less what counting so few exchanges explains. The setting stands in
    as if it had been observed in as many months as a forecast needs at least.
    """
    squares, seen = terms.months_least * terms.swing**2, float(terms.months_least)
    for later in range(len(counts) - 1):
        both = runs[later] & runs[later + 1]
        if both.any():
            now, before = counts[later][both].sum() + 0.5, counts[later + 1][both].sum() + 0.5
            squares += np.log(now / before) ** 2 - 1 / now - 1 / before
            seen += 1
    return np.sqrt(max(squares, 1e-4) / draws.chisquare(seen, sims))


def futures(known: Known, months: int | None = None, sims: int = SIMULATIONS) -> Futures:
    """The simulated futures of all partnerships, to the end of the last period or so many months ahead."""
    standing, day = known.standing, known.day
    ids = list(standing["partnership_id"])
    ends = [max(end.date(), day) for end in standing["period_end"]]
    edges = month_edges(day, max(ends, default=day))
    edges = edges if months is None else [months_after(day, ahead) for ahead in range(months + 1)]
    # Days from now to each edge, or to the end of the partnership's period if that is earlier.
    to_edge = np.array([[(min(edge, end) - day).days for edge in edges] for end in ends]).reshape(len(ids), -1)
    # Each part draws from a stream of its own: what waits in the pipeline does not change what is drawn for the rest.
    of_pipeline, of_pace, of_matches, of_money = map(np.random.default_rng, np.random.SeedSequence(SEED).spawn(4))
    stages = stages_on(known.steps, day)
    waiting = _waiting(known, ids, stages, to_edge)
    ended = _from_pipeline(waiting["ended"], of_pipeline, sims)
    agreed = _from_pipeline(waiting["agreed"], of_pipeline, sims)
    fallen = _from_pipeline(waiting["cancelled"], of_pipeline, sims)

    counts = month_counts(known.matches, ids, day)
    pace_months = min(known.terms.pace_months, len(counts)) or known.terms.pace_months
    starts, stops = standing["period_start"].to_numpy("datetime64[D]"), standing["period_end"].to_numpy("datetime64[D]")
    firsts = np.array([months_after(day, -back - 1) for back in range(len(counts))], dtype="datetime64[D]")
    lasts = np.array([months_after(day, -back) for back in range(len(counts))], dtype="datetime64[D]")
    runs = (starts[None, :] <= firsts[:, None] + 1) & (stops[None, :] >= lasts[:, None])
    step = swing_steps(counts, runs, known.terms, of_pace, sims)
    walk = of_pace.standard_normal((sims, len(edges) - 1)) * step[:, None]
    if walk.shape[1]:
        # The pace is a mean of months, and the walk has gone on since: as much as a mean of its steps differs from its last one.
        walk[:, 0] *= np.sqrt(1 + sum((month / pace_months) ** 2 for month in range(1, pace_months)))
    swing = np.exp(walk.cumsum(axis=1))
    # Who was not matched lately is not out for good, and who was never matched is not expected to be.
    usual = counts.mean(axis=0) if len(counts) else np.zeros(len(ids))
    lately = counts[:pace_months].sum(axis=0)
    pace = of_pace.gamma(lately + USUAL_MONTHS * usual, 1 / (pace_months + USUAL_MONTHS), (sims, len(ids)))
    new = prospect_of_match(stages)
    rate = {
        name: _arriving(pace, swing, _shares_by_month(edges, to_edge, day, getattr(new, name)))
        for name in ("agreed", "ended", "cancelled")
    }
    ended = ended + of_matches.poisson(rate["ended"])
    agreed = agreed + of_matches.poisson(rate["agreed"])
    fallen = fallen + of_matches.poisson(rate["cancelled"])
    return Futures(tuple(edges), _sums(ended), _sums(_cents(standing, agreed, fallen, of_money)))


def _waiting(
    known: Known, ids: list[str], stages: dict[str, Stage], to_edge: Array
) -> dict[str, list[tuple[Array, Array]]]:
    """Per outcome and stage: how many wait in each partnership, and their mean chances of it in each month ahead.

    All that wait in a stage get the mean of their chances: their sum then spreads rather more than less.
    """
    place = {one: at for at, one in enumerate(ids)}
    found: dict[str, list[tuple[Array, Array]]] = {"ended": [], "agreed": [], "cancelled": []}
    for stage in STAGES:
        here = known.waiting[known.waiting["stage"] == stage]
        numbers = np.zeros(len(ids), int)
        chances = {name: np.zeros(to_edge.shape) for name in found}
        ahead: dict[int, Prospect] = {}
        for partnership, weeks, number in zip(here["partnership_id"], here["weeks"], here["exchanges"], strict=True):
            at = place[partnership]
            if not to_edge[at].any():
                continue  # its period is over
            waited = int(weeks) * 7 + 3
            if waited not in ahead:
                ahead[waited] = prospect(stages, stage, waited)
            numbers[at] += number
            for name, chance in chances.items():
                chance[at] += number * getattr(ahead[waited], name)[to_edge[at].clip(0, LONGEST_DAYS)]
        for name, chance in chances.items():
            by_month = np.diff(chance, axis=1) / np.maximum(numbers, 1)[:, None]
            # What happens on the day of the forecast itself belongs to the first month.
            by_month[:, :1] += chance[:, :1] / np.maximum(numbers, 1)[:, None]
            found[name].append((numbers, by_month.clip(0, 1)))
    return found


def _from_pipeline(by_stage: list[tuple[Array, Array]], draws: np.random.Generator, sims: int) -> Array:
    """Exchanges of the pipeline that come to an outcome, by simulation, partnership and month."""
    total: Array = np.zeros(1, int)
    for numbers, chances in by_stage:
        rest = (1 - chances.sum(axis=1, keepdims=True)).clip(0, 1)
        shares = np.concatenate([chances, rest], axis=1)
        shares /= shares.sum(axis=1, keepdims=True)
        total = total + draws.multinomial(numbers, shares, size=(sims, len(numbers)))[:, :, :-1]
    return total


def _shares_by_month(edges: list[date], to_edge: Array, day: date, chances: Array) -> Array:
    """By partnership, month of the match and month of the outcome: the share of the matches of the one month that come to
    the outcome in the other. The matches of a month are spread evenly over its days."""
    months = len(edges) - 1
    shares = np.zeros((len(to_edge), months, months))
    bounds = [(edge - day).days for edge in edges]
    for match in range(months):
        days = np.arange(bounds[match] + 1, bounds[match + 1] + 1)
        left = to_edge[:, :, None] - days[None, None, :]
        by_edge = np.where(left >= 0, chances[left.clip(0, LONGEST_DAYS)], 0.0).mean(axis=2)
        shares[:, match, :] = np.diff(by_edge, axis=1)
    return shares.clip(0, 1)


def _arriving(pace: Array, swing: Array, shares: Array) -> Array:
    """Expected outcomes of new matches, by simulation, partnership and month."""
    return pace[:, :, None] * np.einsum("sm,pmk->spk", swing, shares)


def _sums(by_month: Array) -> Array:
    """Running sums from zero on the day itself."""
    return np.concatenate([np.zeros((*by_month.shape[:2], 1), by_month.dtype), by_month.cumsum(axis=2)], axis=2)


def _cents(standing: pd.DataFrame, agreed: Array, fallen: Array, draws: np.random.Generator) -> Array:
    """Cents promised less called off, by simulation, partnership and month. Sums of lump sums are drawn as normal ones."""
    mean, spread = prices(standing)
    net = (agreed - fallen) * mean[None, :, None]
    noise = draws.standard_normal(net.shape) * np.sqrt(agreed + fallen) * spread[None, :, None]
    return np.rint((net + noise) * 100)


def prices(standing: pd.DataFrame) -> tuple[Array, Array]:
    """Mean and spread of a partnership's lump sums in EUR, virtual exchanges with their nothing among them; those of all
    partnerships where it has too few of its own."""
    number = standing["priced"].to_numpy(float)
    mean = standing["mean_eur"].fillna(0).to_numpy(float)
    spread = standing["spread_eur"].fillna(0).to_numpy(float)
    all_mean = (mean * number).sum() / max(number.sum(), 1)
    all_spread = np.sqrt(((spread**2 + (mean - all_mean) ** 2) * number).sum() / max(number.sum(), 1))
    own = number >= PRICED_LEAST
    return np.where(own, mean, all_mean), np.where(own, spread, all_spread)
