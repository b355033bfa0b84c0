"""The shapes on which the figures of maps are drawn: a file that the browser loads once."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

STATIC_SHAPES = Path(__file__).parents[1] / "static" / "countries.json"
# Streamlit serves the folder static/ beside the pages, so that the same words lead to it from each of them, also where
# the app lives under a path of its own.
STATIC_URL = "app/static"


def shapes(inline: dict[str, Any]) -> dict[str, Any] | str:
    """The URL from which the browser loads the shapes once; `inline` itself where the server serves no files."""
    if not st.get_option("server.enableStaticServing") or not STATIC_SHAPES.is_file():
        return inline
    return f"{STATIC_URL}/{STATIC_SHAPES.name}?v={_version()}"


@cache
def _version() -> str:
    """Changes with the file's content, so that no browser keeps an older one."""
    return hashlib.sha256(STATIC_SHAPES.read_bytes()).hexdigest()[:12]
