"""What a matrix says in words: its finding, its text alternative, its note."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from charts.figure import shortened
from charts.matrix.values import Square
from charts.words import count, plural, share

Level = Literal["country", "partnership", "cluster"]
Lens = Literal["exchanges", "net"]

MANY = {"country": "countries", "partnership": "partnerships", "cluster": "clusters"}


def _pair(names: Sequence[str], row: int, column: int) -> str:
    visiting, host = shortened(names[row], 40), shortened(names[column], 40)
    return f"inside {visiting}" if row == column else f"from {visiting} to {host}"


def _largest(square: Square) -> tuple[int, int]:
    row, column = divmod(int(square.amounts.argmax()), len(square.amounts))
    return row, column


def finding_of(square: Square, names: Sequence[str], level: Level, lens: Lens) -> str:
    """One sentence: how many of the directed pairs are used and which is largest, or who has the largest balance."""
    many = MANY[level]
    if not square.exchanges.any():
        return f"No exchanges between {many} in this view"
    if lens == "net":
        net = square.amounts.sum(axis=1) - square.amounts.sum(axis=0)
        most, least = int(net.argmax()), int(net.argmin())
        if not net.any():
            return f"All {many} visit as much as they host"
        return (
            f"{shortened(names[most], 40)} visits most beyond what it hosts ({square.words(int(net[most]))}); "
            f"{shortened(names[least], 40)} hosts most beyond what it visits ({square.words(int(-net[least]))})"
        )
    size = len(names)
    # With the diagonal, as the sentence of the white space counts: what the matrix shows is what it counts.
    pairs = size * size
    used = int(np.count_nonzero(square.exchanges))
    row, column = _largest(square)
    start = (
        f"{count(used)} of {count(pairs)} directed pairs of {many}, those inside one {level} included, "
        f"{'has' if used == 1 else 'have'} an exchange"
        if size > 1
        else f"All exchanges stay inside the one {level}"
    )
    if not square.amounts.any():
        return start
    return f"{start}; the most, {square.words(int(square.amounts[row, column]))}, {_verb(square)} {_pair(names, row, column)}"


def _verb(square: Square) -> str:
    return "are" if square.measure != "lump_sum_eur" else "is"


def alt_of(square: Square, names: Sequence[str], level: Level, lens: Lens) -> str:
    """What the figure shows, for those who do not see it."""
    total = int(square.exchanges.sum())
    inside = int(square.exchanges.trace())
    what = "visited minus hosted" if lens == "net" else "amounts"
    alt = (
        f"Grid of {count(len(names))} visiting by {count(len(names))} host {MANY[level]} with {what} "
        f"of {plural(total, 'exchange')}, bars of the sums of rows and columns."
    )
    if total:
        out, back = square.amounts.sum(axis=1), square.amounts.sum(axis=0)
        alt += (
            f" {shortened(names[int(out.argmax())], 40)} visits most ({square.words(int(out.max()))}), "
            f"{shortened(names[int(back.argmax())], 40)} hosts most ({square.words(int(back.max()))})."
            f" {count(inside)} of {plural(total, 'exchange')} ({share(inside, total)}) "
            f"{'stays' if inside == 1 else 'stay'} inside one {level}."
        )
    return alt


def note_of(level: Level, lens: Lens) -> str:
    """How to read the figure."""
    cells = (
        f"Net: visits of the row's {level} to the column's, minus visits the other way; the bars show each sum."
        if lens == "net"
        else "Rows visit, columns host; the bars show each sum on one scale, and empty cells are pairs without an exchange."
    )
    return f"{cells} Outlined on the diagonal: inside one {level}."
