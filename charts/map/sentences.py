"""What the maps say in words: finding, text alternative and note. Names come out as delivered, not escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from charts.map.plane import Level, SideMeasure
from charts.words import count, listing, month, plural, share

MEASURE_TITLE: dict[str, str] = {
    "visiting": "Exchanges, visiting",
    "hosting": "Exchanges, hosting",
    "both": "Visiting or hosting",
    "net": "Visiting minus hosting",
}


def signed(number: int) -> str:
    """A count with its sign: `+3`, `−3`, `0`."""
    return f"+{count(number)}" if number > 0 else count(number)


def _leaders(totals: Mapping[str, int]) -> tuple[list[str], int]:
    """The ids that share the largest value, and that value; ([], 0) for none."""
    largest = max(totals.values(), default=0)
    return [key for key, value in totals.items() if value == largest], largest


def _totals(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for key, value in pairs:
        totals[key] = totals.get(key, 0) + value
    return totals


def _most_met(links: pd.DataFrame, numbers: Sequence[int], hub: str) -> tuple[list[str], int] | None:
    """The ids that `hub` exchanges most with, and how often, where it is on a side of every exchange; else None."""
    met: dict[str, int] = {}
    for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True):
        if value and hub not in (a, b):
            return None
        if a != b:
            other = b if a == hub else a
            met[other] = met.get(other, 0) + value
    return _leaders(met)


def _verb(names: Sequence[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many


def finding(links: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """One sentence about the links, of countries or of clusters, as plain text."""
    if not total:
        return "No exchange in this view"
    names = dict(zip(links["visiting_id"], links["visiting_name"].astype(str), strict=True))
    names |= dict(zip(links["host_id"], links["host_name"].astype(str), strict=True))
    numbers = [int(value) for value in links["exchanges"]]
    between = [
        (f"{names[a]} to {names[b]}", value)
        for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
        if a != b and value
    ]
    if not between:
        subject = "The only exchange stays" if total == 1 else f"All {count(total)} exchanges stay"
        return f"{subject} inside one {level}"
    if total == 1:
        return f"One exchange: {between[0][0]}"
    out = _totals(zip(links["visiting_id"], numbers, strict=True))
    back = _totals(zip(links["host_id"], numbers, strict=True))
    if measure == "net":
        net = {key: out.get(key, 0) - back.get(key, 0) for key in names}
        senders, most = _leaders(net)
        receivers, least = _leaders({key: -value for key, value in net.items()})
        if not most:
            return f"Every {level} sends as many as it receives, over {plural(total, 'exchange')}"
        first = _verb(
            senders, f"sends {count(most)} more than it receives", f"each send {count(most)} more than received"
        )
        second = _verb(
            receivers, f"receives {count(least)} more than it sends", f"each receive {count(least)} more than sent"
        )
        return (
            f"{listing([names[key] for key in senders])} {first}; {listing([names[key] for key in receivers])} {second}"
        )
    if measure == "both":
        sides = _totals(
            [*zip(links["visiting_id"], numbers, strict=True), *zip(links["host_id"], numbers, strict=True)]
        )
        ranked = sorted(sides, key=lambda key: (-sides[key], names[key], key))
        # Of three, any two are on a side of every exchange: that says nothing.
        if len(ranked) > 3 and (hub := _most_met(links, numbers, ranked[0])):
            met, most = hub
            each = " each" * (len(met) > 1)
            return (
                f"{names[ranked[0]]} meets {listing([names[key] for key in met])} most: "
                f"{count(most)} of {plural(total, 'exchange')}{each} ({share(most, total)})"
            )
        if len(ranked) > 3 and sides[ranked[1]] > sides[ranked[2]]:
            pair = set(ranked[:2])
            touched = sum(
                value
                for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
                if a in pair or b in pair
            )
            centre = " and ".join(names[key] for key in ranked[:2])
            of_all = f"{share(touched, total)} of {plural(total, 'exchange')}"
            return f"{centre} are at the centre: {of_all} have one of them on a side"
        routes, most = _leaders(dict(between))
        of_all = f"{count(most)} of {plural(total, 'exchange')}"
        return f"Most travelled: {listing(routes)}, {of_all}{' each' * (len(routes) > 1)}"
    leaders, most = _leaders(out if measure == "visiting" else back)
    verb = _verb(leaders, "visits", "visit") if measure == "visiting" else _verb(leaders, "hosts", "host")
    each = " each" * (len(leaders) > 1)
    return (
        f"{listing([names[key] for key in leaders])} {verb} most: {count(most)} of {plural(total, 'exchange')}{each} "
        f"({share(most, total)})"
    )


def alt(countries: pd.DataFrame, between: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """Two or three sentences of facts; `between` are the routes, largest first."""
    ends = "countries" if level == "country" else "clusters"
    facts = [f"Map of Europe with {plural(total, 'exchange')} on {plural(len(between), 'route')} between {ends}."]
    largest = between[["visiting_name", "host_name", "exchanges"]].head(3).itertuples(index=False)
    routes = [f"{a} to {b} ({count(number)})" for a, b, number in largest]
    if routes:
        facts.append(f"The largest: {listing(routes)}.")
    active = countries[countries["both"] > 0]
    shaded = active.sort_values([measure, "country_name"], ascending=[False, True], kind="stable").head(3)
    text = signed if measure == "net" else count
    first = [
        f"{name} {text(int(number))}" for name, number in zip(shaded["country_name"], shaded[measure], strict=True)
    ]
    if first:
        facts.append(f"Countries are shaded by {MEASURE_TITLE[measure].lower()}: first {listing(first)}.")
    return " ".join(facts)


def note(drawn: int, rest: int, carried: str, inside: int, unplaced: int, level: Level) -> str:
    """How many routes and exchanges are in colour, thin, inside one place or without a place; "" for none."""
    parts = []
    if drawn and rest:
        carry = "carries" if drawn == 1 else "carry"
        thin = "a thin line" if rest == 1 else "thin lines"
        parts.append(f"The {plural(drawn, 'largest route')} in colour {carry} {carried}")
        parts.append(f"{plural(rest, 'other')} as {thin}")
    elif drawn:
        parts.append("The only route is in colour" if drawn == 1 else f"All {plural(drawn, 'route')} in colour")
    elif rest:
        parts.append(f"{plural(rest, 'route')} as thin lines")
    return _sentence([*parts, *_left_out(inside, unplaced, level)])


def net_note(nets: Sequence[int], one_way: int, drawn: int, inside: int, unplaced: int, level: Level) -> str:
    """What the ribbons of net flows show, how many pairs are balanced or go one way, and what is not drawn.

    nets: the larger minus the smaller direction of each pair on the map; `drawn` of them are ribbons, `one_way` have
    exchanges in one direction only.
    """
    if not nets:
        return _sentence(_left_out(inside, unplaced, level))
    uneven = sum(1 for net in nets if net)
    parts = [
        "A ribbon shows by how much one direction exceeds the other",
        f"{plural(len(nets), 'pair')}, of which {count(one_way)} one way only and {count(len(nets) - uneven)} balanced",
    ]
    if uneven > drawn:
        parts.append(f"the {plural(uneven - drawn, 'smallest difference')} and the balanced pairs as thin lines")
    elif len(nets) > uneven:
        parts.append("the balanced pairs as thin lines")
    return _sentence([*parts, *_left_out(inside, unplaced, level)])


def _left_out(inside: int, unplaced: int, level: Level) -> list[str]:
    parts = []
    if inside:
        parts.append(f"{plural(inside, 'exchange')} {'stays' if inside == 1 else 'stay'} inside one {level}")
    if unplaced:
        parts.append(f"{plural(unplaced, 'exchange')} without a known place only in the table")
    return parts


def _sentence(parts: Sequence[str]) -> str:
    return f"{'; '.join(parts)}." if parts else ""


def month_finding(months: Sequence[date], in_month: Sequence[int]) -> str:
    """When the exchanges were, in one sentence. One number per month, the months in order."""
    total = sum(in_month)
    if not total:
        return "No exchange in this view"
    if len(months) == 1:
        return f"{plural(total, 'exchange')}, all in {month(months[0])}"
    so_far, half = 0, 0
    while 2 * so_far < total:
        so_far += in_month[half]
        half += 1
    most = max(in_month)
    busiest = [month(day) for day, number in zip(months, in_month, strict=True) if number == most]
    top = f"most in {listing(busiest)} ({count(most)}{' each' * (len(busiest) > 1)})"
    return f"Half of {plural(total, 'exchange')} by {month(months[half - 1])}; {top}"


def month_note(exchanges: Sequence[int], ribbons: int, thin: int, total: int, inside: int, unplaced: int) -> str:
    """What the frames draw of the routes, whose `exchanges` come largest first, and what only the total counts."""
    parts = []
    rest = len(exchanges) - ribbons - thin
    if ribbons:
        carried = share(sum(exchanges[:ribbons]), total)
        parts.append(f"Ribbons: the {plural(ribbons, 'largest route')} of the whole period ({carried})")
    if thin:
        parts.append(f"{plural(thin, 'smaller route')} as thin lines")
    if rest:
        parts.append(
            f"{plural(rest, 'route')} with {plural(sum(exchanges[ribbons + thin :]), 'exchange')} only counted"
        )
    return _sentence([*parts, *_left_out(inside, unplaced, "country")])
