"""The balance as a figure: each node's net, and beside it the largest pairs whose exchanges go one way only."""

from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from charts.balance import words
from charts.balance.pairs import net_of_nodes, pair_balance
from charts.balance.words import net_words, signed
from charts.chart import Chart
from charts.coverage.taking_part import NARROW_WIDTH, nothing_to_draw
from charts.figure import ROW_HEIGHT_MOST, axis, base, html_text, row_font_size, rows_axis, text_width
from charts.matrix.words import Level, none_in_register
from charts.names import brief
from charts.palette import Palette
from charts.words import count
from languages import gettext as _
from languages import ngettext

Order = Literal["size", "net"]

_TOP, _BOTTOM = 34, 10
_PAIR_HEIGHT = 26
_PAIR_TYPE = 13
_NAME = 20
_PAIR_NAME = 15
# Of the plot's width: where the columns of the nodes' bars stand, one or two of them, and where the pairs' bars start.
_ONE_COLUMN = ((0.0, 0.44),)
_TWO_COLUMNS = ((0.0, 0.22), (0.36, 0.58))
_PAIRS_START = 0.82
# Rows lower than this, in pixels, go into two columns.
_LOWEST_ROW = 11
_BARE = {"showgrid": False, "showticklabels": False, "automargin": False}


@dataclass
class _Part:
    """A part of the figure: its traces, axes and headings, and the left margin that it needs."""

    data: list[dict[str, Any]] = field(default_factory=list)
    axes: dict[str, Any] = field(default_factory=dict)
    heads: list[dict[str, Any]] = field(default_factory=list)
    left: int = 0


def _net_bars(nodes: pd.DataFrame, palette: Palette, axes: dict[str, str]) -> dict[str, Any]:
    """A bar per node; `customdata` [id, hover text]."""
    return axes | {
        "type": "bar",
        "orientation": "h",
        "x": nodes["net"].tolist(),
        "y": list(range(len(nodes))),
        "marker": {
            "color": [palette.accent if net < 0 else palette.blue for net in nodes["net"]],
            "line": {"width": 0},
        },
        "customdata": [
            [node, f"{html_text(name, 60)}<br>{net_words(out, back, net)}"]
            for node, name, out, back, net in nodes[["id", "name", "visiting", "hosting", "net"]].itertuples(
                index=False
            )
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _net_values(nodes: pd.DataFrame, palette: Palette, size: int, axes: dict[str, str]) -> list[dict[str, Any]]:
    """The net written at the end of its bar, on either side of zero."""
    traces = []
    nets = [int(net) for net in nodes["net"]]
    for place, is_below in (("middle right", False), ("middle left", True)):
        at = [row for row, net in enumerate(nets) if (net < 0) == is_below]
        traces.append(
            axes
            | {
                "type": "scatter",
                "mode": "text",
                "x": [nets[row] for row in at],
                "y": at,
                # The spaces keep the number off the end of its bar.
                "text": [f"\u00a0{signed(nets[row])}\u00a0" for row in at],
                "textposition": place,
                "textfont": {"size": size, "color": palette.text},
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return traces


def _pair_bars(pairs: pd.DataFrame, palette: Palette) -> dict[str, Any]:
    """A bar per pair; `customdata` [visiting_id, host_id, hover text]."""
    columns = pairs[["visiting_id", "host_id", "visiting_name", "host_name", "exchanges"]]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "yaxis": "y2",
        "x": pairs["exchanges"].tolist(),
        "y": list(range(len(pairs))),
        "marker": {"color": palette.blue, "line": {"width": 0}},
        "text": [count(number) for number in pairs["exchanges"]],
        "textposition": "outside",
        "textfont": {"size": _PAIR_TYPE, "color": palette.text},
        "cliponaxis": False,
        "customdata": [
            [
                visiting,
                host,
                ngettext(
                    "{start} to {end}: {number} exchange, none the other way",
                    "{start} to {end}: {number} exchanges, none the other way",
                    number,
                    start=html_text(from_name, 60),
                    end=html_text(to_name, 60),
                ),
            ]
            for visiting, host, from_name, to_name, number in columns.itertuples(index=False)
        ],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
    }


def _head(text: str, x: float, palette: Palette, ref: str, anchor: str, shift: int) -> dict[str, Any]:
    return {
        "text": text,
        "xref": ref,
        "x": x,
        "xanchor": anchor,
        "xshift": shift,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": _PAIR_TYPE, "color": palette.muted_text},
    }


def _net_columns(nodes: pd.DataFrame, palette: Palette, pixels: int) -> _Part:
    """The bars of the nodes in one column, or in two where the rows would be low; and the left margin they need."""
    places = _TWO_COLUMNS if pixels / len(nodes) < _LOWEST_ROW else _ONE_COLUMN
    rows = -(-len(nodes) // len(places))
    size = row_font_size(rows, pixels)
    left = text_width([brief(name, _NAME) for name in nodes["name"]], size) + 14
    most = max(int(nodes["net"].abs().max()), 1)
    half = (NARROW_WIDTH - left) * (places[0][1] - places[0][0]) / 2
    reach = most / (1 - min((text_width([signed(-most)], size) + 8) / half, 0.6))
    part = _Part(left=left)
    for at, (start, end) in enumerate(places):
        number = "3" if at else ""
        held = nodes.iloc[at * rows : (at + 1) * rows]
        on = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        part.data += [_net_bars(held, palette, on), *_net_values(held, palette, size, on)]
        part.axes[f"xaxis{number}"] = axis(
            palette,
            **_BARE,
            domain=[start, end],
            range=[-reach, reach],
            zeroline=True,
            zerolinecolor=palette.grey,
            zerolinewidth=1,
            anchor=f"y{number}",
        )
        part.axes[f"yaxis{number}"] = rows_axis(
            palette,
            [brief(name, _NAME) for name in held["name"]],
            pixels,
            automargin=False,
            anchor=f"x{number}",
            # Rows of one height in both columns, whose last one may be shorter.
            range=[max(rows, pixels / ROW_HEIGHT_MOST) - 0.5, -0.5],
            tickfont={"size": size},
        )
        part.heads += [
            _head(_("◀ Hosts more"), 0, palette, f"x{number}", "right", -8),
            _head(_("Visits more ▶"), 0, palette, f"x{number}", "left", 8),
        ]
    return part


def _one_way(pairs: pd.DataFrame, palette: Palette, pixels: int) -> _Part:
    """The largest pairs that go one way, as many as there is room for, under how many there are."""
    room = max(pixels // _PAIR_HEIGHT, 1)
    listed = pairs.head(room)
    names = [
        f"{brief(start, _PAIR_NAME)} → {brief(end, _PAIR_NAME)}"
        for start, end in zip(listed["visiting_name"], listed["host_name"], strict=True)
    ]
    if len(listed) < len(pairs):
        head = ngettext(
            "{number} pair one way only, the largest {shown}",
            "{number} pairs one way only, the largest {shown}",
            len(pairs),
            shown=count(len(listed)),
        )
    else:
        head = ngettext("{number} pair one way only", "{number} pairs one way only", len(pairs))
    part = _Part(heads=[_head(head, 1, palette, "paper", "right", 0)])
    if listed.empty:
        return part
    longest = int(listed["exchanges"].max())
    part.data.append(_pair_bars(listed, palette))
    part.axes["xaxis2"] = axis(palette, **_BARE, domain=[_PAIRS_START, 1], range=[0, longest * 1.25], anchor="y2")
    part.axes["yaxis2"] = rows_axis(
        palette,
        names,
        pixels,
        2 * _PAIR_NAME + 3,
        automargin=False,
        anchor="x2",
        range=[room - 0.5, -0.5],
        tickfont={"size": _PAIR_TYPE},
    )
    return part


def balance_chart(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    level: Level,
    order: Order = "size",
    palette: Palette,
    height: int,
) -> Chart:
    """Visited minus hosted per node, and the largest pairs whose exchanges all go one way.

    links: visiting_id, host_id, exchanges, one row per directed pair that has an exchange. nodes: id, short_name in their
    fixed order ("size"); "net" puts those that visit most beyond what they host on top. Bars of nodes carry
    `customdata` [id, hover text], bars of pairs [visiting_id, host_id, hover text]. The table is that of
    `net_of_nodes`; `pair_balance` and `one_way_pairs` give the pairs. Raises ValueError for a link of an unknown node.
    """
    table = net_of_nodes(links, nodes)
    if table.empty:
        return nothing_to_draw("balance", none_in_register(level), table, palette, height)
    pairs = pair_balance(links, nodes)
    shown = table.sort_values("net", ascending=False, kind="stable", ignore_index=True) if order == "net" else table
    pixels = height - _TOP - _BOTTOM
    nets = _net_columns(shown, palette, pixels)
    one_way = _one_way(pairs[pairs["is_one_way"].astype(bool)], palette, pixels)
    layout = base(
        palette,
        height,
        margin={"l": nets.left, "r": 12, "t": _TOP, "b": _BOTTOM},
        bargap=0.3,
        annotations=[*nets.heads, *one_way.heads],
        **nets.axes,
        **one_way.axes,
    )
    figure = go.Figure({"data": [*nets.data, *one_way.data], "layout": layout})
    finding, alt = words.finding(table, pairs, level), words.alt(table, pairs, level)
    return Chart("balance", finding, alt, figure, table, ("visiting", "hosting", "net"), words.note(level))
