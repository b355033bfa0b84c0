"""Tabs whose labels are in the reader's language, while the code knows them by their English names."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from languages import N_
from languages import gettext as _

# Of pages that are no scenes.
CHANGES = (N_("Summary"), N_("Exchanges"), N_("Fields"), N_("Flows"), N_("Map"))
DATA_IN = (N_("Delivery"), N_("Snapshots"))

T = TypeVar("T", bound=str)


def opened(names: Sequence[T], key: str) -> tuple[T, DeltaGenerator]:
    """Draw the tabs, of which the URL holds the open one; its English name and its place on the page."""
    places = st.tabs([_(name) for name in names], key=key, on_change="rerun", bind="query-params")
    return next((name, place) for name, place in zip(names, places, strict=True) if place.open)
