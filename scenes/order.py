"""The running order of a talk: its scenes, and its file, which may come from anybody."""

import base64
import binascii
import csv
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from data.warehouse import SNAPSHOT_FILE
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


class OrderProblem(Exception):
    """A file or link that is no running order; the message says why, in words for the reader."""


@dataclass(frozen=True)
class Order:
    """title of the talk; the snapshot on which it is shown, "" for the current one; its scenes."""

    title: str = "Running order"
    snapshot_id: str = ""
    scenes: tuple[Scene, ...] = ()

    def with_scene(self, scene: Scene) -> "Order":
        """The order with one more scene. Raises OrderProblem where it is full."""
        if len(self.scenes) >= MOST_SCENES:
            raise OrderProblem(f"A running order holds {MOST_SCENES} scenes at most.")
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
        raise OrderProblem(f"The file is larger than {MOST_BYTES // 1024} kB, which no running order is.")
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        raise OrderProblem("The file is not JSON, so it is no running order.") from None
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
        raise OrderProblem("The link holds no running order.") from None
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
        raise OrderProblem("The file is no running order of this dashboard.")
    if held["clusterxchange_running_order"] != VERSION:
        raise OrderProblem(
            f"The file has version {str(held['clusterxchange_running_order'])[:20]} of running orders; "
            f"this dashboard reads version {VERSION}."
        )
    scenes = held.get("scenes")
    if not isinstance(scenes, list) or len(scenes) > MOST_SCENES:
        raise OrderProblem(f"The file holds no list of at most {MOST_SCENES} scenes.")
    snapshot_id = _text(held.get("snapshot_id", ""), "snapshot_id", LONGEST_VALUE)
    if snapshot_id and not SNAPSHOT_FILE.fullmatch(f"warehouse-{snapshot_id}.duckdb"):
        raise OrderProblem("The snapshot that the file names cannot be one.")
    title = _text(held.get("title", ""), "title", LONGEST_HEADLINE) or Order.title
    return Order(title, snapshot_id, tuple(_scene(one, at) for at, one in enumerate(scenes, start=1)))


def _scene(held: Any, at: int) -> Scene:
    if not isinstance(held, Mapping):
        raise OrderProblem(f"Scene {at} is not a scene.")
    page = held.get("page")
    if not isinstance(page, str) or page not in PAGES:
        raise OrderProblem(f"Scene {at} names the page {str(page)[:40]!r}, which this dashboard does not have.")
    return Scene(
        page,
        _parameters(held.get("parameters", {}), page, at),
        _text(held.get("headline", ""), f"headline of scene {at}", LONGEST_HEADLINE),
        _text(held.get("notes", ""), f"notes of scene {at}", LONGEST_NOTES),
    )


def _parameters(held: Any, page: str, at: int) -> Query:
    """Parameters that the page has; their values are taken as junk wherever they are read."""
    if not isinstance(held, Mapping):
        raise OrderProblem(f"The parameters of scene {at} are none.")
    found = {}
    for key in (*FILTER_KEYS, *PAGES[page].keys):
        values = held.get(key, [])
        values = [values] if isinstance(values, str) else values
        if not isinstance(values, list) or len(values) > MOST_VALUES:
            raise OrderProblem(f"The parameter {key} of scene {at} is no list of at most {MOST_VALUES} values.")
        if values:
            found[key] = tuple(_text(value, f"{key} of scene {at}", LONGEST_VALUE) for value in values)
    return found


def _text(held: Any, what: str, longest: int) -> str:
    if not isinstance(held, str) or len(held) > longest:
        raise OrderProblem(f"The {what} is no text of at most {longest} characters.")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in held)


@cache
def ready_made() -> dict[str, Order]:
    """Orders that come with the product by their titles, from the files of scenes/orders/.

    One row per scene: page, query, headline ("" takes the finding of the day), notes.
    """
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
    return replace(order, title=f"{order.title}: {name}", scenes=scenes)


def needs_partnership(order: Order) -> bool:
    """Whether a ready-made order is about a partnership to be chosen."""
    return any(PARTNERSHIP in values for one in order.scenes for values in one.parameters.values())
