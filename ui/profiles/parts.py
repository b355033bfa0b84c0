"""Parts of the profile pages: who, figures, partners, money and the way to the rows."""

from dataclasses import replace
from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts import white_space as draw_white_space
from charts import words
from charts.measures import MEASURES, label
from charts.sankey import columns_with_other
from languages import N_, ngettext, pgettext
from languages import gettext as _
from queries import exchanges, profiles, white_space
from queries.filters import Filters, Focus, Level
from scenes import profiles as scene
from ui import downloads, figure, sankey_clicks, tiles
from ui.profile_links import PAGES, names, page_parameters, page_url, table, view_parameters
from ui.profiles.register import Entry
from ui.text import plain
from ui.view import View, room

# How sure the register is: on a badge, and of the whole entry.
BADGES = {"published": N_("Published"), "assumed": N_("Assumed"), "placeholder": N_("Placeholder")}
CERTAINTY = {
    "published": N_("The entry is published."),
    "assumed": N_("The entry is assumed."),
    "placeholder": N_("The entry is placeholder."),
}
PROFILE_OF: dict[Level, str] = {
    "partnership": N_("Profile of the partnership"),
    "cluster": N_("Profile of the cluster"),
    "country": N_("Profile of the country"),
}


def match_widths(why: int = 610) -> dict[str, Any]:
    """Columns of candidates: room for the reasons, which are a sentence, beside columns of a word.

    why: pixels of the reasons, which leave the score in sight."""
    return {
        "would": st.column_config.Column(label("would"), width=70),
        "score": st.column_config.NumberColumn(label("score"), help=MEASURES["score"].definition, width=60),
        "why": st.column_config.Column(label("why"), width=why),
    }


def ways_on(view: View, level: Level, node: str, entry: Entry, partnership: str = "", country: str = "") -> None:
    """How sure the register is of it, and links to related profiles, to its rows and to its website.

    partnership, country: ids of those of a cluster.
    """
    if entry.basis:
        badge = _(BADGES.get(entry.basis, entry.basis.capitalize()))
        st.badge(plain(badge), color="gray" if entry.basis == "published" else "orange")
    related: list[tuple[Level, str]] = [("partnership", partnership), ("country", country)]
    for of_level, other in related:
        if not other:
            continue
        st.page_link(
            PAGES[of_level],
            label=plain(names(view.snapshot.snapshot_id, of_level)[other]),
            icon=":material/arrow_forward:",
            help=_(PROFILE_OF[of_level]),
            query_params=page_parameters(of_level, other, view.snapshot.snapshot_id),
        )
    _way_to_rows(view.filters, level, node)
    if entry.link:
        st.link_button(_("Website"), entry.link, icon=":material/open_in_new:", type="tertiary")


def figures(view: View, level: Level, node: str) -> bool:
    """The tiles; returns whether it has an exchange in the view."""
    tiles.row(*scene.facts(view, level, node))
    return scene.is_active(view, level, node)


def _way_to_rows(filters: Filters, level: Level, node: str) -> None:
    """Link to the rows: those of the view with the focus here, which takes the place of any other focus.

    A link to another tab, since in this session the box of the bar keeps its focus when the page changes, and
    `st.switch_page` refuses to go while widgets are bound to the URL.
    """
    here = replace(filters, focus=Focus(level, either=node))
    counted = exchanges.exchange_count(here).iloc[0]["exchanges"]
    st.link_button(
        ngettext("Rows of {number} exchange", "Rows of {number} exchanges", int(counted)),
        page_url("exchanges", view_parameters(here)),
        icon=":material/list:",
        type="tertiary",
        help=_("Opens the Exchanges page with the focus here, in place of any other focus."),
    )


def story(view: View, level: Level, node: str, one: Entry, is_active: bool) -> None:
    """With whom and when; of one without an exchange in the view the register's entry in their place."""
    if is_active:
        with_whom(view, level, node)
        over_time(view, level, node, one.name)
        return
    if view.filters.is_narrowed:
        said = _(
            "{name} has no exchange in this view. Widen the period, or remove a filter or the focus.",
            name=plain(one.name),
        )
    else:
        said = _("{name} has no exchange in this view.", name=plain(one.name))
    st.info(said, icon=":material/hourglass_empty:")
    entry(one)


def entry(one: Entry) -> None:
    """Who: the register's entry, each fact with its basis, and its sources one click away."""
    st.markdown(f"##### {_('In the register')}")
    lines = [
        _line(fact.what, fact.text) + (f" :gray[({plain(_(fact.basis))})]" if fact.basis else "") for fact in one.facts
    ]
    if one.website and not one.link:
        lines.append(_line(_("Website"), one.website))
    st.markdown("\n".join(lines))
    counted = _("Sources: {number}", number=words.count(len(one.sources)))
    with st.popover(counted, type="tertiary", icon=":material/menu_book:"):
        st.caption(_certainty(one.basis))
        st.markdown("\n".join(f"- {plain(_(source))}" for source in one.sources) or _("No source is given."))


def _line(what: str, text: str) -> str:
    return "- " + _("**{what}**: {text}", what=plain(what), text=plain(text))


def _certainty(basis: str) -> str:
    if not basis:
        return _("As delivered with the register.")
    return _(CERTAINTY[basis]) if basis in CERTAINTY else _("The entry is {basis}.", basis=plain(basis))


def with_whom(view: View, level: Level, node: str) -> None:
    """The Sankey of its exchanges, its visits in colour."""
    chart = scene.with_whom(view, level, node, room())
    snapshot_id = view.snapshot.snapshot_id
    others = columns_with_other(chart)
    figure.show(chart, view.snapshot, picked=sankey_clicks.picked(snapshot_id), row_level=level, others=others)
    opened = st.session_state.pop(sankey_clicks.OPENED, None)
    if opened in others:
        sankey_clicks.other(snapshot_id, opened, scene.held_by_other(view, level, node, opened))


def over_time(view: View, level: Level, node: str, name: str) -> None:
    """Its exchanges by month, on the months of the whole snapshot."""
    figure.show(scene.over_time(view, level, node, name, room()), view.snapshot)


def where(view: View, level: Level, node: str, name: str) -> None:
    """The map."""
    figure.show(scene.where(view, level, node, name, room()), view.snapshot)


def partners(view: View, level: Level, node: str, name: str) -> None:
    """The table of partners with its downloads."""
    rows = profiles.partners(view.filters, level, node)
    title = scene.partners_title(list(rows["partner_id"]), node, name)
    st.markdown(f"##### {plain(title)}")
    if rows.empty:
        return
    columns = ["partner_name", "visiting", "hosting", "exchanges", "lump_sum_eur", "first_month", "last_month"]
    table(
        rows,
        view.filters,
        "profile_partners",
        _("Table of: {title}", title=title),
        level=level,
        columns=columns,
        height=fitting(rows),
    )
    downloads.buttons("partners", title, view.snapshot, lambda: [rows])


def members(view: View, name: str, clusters: pd.DataFrame) -> None:
    """The clusters of a partnership or country, with their exchanges in the view."""
    title = ngettext("{number} cluster of {name}", "{number} clusters of {name}", len(clusters), name=name)
    st.markdown(f"##### {plain(title)}")
    if clusters.empty:
        st.caption(_("Its organisations take part through clusters of other countries, if at all."))
        return
    columns = ["short_name", "acronym", "country_name", "role", "visiting", "hosting", "basis"]
    table(
        clusters,
        view.filters,
        "profile_members",
        _("Table of: {title}", title=title),
        columns=columns,
        height=fitting(clusters),
    )
    rows = clusters[["cluster_id", "name", *columns]]
    downloads.buttons("clusters", title, view.snapshot, lambda: [rows])


def could_meet(view: View, cluster_id: str, name: str) -> None:
    """Candidate matches of a cluster that never visited or never hosted; nothing for one that did both."""
    found = white_space.matches(view.filters, "cluster")
    found = found[found["absent_id"] == cluster_id]
    if found.empty:
        return
    rows = draw_white_space.match_table(found)
    title = _("Whom could {name} meet?", name=name)
    st.markdown(f"##### {plain(title)}")
    columns = ["would", "match_name", "why", "score"]
    table(
        rows,
        view.filters,
        "profile_matches",
        _("Table of: {title}", title=title),
        columns=columns,
        height="content",
        config=match_widths(),
        placeholder=pgettext("candidate", "none"),
    )
    downloads.buttons("matches", title, view.snapshot, lambda: [rows])


def fitting(rows: pd.DataFrame, most: int = 10, pixels: int = 387) -> int | Literal["content"]:
    """Height of a table: that of its rows without a scroll bar and without an empty row, or `pixels` for more than `most`."""
    return pixels if len(rows) > most else "content"
