"""What stands around every page: theme, the line that names the snapshot, and the page for when there is none."""

import streamlit as st

from charts import words
from charts.palette import LIGHT, PALETTES, Palette
from data import warehouse
from data.intake.publishing import may_publish
from data.warehouse import Snapshot, SnapshotProblem
from languages import gettext as _
from queries.filters import Filters
from ui import focus, language, pedigree, pinned, printing
from ui.data_in import first
from ui.presentation.add import add_button
from ui.text import plain

# A fixed height, so that nothing jumps when a focus comes or goes.
TITLE_PIXELS = 44


def palette() -> Palette:
    """Tones of the theme that the reader's browser shows now."""
    return PALETTES.get(st.context.theme.type or "light", LIGHT)


def head(title: str, path: str, filters: Filters, snapshot: Snapshot, names: dict[str, str]) -> None:
    """The page's title and the focus; under it the current view in a sentence, and the snapshot it is drawn from."""
    with st.container(key="head", gap=None):
        with st.container(
            horizontal=True, gap="medium", vertical_alignment="center", height=TITLE_PIXELS, border=False
        ):
            st.title(title, anchor=False, width="content")
            if snapshot.is_sample:
                st.badge(_("Sample data"), color="orange")
            add_button(path)
            if filters.focus:
                focus.chip(filters.focus, names)
            pedigree.make_room()
        sentence = plain(filters.sentence(names))
        origin = _(
            "Snapshot {snapshot}, data as of {day}.",
            snapshot=plain(snapshot.snapshot_id),
            day=words.day(snapshot.as_of_date),
        )
        st.caption(f"**{sentence}** {origin}", width="stretch")
        _other_than_current(snapshot)
        # In here, since between other elements even what shows nothing would take a gap.
        printing.prepare()
        language.mark_page()


def _other_than_current(snapshot: Snapshot) -> None:
    """Says so where the reader does not see the current snapshot, or sees another one in its place."""
    if snapshot.stands_in_for:
        st.warning(
            _(
                "The current snapshot cannot be shown: {reason} You see the newest sound one, {snapshot}.",
                reason=plain(snapshot.stands_in_for),
                snapshot=plain(snapshot.snapshot_id),
            ),
            icon=":material/healing:",
        )
    if pinned.snapshot_id() and pinned.snapshot_id() != warehouse.current_id():
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="snapshot_pinned"):
            when = f"{snapshot.built_at:%Y-%m-%d %H:%M} UTC"
            said = _(
                "You see snapshot {snapshot} of {when}, not the current one.",
                snapshot=f"**{plain(snapshot.snapshot_id)}**",
                when=when,
            )
            st.markdown(f":material/history: {said}", width="content")
            pinned.back_button()


def snapshot_problem(problem: SnapshotProblem) -> None:
    """The page that stands in for all others when no snapshot can be read, or not the one that the address names."""
    if pinned.snapshot_id():
        st.title(_("This snapshot cannot be shown"), anchor=False)
        st.error(f"{plain(pinned.snapshot_id())}: {plain(problem.reason)}", icon=":material/database_off:")
        st.markdown(plain(problem.remedy))
        pinned.back_button()
        return
    st.title(_("There are no data to show"), anchor=False)
    st.error(problem.reason, icon=":material/database_off:")
    st.markdown(_("The file"))
    st.code(str(problem.file), language=None)
    st.markdown(_("What mends it, in the folder of the project"))
    st.code(problem.remedy, language=None, wrap_lines=True)
    if first.is_possible() and may_publish():
        st.page_link(
            "pages/evidence/data_in.py", label=_("Or bring a first delivery here"), icon=":material/upload_file:"
        )
    st.caption(_("This page looks again each time it is loaded."))


def nothing_selected(filters: Filters) -> None:
    """For a view that no exchange matches: says so and what to change."""
    st.info(
        _(
            "No exchange matches this view. Widen the period, remove a filter in the bar on the left, or reset the filters."
        )
        if filters.is_narrowed
        else _(
            "This snapshot holds no exchanges yet. Build one from a source that has some: "
            "make build SOURCE=folder-or-workbook"
        ),
        icon=":material/filter_alt_off:",
    )
