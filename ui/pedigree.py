"""Where a number comes from: what it means, the question as it was put, the snapshot, its files, and the rows behind it."""

import json
from collections.abc import Sequence

import streamlit as st

from charts import words
from charts.measures import MEASURES
from data import asked
from data.asked import Asked
from data.warehouse import Snapshot
from languages import gettext as _
from queries import register
from ui import table
from ui.text import plain

_ROOM, _TILES = "pedigree_room", "pedigree_tiles"
CODE_PIXELS = 220


def begin() -> None:
    """Called by app.py before a page runs: from here on it is written down what the page asks."""
    asked.begin()
    st.session_state[_TILES] = ([], ())


def taken(name: str) -> tuple[Asked, ...]:
    """The questions behind the figure that is drawn now."""
    record = asked.current()
    return record.take(name) if record else ()


def of_tiles(measures: Sequence[str]) -> None:
    """Keep what the tiles of this page are made of, for the button in its head."""
    if (record := asked.current()) is None:
        return
    known, questions = st.session_state.get(_TILES, ([], ()))
    st.session_state[_TILES] = ([*known, *measures], (*questions, *record.take("")))


def make_room() -> None:
    """The place in the page's head for its own button, which is filled when the page has asked all it asks."""
    st.session_state[_ROOM] = st.empty()


def for_page(snapshot: Snapshot) -> None:
    """The button in the head: the tiles' definitions and questions; on a page without tiles, all that it asked."""
    measures, questions = st.session_state.get(_TILES, ([], ()))
    record = asked.current()
    whole = questions or tuple(record.asked if record else ())
    with st.session_state.pop(_ROOM):
        _page_button(measures, whole, snapshot)


@st.fragment
def _page_button(measures: Sequence[str], questions: tuple[Asked, ...], snapshot: Snapshot) -> None:
    origin = st.popover(
        _("Origin"),
        type="tertiary",
        icon=":material/account_tree:",
        on_change="rerun",
        key="page_origin",
    )
    if origin.open:
        with origin:
            lines = [
                "- " + _("**{what}**: {text}", what=plain(MEASURES[name].label), text=plain(MEASURES[name].definition))
                for name in dict.fromkeys(measures)
                if name in MEASURES and MEASURES[name].definition
            ]
            st.markdown("\n".join(lines))
            show("page", questions, snapshot)


def show(name: str, questions: tuple[Asked, ...], snapshot: Snapshot) -> None:
    """The snapshot with its files, the way to the rows, and each question with its parameters."""
    st.markdown(_("**Where it comes from**"))
    st.markdown(
        _(
            "Snapshot {snapshot}, built {built} UTC, data as of {day}, rule version {version}.",
            snapshot=plain(snapshot.snapshot_id),
            built=f"{snapshot.built_at:%Y-%m-%d %H:%M}",
            day=words.day(snapshot.as_of_date),
            version=plain(snapshot.rule_version),
        )
    )
    table.show(
        register.sources(snapshot.snapshot_id),
        f"{name}_pedigree_sources",
        _("Files that the snapshot was built from"),
        width=720,
        height=200,
    )
    st.page_link(
        "pages/evidence/exchanges.py",
        label=_("The exchanges behind it; each leads to the file and the row it came from"),
        icon=":material/list:",
    )
    if not questions:
        st.caption(_("Computed from answers that this server had kept; reload the page to see the questions."))
    for one in questions:
        snapshots = words.listing(list(dict.fromkeys(one.snapshot_ids)))
        st.markdown(
            _("**Question {question}**, as put to {snapshots}", question=plain(one.name), snapshots=plain(snapshots))
        )
        st.code(one.sql, language="sql", height=CODE_PIXELS)
        given = {key: value for key, value in one.parameters.items() if value not in ("", [], None)}
        st.caption(
            _("Parameters; those that are empty narrow nothing and are left out") if given else _("No parameters")
        )
        if given:
            st.code(json.dumps(given, indent=1, ensure_ascii=False, default=str), language="json")
