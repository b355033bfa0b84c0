"""Heatmaps as tables: rows, columns, shades and the numbers in them."""

from dataclasses import dataclass
from typing import Any

from charts.chart import Chart
from charts.palette import LIGHT
from charts.words import count
from exports.drawing.heatmap import step_colour
from exports.drawing.type import one_line, plain_text
from exports.drawing.values import Trace, each, is_number, kinds_of, plain_figure
from languages import gettext as _
from languages import pgettext

# A table with more rows or columns than these cannot be read on a slide.
MOST_ROWS, MOST_COLUMNS = 30, 28


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its shade ("" is none) and the colour of its text."""

    text: str = ""
    fill: str = ""
    ink: str = LIGHT.text
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of cells; the first row and the first column name the others."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def grid_of(chart: Chart) -> Grid | None:
    """The heatmap of a chart as a table; None for a chart without one, and for one too large for a slide."""
    if "heatmap" not in kinds_of(chart.figure):
        return None
    traces, layout = plain_figure(chart.figure)
    maps = [trace for trace in traces if trace["type"] == "heatmap"]
    if len(maps) != 1 or not maps[0]["z"]:
        return None
    heat = maps[0]
    number_of_rows, number_of_columns = len(heat["z"]), len(heat["z"][0])
    if number_of_rows > MOST_ROWS or number_of_columns > MOST_COLUMNS:
        return None
    written = _written(traces)
    columns, rows = _names(layout, "xaxis", number_of_columns), _names(layout, "yaxis", number_of_rows)
    cells = [
        [_cell(heat, row, column, written) for column in range(number_of_columns)] for row in range(number_of_rows)
    ]
    sums = _sums(traces, written, number_of_rows, number_of_columns)
    if sums:
        if any(sums.rows):
            columns = [*columns, sums.column_name]
            for row, text in zip(cells, sums.rows, strict=True):
                row.append(Cell(text, bold=True))
        if any(sums.columns):
            rows = [*rows, sums.row_name]
            last = [Cell(sums.whole, bold=True)] if any(sums.rows) else []
            cells.append([*(Cell(text, bold=True) for text in sums.columns), *last])
    return Grid(
        _("Visiting ▼  Host ▶") if "host_name" in chart.table else "",
        tuple(columns),
        tuple(rows),
        tuple(map(tuple, cells)),
    )


def _names(layout: dict[str, Any], axis: str, number: int) -> list[str]:
    texts = [one_line(text) for text in layout.get(axis, {}).get("ticktext") or ()]
    return [*texts[:number], *([""] * (number - len(texts)))]


def _written(traces: list[Trace]) -> dict[tuple[float, float], tuple[str, str]]:
    """The texts at places of the grid, by column and row, with their colours."""
    found = {}
    for trace in traces:
        if trace["type"] == "scatter" and trace.get("mode") == "text":
            number = len(trace["x"])
            inks = each(trace.get("textfont", {}).get("color"), number, LIGHT.text)
            for x, y, text, ink in zip(trace["x"], trace["y"], trace["text"], inks, strict=True):
                found[round(float(x), 3), round(float(y), 3)] = (plain_text(text), str(ink))
    return found


def _cell(heat: Trace, row: int, column: int, written: dict[tuple[float, float], tuple[str, str]]) -> Cell:
    value = heat["z"][row][column]
    fill = step_colour(heat["colorscale"], heat["zmin"], heat["zmax"], value) if is_number(value) else ""
    text, ink = written.get((float(column), float(row)), ("", LIGHT.text))
    return Cell(text, fill, ink)


@dataclass(frozen=True)
class _Sums:
    row_name: str
    column_name: str
    rows: list[str]
    columns: list[str]
    whole: str


def _sums(
    traces: list[Trace], written: dict[tuple[float, float], tuple[str, str]], rows: int, columns: int
) -> _Sums | None:
    """The sums beside and below the grid: written there, or as bars."""
    right, below = round(columns + 0.1, 3), round(rows + 0.1, 3)
    beside = [written.get((right, float(row)), ("", ""))[0] for row in range(rows)]
    under = [written.get((float(column), below), ("", ""))[0] for column in range(columns)]
    if any(beside) or any(under):
        return _Sums(_("Sum"), _("Sum"), beside, under, written.get((right, below), ("", ""))[0])
    lying = [trace for trace in traces if trace["type"] == "bar" and trace.get("orientation") == "h"]
    standing = [trace for trace in traces if trace["type"] == "bar" and trace.get("orientation") != "h"]
    if not lying or not standing:
        return None
    is_net = any(value < 0 for value in lying[0]["x"])
    if is_net:
        names = (_("Net hosting"), _("Net visiting"))
    else:
        names = (pgettext("column of counts", "Hosting"), pgettext("column of counts", "Visiting"))
    return _Sums(
        *names,
        [count(round(value)) for value in lying[0]["x"]],
        [count(round(value)) for value in standing[0]["y"]],
        "",
    )
