"""Each alert's reason in words, with its figures."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts.cells import money
from charts.words import MINUS, NARROW_SPACE, count, day, eur, listing, plural


def plain_number(value: Any) -> str:
    """A figure with at most one decimal, none where it is zero."""
    tenth = round(value, 1)
    whole = int(tenth)
    sign = MINUS if tenth < 0 and not whole else ""
    return count(whole) if tenth == whole else f"{sign}{count(whole)}.{abs(int(tenth * 10)) % 10}"


def alert_reason(alert: Mapping[str, Any]) -> str:
    """Why the alert is raised, one sentence."""
    figure, threshold = plain_number(alert["figure"]), plain_number(alert["threshold"])
    amount = None if alert["amount_eur"] is None or pd.isna(alert["amount_eur"]) else money(alert["amount_eur"])
    on = None if pd.isna(alert["on_date"]) else day(alert["on_date"].date())
    per_cent = f"{NARROW_SPACE}%"
    match alert["kind"]:
        case "overdue payments":
            late = plural(int(alert["threshold"]), "day")
            return f"{plural(int(alert['figure']), 'payment')}, {eur(amount or 0)}, {late} or more past the due date."
        case "over-commitment":
            left = (
                ""
                if amount is None
                else f"; {eur(amount)} is left to promise"
                if amount >= 0
                else f"; {eur(-amount)} too much"
            )
            return f"{figure}{per_cent} of the money is paid or promised, the limit is {threshold}{per_cent}{left}."
        case "run-out before the end":
            return f"{eur(amount or 0)} lasts until about {on}, {plural(int(alert['figure']), 'day')} before the period ends."
        case "target out of reach":
            return f"{figure}{per_cent} of the simulated outcomes reach the target by {on}, the limit is {threshold}{per_cent}."
        case "under-use":
            return (
                f"The used share lies {figure} points behind the part of the period that has passed, the limit is {threshold}; "
                f"{eur(amount or 0)} is left."
            )
    return ""


def alerts_count(alerts: pd.DataFrame) -> str:
    """How many alerts there are, and how many of them to act on."""
    to_act = int((alerts["severity"] == "act now").sum())
    where = plural(alerts["partnership_id"].nunique(), "partnership")
    return f"{plural(len(alerts), 'alert')} in {where}, {count(to_act)} to act on now"


def alerts_line(alerts: pd.DataFrame) -> str:
    """How many alerts there are, and of which kinds."""
    kinds = [f"{kind} ({count(number)})" for kind, number in alerts["kind"].value_counts().items()]
    return f"{alerts_count(alerts)}: {listing(kinds, 5)}"
