"""The names by which the address of a view calls partnerships, clusters, countries and what else its lists offer."""

from functools import lru_cache

import pandas as pd

import languages
from languages.spoken import ENGLISH
from queries import register
from queries.filters import Level

# Names are worked out once per snapshot and language, not once per rerun.
SNAPSHOTS = 24


def names(snapshot_id: str) -> dict[str, str]:
    """Screen name of each cluster, partnership and country by id. The URL carries these names, so each is unique."""
    return _names(snapshot_id, languages.current())


def in_addresses(snapshot_id: str) -> dict[str, str]:
    """As `names`, in the language of the addresses that we write."""
    return _names(snapshot_id, ENGLISH)


@lru_cache(maxsize=SNAPSHOTS)
def _names(snapshot_id: str, language: str) -> dict[str, str]:
    with languages.speaking(language):
        return _screen_names(snapshot_id)


def _screen_names(snapshot_id: str) -> dict[str, str]:
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
    rows = register.countries(snapshot_id)
    name_of = dict(zip(rows["country_code"], rows["country_name"], strict=True))
    return sorted(name_of, key=lambda code: (languages.sorting(name_of[code]), code))


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


def nodes_in_addresses(snapshot_id: str, level: Level) -> dict[str, str]:
    """As `nodes`, in the language of the addresses that we write."""
    with languages.speaking(ENGLISH):
        return nodes(snapshot_id, level)


def first_node(snapshot_id: str, level: Level) -> str:
    """The id that a chooser of the level shows where the address names none: the same in every language; "" for no node."""
    label_of = nodes_in_addresses(snapshot_id, level)
    return min(label_of, key=lambda node: (languages.sorting(label_of[node]), node), default="")


def nodes_by_name(snapshot_id: str, level: Level) -> list[str]:
    """The ids of a level in the order of the chooser."""
    label_of = nodes(snapshot_id, level)
    return sorted(label_of, key=lambda node: (languages.sorting(label_of[node]), node))


def known_as(label: str, snapshot_id: str) -> str:
    """What an address calls a node: of a country's name in any language the one that addresses have, else the label."""
    return in_addresses(snapshot_id).get(languages.canonical_country(label), label)
