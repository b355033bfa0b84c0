"""Questions of the matrix and the balance lens: who belongs to the network, in which groups, and what are its numbers?"""

from pathlib import Path

import pandas as pd

from languages import N_
from languages import gettext as _
from queries import flows, register
from queries.filters import Filters
from queries.geography import regions
from queries.network.numbers import numbers_of
from queries.question import ask
from queries.register import Level

HERE = Path(__file__).parent

__all__ = ["groups", "members", "network_numbers", "numbers_of"]


# Of data/geography/country_regions.csv, and what stands where no ecosystem is named.
REGIONS = (
    *(N_("Northern Europe"), N_("Western Europe"), N_("Southern Europe"), N_("Central and Eastern Europe")),
    N_("Türkiye and South Caucasus"),
)
NOT_PUBLISHED = N_("Not published")


def members(snapshot_id: str, level: Level) -> pd.DataFrame:
    """id, name, short_name in the fixed order of charts: all partnerships or clusters, and of the countries those that
    have a partner cluster or an exchange in the snapshot."""
    return ask(HERE / "members.sql", snapshot_id, level=level)


def groups(snapshot_id: str, level: Level) -> pd.DataFrame:
    """id, group_id, group_name, one row per node, groups one after another: a country's region, a cluster's partnership,
    a partnership's first ecosystem ("Not published" last)."""
    if level == "country":
        found = regions()
        return pd.DataFrame(
            {"id": found["country_code"], "group_id": found["region"], "group_name": found["region"].map(_)}
        )
    if level == "cluster":
        clusters = register.clusters(snapshot_id)
        columns = {"cluster_id": "id", "partnership_id": "group_id", "acronym": "group_name"}
        return clusters[list(columns)].rename(columns=columns)
    partnerships = register.partnerships(snapshot_id)
    first = [str(held[0]) if held is not None and len(held) else NOT_PUBLISHED for held in partnerships["ecosystems"]]
    found = pd.DataFrame({"id": partnerships["partnership_id"], "group_id": first, "group_name": map(_, first)})
    last = found["group_id"] == NOT_PUBLISHED
    return pd.concat([found[~last].sort_values("group_id", kind="stable"), found[last]], ignore_index=True)


def network_numbers(filters: Filters, level: Level) -> pd.DataFrame:
    """The network of the level in a few numbers, for the exchanges that the filters select; see `numbers_of`."""
    snapshot_id = filters.snapshot_id
    return numbers_of(
        flows.links(filters, level),
        members(snapshot_id, level),
        level=level,
        partnership_links=flows.links(filters, "partnership"),
        partnerships=register.partnerships(snapshot_id),
        country_links=flows.links(filters, "country"),
    )
