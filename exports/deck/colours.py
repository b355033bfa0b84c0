"""Colours of a deck: those of the charts' palette are the theme's, so that a presenter recolours a deck in one place."""

from charts.palette import LIGHT

# The names by which a slide calls the colours of its theme, and the theme's own names for them.
_SLOTS = {
    "bg1": ("lt1", LIGHT.ground),
    "tx1": ("dk1", LIGHT.text),
    "tx2": ("dk2", LIGHT.muted_text),
    "bg2": ("lt2", LIGHT.grid),
    "accent1": ("accent1", LIGHT.blue),
    "accent2": ("accent2", LIGHT.accent),
    "accent3": ("accent3", LIGHT.grey),
    "accent4": ("accent4", LIGHT.blue_soft),
    "accent5": ("accent5", LIGHT.good),
    "accent6": ("accent6", LIGHT.bad),
    "hlink": ("hlink", LIGHT.blue),
    "folHlink": ("folHlink", LIGHT.blue),
}
THEME = dict(_SLOTS.values())
_NAMES = {colour: name for name, (_, colour) in reversed(_SLOTS.items())}


def colour_xml(colour: str, opacity: float = 1.0) -> str:
    """A colour `#rrggbb` in DrawingML; one of the theme by its name there."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    if colour in _NAMES:
        return f'<a:schemeClr val="{_NAMES[colour]}">{alpha}</a:schemeClr>'
    return f'<a:srgbClr val="{colour.removeprefix("#").upper()}">{alpha}</a:srgbClr>'


def solid_xml(colour: str, opacity: float = 1.0) -> str:
    """A plain fill."""
    return f"<a:solidFill>{colour_xml(colour, opacity)}</a:solidFill>"
