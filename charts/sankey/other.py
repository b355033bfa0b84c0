"""What "Other" of a column holds."""

from collections.abc import Sequence

import pandas as pd

from charts.chart import Chart
from charts.sankey.paths import OTHER_ID, Chosen, ColumnSpec, PathMeasure, kept_nodes, read, totals


def columns_with_other(chart: Chart) -> tuple[str, ...]:
    """The columns of a Sankey that have an "Other", left to right."""
    drawn = [trace.node.customdata for trace in chart.figure.data if trace.type == "sankey"]
    return tuple(str(node[0]) for nodes in drawn for node in nodes if node[1] == OTHER_ID)


def held_by_other(
    paths: pd.DataFrame,
    columns: Sequence[ColumnSpec],
    column: str,
    *,
    measure: PathMeasure,
    top: int,
    highlight: Chosen | None = None,
) -> pd.DataFrame:
    """One row per node of the column that `path_sankey` with the same arguments folds into "Other", largest first:
    id, name, exchanges, working_days, lump_sum_eur. Raises KeyError for a column that is not among `columns`."""
    names = [spec.name for spec in columns]
    if column not in names:
        raise KeyError(column)
    at = names.index(column)
    found = [
        path for path in read(paths, [f"column_{place + 1}" for place in range(len(names))]) if path.sums.of(measure)
    ]
    kept = set(kept_nodes(found, columns, measure, top, highlight or {}, True)[at])
    sums = totals(found, at)
    name_of = {node.id: node.name for node in columns[at].nodes}
    held = sorted((node for node in sums if node not in kept), key=lambda node: (-sums[node].of(measure), node))
    return pd.DataFrame(
        [(n, name_of.get(n, n), sums[n].exchanges, sums[n].working_days, sums[n].lump_sum_eur) for n in held],
        columns=["id", "name", "exchanges", "working_days", "lump_sum_eur"],
    )
