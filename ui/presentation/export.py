"""Exports of the running order. They are made in a thread, so that the app stays usable, and can be cancelled."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import streamlit as st

from charts import words
from data.warehouse import Snapshot
from exports import deck, html, report
from languages import N_, current, formats, ngettext, speaking
from languages import gettext as _
from scenes import compose, file_name
from scenes.order import Order
from scenes.slide import Slide
from ui.presentation import state
from ui.text import plain

# Told after each scene: how many are made, of how many.
Progress = Callable[[int, int], None]
KEY = "order_export"
# Files made at the same time for all readers together; others wait their turn.
AT_ONCE = 2
LOOK_SECONDS = 0.5

_MAKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="export")


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


def _in_language(
    language: str, make: Callable[..., bytes], held: Order, snapshot: Snapshot, address: str, progress: Progress
) -> bytes:
    """The file in the language of the reader who asked for it, of whom the thread knows nothing."""
    with speaking(language):
        return make(held, snapshot, address, progress)


class Cancelled(Exception):
    """The reader no longer wants the file."""


@dataclass
class Job:
    """One file in the making. The thread writes `done`; the reader's session reads it and sets `cancel`."""

    format: Format
    name: str
    of: int
    done: int = 0
    cancel: Event = field(default_factory=Event)
    made: "Future[bytes] | None" = None

    def tell(self, done: int, of: int) -> None:
        """From the thread, after each scene."""
        if self.cancel.is_set():
            raise Cancelled
        self.done, self.of = done, of


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
    _stop()
    held = state.current()
    job = Job(wanted, f"{file_name.stem(held.title, snapshot)}.{wanted.suffix}", len(held.scenes))
    job.made = _MAKERS.submit(_in_language, current(), wanted.make, held, snapshot, address, job.tell)
    st.session_state[KEY] = job


def _stop() -> None:
    job: Job | None = st.session_state.pop(KEY, None)
    if job:
        job.cancel.set()
        if job.made:
            job.made.cancel()


def under_way() -> None:
    """The file in the making, or made: progress with a way to cancel it, then its download."""
    job: Job | None = st.session_state.get(KEY)
    if job is None or job.made is None:
        return
    with st.container(border=True, key="export_job"):
        if job.made.done():
            _result(job, job.made)
        else:
            _watch()


@st.fragment(run_every=LOOK_SECONDS)
def _watch() -> None:
    job: Job | None = st.session_state.get(KEY)
    if job is None or job.made is None or job.made.done():
        st.rerun()
        return
    said = _(
        "{format}: {done} of {number} steps are done",
        format=_(job.format.label),
        done=words.count(job.done),
        number=words.count(job.of),
    )
    st.progress(min(job.done / job.of, 1.0), said)
    if st.button(_("Cancel"), key="export_cancel", icon=":material/close:"):
        _stop()
        st.rerun()


def _result(job: Job, made: "Future[bytes]") -> None:
    problem = None if made.cancelled() else made.exception()
    if made.cancelled() or problem is not None:
        logging.getLogger(__name__).error("%s was not made", job.name, exc_info=problem)
        failed = _("{format} could not be made. Try again.", format=plain(_(job.format.label)))
        st.error(failed, icon=":material/error:")
        st.button(_("Close"), key="export_close", on_click=_stop)
        return
    content = made.result()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _(
                "Download {format} ({megabytes} MB)",
                format=_(job.format.label),
                megabytes=formats.decimal(len(content) / 1_000_000, 1),
            ),
            content,
            job.name,
            job.format.mime,
            key="export_download",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        st.button(_("Close"), key="export_close", type="tertiary", on_click=_stop)
