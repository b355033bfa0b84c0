"""Budget: what has each partnership received, promised, paid, and what is left? What is to be done, and what is wrong?"""

import streamlit as st

from charts import budget as draw
from charts import words
from queries import budget
from ui import as_of, averages, calculator, exceptions, figure, money, outlook_alerts, statement, tiles, to_do
from ui.tiles import Tile
from ui.view import View, current


def show_position(view: View) -> None:
    """Where the money stands: tiles, footing, figures, ledger."""
    day = view.snapshot.as_of_date
    position = budget.position(view.filters, day)
    total = budget.totals(view.filters, day).iloc[0]
    due = budget.payments_due(view.filters, day)
    received, recovered = words.eur(total["available_eur"]), words.eur(total["recovered_eur"])
    tiles.row(
        [
            Tile("Received", received, "available_eur", words.plural(len(position), "partnership")),
            Tile("Paid", words.eur(total["paid_eur"]), "paid_eur", f"{recovered} recovered"),
            Tile("Payable", words.eur(total["payable_eur"]), "payable_eur", "validated, not paid"),
            Tile("Committed", words.eur(total["committed_eur"]), "committed_eur", "agreed to reported"),
            Tile("Remaining", words.eur(total["remaining_eur"]), "remaining_eur", money.share_left(total)),
        ],
        [
            Tile("Due now", words.eur(money.due_sum(due)), "due_date", money.due_words(due)),
        ],
    )
    outlook_alerts.line(view, day)
    money.scope(view.filters)
    money.footing(position, total)
    left, right = st.columns(2, gap="medium")
    with left:
        figure.show(draw.position(position, palette=view.palette, height=440), view.snapshot)
    with right:
        figure.show(draw.payments_due(due, as_of=day, palette=view.palette, height=190), view.snapshot)
        over_time = budget.money_over_time(view.filters, day)
        figure.show(draw.money_over_time(over_time, as_of=day, palette=view.palette, height=230), view.snapshot)
    money.ledger(position, total, view.snapshot)


latest = current()
view = as_of.choose(latest)
names = ["Position", "To do", "Exceptions", "Averages", "Statement", "Calculator"]
tabs = dict(zip(names, st.tabs(names, key="budget", on_change="rerun", bind="query-params"), strict=True))
seen = next(name for name, tab in tabs.items() if tab.open)
with tabs[seen]:
    if seen == "Position":
        show_position(view)
    elif seen == "Calculator":
        calculator.show(latest)
    else:
        money.scope(view.filters)
        if seen == "To do":
            to_do.show(view)
        elif seen == "Averages":
            averages.show(view, view.snapshot.as_of_date)
        elif seen == "Statement":
            statement.show(view)
        else:
            exceptions.show(view)
