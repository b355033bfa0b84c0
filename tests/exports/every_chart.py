"""Every chart that the pages make, for one view, as the pages make it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from charts import budget as draw_budget
from charts import coverage as draw_coverage
from charts import outlook as draw_outlook
from charts import profiles as draw_profiles
from charts import programme as draw_programme
from charts import white_space as draw_white_space
from charts.averages.by_value import MONTH
from charts.averages.by_value import by_value as draw_averages
from charts.balance import balance_chart, net_paths
from charts.chart import Chart
from charts.map import flow_map, flow_map_by_month, partnership_maps
from charts.matrix import od_matrix
from charts.outlook.waterfall import EFFECTS
from charts.palette import LIGHT, Palette
from charts.sankey import column_spec, flow_sankey, path_sankey
from data.warehouse import Snapshot
from queries import (
    averages,
    budget,
    coverage,
    flows,
    geography,
    network,
    outlook,
    profiles,
    programme,
    register,
    white_space,
)
from queries.filters import LEVELS, Filters, Level


def every_chart(filters: Filters, snapshot: Snapshot, palette: Palette = LIGHT) -> Iterator[tuple[str, Chart]]:
    """A name for the view within its page, and the chart."""
    yield from _programme(filters, snapshot, palette)
    yield from _budget(filters, snapshot, palette)
    yield from _flows(filters, palette)
    yield from _maps(filters, palette)
    yield from _coverage(filters, palette)
    yield from _white_space(filters, snapshot, palette)
    yield from _profiles(filters, snapshot, palette)
    yield from _outlook(filters, snapshot, palette)


def _programme(filters: Filters, snapshot: Snapshot, palette: Palette) -> Iterator[tuple[str, Chart]]:
    whole = register.totals(filters.snapshot_id).iloc[0]
    yield (
        "by_month",
        draw_programme.exchanges_by_month(
            programme.exchanges_by_month(filters),
            target=int(whole["exchange_target"]),
            target_is_assumed=bool(whole["is_target_assumed"]),
            as_of=snapshot.as_of_date,
            palette=palette,
            height=300,
        ),
    )
    pipeline = draw_programme.status_pipeline(programme.status_pipeline(filters), palette=palette, height=205)
    yield "pipeline", pipeline
    progress = programme.progress_by_partnership(filters)
    yield "progress", draw_programme.progress_by_partnership(progress, palette=palette, height=560)


def _budget(filters: Filters, snapshot: Snapshot, palette: Palette) -> Iterator[tuple[str, Chart]]:
    as_of = snapshot.as_of_date
    yield "position", draw_budget.position(budget.position(filters), palette=palette, height=500)
    yield "waterfall", draw_budget.waterfall(budget.totals(filters), palette=palette, height=280)
    due = budget.payments_due(filters)
    yield "payments_due", draw_budget.payments_due(due, as_of=as_of, palette=palette, height=190)
    over_time = budget.money_over_time(filters)
    yield "over_time", draw_budget.money_over_time(over_time, as_of=as_of, palette=palette, height=230)


def _flows(filters: Filters, palette: Palette) -> Iterator[tuple[str, Chart]]:
    for name, columns in flows.PRESETS.items():
        paths = flows.paths(filters, columns)
        specs = [column_spec(column, flows.column_nodes(filters.snapshot_id, column)) for column in columns]
        yield f"sankey_{name}", path_sankey(paths, specs, top=13, palette=palette, height=600)
        if len(columns) == 2 and columns[0].startswith("visiting"):
            yield f"sankey_net_{name}", path_sankey(net_paths(paths), specs, top=13, palette=palette, height=600)
    for level in LEVELS:
        links, nodes = flows.links(filters, level), network.members(filters.snapshot_id, level)
        yield f"balance_{level}", balance_chart(links, nodes, level=level, palette=palette, height=620)
        for order in ("size", "group", "similarity"):
            yield f"matrix_{level}_{order}", _matrix(filters, level, order, "exchanges", palette)
        yield f"matrix_{level}_net", _matrix(filters, level, "size", "net", palette)


def _matrix(filters: Filters, level: Level, order: Any, lens: Literal["exchanges", "net"], palette: Palette) -> Chart:
    links = flows.links(filters, level)
    return od_matrix(
        links,
        network.members(filters.snapshot_id, level),
        level=level,
        order=order,
        groups=network.groups(filters.snapshot_id, level),
        order_links=links,
        lens=lens,
        palette=palette,
        height=680,
    )


def _maps(filters: Filters, palette: Palette) -> Iterator[tuple[str, Chart]]:
    countries, clusters = flows.country_activity(filters), flows.cluster_activity(filters)
    shapes = geography.country_shapes()
    for level, measure in (("country", "both"), ("country", "net"), ("cluster", "visiting")):
        chart = flow_map(
            countries,
            clusters,
            flows.links(filters, level),  # type: ignore[arg-type]
            shapes,
            level=level,  # type: ignore[arg-type]
            measure=measure,  # type: ignore[arg-type]
            palette=palette,
            height=680,
        )
        yield f"map_{level}_{measure}", chart
    by_month = flows.links_by_month(filters, "country")
    yield "map_months", flow_map_by_month(countries, by_month, shapes, palette=palette, height=680)
    by_partnership = flows.links_by_partnership(filters)
    yield "map_partnerships", partnership_maps(by_partnership, countries, shapes, palette=palette, height=680)


def _coverage(filters: Filters, palette: Palette) -> Iterator[tuple[str, Chart]]:
    clusters, countries = flows.cluster_activity(filters), flows.country_activity(filters)
    yield "cluster_wall", draw_coverage.cluster_wall(clusters, palette=palette, height=540)
    yield "country_balance", draw_coverage.country_balance(countries, palette=palette, height=560)
    pairs, partnerships = flows.links(filters, "partnership"), register.partnerships(filters.snapshot_id)
    yield "partnership_matrix", draw_coverage.partnership_matrix(pairs, partnerships, palette=palette, height=560)
    total = int(programme.totals(filters).iloc[0]["exchanges"])
    for column in ("purpose", "category"):
        counted = coverage.exchanges_by_ecosystem(filters, column)
        chart = draw_coverage.ecosystem_heatmap(
            counted,
            column,
            total=total,
            palette=palette,
            height=540,
        )
        yield f"ecosystems_{column}", chart


def _white_space(filters: Filters, snapshot: Snapshot, palette: Palette) -> Iterator[tuple[str, Chart]]:
    countries = white_space.countries(filters)
    drawn = countries[(countries["clusters"] > 0) | (countries["done"] > 0)]
    views: list[tuple[str, str, pd.DataFrame, str, int]] = [
        ("white_space_countries", "country_name", drawn, draw_white_space.countries_sentence(countries), 560)
    ]
    ecosystems, categories = white_space.ecosystems(filters), white_space.categories(filters)
    sentence = draw_white_space.ecosystems_sentence(ecosystems)
    views.append(("white_space_ecosystems", "ecosystem", ecosystems, sentence, 560))
    sentence = draw_white_space.categories_sentence(categories)
    views.append(("white_space_categories", "category", categories, sentence, 190))
    for name, column, rows, finding, height in views:
        chart = draw_white_space.done_and_expected(
            rows,
            column,
            name=name,
            finding=finding,
            note="Expected: an even spread.",
            measures=("done", "expected", "difference"),
            palette=palette,
            height=height,
        )
        yield name, chart
    firsts = [white_space.first_months(filters, level) for level in ("cluster", "country")]
    chart = draw_white_space.taking_part_over_time(*firsts, as_of=snapshot.as_of_date, palette=palette, height=560)
    yield "taking_part_over_time", chart


def _profiles(filters: Filters, snapshot: Snapshot, palette: Palette) -> Iterator[tuple[str, Chart]]:
    nodes = register.nodes(filters.snapshot_id, "country")
    node, name = str(nodes["id"].iloc[0]), str(nodes["name"].iloc[0])
    months = profiles.months(filters, "country", node)
    span = register.months(filters.snapshot_id).iloc[0]
    first, last = (
        snapshot.as_of_date if pd.isna(span[end]) else pd.Timestamp(span[end]).date()
        for end in ("first_month", "last_month")
    )
    yield "timeline", draw_profiles.timeline(months, name, first=first, last=last, palette=palette, height=200)
    met = profiles.countries(filters, "country", node)
    clusters = flows.cluster_activity(filters)
    points = clusters[clusters["country_code"] == node]
    shapes = geography.country_shapes()
    place = draw_profiles.place(shapes, name, own=[node], met=met, points=points, palette=palette, height=290)
    yield "place", place
    sankey = flow_sankey(
        profiles.links(filters, "country", node),
        nodes,
        top=8,
        highlight=frozenset({node}),
        side="visiting",
        level="country",
        palette=palette,
        height=280,
    )
    yield "profile_sankey", sankey


def _outlook(filters: Filters, snapshot: Snapshot, palette: Palette) -> Iterator[tuple[str, Chart]]:
    day = snapshot.as_of_date
    forecast = outlook.forecast(filters, day)
    together = forecast[forecast["partnership_id"] == outlook.ALL].to_dict("records")
    row = together[0] if together else None
    burning = outlook.burn_down(filters, day)
    yield "burn_down", draw_outlook.burn_down(burning, row, as_of=day, palette=palette, height=330)
    single = forecast[forecast["partnership_id"] != outlook.ALL]
    yield "reach", draw_outlook.reach(single, band_pct=80, palette=palette, height=330)
    yield "waterfall", draw_outlook.waterfall(_scenario(filters), palette=palette, height=330)
    for dimension in averages.DIMENSIONS:
        rows = averages.by_value(filters, dimension, day)
        field = MONTH if dimension == "month" else dimension
        yield f"averages_{dimension}", draw_averages(rows, field, palette=palette, height=415)


def _scenario(filters: Filters) -> pd.DataFrame:
    """Rows as those of a scenario that takes a tenth of what remains by one effect and gives half of it back by another."""
    position = budget.position(filters)
    rows = pd.DataFrame({"partnership_id": position["partnership_id"], "acronym": position["acronym"]})
    rows["before_eur"] = position["remaining_eur"]
    for at, name in enumerate(EFFECTS):
        part = {0: Decimal("-0.10"), 1: Decimal("0.05")}.get(at, Decimal(0))
        rows[name] = [round(Decimal(amount) * part, 2) for amount in position["remaining_eur"]]
    rows["after_eur"] = rows["before_eur"]
    for name in EFFECTS:
        rows["after_eur"] = rows["after_eur"] + rows[name]
    total = {name: sum(rows[name], Decimal(0)) for name in ("before_eur", *EFFECTS, "after_eur")}
    return pd.concat([rows, pd.DataFrame([{"partnership_id": "", "acronym": "Total", **total}])], ignore_index=True)
