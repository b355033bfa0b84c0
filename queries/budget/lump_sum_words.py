"""The way to a lump sum in words, step by step."""

from collections.abc import Callable

from data.rule_words import Facts, day, days_against_least, told, why_halved
from languages import country
from languages import gettext as _
from languages.formats import euro


def finding(rule_id: str, facts: Facts) -> str:
    """What a step found, one sentence. Raises KeyError for a rule that is no step."""
    return _FINDINGS[rule_id](told(facts))


def _limit(facts: Facts) -> str:
    return euro(facts["limit_eur"], cents=True)


def _stay_minimum(facts: Facts) -> str:
    if "days" not in facts:
        return _("The working days are not given.")
    return days_against_least(facts["days"], facts["least_days"])


def _ceiling(facts: Facts) -> str:
    host, on = country(facts["host_country_code"], facts["host_country"]), day(facts["day"])
    if "limit_eur" not in facts:
        return _("No ceiling is known for {country} on {day}.", country=host, day=on)
    return _("The full ceiling of {country} on {day} is {limit}.", country=host, day=on, limit=_limit(facts))


def _half(facts: Facts) -> str:
    reason = why_halved(facts["halving"])
    if reason:
        return _("Half the ceiling, once, since {reason}.", reason=reason)
    if "ceiling_eur" not in facts:
        return _("Working days or distance are not given: it is {limit} if it is to be halved.", limit=_limit(facts))
    return _("Not halved: neither the working days nor the distance are under the limit.")


def _maximum(facts: Facts) -> str:
    if facts["is_cut"]:
        return _("Cut to the maximum of {limit}.", limit=_limit(facts))
    return _("No lump sum is above {limit}.", limit=_limit(facts))


def _virtual(facts: Facts) -> str:
    return _("A virtual exchange is paid {limit}.", limit=_limit(facts))


def _answer(facts: Facts) -> str:
    if facts["is_too_short"]:
        return _("A stay under the minimum is not paid.")
    if "ceiling_eur" not in facts:
        return _("The lump sum cannot be told from what is given.")
    return _("The lump sum that may be granted at most.")


_FINDINGS: dict[str, Callable[[Facts], str]] = {
    "stay_minimum": _stay_minimum,
    "ceiling of the host country": _ceiling,
    "half_below_working_days": _half,
    "half_below_km": _half,
    "lump_sum_maximum": _maximum,
    "virtual_lump_sum": _virtual,
    "lump sum": _answer,
}
