"""What each chart and table must add up to. What counts otherwise than "each exchange once" says so in its rule."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.chart import Chart
from tests.app.screen import number
from tests.counted import money
from tests.counted.network import network
from tests.counted.selected import COLUMN, Count, Selected

Rule = Callable[[Chart, Selected], Iterator[Count]]


def total(column: "pd.Series[Any]") -> int:
    """Sum of whole numbers."""
    return int(column.sum())


def told(text: str) -> int | None:
    """The first number of exchanges in a text."""
    found = re.search(r"([\d\u202f]+) (?:different )?exchanges?\b", text)
    return number(found[1]) if found else None


def once(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Each exchange stands in one row, and the text alternative tells how many there are."""
    expected = selected.of()
    yield Count(f"{chart.name}, table", total(chart.table["exchanges"]), expected)
    if expected and chart.name.startswith(("flow_", "od_matrix", "partnership_ma")):
        yield Count(f"{chart.name}, text", told(chart.alt), expected)
    for trace in chart.figure.data:
        if trace.type == "sankey" and expected:
            first = trace.node.customdata[0][0]
            ends = zip(trace.link.value, trace.link.customdata, strict=True)
            yield Count(f"{chart.name}, links", round(sum(value for value, data in ends if data[0] == first)), expected)


def once_a_side(chart: Chart, selected: Selected) -> Iterator[Count]:
    """A row per node: each exchange stands once on the visiting side and once on the host side."""
    for side in ("visiting", "hosting"):
        yield Count(f"{chart.name}, {side}", total(chart.table[side]), selected.of())


def bars_of_countries(chart: Chart, selected: Selected) -> Iterator[Count]:
    """The table has every country; bars are drawn for those with a cluster, so they count the exchanges of these alone."""
    yield from once_a_side(chart, selected)
    partners = "IN (SELECT country_code FROM countries WHERE has_partner_cluster)"
    drawn = chart.table[chart.table["has_partner_cluster"]]
    for side, column in (("visiting", "visiting_country_code"), ("hosting", "host_country_code")):
        expected = selected.of("count(*)", f"{column} {partners}")
        yield Count(f"{chart.name}, {side} of partner countries", total(drawn[side]), expected)
        bars = [trace for trace in chart.figure.data if trace.type == "bar" and str(trace.name).lower() == side]
        yield Count(f"{chart.name}, bars of {side}", sum(abs(int(v)) for one in bars for v in one.x), expected)


def by_month(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Each exchange stands in one of six columns; the running total ends with those that took place."""
    states = chart.table.drop(columns=["month", "running_total"])
    yield Count(f"{chart.name}, all states", int(states.to_numpy().sum()), selected.of())
    took_place = selected.of("count(*)", "status_group = 'took place'")
    if len(chart.table):
        yield Count(f"{chart.name}, running total", total(chart.table["running_total"].tail(1)), took_place)


def by_state(chart: Chart, selected: Selected) -> Iterator[Count]:
    """A row per visiting partnership, for which an exchange counts."""
    for column, group in (("took_place", "took place"), ("ongoing", "ongoing"), ("upcoming", "upcoming")):
        expected = selected.of("count(*)", f"status_group = '{group}'")
        yield Count(f"{chart.name}, {group}", total(chart.table[column]), expected)


def by_ecosystem(chart: Chart, selected: Selected) -> Iterator[Count]:
    """An exchange counts in each ecosystem of its visiting partnership, once where none is published."""
    column = "exchanges" if "exchanges" in chart.table else "done"
    yield Count(f"{chart.name}, table", total(chart.table[column]), in_ecosystems(selected))


def in_ecosystems(selected: Selected) -> int:
    """Exchanges times the ecosystems of their visiting partnerships."""
    named = (
        "SELECT greatest(coalesce(len(list_distinct(ecosystems)), 0), 1) FROM partnerships"
        " WHERE partnership_id = visiting_partnership_id"
    )
    return int(selected.of(f"coalesce(sum(({named})), 0)"))


def done(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Categories of visitors: each exchange has one. Countries: each exchange counts on both sides."""
    times = 2 if "visiting" in chart.table else 1
    yield Count(f"{chart.name}, done", total(chart.table["done"]), times * selected.of())


def taking_part(chart: Chart, selected: Selected) -> Iterator[Count]:
    """A row per cluster and country; those with an exchange on either side have a first month."""
    for level in ("cluster", "country"):
        rows = chart.table[chart.table["level"] == level]
        yield Count(f"{chart.name}, {level}", int(rows["first_month"].notna().sum()), taking_part_at(level, selected))


def taking_part_at(level: str, selected: Selected, partner: bool = False) -> int:
    """Nodes of the register's level on either side of an exchange; partner: countries with a cluster alone."""
    visiting, host = (COLUMN[level].format(side) for side in ("visiting", "host"))
    ends = f"list_concat(coalesce(list({visiting}), []), coalesce(list({host}), []))"
    known = (
        "SELECT list(country_code) FROM countries WHERE has_partner_cluster"
        if partner
        else f"SELECT list(id) FROM nodes WHERE level = '{level}'"
    )
    return int(selected.of(f"len(list_intersect(list_distinct({ends}), ({known})))"))


def took_place_of_payer(chart: Chart, selected: Selected) -> Iterator[Count]:
    """Exchanges that took place, of the partnerships whose budgets are shown."""
    yield Count(f"{chart.name}, took place", total(chart.table["took_place"]), paid_and_over(selected))


def paid_and_over(selected: Selected) -> int:
    """Exchanges that took place, of the payer."""
    return int(
        selected.ask(f"SELECT count(*) FROM exchanges WHERE status_group = 'took place' AND {money.paid_by(selected)}")
    )


RULES: dict[str, Rule] = {
    "exchanges_by_month": by_month,
    "status_pipeline": once,
    "progress_by_partnership": by_state,
    "od_matrix": once,
    "balance": once_a_side,
    "flow_map_by_month": once,
    "partnership_maps": once,
    "cluster_wall": once_a_side,
    "country_balance": bars_of_countries,
    "partnership_matrix": once,
    "ecosystem_purpose_heatmap": by_ecosystem,
    "ecosystem_category_heatmap": by_ecosystem,
    "white_space_countries": done,
    "white_space_ecosystems": by_ecosystem,
    "white_space_categories": done,
    "taking_part_over_time": taking_part,
    "waterfall": money.waterfall,
    "position": money.position,
    "payments_due": money.payments,
    "money_over_time": money.by_month,
    "burn_down": money.burn_down,
    "reach": took_place_of_payer,
}


def rule_of(name: str) -> Rule:
    """The rule of a chart. A chart without one is a chart that nobody counts: KeyError."""
    if name.startswith("averages_"):
        return money.averages
    return once if name.startswith(("flow_sankey_", "flow_map_c")) else RULES[name]


def table_counts(view: str, table: pd.DataFrame, selected: Selected) -> Iterator[Count]:
    """Tables that stand on their own."""
    if view == "exchanges":
        yield Count("list", len(table), selected.of())
        lump_sums = sum((value for value in table["lump_sum_eur"] if value is not None), Decimal(0))
        yield Count("list, lump sums", lump_sums, selected.money("lump_sum_eur"))
    elif "flows=Network" in view:
        yield from network(view, table, selected)
    elif "To+do" in view:
        steps = money.to_do_sums(selected)
        yield Count("to do, steps", len(table), sum(number for number, _ in steps.values()))
        owed = sum((amount for _, amount in steps.values()), Decimal(0))
        yield Count("to do, lump sums", sum(table["lump_sum_eur"].dropna(), Decimal(0)), owed)
    elif "Exceptions" in view:
        yield Count("exceptions", len(table), money.exceptions(selected)[0])
    elif "ecosystem" in table:
        yield Count("ecosystems by category", total(table["done"]), in_ecosystems(selected))
    elif "absent=Never" in view:
        hosts = "SELECT host_cluster_id FROM exchanges AS x WHERE x.host_cluster_id IS NOT NULL AND "
        condition, values = selected.condition()
        silent = selected.of("count(*)", f"visiting_cluster_id NOT IN ({hosts} {condition})", *values)
        yield Count("never hosted, visiting", total(table["visiting"]), silent)
        yield Count("never hosted, hosting", total(table["hosting"]), 0)
    elif "hosting" in table:
        yield Count("clusters, visiting", total(table["visiting"]), selected.of())
        yield Count("clusters, hosting", total(table["hosting"]), selected.of())
        yield Count("clusters, done on both sides", total(table["done"]), 2 * selected.of())
    else:
        yield Count("pairs", total(table["done"]), selected.of())
