"""What the words of a Sankey speak of: its columns, its measure, its nodes by name and by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from charts.sankey.paths import LEVELS, OTHER_ID, OTHER_NAME, Path, PathMeasure, Sums, both_ends, totals
from charts.sankey.text import shortened
from charts.words import NARROW_SPACE, count, eur, exchanges
from languages import gettext as _
from languages import ngettext
from languages.formats import decimal

# What the exchanges do with the nodes of a column: start from them, end in them, fall to them.
Kind = Literal["start", "end", "fall"]

_SIDES: dict[str, Kind] = {"visiting": "start", "host": "end"}
_COLUMNS = {*(f"{side}_{level}" for side in _SIDES for level in LEVELS), "category", "ecosystem", "purpose"}
_NAME_CHARACTERS = 60


def known(column: str) -> bool:
    """Whether there are words for the column."""
    return column in _COLUMNS


@dataclass(frozen=True)
class Subject:
    """What the sentences speak of: the columns, the measure, and names per column and id, in the order of the nodes."""

    columns: tuple[str, ...]
    measure: PathMeasure
    names: tuple[Mapping[str, str], ...]

    def name(self, column: int, node: str) -> str:
        """A node's name for running text; an unknown id stands for itself."""
        return _(OTHER_NAME) if node == OTHER_ID else shortened(self.names[column].get(node, node), _NAME_CHARACTERS)

    def ranked(self, paths: Sequence[Path], column: int) -> list[tuple[str, int | Decimal]]:
        """The nodes of a column with something in it and their values, the largest first."""
        order = {node: at for at, node in enumerate(self.names[column])}
        values = {node: sums.of(self.measure) for node, sums in totals(paths, column).items()}
        present = [node for node in values if values[node]]
        return [(n, values[n]) for n in sorted(present, key=lambda n: (-values[n], order.get(n, len(order)), n))]

    def kind(self, column: int) -> Kind:
        """What the exchanges do with the nodes of the column."""
        return _SIDES.get(self.columns[column].partition("_")[0], "fall")

    def amount(self, value: int | Decimal) -> str:
        """A value in its unit: `12 exchanges`, `40 working days`, `€ 9 961`."""
        if self.measure == "lump_sum_eur":
            return eur(value)
        return exchanges(int(value)) if self.measure == "exchanges" else working_days(int(value))

    def bare(self, value: int | Decimal) -> str:
        """A value without its noun: `12`, `€ 9 961`."""
        return eur(value) if self.measure == "lump_sum_eur" else count(int(value))

    def nodes(self, number: int, column: int) -> str:
        """A number of nodes of a column: `3 countries`."""
        return nodes(number, noun(self.columns[column]))

    def sided(self, number: int, column: int) -> str:
        """A number of nodes of a column with its side: `3 visiting countries`."""
        name = self.columns[column]
        if self.kind(column) == "fall":
            return nodes(number, name)
        return {
            "visiting_country": ngettext("{number} visiting country", "{number} visiting countries", number),
            "visiting_partnership": ngettext("{number} visiting partnership", "{number} visiting partnerships", number),
            "visiting_cluster": ngettext("{number} visiting cluster", "{number} visiting clusters", number),
            "host_country": ngettext("{number} host country", "{number} host countries", number),
            "host_partnership": ngettext("{number} host partnership", "{number} host partnerships", number),
            "host_cluster": ngettext("{number} host cluster", "{number} host clusters", number),
        }[name]


def working_days(number: int) -> str:
    """`1 working day`, `2 working days`."""
    return ngettext("{number} working day", "{number} working days", number)


def noun(column: str) -> str:
    """What the nodes of a column are, on whatever side: `country`."""
    return column.removeprefix("visiting_").removeprefix("host_")


def nodes(number: int, of: str) -> str:
    """A number of nodes with their noun: `3 countries`; "" as `of` stands for nodes of several kinds."""
    return {
        "country": ngettext("{number} country", "{number} countries", number),
        "partnership": ngettext("{number} partnership", "{number} partnerships", number),
        "cluster": ngettext("{number} cluster", "{number} clusters", number),
        "category": ngettext("{number} category", "{number} categories", number),
        "ecosystem": ngettext("{number} set of ecosystems", "{number} sets of ecosystems", number),
        "purpose": ngettext("{number} purpose", "{number} purposes", number),
        "": ngettext("{number} node", "{number} nodes", number),
    }[of]


def exact(sums: Sums, measure: PathMeasure) -> str:
    """One of the sums in its unit, money to the cent."""
    if measure == "lump_sum_eur":
        return eur(sums.lump_sum_eur, cents=True)
    return exchanges(sums.exchanges) if measure == "exchanges" else working_days(sums.working_days)


def facts(sums: Sums, whole: Sums, measure: PathMeasure) -> str:
    """The measure with its share of the whole, and below it the two other sums, exact, for a hover text."""
    part, all_of_it = sums.of(measure), whole.of(measure)
    first = _(
        "{amount}, {share} of {whole}",
        amount=exact(sums, measure),
        share=f"{decimal(Decimal(100 * part / all_of_it), 1)}{NARROW_SPACE}%",
        whole=eur(all_of_it, cents=True) if measure == "lump_sum_eur" else count(int(all_of_it)),
    )
    measures: tuple[PathMeasure, ...] = ("exchanges", "working_days", "lump_sum_eur")
    return f"{first}<br>{', '.join(exact(sums, other) for other in measures if other != measure)}"


def emptied(measure: PathMeasure) -> str:
    """What a node says of itself that the filter leaves without anything."""
    return {
        "exchanges": _("no exchanges in this view"),
        "working_days": _("no working days in this view"),
        "lump_sum_eur": _("no lump sums in this view"),
    }[measure]


def nothing(columns: Sequence[str], measure: PathMeasure) -> str:
    """The finding of a view without anything to draw."""
    levels = both_ends(columns) if len(columns) == 2 else []
    if not levels:
        return {
            "exchanges": _("No exchanges in this view"),
            "working_days": _("No working days in this view"),
            "lump_sum_eur": _("No lump sums in this view"),
        }[measure]
    return {
        ("country", "exchanges"): _("No exchanges between countries in this view"),
        ("country", "working_days"): _("No working days between countries in this view"),
        ("country", "lump_sum_eur"): _("No lump sums between countries in this view"),
        ("partnership", "exchanges"): _("No exchanges between partnerships in this view"),
        ("partnership", "working_days"): _("No working days between partnerships in this view"),
        ("partnership", "lump_sum_eur"): _("No lump sums between partnerships in this view"),
        ("cluster", "exchanges"): _("No exchanges between clusters in this view"),
        ("cluster", "working_days"): _("No working days between clusters in this view"),
        ("cluster", "lump_sum_eur"): _("No lump sums between clusters in this view"),
    }[levels[0][0], measure]
