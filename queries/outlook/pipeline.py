"""How exchanges move through the pipeline: the observed way from match to agreement, start and end of the stay.

For each stage the share that has moved on after so many days is estimated with all exchanges seen in it: those that moved
on, those cancelled from it, and those still in it, which count for as long as they have been seen (the estimator of Aalen
and Johansen for competing risks). A later stage follows an earlier one, whatever that took.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

STAGES = ("matched", "agreed", "ongoing")
# No exchange is followed for longer than some sixteen months.
LONGEST_DAYS = 500

Array = np.ndarray


@dataclass(frozen=True)
class Stage:
    """By days since it was entered: the share of all that entered that moves on on the day, that is cancelled on the day,
    and that is still in it after the day."""

    moves: Array
    falls: Array
    stays: Array

    def left_after(self, waited: int) -> tuple[Array, Array]:
        """moves and falls by days from now of those that have waited so many days; nothing where none was seen so long."""
        waited = min(waited, LONGEST_DAYS)
        staying = self.stays[waited]
        if staying < 1e-9:
            return np.zeros(LONGEST_DAYS + 1), np.zeros(LONGEST_DAYS + 1)
        shifted = [np.zeros(LONGEST_DAYS + 1), np.zeros(LONGEST_DAYS + 1)]
        for of_days, seen in zip(shifted, (self.moves, self.falls), strict=True):
            of_days[1 : LONGEST_DAYS + 1 - waited] = seen[waited + 1 :] / staying
        return shifted[0], shifted[1]


def stages_on(steps: pd.DataFrame, day: date) -> dict[str, Stage]:
    """The stages as observed up to the end of a day. steps: stage, entered_date, left_date, moved_on, exchanges."""
    today = np.datetime64(day)
    entered = steps["entered_date"].to_numpy("datetime64[D]")
    left = steps["left_date"].to_numpy("datetime64[D]")
    has_left = ~np.isnat(left) & (left <= today)
    days = (np.where(has_left, left, today) - entered).astype(int).clip(0, LONGEST_DAYS)
    moved = has_left & steps["moved_on"].to_numpy(bool)
    number = steps["exchanges"].to_numpy(float)
    names = steps["stage"].to_numpy()
    seen = entered <= today
    return {stage: _stage(days, number, moved, has_left & ~moved, seen & (names == stage)) for stage in STAGES}


def _stage(days: Array, number: Array, moved: Array, fallen: Array, of_stage: Array) -> Stage:
    def by_day(which: Array) -> Array:
        chosen = of_stage & which
        return np.bincount(days[chosen], number[chosen], LONGEST_DAYS + 1)

    moves, falls = by_day(moved), by_day(fallen)
    at_risk = by_day(np.ones_like(of_stage))[::-1].cumsum()[::-1]
    shown = np.maximum(at_risk, 1.0)
    stays = np.cumprod(1 - (moves + falls) / shown)
    before = np.concatenate(([1.0], stays[:-1]))
    return Stage(before * moves / shown, before * falls / shown, stays)


@dataclass(frozen=True)
class Prospect:
    """For an exchange, by days from now: the chance that by then it has been agreed, has ended, or has been cancelled after
    its agreement. One that is agreed already is not agreed again."""

    agreed: Array
    ended: Array
    cancelled: Array


def prospect(stages: dict[str, Stage], stage: str, waited: int) -> Prospect:
    """What is to be expected of an exchange that has waited so many days in a stage."""
    moves, falls = stages[stage].left_after(waited)
    if stage == "ongoing" and not moves.any() and not falls.any():
        # A stay longer than any before is over; only the word of it is late.
        moves[0] = 1.0
    return _prospect(stages, stage, moves, falls)


def prospect_of_match(stages: dict[str, Stage]) -> Prospect:
    """What is to be expected of an exchange on the day of its match."""
    first = stages["matched"]
    return _prospect(stages, "matched", first.moves, first.falls)


def _prospect(stages: dict[str, Stage], stage: str, moves: Array, falls: Array) -> Prospect:
    agreed = np.zeros(LONGEST_DAYS + 1)
    lost = falls
    if stage == "matched":
        # What is called off before its agreement had no lump sum.
        agreed, lost = moves, np.zeros(LONGEST_DAYS + 1)
    for later in STAGES[STAGES.index(stage) + 1 :]:
        lost = lost + _then(moves, stages[later].falls)
        moves = _then(moves, stages[later].moves)
    return Prospect(agreed.cumsum(), moves.cumsum(), lost.cumsum())


def _then(first: Array, second: Array) -> Array:
    """Shares by day of one thing after another."""
    return np.convolve(first, second)[: LONGEST_DAYS + 1]
