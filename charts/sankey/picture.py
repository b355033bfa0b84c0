"""The nodes, links and marks of a Sankey as Plotly draws them.

Plotly drops nodes without a link, so one that the filter empties is a shape in its place.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from charts.figure import html_text
from charts.palette import Palette
from charts.sankey.labels import THICKNESS, Drawn, Item
from charts.sankey.layout import Layout
from charts.sankey.paths import (
    NOTHING,
    OTHER_ID,
    OTHER_NAME,
    Chosen,
    ColumnSpec,
    Path,
    PathMeasure,
    Sums,
    Tone,
    both_ends,
    total,
    totals,
)
from charts.sankey.subject import Subject, emptied, exact, facts
from charts.sankey.text import see_through
from charts.words import listing
from languages import N_
from languages import gettext as _

_MARK_HEIGHT = 2
# By the levels at both ends; the fourth column leaves room for no third one.
_INSIDE = {
    ("country",): N_("inside one country"),
    ("partnership",): N_("inside one partnership"),
    ("cluster",): N_("inside one cluster"),
    ("country", "partnership"): N_("inside one country or partnership"),
    ("country", "cluster"): N_("inside one country or cluster"),
    ("partnership", "cluster"): N_("inside one partnership or cluster"),
}


def items(
    drawn: Sequence[Path],
    columns: Sequence[ColumnSpec],
    kept: Sequence[Sequence[str]],
    subject: Subject,
    blue: Chosen,
    show_values: bool,
    folded_away: Sequence[int],
    palette: Palette,
) -> list[tuple[Item, ...]]:
    """The nodes of all columns as they are drawn, "Other" last."""
    whole, measure = total(drawn), subject.measure
    result = []
    for at, column in enumerate(columns):
        sums = totals(drawn, at)
        known = {node.id: node for node in column.nodes}
        items = []
        for node in [*kept[at], *([OTHER_ID] if OTHER_ID in sums else [])]:
            amount = sums.get(node, NOTHING)
            other = _("{name}: {value}", name=_(OTHER_NAME), value=subject.nodes(folded_away[at], at))
            name, short_name = (known[node].name, known[node].short_name) if node in known else (node, node)
            title = [html_text(other)] if node == OTHER_ID else [html_text(short_name, 80)]
            if node != OTHER_ID and name != short_name:
                title.append(html_text(name, 90))
            value = amount.of(measure)
            what = facts(amount, whole, measure) if value else emptied(measure)
            is_blue = node in blue.get(column.name, frozenset())
            items.append(
                Item(
                    node,
                    _(OTHER_NAME) if node == OTHER_ID else name,
                    _(OTHER_NAME) if node == OTHER_ID else short_name,
                    float(value),
                    subject.bare(value) if show_values else "",
                    "<br>".join([*title, what]),
                    palette.grey_soft if node == OTHER_ID else palette.blue if is_blue and value else palette.grey,
                )
            )
        result.append(tuple(items))
    return result


def _link_colour(tone: Tone, is_other: bool, palette: Palette) -> str:
    if tone.is_inside:
        return see_through(palette.accent, 0.7 if tone.is_highlighted else 0.45)
    if tone.is_highlighted:
        return see_through(palette.blue, 0.5)
    return see_through(palette.grey, 0.14 if is_other else 0.3)


def _link_hover(
    pair: str, whole_pair: Sums, part: Sums, tone: Tone, insides: Sequence[str], whole: Sums, measure: PathMeasure
) -> str:
    lines = [_("{name}: {value}", name=pair, value=facts(whole_pair, whole, measure))]
    kinds = [
        *([_("highlighted")] if tone.is_highlighted else []),
        *([_(_INSIDE[tuple(insides)])] if tone.is_inside else []),
    ]
    if part != whole_pair:
        which = listing(kinds) or _("all others")
        lines.append(_("this part: {amount}, {which}", amount=exact(part, measure), which=which))
    elif tone.is_inside:
        lines.append(kinds[-1])
    return "<br>".join(lines)


def links(drawn: Sequence[Path], columns: Sequence[Drawn], subject: Subject, palette: Palette) -> dict[str, Any]:
    """The links between neighbouring columns as Plotly wants them, what stands out painted last, that is above."""
    starts = [sum(len(column.items) for column in columns[:at]) for at in range(len(columns))]
    places = [
        {item.id: start + row for row, item in enumerate(column.items)}
        for start, column in zip(starts, columns, strict=True)
    ]
    whole, names = total(drawn), subject.columns
    levels = [level for level, *__ in both_ends(names)]
    parts: dict[tuple[Tone, int, str, str], Sums] = {}
    pairs: dict[tuple[int, str, str], Sums] = {}
    for path in drawn:
        for at in range(len(columns) - 1):
            pair = (at, path.ids[at], path.ids[at + 1])
            parts[path.tone, *pair] = parts.get((path.tone, *pair), NOTHING) + path.sums
            pairs[pair] = pairs.get(pair, NOTHING) + path.sums
    order = sorted(parts, key=lambda part: (part[0], part[1], places[part[1]][part[2]], places[part[1] + 1][part[3]]))
    customdata = []
    for tone, at, one, other in order:
        words = _(
            "{origin} to {destination}",
            origin=html_text(subject.name(at, one)),
            destination=html_text(subject.name(at + 1, other)),
        )
        hover = _link_hover(
            words, pairs[at, one, other], parts[tone, at, one, other], tone, levels, whole, subject.measure
        )
        customdata.append([names[at], one, names[at + 1], other, hover])
    return {
        "source": [places[at][one] for __, at, one, ___ in order],
        "target": [places[at + 1][other] for __, at, ___, other in order],
        "value": [_number(parts[part].of(subject.measure)) for part in order],
        "color": [_link_colour(tone, OTHER_ID in (one, other), palette) for tone, __, one, other in order],
        "customdata": customdata,
        "hovertemplate": "%{customdata[4]}<extra></extra>",
    }


def _number(value: int | Decimal) -> int | float:
    return value if isinstance(value, int) else float(value)


def trace(columns: Sequence[Drawn], ribbons: dict[str, Any], layout: Layout, plot_height: float) -> dict[str, Any]:
    """Nodes at the places that the labels use, and the links. Marks are not among them: Plotly draws no empty node."""
    last = len(columns) - 1
    nodes = [
        (at, column.name, item, band)
        for at, column in enumerate(columns)
        for item, band in zip(column.items, column.bands, strict=True)
    ]
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"x": [0, 1], "y": [1 - layout.ribbons / plot_height, 1]},
        "node": {
            "sort": "input",
            "pad": 0,
            "thickness": THICKNESS,
            "label": [""] * len(nodes),
            # Plotly reads a coordinate of exactly zero as none given.
            "x": [at / last or 1e-6 for at, *__ in nodes],
            "y": [band.centre / layout.ribbons for *__, band in nodes],
            "color": [item.colour for *__, item, ___ in nodes],
            "line": {"width": 0},
            "customdata": [[name, item.id, item.hover] for __, name, item, ___ in nodes],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
        "link": ribbons,
    }


def marks(columns: Sequence[Drawn], plot_height: float, palette: Palette) -> list[dict[str, Any]]:
    """A thin line in the place of each node without anything in this view."""
    last = len(columns) - 1
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": at / last,
            "yanchor": 1 - band.centre / plot_height,
            "x0": -THICKNESS / 2,
            "x1": THICKNESS / 2,
            "y0": -_MARK_HEIGHT / 2,
            "y1": _MARK_HEIGHT / 2,
            "fillcolor": palette.grey,
            "line": {"width": 0},
        }
        for at, column in enumerate(columns)
        for item, band in zip(column.items, column.bands, strict=True)
        if not item.value
    ]


def present(column: Drawn) -> Drawn:
    """The column without its marks."""
    held = [(item, band) for item, band in zip(column.items, column.bands, strict=True) if item.value]
    return Drawn(column.name, tuple(item for item, __ in held), tuple(band for __, band in held))
