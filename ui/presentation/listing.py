"""The scenes of the order as rows: headline, notes, and buttons to move, double, remove and open each."""

from functools import lru_cache
from typing import Any

import streamlit as st

from data import warehouse
from data.warehouse import Snapshot
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
    finding, sentence = _said(scene.page, scene.address, snapshot.snapshot_id)
    title, notes, acts = st.columns([6, 4, 3], gap="small", vertical_alignment="top")
    with title:
        st.text_input(
            f"Headline of scene {at + 1}",
            value=scene.headline,
            key=f"headline_{turn}_{at}",
            placeholder=finding,
            max_chars=LONGEST_HEADLINE,
            label_visibility="collapsed",
            on_change=_write,
            args=(at, "headline", f"headline_{turn}_{at}"),
        )
        st.caption(f"**{at + 1}. {PAGES[scene.page].title}.** {plain(sentence)}")
    with notes:
        st.text_area(
            f"Notes of scene {at + 1}",
            value=scene.notes,
            key=f"notes_{turn}_{at}",
            placeholder="Notes for the presenter",
            max_chars=LONGEST_NOTES,
            label_visibility="collapsed",
            height=68,
            on_change=_write,
            args=(at, "notes", f"notes_{turn}_{at}"),
        )
    with acts, st.container(horizontal=True, gap="xsmall", horizontal_alignment="right"):
        _button("up", f"Move scene {at + 1} up", ":material/arrow_upward:", at, _move, (at, -1), disabled=at == 0)
        _button(
            "down", f"Move scene {at + 1} down", ":material/arrow_downward:", at, _move, (at, 1), disabled=at == of - 1
        )
        _button("duplicate", f"Duplicate scene {at + 1}", ":material/content_copy:", at, _double, (at,))
        _button("remove", f"Remove scene {at + 1}", ":material/delete:", at, _remove, (at,))
        # Below the page's own path, also where the app lives under one.
        st.link_button(
            "Open",
            f"./{scene.address_on(state.current().snapshot_id)}",
            type="tertiary",
            help=f"Opens the view of scene {at + 1}",
        )


def _button(what: str, label: str, icon: str, at: int, act: Any, args: tuple[int, ...], disabled: bool = False) -> None:
    st.button(
        what.capitalize(),
        key=f"{what}_{at}",
        help=label,
        icon=icon,
        type="tertiary",
        disabled=disabled,
        on_click=act,
        args=args,
    )


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
def _said(page: str, address: str, snapshot_id: str) -> tuple[str, str]:
    """The finding of the day, which is the headline unless the presenter writes one, and the filters in words."""
    scene = compose.scene_of(page, link.read(address.partition("?")[2]))
    view = compose.view_of(scene, warehouse.describe(snapshot_id))
    return compose.shown(scene, view, Room()).finding, view.filters.sentence(view.names)
