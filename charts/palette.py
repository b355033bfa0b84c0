"""Colours, said once. Text reaches 4.5:1 on its ground and marks 3:1, in both themes (tests/test_palette.py)."""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """The tones of one theme. `blue` is the data, `accent` the one thing to look at, the greys carry the rest."""

    name: ThemeName
    ground: str
    text: str
    muted_text: str
    grid: str
    blue: str
    blue_soft: str
    accent: str
    grey: str
    grey_soft: str
    good: str
    bad: str
    land: str
    land_outside: str
    border: str
    ramp: tuple[str, ...]


LIGHT = Palette(
    name="light",
    ground="#ffffff",
    text="#1b2430",
    muted_text="#566273",
    grid="#e4e8ee",
    blue="#1f4fa8",
    blue_soft="#7393cf",
    accent="#b9520a",
    grey="#7c8796",
    grey_soft="#c9d0d9",
    good="#1a7f4b",
    bad="#b42318",
    land="#dde3ec",
    land_outside="#f0f2f5",
    border="#ffffff",
    ramp=("#eef3fb", "#c6d6f0", "#94b1e0", "#658dd0", "#2f62b5", "#173c86"),
)

DARK = Palette(
    name="dark",
    ground="#0f141b",
    text="#e8ecf2",
    muted_text="#a3aebd",
    grid="#2a3340",
    blue="#7fa8f5",
    blue_soft="#4468a8",
    accent="#f59a4c",
    grey="#8390a2",
    grey_soft="#414c5b",
    good="#4cc38a",
    bad="#ff8577",
    land="#2a3442",
    land_outside="#1a212b",
    border="#0f141b",
    ramp=("#1b2636", "#26406b", "#33599c", "#507ecf", "#7aa2ee", "#b5cdfb"),
)

PALETTES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2 defines it, 0 for black to 1 for white."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours `#rrggbb`, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str, palette: Palette) -> str:
    """The colour for text on a mark of `colour`: the theme's text or ground, whichever stands out more.

    Where neither reaches 4.5:1, pure black or white does: one of them has 4.58:1 or more on every colour.
    """
    best = max((palette.text, palette.ground), key=lambda ink: contrast(ink, colour))
    if contrast(best, colour) >= 4.5:
        return best
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))
