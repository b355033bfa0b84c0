"""What the browser prints: the page without what belongs to the screen, and nothing cut."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_PRINTING = st.components.v2.component(
    "printing",
    html="<div></div>",
    css=(HERE / "printing.css").read_text(encoding="utf-8"),
    js=(HERE / "printing.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def prepare() -> None:
    """Make the page ready for paper; shows nothing on the screen."""
    _PRINTING(key="printing")
