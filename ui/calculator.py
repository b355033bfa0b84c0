"""Calculator: what a stay may be granted, and why, step by step. The inputs live in the URL."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import pandas as pd
import streamlit as st

from charts import words
from languages import N_, ngettext, pgettext
from languages import gettext as _
from queries import budget, register
from queries.filters import MODES, Mode
from ui import calendar, table
from ui.controls import choice
from ui.numbers import whole_number
from ui.text import plain
from ui.view import View

Counting = Literal["working days", "first and last day"]
COUNTINGS: tuple[Counting, ...] = (N_("working days"), N_("first and last day"))
Between = Literal["kilometres", "two clusters"]
BETWEEN: tuple[Between, ...] = (N_("kilometres"), N_("two clusters"))
# No stay is longer than a month; the longest way inside the countries of the scheme is some 5 000 km.
MOST_DAYS, MOST_KM = 31, 10_000


@dataclass(frozen=True)
class Place:
    """Where a stay takes place, and how far away: km is None where it is not known; remark says what a reader should know."""

    host_country: str
    km: float | None
    remark: str = ""


def show(view: View) -> None:
    """Inputs on the left, the lump sum and the steps to it on the right."""
    left, right = st.columns([3, 7], gap="large")
    with left:
        mode: Mode = choice(_("Mode"), MODES, "stay_mode")
        between = choice(_("Distance"), BETWEEN, "stay_between")
        place = _by_kilometres(view) if between == "kilometres" else _by_clusters(view)
        counting = choice(_("Length"), COUNTINGS, "stay_length")
        day = st.date_input(
            _("First day of the stay"),
            value=view.snapshot.as_of_date,
            format=calendar.date_signs(),
            key="stay_day",
            bind="query-params",
        )
        days, remark = _typed_days() if counting == "working days" else _counted_days(view, place, day)
    with right:
        if place.host_country:
            _answer(view, replace(place, remark=f"{place.remark} {remark}".strip()), days, mode, day)
        else:
            st.info(_("The register has no country to choose from."), icon=":material/info:")


def _typed_days() -> tuple[int | None, str]:
    return whole_number(_("Working days, travel days apart"), 0, MOST_DAYS, "stay_days", 5, step=1), ""


def _counted_days(view: View, place: Place, first: date) -> tuple[int | None, str]:
    """Working days by the calendar of the host country, and how they were counted."""
    last = st.date_input(
        _("Last day of the stay"),
        value=first + timedelta(days=4),
        format=calendar.date_signs(),
        key="stay_last",
        bind="query-params",
    )
    leave_out = calendar.holidays_toggle()
    found = budget.calendar(view.snapshot.snapshot_id, place.host_country, first, last).iloc[0]
    weekdays, holidays = int(found["weekdays"]), int(found["holidays"])
    span = {"first": words.day(first), "last": words.day(last)}
    if not leave_out:
        return weekdays, ngettext(
            "{number} weekday from {first} to {last}; days of travel are to be taken off.",
            "{number} weekdays from {first} to {last}; days of travel are to be taken off.",
            weekdays,
            **span,
        )
    if not found["is_known"]:
        return weekdays, ngettext(
            "{number} weekday from {first} to {last}; the snapshot has no public holidays of that year.",
            "{number} weekdays from {first} to {last}; the snapshot has no public holidays of that year.",
            weekdays,
            **span,
        )
    counted = ngettext("{number} public holiday", "{number} public holidays", holidays)
    named = f" ({found['holiday_names']})" if holidays else ""
    return weekdays - holidays, ngettext(
        "{number} weekday from {first} to {last}, less {holidays}; days of travel are to be taken off.",
        "{number} weekdays from {first} to {last}, less {holidays}; days of travel are to be taken off.",
        weekdays,
        holidays=f"{counted}{named}",
        **span,
    )


def _by_kilometres(view: View) -> Place:
    known = register.countries(view.snapshot.snapshot_id)
    name_of = dict(zip(known["country_code"], known["country_name"], strict=True))
    country = _picked(_("Host country"), name_of, "stay_country")
    km = whole_number(_("Kilometres between the two organisations"), 0, MOST_KM, "stay_km", 500, step=10)
    return Place(country, None if km is None else float(km))


def _by_clusters(view: View) -> Place:
    known = register.clusters(view.snapshot.snapshot_id)
    towns = known["city"].fillna("") + ["" if pd.isna(city) else ", " for city in known["city"]]
    names = known["short_name"] + " (" + towns + known["country_name"] + ")"
    # Two of one name are told apart by their ids, so that the URL names one of them.
    names = names.where(~names.duplicated(keep=False), names + " " + known["cluster_id"])
    name_of = dict(zip(known["cluster_id"], names, strict=True))
    visiting = _picked(pgettext("place", "From"), name_of, "stay_from")
    host = _picked(pgettext("place", "To"), name_of, "stay_to", 1)
    found = budget.cluster_distance(view.snapshot.snapshot_id, visiting, host)
    if found.empty:
        return Place("", None)
    one = found.iloc[0]
    km = None if pd.isna(one["distance_km"]) else float(one["distance_km"])
    remarks = [
        _("The distance is not known.") if km is None else _("{km} km apart.", km=words.count(round(km))),
    ]
    if one["is_approximate"]:
        remarks.append(_("One of the two has no place of its own in the register and stands for its country."))
    countries = known.set_index("cluster_id")["country_code"]
    if countries[visiting] == countries[host]:
        remarks.append(_("Both are in one country: an exchange is between two."))
    return Place(str(one["host_country_code"]), km, " ".join(remarks))


def _picked(label: str, name_of: dict[str, str], key: str, index: int = 0) -> str:
    """The id chosen; "" where there is none to choose."""
    ids = sorted(name_of, key=lambda one: (name_of[one].casefold(), one))
    picked = st.selectbox(
        label,
        ids,
        index=min(index, len(ids) - 1) if ids else None,
        format_func=lambda one: name_of.get(one, one),
        key=key,
        bind="query-params",
    )
    return picked if picked in name_of else ""


def _answer(view: View, place: Place, days: int | None, mode: Mode, day: date) -> None:
    steps = budget.lump_sum(view.snapshot.snapshot_id, place.host_country, days, place.km, mode, day)
    last = steps.iloc[-1]
    told = last["amount_eur"] is not None
    amount = words.eur(last["amount_eur"], cents=True) if told else _("cannot be told")
    st.metric(_("Lump sum at most"), amount)
    st.caption(plain(" ".join(part for part in (last["finding"], place.remark) if part)))
    why = steps.iloc[:-1].assign(rule_id=steps["rule"]).drop(columns=["step", "rule"])
    st.markdown(f"##### {_('Why')}")
    table.show(why, "lump_sum_steps", _("Steps to the lump sum, each with its rule and its source"), height="content")
    st.caption(
        _(
            "The ceilings of most host countries and the rule for virtual exchanges are assumed; the column Basis says which. The "
            "calculator asks the rules valid on the first day of the stay, as the exceptions do."
        )
    )
