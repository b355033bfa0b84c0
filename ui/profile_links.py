"""Links to the profile pages. They carry the view as the filter bar reads it from the URL: names, lists as repeated keys."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import quote

import pandas as pd
import streamlit as st

from charts.codes import name_in_words
from languages import LANGUAGES, N_, current
from languages import gettext as _
from queries import register
from queries.filters import Filters, Level
from scenes.link import Parameters, query_string
from scenes.link import parameters_of as view_parameters
from scenes.names import nodes as names
from scenes.names import nodes_by_name
from scenes.profiles import LONGEST_UNKNOWN
from ui import codes
from ui import table as tables
from ui.text import plain

PAGES: dict[Level, str] = {
    "partnership": "pages/profiles/partnership.py",
    "cluster": "pages/profiles/cluster.py",
    "country": "pages/profiles/country.py",
}
# Name columns of the questions, with what they name and the column that holds its id.
NAMED: dict[str, tuple[Level, str]] = {
    "short_name": ("cluster", "cluster_id"),
    "acronym": ("partnership", "partnership_id"),
    "country_name": ("country", "country_code"),
    "visiting_cluster": ("cluster", "visiting_cluster_id"),
    "host_cluster": ("cluster", "host_cluster_id"),
    "match_name": ("cluster", "match_id"),
    "visiting_partnership": ("partnership", "visiting_partnership_id"),
    "host_partnership": ("partnership", "host_partnership_id"),
    "visiting_country": ("country", "visiting_country_code"),
    "host_country": ("country", "host_country_code"),
}
# Those that name a cluster in one question and a country in another: the caller says what.
NAMED_AT_LEVEL = {
    "visiting_name": "visiting_id",
    "host_name": "host_id",
    "partner_name": "partner_id",
    "absent_name": "absent_id",
    "absent_host_name": "absent_host_id",
    "name": "id",
}
# Shows what a link names. A name that no profile has, such as "Total" or "Other", stands behind a mark that leads nowhere:
# a column of links can show nothing else.
SHOWN_NAME = r"^(?:[a-z]+\?[a-z]+=|#)([^&]*)"
SNAPSHOTS = 8


def page_parameters(level: Level, node: str, snapshot_id: str) -> Parameters:
    """Parameters of `st.page_link` to the profile page of a node; Streamlit adds those of the bar itself."""
    return {level: names(snapshot_id, level).get(node, node)}


def page_url(path: str, parameters: Parameters) -> str:
    """A relative link to a page with parameters. Whatever the names in them hold is percent-encoded."""
    return f"{path}?{query_string(parameters)}"


def url(level: Level, node: str, filters: Filters) -> str:
    """A relative link to the profile page of a node, with the view."""
    return page_url(level, page_parameters(level, node, filters.snapshot_id) | view_parameters(filters))


def identified(frame: pd.DataFrame, snapshot_id: str, level: Level | None = None) -> pd.DataFrame:
    """The frame with a column of ids beside each column of names that has none; "" where a name is not that of one node.

    Name columns are those of `link_columns`. Charts name what they draw; most of their tables leave the ids out.
    """
    added: dict[str, pd.Series] = {}
    for column, (of_level, id_column) in _named(level).items():
        if column in frame and column != "name" and id_column not in frame:
            found = [
                _ids_by_name(snapshot_id, one, current()).get(str(name), "")
                for one, name in zip(_levels(frame, column, of_level), frame[column], strict=True)
            ]
            added[id_column] = pd.Series(found, index=frame.index, dtype="object")
    return frame.assign(**added)


def _levels(frame: pd.DataFrame, column: str, of_level: Level) -> list[Level]:
    """What each row names in a column; rows of several levels say so themselves."""
    return list(frame["level"]) if column == "short_name" and "level" in frame else [of_level] * len(frame)


@lru_cache(maxsize=SNAPSHOTS * len(PAGES) * len(LANGUAGES))
def _ids_by_name(snapshot_id: str, level: Level, language: str) -> dict[str, str]:
    """Ids of the nodes of a level by the names that belong to one node alone: the short ones, the full ones. Countries have
    their names in the language that is spoken now, by which the answers are kept."""
    del language
    nodes = register.nodes(snapshot_id, level)
    pairs = pd.concat([nodes[["short_name", "id"]].set_axis(["name", "id"], axis=1), nodes[["name", "id"]]])
    pairs = pairs.drop_duplicates()
    own = pairs[~pairs["name"].duplicated(keep=False)]
    return dict(zip(own["name"], own["id"], strict=True))


def _named(level: Level | None) -> dict[str, tuple[Level, str]]:
    """Columns of names with what they name and the column of its ids."""
    return NAMED | ({name: (level, held) for name, held in NAMED_AT_LEVEL.items()} if level else {})


def link_columns(
    frame: pd.DataFrame, filters: Filters, level: Level | None = None
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The frame with links to profiles in the place of names, and the settings that show them as names.

    Name columns are those of NAMED, and with a `level` those of NAMED_AT_LEVEL, wherever the frame has the column of
    their ids too; these are hidden. A name without an id is shown and leads nowhere. The settings are for
    `st.dataframe(column_config=...)`.
    """
    rest = query_string(view_parameters(filters))
    shown = codes.translated(tables.numbers(frame)).copy()
    config: dict[str, Any] = {}
    for column, (of_level, id_column) in _named(level).items():
        if column not in frame or id_column not in frame:
            continue
        levels = _levels(frame, column, of_level)
        label_of = {one: names(filters.snapshot_id, one) for one in set(levels)}
        shown[column] = pd.Series(
            [
                _link(one, label_of[one], node, rest) or _nowhere(name)
                for one, node, name in zip(levels, frame[id_column], frame[column], strict=True)
            ],
            index=frame.index,
            dtype="object",
        )
        heading = tables.column_config(frame[[column]])[column]
        config[column] = st.column_config.LinkColumn(heading["label"], help=heading["help"], display_text=SHOWN_NAME)
        config[id_column] = None
    return shown, config


def _link(level: Level, label_of: dict[str, str], node: Any, rest: str) -> str | None:
    if pd.isna(node) or not node:
        return None
    own = query_string({level: label_of.get(node, node)})
    return f"{level}?{own}&{rest}" if rest else f"{level}?{own}"


def _nowhere(name: Any) -> str | None:
    return None if pd.isna(name) or not name else f"#{quote(name_in_words(str(name)), safe='')}"


def table(
    frame: pd.DataFrame,
    filters: Filters,
    key: str,
    alt: str,
    *,
    level: Level | None = None,
    height: int | Literal["auto", "content"] = "auto",
    columns: list[str] | None = None,
    config: Mapping[str, Any] | None = None,
    placeholder: str = tables.EMPTY,
    **settings: Any,
) -> Any:
    """A read-only table whose names lead to profiles; `columns` names those to show, in their order.

    config: settings of columns that are to differ from those of their measures. placeholder: what an empty cell shows.
    """
    shown, links = link_columns(frame, filters, level)
    return st.dataframe(
        shown,
        key=key,
        hide_index=True,
        column_config=tables.column_config(frame) | links | dict(config or {}),
        column_order=columns,
        height=height,
        placeholder=placeholder,
        alt=alt,
        **settings,
    )


TITLES: dict[Level, str] = {"partnership": N_("Partnership"), "cluster": N_("Cluster"), "country": N_("Country")}
PROMPTS: dict[Level, str] = {
    "partnership": N_("Choose a partnership"),
    "cluster": N_("Choose a cluster"),
    "country": N_("Choose a country"),
}
UNKNOWN: dict[Level, str] = {
    "partnership": N_("No partnership is named {name}. Choose one from the list on the left."),
    "cluster": N_("No cluster is named {name}. Choose one from the list on the left."),
    "country": N_("No country is named {name}. Choose one from the list on the left."),
}


def chooser(level: Level, snapshot_id: str) -> str:
    """Draw the box that chooses the node of the page, which the URL holds; the first by name where it names none.

    The page's title says what it chooses.

    Returns its id, or "" where the register has none of this level, or none of the name that the URL holds: says so then.
    """
    label_of = names(snapshot_id, level)
    ids = nodes_by_name(snapshot_id, level)
    unknown = _unknown(level, label_of)
    chosen = st.selectbox(
        _(TITLES[level]),
        ids,
        index=None if unknown else 0,
        key=level,
        placeholder=_(PROMPTS[level]),
        format_func=lambda node: label_of.get(node, node),
        label_visibility="collapsed",
        bind="query-params",
        width=320,
    )
    if chosen in label_of:
        st.session_state.pop(f"{level}_unknown", None)
        return str(chosen)
    if unknown and ids:
        st.info(_(UNKNOWN[level], name=plain(unknown)), icon=":material/search_off:")
        return ""
    return ids[0] if ids else ""


def _unknown(level: Level, label_of: dict[str, str]) -> str:
    """The name in the URL that nothing of the level has; "" for none. The session keeps it, since the box clears the URL."""
    named, kept = st.query_params.get(level, ""), f"{level}_unknown"
    if named in label_of.values():
        st.session_state.pop(kept, None)
    elif named:
        st.session_state[kept] = named[:LONGEST_UNKNOWN]
    return str(st.session_state.get(kept, ""))
