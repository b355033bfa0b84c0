"""What sentences about the scheme's rules share: amounts, days, reasons, and the texts of the rules that are shipped.

SQL gives the figures compared as a struct of facts, in which a fact that does not apply is NULL; the words are found here and in
the modules of the subjects, after any cache.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from languages import N_, current, formats, ngettext
from languages import gettext as _
from languages.spoken import ENGLISH

Facts = Mapping[str, Any]

# Ids of rules, and of what stands in their place where no rule of the table applies.
RULE_NAMES = {
    "stay_minimum": N_("Shortest stay"),
    "stay_maximum": N_("Longest stay"),
    "half_below_working_days": N_("Half for a short stay"),
    "half_below_km": N_("Half for a short distance"),
    "lump_sum_maximum": N_("Highest lump sum"),
    "payment_days": N_("Days to pay"),
    "visits_per_organisation": N_("Visits of an organisation"),
    "virtual_lump_sum": N_("Virtual exchange"),
    "countries_differ": N_("Two countries"),
    "cosme_countries": N_("COSME countries"),
    "stays_at_a_time": N_("Stays at a time"),
    "working_weekdays": N_("Working days"),
    "ceiling of the host country": N_("Ceiling of the host country"),
    "period of the partnership": N_("Period of the partnership"),
    "lump sum": N_("Lump sum"),
}

# Labels, units and sources of data/reference/rules.csv and settings.csv. Those that a delivery brings stand for themselves.
LABELS = (
    N_("A stay lasts three working days at least, travel days not counted"),
    N_("A stay lasts one month at most"),
    N_("The lump sum is half the ceiling when the stay is under five working days (halved once)"),
    N_("The lump sum is half the ceiling when the two organisations are under 200 km apart (halved once)"),
    N_("No lump sum is above EUR 1 100"),
    N_(
        "The visiting partnership pays in one payment within ten days of completion, after the closing report, its validation "
        "and the evidence"
    ),
    N_("An organisation visits once and may host often; a virtual visit does not use up the physical one"),
    N_("A virtual exchange is not paid"),
    N_("Target of a partnership that has published none"),
    N_("Over 600 exchanges expected 2020-2022, all partnerships together"),
    N_("The visiting and the host organisation are in two countries"),
    N_("The countries of both organisations take part in COSME"),
    N_("An exchange counts once, for its visiting partnership (VOP), which pays it"),
    N_("An organisation is on one stay at a time"),
    N_(
        "Working days are Monday to Friday, travel days not counted; public holidays of the host country are left out where "
        "the reader chooses so"
    ),
    N_(
        "A partnership without a published end runs as many whole months from the month of its start, or of the earliest "
        "published start: February 2020 to December 2022"
    ),
    N_("No forecast from fewer months of matches"),
    N_("The pace of the latest months is carried forward"),
    N_(
        "How far the pace of a month strays from the month before, until the data show it; weighs as much as the fewest "
        "months of a forecast"
    ),
    N_("Share of the simulated outcomes that a forecast's band holds"),
    N_("Under-use: the used share of the money lies as far behind the share of the period that has passed"),
    N_("Over-commitment: as much of the available money is used or promised; above 100 % it is more than there is"),
    N_("Run-out: the money is expected to run out as many days before the end of the period or earlier"),
    N_("Target out of reach: at most as many of the simulated outcomes reach it"),
    N_("Overdue payments: a payment is late by as many days or more"),
)
UNITS = (
    *(
        N_("working days"),
        N_("month"),
        N_("months"),
        N_("days"),
        N_("physical visit"),
        N_("exchanges"),
        N_("countries"),
    ),
    *(N_("countries in COSME"), N_("visiting partnership"), N_("stay"), N_("days a week"), N_("% a month")),
    N_("percentage points"),
)
SOURCES = (
    N_("Named as published in the scheme's documents; no address on record"),
    N_("Assumption of this dashboard"),
    N_("Assumption of this dashboard; exchanges were expected 2020-2022"),
    N_("Not in the rule table"),
)


def told(facts: Facts | None) -> dict[str, Any]:
    """The facts that apply. What does not is None, or a value of pandas that does not equal itself."""
    return {name: fact for name, fact in (facts or {}).items() if fact is not None and fact == fact}


def money(amount: Decimal) -> str:
    """An amount to the cent; in English as the delivered tables have it."""
    return f"EUR {amount:.2f}" if current() == ENGLISH else formats.euro(amount, cents=True)


def day(on: date) -> str:
    """A day; in English the ISO date, as in tables."""
    just_day = on.date() if isinstance(on, datetime) else on
    return just_day.isoformat() if current() == ENGLISH else formats.short_day(just_day)


def why_halved(halving: Facts) -> str:
    """Why the ceiling is halved, a clause or two joined; "" where it is not."""
    facts, reasons = told(halving), []
    if "days" in facts:
        reasons.append(
            ngettext(
                "{number} working day is under {limit}",
                "{number} working days are under {limit}",
                int(facts["days"]),
                limit=formats.count(facts["under_days"]),
            )
        )
    if "km" in facts:
        km, limit = (formats.count(round(facts[name])) for name in ("km", "under_km"))
        reasons.append(_("{km} km are under {limit}", km=km, limit=limit))
    return formats.listing(reasons)


def days_against_least(days: int, least: int) -> str:
    """The working days of a stay and how many it has to have."""
    return ngettext(
        "{number} working day; at least {least}.",
        "{number} working days; at least {least}.",
        int(days),
        least=formats.count(least),
    )


def stay_against_most(first: date, last: date, months: int) -> str:
    """The days of a stay and how many months it may last."""
    return ngettext(
        "{first} to {last}; one month at most.",
        "{first} to {last}; {number} months at most.",
        int(months),
        first=day(first),
        last=day(last),
    )


def virtual_is_paid(granted: Decimal, paid: Decimal) -> str:
    """What a virtual exchange was granted and what such a one is paid."""
    return _("{granted} granted; a virtual exchange is paid {amount}.", granted=money(granted), amount=money(paid))


def rule_name(rule_id: str) -> str:
    """A rule in two or three words; the id of one that is not known."""
    return _(RULE_NAMES.get(rule_id, rule_id))
