"""Done against expected: a bar for what was done and a line for what an even spread would have given."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.codes import CODED
from charts.figure import (
    base,
    count_axis,
    html_text,
    row_font_size,
    row_values,
    rows_axis,
    text_width,
)
from charts.palette import Palette
from charts.words import MINUS, count
from languages import gettext as _
from languages import ngettext
from languages.formats import decimal

_LABEL_CHARACTERS = 34
_AXIS_PIXELS = 26
_KEY_PIXELS = 28


def signed(number: float) -> str:
    """A difference in whole exchanges with its sign: `+12`, `−3`, `0`."""
    rounded = round(number)
    return f"{'+' if rounded > 0 else MINUS if rounded < 0 else ''}{count(abs(rounded))}"


def done_and_expected(
    rows: pd.DataFrame,
    name_column: str,
    *,
    name: str,
    finding: str,
    note: str,
    measures: Sequence[str],
    palette: Palette,
    height: int,
) -> Chart:
    """One bar per row in the order given, its expected value as a line across, the difference written beside it.

    rows: `name_column`, done (exchanges), expected, difference; the table holds all their columns. Rows with nothing
    done are named in the accent. `name`, `finding`, `note` and `measures` are those of the chart.
    """
    names = [_(str(value)) if name_column in CODED else str(value) for value in rows[name_column]]
    done = [whole(value) for value in rows["done"]]
    expected = [float(value) for value in rows["expected"]]
    texts = [signed(float(value)) for value in rows["difference"]]
    pixels = height - _AXIS_PIXELS - _KEY_PIXELS
    largest = max([*done, *expected, 0])
    hovers = [
        f"{html_text(label, 80)}<br>"
        + ngettext(
            "{number} exchange done, {expected} expected",
            "{number} exchanges done, {expected} expected",
            number,
            expected=decimal(wanted, 1),
        )
        for label, number, wanted in zip(names, done, expected, strict=True)
    ]
    places = list(range(len(names)))
    line_x: list[float | None] = []
    line_y: list[float | None] = []
    for at, wanted in zip(places, expected, strict=True):
        line_x += [wanted, wanted, None]
        line_y += [at - 0.42, at + 0.42, None]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": _("done"),
            "y": places,
            "x": done,
            "width": 0.62,
            "marker": {"color": palette.blue},
            "customdata": [[hover] for hover in hovers],
            "hovertemplate": "%{customdata[0]}<extra></extra>",
            "showlegend": True,
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": _("expected"),
            "x": line_x,
            "y": line_y,
            "line": {"color": palette.accent, "width": 2.5},
            "hoverinfo": "skip",
            "showlegend": True,
        },
        row_values(
            palette,
            texts,
            largest * 1.04 or 1,
            pixels,
            [palette.accent if not number else palette.text for number in done],
        ),
    ]
    size = row_font_size(len(names), pixels)
    layout = base(
        palette,
        height,
        margin={"l": 8, "r": text_width(texts, size) + 16, "t": _KEY_PIXELS, "b": _AXIS_PIXELS},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "yref": "paper"},
        xaxis=count_axis(palette, largest),
        yaxis=rows_axis(palette, names, pixels, _LABEL_CHARACTERS),
    )
    absent = sum(1 for number in done if not number)
    alt = " ".join(
        [
            ngettext(
                "{number} bar, one per {noun}, with a line for what was to be expected.",
                "{number} bars, one per {noun}, with a line for what was to be expected.",
                len(names),
                noun=_(name_column.removesuffix("_name").replace("_", " ")),
            ),
            ngettext("{number} row has no exchange.", "{number} rows have no exchange.", absent),
        ]
    )
    return Chart(
        name,
        finding,
        alt,
        go.Figure({"data": data, "layout": layout}),
        rows.reset_index(drop=True),
        tuple(measures),
        note,
    )
