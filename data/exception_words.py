"""Exceptions to the rules in words: the figures compared, and what a partnership is to do."""

from collections.abc import Callable

from data.rule_words import (
    Facts,
    day,
    days_against_least,
    money,
    stay_against_most,
    told,
    virtual_is_paid,
    why_halved,
)
from languages import N_, country, ngettext
from languages import gettext as _
from languages.formats import count

# By kind, in the order of the table exception_kinds.
REMEDIES = {
    N_("over ceiling"): N_("Recover the difference, or correct the lump sum before it is paid."),
    N_("should be halved"): N_("Grant half the ceiling; recover the difference if it is paid."),
    N_("distance unknown"): N_("Give both organisations a place, so that the distance can be told."),
    N_("working days unknown"): N_("Give the working days of the stay, as the closing report states them."),
    N_("more working days than the calendar holds"): N_(
        "Check the working days against the closing report and the dates of the stay."
    ),
    N_("stay too short"): N_("Ask for the evidence of the working days; without it the stay is not paid."),
    N_("stay too long"): N_("Correct the dates, or split off what lies beyond the longest stay."),
    N_("same country"): N_("Check the countries of the two organisations; inside one country a stay is not paid."),
    N_("not a COSME country"): N_("Check the countries of the two organisations; outside COSME a stay is not paid."),
    N_("visiting twice"): N_("Keep the first visit; cancel or recover the later one."),
    N_("paid twice"): N_("Recover what was paid above the lump sum; an exchange is paid in one payment."),
    N_("paid without validation"): N_("Validate the report, or recover the payment."),
    N_("paid late"): N_("Pay at once where it is not paid yet; note the reason of the delay."),
    N_("virtual but paid"): N_("Set the lump sum to what a virtual exchange is paid; recover the difference."),
    N_("dates overlapping"): N_("Check the dates of both stays; the organisation cannot have been in two places."),
    N_("outside the partnership's period"): N_(
        "Check the dates against the grant agreement; outside its period a stay is not paid."
    ),
}


def remedy(kind: str) -> str:
    """What is to be done about an exception of a kind."""
    return _(REMEDIES[kind])


def detail(kind: str, facts: Facts) -> str:
    """The figures compared, one sentence. Raises KeyError for a kind that is not known."""
    return _DETAILS[kind](told(facts))


def _host(facts: Facts) -> str:
    return country(facts["host_country_code"], facts["host_country"])


def _over_ceiling(facts: Facts) -> str:
    granted, limit = money(facts["granted_eur"]), money(facts["limit_eur"])
    if "host_country" not in facts:
        return _("{granted} granted; no lump sum is above {limit}.", granted=granted, limit=limit)
    return _(
        "{granted} granted; the full ceiling of {country} is {limit}.",
        granted=granted,
        country=_host(facts),
        limit=limit,
    )


def _should_be_halved(facts: Facts) -> str:
    return _(
        "{granted} granted; half the ceiling of {country} is {limit}, since {reason}.",
        granted=money(facts["granted_eur"]),
        country=_host(facts),
        limit=money(facts["limit_eur"]),
        reason=why_halved(facts["halving"]),
    )


def _distance_unknown(facts: Facts) -> str:
    reason = why_halved(facts["halving"])
    if reason:
        return _("No distance; the lump sum is halved in any case, since {reason}.", reason=reason)
    if "limit_eur" not in facts:
        return _("No distance, so half or full ceiling cannot be told; no ceiling is known.")
    return _(
        "No distance, so half or full ceiling cannot be told; under {km} km it is {limit}.",
        km=count(round(facts["least_km"])),
        limit=money(facts["limit_eur"]),
    )


def _working_days_unknown(facts: Facts) -> str:
    reason = why_halved(facts["halving"])
    if reason:
        return _("No working days; the lump sum is halved in any case, since {reason}.", reason=reason)
    if "limit_eur" not in facts:
        return _("No working days, so half or full ceiling cannot be told; no ceiling is known.")
    return ngettext(
        "No working days, so half or full ceiling cannot be told; under {number} day it is {limit}.",
        "No working days, so half or full ceiling cannot be told; under {number} days it is {limit}.",
        int(facts["least_days"]),
        limit=money(facts["limit_eur"]),
    )


def _too_many_days(facts: Facts) -> str:
    values = {
        "first": day(facts["start_date"]),
        "last": day(facts["end_date"]),
        "country": _host(facts),
        "held": count(facts["calendar_days"]),
    }
    if "holidays" not in facts:
        return ngettext(
            "{number} working day; from {first} to {last} the calendar of {country} holds {held}.",
            "{number} working days; from {first} to {last} the calendar of {country} holds {held}.",
            int(facts["days"]),
            **values,
        )
    return ngettext(
        "{number} working day; from {first} to {last} the calendar of {country} holds {held}, {holidays} left out.",
        "{number} working days; from {first} to {last} the calendar of {country} holds {held}, {holidays} left out.",
        int(facts["days"]),
        holidays=ngettext("{number} public holiday", "{number} public holidays", int(facts["holidays"])),
        **values,
    )


def _stay_too_short(facts: Facts) -> str:
    return days_against_least(facts["days"], facts["least_days"])


def _stay_too_long(facts: Facts) -> str:
    return stay_against_most(facts["start_date"], facts["end_date"], facts["most_months"])


def _same_country(facts: Facts) -> str:
    return _("Visiting and host organisation are both in {country}.", country=_host(facts))


def _not_cosme(facts: Facts) -> str:
    if "visiting_country" not in facts:
        return _("Not in COSME: {country} (host).", country=_host(facts))
    visiting = country(facts["visiting_country_code"], facts["visiting_country"])
    if "host_country" not in facts:
        return _("Not in COSME: {country} (visiting).", country=visiting)
    return _("Not in COSME: {visiting} (visiting) and {host} (host).", visiting=visiting, host=_host(facts))


def _visiting_twice(facts: Facts) -> str:
    return _(
        "Visit {visit} of this organisation; the first is {exchange}.",
        visit=count(facts["visit"]),
        exchange=facts["other_exchange_id"],
    )


def _paid_twice(facts: Facts) -> str:
    return ngettext(
        "{number} payment, {paid} together; the lump sum is {granted}. The last is of {day}.",
        "{number} payments, {paid} together; the lump sum is {granted}. The last is of {day}.",
        int(facts["payments"]),
        paid=money(facts["payments_eur"]),
        granted=money(facts["granted_eur"]),
        day=day(facts["paid_date"]),
    )


def _paid_without_validation(facts: Facts) -> str:
    paid = day(facts["paid_date"])
    if "validated_date" not in facts:
        return _("Paid {paid}; validated never.", paid=paid)
    return _("Paid {paid}; validated {validated}.", paid=paid, validated=day(facts["validated_date"]))


def _paid_late(facts: Facts) -> str:
    late, due = int(facts["late_days"]), day(facts["due_date"])
    if "paid_date" not in facts:
        return ngettext(
            "Not paid yet; due {due}, {number} day ago.", "Not paid yet; due {due}, {number} days ago.", late, due=due
        )
    return ngettext(
        "Paid {paid}, {number} day after it was due on {due}.",
        "Paid {paid}, {number} days after it was due on {due}.",
        late,
        paid=day(facts["paid_date"]),
        due=due,
    )


def _virtual_but_paid(facts: Facts) -> str:
    return virtual_is_paid(facts["granted_eur"], facts["limit_eur"])


def _overlapping(facts: Facts) -> str:
    return _(
        "Starts {start}; the stay {exchange} of the same organisation ends {end}.",
        start=day(facts["start_date"]),
        exchange=facts["other_exchange_id"],
        end=day(facts["end_date"]),
    )


def _outside_period(facts: Facts) -> str:
    def known(field: str, missing: str) -> str:
        return day(facts[field]) if field in facts else missing

    return _(
        "{first} to {last}; the partnership runs from {start} to {end}.",
        first=day(facts["start_date"]),
        last=known("end_date", _("no date yet")),
        start=known("period_start", _("no date")),
        end=known("period_end", _("no date")),
    )


_DETAILS: dict[str, Callable[[Facts], str]] = {
    "over ceiling": _over_ceiling,
    "should be halved": _should_be_halved,
    "distance unknown": _distance_unknown,
    "working days unknown": _working_days_unknown,
    "more working days than the calendar holds": _too_many_days,
    "stay too short": _stay_too_short,
    "stay too long": _stay_too_long,
    "same country": _same_country,
    "not a COSME country": _not_cosme,
    "visiting twice": _visiting_twice,
    "paid twice": _paid_twice,
    "paid without validation": _paid_without_validation,
    "paid late": _paid_late,
    "virtual but paid": _virtual_but_paid,
    "dates overlapping": _overlapping,
    "outside the partnership's period": _outside_period,
}
