"""Who visits whom, as a Sankey: visiting side left, host side right, always in the same order.

Plotly writes a Sankey's labels into the picture, over the links. Here the nodes are placed by this module, and the
labels are annotations beside them. That works because Plotly keeps the height it gives a node (its exchanges times the
pixels per exchange, which `node.pad` decides) and takes the node's centre from `node.x` and `node.y`; the labels use
the same numbers. Only heights are in pixels: the figure may be drawn at any width.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import base, html_text
from charts.palette import Palette
from charts.words import NARROW_SPACE, count, listing, plural, share

Side = Literal["visiting", "host", "either"]

# An empty id names no node of the register, so it cannot be taken for one.
OTHER_ID = ""
OTHER_NAME = "Other"

MANY = {"country": "countries", "partnership": "partnerships", "cluster": "clusters"}

_LINK_COLUMNS = ["visiting_id", "visiting_name", "host_id", "host_name", "exchanges", "working_days", "lump_sum_eur"]
_TABLE_COLUMNS = ["visiting_name", "host_name", "exchanges", "share_pct", "working_days", "lump_sum_eur"]
_THICKNESS = 14
_LABEL_SIZE = 13
_LABEL_LINE = 17.0
_LABEL_DISTANCE = 7
_LABEL_CHARACTERS = 28
_SMALLEST_GAP = 4.0
_WIDEST_SPREAD = 24.0
_TOP, _BOTTOM = 40, 16
# A handful of exchanges takes no more than this, from the top; else a single one would fill the figure.
_HIGHEST_EXCHANGE = 16.0
# d3-sankey gives the gaps of a column two thirds of the height at most; beyond that `node.pad` is not obeyed.
_GAP_SHARE = 0.6
# As many names as one reads at a glance: more than these are not called out as "half of the exchanges".
_MOST_NAMED = 4
_NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four"}


def shortened(name: object, most: int) -> str:
    """A name for running text, not escaped: control characters become spaces, beyond `most` characters comes "…"."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in str(name))
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


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


def see_through(colour: str, opacity: float) -> str:
    """`#rrggbb` as an `rgba()` colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


@dataclass(frozen=True)
class _Link:
    """The sums of one ordered pair of nodes."""

    visiting_id: str
    host_id: str
    exchanges: int
    working_days: int
    lump_sum_eur: Decimal


def _whole(number: Any) -> int:
    return 0 if pd.isna(number) else int(number)


def _amount(money: Any) -> Decimal:
    return Decimal(0) if pd.isna(money) else Decimal(money)


def _read(links: pd.DataFrame) -> list[_Link]:
    columns = (links[name] for name in ("visiting_id", "host_id", "exchanges", "working_days", "lump_sum_eur"))
    return [
        _Link(str(visiting), str(host), _whole(exchanges), _whole(days), _amount(money))
        for visiting, host, exchanges, days, money in zip(*columns, strict=True)
    ]


def _names(links: pd.DataFrame, nodes: pd.DataFrame) -> dict[str, str]:
    """Name per id in node order; a node that only `links` knows comes last under the name it has there."""
    names = {str(node): str(name) for node, name in zip(nodes["id"], nodes["name"], strict=True)}
    for side in ("visiting", "host"):
        for node, name in zip(links[f"{side}_id"], links[f"{side}_name"], strict=True):
            names.setdefault(str(node), str(name))
    return names


def _totals(links: Sequence[_Link], side: Literal["visiting", "host"]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for link in links:
        node = link.visiting_id if side == "visiting" else link.host_id
        totals[node] = totals.get(node, 0) + link.exchanges
    return totals


def _kept(totals: dict[str, int], order: dict[str, int], top: int, first: frozenset[str]) -> set[str]:
    ranked = sorted(totals, key=lambda node: (node not in first, -totals[node], order[node]))
    return set(ranked[: max(top, 0)])


def _fold(
    links: Sequence[_Link], order: dict[str, int], top: int, first_visiting: frozenset[str], first_host: frozenset[str]
) -> list[_Link]:
    kept_visiting = _kept(_totals(links, "visiting"), order, top, first_visiting)
    kept_host = _kept(_totals(links, "host"), order, top, first_host)
    folded: dict[tuple[str, str], _Link] = {}
    for link in links:
        pair = (
            link.visiting_id if link.visiting_id in kept_visiting else OTHER_ID,
            link.host_id if link.host_id in kept_host else OTHER_ID,
        )
        before = folded.get(pair, _Link(*pair, 0, 0, Decimal(0)))
        folded[pair] = _Link(
            *pair,
            before.exchanges + link.exchanges,
            before.working_days + link.working_days,
            before.lump_sum_eur + link.lump_sum_eur,
        )
    last = len(order)
    return sorted(folded.values(), key=lambda link: (order.get(link.visiting_id, last), order.get(link.host_id, last)))


def fold(links: pd.DataFrame, nodes: pd.DataFrame, top: int) -> pd.DataFrame:
    """The links with the `top` largest nodes of each side kept and all others of a side summed as one "Other".

    Grain: one row per ordered pair of what is left, with the columns of `links`, in the order of `nodes`, "Other"
    (id `OTHER_ID`) last. Largest is by exchanges on that side, equal ones in node order. Exchanges, working days and
    money (Decimal, EUR) are summed exactly; missing values count as zero.
    """
    names = _names(links, nodes)
    order = {node: at for at, node in enumerate(names)}
    names[OTHER_ID] = OTHER_NAME
    rows = [
        (
            link.visiting_id,
            names[link.visiting_id],
            link.host_id,
            names[link.host_id],
            link.exchanges,
            link.working_days,
            link.lump_sum_eur,
        )
        for link in _fold(_read(links), order, top, frozenset(), frozenset())
    ]
    return pd.DataFrame(rows, columns=_LINK_COLUMNS)


@dataclass(frozen=True)
class Band:
    """A node's place in its column, in pixels from the top of the plot."""

    top: float
    height: float

    @property
    def centre(self) -> float:
        return self.top + self.height / 2


def _gaps(values: Sequence[int], scale: float, line: float) -> list[float]:
    """The least gap below each node but the last, so that the labels at two centres are a line apart."""
    return [max(min(_SMALLEST_GAP, line), line - scale * (above + below) / 2) for above, below in pairwise(values)]


def place(visiting: Sequence[int], host: Sequence[int], plot_height: float) -> tuple[list[Band], list[Band], float]:
    """Where the nodes of both columns go, and the `node.pad` under which Plotly draws them as high.

    The values are exchanges, both columns with the same sum above zero. The pixels per exchange are as many as fit
    with the labels of both columns a line apart; a column with room left is spread a little and centred.
    """
    longest = max(len(visiting), len(host))
    line = min(_LABEL_LINE, _GAP_SHARE * plot_height / max(longest - 1, 1))
    low, high = 0.0, plot_height / sum(visiting)

    def fits(scale: float) -> bool:
        return all(scale * sum(column) + sum(_gaps(column, scale, line)) <= plot_height for column in (visiting, host))

    if fits(high):
        low = high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    scale = low

    def column(values: Sequence[int]) -> list[Band]:
        gaps = _gaps(values, scale, line)
        room = plot_height - scale * sum(values) - sum(gaps)
        spread = min(room / len(gaps), _WIDEST_SPREAD) if gaps else 0.0
        y = (room - spread * len(gaps)) / 2
        bands = []
        for value, gap in zip(values, [*gaps, 0.0], strict=True):
            bands.append(Band(y, scale * value))
            y += scale * value + gap + spread
        return bands

    pad = (plot_height - scale * sum(visiting)) / (longest - 1) if longest > 1 else 0.0
    return column(visiting), column(host), max(pad, 0.0)


def _labelled(bands: Sequence[Band], values: Sequence[int]) -> set[int]:
    """The nodes whose labels find room, the largest ones first: all of them unless there are very many."""
    shown: set[int] = set()
    for at in sorted(range(len(bands)), key=lambda at: (-values[at], at)):
        if all(abs(bands[at].centre - bands[other].centre) >= _LABEL_LINE - 0.5 for other in shown):
            shown.add(at)
    return shown


def _half(links: Sequence[_Link], names: dict[str, str], level: str) -> tuple[frozenset[str], str]:
    """The fewest visiting nodes that start half of the exchanges, and the sentence that says so.

    Where more than a handful are needed, the largest one, or those that share its place.
    """
    totals = _totals(links, "visiting")
    total = sum(totals.values())
    position = {node: at for at, node in enumerate(names)}
    ranked = sorted(totals, key=lambda node: (-totals[node], position[node]))
    if total == 1:
        link = next(link for link in links if link.exchanges)
        sentence = f"The one exchange goes from {names[link.visiting_id]} to {names[link.host_id]}"
        return frozenset({link.visiting_id}), sentence
    everything = f"the {count(total)} exchanges"
    if len(ranked) == 1:
        return frozenset(ranked), f"All {count(total)} exchanges start from {names[ranked[0]]}"
    reached, fewest = 0, 0
    while 2 * reached < total:
        reached += totals[ranked[fewest]]
        fewest += 1
    if fewest <= _MOST_NAMED and fewest < len(ranked):
        named = listing([names[node] for node in ranked[:fewest]], _MOST_NAMED)
        part = "Half" if 2 * reached == total else "More than half"
        what = f"{_NUMBER_WORDS[fewest]} {MANY[level]}: {named}" if fewest > 1 else named
        return frozenset(ranked[:fewest]), f"{part} of {everything} ({count(reached)}) start from {what}"
    largest = [node for node in ranked if totals[node] == totals[ranked[0]]]
    where = f"{everything} start from {plural(len(ranked), level, MANY[level])}".capitalize()
    each = count(totals[ranked[0]])
    if len(largest) > _MOST_NAMED:
        return frozenset(), f"{where}; the largest of them start {each} each"
    named = listing([names[node] for node in largest], _MOST_NAMED)
    verb = f"starts the most, {each}" if len(largest) == 1 else f"start the most, {each} each"
    return frozenset(largest), f"{where}; {named} {verb}"


def _picked(links: Sequence[_Link], names: dict[str, str], chosen: frozenset[str], side: Side, level: str) -> str:
    """What the highlighted nodes take part in, as a sentence."""
    total = sum(link.exchanges for link in links)
    part = sum(link.exchanges for link in links if _touches(link, chosen, side))
    known = [name for node, name in names.items() if node in chosen]
    who = f"The {count(len(known))} highlighted {MANY[level]}" if len(known) > _MOST_NAMED else listing(known, 4)
    one = len(known) == 1
    verb = {
        "visiting": "visits in" if one else "visit in",
        "host": "hosts" if one else "host",
        "either": "takes part in" if one else "take part in",
    }[side]
    how_many = f"{count(part)} of the {plural(total, 'exchange')}" + (f" ({share(part, total)})" if part else "")
    return f"{who} {verb} {how_many}"


def _touches(link: _Link, chosen: frozenset[str], side: Side) -> bool:
    visits, hosts = link.visiting_id in chosen, link.host_id in chosen
    return visits if side == "visiting" else hosts if side == "host" else visits or hosts


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}{NARROW_SPACE}%"


def _table(links: pd.DataFrame) -> pd.DataFrame:
    table = links.reset_index(drop=True)
    exchanges = table["exchanges"].map(_whole)
    total = int(exchanges.sum())
    shares = [100 * number / total if total else 0.0 for number in exchanges]
    table = table.assign(exchanges=exchanges.astype("int64"), share_pct=pd.Series(shares, dtype="float64"))
    ordered = table.sort_values(["exchanges", "visiting_name", "host_name"], ascending=[False, True, True])
    return ordered[_TABLE_COLUMNS].reset_index(drop=True)


def _note(
    links: Sequence[_Link], drawn: Sequence[_Link], names: dict[str, str], blue: frozenset[str], side: Side, level: str
) -> str:
    """What is drawn one by one, what "Other" holds, what stays inside one node, and what blue means."""
    total = sum(link.exchanges for link in links)
    visiting, host = _totals(links, "visiting"), _totals(links, "host")
    drawn_visiting, drawn_host = _totals(drawn, "visiting"), _totals(drawn, "host")
    hidden_visiting = len(visiting) - len(drawn_visiting.keys() - {OTHER_ID})
    hidden_host = len(host) - len(drawn_host.keys() - {OTHER_ID})
    inside = sum(link.exchanges for link in links if link.visiting_id == link.host_id)
    sentences = []
    if hidden_visiting or hidden_host:
        held = sum(link.exchanges for link in drawn if OTHER_ID in (link.visiting_id, link.host_id))
        sentences.append(
            f"Drawn one by one: {count(len(visiting) - hidden_visiting)} visiting and "
            f"{plural(len(host) - hidden_host, 'host ' + level, 'host ' + MANY[level])}; "
            f"“{OTHER_NAME}” holds {count(hidden_visiting)} visiting and "
            f"{plural(hidden_host, 'host ' + level, 'host ' + MANY[level])} with {plural(held, 'exchange')}."
        )
    picture = (
        "The one exchange is in the picture"
        if total == 1
        else f"Every one of the {count(total)} exchanges is in the picture"
    )
    stay = "stays" if inside == 1 else "stay"
    sentences.append(f"{picture}; {count(inside) if inside else 'none'} {stay} inside one {level}.")
    coloured = [name for node, name in names.items() if node in blue]
    if coloured:
        what = {"visiting": "that start from", "host": "hosted by", "either": "of"}[side]
        who = f"{count(len(coloured))} {MANY[level]}" if len(coloured) > _MOST_NAMED else listing(coloured, 4)
        sentences.append(f"Blue: the exchanges {what} {who}.")
    return " ".join(sentences)


def _alt(links: Sequence[_Link], names: dict[str, str], level: str) -> str:
    total = sum(link.exchanges for link in links)
    visiting, host = _totals(links, "visiting"), _totals(links, "host")
    position = {node: at for at, node in enumerate(names)}
    largest = min(links, key=lambda link: (-link.exchanges, position[link.visiting_id], position[link.host_id]))
    most_host = min(host, key=lambda node: (-host[node], position[node]))
    most_visiting = min(visiting, key=lambda node: (-visiting[node], position[node]))
    return (
        f"Flow diagram of {plural(total, 'exchange')} from {count(len(visiting))} visiting to "
        f"{plural(len(host), 'host ' + level, 'host ' + MANY[level])}. "
        f"{names[most_visiting]} visits most ({count(visiting[most_visiting])}), "
        f"{names[most_host]} hosts most ({count(host[most_host])}). "
        f"The largest link is {names[largest.visiting_id]} to {names[largest.host_id]} with {count(largest.exchanges)}."
    )


def _empty(links: pd.DataFrame, palette: Palette, height: int, level: str) -> Chart:
    finding = f"No exchanges between {MANY[level]} in this view"
    message = {
        "text": finding,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "font": {"color": palette.muted_text},
    }
    hidden = {"visible": False, "fixedrange": True}
    figure = go.Figure({"data": [], "layout": base(palette, height, annotations=[message], xaxis=hidden, yaxis=hidden)})
    return Chart(f"flow_sankey_{level}", finding, f"{finding}.", figure, _table(links), ("exchanges",))


@dataclass(frozen=True)
class _Column:
    """One side of the figure: its nodes from top to bottom with exchanges, places, hover texts and colours."""

    side: Literal["visiting", "host"]
    ids: list[str]
    values: list[int]
    bands: list[Band]
    hovers: list[str]
    colours: list[str]

    @property
    def is_left(self) -> bool:
        return self.side == "visiting"


def _node_hover(column_side: str, value: int, total: int, brief: str, full: str) -> str:
    name = html_text(brief, 80) if brief == full else f"{html_text(brief, 80)}<br>{html_text(full, 90)}"
    share_of_all = f"{_per_cent(value, total)} of {count(total)}"
    return f"{name}<br>{plural(value, 'exchange')} as {column_side} side, {share_of_all}"


def _trace(
    left: _Column,
    right: _Column,
    drawn: Sequence[_Link],
    link_colours: Sequence[str],
    words: dict[str, str],
    *,
    pad: float,
    height: float,
    part: float,
) -> dict[str, Any]:
    """The nodes and links as Plotly wants them, the nodes at the places that the labels use.

    They take `height` pixels, the upper `part` of the plot.
    """
    total = sum(left.values)
    source = {node: at for at, node in enumerate(left.ids)}
    target = {node: at + len(left.ids) for at, node in enumerate(right.ids)}
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"x": [0, 1], "y": [1 - part, 1]},
        "node": {
            "sort": "input",
            "pad": pad,
            "thickness": _THICKNESS,
            "label": [""] * (len(left.ids) + len(right.ids)),
            # Plotly reads a coordinate of exactly zero as none given.
            "x": [1e-6] * len(left.ids) + [1.0] * len(right.ids),
            "y": [band.centre / height for band in (*left.bands, *right.bands)],
            "color": [*left.colours, *right.colours],
            "line": {"width": 0},
            "customdata": [
                [node, column.side, hover]
                for column in (left, right)
                for node, hover in zip(column.ids, column.hovers, strict=True)
            ],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
        "link": {
            "source": [source[link.visiting_id] for link in drawn],
            "target": [target[link.host_id] for link in drawn],
            "value": [link.exchanges for link in drawn],
            "color": list(link_colours),
            "customdata": [
                [
                    link.visiting_id,
                    link.host_id,
                    f"{html_text(words[link.visiting_id])} to {html_text(words[link.host_id])}: "
                    f"{plural(link.exchanges, 'exchange')}, {_per_cent(link.exchanges, total)} of {count(total)}",
                ]
                for link in drawn
            ],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
    }


def _labels(
    column: _Column, words: dict[str, str], level: str, plot_height: float, palette: Palette
) -> tuple[list[dict[str, Any]], int]:
    """The annotations beside the nodes of a column, its heading last, and the margin in pixels that they need."""
    beside = _THICKNESS / 2 + _LABEL_DISTANCE
    common = {
        "xref": "paper",
        "yref": "paper",
        "x": 0 if column.is_left else 1,
        "xanchor": "right" if column.is_left else "left",
        "xshift": -beside if column.is_left else beside,
        "yanchor": "middle",
        "align": "right" if column.is_left else "left",
        "showarrow": False,
        "borderpad": 0,
    }
    heading = f"{'Visiting' if column.is_left else 'Host'} {level}"
    widest = text_width(heading, _LABEL_SIZE)
    labels = []
    for row in sorted(_labelled(column.bands, column.values)):
        node, number = column.ids[row], count(column.values[row])
        name = shortened(words[node], _LABEL_CHARACTERS)
        widest = max(widest, text_width(f"{name} {number}", _LABEL_SIZE))
        labels.append(
            common
            | {
                "y": 1 - column.bands[row].centre / plot_height,
                "text": f"{html_text(name)} <b>{number}</b>",
                "hovertext": column.hovers[row],
                "font": {"size": _LABEL_SIZE, "color": palette.muted_text if node == OTHER_ID else palette.text},
            }
        )
    head = common | {
        "y": 1,
        "yanchor": "bottom",
        "yshift": _LABEL_LINE / 2 + 4,
        "text": heading,
        "font": {"size": _LABEL_SIZE, "color": palette.muted_text},
    }
    return [*labels, head], round(beside + widest + 8)


def _link_colour(link: _Link, chosen: frozenset[str], side: Side, palette: Palette) -> str:
    if _touches(link, chosen, side):
        return see_through(palette.blue, 0.5)
    return see_through(palette.grey, 0.14 if OTHER_ID in (link.visiting_id, link.host_id) else 0.3)


def flow_sankey(
    links: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    top: int,
    highlight: frozenset[str] = frozenset(),
    side: Side = "either",
    level: str,
    palette: Palette,
    height: int = 600,
) -> Chart:
    """Who visits whom between countries, partnerships or clusters.

    links: one row per ordered pair with visiting_id, visiting_name, host_id, host_name, exchanges, working_days,
    lump_sum_eur. nodes: id, name, short_name, in the order in which they always stand. level: "country",
    "partnership" or "cluster", for the words only. The `top` largest nodes of each side are drawn, highlighted ones
    before others, and the rest is one "Other" per side. Blue are the links of `highlight` on the chosen `side`, or,
    without it, those that the finding speaks of.

    Nodes carry `customdata` [id, side, hover text] and links [visiting_id, host_id, hover text]; "Other" has the empty
    id. The table holds all links, not folded. Raises KeyError for another level and ValueError for a `top` under 1.
    """
    if top < 1:
        raise ValueError(f"at least one node a side is drawn, not {top}")
    many = MANY[level]
    read = [link for link in _read(links) if link.exchanges > 0]
    if not read:
        return _empty(links, palette, height, level)
    full = _names(links, nodes)
    brief = dict(full)
    if level != "country":
        brief |= {str(node): str(name) for node, name in zip(nodes["id"], nodes["short_name"], strict=True)}
    words = {node: shortened(name, 60) for node, name in brief.items()}
    order = {node: at for at, node in enumerate([*full, OTHER_ID])}

    chosen = highlight & full.keys()
    if chosen:
        finding = _picked(read, words, chosen, side, level)
    else:
        side = "visiting"
        chosen, finding = _half(read, words, level)
    none: frozenset[str] = frozenset()
    blue_of = {"visiting": none if side == "host" else chosen, "host": none if side == "visiting" else chosen}
    drawn = _fold(read, order, top, blue_of["visiting"], blue_of["host"])
    # Plotly paints later links above earlier ones.
    drawn.sort(key=lambda link: _touches(link, chosen, side))

    totals = {"visiting": _totals(drawn, "visiting"), "host": _totals(drawn, "host")}
    left_ids, right_ids = (sorted(totals[at], key=order.__getitem__) for at in ("visiting", "host"))
    plot_height = max(height - _TOP - _BOTTOM, 1)
    longest = max(len(left_ids), len(right_ids))
    total = sum(totals["visiting"].values())
    drawn_height = min(plot_height, _HIGHEST_EXCHANGE * total + _WIDEST_SPREAD * (longest - 1))
    left_values = [totals["visiting"][node] for node in left_ids]
    right_values = [totals["host"][node] for node in right_ids]
    left_bands, right_bands, pad = place(left_values, right_values, drawn_height)

    def column(at: Literal["visiting", "host"], ids: list[str], values: list[int], bands: list[Band]) -> _Column:
        folded = len(_totals(read, at).keys() - set(ids))
        other = f"{OTHER_NAME}: {plural(folded, level, many)}"
        hovers = [
            _node_hover(at, value, total, brief.get(node, other), full.get(node, other))
            for node, value in zip(ids, values, strict=True)
        ]
        colours = [
            palette.grey_soft if node == OTHER_ID else palette.blue if node in blue_of[at] else palette.grey
            for node in ids
        ]
        return _Column(at, ids, values, bands, hovers, colours)

    left = column("visiting", left_ids, left_values, left_bands)
    right = column("host", right_ids, right_values, right_bands)
    words[OTHER_ID] = OTHER_NAME
    trace = _trace(
        left,
        right,
        drawn,
        [_link_colour(link, chosen, side, palette) for link in drawn],
        words,
        pad=pad,
        height=drawn_height,
        part=drawn_height / plot_height,
    )
    left_labels, left_margin = _labels(left, words, level, plot_height, palette)
    right_labels, right_margin = _labels(right, words, level, plot_height, palette)
    margin = {"l": left_margin, "r": right_margin, "t": _TOP, "b": _BOTTOM}
    layout = base(palette, height, margin=margin, annotations=[*left_labels, *right_labels])
    blue = (blue_of["visiting"] & set(left_ids)) | (blue_of["host"] & set(right_ids))
    return Chart(
        name=f"flow_sankey_{level}",
        finding=finding,
        alt=_alt(read, words, level),
        figure=go.Figure({"data": [trace], "layout": layout}),
        table=_table(links),
        measures=("exchanges", "working_days", "lump_sum_eur"),
        note=_note(read, drawn, words, blue, side, level),
    )
