"""The checks of an exchange against the rules in words: the rule, and the figures compared."""

from collections.abc import Callable

from data.rule_words import (
    Facts,
    day,
    days_against_least,
    money,
    rule_name,
    stay_against_most,
    told,
    virtual_is_paid,
    why_halved,
)
from languages import N_, ngettext
from languages import gettext as _

# Of what is checked although the table of rules may not have it.
TITLES = {
    "countries_differ": N_("The visiting and the host organisation are in two countries"),
    "cosme_countries": N_("The countries of both organisations take part in COSME"),
    "ceiling of the host country": N_("The lump sum is within the ceiling of the host country"),
}


def title(rule_id: str, label: str) -> str:
    """The rule in words: its label in the table of rules, or where that has none ("") what is checked."""
    return _(label or TITLES.get(rule_id, "")) or rule_name(rule_id)


def detail(rule_id: str, facts: Facts) -> str:
    """The figures compared, one sentence. Raises KeyError for a rule that is not checked."""
    return _DETAILS[rule_id](told(facts))


def _stay_minimum(facts: Facts) -> str:
    if "days" not in facts:
        return _("The working days are not given.")
    return days_against_least(facts["days"], facts["least_days"])


def _stay_maximum(facts: Facts) -> str:
    if "start_date" not in facts or "end_date" not in facts:
        return _("Start or end is not planned yet.")
    return stay_against_most(facts["start_date"], facts["end_date"], facts["most_months"])


def _countries_differ(facts: Facts) -> str:
    return _("{visiting} to {host}.", visiting=facts["visiting_country_code"], host=facts["host_country_code"])


def _cosme_countries(facts: Facts) -> str:
    if "is_cosme" not in facts:
        return _("Whether both countries take part in COSME is not known.")
    if facts["is_cosme"]:
        return _("Both countries take part in COSME.")
    return _("One of the two countries, or both, do not take part in COSME.")


def _visits(facts: Facts) -> str:
    others = int(facts["other_visits"])
    if not others:
        return _("No other physical visit of this organisation.")
    return ngettext(
        "One other physical visit of this organisation.",
        "{number} other physical visits of this organisation.",
        others,
    )


def _ceiling(facts: Facts) -> str:
    if "full_eur" not in facts:
        return _("No ceiling is known for the host country.")
    if "limit_eur" not in facts:
        return _("Working days or distance are unknown, so half or full ceiling cannot be told.")
    granted, limit, reason = money(facts["granted_eur"]), money(facts["limit_eur"]), why_halved(facts["halving"])
    if reason:
        return _(
            "{granted} granted; half ceiling {limit}, since {reason}.", granted=granted, limit=limit, reason=reason
        )
    return _("{granted} granted; full ceiling {limit}.", granted=granted, limit=limit)


def _virtual(facts: Facts) -> str:
    return virtual_is_paid(facts["granted_eur"], facts["limit_eur"])


def _maximum(facts: Facts) -> str:
    return _(
        "{granted} granted; {limit} at most.", granted=money(facts["granted_eur"]), limit=money(facts["limit_eur"])
    )


def _payment_days(facts: Facts) -> str:
    due = day(facts["due_date"])
    if "paid_date" not in facts:
        return _("Not paid yet; due {due}.", due=due)
    return _("Paid {paid}; due {due}.", paid=day(facts["paid_date"]), due=due)


_DETAILS: dict[str, Callable[[Facts], str]] = {
    "stay_minimum": _stay_minimum,
    "stay_maximum": _stay_maximum,
    "countries_differ": _countries_differ,
    "cosme_countries": _cosme_countries,
    "visits_per_organisation": _visits,
    "ceiling of the host country": _ceiling,
    "virtual_lump_sum": _virtual,
    "lump_sum_maximum": _maximum,
    "payment_days": _payment_days,
}
