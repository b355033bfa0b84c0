"""Names and colours as the Sankey writes and paints them."""

import unicodedata

from charts.figure import shortened

__all__ = ["fitted", "see_through", "shortened", "text_width"]


def text_width(text: str, size: float) -> float:
    """About how many pixels a line takes at a font size in pixels, in a sans serif no wider than Arial."""

    def em(sign: str) -> float:
        if unicodedata.east_asian_width(sign) in "WF":
            return 1.0
        if sign in "iljtfrI.,:;'|!()[] \u202f-":
            return 0.34
        if sign in "mwMW@%…—":
            return 0.95
        return 0.72 if sign.isupper() else 0.57

    return size * sum(em(sign) for sign in text)


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut so that it takes at most `room` pixels; "" if not even the ellipsis has room."""
    if text_width(text, size) <= room:
        return text
    ends = range(len(text) - 1, -1, -1)
    return next((cut for end in ends if text_width(cut := text[:end].rstrip() + "…", size) <= room), "")


def see_through(colour: str, opacity: float) -> str:
    """`#rrggbb` as an `rgba()` colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
