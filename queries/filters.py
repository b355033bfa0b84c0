"""The filters of a view: what they select, their SQL parameters, and their sentence in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

Side = Literal["either", "visiting", "host"]
StatusGroup = Literal["took place", "ongoing", "upcoming", "cancelled"]
Category = Literal["SME", "scaling-up support organisation", "cluster organisation"]
Mode = Literal["physical", "virtual"]
Level = Literal["country", "partnership", "cluster"]

SIDES: tuple[Side, ...] = get_args(Side)
STATUS_GROUPS: tuple[StatusGroup, ...] = get_args(StatusGroup)
CATEGORIES: tuple[Category, ...] = get_args(Category)
MODES: tuple[Mode, ...] = get_args(Mode)
LEVELS: tuple[Level, ...] = get_args(Level)

# An id that no partnership can have, since the build refuses empty ids: selects nothing.
NOBODY = ""


@dataclass(frozen=True)
class Focus:
    """One country, partnership or cluster, or one directed pair of them, that the reader has picked out.

    A node on either side has `either`; a node on one side has `visiting` or `host`; a pair has both of these.
    """

    level: Level
    either: str = ""
    visiting: str = ""
    host: str = ""

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids picked out."""
        return tuple(node for node in (self.either, self.visiting, self.host) if node)

    @property
    def side(self) -> Side:
        """The side on which a single node is picked out; a pair has either."""
        if self.either or (self.visiting and self.host):
            return "either"
        return "visiting" if self.visiting else "host"


@dataclass(frozen=True)
class Filters:
    """A view of one snapshot. An empty choice selects all; all choices hold together (and).

    partnerships, countries: ids, with the side on which they count: the visiting side (VOP), the host side (HOP), either.
    ecosystems: of the visiting partnership, for which an exchange counts.
    status_groups: empty means took place, ongoing and upcoming; cancelled exchanges are seen only when asked for.
    from_month, to_month: first and last month, "YYYY-MM", both included; "" is open. Given the other way round they are
    taken in order.
    focus: the node or pair picked out in a chart, the search box or a table.
    is_pinned: whether the address names the snapshot, so that links from here have to name it too.
    """

    snapshot_id: str
    partnerships: tuple[str, ...] = ()
    partnership_side: Side = "either"
    countries: tuple[str, ...] = ()
    country_side: Side = "either"
    ecosystems: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    status_groups: tuple[str, ...] = ()
    from_month: str = ""
    to_month: str = ""
    focus: Focus | None = None
    is_pinned: bool = False

    def __post_init__(self) -> None:
        """Put the months in order."""
        if self.from_month and self.to_month and self.from_month > self.to_month:
            first, last = self.to_month, self.from_month
            object.__setattr__(self, "from_month", first)
            object.__setattr__(self, "to_month", last)

    def params(self) -> dict[str, Any]:
        """The named parameters of selected.sql."""
        return {
            "partnerships": list(self.partnerships),
            "partnership_side": self.partnership_side,
            "countries": list(self.countries),
            "country_side": self.country_side,
            "ecosystems": list(self.ecosystems),
            "categories": list(self.categories),
            "modes": list(self.modes),
            "status_groups": list(self.status_groups),
            "from_month": f"{self.from_month}-01" if self.from_month else None,
            "to_month": f"{self.to_month}-01" if self.to_month else None,
            "focus_level": self.focus.level if self.focus else "",
            "focus_either": self.focus.either if self.focus else "",
            "focus_visiting": self.focus.visiting if self.focus else "",
            "focus_host": self.focus.host if self.focus else "",
        }

    @property
    def payers(self) -> tuple[str, ...]:
        """The partnerships whose budget the view is about; empty is all. A focus on a partnership narrows the choice."""
        if self.focus is None or self.focus.level != "partnership":
            return self.partnerships
        paying = self.focus.visiting or self.focus.either or self.focus.host
        return (paying,) if not self.partnerships or paying in self.partnerships else (NOBODY,)

    @property
    def is_whole_for_payers(self) -> bool:
        """Whether the view holds every exchange that its payers pay for, so that their targets can be compared with it."""
        is_part = (
            self.countries or self.categories or self.modes or self.status_groups or self.from_month or self.to_month
        )
        on_payers = self.focus is None or (self.focus.level == "partnership" and not self.focus.host)
        return not is_part and on_payers and not (self.partnerships and self.partnership_side == "host")

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter differs from the default."""
        return any(
            getattr(self, field.name) != field.default
            for field in fields(self)
            if field.name not in ("snapshot_id", "is_pinned")
        )

    def sentence(self, names: Mapping[str, str]) -> str:
        """The view in words. `names` gives the screen name of ids; an unknown id stands for itself."""
        parts = [
            _modes(self.modes),
            _focus(self.focus, names),
            _of(self.categories, "visitors: "),
            _sided(self.partnerships, self.partnership_side, names, "visiting partnership", "host partnership"),
            _sided(self.countries, self.country_side, names, "visiting country", "host country"),
            _of(self.ecosystems, "ecosystem of the visiting partnership: "),
            _statuses(self.status_groups),
            _period(self.from_month, self.to_month),
        ]
        return ", ".join(part for part in parts if part) + "."


def _focus(focus: Focus | None, names: Mapping[str, str]) -> str:
    if focus is None:
        return ""
    either, visiting, host = (names.get(node, node) for node in (focus.either, focus.visiting, focus.host))
    if either:
        return f"with {either} on either side"
    if visiting and host:
        return f"from {visiting} to {host}"
    return f"from {visiting}" if visiting else f"to {host}"


def _any_of(values: tuple[str, ...], most: int = 4) -> str:
    shown = list(values[:most])
    if len(values) > most:
        shown.append(f"{len(values) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _modes(modes: tuple[str, ...]) -> str:
    return f"{modes[0].capitalize()} exchanges" if len(set(modes)) == 1 else "Physical and virtual exchanges"


def _of(values: tuple[str, ...], lead: str) -> str:
    return lead + _any_of(values) if values else ""


def _sided(ids: tuple[str, ...], side: Side, names: Mapping[str, str], visiting: str, host: str) -> str:
    if not ids:
        return ""
    role = {"visiting": visiting, "host": host, "either": f"{visiting.split()[0]} or {host}"}[side]
    return f"{role} {_any_of(tuple(names.get(i, i) for i in ids))}"


def _statuses(groups: tuple[str, ...]) -> str:
    return _any_of(groups) if groups else "cancelled ones left out"


def _period(first: str, last: str) -> str:
    if first and last:
        return f"in {first}" if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"to {last}" if last else "all months"
