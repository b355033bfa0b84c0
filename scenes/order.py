"""The running order of a talk: its scenes, and its file, which may come from anybody."""

import base64
import binascii
import csv
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from data.warehouse import SNAPSHOT_FILE
from languages import N_
from languages import gettext as _
from scenes import link
from scenes.compose import Scene
from scenes.link import FILTER_KEYS, Query
from scenes.pages import PAGES

VERSION = 1
# A talk of a day; a file or a link beyond these limits is not read.
MOST_SCENES = 60
MOST_BYTES = 256 * 1024
LONGEST_HEADLINE, LONGEST_NOTES, LONGEST_VALUE, MOST_VALUES = 300, 4_000, 200, 100
# Browsers and mail programs cut longer addresses.
LONGEST_LINK = 6_000
READY_MADE = Path(__file__).parent / "orders"
# Stands in ready-made orders for the partnership that the reader chooses.
PARTNERSHIP = "PARTNERSHIP"
# What the files of ready-made orders say, for the catalogue.
READY_MADE_TEXTS = (
    N_("Partnership review"),
    N_("The partnership at a glance."),
    N_("Its exchanges against its target."),
    N_("Where its visitors come from and go to."),
    N_("Its routes on the map."),
    N_("Which of the clusters take part in its exchanges."),
    N_("Who is absent, and whom they could meet."),
    N_("Received, paid, payable, committed and left."),
    N_("What waits for the partnership's hand."),
    N_("Whether the target and the money meet."),
    N_("The rows behind the figures."),
    N_("Programme review"),
    N_("Where the programme stands: exchanges against the target, who takes part, money."),
    N_("Which countries visit which. Click a country to follow it."),
    N_("Who visits whom between partnerships; the diagonal is inside one partnership."),
    N_("The routes of the whole period."),
    N_("Press Play: how it spread after the restart of travel."),
    N_("Visiting and hosting by country."),
    N_("What each ecosystem exchanges for."),
    N_("Clusters that are missing, first those that never took part."),
    N_("Pairs of partnerships that have not met."),
    N_("Where the money stands."),
    N_("What is to be expected by the end of the period."),
)
LONG_TITLE = N_("The title is no text of at most {most} characters.")
LONG_SNAPSHOT = N_("The snapshot_id is no text of at most {most} characters.")
LONG_HEADLINE = N_("The headline of scene {scene} is no text of at most {most} characters.")
LONG_NOTES = N_("The notes of scene {scene} is no text of at most {most} characters.")
LONG_VALUE = N_("The {key} of scene {scene} is no text of at most {most} characters.")


class OrderProblem(Exception):
    """A file or link that is no running order; the message says why, in words for the reader."""


@dataclass(frozen=True)
class Order:
    """title of the talk; the snapshot on which it is shown, "" for the current one; its scenes."""

    title: str = field(default_factory=lambda: _("Running order"))
    snapshot_id: str = ""
    scenes: tuple[Scene, ...] = ()

    def with_scene(self, scene: Scene) -> "Order":
        """The order with one more scene. Raises OrderProblem where it is full."""
        if len(self.scenes) >= MOST_SCENES:
            raise OrderProblem(_("A running order holds {most} scenes at most.", most=MOST_SCENES))
        return replace(self, scenes=(*self.scenes, scene))

    def changed(self, at: int, **fields: Any) -> "Order":
        """The order with fields of one scene changed."""
        return replace(
            self, scenes=tuple(replace(one, **fields) if here == at else one for here, one in enumerate(self.scenes))
        )

    def moved(self, at: int, by: int) -> "Order":
        """The order with one scene moved up (by -1) or down (by 1); at an end it stays."""
        scenes = list(self.scenes)
        to = min(max(at + by, 0), len(scenes) - 1)
        scenes.insert(to, scenes.pop(at))
        return replace(self, scenes=tuple(scenes))

    def doubled(self, at: int) -> "Order":
        """The order with one scene twice, the copy after it."""
        full = self.with_scene(self.scenes[at])
        return replace(full, scenes=(*self.scenes[: at + 1], *self.scenes[at:]))

    def without(self, at: int) -> "Order":
        """The order without one scene."""
        return replace(self, scenes=self.scenes[:at] + self.scenes[at + 1 :])


def to_file(order: Order) -> str:
    """The order as the JSON that `from_file` reads."""
    return json.dumps(_plain(order), ensure_ascii=False, indent=1)


def from_file(content: bytes | str) -> Order:
    """The order of a file. Raises OrderProblem, which says what is wrong, for anything that is none."""
    if len(content) > MOST_BYTES:
        raise OrderProblem(_("The file is larger than {most} kB, which no running order is.", most=MOST_BYTES // 1024))
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        raise OrderProblem(_("The file is not JSON, so it is no running order.")) from None
    return _order(held)


def to_link(order: Order) -> str:
    """The order for an address; "" where it would be longer than an address can be."""
    packed = zlib.compress(json.dumps(_plain(order), ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= LONGEST_LINK else ""


def from_link(text: str) -> Order:
    """The order in an address. Raises OrderProblem for anything that is none."""
    try:
        packed = base64.urlsafe_b64decode(text[:LONGEST_LINK] + "=" * (-len(text) % 4))
        unpacked = zlib.decompressobj().decompress(packed, MOST_BYTES)
    except (ValueError, binascii.Error, zlib.error):
        raise OrderProblem(_("The link holds no running order.")) from None
    return from_file(unpacked)


def _plain(order: Order) -> dict[str, Any]:
    scenes = [
        {
            "page": one.page,
            "parameters": {key: list(values) for key, values in one.parameters.items()},
            "headline": one.headline,
            "notes": one.notes,
        }
        for one in order.scenes
    ]
    return {
        "clusterxchange_running_order": VERSION,
        "title": order.title,
        "snapshot_id": order.snapshot_id,
        "scenes": scenes,
    }


def _order(held: Any) -> Order:
    if not isinstance(held, Mapping) or "clusterxchange_running_order" not in held:
        raise OrderProblem(_("The file is no running order of this dashboard."))
    if held["clusterxchange_running_order"] != VERSION:
        raise OrderProblem(
            _(
                "The file has version {version} of running orders; this dashboard reads version {ours}.",
                version=str(held["clusterxchange_running_order"])[:20],
                ours=VERSION,
            )
        )
    scenes = held.get("scenes")
    if not isinstance(scenes, list) or len(scenes) > MOST_SCENES:
        raise OrderProblem(_("The file holds no list of at most {most} scenes.", most=MOST_SCENES))
    snapshot_id = _text(held.get("snapshot_id", ""), LONGEST_VALUE, LONG_SNAPSHOT)
    if snapshot_id and not SNAPSHOT_FILE.fullmatch(f"warehouse-{snapshot_id}.duckdb"):
        raise OrderProblem(_("The snapshot that the file names cannot be one."))
    title = _text(held.get("title", ""), LONGEST_HEADLINE, LONG_TITLE) or Order().title
    return Order(title, snapshot_id, tuple(_scene(one, at) for at, one in enumerate(scenes, start=1)))


def _scene(held: Any, at: int) -> Scene:
    if not isinstance(held, Mapping):
        raise OrderProblem(_("Scene {scene} is not a scene.", scene=at))
    page = held.get("page")
    if not isinstance(page, str) or page not in PAGES:
        raise OrderProblem(
            _(
                "Scene {scene} names the page {page}, which this dashboard does not have.",
                scene=at,
                page=repr(str(page)[:40]),
            )
        )
    return Scene(
        page,
        _parameters(held.get("parameters", {}), page, at),
        _text(held.get("headline", ""), LONGEST_HEADLINE, LONG_HEADLINE, at),
        _text(held.get("notes", ""), LONGEST_NOTES, LONG_NOTES, at),
    )


def _parameters(held: Any, page: str, at: int) -> Query:
    """Parameters that the page has; their values are taken as junk wherever they are read."""
    if not isinstance(held, Mapping):
        raise OrderProblem(_("The parameters of scene {scene} are none.", scene=at))
    found = {}
    for key in (*FILTER_KEYS, *PAGES[page].keys):
        values = held.get(key, [])
        values = [values] if isinstance(values, str) else values
        if not isinstance(values, list) or len(values) > MOST_VALUES:
            raise OrderProblem(
                _(
                    "The parameter {key} of scene {scene} is no list of at most {most} values.",
                    key=key,
                    scene=at,
                    most=MOST_VALUES,
                )
            )
        if values:
            found[key] = tuple(_text(value, LONGEST_VALUE, LONG_VALUE, at, key) for value in values)
    return found


def _text(held: Any, longest: int, problem: str, at: int = 0, key: str = "") -> str:
    """The text without signs that print nothing. Raises OrderProblem with `problem` for what is none or too long."""
    if not isinstance(held, str) or len(held) > longest:
        raise OrderProblem(_(problem, most=longest, scene=at, key=key))
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in held)


def ready_made() -> dict[str, Order]:
    """Orders that come with the product, from the files of scenes/orders/, by their English titles.

    Titles, headlines and notes of the orders are in the reader's language.
    """
    return {title: _translated(order) for title, order in _ready_made().items()}


def _translated(order: Order) -> Order:
    scenes = tuple(replace(one, headline=_(one.headline), notes=_(one.notes)) for one in order.scenes)
    return replace(order, title=_(order.title), scenes=scenes)


@cache
def _ready_made() -> dict[str, Order]:
    """One row per scene: page, query, headline ("" takes the finding of the day), notes."""
    found = {}
    for file in sorted(READY_MADE.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            scenes = tuple(
                Scene(row["page"], link.read(row["query"]), row["headline"], row["notes"])
                for row in csv.DictReader(rows)
            )
        title = file.stem.replace("_", " ").capitalize()
        found[title] = Order(title, scenes=scenes)
    return found


def for_partnership(order: Order, name: str) -> Order:
    """A ready-made order about one partnership, by its name in addresses, put in the place of PARTNERSHIP."""
    scenes = tuple(
        replace(
            one,
            parameters={
                key: tuple(name if value == PARTNERSHIP else value for value in values)
                for key, values in one.parameters.items()
            },
        )
        for one in order.scenes
    )
    return replace(order, title=_("{title}: {name}", title=order.title, name=name), scenes=scenes)


def needs_partnership(order: Order) -> bool:
    """Whether a ready-made order is about a partnership to be chosen."""
    return any(PARTNERSHIP in values for one in order.scenes for values in one.parameters.values())
