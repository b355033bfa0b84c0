"""Bars of a figure as native charts: one per panel, with the names of its axis for categories.

A figure whose bars are not plain, or too many to be read, gives none and is drawn instead.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from charts.chart import Chart
from charts.palette import LIGHT
from charts.words import MINUS, NARROW_SPACE
from exports.deck.plan import BOTH_SIDES, SIGNED, Plan, Series, euro_format
from exports.drawing.colours import colour_of
from exports.drawing.type import plain_text
from exports.drawing.values import Trace, each, is_date, is_number, kinds_of, milliseconds, moment, plain_figure
from languages import gettext as _
from languages.formats import separators

# More bars than these cannot be read on a slide.
_MOST_BARS, _MOST_COLUMNS = 34, 60
_DAY = 86_400_000.0


def panels_of(chart: Chart) -> tuple[Plan, ...]:
    """A plan per pair of axes with bars, in the order of their first traces; () where one of them cannot be one."""
    if not kinds_of(chart.figure) <= {"bar", "scatter"}:
        return ()
    traces, layout = plain_figure(chart.figure)
    held: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace["type"] == "bar":
            held[trace.get("xaxis", "x"), trace.get("yaxis", "y")].append(trace)
    if any(trace.get(f"error_{letter}") for trace in traces for letter in "xy"):
        # A band around each value is for a drawing.
        return ()
    plans = []
    for (x, y), bars in held.items():
        points = [
            trace
            for trace in traces
            if trace["type"] == "scatter" and (trace.get("xaxis", "x"), trace.get("yaxis", "y")) == (x, y)
        ]
        plan = _panel(bars, points, layout, x, y)
        if plan is None:
            return ()
        plans.append(plan)
    if len(plans) > 1:
        plans = _side_by_side(plans, list(held), layout)
    # A line that is not a mere mark on a bar would be lost.
    if any(trace["type"] == "scatter" and "lines" in str(trace.get("mode")) for trace in traces):
        plans = plans if {"done", "expected"} <= set(chart.table.columns) else []
    return tuple(plans)


def _side_by_side(plans: list[Plan], axes: list[tuple[str, str]], layout: Mapping[str, Any]) -> list[Plan]:
    """The panels from left to right, each from the end of the one before it, under what the figure writes above it."""
    order = sorted(range(len(plans)), key=lambda at: plans[at].box[2])
    left, placed = 0.0, []
    for rank, at in enumerate(order):
        right = 1.0 if rank == len(order) - 1 else plans[at].box[2] + 0.02
        heads = [
            plain_text(note["text"])
            for note in layout.get("annotations") or ()
            if note.get("y") == 1
            and (note.get("xref") == axes[at][0] or (note.get("xref") == "paper" and left < note.get("x", 0) <= right))
        ]
        placed.append(replace(plans[at], title="   ".join(heads), box=(left, 0.0, right, 1.0)))
        left = right
    return placed


def _panel(bars: list[Trace], points: list[Trace], layout: Mapping[str, Any], x: str, y: str) -> Plan | None:
    """The bars of one pair of axes; `points` has what is written or marked beside and on them."""
    lying = bars[0].get("orientation") == "h"
    along, across = ("x", "y") if lying else ("y", "x")
    axes = {letter: layout.get(f"{key[0]}axis{key[1:]}", {}) for letter, key in (("x", x), ("y", y))}
    if not _stands_on_another(bars, along, across):
        return None
    names = _names(bars, axes[across], across)
    if not names or len(names) > (_MOST_BARS if lying else _MOST_COLUMNS):
        return None
    places = list(names)
    beside = _beside([trace for trace in points if trace.get("mode") == "text"], across)
    every = [_series(trace, along, across, places) for trace in bars]
    series = tuple(one for one in every if any(value is not None for value in one.values)) or tuple(every[:1])
    has_values = len(bars) == 1 and len(places) <= _MOST_BARS
    if len(bars) == 1:
        # One value to compare with per bar becomes a bar of its own; where bars are stacked, the names say it.
        series += tuple(
            _mark_series(trace, along, across, places)
            for trace in points
            if trace.get("mode") == "markers" and trace.get("showlegend")
        )
        has_values = has_values and len(series) == 1
    labels: list[Any] = []
    for place, name in names.items():
        own = beside.get(place, "")
        numbers = {str(series[0].values[places.index(place)])} if has_values else set()
        is_same = _bare(own) in numbers
        labels.append(name if is_same or not own or isinstance(name, date) else f"{name}  ({own})")
    values = [value for one in series for value in one.values if value is not None]
    domains = [axes[letter].get("domain") or (0, 1) for letter in ("x", "y")]
    return Plan(
        "bars" if lying else "columns",
        "",
        tuple(labels),
        series,
        is_stacked=len(bars) > 1,
        number_format=_format(axes[along], values, bars),
        has_values=has_values,
        box=(domains[0][0], 0.0, domains[0][1], 1.0) if domains[0] != (0, 1) else (0.0, 0.0, 1.0, 1.0),
    )


def _stands_on_another(bars: list[Trace], along: str, across: str) -> bool:
    """Whether each bar starts where the one before it at its place ends, as stacked bars do."""
    ends: dict[tuple[Any, bool], float] = defaultdict(float)
    for trace in bars:
        bases = each(trace.get("base"), len(trace[along]), None)
        for length, place, base in zip(trace[along], trace[across], bases, strict=True):
            if not is_number(length):
                continue
            key = (str(place), length < 0)
            if base is not None and abs(float(base) - ends[key]) > 0.005:
                return False
            ends[key] += length
    return True


def _names(bars: list[Trace], axis: Mapping[str, Any], across: str) -> dict[float, str] | dict[float, date]:
    """The name or the day of each place, in the order of the axis."""
    places = [place for trace in bars for place in trace[across]]
    if any(is_date(place) for place in places):
        return _days([at for place in places if (at := milliseconds(place)) is not None])
    written = {
        float(value): plain_text(text)
        for value, text in zip(axis.get("tickvals") or (), axis.get("ticktext") or (), strict=False)
    }
    known = sorted({float(place) for place in places if is_number(place)})
    if any(place not in written for place in known):
        return {}
    return {place: written[place] for place in known}


def _days(starts: list[float]) -> dict[float, date]:
    """Each month, week or day from the first to the last, those without a bar too."""
    known = sorted(set(starts))
    if not known:
        return {}
    firsts = [moment(at) for at in known]
    if all(day.day == 1 for day in firsts):
        months = range(firsts[0].year * 12 + firsts[0].month - 1, firsts[-1].year * 12 + firsts[-1].month)
        days = [firsts[0].replace(year=month // 12, month=month % 12 + 1) for month in months]
        return {milliseconds(day) or 0.0: day.date() for day in days}
    step = min((after - before for before, after in pairwise(known)), default=_DAY)
    if any((at - known[0]) % step for at in known) or (known[-1] - known[0]) / step > _MOST_COLUMNS:
        days = firsts
    else:
        number = round((known[-1] - known[0]) / step) + 1
        days = [firsts[0] + timedelta(milliseconds=at * step) for at in range(number)]
    return {milliseconds(day) or 0.0: day.date() for day in days}


def _beside(texts: list[Trace], across: str) -> dict[float, str]:
    """What is written beside the bar of each place."""
    return {
        float(place): plain_text(text).strip("\u00a0\u2002 ")
        for trace in texts
        for place, text in zip(trace[across], trace["text"], strict=True)
        if is_number(place)
    }


def _bare(written: str) -> str:
    """A number as the figure writes it, in the signs of Python."""
    decimal_sign, thousands = separators()[0], separators()[1]
    bare = written.replace(MINUS, "-").lstrip("+").replace(NARROW_SPACE, "").replace(thousands, "")
    return bare.replace(decimal_sign, ".")


def _series(trace: Trace, along: str, across: str, places: list[float]) -> Series:
    number = len(trace[along])
    values: dict[float, Any] = {}
    marker = trace.get("marker", {})
    colours = each(marker.get("color"), number, LIGHT.blue)
    shades: dict[float, str] = {}
    for at, (length, place) in enumerate(zip(trace[along], trace[across], strict=True)):
        key = milliseconds(place)
        if key is not None and is_number(length):
            values[key] = length if length != round(length) else round(length)
            shades[key] = str(colours[at])
    ground = str(colours[0]) if colours else LIGHT.blue
    is_outline = colour_of(ground)[1] == 0
    line = marker.get("line", {}).get("color")
    if is_outline:
        tones: tuple[str, ...] = (colour_of(str(each(line, 1, LIGHT.grey)[0]))[0],)
    elif len(set(shades.values())) > 1:
        tones = tuple(colour_of(shades.get(place, ground))[0] for place in places)
    else:
        tones = (colour_of(ground)[0],)
    hatch = str(marker.get("pattern", {}).get("shape") or "")
    name = plain_text(trace.get("name") or _("Exchanges"))
    return Series(name, tuple(values.get(place) for place in places), tones, hatch, is_outline)


def _mark_series(trace: Trace, along: str, across: str, places: list[float]) -> Series:
    """Markers on bars as outlined bars."""
    known = {milliseconds(place): value for value, place in zip(trace[along], trace[across], strict=True)}
    marker = trace.get("marker", {})
    ink = str(each(marker.get("line", {}).get("color") or marker.get("color"), 1, LIGHT.text)[0])
    values = tuple(known.get(place) for place in places)
    return Series(plain_text(trace.get("name") or ""), values, (colour_of(ink)[0],), is_outline=True)


def _format(axis: Mapping[str, Any], values: list[Any], bars: list[Trace]) -> str:
    """As the figure writes its numbers: euro, or counts with a sign, or on both sides of zero without one."""
    texts = [str(text) for text in axis.get("ticktext") or ()]
    if any("€" in text for text in texts):
        return euro_format()
    if any(value < 0 for value in values):
        return BOTH_SIDES if len(bars) > 1 or any(text == "5" for text in texts) else SIGNED
    return "#,##0"
