"""A chart with all that belongs to it: finding, picture, note, and one click away its table, downloads and definition."""

from collections.abc import Callable

import streamlit as st

from charts.chart import Chart
from charts.measures import MEASURES
from data.warehouse import Snapshot
from ui import downloads, plot, table
from ui.text import plain


def show(
    chart: Chart,
    snapshot: Snapshot,
    *,
    scroll_zoom: bool = False,
    picked: Callable[[list[str]], object] | None = None,
) -> None:
    """Draw the chart under its finding. Opening its table or definition reruns nothing but this part of the page.

    picked: called with the customdata of a mark that the reader clicks.
    """
    with st.container(key=f"figure_{chart.name}", gap="xsmall"):
        st.markdown(f"##### {plain(chart.finding)}")
        plot.draw(chart.figure, chart.name, chart.alt, scroll_zoom=scroll_zoom, picked=picked)
        _beside(chart, snapshot)


@st.fragment
def _beside(chart: Chart, snapshot: Snapshot) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{chart.name}_beside"):
        numbers = st.popover(
            "Table", type="tertiary", icon=":material/table:", on_change="rerun", key=f"{chart.name}_table_popover"
        )
        if numbers.open:
            with numbers:
                table.show(chart.table, f"{chart.name}_table", f"Table of: {chart.finding}", width=720, height=360)
                downloads.buttons(chart.name, chart.finding, snapshot, lambda: [chart.table])
        meaning = st.popover("Definition", type="tertiary", icon=":material/menu_book:", key=f"{chart.name}_definition")
        with meaning:
            st.markdown(definitions(chart.measures))
            st.caption(plain(chart.alt))
        if chart.note:
            st.caption(plain(chart.note), width="stretch")


def definitions(measures: tuple[str, ...]) -> str:
    """Markdown list of the measures with their definitions."""
    lines = [
        f"- **{plain(MEASURES[name].label)}**: {plain(MEASURES[name].definition)}"
        for name in measures
        if name in MEASURES
    ]
    return "\n".join(lines) or "Counts of exchanges in the current view."
