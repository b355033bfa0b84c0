"""Programme: is the programme on target, who takes part, and where do the exchanges stand?"""

from charts import programme as draw
from charts import words
from charts.chart import Chart
from queries import budget, programme, register
from scenes.link import Query
from scenes.slide import Fact
from scenes.view import Room, Shown, View, of_charts


def facts(view: View) -> tuple[tuple[Fact, ...], ...]:
    """The tiles: exchanges by state, who takes part, money."""
    totals = programme.totals(view.filters).iloc[0]
    whole = register.totals(view.snapshot.snapshot_id).iloc[0]
    money = budget.totals(view.filters).iloc[0]
    target = int(whole["exchange_target"])
    return (
        (
            Fact(
                "Took place",
                words.count(totals["took_place"]),
                f"{words.share(int(totals['took_place']), target)} of target {words.count(target)}",
                "took_place",
            ),
            Fact("Ongoing", words.count(totals["ongoing"]), words.day(view.snapshot.as_of_date), "ongoing"),
            Fact("Upcoming", words.count(totals["upcoming"]), "to come", "upcoming"),
        ),
        (
            Fact(
                "Partnerships",
                words.count(totals["partnerships_active"]),
                f"active of {whole['partnerships']}",
                "partnerships_active",
            ),
            Fact(
                "Clusters",
                words.count(totals["clusters_active"]),
                f"active of {whole['clusters']}",
                "clusters_active",
            ),
            Fact(
                "Countries",
                words.count(totals["partner_countries_active"]),
                f"active of {whole['countries']}",
                "partner_countries_active",
            ),
        ),
        (
            Fact("Paid", words.eur(totals["paid_eur"]), f"{words.eur(totals['payable_eur'])} payable", "paid_eur"),
            Fact("Committed", words.eur(totals["committed_eur"]), "by partnerships", "committed_eur"),
            Fact(
                "Remaining",
                words.eur(money["remaining_eur"]),
                f"of {words.eur(money['available_eur'])}",
                "remaining_eur",
            ),
        ),
    )


def is_empty(view: View) -> bool:
    """Whether no exchange is in the view."""
    return not programme.totals(view.filters).iloc[0]["exchanges"]


def exchanges_by_month(view: View, room: Room) -> Chart:
    """Exchanges month by month, and their sum against the target."""
    whole = register.totals(view.snapshot.snapshot_id).iloc[0]
    return draw.exchanges_by_month(
        programme.exchanges_by_month(view.filters),
        target=int(whole["exchange_target"]),
        target_is_assumed=bool(whole["is_target_assumed"]),
        as_of=view.snapshot.as_of_date,
        palette=view.palette,
        height=room.pixels(300),
    )


def status_pipeline(view: View, room: Room) -> Chart:
    """Exchanges by status, in the order of the pipeline."""
    return draw.status_pipeline(programme.status_pipeline(view.filters), palette=view.palette, height=room.pixels(205))


def progress_by_partnership(view: View, room: Room) -> Chart:
    """Each partnership against its target."""
    return draw.progress_by_partnership(
        programme.progress_by_partnership(view.filters), palette=view.palette, height=room.pixels(560)
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The page has no parameters but the filters."""
    del query
    charts = (exchanges_by_month(view, room), status_pipeline(view, room), progress_by_partnership(view, room))
    return of_charts(*charts, facts=tuple(fact for group in facts(view) for fact in group))
