"""Each alert's reason in words, with its figures."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts.cells import money
from charts.words import NARROW_SPACE, count, day, eur, listing
from languages import N_, ngettext
from languages import gettext as _
from languages.formats import decimal

# The kinds as they are called in a list of them.
KINDS = (
    N_("overdue payments"),
    N_("over-commitment"),
    N_("run-out before the end"),
    N_("target out of reach"),
    N_("under-use"),
)


def plain_number(value: Any) -> str:
    """A figure with at most one decimal, none where it is zero."""
    tenth = round(value, 1)
    return count(int(tenth)) if tenth == int(tenth) else decimal(tenth, 1)


def alert_reason(alert: Mapping[str, Any]) -> str:
    """Why the alert is raised, one sentence."""
    figure, threshold = plain_number(alert["figure"]), plain_number(alert["threshold"])
    is_amount_known = not (alert["amount_eur"] is None or pd.isna(alert["amount_eur"]))
    amount = money(alert["amount_eur"]) if is_amount_known else 0
    on = "" if pd.isna(alert["on_date"]) else day(alert["on_date"].date())
    match alert["kind"]:
        case "overdue payments":
            return ngettext(
                "{number} payment, {amount}, {days} or more past the due date.",
                "{number} payments, {amount}, {days} or more past the due date.",
                int(alert["figure"]),
                amount=eur(amount),
                days=ngettext("{number} day", "{number} days", int(alert["threshold"])),
            )
        case "over-commitment":
            known = {"used": _per_cent(figure), "limit": _per_cent(threshold)}
            if not is_amount_known:
                return _("{used} of the money is paid or promised, the limit is {limit}.", **known)
            if amount >= 0:
                return _(
                    "{used} of the money is paid or promised, the limit is {limit}; {amount} is left to promise.",
                    amount=eur(amount),
                    **known,
                )
            return _(
                "{used} of the money is paid or promised, the limit is {limit}; {amount} too much.",
                amount=eur(-amount),
                **known,
            )
        case "run-out before the end":
            return ngettext(
                "{amount} lasts until about {day}, {number} day before the period ends.",
                "{amount} lasts until about {day}, {number} days before the period ends.",
                int(alert["figure"]),
                amount=eur(amount),
                day=on,
            )
        case "target out of reach":
            return _(
                "{share} of the simulated outcomes reach the target by {day}, the limit is {limit}.",
                share=_per_cent(figure),
                day=on,
                limit=_per_cent(threshold),
            )
        case "under-use":
            return _(
                "The used share lies {points} points behind the part of the period that has passed, the limit is {limit}; "
                "{amount} is left.",
                points=figure,
                limit=threshold,
                amount=eur(amount),
            )
    return ""


def _per_cent(figure: str) -> str:
    return f"{figure}{NARROW_SPACE}%"


def alerts_count(alerts: pd.DataFrame) -> str:
    """How many alerts there are, and how many of them to act on."""
    return ngettext(
        "{number} alert in {partnerships}, {to_act} to act on now",
        "{number} alerts in {partnerships}, {to_act} to act on now",
        len(alerts),
        partnerships=ngettext("{number} partnership", "{number} partnerships", alerts["partnership_id"].nunique()),
        to_act=count(int((alerts["severity"] == "act now").sum())),
    )


def alerts_line(alerts: pd.DataFrame) -> str:
    """How many alerts there are, and of which kinds."""
    kinds = [f"{_(str(kind))} ({count(number)})" for kind, number in alerts["kind"].value_counts().items()]
    return _("{alerts}: {kinds}", alerts=alerts_count(alerts), kinds=listing(kinds, 5))
