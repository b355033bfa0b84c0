"""Larger type for a figure that is drawn small: each text at least as large as a reader at the back of a room needs."""

from collections.abc import Mapping
from typing import Any

from exports.drawing.values import Trace

# What Plotly takes where a figure names no size.
_SIZE = 12.0
# Margins hold labels; beyond this they would leave no room for the plot.
_MOST_MARGIN = 2.0
_FONTS = ("font", "tickfont", "textfont", "insidetextfont", "outsidetextfont", "grouptitlefont")


def legible(traces: list[Trace], layout: Mapping[str, Any], least: float) -> tuple[list[Trace], dict[str, Any]]:
    """The figure with no type below `least`, and with wider margins for it."""
    smallest = min((size for size in _sizes([traces, layout]) if size), default=_SIZE)
    if smallest >= least:
        return traces, dict(layout)
    grown = dict(_grown(layout, least))
    for key, part in grown.items():
        if key.startswith(("xaxis", "yaxis")) and isinstance(part, Mapping):
            grown[key] = _with_font(part, "tickfont", least)
    grown["legend"] = _with_font(grown.get("legend") or {}, "font", least)
    grown["annotations"] = [_with_font(note, "font", least) for note in grown.get("annotations") or ()]
    factor = min(least / smallest, _MOST_MARGIN)
    margin = grown.get("margin") or {}
    grown["margin"] = {side: room * factor if side in ("l", "r", "t", "b") else room for side, room in margin.items()}
    return [_with_font(_grown(trace, least), "textfont", least) for trace in traces], grown


def _with_font(part: Mapping[str, Any], name: str, least: float) -> dict[str, Any]:
    font = dict(part.get(name) or {})
    return {**part, name: font if "size" in font else {**font, "size": max(_SIZE, least)}}


def _sizes(part: Any) -> list[float]:
    if isinstance(part, list):
        return [size for inner in part if isinstance(inner, Mapping) for size in _sizes(inner)]
    found: list[float] = []
    for key, inner in part.items():
        if key in _FONTS and isinstance(inner, Mapping):
            size = inner.get("size")
            found += [float(one) for one in (size if isinstance(size, list) else [size]) if one]
        elif isinstance(inner, Mapping | list) and key != "geojson":
            found += _sizes(inner)
    return found


def _grown(part: Any, least: float) -> Any:
    if isinstance(part, list):
        return [_grown(inner, least) if isinstance(inner, Mapping) else inner for inner in part]
    grown = {}
    for key, inner in part.items():
        if key in _FONTS and isinstance(inner, Mapping) and inner.get("size"):
            size = inner["size"]
            larger = [max(float(one), least) for one in size] if isinstance(size, list) else max(float(size), least)
            grown[key] = {**inner, "size": larger}
        elif isinstance(inner, Mapping | list) and key != "geojson":
            grown[key] = _grown(inner, least)
        else:
            grown[key] = inner
    return grown
