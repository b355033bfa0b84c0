"""Names and colours as the Sankey writes and paints them."""

from charts.figure import shortened
from charts.typeface import sans_width

__all__ = ["fitted", "see_through", "shortened"]


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut so that it takes at most `room` pixels; "" if not even the ellipsis has room."""
    if sans_width(text, size) <= room:
        return text
    ends = range(len(text) - 1, -1, -1)
    return next((cut for end in ends if sans_width(cut := text[:end].rstrip() + "…", size) <= room), "")


def see_through(colour: str, opacity: float) -> str:
    """`#rrggbb` as an `rgba()` colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
