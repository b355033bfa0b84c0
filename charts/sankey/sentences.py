"""What a Sankey says in words: its finding, its note and its text alternative."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.measures import label
from charts.sankey.paths import OTHER_ID, OTHER_NAME, Path, PathMeasure, Sums, both_ends, total, totals
from charts.sankey.text import shortened
from charts.words import NARROW_SPACE, count, eur, listing, plural, share

MANY = {"country": "countries", "partnership": "partnerships", "cluster": "clusters"}

# What a column holds: one of them, many of them, and what its exchanges, its days and its money do.
_START = ("start from", "are spent by visitors from", "go to visitors from")
_END = ("end in", "are spent with hosts in", "go to visits to")
_FALL = ("fall to", "fall to", "fall to")
_COLUMNS: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    **{f"visiting_{one}": (one, many, _START) for one, many in MANY.items()},
    **{f"host_{one}": (one, many, _END) for one, many in MANY.items()},
    "category": ("category", "categories", _FALL),
    "ecosystem": ("set of ecosystems", "sets of ecosystems", _FALL),
    "purpose": ("purpose", "purposes", _FALL),
}
_MEASURES: tuple[PathMeasure, ...] = ("exchanges", "working_days", "lump_sum_eur")
_ONE = {"exchanges": "exchange", "working_days": "working day", "lump_sum_eur": "lump sum"}
# As many names as one reads at a glance: more than these are not called out as "half of the exchanges".
_MOST_NAMED = 4
_NAME_CHARACTERS = 60
_NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four"}


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
        return OTHER_NAME if node == OTHER_ID else shortened(self.names[column].get(node, node), _NAME_CHARACTERS)

    def ranked(self, paths: Sequence[Path], column: int) -> list[tuple[str, int | Decimal]]:
        """The nodes of a column with something in it and their values, the largest first."""
        order = {node: at for at, node in enumerate(self.names[column])}
        values = {node: sums.of(self.measure) for node, sums in totals(paths, column).items()}
        present = [node for node in values if values[node]]
        return [(n, values[n]) for n in sorted(present, key=lambda n: (-values[n], order.get(n, len(order)), n))]

    def amount(self, value: int | Decimal, cents: bool = False) -> str:
        """A value in its unit: `12 exchanges`, `40 working days`, `€ 9 961`."""
        if self.measure == "lump_sum_eur":
            return eur(value, cents)
        return plural(int(value), _ONE[self.measure])

    def bare(self, value: int | Decimal) -> str:
        """A value without its noun: `12`, `€ 9 961`."""
        return eur(value) if self.measure == "lump_sum_eur" else count(int(value))

    def everything(self, whole: int | Decimal) -> str:
        """All of it: `the 640 exchanges`, `the € 305 061 of lump sums`."""
        return f"the {self.amount(whole)}" + (" of lump sums" if self.measure == "lump_sum_eur" else "")

    def verb(self, column: int) -> str:
        """What the measure does with the nodes of the column: `start from`."""
        return _COLUMNS[self.columns[column]][2][_MEASURES.index(self.measure)]

    def nodes(self, number: int, column: int) -> str:
        """A number of nodes of a column: `3 countries`."""
        one, many, _ = _COLUMNS[self.columns[column]]
        return plural(number, one, many)

    def sided(self, number: int, column: int) -> str:
        """A number of nodes of a column with its side: `3 visiting countries`."""
        one, many, _ = _COLUMNS[self.columns[column]]
        name = self.columns[column]
        side = "visiting " if name.startswith("visiting_") else "host " if name.startswith("host_") else ""
        return plural(number, side + one, side + many)


def facts(sums: Sums, whole: Sums, measure: PathMeasure) -> str:
    """The measure with its share of the whole, and below it the two other sums, exact, for a hover text."""
    words = {
        "exchanges": plural(sums.exchanges, "exchange"),
        "working_days": plural(sums.working_days, "working day"),
        "lump_sum_eur": eur(sums.lump_sum_eur, cents=True),
    }
    part, all_of_it = sums.of(measure), whole.of(measure)
    of = eur(all_of_it, cents=True) if measure == "lump_sum_eur" else count(int(all_of_it))
    others = ", ".join(text for name, text in words.items() if name != measure)
    return f"{words[measure]}, {100 * part / all_of_it:.1f}{NARROW_SPACE}% of {of}<br>{others}"


def plain(measure: PathMeasure) -> str:
    """The measure as a noun: `lump sums`."""
    return f"{_ONE[measure]}s"


def nothing(columns: Sequence[str], measure: PathMeasure) -> str:
    """The finding of a view without anything to draw."""
    what = plain(measure)
    levels = both_ends(columns) if len(columns) == 2 else []
    return f"No {what} between {MANY[levels[0][0]]} in this view" if levels else f"No {what} in this view"


def half(paths: Sequence[Path], subject: Subject) -> tuple[frozenset[str], str]:
    """The fewest nodes of the first column that hold half of the measure, and the sentence that says so.

    Where more than a handful are needed, the largest one, or those that share its place.
    """
    ranked = subject.ranked(paths, 0)
    whole = sum(value for _, value in ranked)
    drawn = [path for path in paths if path.sums.of(subject.measure)]
    if subject.measure == "exchanges" and whole == 1:
        first, last = drawn[0].ids[0], drawn[0].ids[-1]
        ends = f"goes from {subject.name(0, first)} to {subject.name(len(subject.columns) - 1, last)}"
        return frozenset({first}), f"The one exchange {ends}"
    verb, everything = subject.verb(0), subject.everything(whole)
    names = [subject.name(0, node) for node, _ in ranked]
    if len(ranked) == 1:
        return frozenset(node for node, _ in ranked), f"All {everything.removeprefix('the ')} {verb} {names[0]}"
    reached, fewest = Decimal(0), 0
    while 2 * reached < whole:
        reached += ranked[fewest][1]
        fewest += 1
    if fewest <= _MOST_NAMED and fewest < len(ranked):
        part = "Half" if 2 * reached == whole else "More than half"
        _, many, _ = _COLUMNS[subject.columns[0]]
        named = listing(names[:fewest], _MOST_NAMED)
        what = f"{_NUMBER_WORDS[fewest]} {many}: {named}" if fewest > 1 else named
        sentence = f"{part} of {everything} ({subject.bare(reached)}) {verb} {what}"
        return frozenset(node for node, _ in ranked[:fewest]), sentence
    most = ranked[0][1]
    leading = [node for node, value in ranked if value == most]
    where = f"T{everything[1:]} {verb} {subject.nodes(len(ranked), 0)}"
    each = subject.bare(most)
    # "start from" becomes "start": what follows the verb is the amount.
    if len(leading) > _MOST_NAMED:
        return frozenset(), f"{where}; the largest of them {_has(subject, 2)} {each} each"
    named = listing(names[: len(leading)], _MOST_NAMED)
    rest = f"{_has(subject, 1)} the most, {each}" if len(leading) == 1 else f"{_has(subject, 2)} the most, {each} each"
    return frozenset(leading), f"{where}; {named} {rest}"


def _has(subject: Subject, number: int) -> str:
    """What nodes of the first column do with an amount: `starts`, `start`, `holds`."""
    starts = subject.measure == "exchanges" and subject.columns[0].startswith("visiting_")
    verb = "start" if starts else "have"
    return verb if number > 1 else {"start": "starts", "have": "has"}[verb]


def _sides(chosen: Mapping[str, Collection[str]]) -> str:
    """The side that the choice is about: visiting, host, either, or "" for what has no side."""
    sides = {name.partition("_")[0] for name, ids in chosen.items() if ids}
    if sides == {"visiting", "host"}:
        return "either"
    return sides.pop() if len(sides) == 1 and sides <= {"visiting", "host"} else ""


def _who(subject: Subject, chosen: Mapping[str, Collection[str]], together: bool, what: str = "") -> tuple[str, bool]:
    """The chosen nodes in words, and whether they are one; `what` stands before a number of them."""
    per_column = [
        [subject.name(at, node) for node in subject.names[at] if node in chosen.get(name, ())]
        for at, name in enumerate(subject.columns)
    ]
    if together:
        return " to ".join(listing(names, _MOST_NAMED) for names in per_column if names), True
    names = list(dict.fromkeys(name for names in per_column for name in names))
    if len(names) <= _MOST_NAMED:
        return listing(names, _MOST_NAMED), len(names) == 1
    kinds = {_COLUMNS[name][1] for name, ids in chosen.items() if ids}
    return (
        f"{what}{count(len(names))} {'highlighted ' if what else ''}{kinds.pop() if len(kinds) == 1 else 'nodes'}",
        False,
    )


def picked(
    paths: Sequence[Path], part: Sequence[Path], subject: Subject, chosen: Mapping[str, Collection[str]], together: bool
) -> str:
    """What the chosen nodes have of the whole, as a sentence. `part`: the paths that match the choice."""
    whole, held = total(paths).of(subject.measure), total(part).of(subject.measure)
    who, is_one = _who(subject, chosen, together, "The ")
    side = "" if together or subject.measure != "exchanges" else _sides(chosen)
    one, many = {
        "visiting": ("visits in", "visit in"),
        "host": ("hosts", "host"),
        "either": ("takes part in", "take part in"),
    }.get(side, ("has", "have"))
    how_many = f"{subject.bare(held)} of {subject.everything(whole)}" + (f" ({share(held, whole)})" if held else "")
    return f"{who} {one if is_one else many} {how_many}"


def blue_means(subject: Subject, chosen: Mapping[str, Collection[str]], together: bool, is_leading: bool) -> str:
    """The sentence that tells what is blue; "" for nothing."""
    who, _ = _who(subject, chosen, together)
    if not who:
        return ""
    if together:
        return f"Blue: the exchanges from {who}."
    what = {"visiting": "that start from", "host": "hosted by"}.get(_sides(chosen), "of")
    why = " (the most exchanges in the whole snapshot)" if is_leading else ""
    return f"Blue: the exchanges {what} {who}{why}."


def note(
    paths: Sequence[Path],
    drawn: Sequence[Path],
    subject: Subject,
    insides: Mapping[str, int],
    blue: str,
    unlabelled: int,
) -> str:
    """What is drawn one by one, what "Other" holds, what is left out, what stays inside one node, what blue means.

    `insides`: exchanges that stay inside, per level at both ends. `unlabelled`: nodes without room for their label.
    """
    places = range(len(subject.columns))
    shown = [len({path.ids[at] for path in drawn} - {OTHER_ID}) for at in places]
    hidden = [len(subject.ranked(paths, at)) - shown[at] for at in places]
    sentences = []
    if any(hidden):
        held = sum(path.sums.exchanges for path in drawn if OTHER_ID in path.ids)
        alone = listing([subject.sided(shown[at], at) for at in places], len(places))
        others = listing([subject.sided(hidden[at], at) for at in places if hidden[at]], len(places))
        sentences.append(f"Drawn one by one: {alone}; “{OTHER_NAME}” holds {others} with {plural(held, 'exchange')}.")
    whole, seen = total(paths).exchanges, total(drawn).exchanges
    if seen < whole:
        what = "working days" if subject.measure == "working_days" else "a lump sum"
        missing = plural(whole - seen, "exchange")
        picture = (
            f"{count(seen)} of the {plural(whole, 'exchange')} are in the picture, {missing} without {what} are not"
        )
    elif whole == 1:
        picture = "The one exchange is in the picture"
    else:
        picture = f"Every one of the {count(whole)} exchanges is in the picture"
    stays = listing(
        [
            f"{count(number) if number else 'none'} {'stays' if number == 1 else 'stay'} inside one {level}"
            for level, number in insides.items()
        ]
    )
    sentences.append(f"{picture}; {stays}." if stays else f"{picture}.")
    if any(insides.values()):
        sentences.append("Orange: those that stay inside.")
    if blue:
        sentences.append(blue)
    if unlabelled:
        sentences.append(f"{plural(unlabelled, 'small node')} without a label: point at them to read it.")
    return " ".join(sentences)


def alternative(paths: Sequence[Path], subject: Subject) -> str:
    """The facts of the figure for a reader who does not see it."""
    last = len(subject.columns) - 1
    most_first, most_last = subject.ranked(paths, 0)[0], subject.ranked(paths, last)[0]
    ends: dict[tuple[str, str], int | Decimal] = {}
    for path in paths:
        pair = (path.ids[0], path.ids[-1])
        ends[pair] = ends.get(pair, 0) + path.sums.of(subject.measure)
    first_at, last_at = ({node: at for at, node in enumerate(subject.names[column])} for column in (0, last))
    largest = min(ends, key=lambda pair: (-ends[pair], first_at.get(pair[0], 0), last_at.get(pair[1], 0)))
    whole = sum(ends.values())
    counted = [subject.sided(len(subject.ranked(paths, at)), at) for at in range(last + 1)]
    way = f"from {counted[0]}" + "".join(f" over {middle}" for middle in counted[1:-1]) + f" to {counted[-1]}"
    of = "" if subject.measure != "lump_sum_eur" else " of lump sums"
    return (
        f"Flow diagram of {subject.amount(whole)}{of} {way}. "
        f"Largest: {label(subject.columns[0]).lower()} {subject.name(0, most_first[0])} ({subject.bare(most_first[1])}), "
        f"{label(subject.columns[-1]).lower()} {subject.name(last, most_last[0])} ({subject.bare(most_last[1])}). "
        f"The largest link is {subject.name(0, largest[0])} to {subject.name(last, largest[1])} "
        f"with {subject.bare(ends[largest])}."
    )
