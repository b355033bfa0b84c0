"""What a Sankey says in words beside its finding: its note, what is blue, its text alternative."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from charts.sankey.findings import side_of, who_is_chosen
from charts.sankey.paths import OTHER_ID, OTHER_NAME, Path, total
from charts.sankey.subject import Subject
from charts.words import count, exchanges, listing
from languages import N_, ngettext
from languages import gettext as _

_COLUMN = {
    "visiting_country": N_("visiting country"),
    "visiting_partnership": N_("visiting partnership"),
    "visiting_cluster": N_("visiting cluster"),
    "host_country": N_("host country"),
    "host_partnership": N_("host partnership"),
    "host_cluster": N_("host cluster"),
    "category": N_("organisation category"),
    "ecosystem": N_("industrial ecosystem"),
    "purpose": N_("purpose"),
}


def blue_means(subject: Subject, chosen: Mapping[str, Collection[str]], together: bool, is_leading: bool) -> str:
    """The sentence that tells what is blue; "" for nothing."""
    who = who_is_chosen(subject, chosen, together)
    if not who:
        return ""
    if together:
        return _("Blue: the exchanges from {who}.", who=who)
    side = side_of(chosen)
    if is_leading:
        return {
            "visiting": _(
                "Blue: the exchanges that start from {who} (the most exchanges in the whole snapshot).", who=who
            ),
            "host": _("Blue: the exchanges hosted by {who} (the most exchanges in the whole snapshot).", who=who),
        }.get(side) or _("Blue: the exchanges of {who} (the most exchanges in the whole snapshot).", who=who)
    return {
        "visiting": _("Blue: the exchanges that start from {who}.", who=who),
        "host": _("Blue: the exchanges hosted by {who}.", who=who),
    }.get(side) or _("Blue: the exchanges of {who}.", who=who)


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
        sentences.append(
            ngettext(
                "Drawn one by one: {alone}; “{other}” holds {others} with {number} exchange.",
                "Drawn one by one: {alone}; “{other}” holds {others} with {number} exchanges.",
                held,
                alone=listing([subject.sided(shown[at], at) for at in places], len(places)),
                other=_(OTHER_NAME),
                others=listing([subject.sided(hidden[at], at) for at in places if hidden[at]], len(places)),
            )
        )
    picture = _in_the_picture(subject, total(paths).exchanges, total(drawn).exchanges)
    if stays := listing([_stays(level, number) for level, number in insides.items()]):
        picture = _("{first}; {second}", first=picture, second=stays)
    sentences.append(f"{picture}.")
    if any(insides.values()):
        sentences.append(_("Orange: those that stay inside."))
    if blue:
        sentences.append(blue)
    if unlabelled:
        sentences.append(
            ngettext(
                "{number} small node without a label: point at them to read it.",
                "{number} small nodes without a label: point at them to read it.",
                unlabelled,
            )
        )
    return " ".join(sentences)


def _in_the_picture(subject: Subject, whole: int, seen: int) -> str:
    """Which exchanges are drawn, without an end to the sentence."""
    if seen < whole:
        held = {"seen": count(seen), "whole": count(whole), "missing": exchanges(whole - seen)}
        if subject.measure == "working_days":
            return _(
                "{seen} of the {whole} exchanges are in the picture, {missing} without working days are not", **held
            )
        return _("{seen} of the {whole} exchanges are in the picture, {missing} without a lump sum are not", **held)
    if whole == 1:
        return _("The one exchange is in the picture")
    return _("Every one of the {whole} exchanges is in the picture", whole=count(whole))


def _stays(level: str, number: int) -> str:
    """How many exchanges end in the node where they start, as a part of a sentence."""
    if not number:
        return {
            "country": _("none stay inside one country"),
            "partnership": _("none stay inside one partnership"),
            "cluster": _("none stay inside one cluster"),
        }[level]
    return {
        "country": ngettext("{number} stays inside one country", "{number} stay inside one country", number),
        "partnership": ngettext(
            "{number} stays inside one partnership", "{number} stay inside one partnership", number
        ),
        "cluster": ngettext("{number} stays inside one cluster", "{number} stay inside one cluster", number),
    }[level]


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
    amount = subject.amount(sum(ends.values()))
    if subject.measure == "lump_sum_eur":
        amount = _("{amount} of lump sums", amount=amount)
    counted = [subject.sided(len(subject.ranked(paths, at)), at) for at in range(last + 1)]
    facts = [
        _way(amount, counted),
        _(
            "Largest: {first_column} {first} ({first_amount}), {last_column} {last} ({last_amount}).",
            first_column=_(_COLUMN[subject.columns[0]]),
            first=subject.name(0, most_first[0]),
            first_amount=subject.bare(most_first[1]),
            last_column=_(_COLUMN[subject.columns[-1]]),
            last=subject.name(last, most_last[0]),
            last_amount=subject.bare(most_last[1]),
        ),
        _(
            "The largest link is {start} to {end} with {amount}.",
            start=subject.name(0, largest[0]),
            end=subject.name(last, largest[1]),
            amount=subject.bare(ends[largest]),
        ),
    ]
    return " ".join(facts)


def _way(amount: str, counted: Sequence[str]) -> str:
    """The sentence on all columns, two to four."""
    first, *between, last = counted
    if not between:
        return _("Flow diagram of {amount} from {first} to {last}.", amount=amount, first=first, last=last)
    if len(between) == 1:
        return _(
            "Flow diagram of {amount} from {first} over {second} to {last}.",
            amount=amount,
            first=first,
            second=between[0],
            last=last,
        )
    return _(
        "Flow diagram of {amount} from {first} over {second} over {third} to {last}.",
        amount=amount,
        first=first,
        second=between[0],
        third=between[1],
        last=last,
    )
