"""Profile pages of one country, partnership or cluster: the links that lead to them, and the parts they are made of."""

from ui.profile_links import (
    chooser,
    link_columns,
    names,
    page_parameters,
    page_url,
    table,
    url,
    view_parameters,
)
from ui.profiles.parts import (
    could_meet,
    entry,
    figures,
    fitting,
    match_widths,
    members,
    partners,
    story,
    ways_on,
    where,
)
from ui.profiles.register import cluster_entry, country_entry, partnership_entry

__all__ = [
    "chooser",
    "cluster_entry",
    "could_meet",
    "country_entry",
    "entry",
    "figures",
    "fitting",
    "link_columns",
    "match_widths",
    "members",
    "names",
    "page_parameters",
    "page_url",
    "partners",
    "partnership_entry",
    "story",
    "table",
    "url",
    "view_parameters",
    "ways_on",
    "where",
]
