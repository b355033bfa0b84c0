"""Fills and pens from the settings of a trace."""

from typing import Any

from charts.shades import blend
from exports.drawing.colours import colour_of
from exports.drawing.primitives import Fill, Hatch, Pen

_DASHES = {"dash": (9.0, 9.0), "dot": (3.0, 3.0), "dashdot": (9.0, 3.0, 3.0, 3.0)}


def pen_of(line: dict[str, Any], opacity: float = 1.0, default: str = "#444444", width: float = 2.0) -> Pen | None:
    """The pen of a line's settings; None where nothing would be seen."""
    colour, seen = colour_of(str(line.get("color") or default))
    wide = float(line.get("width", width))
    if wide <= 0 or seen * opacity <= 0:
        return None
    # Plotly's dashes grow with lines wider than three.
    grow = max(wide, 3.0) / 3.0
    dash = tuple(length * grow for length in _DASHES.get(str(line.get("dash") or ""), ()))
    return Pen(colour, wide, seen * opacity, dash)


def fill_of(colour: str, pattern: dict[str, Any] | None = None, opacity: float = 1.0) -> Fill | None:
    """The fill of a colour and a pattern over it; None where nothing would be seen."""
    ground, seen = colour_of(colour)
    shape = (pattern or {}).get("shape")
    if not shape:
        return Fill(ground, seen * opacity) if seen * opacity > 0 else None
    assert pattern is not None
    size, solidity = float(pattern.get("size", 8)), float(pattern.get("solidity", 0.3))
    if pattern.get("bgcolor"):
        ground, seen = colour_of(str(pattern["bgcolor"]))
    lines = colour_of(str(pattern.get("fgcolor") or "#444444"))[0]
    if pattern.get("fillmode") == "overlay":
        # Over the colour of the mark Plotly draws the lines half seen.
        lines = blend(ground, lines, 0.5)
    # Lines as wide as leaves that share of the fill covered.
    wide = max(solidity * size * (0.5 if shape == "x" else 1.0), 0.5)
    return Fill(ground, seen * opacity, Hatch(str(shape), lines, size, wide))
