"""The finding of a Sankey: who holds half of it, or what the chosen nodes have of it."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from charts.sankey.paths import Path, PathMeasure, total
from charts.sankey.subject import Kind, Subject, nodes, noun
from charts.words import count, listing, share
from languages import N_, ngettext, pgettext
from languages import gettext as _

# As many names as one reads at a glance: more than these are not called out as "half of the exchanges".
_MOST_NAMED = 4

# What the measure does with the nodes of the first column: all of it, a part of it with one or with some of them, spread.
_Words = dict[tuple[PathMeasure, Kind], str]
_ONE_HOLDS: _Words = {
    ("exchanges", "start"): N_("{part} of the {whole} exchanges ({held}) start from {name}"),
    ("exchanges", "end"): N_("{part} of the {whole} exchanges ({held}) end in {name}"),
    ("exchanges", "fall"): N_("{part} of the {whole} exchanges ({held}) fall to {name}"),
    ("working_days", "start"): N_("{part} of the {whole} working days ({held}) are spent by visitors from {name}"),
    ("working_days", "end"): N_("{part} of the {whole} working days ({held}) are spent with hosts in {name}"),
    ("working_days", "fall"): N_("{part} of the {whole} working days ({held}) fall to {name}"),
    ("lump_sum_eur", "start"): N_("{part} of the {whole} of lump sums ({held}) go to visitors from {name}"),
    ("lump_sum_eur", "end"): N_("{part} of the {whole} of lump sums ({held}) go to visits to {name}"),
    ("lump_sum_eur", "fall"): N_("{part} of the {whole} of lump sums ({held}) fall to {name}"),
}
_SOME_HOLD: _Words = {
    ("exchanges", "start"): N_("{part} of the {whole} exchanges ({held}) start from {nodes}: {names}"),
    ("exchanges", "end"): N_("{part} of the {whole} exchanges ({held}) end in {nodes}: {names}"),
    ("exchanges", "fall"): N_("{part} of the {whole} exchanges ({held}) fall to {nodes}: {names}"),
    ("working_days", "start"): N_(
        "{part} of the {whole} working days ({held}) are spent by visitors from {nodes}: {names}"
    ),
    ("working_days", "end"): N_("{part} of the {whole} working days ({held}) are spent with hosts in {nodes}: {names}"),
    ("working_days", "fall"): N_("{part} of the {whole} working days ({held}) fall to {nodes}: {names}"),
    ("lump_sum_eur", "start"): N_("{part} of the {whole} of lump sums ({held}) go to visitors from {nodes}: {names}"),
    ("lump_sum_eur", "end"): N_("{part} of the {whole} of lump sums ({held}) go to visits to {nodes}: {names}"),
    ("lump_sum_eur", "fall"): N_("{part} of the {whole} of lump sums ({held}) fall to {nodes}: {names}"),
}
_SPREAD: _Words = {
    ("exchanges", "start"): N_("The {whole} exchanges start from {nodes}"),
    ("exchanges", "end"): N_("The {whole} exchanges end in {nodes}"),
    ("exchanges", "fall"): N_("The {whole} exchanges fall to {nodes}"),
    ("working_days", "start"): N_("The {whole} working days are spent by visitors from {nodes}"),
    ("working_days", "end"): N_("The {whole} working days are spent with hosts in {nodes}"),
    ("working_days", "fall"): N_("The {whole} working days fall to {nodes}"),
    ("lump_sum_eur", "start"): N_("The {whole} of lump sums go to visitors from {nodes}"),
    ("lump_sum_eur", "end"): N_("The {whole} of lump sums go to visits to {nodes}"),
    ("lump_sum_eur", "fall"): N_("The {whole} of lump sums fall to {nodes}"),
}
_FEW = {
    ("country", 2): N_("two countries"),
    ("country", 3): N_("three countries"),
    ("country", 4): N_("four countries"),
    ("partnership", 2): N_("two partnerships"),
    ("partnership", 3): N_("three partnerships"),
    ("partnership", 4): N_("four partnerships"),
    ("cluster", 2): N_("two clusters"),
    ("cluster", 3): N_("three clusters"),
    ("cluster", 4): N_("four clusters"),
    ("category", 2): N_("two categories"),
    ("category", 3): N_("three categories"),
    ("category", 4): N_("four categories"),
    ("ecosystem", 2): N_("two sets of ecosystems"),
    ("ecosystem", 3): N_("three sets of ecosystems"),
    ("ecosystem", 4): N_("four sets of ecosystems"),
    ("purpose", 2): N_("two purposes"),
    ("purpose", 3): N_("three purposes"),
    ("purpose", 4): N_("four purposes"),
}


def half(paths: Sequence[Path], subject: Subject) -> tuple[frozenset[str], str]:
    """The fewest nodes of the first column that hold half of the measure, and the sentence that says so.

    Where more than a handful are needed, the largest one, or those that share its place.
    """
    ranked = subject.ranked(paths, 0)
    whole = sum(value for __, value in ranked)
    drawn = [path for path in paths if path.sums.of(subject.measure)]
    if subject.measure == "exchanges" and whole == 1:
        first, last = drawn[0].ids[0], drawn[0].ids[-1]
        ends = {"start": subject.name(0, first), "end": subject.name(len(subject.columns) - 1, last)}
        return frozenset({first}), _("The one exchange goes from {start} to {end}", **ends)
    words, amount = (subject.measure, subject.kind(0)), subject.bare(whole)
    names = [subject.name(0, node) for node, __ in ranked]
    if len(ranked) == 1:
        return frozenset(node for node, __ in ranked), _all(subject, whole, names[0])
    reached, fewest = Decimal(0), 0
    while 2 * reached < whole:
        reached += ranked[fewest][1]
        fewest += 1
    if fewest <= _MOST_NAMED and fewest < len(ranked):
        part = (
            pgettext("of the exchanges", "Half")
            if 2 * reached == whole
            else pgettext("of the exchanges", "More than half")
        )
        held = {"part": part, "whole": amount, "held": subject.bare(reached)}
        if fewest == 1:
            sentence = _(_ONE_HOLDS[words], name=names[0], **held)
        else:
            few = _(_FEW[noun(subject.columns[0]), fewest])
            sentence = _(_SOME_HOLD[words], nodes=few, names=listing(names[:fewest], _MOST_NAMED), **held)
        return frozenset(node for node, __ in ranked[:fewest]), sentence
    most = ranked[0][1]
    leading = [node for node, value in ranked if value == most]
    where = _(_SPREAD[words], whole=amount, nodes=subject.nodes(len(ranked), 0))
    who = _leaders(subject, names[: len(leading)], subject.bare(most))
    return frozenset(leading if len(leading) <= _MOST_NAMED else ()), _("{first}; {second}", first=where, second=who)


def _all(subject: Subject, whole: int | Decimal, name: str) -> str:
    """The sentence where one node of the first column holds all."""
    if subject.measure == "working_days":
        number = int(whole)
        return {
            "start": ngettext(
                "All {number} working day are spent by visitors from {name}",
                "All {number} working days are spent by visitors from {name}",
                number,
                name=name,
            ),
            "end": ngettext(
                "All {number} working day are spent with hosts in {name}",
                "All {number} working days are spent with hosts in {name}",
                number,
                name=name,
            ),
            "fall": ngettext(
                "All {number} working day fall to {name}", "All {number} working days fall to {name}", number, name=name
            ),
        }[subject.kind(0)]
    held = {"whole": subject.bare(whole), "name": name}
    return {
        ("exchanges", "start"): _("All {whole} exchanges start from {name}", **held),
        ("exchanges", "end"): _("All {whole} exchanges end in {name}", **held),
        ("exchanges", "fall"): _("All {whole} exchanges fall to {name}", **held),
        ("lump_sum_eur", "start"): _("All {whole} of lump sums go to visitors from {name}", **held),
        ("lump_sum_eur", "end"): _("All {whole} of lump sums go to visits to {name}", **held),
        ("lump_sum_eur", "fall"): _("All {whole} of lump sums fall to {name}", **held),
    }[subject.measure, subject.kind(0)]


def _leaders(subject: Subject, names: Sequence[str], each: str) -> str:
    """Which nodes of the first column have the most, as a part of a sentence: visiting ones start exchanges."""
    starts = subject.measure == "exchanges" and subject.kind(0) == "start"
    if len(names) > _MOST_NAMED:
        if starts:
            return _("the largest of them start {amount} each", amount=each)
        return _("the largest of them have {amount} each", amount=each)
    if len(names) == 1:
        if starts:
            return _("{name} starts the most, {amount}", name=names[0], amount=each)
        return _("{name} has the most, {amount}", name=names[0], amount=each)
    named = listing(names, _MOST_NAMED)
    if starts:
        return _("{names} start the most, {amount} each", names=named, amount=each)
    return _("{names} have the most, {amount} each", names=named, amount=each)


def side_of(chosen: Mapping[str, Collection[str]]) -> str:
    """The side that the choice is about: visiting, host, either, or "" for what has no side."""
    sides = {name.partition("_")[0] for name, ids in chosen.items() if ids}
    if sides == {"visiting", "host"}:
        return "either"
    return sides.pop() if len(sides) == 1 and sides <= {"visiting", "host"} else ""


def named(subject: Subject, chosen: Mapping[str, Collection[str]], together: bool) -> tuple[str, bool]:
    """The chosen nodes by name, and whether they are one; "" where they are too many to be named."""
    per_column = [
        [subject.name(at, node) for node in subject.names[at] if node in chosen.get(name, ())]
        for at, name in enumerate(subject.columns)
    ]
    if together:
        who = ""
        for names in filter(None, per_column):
            here = listing(names, _MOST_NAMED)
            who = _("{origin} to {destination}", origin=who, destination=here) if who else here
        return who, True
    names = list(dict.fromkeys(name for names in per_column for name in names))
    return ("" if len(names) > _MOST_NAMED else listing(names, _MOST_NAMED)), len(names) == 1


def number_of(subject: Subject, chosen: Mapping[str, Collection[str]]) -> tuple[int, str]:
    """How many nodes are chosen, by name, and what they are; "" as their noun where they are of several kinds."""
    names = {
        subject.name(at, node)
        for at, name in enumerate(subject.columns)
        for node in subject.names[at]
        if node in chosen.get(name, ())
    }
    kinds = {noun(name) for name, ids in chosen.items() if ids}
    return len(names), kinds.pop() if len(kinds) == 1 else ""


def who_is_chosen(subject: Subject, chosen: Mapping[str, Collection[str]], together: bool) -> str:
    """The chosen nodes by name or, many of them, by their number; "" for none."""
    who, __ = named(subject, chosen, together)
    number, of = (0, "") if who else number_of(subject, chosen)
    return nodes(number, of) if number else who


def _highlighted(number: int, of: str) -> str:
    """Many chosen nodes, at the start of a sentence."""
    held = {"many": count(number)}
    return {
        "country": _("The {many} highlighted countries", **held),
        "partnership": _("The {many} highlighted partnerships", **held),
        "cluster": _("The {many} highlighted clusters", **held),
        "category": _("The {many} highlighted categories", **held),
        "ecosystem": _("The {many} highlighted sets of ecosystems", **held),
        "purpose": _("The {many} highlighted purposes", **held),
        "": _("The {many} highlighted nodes", **held),
    }[of]


def picked(
    paths: Sequence[Path], part: Sequence[Path], subject: Subject, chosen: Mapping[str, Collection[str]], together: bool
) -> str:
    """What the chosen nodes have of the whole, as a sentence. `part`: the paths that match the choice."""
    whole, held = total(paths).of(subject.measure), total(part).of(subject.measure)
    who, is_one = named(subject, chosen, together)
    who = who or _highlighted(*number_of(subject, chosen))
    side = "" if together or subject.measure != "exchanges" else side_of(chosen)
    words = {"who": who, "held": subject.bare(held)}
    if subject.measure == "lump_sum_eur":
        words["whole"] = subject.bare(whole)
        said = (
            _("{who} has {held} of the {whole} of lump sums", **words)
            if is_one
            else _("{who} have {held} of the {whole} of lump sums", **words)
        )
    else:
        said = _counted(side or subject.measure, is_one, int(whole), words)
    return f"{said} ({share(held, whole)})" if held else said


def _counted(what: str, is_one: bool, whole: int, words: dict[str, str]) -> str:
    """The sentence of `picked` for exchanges, by the side of the choice, and for working days."""
    if is_one:
        return {
            "visiting": ngettext(
                "{who} visits in {held} of the {number} exchange",
                "{who} visits in {held} of the {number} exchanges",
                whole,
                **words,
            ),
            "host": ngettext(
                "{who} hosts {held} of the {number} exchange",
                "{who} hosts {held} of the {number} exchanges",
                whole,
                **words,
            ),
            "either": ngettext(
                "{who} takes part in {held} of the {number} exchange",
                "{who} takes part in {held} of the {number} exchanges",
                whole,
                **words,
            ),
            "exchanges": ngettext(
                "{who} has {held} of the {number} exchange",
                "{who} has {held} of the {number} exchanges",
                whole,
                **words,
            ),
            "working_days": ngettext(
                "{who} has {held} of the {number} working day",
                "{who} has {held} of the {number} working days",
                whole,
                **words,
            ),
        }[what]
    return {
        "visiting": ngettext(
            "{who} visit in {held} of the {number} exchange",
            "{who} visit in {held} of the {number} exchanges",
            whole,
            **words,
        ),
        "host": ngettext(
            "{who} host {held} of the {number} exchange", "{who} host {held} of the {number} exchanges", whole, **words
        ),
        "either": ngettext(
            "{who} take part in {held} of the {number} exchange",
            "{who} take part in {held} of the {number} exchanges",
            whole,
            **words,
        ),
        "exchanges": ngettext(
            "{who} have {held} of the {number} exchange", "{who} have {held} of the {number} exchanges", whole, **words
        ),
        "working_days": ngettext(
            "{who} have {held} of the {number} working day",
            "{who} have {held} of the {number} working days",
            whole,
            **words,
        ),
    }[what]
