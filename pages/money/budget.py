"""Budget: what has each partnership received, promised, paid, and what is left? What is to be done, and what is wrong?"""

import streamlit as st

from queries import budget
from scenes import budget as scene
from ui import as_of, averages, calculator, exceptions, figure, ledger, money, outlook_alerts, statement, tabs, to_do
from ui.view import View, current, room


def show_position(view: View) -> None:
    """Where the money stands: the manager's answers, the footing, the way to what remains, what is due, who used how much."""
    day = view.snapshot.as_of_date
    position = budget.position(view.filters, day)
    totals = budget.totals(view.filters, day)
    money.answers(view)
    outlook_alerts.line(view, day)
    money.footing(view, len(position), totals.iloc[0])
    money.scope(view.filters)
    left, right = st.columns(2, gap="medium")
    with left:
        figure.show(scene.waterfall(view, room()), view.snapshot)
        figure.show(scene.position(view, room()), view.snapshot)
    with right:
        figure.show(scene.payments_due(view, room()), view.snapshot)
        figure.show(scene.money_over_time(view, room()), view.snapshot)


latest = current()
view = as_of.choose(latest)
seen, place = tabs.opened(scene.TABS, "budget")
with place:
    if seen == "Position":
        show_position(view)
    elif seen == "Calculator":
        calculator.show(latest)
    else:
        money.scope(view.filters)
        if seen == "Ledger":
            ledger.show(view)
        elif seen == "To do":
            to_do.show(view)
        elif seen == "Averages":
            averages.show(view, view.snapshot.as_of_date)
        elif seen == "Statement":
            statement.show(view)
        else:
            exceptions.show(view)
