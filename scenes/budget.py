"""Budget: what has each partnership received, promised, paid, and what is left? What is to be done, and what is wrong?"""

from typing import Any, Literal, get_args

import pandas as pd

from charts import averages as draw_averages
from charts import budget as draw
from charts import words
from charts.averages.by_value import MONTH
from charts.chart import Chart
from charts.measures import label
from queries import averages, budget
from scenes import link
from scenes.day import KEY, on_day
from scenes.flows import labelled
from scenes.link import Query
from scenes.outlook import expected
from scenes.slide import Fact
from scenes.view import Room, Shown, View, of_charts

Tab = Literal["Position", "Ledger", "To do", "Exceptions", "Averages", "Statement", "Calculator"]
TABS: tuple[Tab, ...] = get_args(Tab)
KEYS = ("budget", KEY, "averages_by", "exception_kind", "holidays")
TO_DO_COLUMNS = ["kind", "exchange_id", "due_date", "days_left", "lump_sum_eur", "visiting_partnership", "host_country"]
EXCEPTION_COLUMNS = ["kind", "exchange_id", "at_stake_eur", "detail", "granted_eur", "entitlement_eur", "what_to_do"]


def facts(view: View) -> tuple[Fact, ...]:
    """What is to be paid this week, what is left, and how far the target is."""
    one = budget.headline(view.filters, view.snapshot.as_of_date).iloc[0]
    return (
        Fact("Due this week", words.eur(one["due_week_eur"]), _due(one), "due_week_eur"),
        Fact("Remaining", words.eur(one["remaining_eur"]), _share_left(one), "remaining_eur"),
        Fact("Lump sums left", _lump_sums(one), _median(one), "lump_sums_left"),
        Fact("Took place", words.count(int(one["took_place"])), _target(one), "took_place_of_target"),
        expected(view),
    )


def _due(one: Any) -> str:
    if not one["due_week"]:
        return "nothing to pay"
    counted = words.plural(int(one["due_week"]), "payment")
    return f"{counted}, {words.count(int(one['overdue']))} overdue: {words.eur(one['overdue_eur'])}"


def _share_left(one: Any) -> str:
    return f"{words.share(one['remaining_eur'], one['available_eur'])} of {words.eur(one['available_eur'])} received"


def _lump_sums(one: Any) -> str:
    return "cannot be told" if pd.isna(one["lump_sums_left"]) else words.count(int(one["lump_sums_left"]))


def _median(one: Any) -> str:
    return (
        "no lump sum granted yet" if one["median_eur"] is None else f"at the median of {words.eur(one['median_eur'])}"
    )


def _target(one: Any) -> str:
    took_place, under_way, target = (int(one[name]) for name in ("took_place", "under_way", "exchange_target"))
    if not target:
        return "no target"
    done, with_rest = words.share(took_place, target), words.share(took_place + under_way, target)
    return f"{done} of the target {words.count(target)}; {with_rest} with {words.count(under_way)} under way"


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
            f"{words.plural(int(kind['steps']), 'exchange')}, {words.count(int(kind['overdue']))} overdue",
            TO_DO_MEASURES[kind["kind"]],
        )
        for kind in totals.to_dict("records")
    )


def exception_facts(kinds: pd.DataFrame) -> tuple[Fact, ...]:
    """What departs from the rules: at stake in all, above the entitlement, what cannot be told, how many. By kind."""
    in_all = kinds.loc["in all"]
    above = kinds.loc[["over ceiling", "should be halved", "virtual but paid"]]
    unknown = kinds.loc[["distance unknown", "working days unknown"]]
    at_stake, exchanges = words.eur(in_all["at_stake_eur"]), words.plural(int(in_all["exchanges"]), "exchange")
    return (
        Fact("At stake in all", at_stake, exchanges, "at_stake_eur"),
        Fact("Above the entitlement", words.eur(above["at_stake_eur"].sum()), _exceptions_in(above), "entitlement_eur"),
        Fact("Cannot be told", words.eur(unknown["at_stake_eur"].sum()), _exceptions_in(unknown), "entitlement_eur"),
        Fact("Exceptions", words.count(int(in_all["exceptions"])), "of all kinds", "exceptions"),
    )


def _exceptions_in(kinds: pd.DataFrame) -> str:
    return words.plural(int(kinds["exceptions"].sum()), "exception")


def average_facts(total: Any) -> tuple[Fact, ...]:
    """What an exchange costs, of the last row of the averages, which is the total."""
    counted = words.plural(int(total["with_lump_sum"]), "exchange")
    days = f"{words.count(int(total['working_days']))} working days"
    used = words.share(total["with_ceiling_eur"], total["ceiling_eur"]) if total["ceiling_eur"] else "none"
    return (
        Fact("Lump sums", words.eur(total["lump_sum_eur"]), f"{counted} with one", "lump_sum_eur"),
        Fact("Average lump sum", _eur(total["average_eur"]), "of those with one", "average_eur"),
        Fact("Cost per working day", _eur(total["per_day_eur"]), days, "per_day_eur"),
        Fact("Share of ceiling used", used, f"of {words.eur(total['ceiling_eur'])}", "ceiling_share_pct"),
    )


def _eur(amount: Any) -> str:
    return "none" if amount is None else words.eur(amount)


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
        said = f"{words.plural(steps, 'step')} to take, {words.count(overdue)} overdue on {words.day(day)}"
        return Shown(said, to_do_facts(view), table=rows[TO_DO_COLUMNS])
    if tab == "Exceptions":
        return _exceptions(view, query)
    if tab == "Averages":
        return _averages(view, query, room)
    charts = (waterfall(view, room), position(view, room), payments_due(view, room), money_over_time(view, room))
    return of_charts(*charts, facts=facts(view))


def _exceptions(view: View, query: Query) -> Shown:
    day, holidays = view.snapshot.as_of_date, link.flag_of(query, "holidays", default=False)
    kinds = budget.exception_totals(view.filters, day, holidays).set_index("kind")
    known = [kind for kind in kinds.index if kind != "in all"]
    kind = link.one_of(query, "exception_kind", link.same(known), "")
    rows = budget.exceptions(view.filters, kind, day, holidays=holidays)
    found = words.plural(int(kinds["exceptions"][kind or "in all"]), "exception")
    return Shown(f"{found}, the most at stake first", exception_facts(kinds), table=rows[EXCEPTION_COLUMNS])


def _averages(view: View, query: Query, room: Room) -> Shown:
    dimension = link.button_of(query, "averages_by", labelled(averages.DIMENSIONS), averages.DIMENSIONS[0])
    rows = averages.by_value(view.filters, dimension, view.snapshot.as_of_date)
    if rows.empty:
        return Shown("No lump sum is granted to an exchange of these partnerships")
    field = MONTH if dimension == "month" else dimension
    chart = draw_averages.by_value(rows, field, palette=view.palette, height=room.pixels(415))
    return of_charts(chart, facts=average_facts(rows.iloc[-1]))
