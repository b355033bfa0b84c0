"""The change of exchanges on the map: countries shaded by sign and size, the routes that changed most as ribbons."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.changes.words import pair_words, signed
from charts.chart import Chart
from charts.clauses import clauses
from charts.figure import html_text, shortened
from charts.map.plane import Shapes, km_per_pixel, legend_entry, map_layout, no_world_file, points_trace
from charts.map.routes import Style, part_of, placed_routes, ribbon_rings, ribbon_trace, widths_px
from charts.map.shading import countries_traces
from charts.palette import Palette
from charts.ribbons import midpoints
from charts.words import listing
from languages import gettext as _
from languages import ngettext

MOST_RIBBONS = 40


def change_map(
    countries: pd.DataFrame, links: pd.DataFrame, shapes: Shapes | str, *, palette: Palette, height: int = 640
) -> Chart:
    """Where there are more or fewer exchanges than before.

    countries: country_code, country_name, x_km, y_km (EPSG:3035), visiting_change, hosting_change, change,
    has_partner_cluster. links: one row per changed pair of countries with before, change, after, the largest change
    first; pairs of one with itself are counted and not drawn. Blue is more and the accent fewer.
    """
    km_per_px = km_per_pixel(height)
    shaded = countries.assign(
        net=countries["change"],
        both=(countries["visiting_change"].abs() + countries["hosting_change"].abs()),
        visiting=countries["visiting_change"],
        hosting=countries["hosting_change"],
    )
    texts = [
        f"<b>{html_text(row.country_name)}</b><br>"
        + _(
            "Visiting {visiting}, hosting {hosting}",
            visiting=signed(int(row.visiting_change)),
            hosting=signed(int(row.hosting_change)),
        )
        for row in countries.itertuples()
    ]
    between = links[links["visiting_id"] != links["host_id"]]
    sized = between.assign(exchanges=between["change"].abs(), back=0)
    places = countries[["x_km", "y_km"]].to_numpy(dtype=float)
    routes = placed_routes(sized, dict(zip(countries["country_code"].astype(str), places, strict=True)), {})
    drawn = part_of(routes, slice(MOST_RIBBONS))
    ribbons: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    if len(drawn):
        widths = widths_px(drawn.exchanges, drawn.exchanges[0])
        seam = f"{palette.ground}90"
        for name, tone, rows in (
            (_("More exchanges"), palette.blue, drawn.pairs["change"].to_numpy(dtype=int) > 0),
            (_("Fewer exchanges"), palette.accent, drawn.pairs["change"].to_numpy(dtype=int) < 0),
        ):
            if rows.any():
                style = Style(name, name, tone, seam)
                ribbons.append(ribbon_trace(ribbon_rings(part_of(drawn, rows), widths, km_per_px), style))
                marker = {"symbol": "triangle-right", "size": 11, "color": tone, "line": {"color": seam, "width": 0.6}}
                entries.append(legend_entry(name, "routes", mode="markers", marker=marker))
        entries[0]["legendgrouptitle"] = {"text": _("Routes")}
        ribbons.append(
            points_trace(
                midpoints(drawn.start, drawn.end),
                name="routes",
                mode="markers",
                hoverinfo="text",
                hovertext=[pair_words(row) for row in drawn.pairs.itertuples()],
                customdata=[[str(row.visiting_id), str(row.host_id)] for row in drawn.pairs.itertuples()],
                marker={"size": 5, "opacity": 0, "color": palette.accent},
            )
        )
    figure = go.Figure(
        data=[
            no_world_file(),
            *countries_traces(
                shaded, shapes, "net", palette, texts=texts, title=_("Visiting and hosting"), none=_("No change")
            ),
            *ribbons,
            *entries,
        ],
        layout=map_layout(palette, height),
    )
    finding = _finding(countries)
    rest = len(routes) - len(drawn)
    note = (
        ngettext(
            "{number} route with a smaller change is not drawn.",
            "{number} routes with a smaller change are not drawn.",
            rest,
        )
        if rest
        else ""
    )
    return Chart(
        name="change_map",
        finding=finding,
        alt=_("Map of Europe with countries shaded by the change of their exchanges. {finding}.", finding=finding),
        figure=figure,
        table=countries[["country_name", "visiting_change", "hosting_change", "change"]]
        .rename(columns={"change": "change_exchanges"})
        .reset_index(drop=True),
        measures=("visiting_change", "hosting_change", "change_exchanges"),
        note=note,
    )


def _finding(countries: pd.DataFrame) -> str:
    """Who gained and who lost most."""
    parts = []
    for sign in (1, -1):
        some = countries[countries["change"] * sign > 0]
        some = some.assign(size=some["change"].abs()).sort_values(
            ["size", "country_name"], ascending=[False, True], kind="stable"
        )
        if not some.empty:
            named = [
                f"{shortened(row.country_name, 30)} ({signed(int(row.change))})" for row in some.head(3).itertuples()
            ]
            parts.append(_changed_words(sign, len(some), listing(named)))
    if not parts:
        return _("No country has more or fewer exchanges than before")
    return _("Exchanges: {changes}", changes=clauses(parts))


def _changed_words(sign: int, number: int, names: str) -> str:
    if sign > 0:
        return ngettext(
            "more in {number} country, most in {names}",
            "more in {number} countries, most in {names}",
            number,
            names=names,
        )
    return ngettext(
        "fewer in {number} country, most in {names}",
        "fewer in {number} countries, most in {names}",
        number,
        names=names,
    )
