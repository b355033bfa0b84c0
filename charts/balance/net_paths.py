"""The balance lens of the Sankey: each pair's exchanges beyond those that go the other way."""

from decimal import Decimal

import pandas as pd

_MEASURES = ("exchanges", "working_days", "lump_sum_eur")


def net_paths(paths: pd.DataFrame) -> pd.DataFrame:
    """The paths of two columns of one kind (column_1, column_2 ids), each measure less that of the opposite path.

    A path that the opposite one outweighs in a measure has zero of it there, so a pair stands on one side only per measure.
    What stays inside one node cancels out. Rows without anything left are dropped. Money stays exact.
    """
    held = {
        (row.column_1, row.column_2): (row.exchanges, row.working_days, row.lump_sum_eur) for row in paths.itertuples()
    }
    none = (0, 0, Decimal(0))
    rows = []
    for (visiting, host), amounts in held.items():
        opposite = held.get((host, visiting), none)
        left = tuple(max(there - back, type(there)(0)) for there, back in zip(amounts, opposite, strict=True))
        if any(left):
            rows.append((visiting, host, *left))
    return pd.DataFrame(rows, columns=["column_1", "column_2", *_MEASURES]).astype(
        {"exchanges": "int64", "working_days": "int64"}
    )
