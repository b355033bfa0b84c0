"""The marks of a matrix: cells, numbers, bars of the sums, the diagonal and the lines between groups."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from charts.matrix.frame import Frame
from charts.matrix.scale import Scale
from charts.matrix.values import Square
from charts.palette import Palette, text_on
from charts.words import exchanges
from languages import N_, pgettext
from languages import gettext as _

# The axis of the bars' amounts leaves room for the number above the longest bar.
_BAR_ROOM = 1.5
_SIGNED_ROOM = 1.9
_DIGIT_WIDTH = 0.6
_BAR_TYPE = 12
# Type in a cell, the larger the better.
_CELL_TYPES = (13, 12, 11, 10)


def _cells_hover(square: Square, is_net: bool) -> list[list[str]]:
    """Per cell what its hover label says under the pair's names."""
    size = len(square.amounts)
    none = pgettext("exchanges", "none")
    text = [[none] * size for __ in range(size)]
    for row, column in zip(*(part.tolist() for part in np.nonzero(square.exchanges + square.exchanges.T)), strict=True):
        there, back = int(square.amounts[row, column]), int(square.amounts[column, row])
        words = square.words(there)
        if square.measure != "exchanges":
            words += f" ({exchanges(int(square.exchanges[row, column]))})"
        if row == column:
            text[row][column] = _("{amount}, inside it", amount=words)
        elif is_net:
            net = square.figure(there - back, signed=True)
            text[row][column] = _(
                "{amount}; the other way {back}; net {net}", amount=words, back=square.words(back), net=net
            )
        else:
            text[row][column] = _("{amount}; the other way {back}", amount=words, back=square.words(back))
    return text


def cells(square: Square, steps: NDArray[np.int64], scale: Scale, ids: Sequence[str], is_net: bool) -> dict[str, Any]:
    """The heatmap: `customdata` [visiting_id, host_id, hover text]."""
    fills = scale.fills()
    lowest = -len(scale.below) - 0.5
    hover = _cells_hover(square, is_net)
    return {
        "type": "heatmap",
        "z": steps.tolist(),
        "zmin": lowest,
        "zmax": lowest + len(fills),
        "colorscale": [
            [edge, fill] for at, fill in enumerate(fills) for edge in (at / len(fills), (at + 1) / len(fills))
        ],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "customdata": [
            [[visiting, host, said] for host, said in zip(ids, row, strict=True)]
            for visiting, row in zip(ids, hover, strict=True)
        ],
        "hovertemplate": _("{origin} to {destination}", origin="%{y}", destination="%{x}")
        + "<br>%{customdata[2]}<extra></extra>",
    }


def cell_type(square: Square, shown: NDArray[np.int64], frame: Frame, is_net: bool) -> int | None:
    """The size of type at which every number fits its cell; None where none does."""
    longest = max(len(square.figure(int(amount), signed=is_net)) for amount in (shown.min(), shown.max()))
    sizes = (size for size in _CELL_TYPES if size <= min(frame.type_size, frame.row - 1))
    return next((size for size in sizes if longest * size * _DIGIT_WIDTH + 3 <= frame.column), None)


def numbers(
    square: Square,
    shown: NDArray[np.int64],
    steps: NDArray[np.int64],
    scale: Scale,
    palette: Palette,
    is_net: bool,
    size: int,
) -> dict[str, Any]:
    """The numbers in the cells that have one."""
    rows, columns = (part.tolist() for part in np.nonzero(shown))
    return {
        "type": "scatter",
        "mode": "text",
        "x": columns,
        "y": rows,
        "text": [square.figure(int(shown[at]), signed=is_net) for at in zip(rows, columns, strict=True)],
        "textfont": {
            "size": size,
            "color": [text_on(scale.fill(int(steps[at])), palette) for at in zip(rows, columns, strict=True)],
        },
        "hoverinfo": "skip",
    }


def _bar_texts(square: Square, sums: list[int], has_room: bool, is_net: bool) -> list[str]:
    """The sum beside each bar; where there is no room for all, beside the longest one."""
    longest = max(map(abs, sums))
    shown = [has_room or (0 < longest == abs(amount) and amount not in sums[:at]) for at, amount in enumerate(sums)]
    return [square.figure(amount, signed=is_net) if room else "" for amount, room in zip(sums, shown, strict=True)]


def bars(
    square: Square, shown: NDArray[np.int64], ids: Sequence[str], frame: Frame, palette: Palette, is_net: bool
) -> tuple[list[dict[str, Any]], dict[str, list[float]]]:
    """Bars of the rows' and the columns' sums with their axes' ranges, which are the same for both.

    `customdata` is [visiting_id, "", hover text] for a row and ["", host_id, hover text] for a column.
    """
    rows, columns = shown.sum(axis=1).tolist(), shown.sum(axis=0).tolist()
    largest = max(max(map(abs, [*rows, *columns]), default=0), 1)
    size = min(frame.type_size, _BAR_TYPE)
    widest = max(len(square.figure(amount, signed=is_net)) for amount in [*rows, *columns]) * size * _DIGIT_WIDTH + 4
    # Beside a bar stands its number, on both sides of zero in the net lens.
    free = max(1 - (2 if is_net else 1) * widest / frame.row_bars, 0.2)
    room = max(_SIGNED_ROOM if is_net else _BAR_ROOM, 1 / free)
    span = [-largest * room if is_net else 0.0, largest * room]
    places = list(range(len(ids)))
    on_row, on_column = (
        (N_("Visiting minus hosting: {amount}"), N_("Hosting minus visiting: {amount}"))
        if is_net
        else (N_("Visiting: {amount}"), N_("Hosting: {amount}"))
    )

    def bar(sums: list[int], said: str, pairs: list[list[str]]) -> dict[str, Any]:
        return {
            "type": "bar",
            "marker": {
                "color": [palette.accent if amount < 0 else palette.blue for amount in sums],
                "line": {"width": 0},
            },
            "customdata": [
                [*pair, _(said, amount=square.figure(amount, signed=is_net))]
                for pair, amount in zip(pairs, sums, strict=True)
            ],
            "textfont": {"size": size, "color": palette.text},
            "textposition": "outside",
            "textangle": 0,
            "constraintext": "none",
            "cliponaxis": False,
        }

    beside = bar(rows, on_row, [[node, ""] for node in ids]) | {
        "orientation": "h",
        "x": rows,
        "y": places,
        "xaxis": "x2",
        "hovertemplate": "%{y}<br>%{customdata[2]}<extra></extra>",
    }
    above = bar(columns, on_column, [["", node] for node in ids]) | {
        "x": places,
        "y": columns,
        "yaxis": "y2",
        "hovertemplate": "%{x}<br>%{customdata[2]}<extra></extra>",
    }
    beside["text"] = _bar_texts(square, rows, not frame.is_dense, is_net)
    above["text"] = _bar_texts(square, columns, frame.column >= widest - 5, is_net)
    return [beside, above], {"rows": span, "columns": span}


def lines(frame: Frame, palette: Palette) -> list[dict[str, Any]]:
    """The diagonal's outlines and the lines between groups, on the axes that write the names."""
    x: list[float | None] = []
    y: list[float | None] = []
    half = 0.5 if frame.is_dense else 0.44
    for at in range(len(frame.names)):
        x += [at - half, at + half, at + half, at - half, at - half, None]
        y += [at - half, at - half, at + half, at + half, at - half, None]
    common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "xaxis": "x3", "yaxis": "y3"}
    thin = {"color": palette.muted_text, "width": 1}
    traces = [common | {"x": x, "y": y, "line": thin}]
    end = len(frame.names) - 0.5
    x, y = [], []
    for edge in frame.edges:
        x += [edge, edge, None, -0.5, end, None]
        y += [-0.5, end, None, edge, edge, None]
    if x:
        traces.append(common | {"x": x, "y": y, "line": {"color": palette.grey, "width": 1}})
    if frame.is_dense:
        # An axis is drawn only where a trace is on it.
        traces.append(common | {"x": [None], "y": [None], "yaxis": "y4", "line": thin})
    return traces
