"""The whole report of the programme or of one partnership: the ready-made order of its review, and the money."""

from collections.abc import Iterator

import pandas as pd

from charts import averages as draw_averages
from charts import budget as draw
from charts import words
from charts.chart import Chart
from charts.codes import capital
from charts.palette import LIGHT
from data.warehouse import Snapshot
from languages import gettext as _
from languages import ngettext
from queries import averages, budget
from queries.filters import Filters
from scenes import compose, link, names, order
from scenes.budget import steps_said
from scenes.slide import Fact, Slide

# Titles of ready-made orders, by whether the report is of one partnership.
PROGRAMME, ONE = "Programme review", "Partnership review"
MONEY = "budget"
# Position, averages, steps to take, exceptions.
MONEY_SECTIONS = 4
# Of a list whose number of rows the headline says.
ROWS_MOST = 5_000
# One bar needs no more.
PIXELS, PIXELS_OF_ONE = 480, 170
EXCEPTIONS = ["kind", "exchange_id", "visiting_partnership", "granted_eur", "entitlement_eur", "at_stake_eur", "detail"]
STEPS = [
    "kind",
    "exchange_id",
    "due_date",
    "days_left",
    "lump_sum_eur",
    "visiting_partnership",
    "visiting_organisation",
]


def sections(partnership_id: str = "") -> int:
    """How many sections `slides` gives."""
    made = order.ready_made()[ONE if partnership_id else PROGRAMME]
    return sum(scene.page != MONEY for scene in made.scenes) + MONEY_SECTIONS


def slides(snapshot: Snapshot, partnership_id: str = "") -> Iterator[Slide]:
    """The sections of the report, of one partnership or ("") of the programme."""
    made = order.ready_made()[ONE if partnership_id else PROGRAMME]
    if partnership_id:
        made = order.for_partnership(made, names.nodes(snapshot.snapshot_id, "partnership")[partnership_id])
    # The money has sections of its own, with the ledger to the cent.
    for scene in made.scenes:
        if scene.page != MONEY:
            yield compose.slide(scene, snapshot)
    yield from money(snapshot, partnership_id)


def money(snapshot: Snapshot, partnership_id: str = "") -> Iterator[Slide]:
    """Position, averages, steps to take and exceptions."""
    filters = Filters(snapshot.snapshot_id, partnerships=(partnership_id,) if partnership_id else ())
    held = names.nodes(snapshot.snapshot_id, "partnership")
    sentence = (
        _("Lump sums of {name}.", name=held[partnership_id]) if partnership_id else _("Lump sums of all partnerships.")
    )

    def slide(
        tab: str, headline: str, facts: tuple[Fact, ...], charts: tuple[Chart, ...], table: pd.DataFrame | None
    ) -> Slide:
        query = {"budget": [tab]} | ({"partnerships": [held[partnership_id]]} if partnership_id else {})
        return Slide(
            headline=headline,
            sentence=sentence,
            source=compose.source(snapshot),
            link=f"{MONEY}?{link.query_string(query)}",
            marks=(_(compose.SAMPLE),) if snapshot.is_sample else (),
            facts=facts,
            charts=charts,
            table=table,
        )

    day = snapshot.as_of_date
    height = PIXELS_OF_ONE if partnership_id else PIXELS
    position = draw.position(budget.position(filters), palette=LIGHT, height=height)
    over_time = draw.money_over_time(budget.money_over_time(filters), as_of=day, palette=LIGHT, height=300)
    yield slide(
        "Position",
        position.finding,
        _accounts(filters),
        (position, over_time),
        position.table.drop(columns="partnership_id"),
    )
    by_country = draw_averages.by_value(averages.by_value(filters, "host_country"), "host_country", palette=LIGHT)
    yield slide("Averages", by_country.finding, (), (by_country,), None)
    totals = budget.to_do_totals(filters)
    steps, overdue = int(totals["steps"].sum()), int(totals["overdue"].sum())
    yield slide(
        "To do",
        steps_said(steps, overdue, day),
        _kinds(totals, "steps", "lump_sum_eur"),
        (),
        budget.to_do(filters, limit=ROWS_MOST)[STEPS],
    )
    counted = budget.exception_totals(filters).set_index("kind")
    in_all = counted.loc["in all"]
    said = ngettext(
        "{number} exception from the rules, {amount} at stake",
        "{number} exceptions from the rules, {amount} at stake",
        int(in_all["exceptions"]),
        amount=words.eur(in_all["at_stake_eur"]),
    )
    kinds = counted.drop(index="in all").reset_index()
    facts = _kinds(kinds[kinds["exceptions"] > 0], "exceptions", "at_stake_eur")
    yield slide("Exceptions", said, facts, (), budget.exceptions(filters, limit=ROWS_MOST)[EXCEPTIONS])


def _accounts(filters: Filters) -> tuple[Fact, ...]:
    total = budget.totals(filters).iloc[0]
    accounts = (
        (_("Received"), "available_eur"),
        (_("Paid"), "paid_eur"),
        (_("Recovered"), "recovered_eur"),
        (_("Payable"), "payable_eur"),
        (_("Committed"), "committed_eur"),
        (_("Remaining"), "remaining_eur"),
    )
    return tuple(Fact(name, words.eur(total[field], cents=True), "", field) for name, field in accounts)


def _kinds(rows: pd.DataFrame, number: str, amount: str) -> tuple[Fact, ...]:
    """One fact per kind: how many, and for how much."""
    return tuple(
        Fact(capital(_(str(row["kind"]))), words.count(int(row[number])), words.eur(row[amount]), amount)
        for row in rows.to_dict("records")
    )
