"""What plays a map by month in the browser: play, pause, a slider of months, and the running total beside them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts.figure import FONT_SIZE, text_width
from charts.map.plane import SMALL_FONT
from charts.palette import Palette
from charts.words import count, month
from languages import gettext as _
from languages import ngettext
from languages.formats import short_month

FRAME_MS = 700
CONTROLS_PX = 78


def running_total(months: Sequence[date], in_month: Sequence[int], at: int, palette: Palette) -> dict[str, Any]:
    """The month and the total so far, written in the figure."""
    if months:
        so_far = sum(in_month[: at + 1])
        text = ngettext(
            "<b>{month}</b><br><b>{so_far}</b> of {number} exchange so far<br>{now} in this month",
            "<b>{month}</b><br><b>{so_far}</b> of {number} exchanges so far<br>{now} in this month",
            sum(in_month),
            month=month(months[at]),
            so_far=count(so_far),
            now=count(in_month[at]),
        )
    else:
        text = "<b>" + _("No exchange in this view") + "</b>"
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 8,
        "yshift": -4,
        "align": "left",
        "showarrow": False,
        "font": {"size": FONT_SIZE + 4, "color": palette.text},
    }


def controls(months: Sequence[date], palette: Palette) -> dict[str, Any]:
    """Play, pause and the slider. Nothing moves before the reader presses Play, and no step glides: each is a cut."""
    if len(months) < 2:
        return {}
    words = {
        "player": _("Play through the months"),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One month back"),
        "forth": _("One month on"),
        "month": _("Month"),
    }
    labels = (f"▶ {words['play']}", f"❚❚ {words['pause']}")
    step = {"mode": "immediate", "fromcurrent": True, "transition": {"duration": 0}}
    still = {"duration": 0, "redraw": True}
    button = {
        "font": {"size": FONT_SIZE, "color": palette.text},
        "bgcolor": palette.ground,
        "bordercolor": palette.grey,
    }
    playing = step | {"frame": {"duration": FRAME_MS, "redraw": True}}
    return {
        # For the native controls that take the place of these in the browser.
        "meta": words,
        "updatemenus": [
            {
                "type": "buttons",
                "direction": "left",
                "showactive": False,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 24, "l": 4},
                "buttons": [
                    {"label": labels[0], "method": "animate", "args": [None, playing]},
                    {"label": labels[1], "method": "animate", "args": [[None], step | {"frame": still}]},
                ],
                **button,
            }
        ],
        "sliders": [
            {
                "active": len(months) - 1,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "len": 1,
                "pad": {
                    "t": 12,
                    "l": max(190, 80 + sum(text_width([label], FONT_SIZE) for label in labels)),
                    "r": 16,
                    "b": 4,
                },
                "currentvalue": {"visible": False},
                "transition": {"duration": 0},
                "bgcolor": palette.grid,
                "bordercolor": palette.grey,
                "activebgcolor": palette.accent,
                "tickcolor": palette.grey,
                "font": {"size": SMALL_FONT, "color": palette.text},
                "steps": [
                    {
                        "label": f"{short_month(day)} {day.year}",
                        "method": "animate",
                        "args": [[frame_name(day)], step | {"frame": still}],
                    }
                    for day in months
                ],
            }
        ],
    }


def frame_name(first: date) -> str:
    """`2021-06`: a frame is found by it."""
    return f"{first:%Y-%m}"
