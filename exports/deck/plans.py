"""The native charts that stand for a chart of the dashboard, from its table where a figure has more than bars."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pandas as pd

from charts.cells import money, whole
from charts.chart import Chart
from charts.palette import LIGHT
from charts.words import count
from exports.deck.panels import panels_of
from exports.deck.plan import Plan, Series, euro_format
from exports.drawing.values import milliseconds, moment, plain_figure
from languages import gettext as _

_UPPER, _LOWER = (0.0, 0.0, 1.0, 0.52), (0.0, 0.52, 1.0, 1.0)


def plans_of(chart: Chart) -> tuple[Plan, ...]:
    """Native charts with the numbers of the chart; () for one that only a drawing or a table can show."""
    made = _OWN.get(chart.name)
    if made:
        return made(chart) if len(chart.table) else ()
    if {"done", "expected"} <= set(chart.table.columns) and len(chart.table.columns):
        return _done_and_expected(chart)
    return panels_of(chart)


def _first_days(months: Iterable[Any]) -> tuple[date, ...]:
    return tuple(pd.Timestamp(month).date().replace(day=1) for month in months)


def _exchanges_by_month(chart: Chart) -> tuple[Plan, ...]:
    """The running total and its target, above what took place in each month and what is to come."""
    table = chart.table
    months = _first_days(table["month"])
    traces, layout = plain_figure(chart.figure)
    # The line starts with the zero before the first month and ends with the month that it has reached.
    reached = max(len(traces[0]["x"]) - 1, 0)
    totals = [whole(total) if at < reached else None for at, total in enumerate(table["running_total"])]
    lines = [Series(_("Running total"), tuple(totals), (LIGHT.blue,))]
    targets = [shape["y0"] for shape in layout.get("shapes", ()) if shape.get("yref") == "y2"]
    if targets:
        name = _("Target {number}", number=count(whole(targets[0])))
        lines.append(Series(name, (whole(targets[0]),) * len(months), (LIGHT.accent,), is_dashed=True))
    bars = []
    for name, columns, colour, hatch, is_outline in (
        (_("physical"), ["physical_took_place"], LIGHT.blue, "", False),
        (_("virtual"), ["virtual_took_place"], LIGHT.blue_soft, "/", False),
        (_("physical, to come"), ["physical_ongoing", "physical_upcoming"], LIGHT.blue, "", True),
        (_("virtual, to come"), ["virtual_ongoing", "virtual_upcoming"], LIGHT.blue_soft, "", True),
    ):
        values = tuple(int(number) for number in table[columns].sum(axis=1))
        if any(values) or not is_outline:
            bars.append(Series(name, values, (colour,), hatch, is_outline))
    return (
        Plan("lines", _("Running total"), months, tuple(lines), box=_UPPER),
        Plan("columns", _("Exchanges per month"), months, tuple(bars), is_stacked=True, box=_LOWER),
    )


def _money_over_time(chart: Chart) -> tuple[Plan, ...]:
    table = chart.table
    columns = {name: [money(value) for value in table[name]] for name in table if name != "month"}
    paid = tuple(out - back for out, back in zip(columns["paid_eur"], columns["recovered_eur"], strict=True))
    areas = (
        Series(_("Paid"), paid, (LIGHT.blue,)),
        Series(_("Payable"), tuple(columns["payable_eur"]), (LIGHT.blue,), "x"),
        Series(_("Committed"), tuple(columns["committed_eur"]), (LIGHT.blue_soft,), "/"),
    )
    available = Series(_("Available"), tuple(columns["available_eur"]), (LIGHT.text,), is_dashed=True)
    months = _first_days(table["month"])
    return (
        Plan(
            "areas", _("Euro, end of month"), months, areas, (available,), is_stacked=True, number_format=euro_format()
        ),
    )


def _done_and_expected(chart: Chart) -> tuple[Plan, ...]:
    """Bars of what was done beside what could be expected, in the order of the rows."""
    traces, layout = plain_figure(chart.figure)
    names = [text for axis in ("yaxis",) for text in layout.get(axis, {}).get("ticktext", ())]
    bars = [trace for trace in traces if trace["type"] == "bar"]
    if not bars or len(names) != len(chart.table):
        return panels_of(chart)
    shown = panels_of(chart)
    if not shown:
        return ()
    expected = tuple(round(float(value), 1) for value in chart.table["expected"])
    series = (*shown[0].series, Series(_("expected"), expected, (LIGHT.accent,), is_outline=True))
    return (Plan("bars", "", shown[0].categories, series, number_format="#,##0"),)


def _taking_part_over_time(chart: Chart) -> tuple[Plan, ...]:
    """Two climbing lines, each under its whole."""
    traces, layout = plain_figure(chart.figure)
    titles = [str(note["text"]).replace("<b>", "").replace("</b>", "") for note in layout.get("annotations", ())]
    lines = [trace for trace in traces if trace.get("line", {}).get("shape") == "hv" and trace.get("x")]
    wholes = [trace for trace in traces if trace.get("line", {}).get("dash") and trace.get("x")]
    found = []
    for at, trace in enumerate(lines):
        days = [milliseconds(day) or 0.0 for day in trace["x"]]
        months = pd.period_range(moment(min(days)), moment(max(days)), freq="M")
        steps = []
        for month in months:
            end = (month + 1).start_time.timestamp() * 1000
            steps.append(int([y for day, y in zip(days, trace["y"], strict=True) if day < end][-1]))
        series = [Series(_("taken part"), tuple(steps), (LIGHT.blue,))]
        if at < len(wholes):
            top = int(wholes[at]["y"][0])
            series.append(
                Series(_("all {number}", number=count(top)), (top,) * len(steps), (LIGHT.grey,), is_dashed=True)
            )
        title = titles[at] if at < len(titles) else ""
        names = _first_days(month.start_time for month in months)
        box = (0.0, at / len(lines), 1.0, (at + 1) / len(lines))
        found.append(Plan("lines", title, names, tuple(series), box=box))
    return tuple(found)


def _burn_down(chart: Chart) -> tuple[Plan, ...]:
    """Lines of money up to the as-of date and of its forecast beyond, on the days of the table."""
    table = chart.table
    days = tuple(pd.Timestamp(day).date() for day in table["day"])
    lines = []
    for name, column, colour, is_dashed in (
        (_("even use"), "plan_eur", LIGHT.grey, True),
        (_("not yet paid"), "unpaid_eur", LIGHT.blue_soft, False),
        (_("left to promise"), "remaining_eur", LIGHT.blue, False),
        (_("left to promise, forecast"), "mid_eur", LIGHT.blue, True),
        (_("band, upper end"), "high_eur", LIGHT.blue_soft, True),
        (_("band, lower end"), "low_eur", LIGHT.blue_soft, True),
    ):
        values = tuple(None if pd.isna(value) else money(value) for value in table[column])
        if any(value is not None for value in values):
            lines.append(Series(name, values, (colour,), is_dashed=is_dashed))
    return (Plan("lines", "", days, tuple(lines), number_format=euro_format()),) if lines else ()


_OWN: dict[str, Callable[[Chart], tuple[Plan, ...]]] = {
    "burn_down": _burn_down,
    "exchanges_by_month": _exchanges_by_month,
    "money_over_time": _money_over_time,
    "taking_part_over_time": _taking_part_over_time,
}
