"""Colours as charts write them, as a hexadecimal colour and its opacity."""

import re
from functools import cache

_RGBA = re.compile(r"rgba?\(([^)]*)\)")


@cache
def colour_of(text: str) -> tuple[str, float]:
    """`#rrggbb` and opacity of `#rrggbb`, `#rrggbbaa` or `rgba(...)`; ("#000000", 0) for what is none of them."""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return text.lower(), 1.0
    if re.fullmatch(r"#[0-9a-fA-F]{8}", text):
        return text[:7].lower(), int(text[7:], 16) / 255
    if found := _RGBA.fullmatch(text.strip()):
        parts = [float(part) for part in found[1].split(",")]
        red, green, blue = (max(0, min(255, round(part))) for part in parts[:3])
        return f"#{red:02x}{green:02x}{blue:02x}", parts[3] if len(parts) > 3 else 1.0
    return "#000000", 0.0
