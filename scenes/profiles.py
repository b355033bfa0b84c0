"""Profiles: one country, partnership or cluster, with whom it has exchanged, when and where."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import profiles as draw
from charts import words
from charts.chart import Chart
from charts.sankey import flow_sankey, held_on_side
from languages import N_, ngettext
from languages import gettext as _
from queries import budget, flows, geography, profiles, register
from queries.filters import Filters, Level
from scenes import link, names
from scenes.link import Query
from scenes.slide import Fact
from scenes.view import Room, Shown, View, of_charts

# Large enough to read, small enough to stand beside the rest.
TOP_PARTNERS = 8
# Of a name that nothing has, as much as is said back.
LONGEST_UNKNOWN = 80
OTHERS: dict[Level, tuple[str, str]] = {
    "partnership": (N_("partnership"), N_("partnerships")),
    "cluster": (N_("cluster"), N_("clusters")),
    "country": (N_("country"), N_("countries")),
}
NOT_NAMED: dict[Level, str] = {
    "partnership": N_("No partnership is named {name}"),
    "cluster": N_("No cluster is named {name}"),
    "country": N_("No country is named {name}"),
}
NONE: dict[Level, str] = {
    "partnership": N_("The register has no partnership"),
    "cluster": N_("The register has no cluster"),
    "country": N_("The register has no country"),
}
# The column of `queries.flows.cluster_activity` that says to which node of a level a cluster belongs.
CLUSTERS_BY: dict[Level, str] = {
    "partnership": "partnership_id",
    "cluster": "cluster_id",
    "country": "country_code",
}


def facts(view: View, level: Level, node: str) -> tuple[tuple[Fact, ...], ...]:
    """The tiles: exchanges and partners, money."""
    summary = profiles.summary(view.filters, level, node).iloc[0]
    days = ngettext("{number} working day", "{number} working days", int(summary["working_days"]))
    inside = ngettext("{number} inside", "{number} inside", int(summary["inside"]))
    one, many = OTHERS[level]
    return (
        (
            Fact(_("Exchanges"), words.count(summary["exchanges"]), _period(summary), "exchanges"),
            Fact(_("Visiting"), words.count(summary["visiting"]), days, "visiting"),
            Fact(_("Hosting"), words.count(summary["hosting"]), inside, "hosting"),
            Fact(
                _("Partners"),
                words.count(summary["partners"]),
                _(one if summary["partners"] == 1 else many),
                "partners",
            ),
        ),
        _budget_facts(view.filters, node) if level == "partnership" else _lump_sum_facts(summary),
    )


def partners_title(partner_ids: Sequence[str], node: str, name: str) -> str:
    """What stands over the table of partners: as many others as the tile counts, and whether it met itself."""
    others = len(partner_ids) - (node in partner_ids)
    if not others:
        if partner_ids:
            return _("{name} has exchanges inside only", name=name)
        return _("{name} has no partner in this view", name=name)
    if node in partner_ids:
        return ngettext(
            "{number} partner of {name}, and itself", "{number} partners of {name}, and itself", others, name=name
        )
    return ngettext("{number} partner of {name}", "{number} partners of {name}", others, name=name)


def is_active(view: View, level: Level, node: str) -> bool:
    """Whether it has an exchange in the view."""
    return bool(profiles.summary(view.filters, level, node).iloc[0]["exchanges"])


def _period(summary: Any) -> str:
    if pd.isna(summary["first_month"]):
        return _("none in this view")
    first, last = (f"{summary[month]:%Y-%m}" for month in ("first_month", "last_month"))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _budget_facts(filters: Filters, partnership_id: str) -> tuple[Fact, ...]:
    total = budget.totals(Filters(filters.snapshot_id, partnerships=(partnership_id,))).iloc[0]
    left = _("{share} of received", share=words.share(total["remaining_eur"], total["available_eur"]))
    payable = _("{amount} payable", amount=words.eur(total["payable_eur"]))
    recovered = _("{amount} recovered", amount=words.eur(total["recovered_eur"]))
    return (
        Fact(_("Received"), words.eur(total["available_eur"]), _("whatever the filters"), "available_eur"),
        Fact(_("Committed"), words.eur(total["committed_eur"]), payable, "committed_eur"),
        Fact(_("Paid"), words.eur(total["paid_eur"]), recovered, "paid_eur"),
        Fact(_("Remaining"), words.eur(total["remaining_eur"]), left, "remaining_eur"),
    )


def _lump_sum_facts(summary: Any) -> tuple[Fact, ...]:
    payable = _("{amount} payable", amount=words.eur(summary["payable_eur"]))
    recovered = _("{amount} recovered", amount=words.eur(summary["recovered_eur"]))
    return (
        Fact(_("Lump sums of visits"), words.eur(summary["lump_sum_eur"]), _("all statuses"), "lump_sum_eur"),
        Fact(_("Committed"), words.eur(summary["committed_eur"]), payable, "committed_eur"),
        Fact(_("Paid"), words.eur(summary["paid_eur"]), recovered, "paid_eur"),
    )


def with_whom(view: View, level: Level, node: str, room: Room) -> Chart:
    """The Sankey of its exchanges, its visits in colour."""
    return flow_sankey(
        profiles.links(view.filters, level, node),
        register.nodes(view.snapshot.snapshot_id, level),
        top=TOP_PARTNERS,
        highlight=frozenset({node}),
        side="visiting",
        level=level,
        palette=view.palette,
        height=room.pixels(280),
    )


def held_by_other(view: View, level: Level, node: str, column: str) -> pd.DataFrame:
    """The nodes that a column of the Sankey folds into "Other"."""
    return held_on_side(
        profiles.links(view.filters, level, node),
        register.nodes(view.snapshot.snapshot_id, level),
        column,
        top=TOP_PARTNERS,
        highlight=frozenset({node}),
        side="visiting",
        level=level,
    )


def over_time(view: View, level: Level, node: str, name: str, room: Room) -> Chart:
    """Its exchanges by month, on the months of the whole snapshot."""
    span = register.months(view.snapshot.snapshot_id).iloc[0]
    first, last = (
        view.snapshot.as_of_date if pd.isna(span[end]) else pd.Timestamp(span[end]).date()
        for end in ("first_month", "last_month")
    )
    months = profiles.months(view.filters, level, node)
    return draw.timeline(months, name, first=first, last=last, palette=view.palette, height=room.pixels(200))


def where(view: View, level: Level, node: str, name: str, room: Room) -> Chart:
    """The map of it and of whom it met."""
    clusters = clusters_of(view.filters, level, node)
    return draw.place(
        geography.country_shapes(),
        name,
        own=[node] if level == "country" else list(clusters["country_code"]),
        met=profiles.countries(view.filters, level, node),
        points=clusters,
        palette=view.palette,
        height=room.pixels(290),
    )


def clusters_of(filters: Filters, level: Level, node: str) -> pd.DataFrame:
    """The rows of `queries.flows.cluster_activity` that belong to the node."""
    found = flows.cluster_activity(filters)
    return found[found[CLUSTERS_BY[level]] == node].reset_index(drop=True)


def name_of(snapshot_id: str, level: Level, node: str) -> str:
    """What its page calls it."""
    known = register.names(snapshot_id)
    return str(known[(known["level"] == level) & (known["id"] == node)]["short_name"].iloc[0])


def node_of(query: Query, snapshot_id: str, level: Level) -> str:
    """The node that the query names, the first by name where it names none; "" where the register has none of the name or
    of the level."""
    named = link.last(query, level)
    if not named:
        return names.first_node(snapshot_id, level)
    node_by = {label: node for node, label in names.nodes_in_addresses(snapshot_id, level).items()}
    return node_by.get(named) or node_by.get(names.known_as(named, snapshot_id), "")


def _shown(level: Level, view: View, query: Query, room: Room) -> Shown:
    node = node_of(query, view.snapshot.snapshot_id, level)
    if not node:
        named = link.last(query, level)[:LONGEST_UNKNOWN]
        return Shown(_(NOT_NAMED[level], name=named) if named else _(NONE[level]))
    name = name_of(view.snapshot.snapshot_id, level, node)
    tiles = tuple(fact for group in facts(view, level, node) for fact in group)
    place = where(view, level, node, name, room)
    if not is_active(view, level, node):
        return Shown(_("{name} has no exchange in this view", name=name), tiles, (place,))
    return of_charts(with_whom(view, level, node, room), over_time(view, level, node, name, room), place, facts=tiles)


def partnership(view: View, query: Query, room: Room) -> Shown:
    """The profile of the partnership that the query names."""
    return _shown("partnership", view, query, room)


def cluster(view: View, query: Query, room: Room) -> Shown:
    """The profile of the cluster that the query names."""
    return _shown("cluster", view, query, room)


def country(view: View, query: Query, room: Room) -> Shown:
    """The profile of the country that the query names."""
    return _shown("country", view, query, room)
