"""A chart with all that belongs to it: finding, picture, note, and one click away its table, downloads and definition."""

from collections.abc import Callable

import streamlit as st

from charts.chart import Chart
from charts.measures import MEASURES
from data.asked import Asked
from data.warehouse import Snapshot
from languages import gettext as _
from queries.filters import Level
from scenes import file_name
from scenes.link import query_string
from ui import downloads, focus, pedigree, plot, profile_links, sankey_clicks
from ui.text import plain
from ui.view import current

TABLE_WIDTH, TABLE_PIXELS = 720, 360
# A button in the popover with the gap above it; the link to the view with its heading.
BUTTON_PIXELS, LINK_PIXELS = 56, 96


def show(
    chart: Chart,
    snapshot: Snapshot,
    *,
    scroll_zoom: bool = False,
    picked: Callable[[list[str]], object] | None = None,
    row_level: Level | None = None,
    others: tuple[str, ...] = (),
) -> None:
    """Draw the chart under its finding. Opening its table or definition reruns nothing but this part of the page.

    picked: called with the customdata of a mark that the reader clicks; the rows of the table can then be picked too.
    row_level: the level of the names in visiting_name and host_name of the table.
    others: columns of a Sankey whose "Other" a button opens too, for those who have no mouse.
    """
    with st.container(key=f"figure_{chart.name}", gap="xsmall"):
        st.markdown(f"##### {plain(chart.finding)}")
        plot.draw(chart.figure, chart.name, _about(chart, snapshot), scroll_zoom=scroll_zoom, picked=picked)
        _beside(chart, snapshot, picked, row_level, others, pedigree.taken(chart.name))


def _about(chart: Chart, snapshot: Snapshot) -> plot.About:
    view = current()
    return plot.About(
        chart.alt,
        chart.finding,
        view.filters.sentence(view.names),
        downloads.origin(snapshot, chart.mark),
        file_name.stem(downloads.marked(chart.name, chart.mark), snapshot, view.filters, view.names),
    )


def link_to_view() -> None:
    """The address of the view, to be copied."""
    here = (st.context.url or "").partition("?")[0]
    query = query_string({key: st.query_params.get_all(key) for key in st.query_params})
    st.caption(_("Link to this view"))
    st.code(f"{here}?{query}" if query else here or "/", language=None, wrap_lines=True)


@st.fragment
def _beside(
    chart: Chart,
    snapshot: Snapshot,
    picked: Callable[[list[str]], object] | None,
    row_level: Level | None,
    others: tuple[str, ...],
    questions: tuple[Asked, ...],
) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{chart.name}_beside"):
        numbers = st.popover(
            _("Table"), type="tertiary", icon=":material/table:", on_change="rerun", key=f"{chart.name}_table_popover"
        )
        # The room of the content before it is there: a popover takes its place, above its button or below, when it opens.
        room = TABLE_PIXELS + (2 if picked else 1) * BUTTON_PIXELS + LINK_PIXELS
        with numbers, st.container(height=room, width=TABLE_WIDTH, border=False):
            if numbers.open:
                _rows(chart, snapshot, picked, row_level)
                downloads.buttons(
                    chart.name, chart.finding, snapshot, lambda: [chart.table], parquet=True, mark=chart.mark
                )
                link_to_view()
        meaning = st.popover(
            _("Definition"),
            type="tertiary",
            icon=":material/menu_book:",
            on_change="rerun",
            key=f"{chart.name}_definition",
        )
        with meaning:
            st.markdown(definitions(chart.measures))
            st.caption(plain(chart.alt))
            if meaning.open:
                pedigree.show(chart.name, questions, snapshot)
        for column in others:
            sankey_clicks.other_button(chart.name, column)
        if chart.note:
            st.caption(plain(chart.note), width="stretch")


def _rows(chart: Chart, snapshot: Snapshot, picked: Callable[[list[str]], object] | None, level: Level | None) -> None:
    """The table, its names links to their profiles; where its chart can be clicked, a ticked row does what a click on its
    mark does, by keyboard too."""
    key, alt = f"{chart.name}_table", _("Table of: {finding}", finding=chart.finding)
    rows = profile_links.identified(chart.table, snapshot.snapshot_id, level)
    filters = current().filters
    if picked is None:
        profile_links.table(rows, filters, key, alt, level=level, width=TABLE_WIDTH, height=TABLE_PIXELS)
        return
    ticked = profile_links.table(
        rows,
        filters,
        key,
        alt,
        level=level,
        width=TABLE_WIDTH,
        height=TABLE_PIXELS,
        on_select="rerun",
        selection_mode="single-row",
    )["selection"]["rows"]
    # A filter may have taken away the row that the reader had ticked.
    is_there = bool(ticked) and ticked[0] < len(rows)
    row = {name: str(value) for name, value in rows.iloc[ticked[0]].items()} if is_there else {}

    def take() -> None:
        if mark := sankey_clicks.mark_of_row(row):
            picked(mark)
        else:
            focus.pick_row(snapshot.snapshot_id, row, level)

    if st.button(
        _("Focus on the ticked row"),
        key=f"{chart.name}_focus_row",
        disabled=not row,
        help=_("By keyboard: the arrows go to a row, Shift and Space tick it."),
        on_click=take,
    ):
        st.rerun()


def definitions(measures: tuple[str, ...]) -> str:
    """Markdown list of the measures with their definitions."""
    lines = [
        "- " + _("**{what}**: {text}", what=plain(MEASURES[name].label), text=plain(MEASURES[name].definition))
        for name in measures
        if name in MEASURES
    ]
    return "\n".join(lines) or _("Counts of exchanges in the current view.")
