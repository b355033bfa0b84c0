"""The focus: one node or pair for the whole app. It lives in the URL, in the search box of the bar, and in a chip."""

from collections.abc import Callable

import streamlit as st

from languages import N_, pgettext
from languages import gettext as _
from queries.filters import LEVELS, SIDES, Focus, Level
from scenes.focus import ARROW, labels, of_address, parse
from ui.text import plain

KEY, SIDE_KEY = "focus", "focus_side"
PROMPT = N_("Search country, partnership, cluster")


def box(snapshot_id: str) -> Focus | None:
    """Draw the search box and its side, and return the focus; None where there is none or nothing has that name.

    A pair has no entry of its own in the list: a click writes it as "France → Germany", and so may the reader.
    """
    label_of = labels(snapshot_id)
    _in_language(snapshot_id)
    choice, side = st.columns([5, 3], gap="xsmall")
    with choice:
        picked = st.selectbox(
            _("Focus"),
            [label_of[key] for level in LEVELS for key in label_of if key[0] == level],
            index=None,
            key=KEY,
            placeholder=_("Focus on …"),
            label_visibility="collapsed",
            accept_new_options=True,
            help=_(PROMPT),
            bind="query-params",
        )
    with side:
        on_side = st.selectbox(
            _("Side of focus"),
            SIDES,
            key=SIDE_KEY,
            format_func=_,
            label_visibility="collapsed",
            bind="query-params",
            disabled=not picked,
        )
    if not picked:
        return None
    focus = parse(picked, on_side, label_of)
    if focus is None:
        st.caption(f":material/search_off: {_('Nothing is named {name}.', name=plain(picked[:80]))}")
    return focus


def label(focus: Focus, snapshot_id: str) -> str:
    """The focus as the box shows it: a node, or a pair with an arrow."""
    label_of = labels(snapshot_id)
    return ARROW.join(label_of.get((focus.level, node), node) for node in focus.nodes)


def _in_language(snapshot_id: str) -> None:
    """The box holds free text, so what it held before the reader chose another language is put into that one."""
    held = st.session_state.get(KEY)
    found = of_address(held, "either", snapshot_id) if held else None
    if found and label(found, snapshot_id) != held:
        st.session_state[KEY] = label(found, snapshot_id)


def chip(focus: Focus, names: dict[str, str]) -> None:
    """The focus as a button that removes it."""
    ends = [names.get(node, node) for node in focus.nodes]
    name = ARROW.join(ends)
    words = {
        "either": name,
        "visiting": pgettext("focus", "From {name}", name=name),
        "host": pgettext("focus", "To {name}", name=name),
    }[focus.side]
    st.button(
        plain(words),
        key="focus_chip",
        icon=":material/close:",
        help=_("Remove the focus"),
        type="primary",
        on_click=clear,
    )


def clear() -> None:
    """Remove the focus."""
    st.session_state[KEY] = None
    st.session_state[SIDE_KEY] = "either"


def pick(snapshot_id: str, level: Level, visiting: str = "", host: str = "", side: str = "either") -> bool:
    """Set the focus from a callback: a node (one of visiting, host) on `side`, or a pair. False if no such node exists."""
    label_of = labels(snapshot_id)
    ends = [label_of.get((level, node)) for node in (visiting, host) if node]
    if not ends or None in ends:
        return False
    st.session_state[KEY] = ARROW.join(end for end in ends if end)
    st.session_state[SIDE_KEY] = side if len(ends) == 1 and side in SIDES else "either"
    return True


def picked_node_or_pair(snapshot_id: str, level: Level) -> Callable[[list[str]], None]:
    """For charts whose marks carry [id, ...], [id, side, ...] or [visiting id, host id, ...] of one level; where one end
    of a pair is empty the mark is the other end's total on that side.

    A single id that the level does not know is looked up in the others: the map draws countries and clusters together.
    """

    def set_focus(mark: list[str]) -> None:
        first, second = mark[0], mark[1] if len(mark) > 1 else ""
        if not first or second in SIDES:
            pick(snapshot_id, level, visiting=first or second, side=second if first else "host")
        elif len(mark) > 1 and not second:
            pick(snapshot_id, level, visiting=first, side="visiting")
        elif not pick(snapshot_id, level, visiting=first, host=second):
            any(pick(snapshot_id, known, visiting=first) for known in (level, *LEVELS))

    return set_focus


# Columns of ids of one node in a row of a table, by level.
NODE_IDS: dict[Level, str] = {"cluster": "cluster_id", "country": "country_code", "partnership": "partnership_id"}
PAIR_IDS: dict[Level, tuple[str, str]] = {
    "country": ("visiting_country_code", "host_country_code"),
    "partnership": ("visiting_partnership_id", "host_partnership_id"),
    "cluster": ("visiting_cluster_id", "host_cluster_id"),
}


def pick_row(snapshot_id: str, row: dict[str, str], level: Level | None) -> bool:
    """From a callback: focus on what a row of a chart's table names by its ids, a pair or a node. False if it names none.

    The ids stand in visiting_id and host_id, or in id, at `level`; in columns that name their level, such as
    host_country_code; or in that of one node: of a cluster, else of a country, else of a partnership.
    """
    if level:
        if _pick_pair(snapshot_id, level, row.get("visiting_id", ""), row.get("host_id", "")):
            return True
        if row.get("id"):
            return pick(snapshot_id, level, visiting=row["id"])
    if any(
        _pick_pair(snapshot_id, known, row.get(visiting, ""), row.get(host, ""))
        for known, (visiting, host) in PAIR_IDS.items()
    ):
        return True
    found = [(known, row[column]) for known, column in NODE_IDS.items() if row.get(column)]
    return bool(found) and pick(snapshot_id, found[0][0], visiting=found[0][1])


def _pick_pair(snapshot_id: str, level: Level, visiting: str, host: str) -> bool:
    side = "either" if visiting and host else _side_of(visiting)
    return bool(visiting or host) and pick(snapshot_id, level, visiting=visiting, host=host, side=side)


def _side_of(visiting: str) -> str:
    return "visiting" if visiting else "host"
