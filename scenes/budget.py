"""Budget: what has each partnership received, promised, paid, and what is left? What is to be done, and what is wrong?"""

from datetime import date
from typing import Any, Literal

import pandas as pd

from charts import averages as draw_averages
from charts import budget as draw
from charts import words
from charts.averages.by_value import MONTH
from charts.chart import Chart
from charts.measures import label
from data.exception_words import REMEDIES
from languages import N_, ngettext
from languages import gettext as _
from queries import averages, budget
from scenes import link
from scenes.day import KEY, on_day
from scenes.flows import labelled
from scenes.link import Options, Query
from scenes.outlook import expected
from scenes.slide import Fact
from scenes.view import Room, Shown, View, of_charts

Tab = Literal["Position", "Ledger", "To do", "Exceptions", "Averages", "Statement", "Calculator"]
TABS: tuple[Tab, ...] = (
    N_("Position"),
    N_("Ledger"),
    N_("To do"),
    N_("Exceptions"),
    N_("Averages"),
    N_("Statement"),
    N_("Calculator"),
)
# What the list of exceptions is narrowed to while no kind is chosen.
ALL_KINDS = N_("all kinds")
OPTIONS: Options = {
    "budget": TABS,
    KEY: (),
    "averages_by": tuple(labelled(averages.DIMENSIONS)),
    "exception_kind": (ALL_KINDS, *REMEDIES),
    "holidays": (),
}
TO_DO_COLUMNS = ["kind", "exchange_id", "due_date", "days_left", "lump_sum_eur", "visiting_partnership", "host_country"]
EXCEPTION_COLUMNS = ["kind", "exchange_id", "at_stake_eur", "detail", "granted_eur", "entitlement_eur", "what_to_do"]


def facts(view: View) -> tuple[Fact, ...]:
    """What is to be paid this week, what is left, and how far the target is."""
    one = budget.headline(view.filters, view.snapshot.as_of_date).iloc[0]
    return (
        Fact(_("Due this week"), words.eur(one["due_week_eur"]), _due(one), "due_week_eur"),
        Fact(_("Remaining"), words.eur(one["remaining_eur"]), _share_left(one), "remaining_eur"),
        Fact(_("Lump sums left"), _lump_sums(one), _median(one), "lump_sums_left"),
        Fact(_("Took place"), words.count(int(one["took_place"])), _target(one), "took_place_of_target"),
        expected(view),
    )


def _due(one: Any) -> str:
    if not one["due_week"]:
        return _("nothing to pay")
    return ngettext(
        "{number} payment, {overdue} overdue: {amount}",
        "{number} payments, {overdue} overdue: {amount}",
        int(one["due_week"]),
        overdue=words.count(int(one["overdue"])),
        amount=words.eur(one["overdue_eur"]),
    )


def _share_left(one: Any) -> str:
    share, available = words.share(one["remaining_eur"], one["available_eur"]), words.eur(one["available_eur"])
    return _("{share} of {amount} received", share=share, amount=available)


def _lump_sums(one: Any) -> str:
    return _("cannot be told") if pd.isna(one["lump_sums_left"]) else words.count(int(one["lump_sums_left"]))


def _median(one: Any) -> str:
    if one["median_eur"] is None:
        return _("no lump sum granted yet")
    return _("at the median of {amount}", amount=words.eur(one["median_eur"]))


def _target(one: Any) -> str:
    took_place, under_way, target = (int(one[name]) for name in ("took_place", "under_way", "exchange_target"))
    if not target:
        return _("no target")
    return ngettext(
        "{done} of the target {target}; {with_rest} with {number} under way",
        "{done} of the target {target}; {with_rest} with {number} under way",
        under_way,
        done=words.share(took_place, target),
        target=words.count(target),
        with_rest=words.share(took_place + under_way, target),
    )


# The steps in the order of the totals, with the measure that names each.
TO_DO_MEASURES = {
    "payment due": "payment_due",
    "closing report awaited": "closing_report_awaited",
    "validation awaited": "validation_awaited",
    "start overdue": "start_overdue",
}


def to_do_facts(view: View) -> tuple[Fact, ...]:
    """What waits for a step, by kind."""
    totals = budget.to_do_totals(view.filters, view.snapshot.as_of_date)
    return tuple(
        Fact(
            label(TO_DO_MEASURES[kind["kind"]]),
            words.eur(kind["lump_sum_eur"]),
            ngettext(
                "{number} exchange, {overdue} overdue",
                "{number} exchanges, {overdue} overdue",
                int(kind["steps"]),
                overdue=words.count(int(kind["overdue"])),
            ),
            TO_DO_MEASURES[kind["kind"]],
        )
        for kind in totals.to_dict("records")
    )


def exception_facts(kinds: pd.DataFrame) -> tuple[Fact, ...]:
    """What departs from the rules: at stake in all, above the entitlement, what cannot be told, how many. By kind."""
    in_all = kinds.loc["in all"]
    above = kinds.loc[["over ceiling", "should be halved", "virtual but paid"]]
    unknown = kinds.loc[["distance unknown", "working days unknown"]]
    at_stake, exchanges = words.eur(in_all["at_stake_eur"]), words.exchanges(int(in_all["exchanges"]))
    return (
        Fact(_("At stake in all"), at_stake, exchanges, "at_stake_eur"),
        Fact(
            _("Above the entitlement"), words.eur(above["at_stake_eur"].sum()), _exceptions_in(above), "entitlement_eur"
        ),
        Fact(_("Cannot be told"), words.eur(unknown["at_stake_eur"].sum()), _exceptions_in(unknown), "entitlement_eur"),
        Fact(_("Exceptions"), words.count(int(in_all["exceptions"])), _("of all kinds"), "exceptions"),
    )


def _exceptions_in(kinds: pd.DataFrame) -> str:
    return ngettext("{number} exception", "{number} exceptions", int(kinds["exceptions"].sum()))


def average_facts(total: Any) -> tuple[Fact, ...]:
    """What an exchange costs, of the last row of the averages, which is the total."""
    counted = ngettext("{number} exchange with one", "{number} exchanges with one", int(total["with_lump_sum"]))
    days = ngettext("{number} working day", "{number} working days", int(total["working_days"]))
    used = words.share(total["with_ceiling_eur"], total["ceiling_eur"]) if total["ceiling_eur"] else _("none")
    ceiling = _("of {amount}", amount=words.eur(total["ceiling_eur"]))
    return (
        Fact(_("Lump sums"), words.eur(total["lump_sum_eur"]), counted, "lump_sum_eur"),
        Fact(_("Average lump sum"), _eur(total["average_eur"]), _("of those with one"), "average_eur"),
        Fact(_("Cost per working day"), _eur(total["per_day_eur"]), days, "per_day_eur"),
        Fact(_("Share of ceiling used"), used, ceiling, "ceiling_share_pct"),
    )


def _eur(amount: Any) -> str:
    return _("none") if amount is None else words.eur(amount)


def waterfall(view: View, room: Room) -> Chart:
    """The way from what was received to what remains."""
    totals = budget.totals(view.filters, view.snapshot.as_of_date)
    return draw.waterfall(totals, palette=view.palette, height=room.pixels(280))


def position(view: View, room: Room) -> Chart:
    """Each partnership's money by account."""
    rows = budget.position(view.filters, view.snapshot.as_of_date)
    return draw.position(rows, palette=view.palette, height=room.pixels(500))


def payments_due(view: View, room: Room) -> Chart:
    """What must be paid, by day."""
    day = view.snapshot.as_of_date
    due = budget.payments_due(view.filters, day)
    return draw.payments_due(due, as_of=day, palette=view.palette, height=room.pixels(250))


def money_over_time(view: View, room: Room) -> Chart:
    """The balances month by month."""
    day = view.snapshot.as_of_date
    rows = budget.money_over_time(view.filters, day)
    return draw.money_over_time(rows, as_of=day, palette=view.palette, height=room.pixels(460))


def shown(view: View, query: Query, room: Room) -> Shown:
    """The tab and the day that the query holds; ledger, calculator and statement show the position."""
    view = on_day(view, query)
    day = view.snapshot.as_of_date
    tab = link.one_of(query, "budget", link.same(TABS), TABS[0])
    if tab == "To do":
        rows = budget.to_do(view.filters, day)
        steps, overdue = (int(budget.to_do_totals(view.filters, day)[name].sum()) for name in ("steps", "overdue"))
        said = steps_said(steps, overdue, day)
        return Shown(said, to_do_facts(view), table=rows[TO_DO_COLUMNS])
    if tab == "Exceptions":
        return _exceptions(view, query)
    if tab == "Averages":
        return _averages(view, query, room)
    charts = (waterfall(view, room), position(view, room), payments_due(view, room), money_over_time(view, room))
    return of_charts(*charts, facts=facts(view))


def steps_said(steps: int, overdue: int, day: date) -> str:
    """How many steps are to be taken, and how many of them are late."""
    return ngettext(
        "{number} step to take, {overdue} overdue on {day}",
        "{number} steps to take, {overdue} overdue on {day}",
        steps,
        overdue=words.count(overdue),
        day=words.day(day),
    )


def _exceptions(view: View, query: Query) -> Shown:
    day, holidays = view.snapshot.as_of_date, link.flag_of(query, "holidays", default=False)
    kinds = budget.exception_totals(view.filters, day, holidays).set_index("kind")
    known = [kind for kind in kinds.index if kind != "in all"]
    kind = link.one_of(query, "exception_kind", link.same(known), "")
    rows = budget.exceptions(view.filters, kind, day, holidays=holidays)
    said = ngettext(
        "{number} exception, the most at stake first",
        "{number} exceptions, the most at stake first",
        int(kinds["exceptions"][kind or "in all"]),
    )
    return Shown(said, exception_facts(kinds), table=rows[EXCEPTION_COLUMNS])


def _averages(view: View, query: Query, room: Room) -> Shown:
    dimension = link.button_of(query, "averages_by", labelled(averages.DIMENSIONS), averages.DIMENSIONS[0])
    rows = averages.by_value(view.filters, dimension, view.snapshot.as_of_date)
    if rows.empty:
        return Shown(_("No lump sum is granted to an exchange of these partnerships"))
    field = MONTH if dimension == "month" else dimension
    chart = draw_averages.by_value(rows, field, palette=view.palette, height=room.pixels(415))
    return of_charts(chart, facts=average_facts(rows.iloc[-1]))
