"""Budget: what has each partnership received, promised, paid, and what is left? What is to be paid now?"""

import streamlit as st

from charts import budget as draw
from charts import words
from queries import budget
from ui import figure, money, tiles
from ui.tiles import Tile
from ui.view import current

view = current()
position = budget.position(view.filters)
total = budget.totals(view.filters).iloc[0]
due = budget.payments_due(view.filters)
as_of = view.snapshot.as_of_date

tiles.row(
    [
        Tile(
            "Allocation and transfers",
            words.eur(total["available_eur"]),
            "allocation_eur",
            f"{len(position)} partnerships",
        ),
        Tile("Paid", words.eur(total["paid_eur"]), "paid_eur", f"{words.eur(total['recovered_eur'])} recovered"),
        Tile("Payable", words.eur(total["payable_eur"]), "payable_eur", "validated, not paid yet"),
        Tile("Committed", words.eur(total["committed_eur"]), "committed_eur", "agreed to reported"),
        Tile(
            "Remaining",
            words.eur(total["remaining_eur"]),
            "remaining_eur",
            f"{words.share(total['remaining_eur'], total['available_eur'])} of the money",
        ),
    ]
)
money.scope(view.filters)
left, right = st.columns([3, 2], gap="medium")
with left:
    figure.show(draw.position(position, palette=view.palette, height=460), view.snapshot)
with right:
    figure.show(
        draw.money_over_time(budget.money_over_time(view.filters), as_of=as_of, palette=view.palette, height=460),
        view.snapshot,
    )
money.footing(position, total)
money.ledger(position, total)
figure.show(draw.payments_due(due, as_of=as_of, palette=view.palette, height=300), view.snapshot)
