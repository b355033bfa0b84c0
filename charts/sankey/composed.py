"""Puts a Sankey together: folds, places, labels and words for paths through any columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import base
from charts.palette import Palette
from charts.sankey import picture, sentences
from charts.sankey.labels import Drawn, write
from charts.sankey.layout import least_plot, place
from charts.sankey.paths import (
    Chosen,
    ColumnSpec,
    Path,
    PathMeasure,
    Tone,
    both_ends,
    folded,
    inside,
    kept_nodes,
    matches,
    totals,
)
from charts.sankey.subject import Subject, nothing

_TOP, _BOTTOM = 40, 16
# A handful of exchanges takes no more than this, from the top; else a single one would fill the figure.
_HIGHEST_EXCHANGE = 16.0


def least_height(rows: int) -> int:
    """Height in pixels of a figure in which that many nodes of a column, "Other" included, all have a label."""
    return least_plot(rows) + _TOP + _BOTTOM


@dataclass(frozen=True)
class Look:
    """How a Sankey is drawn.

    top: nodes of a column drawn one by one. blue: ids per column name; `together`: only paths that pass one in each
    column named. is_leading: blue are the largest of the snapshot and nobody's choice. marks: whether emptied nodes of
    short columns stay. show_values: whether labels carry values. width: the least width that the figure will have.
    """

    top: int
    blue: Chosen
    palette: Palette
    height: int
    width: int = 960
    together: bool = False
    is_leading: bool = False
    marks: bool = False
    show_values: bool = True


def subject_of(columns: Sequence[ColumnSpec], measure: PathMeasure) -> Subject:
    """What the words of a Sankey speak of; nodes go by their short names."""
    names = tuple({node.id: node.short_name for node in column.nodes} for column in columns)
    return Subject(tuple(column.name for column in columns), measure, names)


def compose(
    name: str,
    finding: str,
    paths: Sequence[Path],
    columns: Sequence[ColumnSpec],
    subject: Subject,
    look: Look,
    table: pd.DataFrame,
) -> Chart:
    """The chart of the paths under a finding; an empty figure that says so if the measure has nothing to draw."""
    measure, names, palette = subject.measure, subject.columns, look.palette
    toned = [
        Path(path.ids, path.sums, Tone(matches(path, names, look.blue, look.together), bool(inside(path, names))))
        for path in paths
    ]
    seen = [path for path in toned if path.sums.of(measure)]
    if not seen:
        return _empty(name, nothing(names, measure), table, palette, look.height)
    first: Chosen = {} if look.is_leading else look.blue
    kept = kept_nodes(seen, columns, measure, look.top, first, look.marks)
    drawn = folded(seen, kept)
    away = [len(totals(seen, at).keys() - set(keeps)) for at, keeps in enumerate(kept)]
    items = picture.items(drawn, columns, kept, subject, look.blue, look.show_values, away, palette)

    plot_height = max(look.height - _TOP - _BOTTOM, 1)
    exchanges = sum(path.sums.exchanges for path in drawn)
    layout = place([[item.value for item in column] for column in items], plot_height, _HIGHEST_EXCHANGE * exchanges)
    placed = [Drawn(name, column, bands) for name, column, bands in zip(names, items, layout.bands, strict=True)]
    present = [picture.present(column) for column in placed]
    written = write(placed, layout.font, layout.line, plot_height, look.width, palette)
    figure = go.Figure(
        {
            "data": [picture.trace(present, picture.links(drawn, present, subject, palette), layout, plot_height)],
            "layout": base(
                palette,
                look.height,
                margin={"l": written.left, "r": written.right, "t": _TOP, "b": _BOTTOM},
                annotations=written.annotations,
                shapes=picture.marks(placed, plot_height, palette),
            ),
        }
    )
    in_sight = {
        column.name: look.blue.get(column.name, frozenset()) & {i.id for i in column.items} for column in present
    }
    blue = sentences.blue_means(subject, in_sight, look.together, look.is_leading)
    insides = {
        level: sum(path.sums.exchanges for path in paths if path.ids[visiting] == path.ids[host])
        for level, visiting, host in both_ends(names)
    }
    return Chart(
        name=name,
        finding=finding,
        alt=sentences.alternative(seen, subject),
        figure=figure,
        table=table,
        measures=("exchanges", "working_days", "lump_sum_eur"),
        note=sentences.note(paths, drawn, subject, insides, blue, written.unlabelled),
    )


def _empty(name: str, finding: str, table: pd.DataFrame, palette: Palette, height: int) -> Chart:
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
    return Chart(name, finding, f"{finding}.", figure, table, ("exchanges",))
