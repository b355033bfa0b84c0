"""What the map by month says in words: finding, text alternative and note."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from charts.map.sentences import left_out, sentence
from charts.words import count, exchanges, listing, month, share
from languages import gettext as _
from languages import ngettext


def month_finding(months: Sequence[date], in_month: Sequence[int]) -> str:
    """When the exchanges were, in one sentence. One number per month, the months in order."""
    total = sum(in_month)
    if not total:
        return _("No exchange in this view")
    if len(months) == 1:
        return ngettext(
            "{number} exchange, all in {month}", "{number} exchanges, all in {month}", total, month=month(months[0])
        )
    so_far, half = 0, 0
    while 2 * so_far < total:
        so_far += in_month[half]
        half += 1
    most = max(in_month)
    busiest = [month(day) for day, number in zip(months, in_month, strict=True) if number == most]
    said = {"month": month(months[half - 1]), "months": listing(busiest), "most": count(most)}
    if len(busiest) > 1:
        return ngettext(
            "Half of {number} exchange by {month}; most in {months} ({most} each)",
            "Half of {number} exchanges by {month}; most in {months} ({most} each)",
            total,
            **said,
        )
    return ngettext(
        "Half of {number} exchange by {month}; most in {months} ({most})",
        "Half of {number} exchanges by {month}; most in {months} ({most})",
        total,
        **said,
    )


def month_alt(months: Sequence[date], in_month: Sequence[int], routes: int) -> str:
    """The course of the exchanges in two or three sentences."""
    if not months:
        return _("Map of Europe without exchanges.")
    so_far = list(accumulate(in_month))
    years = sorted({day.year for day in months})
    ends = [max(at for at, day in enumerate(months) if day.year == year) for year in years]
    facts = [
        ngettext(
            "Map of Europe in {number} month, {first} to {last}, with {exchanges} on {routes} between countries.",
            "Map of Europe in {number} months, {first} to {last}, with {exchanges} on {routes} between countries.",
            len(months),
            first=month(months[0]),
            last=month(months[-1]),
            exchanges=exchanges(so_far[-1]),
            routes=ngettext("{number} route", "{number} routes", routes),
        ),
        _(
            "Total so far: {totals}.",
            totals=", ".join(
                _("{total} at the end of {month}", total=count(so_far[at]), month=month(months[at])) for at in ends
            ),
        ),
    ]
    return " ".join(facts)


def month_note(routes: Sequence[int], ribbons: int, thin: int, total: int, inside: int, unplaced: int) -> str:
    """What the frames draw of the routes, whose exchanges come largest first, and what only the total counts."""
    parts = []
    rest = len(routes) - ribbons - thin
    if ribbons:
        parts.append(
            ngettext(
                "Ribbons: the {number} largest route of the whole period ({share})",
                "Ribbons: the {number} largest routes of the whole period ({share})",
                ribbons,
                share=share(sum(routes[:ribbons]), total),
            )
        )
    if thin:
        parts.append(ngettext("{number} smaller route as thin lines", "{number} smaller routes as thin lines", thin))
    if rest:
        parts.append(
            ngettext(
                "{number} route with {exchanges} only counted",
                "{number} routes with {exchanges} only counted",
                rest,
                exchanges=exchanges(sum(routes[ribbons + thin :])),
            )
        )
    return sentence([*parts, *left_out(inside, unplaced, "country")])
