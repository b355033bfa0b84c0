"""Tiles: a label, a value in words, a line of context, the definition in the help. Related tiles share a box."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import languages
from charts.measures import MEASURES
from languages.spoken import ENGLISH
from scenes.slide import Fact
from ui import pedigree
from ui.text import plain

# Letters of a label: those that the mark of the help takes, the fewest of a tile, and how wide other letters are.
MARK, LEAST = 4, 8
SMALLER, LARGER = 0.8, 1.3


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
        for column, tile in zip(_columns(box, group), group, strict=True):
            with column.container(gap=None):
                st.metric(tile.label, tile.value, help=plain(MEASURES[tile.measure].definition))
                st.caption(plain(tile.context))
    pedigree.of_tiles([tile.measure for group in groups for tile in group])


def _columns(box: DeltaGenerator, group: Sequence[Tile | Fact]) -> list[DeltaGenerator]:
    """A column for each tile: equal in English, by the length of its texts in languages with longer words."""
    if languages.current() == ENGLISH:
        return box.columns(len(group), gap="small")
    return box.columns([_room(tile) for tile in group], gap="xsmall")


def _room(tile: Tile | Fact) -> float:
    """About how wide a tile is, in letters of its label, beside which stands the mark of its help."""
    return MARK + max(len(tile.label), SMALLER * len(tile.context), LARGER * len(tile.value), LEAST)
