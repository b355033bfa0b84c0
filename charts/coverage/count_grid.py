"""A table of counts drawn as a grid of shades, with its sums apart from it."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from charts.figure import axis, base
from charts.palette import Palette
from charts.shades import LABEL, SMALL, shade_key, steps_of
from charts.words import count
from languages import gettext as _


def count_grid(
    counts: Sequence[Sequence[int]],
    customdata: Sequence[Sequence[list[str]]],
    row_names: Sequence[str],
    column_names: Sequence[str],
    *,
    palette: Palette,
    height: int,
    margin: Mapping[str, int],
    column_angle: int,
    heads: tuple[str, str],
    row_sums: Sequence[int] | None,
    column_sums: Sequence[int] | None,
    outlined: Sequence[tuple[int, int]] = (),
) -> go.Figure:
    """A grid of shaded counts, zeros as dots, sums in a last column and row apart from the grid.

    `row_names` and `column_names` are Plotly text; `customdata` has the hover text last.
    """
    rows, columns = len(counts), len(counts[0])
    steps = steps_of(max(max(row) for row in counts), palette)
    room = (height - margin["t"] - margin["b"]) / (rows + (1.2 if column_sums is not None else 0))
    size = min(LABEL, max(int(room) - 3, 1))
    cells: dict[str, list[Any]] = {"x": [], "y": [], "text": [], "color": []}

    def write(x: float, y: float, text: str, colour: str) -> None:
        for name, value in zip(cells, (x, y, text, colour), strict=True):
            cells[name].append(value)

    for y, row in enumerate(counts):
        for x, number in enumerate(row):
            if number:
                write(x, y, count(number), steps.texts[steps.at(number)])
            else:
                write(x, y, "·", palette.muted_text)
    for y, number in enumerate(row_sums or ()):
        write(columns + 0.1, y, f"<b>{count(number)}</b>", palette.text)
    for x, number in enumerate(column_sums or ()):
        write(x, rows + 0.1, f"<b>{count(number)}</b>", palette.text)
    if row_sums is not None and column_sums is not None:
        write(columns + 0.1, rows + 0.1, f"<b>{count(sum(row_sums))}</b>", palette.text)
    shades = max(len(steps.fills), 1)
    fills = steps.fills or (palette.ground,)
    data: list[dict[str, Any]] = [
        {
            "type": "heatmap",
            "z": [[steps.at(number) if number else None for number in row] for row in counts],
            "zmin": -0.5,
            "zmax": shades - 0.5,
            "colorscale": [[edge, fill] for at, fill in enumerate(fills) for edge in (at / shades, (at + 1) / shades)],
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hoverongaps": True,
            "customdata": [list(row) for row in customdata],
            "hovertemplate": f"%{{customdata[{len(customdata[0][0]) - 1}]}}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "text",
            "x": cells["x"],
            "y": cells["y"],
            "text": cells["text"],
            "textfont": {"size": size, "color": cells["color"]},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    if outlined:
        x_line: list[float | None] = []
        y_line: list[float | None] = []
        for y, x in outlined:
            x_line += [x - 0.47, x + 0.47, x + 0.47, x - 0.47, x - 0.47, None]
            y_line += [y - 0.45, y - 0.45, y + 0.45, y + 0.45, y - 0.45, None]
        line = {"color": palette.muted_text, "width": 1.5, "dash": "dot"}
        data.append({"type": "scatter", "mode": "lines", "x": x_line, "y": y_line, "line": line, "hoverinfo": "skip"})
    names = {"size": size, "color": palette.text}
    x_text, y_text = list(column_names), list(row_names)
    x_at: list[float] = list(range(columns))
    y_at: list[float] = list(range(rows))
    if row_sums is not None:
        x_text.append(f"<b>{_('Sum')}</b>")
        x_at.append(columns + 0.1)
    if column_sums is not None:
        y_text.append(f"<b>{_('Sum')}</b>")
        y_at.append(rows + 0.1)
    head = {
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": SMALL + 1, "color": palette.muted_text},
    }
    layout = base(
        palette,
        height,
        margin=margin,
        xaxis=axis(
            palette,
            side="top",
            range=[-0.5, columns + (0.6 if row_sums is not None else -0.5)],
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=x_at,
            ticktext=x_text,
            tickangle=column_angle,
            tickfont=names,
        ),
        yaxis=axis(
            palette,
            range=[rows + (0.6 if column_sums is not None else -0.5), -0.5],
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=y_at,
            ticktext=y_text,
            tickfont=names,
        ),
        annotations=[
            head
            | {
                "x": 0,
                "xanchor": "right",
                "xshift": -6,
                "y": 1,
                "yanchor": "bottom",
                "align": "right",
                "text": heads[0],
            },
            head
            | {"x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "yshift": margin["t"] - 20, "text": heads[1]},
            *shade_key(_("Exchanges"), steps, _("· none"), palette.grid, palette),
        ],
    )
    return go.Figure({"data": data, "layout": layout})
