"""Routes on the map: what is drawn as a ribbon and what as a thin line, in which style, and the legend of widths."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from charts.figure import html_text
from charts.map.plane import SMALL_FONT, SOUTH_KM, WEST_KM, SideMeasure, legend_entry, points_trace
from charts.palette import Palette
from charts.ribbons import Points, curves, joined, midpoints, ribbons
from charts.words import count, exchanges
from languages import gettext as _
from languages import ngettext

WIDEST_PX = 8.0
NARROWEST_PX = 1.0
ARROW_PX = 7.0


@dataclass(frozen=True)
class Style:
    """How a group of ribbons looks: the trace's name, its row in the legend, fill and line."""

    name: str
    label: str
    fill: str
    line: str
    line_px: float = 0.6


@dataclass(frozen=True)
class Routes:
    """Routes with both ends on the map, widest first, one per row of all members.

    pairs: visiting_id, visiting_name, host_id, host_name, exchanges (what the width shows), back (exchanges of the
    opposite direction). start, end: km. radii_px: of the circles at both ends.
    """

    pairs: pd.DataFrame
    start: Points
    end: Points
    radii_px: Points

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def exchanges(self) -> list[int]:
        """What the width shows, per route."""
        return [int(value) for value in self.pairs["exchanges"]]

    def touching(self, focus: frozenset[str]) -> np.ndarray:
        """Which routes start or end in one of the focused nodes."""
        ends = self.pairs[["visiting_id", "host_id"]].astype(str)
        return np.asarray(ends.isin(list(focus)).any(axis=1), dtype=bool)


def placed_routes(pairs: pd.DataFrame, place: Mapping[str, Points], radius_px: Mapping[str, float]) -> Routes:
    """The pairs whose two ends have a place, in their order."""
    nowhere = np.array([np.nan, np.nan])
    sides = [pairs[f"{side}_id"].astype(str) for side in ("visiting", "host")]
    start, end = (np.array([place.get(key, nowhere) for key in keys]).reshape(-1, 2) for keys in sides)
    radii = np.array([[radius_px.get(key, 0.0) for key in keys] for keys in sides]).reshape(2, -1).T
    has_place = ~(np.isnan(start).any(axis=1) | np.isnan(end).any(axis=1))
    return Routes(pairs[has_place].reset_index(drop=True), start[has_place], end[has_place], radii[has_place])


def with_opposite(between: pd.DataFrame) -> pd.DataFrame:
    """The directed pairs with `back`, the exchanges of the opposite direction; 0 where there are none."""
    number = {
        (a, b): int(value)
        for a, b, value in zip(between["visiting_id"], between["host_id"], between["exchanges"], strict=True)
    }
    back = [number.get((b, a), 0) for a, b in zip(between["visiting_id"], between["host_id"], strict=True)]
    return between.assign(back=np.array(back, dtype="int64"))


def net_pairs(between: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of places, from the side that sends more to the one that receives more, largest net first.

    between: directed pairs with `back`. The rows keep its columns: `back` is the smaller direction, `exchanges` becomes
    the larger minus the smaller. A balanced pair has exchanges 0, and its direction means nothing.
    """
    ahead = between["exchanges"] > between["back"]
    first_of_equals = (between["exchanges"] == between["back"]) & (
        between["visiting_id"].astype(str) < between["host_id"].astype(str)
    )
    one_each = between[ahead | first_of_equals]
    net = one_each.assign(exchanges=one_each["exchanges"] - one_each["back"])
    return net.sort_values("exchanges", ascending=False, kind="stable")


def widths_px(exchanges: Sequence[int], largest: int) -> dict[int, float]:
    """Width of each number of exchanges: by its square root, the largest `WIDEST_PX`, none under `NARROWEST_PX`."""
    return {value: max(WIDEST_PX * math.sqrt(value / max(largest, 1)), NARROWEST_PX) for value in {*exchanges, largest}}


def ribbon_rings(
    routes: Routes,
    widths: Mapping[int, float],
    km_per_px: float,
    exchanges: Sequence[int] | None = None,
    samples: int = 12,
) -> Points:
    """The ribbons from the rim of one circle to the rim of the other, as rings in km; `exchanges` in place of theirs."""
    return ribbons(
        routes.start,
        routes.end,
        [widths[value] * km_per_px for value in (routes.exchanges if exchanges is None else exchanges)],
        gap_start=(routes.radii_px[:, 0] + 1) * km_per_px,
        gap_end=(routes.radii_px[:, 1] + 1) * km_per_px,
        head=ARROW_PX * km_per_px,
        samples=samples,
    )


def ribbon_trace(rings: Points, style: Style, **settings: Any) -> dict[str, Any]:
    """The rings as one trace."""
    return points_trace(
        joined(rings),
        mode="lines",
        fill="toself",
        fillcolor=style.fill,
        line={"color": style.line, "width": style.line_px},
        **{"name": style.name} | settings,
    )


def thin_trace(routes: Routes, palette: Palette, samples: int = 9) -> dict[str, Any]:
    """The routes that are no ribbons, as one trace of grey lines."""
    return points_trace(
        joined(curves(routes.start, routes.end, samples=samples)),
        name="thin routes",
        mode="lines",
        line={"color": palette.grey, "width": 0.6},
        opacity=0.55,
    )


# Width of the legend of the widths with its words; no place at all.
LEGEND_PX = 170
NOWHERE: Points = np.empty((0, 2))


def _clear_of(taken: Points, low: float, right: float, rise: float, gap: float) -> float:
    """The lowest place for a legend `rise` km high at the western edge that covers none of the places taken; `low` if none
    is clear. Beyond `right` it covers nothing."""
    beside = taken[taken[:, 0] < right, 1]
    lows = [low, *sorted(y + gap for y in beside if y + gap > low)]
    clear = (one for one in lows if not ((beside > one - gap) & (beside < one + rise)).any())
    return float(next(clear, low))


def width_legend(
    shown: Sequence[int],
    widths: Mapping[int, float],
    title: str,
    style: Style,
    palette: Palette,
    km_per_px: float,
    taken: Points = NOWHERE,
) -> list[dict[str, Any]]:
    """Three real numbers of exchanges as ribbons of their width, in the sea; fewer when there are no three.

    taken: places of clusters, which the legend does not cover: Madeira lies there, and whoever stands at the edge."""
    values = sorted(set(shown))
    if not values:
        return []
    chosen = sorted({values[0], values[len(values) // 2], values[-1]})
    left, row, gap = WEST_KM + 12 * km_per_px, 22 * km_per_px, 16 * km_per_px
    right = left + LEGEND_PX * km_per_px
    low = _clear_of(taken, SOUTH_KM + gap, right, row * len(chosen) + gap, gap)
    heights = [low + row * i for i in range(len(chosen))]
    start = np.array([[left, y] for y in heights])
    end = start + np.array([60 * km_per_px, 0.0])
    wide = [widths[value] * km_per_px for value in chosen]
    rings = ribbons(start, end, wide, bend=0.0, head=ARROW_PX * km_per_px)
    text_at = np.array([[left + 68 * km_per_px, y] for y in heights] + [[left, heights[-1] + row]])
    return [
        ribbon_trace(rings, style, name="width of a route"),
        points_trace(
            text_at,
            name="widths",
            mode="text",
            text=[*(exchanges(value) for value in chosen), f"<b>{title}</b>"],
            textposition="middle right",
            textfont={"size": SMALL_FONT, "color": palette.text},
        ),
    ]


def part_of(routes: Routes, rows: slice | np.ndarray) -> Routes:
    """Some of the routes, in their order."""
    return Routes(routes.pairs[rows], routes.start[rows], routes.end[rows], routes.radii_px[rows])


def _styled(
    routes: Routes, measure: SideMeasure, focus: frozenset[str], palette: Palette, is_all: bool
) -> list[tuple[Style, np.ndarray]]:
    """The groups of ribbons, each with its style, from the lowest to the one on top; empty groups are left out."""
    # The seam keeps ribbons apart where they cross; a full one would bleach bundles of narrow ones.
    seam = f"{palette.ground}90"
    touched = routes.touching(focus) if focus else np.ones(len(routes), dtype=bool)
    aside = Style("ribbons of others", _others(int((~touched).sum())), palette.grey, seam)
    if measure == "net":
        # The accent is the hosting side of the net shading; routes step back to ink there.
        one_way = routes.pairs["back"].to_numpy(dtype=int) == 0
        both_ways = Style("ribbons of net flows", _("Net of both ways"), palette.ground, palette.text, 1.1)
        groups = [
            (aside, ~touched),
            (both_ways, touched & ~one_way),
            (Style("ribbons", _("One way only"), palette.text, seam), touched & one_way),
        ]
    else:
        number = int(touched.sum())
        if focus:
            name = ngettext("{number} route in focus", "{number} routes in focus", number)
        elif is_all:
            name = ngettext("{number} route", "{number} routes", number)
        else:
            name = ngettext("{number} largest route", "{number} largest routes", number)
        groups = [(aside, ~touched), (Style("ribbons", name, palette.accent, seam), touched)]
    return [(style, rows) for style, rows in groups if rows.any()]


def _others(number: int) -> str:
    return ngettext("{number} other", "{number} others", number)


def _hover(routes: Routes, measure: SideMeasure) -> list[str]:
    """What is said of each route."""
    texts = []
    columns = (routes.pairs[column] for column in ("visiting_name", "host_name", "back"))
    for visiting, host, back, number in zip(*columns, routes.exchanges, strict=True):
        ends = {"start": html_text(visiting), "end": html_text(host)}
        if measure != "net":
            texts.append(
                ngettext("{start} to {end}: {number} exchange", "{start} to {end}: {number} exchanges", number, **ends)
            )
        elif not number:
            texts.append(
                ngettext(
                    "{start} and {end}: {number} exchange each way",
                    "{start} and {end}: {number} exchanges each way",
                    int(back),
                    **ends,
                )
            )
        elif not back:
            texts.append(
                ngettext(
                    "{start} to {end}: {number} exchange, none back",
                    "{start} to {end}: {number} exchanges, none back",
                    number,
                    **ends,
                )
            )
        else:
            texts.append(
                _(
                    "{start} to {end}: {more} more than back ({there} to {back})",
                    more=count(number),
                    there=count(number + int(back)),
                    back=count(int(back)),
                    **ends,
                )
            )
    return texts


def routes_traces(
    routes: Routes,
    drawn: int,
    measure: SideMeasure,
    focus: frozenset[str],
    palette: Palette,
    km_per_px: float,
    taken: Points = NOWHERE,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Traces below the nodes (thin lines, ribbons, legends) and above them (hover and click at mid-curve).

    The first `drawn` routes are ribbons. taken: the places of clusters, which the legend of the widths leaves free.
    """
    if not len(routes):
        return [], []
    numbers = routes.exchanges
    below: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    rest = len(routes) - drawn
    if rest:
        below.append(thin_trace(part_of(routes, slice(drawn, None)), palette))
    if drawn:
        widths = widths_px(numbers, numbers[0])
        bold = part_of(routes, slice(drawn))
        styles = _styled(bold, measure, focus, palette, not rest)
        for style, rows in styles:
            below.append(ribbon_trace(ribbon_rings(part_of(bold, rows), widths, km_per_px), style))
        top_style = styles[-1][0]
        title = _("Net of one pair") if measure == "net" else _("One route")
        below += width_legend(numbers[:drawn], widths, title, top_style, palette, km_per_px, taken)
        for style, __ in reversed(styles):
            edge = {"color": style.line, "width": style.line_px}
            arrow = {"symbol": "triangle-right", "size": 11, "color": style.fill, "line": edge}
            entries.append(legend_entry(style.label, "routes", mode="markers", marker=arrow))
    if rest:
        line = {"color": palette.grey, "width": 1}
        name = _others(rest)
        if not drawn and measure == "net":
            name = ngettext("{number} pair", "{number} pairs", rest)
        elif not drawn:
            name = ngettext("{number} route", "{number} routes", rest)
        entries.append(legend_entry(name, "routes", mode="lines", line=line))
    entries[0]["legendgrouptitle"] = {"text": _("Routes")}
    middle = points_trace(
        midpoints(routes.start, routes.end),
        name="routes",
        mode="markers",
        hoverinfo="text",
        hovertext=_hover(routes, measure),
        customdata=[
            [str(a), str(b)] for a, b in zip(routes.pairs["visiting_id"], routes.pairs["host_id"], strict=True)
        ],
        marker={"size": 5, "opacity": 0, "color": palette.accent},
    )
    return [*below, *entries], [middle]
