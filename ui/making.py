"""Files that take some seconds: made in a thread, so that the app stays usable, with their progress and a way to cancel."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import streamlit as st

from charts import words
from languages import formats
from languages import gettext as _
from ui.downloads import in_this_language
from ui.text import plain

# Told after each step: how many are done, of how many.
Progress = Callable[[int, int], None]
# Files made at the same time for all readers together; others wait their turn.
AT_ONCE = 2
LOOK_SECONDS = 0.5

_MAKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="export")


class Cancelled(Exception):
    """The reader no longer wants the file."""


@dataclass
class Job:
    """One file in the making. The thread writes `done`; the reader's session reads it and sets `cancel`.

    label: what it is, in the reader's language.
    """

    label: str
    name: str
    mime: str
    of: int = 1
    done: int = 0
    cancel: Event = field(default_factory=Event)
    made: "Future[bytes] | None" = None

    def tell(self, done: int, of: int) -> None:
        """From the thread, after each step."""
        if self.cancel.is_set():
            raise Cancelled
        self.done, self.of = done, of


def start(key: str, label: str, name: str, mime: str, make: Callable[[Progress], bytes]) -> None:
    """From a callback: begin a file, in the reader's language, in the place of the one under the same key."""
    stop(key)
    job = Job(label, name, mime)
    job.made = _MAKERS.submit(in_this_language(lambda: make(job.tell)))
    st.session_state[key] = job


def stop(key: str) -> None:
    """End the file under the key, made or not."""
    job: Job | None = st.session_state.pop(key, None)
    if job:
        job.cancel.set()
        if job.made:
            job.made.cancel()


def under_way(key: str) -> None:
    """The file in the making, or made: progress with a way to cancel it, then its download."""
    job: Job | None = st.session_state.get(key)
    if job is None or job.made is None:
        return
    with st.container(border=True, key=f"{key}_job"):
        if job.made.done():
            _result(key, job, job.made)
        else:
            _watch(key)


@st.fragment(run_every=LOOK_SECONDS)
def _watch(key: str) -> None:
    job: Job | None = st.session_state.get(key)
    if job is None or job.made is None or job.made.done():
        st.rerun()
        return
    said = _(
        "{format}: {done} of {number} steps are done",
        format=job.label,
        done=words.count(job.done),
        number=words.count(job.of),
    )
    st.progress(min(job.done / job.of, 1.0), said)
    if st.button(_("Cancel"), key=f"{key}_cancel", icon=":material/close:"):
        stop(key)
        st.rerun()


def _result(key: str, job: Job, made: "Future[bytes]") -> None:
    problem = None if made.cancelled() else made.exception()
    if made.cancelled() or problem is not None:
        logging.getLogger(__name__).error("%s was not made", job.name, exc_info=problem)
        st.error(_("{format} could not be made. Try again.", format=plain(job.label)), icon=":material/error:")
        st.button(_("Close"), key=f"{key}_close", on_click=stop, args=(key,))
        return
    content = made.result()
    megabytes = formats.decimal(len(content) / 1_000_000, 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("Download {format} ({megabytes} MB)", format=job.label, megabytes=megabytes),
            content,
            job.name,
            job.mime,
            key=f"{key}_download",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        st.button(_("Close"), key=f"{key}_close", type="tertiary", on_click=stop, args=(key,))
