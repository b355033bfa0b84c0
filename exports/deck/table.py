"""Native tables: of a list, and of a heatmap with shaded cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Emu

from charts import codes
from charts.cells import money
from charts.measures import MEASURES, label
from charts.palette import LIGHT
from charts.words import count, eur, listing
from exports.deck.colours import solid_xml
from exports.deck.grid import Grid
from exports.deck.layout import LEAST_TYPE
from exports.deck.spelling import spelling
from exports.drawing.readable import readable
from exports.drawing.type import fitted, sans_width
from languages import gettext as _
from languages import pgettext
from languages.formats import decimal, table_day

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INCH, _POINT = 914_400, 12_700
MOST_COLUMNS = 12
_ROW_POINTS, _TYPE = 20.0, 10.0
_LONGEST_CELL = 60
# The names of the columns take this share of a table's height at most.
_HEAD_SHARE = 0.3
_NUMBERS = {"count", "eur", "km", "days", "share", "score"}


def add_list(shapes: Any, rows: pd.DataFrame, box: tuple[int, int, int, int], name: str, alt: str) -> str:
    """A table of as many rows and columns as have room; returns what it leaves out, in words, "" for nothing."""
    named = [column for column in rows.columns if not _is_key(column, rows)]
    room = max(int(box[3] / _POINT / _ROW_POINTS) - 1, 1)
    shown = rows.head(room)
    texts = [[label(str(column)) for column in named]]
    texts += [
        [cell_text(str(column), value) for column, value in zip(named, line, strict=True)]
        for line in shown[named].itertuples(index=False)
    ]
    columns = named[: _columns_with_room(_wanted(texts, box[2]), box[2] / _POINT)]
    texts = [line[: len(columns)] for line in texts]
    number = max(len(columns), 1)
    height = round(_ROW_POINTS * _POINT) * len(texts)
    frame = shapes.add_table(len(texts), number, Emu(box[0]), Emu(box[1]), Emu(box[2]), Emu(height))
    _named(frame, name, alt)
    table = frame.table
    _plain_style(frame)
    widths = _widths(texts, box[2])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for row in table.rows:
        row.height = Emu(round(_ROW_POINTS * _POINT))
    for at, line in enumerate(texts):
        for place, (column, text) in enumerate(zip(columns, line, strict=True)):
            is_number = _kind(str(column)) in _NUMBERS
            shown_text = fitted(text, _TYPE, widths[place] / _POINT - 10)
            _write(
                table.cell(at, place)._tc,
                shown_text,
                _TYPE,
                LIGHT.muted_text if not at else LIGHT.text,
                "r" if is_number else "l",
                bold=not at,
                line=LIGHT.grey if not at else LIGHT.grid,
                margin=60_000,
            )
    return _left_out(len(shown), len(rows), [label(str(name)) for name in named[len(columns) :]])


def _left_out(shown: int, total: int, without: list[str]) -> str:
    """What a table does not show of its rows and columns; "" for nothing."""
    first, of, columns = count(shown), count(total), listing(without)
    if shown < total and without:
        said = _("The first {shown} of {total} rows; without {columns}. The dashboard has all of them.")
    elif shown < total:
        said = _("The first {shown} of {total} rows. The dashboard has all of them.")
    elif without:
        said = _("Without {columns}. The dashboard has all of them.")
    else:
        return ""
    return said.format(shown=first, total=of, columns=columns)


def _columns_with_room(wanted: list[float], width: float) -> int:
    """How many columns a table of this width in points has room for, two at least."""
    used, number = 0.0, 0
    for points in wanted[:MOST_COLUMNS]:
        used += points
        # Cells are cut where they must be, but not down to nothing.
        if number >= 2 and used > width * 1.15:
            break
        number += 1
    return number


def _is_key(column: Any, rows: pd.DataFrame) -> bool:
    """Whether a column only identifies what another one names."""
    name = str(column)
    return (name.endswith("_id") and name != "exchange_id" and len(rows.columns) > 2) or name == "id"


def _kind(column: str) -> str:
    measure = MEASURES.get(column)
    return measure.kind if measure else "text"


def cell_text(column: str, value: Any) -> str:
    """A value as a table of the dashboard writes it."""
    if isinstance(value, list | tuple | np.ndarray):
        value = "; ".join(codes.all_said(value, column))
    elif isinstance(value, np.number | np.bool_):
        # Rows of numbers alone come as numpy's own, which are no int and no bool.
        value = value.item()
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    kind = _kind(column)
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if kind == "eur" and not isinstance(value, str | float):
        return eur(money(value), cents=True)
    if isinstance(value, pd.Timestamp | date):
        day = pd.Timestamp(value)
        return f"{day:%Y-%m}" if kind == "month" else table_day(day)
    if isinstance(value, int) or (isinstance(value, float) and value == round(value) and kind != "score"):
        return count(int(value))
    if isinstance(value, float | Decimal):
        return decimal(Decimal(value), 1)
    text = readable(codes.said(str(value), column)).replace("\n", " ")
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _widths(texts: list[list[str]], whole: int) -> list[int]:
    """Widths of columns by their longest text, together the whole."""
    wanted = _wanted(texts, whole)
    scale = whole / sum(wanted)
    widths = [int(width * scale) for width in wanted]
    widths[-1] += whole - sum(widths)
    return widths


def _wanted(texts: list[list[str]], whole: int) -> list[float]:
    """The width in points of the longest text of each column, at most a third of the table."""
    return [
        min(max(sans_width(line[at], _TYPE, bold=not row) for row, line in enumerate(texts)) + 18, whole / _POINT / 3)
        for at in range(len(texts[0]))
    ]


def _named(frame: Any, name: str, alt: str) -> None:
    frame.name = readable(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", readable(alt))


def _plain_style(frame: Any, has_first_column: bool = False) -> None:
    """No banding and no colours of the theme's table style: the cells say how they look."""
    properties = frame.table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")
    if has_first_column:
        properties.set("firstCol", "1")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        # "No Style, No Grid", which every PowerPoint knows.
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_grid(shapes: Any, grid: Grid, box: tuple[int, int, int, int], name: str, alt: str) -> Any:
    """A heatmap as a table that fills the box."""
    rows, columns = len(grid.rows) + 1, len(grid.columns) + 1
    size = _grid_type(grid, box)
    frame = shapes.add_table(rows, columns, *(Emu(side) for side in box))
    _named(frame, name, alt)
    _plain_style(frame, has_first_column=True)
    table = frame.table
    names_width = min(
        round((max(sans_width(text, size) for text in (*grid.rows, grid.corner)) + 12) * _POINT), round(box[2] * 0.3)
    )
    each = (box[2] - names_width) // (columns - 1)
    for at, column in enumerate(table.columns):
        column.width = Emu(names_width if not at else each)
    head = _head_of(grid, size, each / _POINT - 6, box[3] / _POINT)
    head_height = round(head.height * _POINT)
    for at, row in enumerate(table.rows):
        row.height = Emu(head_height if not at else (box[3] - head_height) // (rows - 1))
    _write(table.cell(0, 0)._tc, grid.corner, min(size, 9), LIGHT.muted_text, "l")
    for at, text in enumerate(grid.columns, start=1):
        shown = fitted(text, head.size, head.height - 6) if head.is_upright else text
        side = "l" if head.is_upright else "ctr"
        _write(table.cell(0, at)._tc, shown, head.size, LIGHT.text, side, is_upright=head.is_upright)
    for row, (name_of_row, cells) in enumerate(zip(grid.rows, grid.cells, strict=True), start=1):
        shown = fitted(name_of_row, size, names_width / _POINT - 8)
        _write(table.cell(row, 0)._tc, shown, size, LIGHT.text, "r")
        for at, cell in enumerate(cells, start=1):
            _write(
                table.cell(row, at)._tc,
                cell.text,
                size,
                cell.ink,
                "ctr",
                bold=cell.bold,
                fill=cell.fill,
                line=LIGHT.ground if cell.fill else "",
            )
    return frame


def _grid_type(grid: Grid, box: tuple[int, int, int, int]) -> float:
    """The largest type in points at which all rows have room under the names of the columns."""
    row = box[3] / _POINT * (1 - _HEAD_SHARE) / len(grid.rows)
    return next((size for size in (11.0, 10.0) if size * 1.3 + 1 <= row), LEAST_TYPE)


@dataclass(frozen=True)
class _Head:
    """How the names of the columns stand: their size of type and the height of their row, in points."""

    size: float
    height: float
    is_upright: bool


def _head_of(grid: Grid, size: float, width: float, height: float) -> _Head:
    """Names across in up to three lines if they break well, else upright, in smaller type where they are long."""
    sizes = [size - step for step in range(4) if size - step >= LEAST_TYPE]
    for one in sizes:
        lines = max(_lines(text, one, width) for text in grid.columns)
        if lines <= 3:
            return _Head(one, lines * one * 1.25 + 6, False)
    most = height * _HEAD_SHARE
    fitting = next((one for one in sizes if max(sans_width(text, one) for text in grid.columns) + 8 <= most), sizes[-1])
    return _Head(fitting, min(max(sans_width(text, fitting) for text in grid.columns) + 8, most), True)


def _lines(text: str, size: float, width: float) -> int:
    """Lines that a text takes when it breaks at spaces; many where a word is wider than a line."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = sans_width(word, size)
        if wide > width:
            return 99
        gap = sans_width(" ", size) if used else 0.0
        if used + gap + wide > width:
            lines, used = lines + 1, wide
        else:
            used += gap + wide
    return lines


def _write(
    cell: Any,
    text: str,
    size: float,
    ink: str,
    side: str,
    *,
    bold: bool = False,
    fill: str = "",
    line: str = "",
    is_upright: bool = False,
    margin: int = 30_000,
) -> None:
    """Text and look of a cell, written as XML: a table of hundreds of cells has no time for more."""
    run = (
        f'<a:r><a:rPr lang="{spelling()}" sz="{round(size * 100)}" b="{int(bold)}" dirty="0">{solid_xml(ink)}</a:rPr>'
        f"<a:t>{escape(readable(text))}</a:t></a:r>"
        if text
        else f'<a:endParaRPr lang="{spelling()}" sz="{round(size * 100)}" dirty="0"/>'
    )
    upright = ' vert="vert270"' if is_upright else ""
    ends = f'<a:lnB w="9525">{solid_xml(line)}</a:lnB>' if line else ""
    if fill and line:
        ends = "".join(f'<a:{edge} w="12700">{solid_xml(line)}</a:{edge}>' for edge in ("lnL", "lnR", "lnT", "lnB"))
    xml = (
        f'<a:tc xmlns:a="{_A}"><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{side}"/>{run}</a:p></a:txBody>'
        f'<a:tcPr marL="{margin}" marR="{margin}" marT="0" marB="0" anchor="ctr"{upright}>{ends}'
        f"{solid_xml(fill) if fill else '<a:noFill/>'}</a:tcPr></a:tc>"
    )
    fresh = etree.fromstring(xml.encode())
    for held in list(cell):
        cell.remove(held)
    for part in fresh:
        cell.append(part)
