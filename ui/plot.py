"""Draws a Plotly figure in the page and hears clicks on its marks.

Why not st.plotly_chart: it makes the figure's content part of the element's identity. Each change of a filter then takes
the chart out of the page and draws a new one, twice; the reader's zoom is lost and the page flickers. Here the element
stays and Plotly.react changes what changed. It also reports clicks that Streamlit does not (Sankey nodes and links, shapes
of the map), and the library comes from this server's static folder as everything else does.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import plotly
import plotly.graph_objects as go
import streamlit as st

import languages
from languages import N_
from languages import gettext as _
from languages.plotly_locale import plotly_locale

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STATIC = Path(__file__).parents[1] / "static"
SERVED = STATIC / f"plotly-{plotly.__version__}.min.js"
CONFIG = {
    "displaylogo": False,
    # Plotly's own button would send the chart to its cloud.
    "showSendToCloud": False,
    "plotlyServerURL": "",
    # Pictures come from picture.js, which writes finding, filters and source on them.
    "modeBarButtonsToRemove": ["toImage", "select2d", "lasso2d", "autoScale2d"],
}
WORDS = {
    "failed": N_("The chart cannot be drawn here. Its numbers are in the table below."),
    "full": N_("Full screen"),
    "png": N_("Download as PNG"),
    "svg": N_("Download as SVG"),
}
# What a click may hand over: a few short texts, which the caller looks up before it believes them.
MOST_PARTS, LONGEST_PART = 6, 200

HERE = Path(__file__).parent

_DRAWN = st.components.v2.component(
    "plotly_figure",
    html='<div class="stage"><div class="plot" role="figure" data-testid="figure"></div><div class="player" hidden></div></div>',
    css=(HERE / "plot.css").read_text(encoding="utf-8"),
    js="".join((HERE / name).read_text(encoding="utf-8") for name in ("picture.js", "player.js", "plot.js")),
    isolate_styles=False,
)


def serve_library() -> None:
    """Put the installed Plotly's script into the static folder, where the server finds it, if it is not there yet."""
    if SERVED.exists() and SERVED.stat().st_size == LIBRARY.stat().st_size:
        return
    STATIC.mkdir(exist_ok=True)
    # A name of its own: several processes may start at once, and each puts the same file in place.
    with tempfile.NamedTemporaryFile(dir=STATIC, prefix="plotly-", suffix=".part", delete=False) as half:
        half.write(LIBRARY.read_bytes())
    Path(half.name).chmod(0o644)
    Path(half.name).replace(SERVED)


serve_library()


@dataclass(frozen=True)
class About:
    """What a figure is to those who do not see it, and to those who see a picture of it elsewhere.

    alt: its text alternative. finding, sentence, source: written on a picture of it. file: name of the picture, no suffix.
    """

    alt: str
    finding: str = ""
    sentence: str = ""
    source: str = ""
    file: str = "chart"


def draw(
    figure: go.Figure,
    key: str,
    about: About,
    *,
    scroll_zoom: bool = False,
    picked: Callable[[list[str]], object] | None = None,
) -> None:
    """Draw the figure, or change the one drawn under the same key.

    picked: called with the customdata of a mark, or of a label that carries it as the JSON of
    its name, when the reader clicks it. What arrives comes from a browser: `picked` must take it as junk until it has
    looked it up.
    """

    def hand_on() -> None:
        parts = st.session_state[key].picked
        if picked and isinstance(parts, list) and 0 < len(parts) <= MOST_PARTS:
            picked([part[:LONGEST_PART] for part in parts if isinstance(part, str)])

    data = {
        "figure": figure.to_json(validate=False),
        "config": json.dumps(CONFIG | {"scrollZoom": scroll_zoom}),
        "alt": about.alt,
        "about": {"finding": about.finding, "sentence": about.sentence, "source": about.source, "file": about.file},
        "library": f"app/static/{SERVED.name}",
        "language": languages.current(),
        "locale": plotly_locale(),
        "words": {name: _(word) for name, word in WORDS.items()},
    }
    _DRAWN(key=key, data=data, on_picked_change=hand_on)
