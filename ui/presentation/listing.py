"""The scenes of the order as rows: headline, notes, and buttons to move, double, remove and open each."""

from functools import lru_cache
from typing import Any

import streamlit as st

from data import warehouse
from data.warehouse import Snapshot
from languages import current, pgettext, speaking
from languages import gettext as _
from scenes import compose, link
from scenes.compose import Scene
from scenes.order import LONGEST_HEADLINE, LONGEST_NOTES, OrderProblem
from scenes.pages import PAGES
from scenes.view import Room
from ui.presentation import state
from ui.text import plain

FINDINGS = 500


def rows(snapshot: Snapshot) -> None:
    """Draw the rows. All can be reached and done by keyboard."""
    scenes = state.current().scenes
    for at, scene in enumerate(scenes):
        with st.container(border=True, key=f"scene_{at}"):
            _row(at, scene, len(scenes), snapshot)


def _row(at: int, scene: Scene, of: int, snapshot: Snapshot) -> None:
    # Another key after each move, so that the field shows the headline of the scene that now stands here.
    turn = state.changes()
    finding, sentence = _said(current(), scene.page, scene.address, snapshot.snapshot_id)
    title, notes, acts = st.columns([6, 4, 3], gap="small", vertical_alignment="top")
    with title:
        st.text_input(
            _("Headline of scene {number}", number=at + 1),
            value=scene.headline,
            key=f"headline_{turn}_{at}",
            placeholder=finding,
            max_chars=LONGEST_HEADLINE,
            label_visibility="collapsed",
            on_change=_write,
            args=(at, "headline", f"headline_{turn}_{at}"),
        )
        st.caption(f"**{at + 1}. {_(PAGES[scene.page].title)}.** {plain(sentence)}")
    with notes:
        st.text_area(
            _("Notes of scene {number}", number=at + 1),
            value=scene.notes,
            key=f"notes_{turn}_{at}",
            placeholder=_("Notes for the presenter"),
            max_chars=LONGEST_NOTES,
            label_visibility="collapsed",
            height=68,
            on_change=_write,
            args=(at, "notes", f"notes_{turn}_{at}"),
        )
    with acts, st.container(horizontal=True, gap="xsmall", horizontal_alignment="right"):
        _acts(at, of)
        # Below the page's own path, also where the app lives under one.
        st.link_button(
            pgettext("button", "Open"),
            f"./{scene.address_on(state.current().snapshot_id)}",
            type="tertiary",
            help=_("Opens the view of scene {number}", number=at + 1),
        )


def _acts(at: int, of: int) -> None:
    """The buttons that change the order."""
    here = at + 1

    def button(key: str, name: str, told: str, icon: str, act: Any, *args: int, disabled: bool = False) -> None:
        st.button(
            name,
            key=f"{key}_{at}",
            help=told,
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=disabled,
            on_click=act,
            args=(at, *args),
        )

    up, down = _("Move scene {number} up", number=here), _("Move scene {number} down", number=here)
    button("up", pgettext("button", "Up"), up, "arrow_upward", _move, -1, disabled=at == 0)
    button("down", pgettext("button", "Down"), down, "arrow_downward", _move, 1, disabled=here == of)
    button("duplicate", _("Duplicate"), _("Duplicate scene {number}", number=here), "content_copy", _double)
    button("remove", _("Remove"), _("Remove scene {number}", number=here), "delete", _remove)


def _write(at: int, field: str, key: str) -> None:
    state.keep(state.current().changed(at, **{field: str(st.session_state[key]).strip()}), moves_scenes=False)


def _move(at: int, by: int) -> None:
    state.keep(state.current().moved(at, by))


def _double(at: int) -> None:
    try:
        state.keep(state.current().doubled(at))
    except OrderProblem as problem:
        st.toast(plain(problem), icon=":material/error:")


def _remove(at: int) -> None:
    state.keep(state.current().without(at))


@lru_cache(maxsize=FINDINGS)
def _said(language: str, page: str, address: str, snapshot_id: str) -> tuple[str, str]:
    """The finding of the day, which is the headline unless the presenter writes one, and the filters in words."""
    with speaking(language):
        scene = compose.scene_of(page, link.read(address.partition("?")[2]))
        view = compose.view_of(scene, warehouse.describe(snapshot_id))
        return compose.shown(scene, view, Room()).finding, view.filters.sentence(view.names)
