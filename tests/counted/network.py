"""What the numbers of the network must be made of."""

from collections.abc import Iterator

import pandas as pd

from tests.counted.selected import COLUMN, Count, Selected


def network(view: str, table: pd.DataFrame, selected: Selected) -> Iterator[Count]:
    """Each share with its part and its whole; those of exchanges count every one of the view."""
    level = next((one for one in COLUMN if f"level={one}" in view), "country")
    visiting, host = (COLUMN[level].format(side) for side in ("visiting", "host"))
    rows = table.set_index("key")
    parts, wholes = ({key: int(value) for key, value in rows[column].items()} for column in ("part", "whole"))
    between = f"{visiting} <> {host}"
    pairs = selected.of(f"count(DISTINCT ({visiting}, {host}))", between)
    yield Count("network, pairs", parts["density"], pairs)
    yield Count("network, pairs that may be answered", wholes["links_answered"], pairs)
    yield Count("network, exchanges between two", wholes["reciprocity"], selected.of("count(*)", between))
    yield Count("network, exchanges", wholes["across_partnerships"], selected.of())
    across = selected.of("count(*)", "visiting_partnership_id <> host_partnership_id")
    yield Count("network, across partnerships", parts["across_partnerships"], across)
    active = [key for key in rows.index if key.endswith("_active")]
    if active:
        yield Count("network, exchanges by activity", sum(parts[key] for key in active), selected.of())
        for key in active:
            yield Count(f"network, whole of {key}", wholes[key], selected.of())
