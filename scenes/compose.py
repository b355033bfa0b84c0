"""From the address of a view to its slide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charts import words
from charts.palette import LIGHT, Palette
from data.warehouse import Snapshot
from languages import N_
from languages import gettext as _
from scenes import link, names
from scenes.link import FILTER_KEYS
from scenes.pages import PAGES
from scenes.slide import Slide
from scenes.view import Room, Shown, View

SAMPLE = N_("Sample data")


@dataclass(frozen=True)
class Scene:
    """One view of a running order: a path of scenes.pages.PAGES and its parameters, and what the presenter adds.

    headline: "" takes the finding of the day.
    """

    page: str
    parameters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headline: str = ""
    notes: str = ""

    @property
    def address(self) -> str:
        """Path and query below the address of the dashboard."""
        return self.address_on("")

    def address_on(self, snapshot_id: str) -> str:
        """The address on a snapshot, whichever is current on the day; "" is the current one."""
        pin = {link.SNAPSHOT_KEY: (snapshot_id,)} if snapshot_id else {}
        query = link.query_string({**self.parameters, **pin})
        return f"{self.page}?{query}" if query else self.page


def scene_of(page: str, query: Mapping[str, Sequence[str]]) -> Scene:
    """The view that a page shows at a query; parameters that are not the page's stay out. Raises KeyError for no page."""
    keys = (*FILTER_KEYS, *PAGES[page].keys)
    return Scene(page, {key: tuple(query[key]) for key in keys if any(query.get(key, ()))})


def view_of(scene: Scene, snapshot: Snapshot, palette: Palette = LIGHT) -> View:
    """What the scene's page would read from its address."""
    filters = link.filters_of(scene.parameters, snapshot.snapshot_id)
    return View(filters, snapshot, palette, names.names(snapshot.snapshot_id))


def shown(scene: Scene, view: View, room: Room) -> Shown:
    """What the scene's page shows."""
    return PAGES[scene.page].shown(view, scene.parameters, room)


def slide(
    scene: Scene, snapshot: Snapshot, *, palette: Palette = LIGHT, room: Room | None = None, view: View | None = None
) -> Slide:
    """The slide of a scene on a snapshot, in the light tones unless told otherwise, for files are read on paper too."""
    view = view or view_of(scene, snapshot, palette)
    seen = shown(scene, view, room or Room())
    return Slide(
        headline=scene.headline or seen.finding,
        sentence=view.filters.sentence(view.names),
        source=source(snapshot),
        link=scene.address_on(snapshot.snapshot_id),
        marks=(_(SAMPLE),) if snapshot.is_sample else (),
        facts=seen.facts,
        charts=seen.charts,
        table=seen.table,
        notes=scene.notes,
    )


def slide_at(address: str, snapshot: Snapshot) -> Slide | None:
    """The slide of an address as `Slide.link` has it, on this snapshot; None where no page has the path."""
    page, _mark, query = address.partition("?")
    return slide(scene_of(page, link.read(query)), snapshot) if page in PAGES else None


def source(snapshot: Snapshot) -> str:
    """The snapshot in words, as each slide names it."""
    return _(
        "ClusterXchange dashboard, snapshot {snapshot} built {time} UTC, data as of {day}",
        snapshot=snapshot.snapshot_id,
        time=f"{snapshot.built_at:%Y-%m-%d %H:%M}",
        day=words.day(snapshot.as_of_date),
    )
