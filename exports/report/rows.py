"""Tables of rows on paper: nothing is cut, long cells run over several lines, more columns than fit go on below."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, LongTable, Spacer, TableStyle

from charts import codes
from charts.measures import MEASURES, label
from charts.palette import LIGHT
from charts.words import count, eur
from exports.report import typeface
from exports.report.paper import Paper, paragraph, styles
from exports.tables import rows_of
from languages import pgettext
from languages.formats import decimal, table_day

GAP = 6.0
# A column is as wide as its longest cell. Where the page is too narrow for all, cells of the widest take more lines, as long
# as such a column keeps this share of the page; else some columns go on below.
NARROWEST, WIDEST = 0.2, 0.34
FIGURES = ("count", "eur", "km", "days", "share", "score")


def said(field: str, value: Any) -> str:
    """A cell in the words of a statement: money with cents, dates as tables write them, nothing for what is missing."""
    measure = MEASURES.get(field)
    kind = measure.kind if measure else "text"
    if value is None:
        return ""
    if kind == "eur" and isinstance(value, Decimal | int):
        return eur(value, cents=True)
    if kind == "month" and isinstance(value, date):
        return value.isoformat()[:7]
    if kind == "share" and isinstance(value, Decimal | int | float):
        return f"{decimal(Decimal(value), 1)} %"
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    # Counts with gaps in their column come as decimals.
    if isinstance(value, int) or (kind in ("count", "days") and isinstance(value, float) and value.is_integer()):
        return count(int(value))
    if isinstance(value, float):
        return decimal(Decimal(value), 1)
    return table_day(value) if isinstance(value, date) else codes.said(str(value), field)


def table(frame: pd.DataFrame, paper: Paper, bold_last: bool = False) -> list[Flowable]:
    """The rows as one table, or as several below each other that each start with the first column. bold_last: the last row
    is a total."""
    if not len(frame.columns):
        return []
    style = styles(paper)
    fields = list(frame.columns)
    cells = [[said(field, value) for field, value in zip(fields, row, strict=True)] for row in rows_of(frame)]
    heads = [label(field) for field in fields]
    size = style["cell"].fontSize
    natural = [_wide([heads[at], *(row[at] for row in cells)], size) for at in range(len(fields))]
    wide = squeezed(natural, paper.width)
    parts = [_part(block, fields, heads, cells, wide, paper, bold_last) for block in blocks(wide, paper.width)]
    return [part for one in parts for part in (Spacer(0, size), one)][1:]


def _wide(texts: Sequence[str], size: float) -> float:
    """Room for the longest line of a column, set bold, and the gap to the next."""
    longest = max((typeface.width(line, size, True) for text in texts for line in text.split("\n")), default=0.0)
    return longest + GAP + 0.5


def squeezed(natural: Sequence[float], room: float) -> list[float]:
    """Widths of columns that fit beside each other, the widest ones squeezed alike; where they would become too narrow for
    that, none is wider than WIDEST of the room."""
    left = room
    for at, width in enumerate(sorted(natural)):
        share = left / (len(natural) - at)
        if width > share:
            most = share if share >= room * NARROWEST else room * WIDEST
            return [min(one, most) for one in natural]
        left -= width
    return list(natural)


def blocks(wide: Sequence[float], room: float) -> list[list[int]]:
    """Columns that stand beside each other; each block but the first begins with the first column again."""
    found: list[list[int]] = [[0]]
    left = room - wide[0]
    for at in range(1, len(wide)):
        if wide[at] > left:
            found.append([0])
            left = room - wide[0]
        found[-1].append(at)
        left -= wide[at]
    return found


def _part(
    block: Sequence[int],
    fields: Sequence[str],
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    wide: Sequence[float],
    paper: Paper,
    bold_last: bool,
) -> LongTable:
    style = styles(paper)
    figures = [_is_figure(field) for field in fields]
    lines = [[paragraph(heads[at], style["head of figures" if figures[at] else "head"]) for at in block]]
    for number, row in enumerate(cells, start=1):
        is_total = bold_last and number == len(cells)
        names = [
            ("head of figures" if is_total else "figure") if figures[at] else "head" if is_total else "cell"
            for at in block
        ]
        lines.append([paragraph(row[at], style[name]) for at, name in zip(block, names, strict=True)])
    rule = HexColor(LIGHT.grid)
    look: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), typeface.font()),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(LIGHT.text)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, rule),
    ]
    if bold_last:
        look.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, HexColor(LIGHT.text)))
    return LongTable(
        lines, colWidths=[wide[at] for at in block], repeatRows=1, hAlign="LEFT", splitInRow=1, style=TableStyle(look)
    )


def _is_figure(field: str) -> bool:
    measure = MEASURES.get(field)
    return measure is not None and measure.kind in FIGURES
