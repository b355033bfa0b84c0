"""Where an axis has its ticks, and what stands beside them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from charts.words import MINUS, count
from exports.drawing.values import milliseconds, moment
from languages.formats import long_month, separators, short_month

DAY = 86_400_000.0
# Steps of a time axis that names days: days, weeks, months.
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Tick:
    """A tick at a value of the axis; its text, still marked up, stands at `text_at`."""

    value: float
    text: str
    text_at: float


def ticks_of(axis: dict[str, Any], low: float, high: float, most: int) -> list[Tick]:
    """The ticks from `low` to `high`; at most about `most` where the axis does not say which."""
    if axis.get("tickvals") is not None:
        values = [milliseconds(value) for value in axis["tickvals"]]
        texts = axis.get("ticktext") or [_number(value) for value in axis["tickvals"]]
        found = [Tick(value, str(text), value) for value, text in zip(values, texts, strict=False) if value is not None]
        slack = (high - low) * 1e-6
        return [tick for tick in found if low - slack <= tick.value <= high + slack]
    if axis.get("type") == "date":
        return _date_ticks(axis, low, high, most)
    step = _step((high - low) / max(most, 1))
    first = math.ceil(low / step - 1e-9)
    number = math.floor(high / step + 1e-9) - first + 1
    return [Tick(at * step, _number(at * step), at * step) for at in range(first, first + number)]


def _step(least: float) -> float:
    """The round step that is at least so long: 1, 2 or 5 times a power of ten."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _number(value: Any) -> str:
    if not isinstance(value, int | float):
        return str(value)
    if value == round(value):
        return count(round(value))
    signs = str.maketrans({".": separators()[0], ",": separators()[1]})
    return (MINUS if value < 0 else "") + f"{abs(value):,.6g}".translate(signs)


def _date_ticks(axis: dict[str, Any], low: float, high: float, most: int) -> list[Tick]:
    step = axis.get("dtick")
    most = int(axis.get("nticks") or most)
    if isinstance(step, str) and step.startswith("M"):
        starts = list(_months(low, high, int(step[1:])))
    elif (high - low) / DAY / _DAY_STEPS[-1] <= most:
        days = next(days for days in _DAY_STEPS if (high - low) / DAY / days <= most)
        # Weeks start on a Monday; the epoch is a Thursday.
        shift = 4 * DAY if days >= 7 else 0.0
        first = math.ceil((low - shift) / (days * DAY))
        starts = [at * days * DAY + shift for at in range(first, first + most + 1)]
    else:
        months = (high - low) / DAY / 30.4
        starts = list(_months(low, high, next((m for m in _MONTH_STEPS if months / m <= most), _MONTH_STEPS[-1])))
    is_period = axis.get("ticklabelmode") == "period"
    template = str(axis.get("tickformat") or "%-d %b\n%Y")
    ticks = []
    second_before = ""
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else start + (starts[at] - starts[at - 1] if at else 30.4 * DAY)
        if is_period and isinstance(step, str):
            # The label of a month stands in the middle of that month, whatever the step.
            end = _after(moment(start), 1)
        place = (start + end) / 2 if is_period else start
        if not (low <= place <= high):
            continue
        first_line, _, second = _formatted(template, moment(start)).partition("\n")
        # As Plotly has it: the second line only where it differs from the label before.
        text = f"{first_line}<br>{second}" if second and second != second_before else first_line
        second_before = second
        ticks.append(Tick(start, text, place))
    return ticks


def _months(low: float, high: float, step: int) -> Iterator[float]:
    """Starts of each `step`th month, counted from a January, from the one that holds `low`."""
    first = moment(low)
    number = (first.year * 12 + first.month - 1) // step * step
    while (start := _month(number)) <= high:
        yield start
        number += step


def _month(number: int) -> float:
    return milliseconds(datetime(number // 12, number % 12 + 1, 1)) or 0.0


def _after(start: datetime, months: int) -> float:
    return _month(start.year * 12 + start.month - 1 + months)


def _formatted(template: str, at: datetime) -> str:
    parts = {"%-d": str(at.day), "%b": short_month(at), "%B": long_month(at), "%Y": str(at.year)}
    for code, text in parts.items():
        template = template.replace(code, text)
    return template
