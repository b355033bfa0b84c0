"""What the tiles of each page must show."""

import re
from collections.abc import Callable, Iterator, Mapping

from scenes.slide import Slide
from tests.app.screen import number
from tests.counted.charts import paid_and_over, taking_part_at, total
from tests.counted.money import COMMITTED, euro, exceptions, granted, remaining, to_do_sums
from tests.counted.selected import COLUMN, Count, Selected


def values(slide: Slide) -> Mapping[str, int]:
    """Tiles by label; those in words are left out."""
    return {fact.label: number(fact.value) for fact in slide.facts if re.fullmatch(r"[\W\d]*\d", fact.value)}


def programme_tiles(view: str, slide: Slide, selected: Selected) -> Iterator[Count]:
    """Counts by state, who takes part on either side, money of the exchanges in the view; what remains is the payer's."""
    del view
    tiles = values(slide)
    for label in ("Took place", "Ongoing", "Upcoming"):
        yield Count(label, tiles[label], selected.of("count(*)", f"status_group = '{label.lower()}'"))
    yield Count("Partnerships", tiles["Partnerships"], taking_part_at("partnership", selected))
    yield Count("Clusters", tiles["Clusters"], taking_part_at("cluster", selected))
    yield Count("Countries", tiles["Countries"], taking_part_at("country", selected, partner=True))
    yield Count("Paid", tiles["Paid"], euro(selected.money("paid_eur")))
    yield Count("Committed", tiles["Committed"], euro(selected.money("lump_sum_eur", COMMITTED)))
    yield Count("Remaining", tiles["Remaining"], euro(remaining(selected)))


def budget_tiles(view: str, slide: Slide, selected: Selected) -> Iterator[Count]:
    """Of the partnerships whose budgets the view is about, whatever else the focus says."""
    tiles = values(slide)
    if "To+do" in view:
        for step, (_, amount) in to_do_sums(selected).items():
            yield Count(step, tiles[step], euro(amount))
        return
    if "Exceptions" in view:
        number, at_stake = exceptions(selected)
        yield Count("Exceptions", tiles["Exceptions"], number)
        yield Count("At stake in all", tiles["At stake in all"], euro(at_stake))
        return
    if "Averages" in view:
        lump_sums = granted(selected, f"({COMMITTED} OR status IN ('validated', 'paid'))")
        yield Count("Lump sums", tiles.get("Lump sums", 0), euro(lump_sums))
        return
    yield Count("Remaining", tiles["Remaining"], euro(remaining(selected)))
    yield Count("Took place", tiles["Took place"], paid_and_over(selected))


def profile_tiles(view: str, slide: Slide, selected: Selected) -> Iterator[Count]:
    """Of the exchanges in the view, those with the profile's node on a side; and its charts count the same."""
    level, name = re.findall(r"(\w+)=(.*)", view.partition("?")[2])[0]
    node = selected.ask("SELECT id FROM nodes WHERE level = ? AND short_name = ?", level, name.replace("+", " "))
    visiting, host = (f"{COLUMN[level].format(side)} = '{node}'" for side in ("visiting", "host"))
    tiles = values(slide)
    exchanges = selected.of("count(*)", f"{visiting} OR {host}")
    yield Count("Exchanges", tiles["Exchanges"], exchanges)
    yield Count("Visiting", tiles["Visiting"], selected.of("count(*)", visiting))
    yield Count("Hosting", tiles["Hosting"], selected.of("count(*)", host))
    for chart in slide.charts:
        if chart.name.startswith("flow_sankey"):
            yield Count(f"{chart.name}, table", total(chart.table["exchanges"]), exchanges)
        if chart.name == "profile_timeline":
            yield Count("timeline, visiting", total(chart.table["visiting"]), tiles["Visiting"])
            yield Count("timeline, hosting", total(chart.table["hosting"]), tiles["Hosting"])


TILES: dict[str, Callable[[str, Slide, Selected], Iterator[Count]]] = {
    "": programme_tiles,
    "budget": budget_tiles,
    "outlook": budget_tiles,
    "partnership": profile_tiles,
    "cluster": profile_tiles,
    "country": profile_tiles,
}
