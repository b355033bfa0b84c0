"""Clicks on the marks of a chart, also where Streamlit reports none (Sankey nodes and links, shapes of the map)."""

from collections.abc import Callable

import streamlit as st

# Plotly tells its own element of a click. The chart is found by the class that its key gives it; it may be drawn after
# this component, or drawn anew, so the place is watched.
_LISTENER = st.components.v2.component(
    "plotly_clicks",
    js="""
export default function ({ data, setTriggerValue }) {
  let heard = null
  const tell = (event) => {
    const picked = event.points?.[0]?.customdata
    if (Array.isArray(picked)) setTriggerValue("picked", picked.slice(0, 6).map(String))
  }
  const listen = () => {
    const chart = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`)
    if (!chart || chart === heard || !chart.on) return
    heard?.removeListener?.("plotly_click", tell)
    chart.on("plotly_click", tell)
    heard = chart
  }
  const place = document.querySelector(`.st-key-${data.place}`) ?? document.body
  const watch = new MutationObserver(listen)
  watch.observe(place, { childList: true, subtree: true })
  listen()
  return () => {
    watch.disconnect()
    heard?.removeListener?.("plotly_click", tell)
  }
}
""",
)
LONGEST = 200


def listen(chart: str, place: str, picked: Callable[[list[str]], object]) -> None:
    """Call `picked` with the customdata of a mark that the reader clicks in the chart with that key.

    place: key of the container that holds the chart. What arrives comes from a browser: `picked` must take it as junk
    until it has looked it up.
    """
    key = f"{chart}_clicks"

    def hand_on() -> None:
        payload = st.session_state[key].picked
        if isinstance(payload, list) and 0 < len(payload) <= 6 and all(isinstance(part, str) for part in payload):
            picked([part[:LONGEST] for part in payload])

    _LISTENER(key=key, data={"chart": chart, "place": place}, on_picked_change=hand_on, height=1)
