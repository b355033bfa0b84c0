"""The flow map: countries shaded by a measure, clusters by what is known of them, routes as ribbons with an arrow.

The plane is EPSG:3035, the official projection of European statistics. Plotly's `geo` knows no such plane, so that its
kilometres are drawn as thousandths of a degree of an equirectangular map around `CENTRE_KM`: a few degrees wide, where
a great circle and a straight line differ by less than the width of a border. No tile, no world file, no network.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import base, html_text
from charts.palette import Palette
from charts.ribbons import Points, curves, joined, midpoints, ribbons, spread
from charts.words import count, listing, plural, share

Level = Literal["country", "cluster"]
SideMeasure = Literal["visiting", "hosting", "both", "net"]
Shapes = dict[str, Any]

OUTSIDE = "outside"
# The shapes end at x 2400; the sea to the west of it has the room for the legends.
WEST_KM, EAST_KM, SOUTH_KM, NORTH_KM = 1350.0, 7600.0, 1270.0, 5450.0
CENTRE_KM = ((WEST_KM + EAST_KM) / 2, (SOUTH_KM + NORTH_KM) / 2)
KM_PER_DEGREE = 1000.0
MARGIN_PX = 4

WIDEST_PX = 8.0
NARROWEST_PX = 1.0
ARROW_PX = 7.0
CLUSTER_GAP_PX = 10.0
SMALLEST_CLUSTER_PX = 5.0
SMALL_FONT = 12
LABEL_FONT = 12
CLASSES = 4
MEASURE_TITLE: dict[str, str] = {
    "visiting": "Exchanges, visiting",
    "hosting": "Exchanges, hosting",
    "both": "Visiting or hosting",
    "net": "Visiting minus hosting",
}
BASIS_SYMBOL = {"published": "circle", "assumed": "square", "placeholder": "diamond"}
BASIS_LABEL = {"published": "Published", "assumed": "Assumed", "placeholder": "Placeholder"}


def planar_shapes(shapes: Shapes) -> Shapes:
    """The shapes (a FeatureCollection in km of EPSG:3035) in the figure's own degrees, exterior rings still clockwise.

    Features keep their `id` and nothing else. Serve the result as a file to give `flow_map` a URL, or keep it to save
    the conversion; it has the member `"planar": true`. Coordinates are rounded to 0.1 km.
    """
    if shapes.get("planar"):
        return shapes
    east, north = CENTRE_KM

    def placed(part: Any) -> Any:
        if part and isinstance(part[0], (int, float)):
            return [round((part[0] - east) / KM_PER_DEGREE, 4), round((part[1] - north) / KM_PER_DEGREE, 4)]
        return [placed(inner) for inner in part]

    return {
        "type": "FeatureCollection",
        "planar": True,
        "features": [
            {
                "type": "Feature",
                "id": feature["id"],
                "properties": {},
                "geometry": {
                    "type": feature["geometry"]["type"],
                    "coordinates": placed(feature["geometry"]["coordinates"]),
                },
            }
            for feature in shapes["features"]
        ],
    }


def _lonlat(points: Points) -> dict[str, Any]:
    """Points in km as a trace's lon and lat. float32 keeps a metre and halves what travels to the browser."""
    degrees = ((points.reshape(-1, 2) - CENTRE_KM) / KM_PER_DEGREE).astype(np.float32)
    return {"lon": degrees[:, 0], "lat": degrees[:, 1]}


def _geo(points: Points, **settings: Any) -> dict[str, Any]:
    """A trace of the points in km, without hover, legend row and fading unless `settings` say so."""
    trace = {"type": "scattergeo", "hoverinfo": "skip", "showlegend": False, **_lonlat(points), **settings}
    # A click selects; Plotly would fade all that is not selected.
    unselected: dict[str, Any] = {}
    if "marker" in settings:
        unselected["marker"] = {"opacity": settings["marker"]["opacity"]}
    if "textfont" in settings:
        unselected["textfont"] = {"color": settings["textfont"]["color"]}
    return trace | ({"unselected": unselected} if unselected else {})


def _legend_entry(name: str, group: str, **settings: Any) -> dict[str, Any]:
    """A row of the legend without a mark on the map."""
    nowhere = {"lon": [None], "lat": [None]}
    return {
        "type": "scattergeo",
        "hoverinfo": "skip",
        "name": name,
        "legendgroup": group,
        "showlegend": True,
        **nowhere,
        **settings,
    }


def _swatch(name: str, fill: str, line: str) -> dict[str, Any]:
    marker = {"symbol": "square", "size": 13, "color": fill, "line": {"color": line, "width": 1}}
    return _legend_entry(name, "countries", mode="markers", marker=marker)


def _signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else count(number)


def _class_starts(largest: int) -> list[int]:
    """Lower bounds of at most `CLASSES` classes from 1 to `largest`, at 1, 2, 5, 10, 20, 50, ...; [] for none."""
    steps = [step * 10**power for power in range(len(str(largest))) for step in (1, 2, 5)]
    inside = [step for step in steps if 1 < step <= largest]
    return [1, *inside[-(CLASSES - 1) :]] if largest > 0 else []


def _class_label(starts: Sequence[int], index: int, largest: int, sign: int = 0) -> str:
    low, high = starts[index], starts[index + 1] - 1 if index + 1 < len(starts) else largest

    def text(number: int) -> str:
        return _signed(sign * number) if sign else count(number)

    return text(low) if low == high else f"{text(low)} to {text(high)}"


def _mixed(first: str, second: str, part: float) -> str:
    """The colour `part` of the way from the first to the second hexadecimal colour."""
    channels = (round(int(first[i : i + 2], 16) * (1 - part) + int(second[i : i + 2], 16) * part) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _shading(
    values: Sequence[int], active: Sequence[bool], measure: SideMeasure, palette: Palette
) -> tuple[list[str], list[tuple[str, str]]]:
    """The fill of each country and the legend's rows (label, colour): classes in order, then countries without any."""
    none = ("No exchange", palette.land)
    if measure == "net":
        largest = max((abs(value) for value in values), default=0)
        half = [1, math.ceil(largest / 2)] if largest > 3 else [1] if largest else []
        tones = {
            sign: [_mixed(palette.land, tone, part) for part in (0.25, 0.65)]
            for sign, tone in ((1, palette.blue), (-1, palette.accent))
        }
        balanced = palette.grey_soft

        def net_fill(value: int) -> str:
            if not value:
                return balanced
            return tones[1 if value > 0 else -1][sum(start <= abs(value) for start in half) - 1]

        fills = [net_fill(value) if is_active else none[1] for value, is_active in zip(values, active, strict=True)]
        up = [(_class_label(half, i, largest, 1), tones[1][i]) for i in range(len(half))]
        down = [(_class_label(half, i, largest, -1), tones[-1][i]) for i in range(len(half))]
        return fills, [*reversed(up), ("Balanced", balanced), *down, none]
    largest = max(values, default=0)
    starts = _class_starts(largest)
    # The middle of the ramp: ribbons and points lie on it and must stand out.
    ramp = [_mixed(palette.ramp[1], palette.ramp[3], i / (CLASSES - 1)) for i in range(CLASSES)]
    fills = [ramp[sum(start <= value for start in starts) - 1] if value > 0 else none[1] for value in values]
    return fills, [*((_class_label(starts, i, largest), ramp[i]) for i in reversed(range(len(starts)))), none]


def _country_texts(countries: pd.DataFrame) -> list[str]:
    """The hover text of each country."""
    columns = ("country_name", "visiting", "hosting", "net", "has_partner_cluster")
    return [
        f"<b>{html_text(name)}</b><br>"
        + (f"Visiting {count(out)}, hosting {count(back)}, net {_signed(int(net))}" if out or back else "No exchange")
        + ("" if has_partner else "<br>In COSME, without a cluster of a partnership")
        for name, out, back, net, has_partner in zip(*(countries[column] for column in columns), strict=True)
    ]


def _countries_traces(
    countries: pd.DataFrame, shapes: Shapes | str, measure: SideMeasure, palette: Palette
) -> list[dict[str, Any]]:
    """One trace of shapes, since each would carry its own copy of them, and the rows of the legend."""
    values = [int(value) for value in countries[measure]]
    codes = [str(code) for code in countries["country_code"]]
    partner = [bool(value) for value in countries["has_partner_cluster"]]
    active = [bool(value > 0) for value in countries["both"]]
    fills, rows = _shading(values, active, measure, palette)
    bare = _mixed(palette.land_outside, palette.land, 0.3)
    fills = [
        fill if has_partner or is_active else bare
        for fill, has_partner, is_active in zip(fills, partner, active, strict=True)
    ]
    texts = _country_texts(countries)
    # Drawn in this order: the outlines of countries without a partner cluster come last and lie on top.
    order = sorted(range(len(codes)), key=lambda i: not partner[i])
    colours = [palette.land_outside, *(fills[i] for i in order)]
    # One step of the scale per colour, as in a legend; z is the number of the step.
    steps = list(dict.fromkeys(colours))
    scale = [[edge / len(steps), colour] for i, colour in enumerate(steps) for edge in (i, i + 1)]
    shape_trace = {
        "type": "choropleth",
        "name": "countries",
        "geojson": shapes if isinstance(shapes, str) else planar_shapes(shapes),
        "locations": [OUTSIDE, *(codes[i] for i in order)],
        "z": [steps.index(colour) for colour in colours],
        "zmin": -0.5,
        "zmax": len(steps) - 0.5,
        "colorscale": scale,
        "showscale": False,
        "showlegend": False,
        "marker": {
            "line": {
                "color": [palette.land_outside, *(palette.border if partner[i] else palette.grey for i in order)],
                "width": [0.3, *(0.8 if partner[i] else 0.7 for i in order)],
            }
        },
        "hoverinfo": ["skip", *("text" for _ in order)],
        "hovertext": ["", *(texts[i] for i in order)],
        "customdata": [[""], *([codes[i]] for i in order)],
        "unselected": {"marker": {"opacity": 1}},
    }
    legend = [_swatch(name, colour, palette.grid) for name, colour in rows]
    if not all(partner):
        legend.append(_swatch("No partner cluster", bare, palette.grey))
    if legend:
        legend[0]["legendgrouptitle"] = {"text": MEASURE_TITLE[measure]}
    return [shape_trace, *legend]


def _cluster_activity(clusters: pd.DataFrame) -> np.ndarray:
    return (clusters["visiting"] + clusters["hosting"]).to_numpy(dtype=float)


def _cluster_sizes(both: np.ndarray) -> np.ndarray:
    """Diameters in px; a cluster without exchanges is small and still there."""
    return np.asarray(SMALLEST_CLUSTER_PX + 11 * np.sqrt(both / max(both.max(initial=0.0), 1.0)))


def _clusters_traces(clusters: pd.DataFrame, places: Points, level: Level, palette: Palette) -> list[dict[str, Any]]:
    """The clusters, one trace per basis (its symbol); hollow where the place is approximate, grey without exchanges."""
    both = _cluster_activity(clusters)
    sizes = _cluster_sizes(both) if level == "cluster" else np.full(len(both), SMALLEST_CLUSTER_PX)
    texts = [
        f"<b>{html_text(short)}</b><br>{html_text(name, most=70)}<br>{html_text(acronym)}, {html_text(country)}<br>"
        f"Visiting {count(out)}, hosting {count(back)}"
        + ("<br>Place approximate" if approximate else "")
        + (f"<br>{BASIS_LABEL.get(basis, html_text(basis))}" if basis != "published" else "")
        for short, name, acronym, country, out, back, approximate, basis in zip(
            *(
                clusters[column]
                for column in (
                    "short_name",
                    "name",
                    "acronym",
                    "country_name",
                    "visiting",
                    "hosting",
                    "is_location_approximate",
                    "basis",
                )
            ),
            strict=True,
        )
    ]
    hollow = clusters["is_location_approximate"].to_numpy(dtype=bool)
    tone = np.where(both > 0, palette.blue, palette.grey)
    fill = np.where(hollow, palette.ground, tone)
    identities = clusters["cluster_id"].astype(str).tolist()
    bases = clusters["basis"].astype(str).to_numpy()
    placed = np.isfinite(places.sum(axis=1))
    # Small ones last, so that a large neighbour does not cover them.
    order = np.argsort(-sizes, kind="stable")
    traces = []
    for basis in (*BASIS_SYMBOL, *sorted(set(bases) - set(BASIS_SYMBOL))):
        own = [int(i) for i in order if bases[i] == basis and placed[i]]
        if not own:
            continue
        symbol = BASIS_SYMBOL.get(basis, "x")
        traces.append(
            _geo(
                places[own],
                name=f"clusters: {html_text(basis)}",
                mode="markers",
                hoverinfo="text",
                hovertext=[texts[i] for i in own],
                customdata=[[identities[i]] for i in own],
                marker={
                    "symbol": symbol,
                    "size": sizes[own].round(1),
                    "color": fill[own].tolist(),
                    "opacity": 1,
                    # Hollow marks need a firm line; filled ones a seam towards the ribbons below them.
                    "line": {
                        "color": np.where(hollow, tone, palette.ground)[own].tolist(),
                        "width": np.where(hollow, 1.5, 0.8)[own],
                    },
                },
            )
        )
        row = {"symbol": symbol, "size": 9, "color": palette.blue, "line": {"color": palette.ground, "width": 0.8}}
        traces.append(_legend_entry(BASIS_LABEL.get(basis, html_text(basis)), "clusters", mode="markers", marker=row))
    if hollow.any():
        ring = {"symbol": "circle", "size": 8, "color": palette.ground, "line": {"color": palette.blue, "width": 1.5}}
        traces.append(_legend_entry("Hollow: place approximate", "clusters", mode="markers", marker=ring))
    if (both == 0).any():
        dot = {"symbol": "circle", "size": 7, "color": palette.grey, "line": {"color": palette.ground, "width": 0.8}}
        traces.append(_legend_entry("Grey: no exchange", "clusters", mode="markers", marker=dot))
    for trace in traces:
        if trace["showlegend"]:
            trace["legendgrouptitle"] = {"text": "Clusters"}
            break
    return traces


def _labels(
    names: Sequence[str], codes: Sequence[str], places: Points, radii_px: Sequence[float], km_per_px: float
) -> list[tuple[str, str]]:
    """(text, side of the place) of each label: the name, else the code, else "" where there is no room.

    Earlier places have the first choice. The labels keep off the places' own marks (`radii_px`) and the view's edges.
    """
    height = LABEL_FONT * 1.2
    centres = (places - CENTRE_KM) / km_per_px
    east, north = ((EAST_KM - WEST_KM) / 2 / km_per_px, (NORTH_KM - SOUTH_KM) / 2 / km_per_px)
    taken = [(x - r, x + r, y - r, y + r) for (x, y), r in zip(centres, radii_px, strict=True)]

    def fitting(i: int) -> tuple[str, str]:
        (x, y), r = centres[i], radii_px[i] + 2
        for text in dict.fromkeys((names[i], codes[i])):
            width = len(text) * LABEL_FONT * 0.58
            for side, left, low in (
                ("bottom center", x - width / 2, y - r - height),
                ("top center", x - width / 2, y + r),
                ("middle right", x + r, y - height / 2),
                ("middle left", x - r - width, y - height / 2),
            ):
                box = (left, left + width, low, low + height)
                free = all(
                    box[1] < other[0] or other[1] < box[0] or box[3] < other[2] or other[3] < box[2]
                    for k, other in enumerate(taken)
                    if k != i
                )
                if free and -east < box[0] and box[1] < east and -north < box[2] and box[3] < north:
                    taken.append(box)
                    return text, side
        return "", "bottom center"

    return [fitting(i) for i in range(len(names))]


def _nodes_traces(countries: pd.DataFrame, palette: Palette, km_per_px: float) -> list[dict[str, Any]]:
    """Countries with exchanges: a circle sized by visiting plus hosting, and a label where there is room."""
    nodes = countries[(countries["both"] > 0) & countries["x_km"].notna() & countries["y_km"].notna()]
    nodes = nodes.sort_values(["both", "country_code"], ascending=[False, True], kind="stable")
    if nodes.empty:
        return []
    places = nodes[["x_km", "y_km"]].to_numpy(dtype=float)
    sizes = _node_sizes(nodes["both"].to_numpy(dtype=float))
    labels = _labels(
        nodes["country_name"].astype(str).tolist(),
        nodes["country_code"].astype(str).tolist(),
        places,
        (sizes / 2).tolist(),
        km_per_px,
    )
    return [
        _geo(
            places,
            name="country points",
            mode="markers+text",
            hoverinfo="text",
            hovertext=_country_texts(nodes),
            customdata=[[str(code)] for code in nodes["country_code"]],
            marker={
                "size": sizes.round(1),
                "color": palette.ground,
                "opacity": 1,
                "line": {"color": palette.text, "width": 1.3},
            },
            text=[html_text(text) for text, _ in labels],
            textposition=[side for _, side in labels],
            textfont={
                "size": LABEL_FONT,
                "color": palette.text,
                "weight": 600,
                "shadow": ", ".join(f"0 0 {blur}px {palette.ground}" for blur in (1, 2, 3, 3)),
            },
        )
    ]


def _node_sizes(both: np.ndarray) -> np.ndarray:
    return np.asarray(6 + 10 * np.sqrt(both / max(both.max(initial=0.0), 1.0)))


def _width_legend(
    shown: Sequence[int], widths_km: Mapping[int, float], palette: Palette, tone: str, km_per_px: float
) -> list[dict[str, Any]]:
    """Three real numbers of exchanges as ribbons of their width, in the sea; fewer when there are no three."""
    values = sorted(set(shown))
    if not values:
        return []
    chosen = sorted({values[0], values[len(values) // 2], values[-1]})
    left, low, row = WEST_KM + 12 * km_per_px, SOUTH_KM + 16 * km_per_px, 22 * km_per_px
    heights = [low + row * i for i in range(len(chosen))]
    start = np.array([[left, y] for y in heights])
    end = start + np.array([60 * km_per_px, 0.0])
    rings = ribbons(start, end, [widths_km[value] for value in chosen], bend=0.0, head=ARROW_PX * km_per_px)
    text_at = np.array([[left + 68 * km_per_px, y] for y in heights] + [[left, heights[-1] + row]])
    return [
        _ribbon_trace(rings, tone, palette, name="width of a route"),
        _geo(
            text_at,
            name="widths",
            mode="text",
            text=[*(plural(value, "exchange") for value in chosen), "<b>One route</b>"],
            textposition="middle right",
            textfont={"size": SMALL_FONT, "color": palette.text},
        ),
    ]


def _ribbon_trace(rings: Points, tone: str, palette: Palette, **settings: Any) -> dict[str, Any]:
    return _geo(
        joined(rings),
        mode="lines",
        fill="toself",
        fillcolor=tone,
        # The seam keeps ribbons apart where they cross; a full one would bleach bundles of narrow ones.
        line={"color": f"{palette.ground}90", "width": 0.6},
        **settings,
    )


def _routes_traces(
    routes: pd.DataFrame,
    drawn: int,
    start: Points,
    end: Points,
    node_px: Mapping[str, float],
    palette: Palette,
    tone: str,
    km_per_px: float,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Traces below the nodes (thin lines, ribbons, legends) and above them (hover and click at mid-curve)."""
    exchanges = [int(value) for value in routes["exchanges"]]
    below: list[dict[str, Any]] = []
    rest = len(routes) - drawn
    if rest:
        below.append(
            _geo(
                joined(curves(start[drawn:], end[drawn:])),
                name="thin routes",
                mode="lines",
                line={"color": palette.grey, "width": 0.6},
                opacity=0.55,
            )
        )
    if drawn:
        largest = math.sqrt(exchanges[0])
        widths = {
            value: max(WIDEST_PX * math.sqrt(value) / largest, NARROWEST_PX) * km_per_px for value in set(exchanges)
        }
        gaps = {
            side: [(node_px.get(str(name), 0.0) / 2 + 1) * km_per_px for name in routes[f"{side}_id"].iloc[:drawn]]
            for side in ("visiting", "host")
        }
        rings = ribbons(
            start[:drawn],
            end[:drawn],
            [widths[value] for value in exchanges[:drawn]],
            gap_start=gaps["visiting"],
            gap_end=gaps["host"],
            head=ARROW_PX * km_per_px,
        )
        # The widest first: narrow ones cross above them.
        below.append(_ribbon_trace(rings, tone, palette, name="ribbons"))
        below += _width_legend(exchanges[:drawn], widths, palette, tone, km_per_px)
    entries = []
    if drawn:
        arrow = {"symbol": "triangle-right", "size": 11, "color": tone}
        name = plural(drawn, "largest route" if rest else "route")
        entries.append(_legend_entry(name, "routes", mode="markers", marker=arrow))
    if rest:
        line = {"color": palette.grey, "width": 1}
        name = plural(rest, "other") if drawn else plural(rest, "route")
        entries.append(_legend_entry(name, "routes", mode="lines", line=line))
    if entries:
        entries[0]["legendgrouptitle"] = {"text": "Routes"}
    middle = _geo(
        midpoints(start, end),
        name="routes",
        mode="markers",
        hoverinfo="text",
        hovertext=[
            f"{html_text(visiting)} to {html_text(host)}: {plural(number, 'exchange')}"
            for visiting, host, number in zip(routes["visiting_name"], routes["host_name"], exchanges, strict=True)
        ],
        customdata=[[str(a), str(b)] for a, b in zip(routes["visiting_id"], routes["host_id"], strict=True)],
        marker={"size": 5, "opacity": 0, "color": tone},
    )
    return [*below, *entries], [middle] if len(routes) else []


def _leaders(totals: Mapping[str, int]) -> tuple[list[str], int]:
    """The ids that share the largest value, and that value; ([], 0) for none."""
    largest = max(totals.values(), default=0)
    return [key for key, value in totals.items() if value == largest], largest


def _totals(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for key, value in pairs:
        totals[key] = totals.get(key, 0) + value
    return totals


def _verb(names: Sequence[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many


def _finding(links: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """One sentence about the links, of countries or of clusters, as plain text."""
    if not total:
        return "No exchange in this view"
    names = dict(zip(links["visiting_id"], links["visiting_name"].astype(str), strict=True))
    names |= dict(zip(links["host_id"], links["host_name"].astype(str), strict=True))
    numbers = [int(value) for value in links["exchanges"]]
    between = [
        (f"{names[a]} to {names[b]}", value)
        for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
        if a != b and value
    ]
    if not between:
        subject = "The only exchange stays" if total == 1 else f"All {count(total)} exchanges stay"
        return f"{subject} inside one {level}"
    if total == 1:
        return f"One exchange: {between[0][0]}"
    out = _totals(zip(links["visiting_id"], numbers, strict=True))
    back = _totals(zip(links["host_id"], numbers, strict=True))
    if measure == "net":
        net = {key: out.get(key, 0) - back.get(key, 0) for key in names}
        senders, most = _leaders(net)
        receivers, least = _leaders({key: -value for key, value in net.items()})
        if not most:
            return f"Every {level} sends as many as it receives, over {plural(total, 'exchange')}"
        first = _verb(
            senders, f"sends {count(most)} more than it receives", f"each send {count(most)} more than received"
        )
        second = _verb(
            receivers, f"receives {count(least)} more than it sends", f"each receive {count(least)} more than sent"
        )
        return (
            f"{listing([names[key] for key in senders])} {first}; {listing([names[key] for key in receivers])} {second}"
        )
    if measure == "both":
        sides = _totals(
            [*zip(links["visiting_id"], numbers, strict=True), *zip(links["host_id"], numbers, strict=True)]
        )
        ranked = sorted(sides, key=lambda key: (-sides[key], names[key], key))
        # Of three, any two are on a side of every exchange: that says nothing.
        if len(ranked) > 3 and sides[ranked[1]] > sides[ranked[2]]:
            pair = set(ranked[:2])
            touched = sum(
                value
                for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
                if a in pair or b in pair
            )
            centre = " and ".join(names[key] for key in ranked[:2])
            of_all = f"{share(touched, total)} of {plural(total, 'exchange')}"
            return f"{centre} are at the centre: {of_all} have one of them on a side"
        routes, most = _leaders(dict(between))
        of_all = f"{count(most)} of {plural(total, 'exchange')}"
        return f"Most travelled: {listing(routes)}, {of_all}{' each' * (len(routes) > 1)}"
    leaders, most = _leaders(out if measure == "visiting" else back)
    verb = _verb(leaders, "visits", "visit") if measure == "visiting" else _verb(leaders, "hosts", "host")
    each = " each" * (len(leaders) > 1)
    return (
        f"{listing([names[key] for key in leaders])} {verb} most: {count(most)} of {plural(total, 'exchange')}{each} "
        f"({share(most, total)})"
    )


def _alt(countries: pd.DataFrame, between: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """Two or three sentences of facts; `between` are the routes, largest first."""
    ends = "countries" if level == "country" else "clusters"
    facts = [f"Map of Europe with {plural(total, 'exchange')} on {plural(len(between), 'route')} between {ends}."]
    largest = between[["visiting_name", "host_name", "exchanges"]].head(3).itertuples(index=False)
    routes = [f"{a} to {b} ({count(number)})" for a, b, number in largest]
    if routes:
        facts.append(f"The largest: {listing(routes)}.")
    active = countries[countries["both"] > 0]
    shaded = active.sort_values([measure, "country_name"], ascending=[False, True], kind="stable").head(3)
    text = _signed if measure == "net" else count
    first = [
        f"{name} {text(int(number))}" for name, number in zip(shaded["country_name"], shaded[measure], strict=True)
    ]
    if first:
        facts.append(f"Countries are shaded by {MEASURE_TITLE[measure].lower()}: first {listing(first)}.")
    return " ".join(facts)


def _note(drawn: int, rest: int, carried: str, inside: int, unplaced: int, level: Level) -> str:
    """How many routes and exchanges are in colour, thin, inside one place or without a place; "" for none."""
    parts = []
    if drawn and rest:
        carry = "carries" if drawn == 1 else "carry"
        thin = "a thin line" if rest == 1 else "thin lines"
        parts.append(f"The {plural(drawn, 'largest route')} in colour {carry} {carried}")
        parts.append(f"{plural(rest, 'other')} as {thin}")
    elif drawn:
        parts.append("The only route is in colour" if drawn == 1 else f"All {plural(drawn, 'route')} in colour")
    elif rest:
        parts.append(f"{plural(rest, 'route')} as thin lines")
    if inside:
        parts.append(f"{plural(inside, 'exchange')} {'stays' if inside == 1 else 'stay'} inside one {level}")
    if unplaced:
        parts.append(f"{plural(unplaced, 'exchange')} without a known place only in the table")
    return f"{'; '.join(parts)}." if parts else ""


def flow_map(
    countries: pd.DataFrame,
    clusters: pd.DataFrame,
    links: pd.DataFrame,
    shapes: Shapes | str,
    *,
    level: Level,
    measure: SideMeasure,
    palette: Palette,
    top: int = 60,
    height: int = 640,
) -> Chart:
    """Who exchanged with whom on the map of Europe, between countries or between clusters.

    countries: one row per COSME country with country_code, country_name, x_km, y_km (EPSG:3035), visiting, hosting,
    both, net (exchanges), has_partner_cluster. clusters: one row per cluster with cluster_id, short_name, name, acronym
    (of its partnership), country_name, x_km, y_km, is_location_approximate, basis, visiting, hosting. links: one row
    per visiting and host country or cluster (by `level`) with visiting_id, visiting_name, host_id, host_name,
    exchanges, working_days, lump_sum_eur; pairs of one with itself are counted and not drawn. shapes: FeatureCollection
    in km of EPSG:3035 with the country codes and "outside" as ids, or the URL of `planar_shapes` of one.

    The `top` links with most exchanges are ribbons, the others thin lines. The names in finding, alt and note are plain
    text as delivered, not escaped for Markdown or HTML; those in the figure cannot be read as markup. Points carry
    customdata for clicks: [country_code], [cluster_id] or [visiting_id, host_id].
    """
    km_per_px = (NORTH_KM - SOUTH_KM) / (height - 2 * MARGIN_PX)
    columns = ["visiting_name", "host_name", "exchanges", "working_days", "lump_sum_eur"]
    ordered = links.sort_values(
        ["exchanges", "visiting_name", "host_name", "visiting_id", "host_id"],
        ascending=[False, True, True, True, True],
        kind="stable",
    )
    total = int(ordered["exchanges"].sum())
    between = ordered[(ordered["visiting_id"] != ordered["host_id"]) & (ordered["exchanges"] > 0)]
    inside = total - int(between["exchanges"].sum())

    spots = clusters[["x_km", "y_km"]].to_numpy(dtype=float)
    cluster_gap = CLUSTER_GAP_PX * km_per_px
    if level == "country":
        busy = countries.loc[countries["both"] > 0, ["x_km", "y_km"]].to_numpy(dtype=float)
        cluster_places = spread(spots, cluster_gap, anchors=busy)
        node_ids = countries["country_code"].astype(str).tolist()
        node_places = countries[["x_km", "y_km"]].to_numpy(dtype=float)
        node_sizes = _node_sizes(countries["both"].to_numpy(dtype=float))
    else:
        cluster_places = spread(spots, cluster_gap)
        node_ids = clusters["cluster_id"].astype(str).tolist()
        node_places = cluster_places
        node_sizes = _cluster_sizes(_cluster_activity(clusters))
    place = dict(zip(node_ids, node_places, strict=True))
    nowhere = np.array([np.nan, np.nan])
    start = np.array([place.get(str(key), nowhere) for key in between["visiting_id"]]).reshape(-1, 2)
    end = np.array([place.get(str(key), nowhere) for key in between["host_id"]]).reshape(-1, 2)
    has_place = ~(np.isnan(start).any(axis=1) | np.isnan(end).any(axis=1))
    routes, start, end = between[has_place], start[has_place], end[has_place]
    unplaced = int(between["exchanges"].sum()) - int(routes["exchanges"].sum())
    drawn = min(top, len(routes))
    # The accent is the hosting side of the net shading; routes step back to ink there.
    tone = palette.text if measure == "net" else palette.accent
    below, above = _routes_traces(
        routes, drawn, start, end, dict(zip(node_ids, node_sizes.tolist(), strict=True)), palette, tone, km_per_px
    )

    # plotly.js asks its CDN for a world file unless the first trace of a geo is free of country names: this one is.
    no_world_file = {"type": "scattergeo", "visible": False, "lon": [0], "lat": [0], "name": "no world file"}
    nodes = _nodes_traces(countries, palette, km_per_px) if level == "country" else []
    figure = go.Figure(
        data=[
            no_world_file,
            *_countries_traces(countries, shapes, measure, palette),
            *below,
            *_clusters_traces(clusters, cluster_places, level, palette),
            *nodes,
            *above,
        ],
        layout=base(
            palette,
            height,
            margin={"l": MARGIN_PX, "r": MARGIN_PX, "t": MARGIN_PX, "b": MARGIN_PX},
            dragmode="pan",
            # Further away than this from a point, the country below is meant.
            hoverdistance=10,
            showlegend=True,
            legend={
                "x": 0,
                "xanchor": "left",
                "y": 1,
                "yanchor": "top",
                # Seen only when the map is moved below the legend.
                "bgcolor": f"{palette.ground}d0",
                "font": {"size": SMALL_FONT, "color": palette.text},
                "grouptitlefont": {"size": SMALL_FONT, "color": palette.text, "weight": 700},
                "traceorder": "grouped",
                "tracegroupgap": 8,
                "itemclick": False,
                "itemdoubleclick": False,
                "itemsizing": "trace",
            },
            geo={
                "visible": False,
                "projection": {"type": "equirectangular", "minscale": 0.8, "maxscale": 20},
                "lonaxis": {"range": [(edge - CENTRE_KM[0]) / KM_PER_DEGREE for edge in (WEST_KM, EAST_KM)]},
                "lataxis": {"range": [(edge - CENTRE_KM[1]) / KM_PER_DEGREE for edge in (SOUTH_KM, NORTH_KM)]},
                "bgcolor": "rgba(0,0,0,0)",
            },
        ),
    )

    carried = int(routes["exchanges"].iloc[:drawn].sum())
    note = _note(drawn, len(routes) - drawn, share(carried, total), inside, unplaced, level)
    if not np.allclose(spots, cluster_places, equal_nan=True):
        note = f"{note} Clusters close to each other are drawn slightly apart.".strip()
    return Chart(
        name=f"flow_map_{level}",
        finding=_finding(ordered, total, level, measure),
        alt=_alt(countries, between, total, level, measure),
        figure=figure,
        table=ordered[columns].reset_index(drop=True),
        measures=("exchanges", measure, "lump_sum_eur", "working_days"),
        note=note,
    )
