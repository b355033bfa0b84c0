"""Places on the map: clusters with what is known of them, countries as circles, and labels where there is room."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from charts.edge import BEYOND
from charts.figure import html_text
from charts.map.plane import (
    CENTRE_KM,
    EAST_KM,
    LABEL_FONT,
    NORTH_KM,
    SOUTH_KM,
    WEST_KM,
    Level,
    legend_entry,
    points_trace,
)
from charts.map.shading import country_texts
from charts.palette import Palette
from charts.ribbons import Points
from charts.words import count
from languages import N_
from languages import gettext as _

CLUSTER_GAP_PX = 10.0
SMALLEST_CLUSTER_PX = 5.0
BASIS_SYMBOL = {"published": "circle", "assumed": "square", "placeholder": "diamond"}
BASIS_LABEL = {"published": N_("Published"), "assumed": N_("Assumed"), "placeholder": N_("Placeholder")}


def cluster_activity(clusters: pd.DataFrame) -> np.ndarray:
    """Exchanges on either side, per cluster."""
    return (clusters["visiting"] + clusters["hosting"]).to_numpy(dtype=float)


def cluster_diameters(both: np.ndarray) -> np.ndarray:
    """Diameters in px; a cluster without exchanges is small and still there."""
    return np.asarray(SMALLEST_CLUSTER_PX + 11 * np.sqrt(both / max(both.max(initial=0.0), 1.0)))


def _basis_label(basis: str) -> str:
    return _(BASIS_LABEL[basis]) if basis in BASIS_LABEL else html_text(basis)


def clusters_traces(
    clusters: pd.DataFrame,
    places: Points,
    level: Level,
    palette: Palette,
    focus: frozenset[str],
    is_beyond: np.ndarray,
) -> list[dict[str, Any]]:
    """The clusters, one trace per basis (its symbol); hollow where the place is approximate, grey without exchanges.

    is_beyond: which ones stand at the edge of the map for a place outside of it."""
    both = cluster_activity(clusters)
    sizes = cluster_diameters(both) if level == "cluster" else np.full(len(both), SMALLEST_CLUSTER_PX)
    texts = [
        f"<b>{html_text(short)}</b><br>{html_text(name, most=70)}<br>{html_text(acronym)}, {html_text(country)}<br>"
        + _("Visiting {visiting}, hosting {hosting}", visiting=count(out), hosting=count(back))
        + ("<br>" + _("Place approximate") if approximate else "")
        + ("<br>" + _(BEYOND) if beyond else "")
        + (f"<br>{_basis_label(basis)}" if basis != "published" else "")
        for short, name, acronym, country, out, back, approximate, basis, beyond in zip(
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
            is_beyond,
            strict=True,
        )
    ]
    hollow = clusters["is_location_approximate"].to_numpy(dtype=bool)
    tone = np.where(both > 0, palette.blue, palette.grey)
    tone = np.where(clusters["cluster_id"].astype(str).isin(list(focus)), palette.accent, tone)
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
            points_trace(
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
        traces.append(legend_entry(_basis_label(basis), "clusters", mode="markers", marker=row))
    if hollow.any():
        ring = {"symbol": "circle", "size": 8, "color": palette.ground, "line": {"color": palette.blue, "width": 1.5}}
        traces.append(legend_entry(_("Hollow: place approximate"), "clusters", mode="markers", marker=ring))
    if (both == 0).any():
        dot = {"symbol": "circle", "size": 7, "color": palette.grey, "line": {"color": palette.ground, "width": 0.8}}
        traces.append(legend_entry(_("Grey: no exchange"), "clusters", mode="markers", marker=dot))
    for trace in traces:
        if trace["showlegend"]:
            trace["legendgrouptitle"] = {"text": _("Clusters")}
            break
    return traces


def placed_labels(
    names: Sequence[str],
    codes: Sequence[str],
    places: Points,
    radii_px: Sequence[float],
    weights: Sequence[float],
    km_per_px: float,
) -> list[tuple[str, str]]:
    """(text, side of the place) of each label: the name, else the code, else "" where there is no room.

    Heavier places have the first choice. The labels keep off the places' own marks (`radii_px`) and the view's edges.
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

    first = sorted(range(len(names)), key=lambda i: (-weights[i], codes[i]))
    found = {i: fitting(i) for i in first}
    return [found[i] for i in range(len(names))]


def nodes_traces(
    countries: pd.DataFrame, palette: Palette, km_per_px: float, focus: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Countries with exchanges: a circle sized by visiting plus hosting, and a label where there is room."""
    nodes = countries[(countries["both"] > 0) & countries["x_km"].notna() & countries["y_km"].notna()]
    nodes = nodes.sort_values(["both", "country_code"], ascending=[False, True], kind="stable")
    if nodes.empty:
        return []
    places = nodes[["x_km", "y_km"]].to_numpy(dtype=float)
    sizes = node_diameters(nodes["both"].to_numpy(dtype=float))
    labels = placed_labels(
        nodes["country_name"].astype(str).tolist(),
        nodes["country_code"].astype(str).tolist(),
        places,
        (sizes / 2).tolist(),
        nodes["both"].tolist(),
        km_per_px,
    )
    return [
        points_trace(
            places,
            name="country points",
            mode="markers+text",
            hoverinfo="text",
            hovertext=country_texts(nodes),
            customdata=[[str(code)] for code in nodes["country_code"]],
            marker={
                "size": sizes.round(1),
                "color": [palette.accent if str(code) in focus else palette.ground for code in nodes["country_code"]],
                "opacity": 1,
                "line": {"color": palette.text, "width": 1.3},
            },
            text=[html_text(text) for text, __ in labels],
            textposition=[side for __, side in labels],
            textfont={
                "size": LABEL_FONT,
                "color": palette.text,
                "weight": 600,
                "shadow": ", ".join(f"0 0 {blur}px {palette.ground}" for blur in (1, 2, 3, 3)),
            },
        )
    ]


def node_diameters(both: np.ndarray, largest: float | None = None) -> np.ndarray:
    """Diameters in px of the circles of countries; `largest` is the number with the largest circle, else their own."""
    most = both.max(initial=0.0) if largest is None else largest
    return np.asarray(6 + 10 * np.sqrt(both / max(most, 1.0)))
