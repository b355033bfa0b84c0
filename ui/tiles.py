"""Tiles: a label, a value in words, a line of context, the definition in the help. Related tiles share a box."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from charts.measures import MEASURES
from scenes.slide import Fact
from ui import pedigree
from ui.text import plain


@dataclass(frozen=True)
class Tile:
    """`measure` names the definition in charts.measures; `context` is a short line under the value."""

    label: str
    value: str
    measure: str
    context: str


def row(*groups: Sequence[Tile | Fact], widths: Sequence[float] = ()) -> None:
    """The groups side by side, each in a box with its tiles; widths follow the number of tiles unless they are given."""
    boxes = st.columns(list(widths) or [len(group) for group in groups], gap="small", border=True)
    for box, group in zip(boxes, groups, strict=True):
        for column, tile in zip(box.columns(len(group), gap="small"), group, strict=True):
            with column.container(gap=None):
                st.metric(tile.label, tile.value, help=plain(MEASURES[tile.measure].definition))
                st.caption(plain(tile.context))
    pedigree.of_tiles([tile.measure for group in groups for tile in group])
