"""The way of the exchanges through two to four columns of the reader's choice."""

from collections.abc import Sequence

import pandas as pd

from charts.chart import Chart
from charts.palette import Palette
from charts.sankey import findings
from charts.sankey.composed import Look, compose, subject_of
from charts.sankey.paths import Chosen, ColumnSpec, Path, PathMeasure, leading, matches, read
from charts.sankey.subject import known

FEWEST_COLUMNS, MOST_COLUMNS = 2, 4
_NUMBERS = ["exchanges", "share_pct", "working_days", "lump_sum_eur"]


def path_sankey(
    paths: pd.DataFrame,
    columns: Sequence[ColumnSpec],
    *,
    measure: PathMeasure = "exchanges",
    top: int,
    highlight: Chosen | None = None,
    together: bool = False,
    show_values: bool = True,
    palette: Palette,
    height: int = 600,
    width: int = 960,
) -> Chart:
    """The way of the exchanges through two to four columns.

    paths: one row per combination with column_1 to column_n (ids), exchanges, working_days, lump_sum_eur. columns: what
    they hold, with all nodes in the order in which they always stand. The `top` largest nodes of a column by the
    measure are drawn, highlighted ones before others, and the rest is one "Other" per column, so that each column adds
    up to the whole. A column of at most MOST_MARKED nodes keeps a thin mark for those that the filter empties.

    Blue are the paths that pass a node of `highlight` (ids per column name; `together`: one in each column named, as
    for a directed pair); without it, those of the few nodes of the first column that are the largest in the snapshot.
    Paths that stay inside one country, partnership or cluster have a tone of their own.
    show_values: whether labels carry the value. width: the least width at which the figure is drawn, in pixels.

    Nodes carry `customdata` [column name, id, hover text], links [left column name, left id, right column name, right
    id, hover text], labels the JSON of [column name, id] as `name`; "Other" has the empty id. The table holds all
    paths, not folded. Raises ValueError for a `top` under 1 and for another number of columns or one named twice,
    KeyError for a column without words.
    """
    names = [column.name for column in columns]
    if top < 1:
        raise ValueError(f"at least one node a side is drawn, not {top}")
    if not FEWEST_COLUMNS <= len(names) <= MOST_COLUMNS or len(set(names)) < len(names):
        raise ValueError(f"{FEWEST_COLUMNS} to {MOST_COLUMNS} different columns, not {names}")
    if unknown := [name for name in names if not known(name)]:
        raise KeyError(f"no words for {unknown}")
    found = [path for path in read(paths, [f"column_{at + 1}" for at in range(len(names))]) if path.sums.exchanges]
    subject = subject_of(columns, measure)
    chosen = {name: ids for name, ids in (highlight or {}).items() if name in names and ids}
    finding = ""
    if chosen:
        part = [path for path in found if matches(path, names, chosen, together)]
        finding = findings.picked(found, part, subject, chosen, together)
    elif any(path.sums.of(measure) for path in found):
        finding = findings.half(found, subject)[1]
    look = Look(
        top=top,
        blue=chosen or {names[0]: leading(columns[0])},
        palette=palette,
        height=height,
        width=width,
        together=together and bool(chosen),
        is_leading=not chosen,
        marks=True,
        show_values=show_values,
    )
    return compose(f"flow_sankey_{'_'.join(names)}", finding, found, columns, subject, look, _table(found, columns))


def _table(paths: Sequence[Path], columns: Sequence[ColumnSpec]) -> pd.DataFrame:
    """One row per path, not folded, under the full names, largest first."""
    names = [{node.id: node.name for node in column.nodes} for column in columns]
    whole = sum(path.sums.exchanges for path in paths)
    rows = [
        (
            *(name_of.get(node, node) for name_of, node in zip(names, path.ids, strict=True)),
            path.sums.exchanges,
            100 * path.sums.exchanges / whole,
            path.sums.working_days,
            path.sums.lump_sum_eur,
        )
        for path in paths
    ]
    fields = [column.name for column in columns]
    table = pd.DataFrame(rows, columns=[*fields, *_NUMBERS])
    types = {"exchanges": "int64", "share_pct": "float64", "working_days": "int64"}
    falling = [False] + [True] * len(fields)
    return table.astype(types).sort_values(["exchanges", *fields], ascending=falling).reset_index(drop=True)
