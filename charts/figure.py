"""What all figures have in common: ground, type, axes, hover labels, and text that Plotly cannot misread."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from charts.palette import Palette
from charts.typeface import line_width
from charts.words import count, eur
from languages import gettext as _
from languages.formats import separators

FONT_FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Roboto, Helvetica, Arial, sans-serif'
# Readable from the back of a room when the page is on a projector.
FONT_SIZE = 14
CLEAR = "rgba(0,0,0,0)"
# Rows of bars grow no higher, so that a few of them do not become slabs.
ROW_HEIGHT_MOST = 54
# Embeddings and overrides that would turn the rest of a line around.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# "$" would start a formula where MathJax is loaded; "{" a value where the text stands in a template.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "{": "&#123;"})


# A legend in one line at the top edge of the figure; where the width is short it takes a second one.
LEGEND_ON_TOP: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "xanchor": "left",
    "y": 1,
    "yref": "container",
    "yanchor": "top",
}


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        held = merged.get(key)
        merged[key] = _merged(held, value) if isinstance(held, Mapping) and isinstance(value, Mapping) else value
    return merged


def base(palette: Palette, height: int, **layout: Any) -> dict[str, Any]:
    """The layout of a figure `height` pixels high; `layout` adds to it and wins, key by key at any depth.

    The paper and the plot have no ground of their own. The empty template keeps Plotly's default one, with its own
    colours, out of the figure.
    """
    common: dict[str, Any] = {
        "template": {},
        "height": height,
        "autosize": True,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": palette.text},
        "separators": "".join(separators()),
        "hoverlabel": {
            "bgcolor": palette.ground,
            "bordercolor": palette.grey,
            "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": palette.text},
            "align": "left",
        },
        "showlegend": False,
        "legend": {
            "font": {"size": FONT_SIZE, "color": palette.text},
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "bargap": 0.35,
        "barcornerradius": 2,
        # One value for ever: a view that the reader has zoomed or a trace hidden outlives the next filter change.
        "uirevision": "keep",
        "dragmode": False,
        "hovermode": "closest",
    }
    return _merged(common, layout)


def axis(palette: Palette, **settings: Any) -> dict[str, Any]:
    """An axis: quiet grid and ticks, no zero line, room for its labels; `settings` add to it and win."""
    common: dict[str, Any] = {
        "gridcolor": palette.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": 6,
        "tickfont": {"size": FONT_SIZE, "color": palette.muted_text},
        "title": {"font": {"size": FONT_SIZE, "color": palette.muted_text}, "standoff": 8},
        "automargin": True,
        "fixedrange": True,
    }
    return _merged(common, settings)


def html_text(name: object, most: int | None = None) -> str:
    """A name as text that Plotly shows as it is: no tag, link, entity, formula or template value is read from it.

    `most` cuts a longer name to that many characters, the last one an ellipsis. Control characters become spaces.
    """
    readable = (sign for sign in str(name) if sign not in _BIDI_CONTROLS)
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in readable)
    if most is not None and len(plain) > most:
        plain = plain[: max(most - 1, 0)].rstrip() + "…"
    return plain.translate(_MARKUP)


def shortened(name: object, most: int) -> str:
    """A name for running text, not escaped: control signs become spaces, beyond `most` characters comes "…"."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in str(name))
    return plain if len(plain) <= most else plain[: max(most - 1, 0)].rstrip() + "…"


def ticks(maximum: float, most: int = 4) -> list[int]:
    """Round whole values from 0 up to `maximum`: steps of 1, 2 or 5 times a power of ten, at most `most` of them."""
    limit = max(int(maximum), 0)
    step, factor = 1, 0
    while limit // step > most:
        factor += 1
        step = (1, 2, 5)[factor % 3] * 10 ** (factor // 3)
    return list(range(0, limit + 1, step))


def count_axis(palette: Palette, maximum: float, most: int = 4, **settings: Any) -> dict[str, Any]:
    """An axis of counts from 0 to a little beyond `maximum`, with whole numbers for ticks."""
    values = ticks(maximum, most)
    shown = {"range": [0, maximum * 1.04 or 1], "tickvals": values, "ticktext": [count(value) for value in values]}
    return axis(palette, **_merged(shown, settings))


def euro_axis(palette: Palette, maximum: float, most: int = 4, **settings: Any) -> dict[str, Any]:
    """An axis of euro from 0 to a little beyond `maximum`; steps of whole millions read `€ 2 M`."""
    values = ticks(maximum, most)
    million = 1_000_000
    in_millions = len(values) > 1 and values[1] % million == 0
    text = [
        _("€\u202f{millions}\u202fM", millions=count(value // million)) if in_millions and value else eur(value)
        for value in values
    ]
    shown = {"range": [0, maximum * 1.04 or 1], "tickvals": values, "ticktext": text}
    return axis(palette, **_merged(shown, settings))


def month_axis(palette: Palette, first: date, last: date, **settings: Any) -> dict[str, Any]:
    """A time axis for months from `first` to `last`: at most a dozen labels, at months counted from January."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    steps = [step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months / step <= 12]
    shown = {
        "type": "date",
        "showgrid": False,
        "tick0": "2000-01-01",
        "dtick": f"M{steps[0] if steps else 1200}",
        "tickformat": "%b\n%Y",
        "ticklabelmode": "period",
    }
    return axis(palette, **_merged(shown, settings))


def row_font_size(rows: int, pixels: float) -> int:
    """Size of type that fits one line into each of `rows` rows that share `pixels`; never under 9."""
    return max(9, min(FONT_SIZE, int(pixels / max(rows, 1) * 0.72)))


def _row_step(rows: int, pixels: float) -> int:
    """Each how manyth row has room for a line of type of its own."""
    return max(1, math.ceil(row_font_size(rows, pixels) * 1.15 * rows / max(pixels, 1)))


def rows_axis(palette: Palette, names: Sequence[str], pixels: float, most: int = 22, **settings: Any) -> dict[str, Any]:
    """A vertical axis with one named row per entry, the first on top at 0, the next at 1 and so on.

    `pixels` is the height of the plot. Where the rows are lower than a line of type, only each second, third ... name
    is written; few rows start at the top and leave the rest empty. Names are cut to `most` characters and escaped;
    `settings` add to the axis and win.
    """
    rows, size, step = len(names), row_font_size(len(names), pixels), _row_step(len(names), pixels)
    shown = {
        "range": [max(rows, pixels / ROW_HEIGHT_MOST) - 0.5, -0.5],
        "tickvals": list(range(0, rows, step)),
        "ticktext": [html_text(name, most) for name in names[::step]],
        "tickfont": {"size": size, "color": palette.text},
        "showgrid": False,
    }
    return axis(palette, **_merged(shown, settings))


def rows_left(names: Sequence[str], most: int = 22) -> int:
    """The left margin that the names of `rows_axis` need at their largest size, for what is placed by the figure's edge."""
    return 14 + text_width([shortened(name, most) for name in names], FONT_SIZE)


def row_values(
    palette: Palette, values: Sequence[str], edge: float, pixels: float, colours: Sequence[str] = ()
) -> dict[str, Any]:
    """A trace that writes one value per row of `rows_axis` to the right of the plot, whose axis ends at `edge`.

    The values are plain text or already escaped; `colours` has one per row, else all have the text's. `text_width`
    tells the right margin that they need.
    """
    step = _row_step(len(values), pixels)
    places = list(range(0, len(values), step))
    return {
        "type": "scatter",
        "mode": "text",
        "y": places,
        "x": [edge] * len(places),
        "text": list(values[::step]),
        "textposition": "middle right",
        "textfont": {
            "size": row_font_size(len(values), pixels),
            "color": list(colours[::step]) or palette.text,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def text_width(texts: Sequence[str], size: float) -> int:
    """Pixels that the widest of the texts takes at this size of type, rather more than less."""
    return math.ceil(max((line_width(text, size) for text in texts), default=0))


def mark(colour: str, lines: str = "", shape: str = "") -> dict[str, Any]:
    """Marker of a filled bar; with a `shape` its pattern tells it from its neighbour, not its tone alone."""
    marker: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if shape:
        marker["pattern"] = {"shape": shape, "size": 6, "solidity": 0.3, "fgcolor": lines, "fillmode": "overlay"}
    return marker


def outline(colour: str) -> dict[str, Any]:
    """Marker of a bar that is only an outline: what is still to come, or still free."""
    return {"color": CLEAR, "line": {"color": colour, "width": 1.5}}


def apart(places: Sequence[float], gap: float) -> list[float]:
    """The places, in rising order, moved as little as needed to lie at least `gap` from one another."""
    clusters: list[tuple[float, int]] = []
    for place in places:
        start, size = place, 1
        while clusters and clusters[-1][0] + clusters[-1][1] * gap > start:
            before, held = clusters.pop()
            # The joined cluster is centred where the means of both put it.
            centre = (before + (held - 1) * gap / 2) * held + (start + (size - 1) * gap / 2) * size
            size += held
            start = centre / size - (size - 1) * gap / 2
        clusters.append((start, size))
    return [start + at * gap for start, size in clusters for at in range(size)]
