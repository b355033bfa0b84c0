"""The flow map: countries shaded by a measure, clusters by what is known of them, routes as ribbons with an arrow."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.edge import beyond_note, within
from charts.figure import shortened
from charts.map import sentences
from charts.map.plane import EXTENT, Level, Shapes, SideMeasure, km_per_pixel, map_layout, no_world_file
from charts.map.points import (
    CLUSTER_GAP_PX,
    cluster_activity,
    cluster_diameters,
    clusters_traces,
    node_diameters,
    nodes_traces,
)
from charts.map.routes import net_pairs, placed_routes, routes_traces, with_opposite
from charts.map.shading import countries_traces
from charts.palette import Palette
from charts.ribbons import spread
from charts.words import share
from languages import gettext as _

# More than these and the ribbons of one busy place cannot be told apart.
RIBBONS: dict[Level, int] = {"country": 40, "cluster": 60}


def flow_map(
    countries: pd.DataFrame,
    clusters: pd.DataFrame,
    links: pd.DataFrame,
    shapes: Shapes | str,
    *,
    level: Level,
    measure: SideMeasure,
    palette: Palette,
    top: int | None = None,
    height: int = 640,
    focus: frozenset[str] = frozenset(),
) -> Chart:
    """Who exchanged with whom on the map of Europe, between countries or between clusters.

    countries: one row per COSME country with country_code, country_name, x_km, y_km (EPSG:3035), visiting, hosting,
    both, net (exchanges), has_partner_cluster. clusters: one row per cluster with cluster_id, short_name, name, acronym
    (of its partnership), country_name, x_km, y_km, is_location_approximate, basis, visiting, hosting. links: one row
    per visiting and host country or cluster (by `level`) with visiting_id, visiting_name, host_id, host_name,
    exchanges, working_days, lump_sum_eur; pairs of one with itself are counted and not drawn. shapes: FeatureCollection
    in km of EPSG:3035 with the country codes and "outside" as ids, or the URL of `planar_shapes` of one.

    The `top` links with most exchanges are ribbons (without it as many as `RIBBONS` says), the others thin lines. With
    the measure "net" there is one route per pair of places, from the side that sends more: its width is the larger minus
    the smaller direction, hollow where there is a smaller one; the table has both directions. Ribbons that touch a place
    of the `focus` (country codes or cluster ids) are in colour and the others grey; without a focus all are in colour.
    The names in finding, alt and note are plain
    text as delivered, not escaped for Markdown or HTML; those in the figure cannot be read as markup. Points carry
    customdata for clicks: [country_code], [cluster_id] or [visiting_id, host_id].
    """
    km_per_px = km_per_pixel(height)
    ordered = with_opposite(
        links.sort_values(
            ["exchanges", "visiting_name", "host_name", "visiting_id", "host_id"],
            ascending=[False, True, True, True, True],
            kind="stable",
        )
    )
    total = int(ordered["exchanges"].sum())
    between = ordered[(ordered["visiting_id"] != ordered["host_id"]) & (ordered["exchanges"] > 0)]
    inside = total - int(between["exchanges"].sum())

    cluster_gap = CLUSTER_GAP_PX * km_per_px
    spots, is_beyond = within(clusters[["x_km", "y_km"]].to_numpy(dtype=float), EXTENT, cluster_gap)
    if level == "country":
        busy = countries.loc[countries["both"] > 0, ["x_km", "y_km"]].to_numpy(dtype=float)
        cluster_places = spread(spots, cluster_gap, anchors=busy)
        node_ids = countries["country_code"].astype(str)
        node_places = countries[["x_km", "y_km"]].to_numpy(dtype=float)
        node_sizes = node_diameters(countries["both"].to_numpy(dtype=float))
    else:
        cluster_places = spread(spots, cluster_gap)
        node_ids = clusters["cluster_id"].astype(str)
        node_sizes = cluster_diameters(cluster_activity(clusters))
    # Those at the edge must not be moved over it.
    cluster_places = within(cluster_places, EXTENT, cluster_gap)[0]
    if level == "cluster":
        node_places = cluster_places
    routes = placed_routes(
        net_pairs(between) if measure == "net" else between,
        dict(zip(node_ids, node_places, strict=True)),
        dict(zip(node_ids, (node_sizes / 2).tolist(), strict=True)),
    )
    on_map = int(routes.pairs["exchanges"].sum() + (2 * routes.pairs["back"].sum() if measure == "net" else 0))
    unplaced = total - inside - on_map
    # A net flow of nothing has no direction: it is a line, however many ribbons there may be.
    drawn = min(RIBBONS[level] if top is None else top, sum(1 for value in routes.exchanges if value))
    below, above = routes_traces(routes, drawn, measure, focus, palette, km_per_px, cluster_places)
    nodes = nodes_traces(countries, palette, km_per_px, focus) if level == "country" else []
    figure = go.Figure(
        data=[
            no_world_file(),
            *countries_traces(countries, shapes, measure, palette),
            *below,
            *clusters_traces(clusters, cluster_places, level, palette, focus, is_beyond),
            *nodes,
            *above,
        ],
        layout=map_layout(palette, height),
    )

    if measure == "net":
        one_way = int((routes.pairs["back"] == 0).sum())
        note = sentences.net_note(routes.exchanges, one_way, drawn, inside, unplaced, level)
    else:
        carried = share(sum(routes.exchanges[:drawn]), total)
        note = sentences.note(drawn, len(routes) - drawn, carried, inside, unplaced, level)
    if not np.allclose(spots, cluster_places, equal_nan=True):
        apart = _("Clusters close to each other are drawn slightly apart.")
        note = f"{note} {apart}".strip()
    at_edge = beyond_note([shortened(str(name), 40) for name in clusters.loc[is_beyond, "short_name"]])
    note = f"{note} {at_edge}".strip()
    columns = ["visiting_name", "host_name", "exchanges", "working_days", "lump_sum_eur"]
    if measure == "net":
        ordered = ordered.assign(
            opposite_exchanges=ordered["back"].where(ordered["visiting_id"] != ordered["host_id"], 0)
        )
        columns.insert(3, "opposite_exchanges")
    return Chart(
        name=f"flow_map_{level}",
        finding=sentences.finding(ordered, total, level, measure),
        alt=sentences.alt(countries, between, total, level, measure),
        figure=figure,
        table=ordered[columns].reset_index(drop=True),
        measures=("exchanges", measure, "lump_sum_eur", "working_days"),
        note=note,
    )
