"""Countries shaded by a measure: classes of counts, their fills and the rows of the legend."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts.figure import html_text
from charts.map.plane import OUTSIDE, Shapes, SideMeasure, legend_entry, planar_shapes
from charts.map.sentences import MEASURE_TITLE, signed
from charts.palette import Palette
from charts.words import count
from languages import gettext as _

CLASSES = 4


def _swatch(name: str, fill: str, line: str) -> dict[str, Any]:
    marker = {"symbol": "square", "size": 13, "color": fill, "line": {"color": line, "width": 1}}
    return legend_entry(name, "countries", mode="markers", marker=marker)


def _class_starts(largest: int) -> list[int]:
    """Lower bounds of at most `CLASSES` classes from 1 to `largest`, at 1, 2, 5, 10, 20, 50, ...; [] for none."""
    steps = [step * 10**power for power in range(len(str(largest))) for step in (1, 2, 5)]
    inside = [step for step in steps if 1 < step <= largest]
    return [1, *inside[-(CLASSES - 1) :]] if largest > 0 else []


def _class_label(starts: Sequence[int], index: int, largest: int, sign: int = 0) -> str:
    low, high = starts[index], starts[index + 1] - 1 if index + 1 < len(starts) else largest

    def text(number: int) -> str:
        return signed(sign * number) if sign else count(number)

    return text(low) if low == high else _("{low} to {high}", low=text(low), high=text(high))


def mixed(first: str, second: str, part: float) -> str:
    """The colour `part` of the way from the first to the second hexadecimal colour."""
    channels = (round(int(first[i : i + 2], 16) * (1 - part) + int(second[i : i + 2], 16) * part) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _shading(
    values: Sequence[int], active: Sequence[bool], measure: SideMeasure, palette: Palette, without: str
) -> tuple[list[str], list[tuple[str, str]]]:
    """The fill of each country and the legend's rows (label, colour): classes in order, then countries without any."""
    none = (without, palette.land)
    if measure == "net":
        largest = max((abs(value) for value in values), default=0)
        half = [1, math.ceil(largest / 2)] if largest > 3 else [1] if largest else []
        tones = {
            sign: [mixed(palette.land, tone, part) for part in (0.25, 0.65)]
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
        return fills, [*reversed(up), (_("Balanced"), balanced), *down, none]
    largest = max(values, default=0)
    starts = _class_starts(largest)
    # The middle of the ramp: ribbons and points lie on it and must stand out.
    ramp = [mixed(palette.ramp[1], palette.ramp[3], i / (CLASSES - 1)) for i in range(CLASSES)]
    fills = [ramp[sum(start <= value for start in starts) - 1] if value > 0 else none[1] for value in values]
    return fills, [*((_class_label(starts, i, largest), ramp[i]) for i in reversed(range(len(starts)))), none]


def country_texts(countries: pd.DataFrame) -> list[str]:
    """The hover text of each country."""
    columns = ("country_name", "visiting", "hosting", "net", "has_partner_cluster")
    return [
        f"<b>{html_text(name)}</b><br>"
        + (
            _(
                "Visiting {visiting}, hosting {hosting}, net {net}",
                visiting=count(out),
                hosting=count(back),
                net=signed(int(net)),
            )
            if out or back
            else _("No exchange")
        )
        + ("" if has_partner else "<br>" + _("In COSME, without a cluster of a partnership"))
        for name, out, back, net, has_partner in zip(*(countries[column] for column in columns), strict=True)
    ]


def countries_traces(
    countries: pd.DataFrame,
    shapes: Shapes | str,
    measure: SideMeasure,
    palette: Palette,
    *,
    texts: Sequence[str] = (),
    title: str = "",
    none: str = "",
) -> list[dict[str, Any]]:
    """One trace of shapes, since each would carry its own copy of them, and the rows of the legend.

    texts, title, none: hover texts, heading of the legend and its row for countries without a mark, where they are not
    those of the measure.
    """
    values = [int(value) for value in countries[measure]]
    codes = [str(code) for code in countries["country_code"]]
    partner = [bool(value) for value in countries["has_partner_cluster"]]
    active = [bool(value > 0) for value in countries["both"]]
    fills, rows = _shading(values, active, measure, palette, none or _("No exchange"))
    bare = mixed(palette.land_outside, palette.land, 0.3)
    fills = [
        fill if has_partner or is_active else bare
        for fill, has_partner, is_active in zip(fills, partner, active, strict=True)
    ]
    texts = texts or country_texts(countries)
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
        legend.append(_swatch(_("No partner cluster"), bare, palette.grey))
    if legend:
        legend[0]["legendgrouptitle"] = {"text": title or _(MEASURE_TITLE[measure])}
    return [shape_trace, *legend]


def bare_countries_trace(countries: pd.DataFrame, shapes: Shapes | str, palette: Palette) -> dict[str, Any]:
    """The countries in the tone of land, without a measure: the ground for other marks."""
    codes = [str(code) for code in countries["country_code"]]
    return {
        "type": "choropleth",
        "name": "countries",
        "geojson": shapes if isinstance(shapes, str) else planar_shapes(shapes),
        "locations": [OUTSIDE, *codes],
        "z": [0, *(1 for _ in codes)],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, palette.land_outside], [1, palette.land]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": [palette.land_outside, *(palette.border for _ in codes)], "width": 0.8}},
        "hoverinfo": "text",
        "hovertext": ["", *(html_text(name) for name in countries["country_name"])],
        "customdata": [[""], *([code] for code in codes)],
        "unselected": {"marker": {"opacity": 1}},
    }
