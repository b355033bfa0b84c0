"""What is covered and what is not: clusters, countries, pairs of partnerships, ecosystems.

Shades are the steps of the palette's ramp, one per range of counts, so that the text on each step has a known contrast.
Nothing is said by colour alone: counts are written in words or figures, and gaps are outlined.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import axis, base, html_text
from charts.palette import Palette, contrast
from charts.sankey import shortened, text_width
from charts.words import count, listing, plural, share

# The word of the data for a visiting partnership whose ecosystems no public source gives.
NOT_PUBLISHED = "Not published"

_TILES_A_ROW = 8
# The narrowest width that the pages give a wide chart; text is cut so that it fits there.
_NARROW_WIDTH = 1000
_SMALL = 11
_LABEL = 13
_READABLE_CONTRAST = 4.5


def text_on(fill: str, palette: Palette) -> str:
    """A text colour that reads on `fill`: the theme's own where it reaches 4.5:1, else black or white."""
    candidates = (palette.text, palette.ground, "#000000", "#ffffff")
    readable = (colour for colour in candidates if contrast(colour, fill) >= _READABLE_CONTRAST)
    return next(readable, max(candidates, key=lambda colour: contrast(colour, fill)))


@dataclass(frozen=True)
class _Steps:
    """Ranges of counts from 1 to the largest, one per shade; zero has no shade."""

    upper: tuple[int, ...]
    fills: tuple[str, ...]
    texts: tuple[str, ...]

    def at(self, number: int) -> int:
        """The step of a count above zero."""
        return next(at for at, most in enumerate(self.upper) if number <= most)

    def ranges(self) -> list[str]:
        """The counts of each step in words."""
        return [
            count(most) if below + 1 == most else f"{count(below + 1)} to {count(most)}"
            for below, most in pairwise((0, *self.upper))
        ]


def _steps(largest: int, palette: Palette) -> _Steps:
    """Up to as many ranges as the ramp has shades; fewer counts take shades spread over the ramp.

    The ranges widen with the square of the step: activity is heavy-tailed, and even ranges would leave all but a few
    counts in the palest shade.
    """
    shades = palette.ramp
    number = min(len(shades), max(largest, 0))
    upper: list[int] = []
    for step in range(1, number + 1):
        upper.append(max((upper[-1] if upper else 0) + 1, -(-largest * step**2 // number**2)))
    last = len(shades) - 1
    fills = tuple(shades[round(last * (at + 1) / number) if number < len(shades) else at] for at in range(number))
    return _Steps(tuple(upper), fills, tuple(text_on(fill, palette) for fill in fills))


def _names(values: Iterable[object], most: int = 60) -> list[str]:
    return [shortened(value, most) for value in values]


def _integers(column: pd.Series) -> list[int]:
    return [0 if pd.isna(number) else int(number) for number in column]


def _line(text: str, palette: Palette, x: float = 0.0, y: float = 0.0, shift: int = -8) -> dict[str, Any]:
    """Small text under the plot."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": shift,
        "align": "left",
        "showarrow": False,
        "font": {"size": _SMALL + 1, "color": palette.muted_text},
    }


def _key(
    title: str, steps: _Steps, none: str, none_border: str, palette: Palette, more: str = ""
) -> list[dict[str, Any]]:
    """What the shades mean, as a row of chips under the plot: nothing first, then each step with its range."""
    chips = [(none, palette.ground, palette.text, none_border)]
    chips += zip(steps.ranges(), steps.fills, steps.texts, [palette.grey] * len(steps.fills), strict=True)
    row = [_line(title, palette)]
    x = text_width(title, _SMALL + 1) + 10
    for text, fill, ink, border in chips:
        width = round(text_width(text, _SMALL)) + 10
        row.append(
            _line(text, palette)
            | {
                "xshift": x,
                "width": width,
                "align": "center",
                "bgcolor": fill,
                "bordercolor": border,
                "borderpad": 2,
                "font": {"size": _SMALL, "color": ink},
            }
        )
        x += width + 12
    return [*row, _line(more, palette) | {"xshift": x + 4}] if more else row


def _nothing(name: str, finding: str, table: pd.DataFrame, palette: Palette, height: int) -> Chart:
    hidden = {"visible": False, "fixedrange": True}
    message = _line(html_text(finding), palette, 0.5, 0.5, 0) | {"xanchor": "center", "yanchor": "middle"}
    layout = base(palette, height, annotations=[message], xaxis=hidden, yaxis=hidden)
    return Chart(
        name, finding, f"{finding}.", go.Figure({"data": [], "layout": layout}), table, ("visiting", "hosting")
    )


# The wall of clusters


def _absent(clusters: pd.DataFrame) -> pd.DataFrame:
    return clusters[[not (out or back) for out, back in zip(*_sides(clusters), strict=True)]]


def _sides(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    return _integers(rows["visiting"]), _integers(rows["hosting"])


def _absent_names(absent: pd.DataFrame) -> str:
    """Names of those absent, the ones known by name before placeholders, which are counted in brackets."""
    placeholders = absent["basis"] == "placeholder"
    named = listing(_names([*absent.loc[~placeholders, "short_name"], *absent.loc[placeholders, "short_name"]], 40))
    number = int(placeholders.sum())
    return named + (f" ({plural(number, 'placeholder')})" if number else "")


def _clusters_finding(clusters: pd.DataFrame) -> str:
    absent = _absent(clusters)
    total = len(clusters)
    if absent.empty:
        return f"All {plural(total, 'cluster')} took part" if total > 1 else "The one cluster took part"
    if len(absent) == total:
        return f"None of the {plural(total, 'cluster')} took part yet"
    took_part = f"{count(total - len(absent))} of {plural(total, 'cluster')} took part"
    return f"{took_part}; absent: {_absent_names(absent)}"


def _wall_table(clusters: pd.DataFrame) -> pd.DataFrame:
    """All clusters, those never active first, then those that miss one side, each from the least active up."""
    visiting, hosting = _sides(clusters)
    missing = [
        0 if not (out or back) else 1 if not (out and back) else 2 for out, back in zip(visiting, hosting, strict=True)
    ]
    both = [out + back for out, back in zip(visiting, hosting, strict=True)]
    table = clusters.assign(visiting=visiting, hosting=hosting, both=both)
    ranked = sorted(range(len(table)), key=lambda at: (missing[at], both[at], at))
    columns = [
        "short_name",
        "name",
        "acronym",
        "country_name",
        "role",
        "basis",
        "visiting",
        "hosting",
        "both",
        "cluster_id",
    ]
    return table.iloc[ranked][columns].reset_index(drop=True)


def _tile_places(partnerships: Sequence[str]) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """(row, column) of each tile, and the first row of each partnership; a long partnership goes on in a new row."""
    members: dict[str, int] = {}
    for partnership in partnerships:
        members[partnership] = members.get(partnership, 0) + 1
    first: dict[str, int] = {}
    row = 0
    for partnership, number in members.items():
        first[partnership] = row
        row += -(-number // _TILES_A_ROW)
    seen: dict[str, int] = {}
    places = []
    for partnership in partnerships:
        at = seen.get(partnership, 0)
        seen[partnership] = at + 1
        places.append((first[partnership] + at // _TILES_A_ROW, at % _TILES_A_ROW))
    return places, list(first.items())


def _cut(name: object, room: float, size: float) -> str:
    """A name cut to `room` pixels. Its last word stays if it is short: names of placeholders differ in it alone."""
    whole = shortened(name, 80)
    head, _, last = whole.rpartition(" ")
    end = f"… {last}" if head and len(last) <= 3 else "…"
    for length in range(len(whole), 1, -1):
        text = whole if length == len(whole) else whole[:length].rstrip() + end
        if text_width(text, size) <= room:
            return text
    return whole[:1] + end


def cluster_wall(clusters: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Every cluster as a tile, a row per partnership: how often it visited and hosted, and which ones never did.

    clusters: one row per cluster in register order with cluster_id, short_name, name, partnership_id, acronym,
    country_code, country_name, role, basis, visiting, hosting. Tiles carry `customdata` [cluster_id, hover text].
    The table holds all clusters, those never active first, then by activity from the least up.
    """
    table = _wall_table(clusters)
    if clusters.empty:
        return _nothing("cluster_wall", "No clusters in this register", table, palette, height)
    visiting, hosting = _sides(clusters)
    both = [out + back for out, back in zip(visiting, hosting, strict=True)]
    steps = _steps(max(both), palette)
    partnerships = [str(partnership) for partnership in clusters["partnership_id"]]
    acronyms = dict(zip(partnerships, clusters["acronym"], strict=True))
    places, firsts = _tile_places(partnerships)
    rows = max(row for row, _ in places) + 1
    columns = max(column for _, column in places) + 1
    left = round(max(text_width(shortened(name, 20), _LABEL) for name in acronyms.values())) + 16
    tile_height = (height - 44) / rows
    tile_width = (_NARROW_WIDTH - left - 8) / columns
    lines = 2 if tile_height >= 31 else 1 if tile_height >= 14 else 0

    texts, hovers, fills, inks, outlines = [], [], [], [], []
    described = zip(
        clusters["short_name"],
        clusters["name"],
        clusters["acronym"],
        clusters["country_name"],
        clusters["role"],
        clusters["basis"],
        visiting,
        hosting,
        strict=True,
    )
    for short, name, acronym, country, role, basis, out, back in described:
        placeholder = basis == "placeholder"
        counts = f"{count(out)} out · {count(back)} in" if out or back else "none yet"
        room = tile_width - 12 - text_width(" ?", _SMALL) * placeholder
        if lines == 1:
            room -= text_width(f" {counts}", _SMALL)
        shown = html_text(_cut(short, room, _SMALL))
        shown = f"<i>{shown} ?</i>" if placeholder else f"<b>{shown}</b>"
        texts.append({2: f"{shown}<br>{counts}", 1: f"{shown} {counts}", 0: ""}[lines])
        full = [html_text(short, 80)] + ([html_text(name, 90)] if name != short else [])
        full.append(f"{html_text(acronym, 40)}, {html_text(country, 40)}, {html_text(role, 30)}")
        full.append(f"Visiting {count(out)}, hosting {count(back)}" if out or back else "No exchange yet")
        full += ["Placeholder: name not found in public sources"] * placeholder
        hovers.append("<br>".join(full))
        active = out + back > 0
        step = steps.at(out + back) if active else 0
        fills.append(steps.fills[step] if active else palette.ground)
        inks.append(steps.texts[step] if active else palette.text)
        outlines.append(palette.grey if active else palette.accent)

    trace = {
        "type": "bar",
        "orientation": "h",
        "base": [column + 0.02 for _, column in places],
        "x": [0.96] * len(places),
        "y": [row for row, _ in places],
        "width": 0.88,
        "marker": {
            "color": fills,
            "line": {"color": outlines, "width": [1 if number else 2 for number in both]},
        },
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": _SMALL, "color": inks},
        "customdata": [[str(cluster), hover] for cluster, hover in zip(clusters["cluster_id"], hovers, strict=True)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }
    placeholders = int((clusters["basis"] == "placeholder").sum())
    more = "<i>Name ?</i> placeholder" if placeholders else ""
    layout = base(
        palette,
        height,
        margin={"l": left, "r": 8, "t": 8, "b": 36},
        barmode="overlay",
        barcornerradius=3,
        xaxis=axis(palette, range=[0, columns], showgrid=False, showticklabels=False, automargin=False),
        yaxis=axis(
            palette,
            range=[rows - 0.5, -0.5],
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=[row for _, row in firsts],
            ticktext=[html_text(acronyms[partnership], 20) for partnership, _ in firsts],
            tickfont={"size": _LABEL, "color": palette.text},
        ),
        annotations=_key("Visiting plus hosting", steps, "none yet", palette.accent, palette, more),
    )
    absent = _absent(clusters)
    never_visiting = sum(1 for out, back in zip(visiting, hosting, strict=True) if back and not out)
    never_hosting = sum(1 for out, back in zip(visiting, hosting, strict=True) if out and not back)
    busiest = max(range(len(both)), key=lambda at: both[at])
    alt = (
        f"Wall of {plural(len(clusters), 'tile')}, one per cluster, with a row for each of "
        f"{plural(len(firsts), 'partnership')}. "
        f"{plural(len(absent), 'cluster has', 'clusters have')} neither visited nor hosted, "
        f"{count(never_visiting)} only hosted and {count(never_hosting)} only visited."
    )
    if both[busiest]:
        most = shortened(clusters["short_name"].iloc[busiest], 60)
        alt += f" {most} is the most active: {count(visiting[busiest])} out, {count(hosting[busiest])} in."
    note = "Out: exchanges in which the cluster is the visiting side; in: those it hosts."
    if placeholders:
        note += (
            f" {plural(placeholders, 'tile stands', 'tiles stand')} for a cluster whose name is not in public sources."
        )
    return Chart(
        "cluster_wall",
        _clusters_finding(clusters),
        alt,
        go.Figure({"data": [trace], "layout": layout}),
        table,
        ("visiting", "hosting", "both", "basis"),
        note,
    )


# Countries


def _is_true(column: pd.Series) -> list[bool]:
    return [bool(value) and not pd.isna(value) for value in column]


def _signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else count(number) if number else "0"


def _partners(countries: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    with_cluster = pd.Series(_is_true(countries["has_partner_cluster"]), index=countries.index, dtype=bool)
    return countries[with_cluster], countries[~with_cluster]


def _country_finding(countries: pd.DataFrame) -> str:
    partner, _ = _partners(countries)
    total = len(partner)
    visiting, hosting = _sides(partner)
    names = _names(partner["country_name"])
    if not total:
        return "No country has a partner cluster in this register"
    absent = [name for name, out, back in zip(names, visiting, hosting, strict=True) if not (out or back)]
    if len(absent) == total:
        return f"None of the {plural(total, 'country', 'countries')} with a partner cluster took part yet"
    who = (
        f"{count(total - len(absent))} of {plural(total, 'country', 'countries')} with a partner cluster took part"
        if absent
        else f"All {count(total)} countries with a partner cluster took part"
        if total > 1
        else "The one country with a partner cluster took part"
    )
    who += f"; absent: {listing(absent)}" if absent else ""
    net = [out - back for out, back in zip(visiting, hosting, strict=True)]
    most, least = max(net), min(net)
    if most > 0:
        who += f"; {names[net.index(most)]} sends {count(most)} more than it receives"
    elif least < 0:
        who += f"; {names[net.index(least)]} receives {count(-least)} more than it sends"
    return who


def country_balance(countries: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Exchanges sent and received per country with a partner cluster, and which other countries took part.

    countries: one row per country in its fixed order with country_code, country_name, visiting, hosting, both, net,
    has_partner_cluster, eu_member. Bars carry `customdata` [country_code, hover text]. The table holds all countries.
    """
    table = countries[
        ["country_name", "visiting", "hosting", "both", "net", "has_partner_cluster", "eu_member", "country_code"]
    ].reset_index(drop=True)
    partner, others = _partners(countries)
    finding = _country_finding(countries)
    if partner.empty:
        return _nothing("country_balance", finding, table, palette, height)
    visiting, hosting = _sides(partner)
    net = [out - back for out, back in zip(visiting, hosting, strict=True)]
    codes = [str(code) for code in partner["country_code"]]
    hovers = [
        f"{html_text(name, 60)}<br>Visiting {count(out)}, hosting {count(back)}, net {_signed(out - back)}"
        for name, out, back in zip(partner["country_name"], visiting, hosting, strict=True)
    ]
    customdata = [[code, hover] for code, hover in zip(codes, hovers, strict=True)]
    rows = list(range(len(partner)))
    size = _LABEL if (height - 96) / len(rows) >= 16 else max(int((height - 96) / len(rows)) - 2, 1)

    def bars(values: Sequence[int], sign: int, colour: str, name: str) -> dict[str, Any]:
        return {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": [sign * value for value in values],
            "y": rows,
            "marker": {"color": colour, "line": {"color": palette.blue, "width": 1}},
            "text": [count(value) for value in values],
            "textposition": "outside",
            "textfont": {"size": size, "color": palette.text},
            "cliponaxis": False,
            "customdata": customdata,
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }

    took_part, not_there = [], []
    for name, out, back in zip(others["country_name"], *_sides(others), strict=True):
        if out or back:
            took_part.append(f"{shortened(name, 40)} ({count(out)} out, {count(back)} in)")
        else:
            not_there.append(shortened(name, 40))
    strip = []
    if len(others):
        strip.append(
            f"Without a partner cluster, took part nevertheless: {listing(took_part, 8)}."
            if took_part
            else "No country without a partner cluster took part."
        )
    if not_there:
        strip.append(f"Without a partner cluster, took no part: {listing(not_there, 40)}.")
    wrapped = [line for sentence in strip for line in textwrap.wrap(sentence, 130)][:6]
    left = round(max(text_width(shortened(name, 24), size) for name in partner["country_name"])) + 14
    most = max(*visiting, *hosting, 1)
    head = {"xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    heads = [
        head
        | {
            "x": 0,
            "xanchor": "right",
            "xshift": -8,
            "text": "◀ Visiting",
            "font": {"size": _LABEL, "color": palette.muted_text},
        },
        head
        | {
            "x": 0,
            "xanchor": "left",
            "xshift": 8,
            "text": "Hosting ▶",
            "font": {"size": _LABEL, "color": palette.muted_text},
        },
        head
        | {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "text": "Net",
            "font": {"size": _LABEL, "color": palette.muted_text},
        },
    ]
    nets = {
        "type": "scatter",
        "mode": "text",
        "x": [1.14 * most] * len(rows),
        "y": rows,
        "text": [_signed(value) for value in net],
        "textposition": "middle right",
        "textfont": {"size": size, "color": palette.muted_text},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    layout = base(
        palette,
        height,
        margin={"l": left, "r": 52, "t": 28, "b": 14 + 17 * len(wrapped)},
        barmode="relative",
        bargap=0.28,
        xaxis=axis(
            palette,
            range=[-1.14 * most, 1.14 * most],
            showgrid=False,
            showticklabels=False,
            automargin=False,
            zeroline=True,
            zerolinecolor=palette.grey,
            zerolinewidth=1,
        ),
        yaxis=axis(
            palette,
            range=[len(rows) - 0.5, -0.5],
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=rows,
            ticktext=[html_text(name, 24) for name in partner["country_name"]],
            tickfont={"size": size, "color": palette.text},
        ),
        annotations=[
            *heads,
            _line("<br>".join(html_text(line) for line in wrapped), palette, shift=-6) | {"xshift": 8 - left},
        ],
    )
    names = _names(partner["country_name"])
    sends, hosts = max(rows, key=lambda at: visiting[at]), max(rows, key=lambda at: hosting[at])
    alt = (
        f"Bars to the left for visiting and to the right for hosting, for "
        f"{plural(len(rows), 'country', 'countries')} with a partner cluster. "
        f"{names[sends]} visits most ({count(visiting[sends])}), {names[hosts]} hosts most ({count(hosting[hosts])}). "
        f"{plural(len(took_part), 'country', 'countries')} without a partner cluster took part."
    )
    figure = go.Figure(
        {
            "data": [
                bars(visiting, -1, palette.blue, "Visiting"),
                bars(hosting, 1, palette.blue_soft, "Hosting"),
                nets,
            ],
            "layout": layout,
        }
    )
    note = "Net is visiting minus hosting."
    if len(others):
        note += (
            f" {plural(len(others), 'country takes', 'countries take')} part in COSME without a partner cluster: "
            f"{count(len(took_part))} took part in an exchange, {count(len(not_there))} did not."
        )
    return Chart("country_balance", finding, alt, figure, table, ("visiting", "hosting", "both", "net"), note)


# Tables of counts with shades


def _wrapped(name: object, width: int, lines: int) -> str:
    """A name in at most so many lines of text for Plotly, the last one cut."""
    parts = textwrap.wrap(shortened(name, 200), width) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], shortened(" ".join(parts[lines - 1 :]), width)]
    return "<br>".join(html_text(part) for part in parts)


def _count_grid(
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
    steps = _steps(max(max(row) for row in counts), palette)
    room = (height - margin["t"] - margin["b"]) / (rows + (1.2 if column_sums is not None else 0))
    size = min(_LABEL, max(int(room) - 3, 1))
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
        x_text.append("<b>Sum</b>")
        x_at.append(columns + 0.1)
    if column_sums is not None:
        y_text.append("<b>Sum</b>")
        y_at.append(rows + 0.1)
    head = {
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": _SMALL + 1, "color": palette.muted_text},
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
            *_key("Exchanges", steps, "· none", palette.grid, palette),
        ],
    )
    return go.Figure({"data": data, "layout": layout})


def partnership_matrix(links: pd.DataFrame, partnerships: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Every ordered pair of partnerships: visiting in rows, host in columns, pairs without an exchange visible.

    links: visiting_id, host_id, exchanges, one row per pair that has an exchange. partnerships: partnership_id,
    acronym in register order. Cells carry `customdata` [visiting_id, host_id, hover text]. The table is long, one row
    per ordered pair with zeros. Raises ValueError for a link of a partnership that the register does not hold.
    """
    ids = [str(partnership) for partnership in partnerships["partnership_id"]]
    acronyms = _names(partnerships["acronym"], 40)
    place = {partnership: at for at, partnership in enumerate(ids)}
    counts = [[0] * len(ids) for _ in ids]
    for visiting, host, number in zip(
        links["visiting_id"], links["host_id"], _integers(links["exchanges"]), strict=True
    ):
        if str(visiting) not in place or str(host) not in place:
            raise ValueError(f"a link between {visiting!r} and {host!r}: not both are in the register")
        counts[place[str(visiting)]][place[str(host)]] += number
    total = sum(map(sum, counts))
    table = pd.DataFrame(
        [
            (
                full,
                host,
                counts[row][column],
                100 * counts[row][column] / total if total else 0.0,
                ids[row],
                ids[column],
            )
            for row, full in enumerate(partnerships["acronym"])
            for column, host in enumerate(partnerships["acronym"])
        ],
        columns=["visiting_name", "host_name", "exchanges", "share_pct", "visiting_id", "host_id"],
    )
    name = "partnership_matrix"
    if not ids:
        return _nothing(name, "No partnerships in this register", table, palette, height)
    pairs = len(ids) * (len(ids) - 1)
    used = sum(
        1 for row, values in enumerate(counts) for column, number in enumerate(values) if number and row != column
    )
    inside = sum(counts[at][at] for at in range(len(ids)))
    if not total:
        finding = "No exchanges between partnerships in this view"
    elif not pairs:
        finding = f"{plural(total, 'exchange stays', 'exchanges stay')} inside the one partnership"
    else:
        verb = "has" if used == 1 else "have"
        finding = (
            f"{count(used)} of {count(pairs)} ordered pairs of partnerships {verb} an exchange; "
            f"{count(inside)} of {plural(total, 'exchange')} ({share(inside, total)}) "
            f"{'stays' if inside == 1 else 'stay'} inside one partnership"
        )
    customdata = [
        [
            [
                ids[row],
                ids[column],
                f"Inside {html_text(acronyms[row])}: {plural(number, 'exchange')}"
                if row == column
                else f"{html_text(acronyms[row])} to {html_text(acronyms[column])}: {plural(number, 'exchange')}",
            ]
            for column, number in enumerate(values)
        ]
        for row, values in enumerate(counts)
    ]
    labels = [html_text(acronym, 18) for acronym in acronyms]
    widest = max(text_width(shortened(acronym, 18), _LABEL) for acronym in acronyms)
    figure = _count_grid(
        counts,
        customdata,
        labels,
        labels,
        palette=palette,
        height=height,
        margin={"l": round(max(widest, 70)) + 14, "r": 60, "t": round(widest * 0.6) + 40, "b": 34},
        column_angle=-35,
        heads=("Visiting ▼", "Host ▶"),
        row_sums=[sum(values) for values in counts],
        column_sums=[sum(values[column] for values in counts) for column in range(len(ids))],
        outlined=[(at, at) for at in range(len(ids))],
    )
    largest = max(
        ((row, column) for row in range(len(ids)) for column in range(len(ids))), key=lambda at: counts[at[0]][at[1]]
    )
    alt = f"Grid of {count(len(ids))} visiting by {count(len(ids))} host partnerships with {plural(total, 'exchange')}."
    if total:
        where = (
            f"inside {acronyms[largest[0]]}"
            if largest[0] == largest[1]
            else f"from {acronyms[largest[0]]} to {acronyms[largest[1]]}"
        )
        alt += (
            f" The most, {count(counts[largest[0]][largest[1]])}, go {where}."
            if largest[0] != largest[1]
            else (f" The most, {count(counts[largest[0]][largest[1]])}, are {where}.")
        )
        alt += f" {count(pairs - used)} of {count(pairs)} ordered pairs have none."
    note = "Rows are visiting, columns host partnerships. Dotted outline: inside one partnership."
    return Chart(name, finding, alt, figure, table, ("exchanges", "share_pct"), note)


def ecosystem_heatmap(
    df: pd.DataFrame, column: Literal["purpose", "category"], *, total: int, palette: Palette, height: int
) -> Chart:
    """Industrial ecosystems of the visiting partnership against purpose or organisation category.

    df: ecosystem, `column`, exchanges; one row per pair, zeros included, in the order in which they are to stand.
    total: exchanges in the view, each counted once. Cells carry `customdata` [ecosystem, value, hover text].
    """
    ecosystems = list(dict.fromkeys(str(value) for value in df["ecosystem"]))
    values = list(dict.fromkeys(str(value) for value in df[column]))
    numbers = _integers(df["exchanges"])
    table = df[["ecosystem", column]].assign(exchanges=pd.Series(numbers, index=df.index, dtype="int64"))
    table = table.reset_index(drop=True)
    name = f"ecosystem_{column}_heatmap"
    if df.empty:
        return _nothing(name, "No ecosystems in this register", table, palette, height)
    counts = [[0] * len(values) for _ in ecosystems]
    row_of = {ecosystem: at for at, ecosystem in enumerate(ecosystems)}
    column_of = {value: at for at, value in enumerate(values)}
    for ecosystem, value, number in zip(df["ecosystem"], df[column], numbers, strict=True):
        counts[row_of[str(ecosystem)]][column_of[str(value)]] += number
    sums = [sum(row) for row in counts]
    known = [at for at, ecosystem in enumerate(ecosystems) if ecosystem != NOT_PUBLISHED]
    empty = [shortened(ecosystems[at], 50) for at in known if not sums[at]]
    active = [at for at in known if sums[at]]
    if not active:
        finding = "No exchange is in a published ecosystem in this view"
    else:
        first = max(active, key=lambda at: sums[at])
        has = "has" if len(active) == 1 else "have"
        reach = (
            f"All {count(len(known))} ecosystems have exchanges"
            if not empty and len(known) > 1
            else f"{count(len(active))} of {plural(len(known), 'ecosystem')} {has} exchanges"
        )
        finding = f"{reach}; most are in {shortened(ecosystems[first], 60)} ({count(sums[first])})"
        finding += f"; none in {listing(empty)}" if empty else ""
    customdata = [
        [
            [ecosystem, value, f"{html_text(ecosystem, 80)}<br>{html_text(value, 80)}: {plural(number, 'exchange')}"]
            for value, number in zip(values, row, strict=True)
        ]
        for ecosystem, row in zip(ecosystems, counts, strict=True)
    ]
    shown = [shortened(ecosystem, 44) for ecosystem in ecosystems]
    left = round(max(text_width(ecosystem, _LABEL) for ecosystem in shown)) + 14
    wrap = max(int((_NARROW_WIDTH - left) / (len(values) + 1.1) / (_LABEL * 0.5)), 8)
    figure = _count_grid(
        counts,
        customdata,
        [html_text(ecosystem) for ecosystem in shown],
        [_wrapped(value[:1].upper() + value[1:], wrap, 4) for value in values],
        palette=palette,
        height=height,
        margin={"l": left, "r": 16, "t": 96, "b": 34},
        column_angle=0,
        heads=("", ""),
        row_sums=sums,
        column_sums=None,
    )
    kind = "organisation category" if column == "category" else column
    size = f"{plural(len(ecosystems), 'row')} by {plural(len(values), 'column')}"
    alt = f"Grid of {size}: exchanges by ecosystem and {kind}. {finding}."
    note = (
        "An exchange counts in each industrial ecosystem of its visiting partnership: "
        f"rows may sum to more than the {plural(total, 'exchange')} in view."
    )
    return Chart(name, finding, alt, figure, table, ("exchanges",), note)


# In words


def coverage_sentence(clusters: pd.DataFrame, countries: pd.DataFrame) -> str:
    """How many clusters and countries took part, who is absent, and in which partnership the gap is greatest.

    Columns as in `cluster_wall` and `country_balance`. One to three plain sentences, not escaped.
    """
    if clusters.empty and countries.empty:
        return "The register holds no clusters and no countries."
    partner, others = _partners(countries)
    absent = _absent(clusters)
    absent_countries = _absent(partner)
    beyond = len(others) - len(_absent(others))
    took_part = (
        f"{count(len(clusters) - len(absent))} of {plural(len(clusters), 'cluster')} and "
        f"{count(len(partner) - len(absent_countries))} of {plural(len(partner), 'country', 'countries')} "
        "with a partner cluster took part"
    )
    if beyond:
        took_part += f", and {plural(beyond, 'country', 'countries')} without one"
    sentences = [f"{took_part}."]
    if len(clusters) and len(absent) == len(clusters):
        return " ".join([*sentences, "No cluster has taken part yet."])
    missing = []
    if len(absent):
        missing.append(f"the {'cluster' if len(absent) == 1 else 'clusters'} {_absent_names(absent)}")
    if len(absent_countries):
        which = "country" if len(absent_countries) == 1 else "countries"
        missing.append(f"the {which} {listing(_names(absent_countries['country_name']))}")
    if missing:
        sentences.append(f"Absent: {'; '.join(missing)}.")
    if len(absent):
        members = clusters["partnership_id"].value_counts(sort=False)
        gaps = absent["partnership_id"].value_counts(sort=False)
        worst = max(gaps.index, key=lambda partnership: (gaps[partnership], gaps[partnership] / members[partnership]))
        acronym = shortened(clusters.loc[clusters["partnership_id"] == worst, "acronym"].iloc[0], 40)
        sentences.append(
            f"The gap is greatest in {acronym}: {count(int(gaps[worst]))} of its "
            f"{plural(int(members[worst]), 'cluster')} took no part."
        )
    return " ".join(sentences)
