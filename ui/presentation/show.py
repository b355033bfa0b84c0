"""The stage in the app: all scenes are made before the first is shown, so that the talk needs nothing of the server."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from charts import words
from data import warehouse
from data.warehouse import Snapshot, SnapshotProblem
from exports import html
from languages import current, pgettext
from languages import gettext as _
from queries import geography
from scenes.order import Order
from ui import frame, map_shapes, plot
from ui.presentation import pin, state

PRESENT = "present"
MADE = "talk_made"
# How many talks this session has begun: a stage that is left and begun anew before the page has answered is another one.
BEGUN = "talks_begun"
# A publish is told on the stage this many seconds after it at the latest.
LOOK_FOR_NEWER_SECONDS = 10

_SCRIPT = html.stage_script() + (Path(__file__).parent / "stage_in_app.js").read_text(encoding="utf-8")
_STAGE = st.components.v2.component(
    "presentation_stage", html="<div></div>", css=html.stage_style(), js=_SCRIPT, isolate_styles=False
)
_NEWS = st.components.v2.component(
    "presentation_news",
    html="<div></div>",
    js=(Path(__file__).parent / "news.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def present_button(snapshot: Snapshot) -> None:
    """The button that begins the talk and pins its snapshot."""
    st.button(
        pgettext("button", "Present"),
        key="present_button",
        type="primary",
        icon=":material/slideshow:",
        disabled=not state.current().scenes,
        on_click=_begin,
        args=(snapshot.snapshot_id,),
    )


def _begin(snapshot_id: str) -> None:
    pin.pin(snapshot_id)
    st.query_params[PRESENT] = "1"
    st.session_state[BEGUN] = _begun() + 1


def _begun() -> int:
    return int(st.session_state.get(BEGUN, 0))


def _end() -> None:
    """From the stage, which says which talk it is: none ends that was begun since."""
    if PRESENT in st.query_params and st.session_state["stage"].closed == _begun():
        del st.query_params[PRESENT]


def _move_to_newer() -> None:
    pin.pin(warehouse.current().snapshot_id)


def is_under_way() -> bool:
    """Whether the address says that the order is presented."""
    return PRESENT in st.query_params and bool(state.current().scenes)


def stage(shown: Snapshot) -> None:
    """The stage over the whole window."""
    held = state.current()
    if not held.snapshot_id:
        pin.pin(shown.snapshot_id)
    _STAGE(
        key="stage",
        data={
            "talk": _made(held, shown),
            "begun": _begun(),
            "library": f"app/static/{plot.SERVED.name}",
        },
        on_closed_change=_end,
        on_moved_change=_move_to_newer,
    )
    _news(shown.snapshot_id)


def _made(held: Order, shown: Snapshot) -> str:
    """The talk as JSON, made once for an order, a snapshot, a theme and a language."""
    tones = frame.palette()
    of = (held.title, held.scenes, shown.snapshot_id, tones.name, current())
    kept: tuple[Any, str] | None = st.session_state.get(MADE)
    if kept and kept[0] == of:
        return kept[1]
    bar = st.progress(0.0, _("Making the scenes"))

    def tell(done: int, of_all: int) -> None:
        bar.progress(done / of_all, _("Scene {done} of {number} is made", done=done, number=of_all))

    talk = html.talk(
        held,
        shown,
        {tones.name: tones},
        map_shapes.shapes(geography.country_shapes()),
        progress=tell,
    )
    bar.empty()
    text = json.dumps(talk, ensure_ascii=False)
    st.session_state[MADE] = (of, text)
    return text


@st.fragment(run_every=LOOK_FOR_NEWER_SECONDS)
def _news(shown_id: str) -> None:
    """Tells the stage of a newer snapshot, which it signs in a corner."""
    try:
        newest = warehouse.current()
    except SnapshotProblem:
        return
    is_newer = newest.snapshot_id != shown_id
    said = ""
    if is_newer:
        said = _("snapshot {snapshot}, as of {day}", snapshot=newest.snapshot_id, day=words.day(newest.as_of_date))
    _NEWS(key="stage_news", data={"newer": said})
