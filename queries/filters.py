"""The filters of a view: what they select, their SQL parameters, and their sentence in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from languages import N_, ngettext
from languages import gettext as _

Side = Literal["either", "visiting", "host"]
StatusGroup = Literal["took place", "ongoing", "upcoming", "cancelled"]
Category = Literal["SME", "scaling-up support organisation", "cluster organisation"]
Mode = Literal["physical", "virtual"]
Level = Literal["country", "partnership", "cluster"]

SIDES: tuple[Side, ...] = (N_("either"), N_("visiting"), N_("host"))
STATUS_GROUPS: tuple[StatusGroup, ...] = (N_("took place"), N_("ongoing"), N_("upcoming"), N_("cancelled"))
CATEGORIES: tuple[Category, ...] = (N_("SME"), N_("scaling-up support organisation"), N_("cluster organisation"))
MODES: tuple[Mode, ...] = (N_("physical"), N_("virtual"))
LEVELS: tuple[Level, ...] = (N_("country"), N_("partnership"), N_("cluster"))

# What is chosen, by the side on which it counts.
_PARTNERSHIPS: dict[Side, str] = {
    "either": N_("visiting or host partnership {names}"),
    "visiting": N_("visiting partnership {names}"),
    "host": N_("host partnership {names}"),
}
_COUNTRIES: dict[Side, str] = {
    "either": N_("visiting or host country {names}"),
    "visiting": N_("visiting country {names}"),
    "host": N_("host country {names}"),
}

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
        """The view in words, its parts a list. `names` gives the screen name of ids; an unknown id stands for itself."""
        parts = [
            _modes(self.modes),
            _focus(self.focus, names),
            _part(N_("visitors: {names}"), _said(self.categories)),
            _part(_PARTNERSHIPS[self.partnership_side], _named(self.partnerships, names)),
            _part(_COUNTRIES[self.country_side], _named(self.countries, names)),
            _part(N_("ecosystem of the visiting partnership: {names}"), _said(self.ecosystems)),
            _any_of(_said(self.status_groups)) or _("cancelled ones left out"),
            _period(self.from_month, self.to_month),
        ]
        return ", ".join(part for part in parts if part) + "."


def _focus(focus: Focus | None, names: Mapping[str, str]) -> str:
    if focus is None:
        return ""
    either, visiting, host = (names.get(node, node) for node in (focus.either, focus.visiting, focus.host))
    if either:
        return _("with {node} on either side", node=either)
    if visiting and host:
        return _("from {visiting} to {host}", visiting=visiting, host=host)
    return _("from {visiting}", visiting=visiting) if visiting else _("to {host}", host=host)


def _said(values: tuple[str, ...]) -> list[str]:
    """Values of the data in words."""
    return [_(value) for value in values]


def _named(ids: tuple[str, ...], names: Mapping[str, str]) -> list[str]:
    return [names.get(one, one) for one in ids]


def _any_of(values: list[str], most: int = 4) -> str:
    shown = values[:most]
    if len(values) > most:
        shown.append(ngettext("{number} more", "{number} more", len(values) - most))
    if len(shown) < 2:
        return "".join(shown)
    return _("{several} or {last}", several=", ".join(shown[:-1]), last=shown[-1])


def _part(message: str, chosen: list[str]) -> str:
    """A part of the sentence with what is chosen, of which one is enough; "" where nothing is."""
    return _(message, names=_any_of(chosen)) if chosen else ""


def _modes(modes: tuple[str, ...]) -> str:
    if len(set(modes)) != 1:
        return _("Physical and virtual exchanges")
    return _("Physical exchanges") if modes[0] == "physical" else _("Virtual exchanges")


def _period(first: str, last: str) -> str:
    if first and last:
        return (
            _("in {month}", month=first)
            if first == last
            else _("{first_month} to {last_month}", first_month=first, last_month=last)
        )
    if first:
        return _("from {month}", month=first)
    return _("to {month}", month=last) if last else _("all months")
