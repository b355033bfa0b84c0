"""Programme: is the programme on target, who takes part, and where do the exchanges stand?"""

from dataclasses import dataclass

from charts import programme as draw
from charts import words
from charts.chart import Chart
from languages import gettext as _
from languages import ngettext
from queries import budget, programme, register
from scenes.link import Query
from scenes.slide import Fact
from scenes.view import Room, Shown, View, of_charts


@dataclass(frozen=True)
class Aim:
    """The partnerships whose targets the view can be held against, and what counts for them.

    compared: their ids, none where the view holds only a part of their exchanges. counted: their exchanges that took place.
    """

    compared: tuple[str, ...]
    counted: int
    target: int
    is_assumed: bool

    def words(self, took_place: int) -> str:
        """Context of the tile that says how many exchanges of the view took place."""
        if not self.compared:
            return _("in this view")
        if not self.target:
            return _("no target")
        target = words.count(self.target)
        if self.counted == took_place:
            return _("{share} of target {target}", share=words.share(took_place, self.target), target=target)
        return ngettext("{number} for target {target}", "{number} for target {target}", self.counted, target=target)


def aim(view: View) -> Aim:
    """What the view can be held against."""
    if not view.filters.is_whole_for_payers:
        return Aim((), 0, 0, False)
    chosen = budget.position(view.filters)["partnership_id"]
    rows = programme.progress_by_partnership(view.filters)
    rows = rows[rows["partnership_id"].isin(chosen)]
    return Aim(
        tuple(rows["partnership_id"]),
        int(rows["took_place"].sum()),
        int(rows["exchange_target"].fillna(0).sum()),
        bool((rows["exchange_target_basis"] != "published").any()),
    )


def _received(view: View, available: str) -> str:
    """Of what money is left, and whose it is where it is not that of all."""
    chosen = budget.position(view.filters)["acronym"]
    if len(chosen) == int(register.totals(view.snapshot.snapshot_id).iloc[0]["partnerships"]):
        return _("of {amount}", amount=available)
    whose = (
        str(chosen.iloc[0])
        if len(chosen) == 1
        else ngettext("{number} partnership", "{number} partnerships", len(chosen))
    )
    return _("of {amount}, {whose}", amount=available, whose=whose)


def facts(view: View) -> tuple[tuple[Fact, ...], ...]:
    """The tiles: exchanges by state, who takes part, money."""
    totals = programme.totals(view.filters).iloc[0]
    whole = register.totals(view.snapshot.snapshot_id).iloc[0]
    money = budget.totals(view.filters).iloc[0]
    return (
        (
            Fact(
                _("Took place"),
                words.count(totals["took_place"]),
                aim(view).words(int(totals["took_place"])),
                "took_place",
            ),
            Fact(_("Ongoing"), words.count(totals["ongoing"]), words.day(view.snapshot.as_of_date), "ongoing"),
            Fact(_("Upcoming"), words.count(totals["upcoming"]), _("to come"), "upcoming"),
        ),
        (
            Fact(
                _("Partnerships"),
                words.count(totals["partnerships_active"]),
                _("active of {total}", total=words.count(whole["partnerships"])),
                "partnerships_active",
            ),
            Fact(
                _("Clusters"),
                words.count(totals["clusters_active"]),
                _("active of {total}", total=words.count(whole["clusters"])),
                "clusters_active",
            ),
            Fact(
                _("Countries"),
                words.count(totals["partner_countries_active"]),
                _("active of {total}", total=words.count(whole["countries"])),
                "partner_countries_active",
            ),
        ),
        (
            Fact(
                _("Paid"),
                words.eur(totals["paid_eur"]),
                _("{amount} payable", amount=words.eur(totals["payable_eur"])),
                "paid_eur",
            ),
            Fact(_("Committed"), words.eur(totals["committed_eur"]), _("by partnerships"), "committed_eur"),
            Fact(
                _("Remaining"),
                words.eur(money["remaining_eur"]),
                _received(view, words.eur(money["available_eur"])),
                "remaining_eur",
            ),
        ),
    )


def is_empty(view: View) -> bool:
    """Whether no exchange is in the view."""
    return not programme.totals(view.filters).iloc[0]["exchanges"]


def exchanges_by_month(view: View, room: Room) -> Chart:
    """Exchanges month by month, and their sum against the target."""
    held = aim(view)
    is_all = held.counted == int(programme.totals(view.filters).iloc[0]["took_place"])
    return draw.exchanges_by_month(
        programme.exchanges_by_month(view.filters),
        target=held.target if is_all else None,
        target_is_assumed=held.is_assumed,
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
        programme.progress_by_partnership(view.filters),
        palette=view.palette,
        height=room.pixels(560),
        compared=aim(view).compared,
    )


def shown(view: View, query: Query, room: Room) -> Shown:
    """The page has no parameters but the filters."""
    del query
    charts = (exchanges_by_month(view, room), status_pipeline(view, room), progress_by_partnership(view, room))
    return of_charts(*charts, facts=tuple(fact for group in facts(view) for fact in group))
