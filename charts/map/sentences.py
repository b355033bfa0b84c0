"""What the maps say in words: finding, text alternative and note. Names come out as delivered, not escaped."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from charts.map.plane import Level, SideMeasure
from charts.words import count, exchanges, listing, share
from languages import N_, ngettext
from languages import gettext as _

MEASURE_TITLE: dict[str, str] = {
    "visiting": N_("Exchanges, visiting"),
    "hosting": N_("Exchanges, hosting"),
    "both": N_("Visiting or hosting"),
    "net": N_("Visiting minus hosting"),
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


def finding(links: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """One sentence about the links, of countries or of clusters, as plain text."""
    if not total:
        return _("No exchange in this view")
    names = dict(zip(links["visiting_id"], links["visiting_name"].astype(str), strict=True))
    names |= dict(zip(links["host_id"], links["host_name"].astype(str), strict=True))
    numbers = [int(value) for value in links["exchanges"]]
    between = [
        (_("{origin} to {destination}", origin=names[a], destination=names[b]), value)
        for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
        if a != b and value
    ]
    if not between:
        return _stays(total, level)
    if total == 1:
        return _("One exchange: {route}", route=between[0][0])
    out = _totals(zip(links["visiting_id"], numbers, strict=True))
    back = _totals(zip(links["host_id"], numbers, strict=True))
    if measure == "net":
        return _net({key: out.get(key, 0) - back.get(key, 0) for key in names}, names, total, level)
    if measure == "both":
        return _both(links, numbers, between, names, total)
    leaders, most = _leaders(out if measure == "visiting" else back)
    who = listing([names[key] for key in leaders])
    return _most_active(who, len(leaders) == 1, most, total, measure == "visiting")


def _stays(total: int, level: Level) -> str:
    """The finding where no exchange leaves its country or cluster."""
    if total == 1:
        if level == "country":
            return _("The only exchange stays inside one country")
        return _("The only exchange stays inside one cluster")
    if level == "country":
        return _("All {whole} exchanges stay inside one country", whole=count(total))
    return _("All {whole} exchanges stay inside one cluster", whole=count(total))


def _net(net: Mapping[str, int], names: Mapping[str, str], total: int, level: Level) -> str:
    """Who sends, and who receives, most beyond the other."""
    senders, most = _leaders(net)
    receivers, least = _leaders({key: -value for key, value in net.items()})
    if not most:
        return {
            "country": ngettext(
                "Every country sends as many as it receives, over {number} exchange",
                "Every country sends as many as it receives, over {number} exchanges",
                total,
            ),
            "cluster": ngettext(
                "Every cluster sends as many as it receives, over {number} exchange",
                "Every cluster sends as many as it receives, over {number} exchanges",
                total,
            ),
        }[level]
    sent = {"names": listing([names[key] for key in senders]), "more": count(most)}
    received = {"names": listing([names[key] for key in receivers]), "more": count(least)}
    first = (
        _("{names} sends {more} more than it receives", **sent)
        if len(senders) == 1
        else _("{names} each send {more} more than received", **sent)
    )
    second = (
        _("{names} receives {more} more than it sends", **received)
        if len(receivers) == 1
        else _("{names} each receive {more} more than sent", **received)
    )
    return _("{first}; {second}", first=first, second=second)


def _both(
    links: pd.DataFrame,
    numbers: Sequence[int],
    between: Sequence[tuple[str, int]],
    names: Mapping[str, str],
    total: int,
) -> str:
    """Who stands in the middle of the exchanges, or else which routes are used most."""
    sides = _totals(
        (key, value) for side in ("visiting_id", "host_id") for key, value in zip(links[side], numbers, strict=True)
    )
    ranked = sorted(sides, key=lambda key: (-sides[key], names[key], key))
    # Of three, any two are on a side of every exchange: that says nothing.
    if len(ranked) > 3 and (hub := _most_met(links, numbers, ranked[0])):
        met, most = hub
        said = {
            "hub": names[ranked[0]],
            "names": listing([names[key] for key in met]),
            "most": count(most),
            "share": share(most, total),
        }
        if len(met) > 1:
            return ngettext(
                "{hub} meets {names} most: {most} of {number} exchange each ({share})",
                "{hub} meets {names} most: {most} of {number} exchanges each ({share})",
                total,
                **said,
            )
        return ngettext(
            "{hub} meets {names} most: {most} of {number} exchange ({share})",
            "{hub} meets {names} most: {most} of {number} exchanges ({share})",
            total,
            **said,
        )
    if len(ranked) > 3 and sides[ranked[1]] > sides[ranked[2]]:
        pair = set(ranked[:2])
        touched = sum(
            value
            for a, b, value in zip(links["visiting_id"], links["host_id"], numbers, strict=True)
            if a in pair or b in pair
        )
        return ngettext(
            "{names} are at the centre: {share} of {number} exchange have one of them on a side",
            "{names} are at the centre: {share} of {number} exchanges have one of them on a side",
            total,
            names=listing([names[key] for key in ranked[:2]]),
            share=share(touched, total),
        )
    routes, most = _leaders(dict(between))
    used = {"routes": listing(routes), "most": count(most)}
    if len(routes) > 1:
        return ngettext(
            "Most travelled: {routes}, {most} of {number} exchange each",
            "Most travelled: {routes}, {most} of {number} exchanges each",
            total,
            **used,
        )
    return ngettext(
        "Most travelled: {routes}, {most} of {number} exchange",
        "Most travelled: {routes}, {most} of {number} exchanges",
        total,
        **used,
    )


def _most_active(names: str, is_one: bool, most: int, total: int, is_visiting: bool) -> str:
    said = {"names": names, "most": count(most), "share": share(most, total)}
    if is_visiting and is_one:
        return ngettext(
            "{names} visits most: {most} of {number} exchange ({share})",
            "{names} visits most: {most} of {number} exchanges ({share})",
            total,
            **said,
        )
    if is_visiting:
        return ngettext(
            "{names} visit most: {most} of {number} exchange each ({share})",
            "{names} visit most: {most} of {number} exchanges each ({share})",
            total,
            **said,
        )
    if is_one:
        return ngettext(
            "{names} hosts most: {most} of {number} exchange ({share})",
            "{names} hosts most: {most} of {number} exchanges ({share})",
            total,
            **said,
        )
    return ngettext(
        "{names} host most: {most} of {number} exchange each ({share})",
        "{names} host most: {most} of {number} exchanges each ({share})",
        total,
        **said,
    )


def alt(countries: pd.DataFrame, between: pd.DataFrame, total: int, level: Level, measure: SideMeasure) -> str:
    """Two or three sentences of facts; `between` are the routes, largest first."""
    facts = [_map_of(total, len(between), level)]
    largest = between[["visiting_name", "host_name", "exchanges"]].head(3).itertuples(index=False)
    routes = [
        _("{origin} to {destination}", origin=a, destination=b) + f" ({count(number)})" for a, b, number in largest
    ]
    if routes:
        facts.append(_("The largest: {routes}.", routes=listing(routes)))
    active = countries[countries["both"] > 0]
    shaded = active.sort_values([measure, "country_name"], ascending=[False, True], kind="stable").head(3)
    text = signed if measure == "net" else count
    first = [
        f"{name} {text(int(number))}" for name, number in zip(shaded["country_name"], shaded[measure], strict=True)
    ]
    if first:
        names = listing(first)
        facts.append(
            {
                "visiting": _("Countries are shaded by exchanges, visiting: first {names}.", names=names),
                "hosting": _("Countries are shaded by exchanges, hosting: first {names}.", names=names),
                "both": _("Countries are shaded by visiting or hosting: first {names}.", names=names),
                "net": _("Countries are shaded by visiting minus hosting: first {names}.", names=names),
            }[measure]
        )
    return " ".join(facts)


def _map_of(total: int, routes: int, level: Level) -> str:
    held = exchanges(total)
    if level == "country":
        return ngettext(
            "Map of Europe with {exchanges} on {number} route between countries.",
            "Map of Europe with {exchanges} on {number} routes between countries.",
            routes,
            exchanges=held,
        )
    return ngettext(
        "Map of Europe with {exchanges} on {number} route between clusters.",
        "Map of Europe with {exchanges} on {number} routes between clusters.",
        routes,
        exchanges=held,
    )


def note(drawn: int, rest: int, carried: str, inside: int, unplaced: int, level: Level) -> str:
    """How many routes and exchanges are in colour, thin, inside one place or without a place; "" for none."""
    parts = []
    if drawn and rest:
        parts.append(
            ngettext(
                "The {number} largest route in colour carries {share}",
                "The {number} largest routes in colour carry {share}",
                drawn,
                share=carried,
            )
        )
        parts.append(ngettext("{number} other as a thin line", "{number} others as thin lines", rest))
    elif drawn == 1:
        parts.append(_("The only route is in colour"))
    elif drawn:
        parts.append(_("All {routes} routes in colour", routes=count(drawn)))
    elif rest:
        parts.append(ngettext("{number} route as thin lines", "{number} routes as thin lines", rest))
    return sentence([*parts, *left_out(inside, unplaced, level)])


def net_note(nets: Sequence[int], one_way: int, drawn: int, inside: int, unplaced: int, level: Level) -> str:
    """What the ribbons of net flows show, how many pairs are balanced or go one way, and what is not drawn.

    nets: the larger minus the smaller direction of each pair on the map; `drawn` of them are ribbons, `one_way` have
    exchanges in one direction only.
    """
    if not nets:
        return sentence(left_out(inside, unplaced, level))
    uneven = sum(1 for net in nets if net)
    parts = [
        _("A ribbon shows by how much one direction exceeds the other"),
        ngettext(
            "{number} pair, of which {one_way} one way only and {balanced} balanced",
            "{number} pairs, of which {one_way} one way only and {balanced} balanced",
            len(nets),
            one_way=count(one_way),
            balanced=count(len(nets) - uneven),
        ),
    ]
    if uneven > drawn:
        parts.append(
            ngettext(
                "the {number} smallest difference and the balanced pairs as thin lines",
                "the {number} smallest differences and the balanced pairs as thin lines",
                uneven - drawn,
            )
        )
    elif len(nets) > uneven:
        parts.append(_("the balanced pairs as thin lines"))
    return sentence([*parts, *left_out(inside, unplaced, level)])


def left_out(inside: int, unplaced: int, level: Level) -> list[str]:
    """What the map does not draw, in parts of a sentence."""
    parts = []
    if inside:
        parts.append(
            {
                "country": ngettext(
                    "{number} exchange stays inside one country", "{number} exchanges stay inside one country", inside
                ),
                "cluster": ngettext(
                    "{number} exchange stays inside one cluster", "{number} exchanges stay inside one cluster", inside
                ),
            }[level]
        )
    if unplaced:
        parts.append(without_place(unplaced))
    return parts


def without_place(number: int) -> str:
    """How many exchanges have no place on the map, as a part of a sentence."""
    return ngettext(
        "{number} exchange without a known place only in the table",
        "{number} exchanges without a known place only in the table",
        number,
    )


def sentence(parts: Sequence[str]) -> str:
    """The parts as one sentence, set apart by semicolons; "" for none."""
    if not parts:
        return ""
    said = parts[0]
    for part in parts[1:]:
        said = _("{first}; {second}", first=said, second=part)
    return f"{said}."
