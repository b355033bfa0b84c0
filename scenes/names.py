"""The names by which the address of a view calls partnerships, clusters, countries and what else its lists offer."""

from functools import lru_cache

import pandas as pd

from queries import register
from queries.filters import Level

# Names are worked out once per snapshot, not once per rerun.
SNAPSHOTS = 8


@lru_cache(maxsize=SNAPSHOTS)
def names(snapshot_id: str) -> dict[str, str]:
    """Screen name of each cluster, partnership and country by id. The URL carries these names, so each is unique."""
    clusters = _unique(register.clusters(snapshot_id), "cluster_id", "short_name")
    partnerships = _unique(register.partnerships(snapshot_id), "partnership_id", "acronym")
    return clusters | partnerships | _unique(register.countries(snapshot_id), "country_code", "country_name")


def _unique(frame: pd.DataFrame, id_column: str, name_column: str) -> dict[str, str]:
    repeated = frame[name_column].duplicated(keep=False)
    shown = frame[name_column].where(~repeated, frame[name_column] + " (" + frame[id_column] + ")")
    return dict(zip(frame[id_column], shown, strict=True))


def partnerships(snapshot_id: str) -> list[str]:
    """Ids of the partnerships in register order."""
    return list(register.partnerships(snapshot_id)["partnership_id"])


def countries(snapshot_id: str) -> list[str]:
    """Codes of the COSME countries by name."""
    return list(register.countries(snapshot_id)["country_code"])


def ecosystems(snapshot_id: str) -> list[str]:
    """The industrial ecosystems of the register's partnerships, by name."""
    lists = register.partnerships(snapshot_id)["ecosystems"]
    return sorted({ecosystem for some in lists if some is not None for ecosystem in some})


def months(snapshot_id: str) -> list[str]:
    """ "YYYY-MM" of the months from the first to the last with an exchange."""
    span = register.months(snapshot_id).iloc[0]
    if pd.isna(span["first_month"]):
        return []
    return [f"{month:%Y-%m}" for month in pd.date_range(span["first_month"], span["last_month"], freq="MS")]


def nodes(snapshot_id: str, level: Level) -> dict[str, str]:
    """The label of each node of a level in the chooser of its profile, by id; a name that two share carries the id."""
    known = register.names(snapshot_id)
    known = known[known["level"] == level]
    repeated = known["short_name"].duplicated(keep=False)
    shown = known["short_name"].where(~repeated, known["short_name"] + " (" + known["id"] + ")")
    return dict(zip(known["id"], shown, strict=True))


def nodes_by_name(snapshot_id: str, level: Level) -> list[str]:
    """The ids of a level in the order of the chooser, whose first is the default."""
    label_of = nodes(snapshot_id, level)
    return sorted(label_of, key=lambda node: (label_of[node].casefold(), node))
