"""What a matrix says in words: its finding, its text alternative, its note."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from charts.figure import shortened
from charts.matrix.values import Square
from charts.words import count, share
from languages import gettext as _
from languages import ngettext

Level = Literal["country", "partnership", "cluster"]
Lens = Literal["exchanges", "net"]


def none_in_register(level: Level) -> str:
    """The finding of a register without a node of the level."""
    return {
        "country": _("No countries in this register"),
        "partnership": _("No partnerships in this register"),
        "cluster": _("No clusters in this register"),
    }[level]


def none_in_view(level: Level) -> str:
    """The finding of a view without an exchange."""
    return {
        "country": _("No exchanges between countries in this view"),
        "partnership": _("No exchanges between partnerships in this view"),
        "cluster": _("No exchanges between clusters in this view"),
    }[level]


def _largest(square: Square) -> tuple[int, int]:
    row, column = divmod(int(square.amounts.argmax()), len(square.amounts))
    return row, column


def finding_of(square: Square, names: Sequence[str], level: Level, lens: Lens) -> str:
    """One sentence: how many of the directed pairs are used and which is largest, or who has the largest balance."""
    if not square.exchanges.any():
        return none_in_view(level)
    if lens == "net":
        return _net_finding(square, names, level)
    start = _used(square, level) if len(names) > 1 else _all_inside(level)
    if not square.amounts.any():
        return start
    return _("{first}; {second}", first=start, second=_most(square, names))


def _net_finding(square: Square, names: Sequence[str], level: Level) -> str:
    net = square.amounts.sum(axis=1) - square.amounts.sum(axis=0)
    most, least = int(net.argmax()), int(net.argmin())
    if not net.any():
        return {
            "country": _("All countries visit as much as they host"),
            "partnership": _("All partnerships visit as much as they host"),
            "cluster": _("All clusters visit as much as they host"),
        }[level]
    first = _(
        "{name} visits most beyond what it hosts ({amount})",
        name=shortened(names[most], 40),
        amount=square.words(int(net[most])),
    )
    second = _(
        "{name} hosts most beyond what it visits ({amount})",
        name=shortened(names[least], 40),
        amount=square.words(int(-net[least])),
    )
    return _("{first}; {second}", first=first, second=second)


def _used(square: Square, level: Level) -> str:
    """How many pairs have an exchange. With the diagonal, as the sentence of the white space counts: what the matrix
    shows is what it counts."""
    used, pairs = int(np.count_nonzero(square.exchanges)), count(square.exchanges.size)
    return {
        "country": ngettext(
            "{number} of {pairs} directed pairs of countries, those inside one country included, has an exchange",
            "{number} of {pairs} directed pairs of countries, those inside one country included, have an exchange",
            used,
            pairs=pairs,
        ),
        "partnership": ngettext(
            "{number} of {pairs} directed pairs of partnerships, those inside one partnership included, has an exchange",
            "{number} of {pairs} directed pairs of partnerships, those inside one partnership included, have an exchange",
            used,
            pairs=pairs,
        ),
        "cluster": ngettext(
            "{number} of {pairs} directed pairs of clusters, those inside one cluster included, has an exchange",
            "{number} of {pairs} directed pairs of clusters, those inside one cluster included, have an exchange",
            used,
            pairs=pairs,
        ),
    }[level]


def _all_inside(level: Level) -> str:
    return {
        "country": _("All exchanges stay inside the one country"),
        "partnership": _("All exchanges stay inside the one partnership"),
        "cluster": _("All exchanges stay inside the one cluster"),
    }[level]


def _most(square: Square, names: Sequence[str]) -> str:
    """Where the largest amount is, as a part of a sentence."""
    row, column = _largest(square)
    amount = square.words(int(square.amounts[row, column]))
    visiting, host = shortened(names[row], 40), shortened(names[column], 40)
    if square.measure == "lump_sum_eur":
        if row == column:
            return _("the most, {amount}, is inside {name}", amount=amount, name=host)
        return _("the most, {amount}, is from {start} to {end}", amount=amount, start=visiting, end=host)
    if row == column:
        return _("the most, {amount}, are inside {name}", amount=amount, name=host)
    return _("the most, {amount}, are from {start} to {end}", amount=amount, start=visiting, end=host)


def alt_of(square: Square, names: Sequence[str], level: Level, lens: Lens) -> str:
    """What the figure shows, for those who do not see it."""
    total = int(square.exchanges.sum())
    facts = [_grid(len(names), total, level, lens)]
    if total:
        out, back = square.amounts.sum(axis=1), square.amounts.sum(axis=0)
        facts.append(
            _(
                "{visitor} visits most ({visited}), {host} hosts most ({hosted}).",
                visitor=shortened(names[int(out.argmax())], 40),
                visited=square.words(int(out.max())),
                host=shortened(names[int(back.argmax())], 40),
                hosted=square.words(int(back.max())),
            )
        )
        facts.append(_inside(int(square.exchanges.trace()), total, level))
    return " ".join(facts)


def _grid(size: int, total: int, level: Level, lens: Lens) -> str:
    """What the figure is."""
    nodes = {"nodes": count(size)}
    if lens == "net":
        return {
            "country": ngettext(
                "Grid of {nodes} visiting by {nodes} host countries with visited minus hosted of {number} exchange, "
                "bars of the sums of rows and columns.",
                "Grid of {nodes} visiting by {nodes} host countries with visited minus hosted of {number} exchanges, "
                "bars of the sums of rows and columns.",
                total,
                **nodes,
            ),
            "partnership": ngettext(
                "Grid of {nodes} visiting by {nodes} host partnerships with visited minus hosted of {number} exchange, "
                "bars of the sums of rows and columns.",
                "Grid of {nodes} visiting by {nodes} host partnerships with visited minus hosted of {number} exchanges, "
                "bars of the sums of rows and columns.",
                total,
                **nodes,
            ),
            "cluster": ngettext(
                "Grid of {nodes} visiting by {nodes} host clusters with visited minus hosted of {number} exchange, "
                "bars of the sums of rows and columns.",
                "Grid of {nodes} visiting by {nodes} host clusters with visited minus hosted of {number} exchanges, "
                "bars of the sums of rows and columns.",
                total,
                **nodes,
            ),
        }[level]
    return {
        "country": ngettext(
            "Grid of {nodes} visiting by {nodes} host countries with amounts of {number} exchange, "
            "bars of the sums of rows and columns.",
            "Grid of {nodes} visiting by {nodes} host countries with amounts of {number} exchanges, "
            "bars of the sums of rows and columns.",
            total,
            **nodes,
        ),
        "partnership": ngettext(
            "Grid of {nodes} visiting by {nodes} host partnerships with amounts of {number} exchange, "
            "bars of the sums of rows and columns.",
            "Grid of {nodes} visiting by {nodes} host partnerships with amounts of {number} exchanges, "
            "bars of the sums of rows and columns.",
            total,
            **nodes,
        ),
        "cluster": ngettext(
            "Grid of {nodes} visiting by {nodes} host clusters with amounts of {number} exchange, "
            "bars of the sums of rows and columns.",
            "Grid of {nodes} visiting by {nodes} host clusters with amounts of {number} exchanges, "
            "bars of the sums of rows and columns.",
            total,
            **nodes,
        ),
    }[level]


def _inside(inside: int, total: int, level: Level) -> str:
    """How much of it is on the diagonal."""
    part = {"inside": count(inside), "share": share(inside, total)}
    if inside == 1:
        return {
            "country": ngettext(
                "{inside} of {number} exchange ({share}) stays inside one country.",
                "{inside} of {number} exchanges ({share}) stays inside one country.",
                total,
                **part,
            ),
            "partnership": ngettext(
                "{inside} of {number} exchange ({share}) stays inside one partnership.",
                "{inside} of {number} exchanges ({share}) stays inside one partnership.",
                total,
                **part,
            ),
            "cluster": ngettext(
                "{inside} of {number} exchange ({share}) stays inside one cluster.",
                "{inside} of {number} exchanges ({share}) stays inside one cluster.",
                total,
                **part,
            ),
        }[level]
    return {
        "country": ngettext(
            "{inside} of {number} exchange ({share}) stay inside one country.",
            "{inside} of {number} exchanges ({share}) stay inside one country.",
            total,
            **part,
        ),
        "partnership": ngettext(
            "{inside} of {number} exchange ({share}) stay inside one partnership.",
            "{inside} of {number} exchanges ({share}) stay inside one partnership.",
            total,
            **part,
        ),
        "cluster": ngettext(
            "{inside} of {number} exchange ({share}) stay inside one cluster.",
            "{inside} of {number} exchanges ({share}) stay inside one cluster.",
            total,
            **part,
        ),
    }[level]


def note_of(level: Level, lens: Lens) -> str:
    """How to read the figure."""
    cells = _(
        "Rows visit, columns host; the bars show each sum on one scale, and empty cells are pairs without an exchange."
    )
    if lens == "net":
        cells = {
            "country": _(
                "Net: visits of the row's country to the column's, minus visits the other way; the bars show each sum."
            ),
            "partnership": _(
                "Net: visits of the row's partnership to the column's, minus visits the other way; the bars show each sum."
            ),
            "cluster": _(
                "Net: visits of the row's cluster to the column's, minus visits the other way; the bars show each sum."
            ),
        }[level]
    outlined = {
        "country": _("Outlined on the diagonal: inside one country."),
        "partnership": _("Outlined on the diagonal: inside one partnership."),
        "cluster": _("Outlined on the diagonal: inside one cluster."),
    }[level]
    return f"{cells} {outlined}"
