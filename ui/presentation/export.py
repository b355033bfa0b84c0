"""Exports of the running order, and decks brought up to date."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from charts import words
from data.warehouse import Snapshot
from exports import deck, html, report
from languages import N_, ngettext
from languages import gettext as _
from scenes import compose, file_name
from scenes.order import Order
from scenes.slide import Slide
from ui import making
from ui.making import Progress
from ui.presentation import state
from ui.text import plain

KEY = "export"


@dataclass(frozen=True)
class Format:
    """A kind of file: its name on the button in English, its suffix and type, and what makes it."""

    label: str
    suffix: str
    mime: str
    make: Callable[[Order, Snapshot, str, Progress], bytes]


def _html(held: Order, snapshot: Snapshot, address: str, progress: Progress) -> bytes:
    return html.document(held, snapshot, address=address, progress=progress)


def _slides(held: Order, snapshot: Snapshot, progress: Progress) -> list[Slide]:
    """The slides, which take the first half of the steps."""
    made = []
    for at, scene in enumerate(held.scenes, start=1):
        made.append(compose.slide(scene, snapshot))
        progress(at, 2 * len(held.scenes))
    return made


def _powerpoint(held: Order, snapshot: Snapshot, address: str, progress: Progress) -> bytes:
    slides = _slides(held, snapshot, progress)
    half = len(slides)
    return deck.deck(slides, held.title, address=address, progress=lambda at, of: progress(half + at, 2 * half))


def _pdf(paper: report.Paper) -> Callable[[Order, Snapshot, str, Progress], bytes]:
    def make(held: Order, snapshot: Snapshot, address: str, progress: Progress) -> bytes:
        slides = _slides(held, snapshot, progress)
        half = len(slides)
        tell: Progress = lambda at, of: progress(half + at, 2 * half)  # noqa: E731
        return report.report(slides, held.title, paper=paper, address=address, progress=tell)

    return make


FORMATS = (
    Format("PowerPoint", "pptx", deck.MEDIA_TYPE, _powerpoint),
    Format(N_("One HTML file"), "html", "text/html", _html),
    Format(N_("PDF for paper, A4"), "pdf", "application/pdf", _pdf(report.PORTRAIT)),
    Format(N_("PDF for a screen, 16:9"), "pdf", "application/pdf", _pdf(report.SCREEN)),
)


def menu(snapshot: Snapshot) -> None:
    """The popover with the formats, and under way the file's progress."""
    with st.popover(_("Export"), icon=":material/download:", key="export_order", disabled=not state.current().scenes):
        for number, one in enumerate(FORMATS):
            st.button(
                _(one.label),
                key=f"export_{number}",
                icon=":material/draft:",
                width="stretch",
                on_click=_start,
                args=(one, snapshot, _address()),
            )
        _refresh(snapshot)


def _refresh(snapshot: Snapshot) -> None:
    """A deck made earlier, with the figures of the snapshot shown; headlines, order and slides of the presenter stay."""
    file = st.file_uploader(_("Bring a deck up to date"), type="pptx", key="deck_file", max_upload_size=60)
    if file is None:
        return
    try:
        fresh = deck.refresh(file.getvalue(), lambda at: compose.slide_at(at, snapshot), _address())
    except deck.DeckProblem as problem:
        st.error(plain(problem), icon=":material/error:")
        return
    st.caption(
        ngettext(
            "{number} slide brought up to date, {headlines} with your own headline; {left} left as they were; {own} made by "
            "hand.",
            "{number} slides brought up to date, {headlines} with your own headline; {left} left as they were; {own} made by "
            "hand.",
            len(fresh.renewed),
            headlines=words.count(len(fresh.kept_headlines)),
            left=words.count(len(fresh.left)),
            own=words.count(len(fresh.by_hand)),
        )
    )
    st.download_button(
        _("Download the deck"),
        fresh.data,
        f"{file_name.stem('deck', snapshot)}.pptx",
        deck.MEDIA_TYPE,
        key="deck_refreshed",
        icon=":material/download:",
        on_click="ignore",
    )


def _address() -> str:
    """Where the dashboard is, for the links in the file."""
    return (st.context.url or "").partition("?")[0].removesuffix("/").removesuffix("/presentation")


def _start(wanted: Format, snapshot: Snapshot, address: str) -> None:
    held = state.current()
    name = f"{file_name.stem(held.title, snapshot)}.{wanted.suffix}"
    make = lambda progress: wanted.make(held, snapshot, address, progress)  # noqa: E731
    making.start(KEY, _(wanted.label), name, wanted.mime, make)
