"""Budget: what has each partnership received, promised, paid, and what is left? What is to be done, and what is wrong?"""

import streamlit as st

from charts import budget as draw
from queries import budget
from ui import as_of, averages, calculator, exceptions, figure, ledger, money, outlook_alerts, statement, to_do
from ui.view import View, current


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
        figure.show(draw.waterfall(totals, palette=view.palette, height=280), view.snapshot)
        figure.show(draw.position(position, palette=view.palette, height=500), view.snapshot)
    with right:
        due = budget.payments_due(view.filters, day)
        figure.show(draw.payments_due(due, as_of=day, palette=view.palette, height=250), view.snapshot)
        over_time = budget.money_over_time(view.filters, day)
        figure.show(draw.money_over_time(over_time, as_of=day, palette=view.palette, height=460), view.snapshot)


latest = current()
view = as_of.choose(latest)
names = ["Position", "Ledger", "To do", "Exceptions", "Averages", "Statement", "Calculator"]
tabs = dict(zip(names, st.tabs(names, key="budget", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
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
