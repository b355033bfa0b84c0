"""Profile pages of one country, partnership or cluster: the links that lead to them, and the parts they are made of."""

from ui.profiles.links import (
    chooser,
    link_columns,
    names,
    page_parameters,
    rows_parameters,
    table,
    url,
    view_parameters,
)
from ui.profiles.parts import (
    clusters_of,
    could_meet,
    entry,
    head,
    members,
    over_time,
    partners,
    where,
    with_whom,
)
from ui.profiles.register import cluster_entry, country_entry, partnership_entry

__all__ = [
    "chooser",
    "cluster_entry",
    "clusters_of",
    "could_meet",
    "country_entry",
    "entry",
    "head",
    "link_columns",
    "members",
    "names",
    "over_time",
    "page_parameters",
    "partners",
    "partnership_entry",
    "rows_parameters",
    "table",
    "url",
    "view_parameters",
    "where",
    "with_whom",
]
