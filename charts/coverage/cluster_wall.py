"""The wall of clusters: every cluster as a tile, in the row of its partnership."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.coverage.taking_part import NARROW_WIDTH, absent_names, absent_rows, nothing_to_draw, sides
from charts.figure import axis, base, html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL, SMALL, shade_key, steps_of
from charts.words import count
from languages import gettext as _
from languages import ngettext

_TILES_A_ROW = 8


def _clusters_finding(clusters: pd.DataFrame) -> str:
    absent = absent_rows(clusters)
    total = len(clusters)
    if absent.empty:
        return ngettext("The one cluster took part", "All {number} clusters took part", total)
    if len(absent) == total:
        return ngettext(
            "None of the {number} cluster took part yet", "None of the {number} clusters took part yet", total
        )
    return ngettext(
        "{taken} of {number} cluster took part; absent: {names}",
        "{taken} of {number} clusters took part; absent: {names}",
        total,
        taken=count(total - len(absent)),
        names=absent_names(absent),
    )


def _wall_table(clusters: pd.DataFrame) -> pd.DataFrame:
    """All clusters, those never active first, then those that miss one side, each from the least active up."""
    visiting, hosting = sides(clusters)
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
    head, _space, last = whole.rpartition(" ")
    end = f"… {last}" if head and len(last) <= 3 else "…"
    for length in range(len(whole), 1, -1):
        text = whole if length == len(whole) else whole[:length].rstrip() + end
        if text_width([text], size) <= room:
            return text
    return whole[:1] + end


def _wall_alt(clusters: pd.DataFrame, partnerships: int) -> str:
    """The wall in words: how many are missing, and the most active one."""
    visiting, hosting = sides(clusters)
    alt = ngettext(
        "Wall of {number} tile, one per cluster, with a row for each of {partnerships}.",
        "Wall of {number} tiles, one per cluster, with a row for each of {partnerships}.",
        len(clusters),
        partnerships=ngettext("{number} partnership", "{number} partnerships", partnerships),
    )
    alt += " " + ngettext(
        "{number} cluster has neither visited nor hosted, {hosted} only hosted and {visited} only visited.",
        "{number} clusters have neither visited nor hosted, {hosted} only hosted and {visited} only visited.",
        len(absent_rows(clusters)),
        hosted=count(sum(1 for out, back in zip(visiting, hosting, strict=True) if back and not out)),
        visited=count(sum(1 for out, back in zip(visiting, hosting, strict=True) if out and not back)),
    )
    busiest = max(range(len(visiting)), key=lambda at: visiting[at] + hosting[at])
    if visiting[busiest] or hosting[busiest]:
        alt += " " + _(
            "{name} is the most active: {visiting} out, {hosting} in.",
            name=shortened(clusters["short_name"].iloc[busiest], 60),
            visiting=count(visiting[busiest]),
            hosting=count(hosting[busiest]),
        )
    return alt


def cluster_wall(clusters: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Every cluster as a tile, a row per partnership: how often it visited and hosted, and which ones never did.

    clusters: one row per cluster in register order with cluster_id, short_name, name, partnership_id, acronym,
    country_code, country_name, role, basis, visiting, hosting. Tiles carry `customdata` [cluster_id, hover text].
    The table holds all clusters, those never active first, then by activity from the least up.
    """
    table = _wall_table(clusters)
    if clusters.empty:
        return nothing_to_draw("cluster_wall", _("No clusters in this register"), table, palette, height)
    visiting, hosting = sides(clusters)
    both = [out + back for out, back in zip(visiting, hosting, strict=True)]
    steps = steps_of(max(both), palette)
    partnerships = [str(partnership) for partnership in clusters["partnership_id"]]
    acronyms = dict(zip(partnerships, clusters["acronym"], strict=True))
    places, firsts = _tile_places(partnerships)
    rows = max(place[0] for place in places) + 1
    columns = max(place[1] for place in places) + 1
    left = text_width([shortened(name, 20) for name in acronyms.values()], LABEL) + 16
    tile_height = (height - 44) / rows
    tile_width = (NARROW_WIDTH - left - 8) / columns
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
        counts = _("{visiting} out · {hosting} in", visiting=count(out), hosting=count(back))
        if not (out or back):
            counts = _("none yet")
        room = tile_width - 12 - text_width([" ?"], SMALL) * placeholder
        if lines == 1:
            room -= text_width([f" {counts}"], SMALL)
        shown = html_text(_cut(short, room, SMALL))
        shown = f"<i>{shown} ?</i>" if placeholder else f"<b>{shown}</b>"
        texts.append({2: f"{shown}<br>{counts}", 1: f"{shown} {counts}", 0: ""}[lines])
        full = [html_text(short, 80)] + ([html_text(name, 90)] if name != short else [])
        full.append(f"{html_text(acronym, 40)}, {html_text(country, 40)}, {html_text(_(str(role)), 30)}")
        full.append(
            _("Visiting {visiting}, hosting {hosting}", visiting=count(out), hosting=count(back))
            if out or back
            else _("No exchange yet")
        )
        full += [_("Placeholder: name not found in public sources")] * placeholder
        hovers.append("<br>".join(full))
        active = out + back > 0
        step = steps.at(out + back) if active else 0
        fills.append(steps.fills[step] if active else palette.ground)
        inks.append(steps.texts[step] if active else palette.text)
        outlines.append(palette.grey if active else palette.accent)

    trace = {
        "type": "bar",
        "orientation": "h",
        "base": [place[1] + 0.02 for place in places],
        "x": [0.96] * len(places),
        "y": [place[0] for place in places],
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
        "insidetextfont": {"size": SMALL, "color": inks},
        "customdata": [[str(cluster), hover] for cluster, hover in zip(clusters["cluster_id"], hovers, strict=True)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }
    placeholders = int((clusters["basis"] == "placeholder").sum())
    more = _("<i>Name ?</i> placeholder") if placeholders else ""
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
            tickvals=[first[1] for first in firsts],
            ticktext=[html_text(acronyms[first[0]], 20) for first in firsts],
            tickfont={"size": LABEL, "color": palette.text},
        ),
        annotations=shade_key(_("Visiting plus hosting"), steps, _("none yet"), palette.accent, palette, more),
    )
    note = _("Out: exchanges in which the cluster is the visiting side; in: those it hosts.")
    if placeholders:
        note += " " + ngettext(
            "{number} tile stands for a cluster whose name is not in public sources.",
            "{number} tiles stand for a cluster whose name is not in public sources.",
            placeholders,
        )
    return Chart(
        "cluster_wall",
        _clusters_finding(clusters),
        _wall_alt(clusters, len(firsts)),
        go.Figure({"data": [trace], "layout": layout}),
        table,
        ("visiting", "hosting", "both", "basis"),
        note,
    )
