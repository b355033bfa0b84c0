"""The register's entry of a partnership, cluster or country, with how sure each part is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from charts import words
from languages import N_, pgettext
from languages import gettext as _
from queries import register

# A plain web address: no user, no query, nothing that a browser or a reader could take for another place.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
# What the register says in words that are its own: where a part of an entry is from, a role, a note.
SAID = (
    N_("published"),
    N_("assumed"),
    N_("placeholder"),
    N_("assigned from published sectors"),
    N_("own knowledge"),
    N_("name states city"),
    N_("host university states city"),
    N_("coordinator"),
    N_("partner"),
    N_(
        "EU member until 31 January 2020; took part in COSME as one of the 28. Status in 2021-22 not found. "
        "No lump-sum ceiling found."
    ),
    N_(
        "This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ "
        "Opinion on the Kosovo declaration of independence."
    ),
)


@dataclass(frozen=True)
class Fact:
    """One line of an entry; `basis` says where it is from and how sure it is, "" where the entry's own basis holds."""

    what: str
    text: str
    basis: str = ""


@dataclass(frozen=True)
class Entry:
    """A node of the register. website: "" or as delivered; sources: as delivered, one each."""

    name: str
    basis: str
    facts: list[Fact]
    website: str = ""
    sources: list[str] = field(default_factory=list)

    @property
    def link(self) -> str:
        """The website where it is a plain address that may be a link, else ""."""
        return self.website if _PLAIN_ADDRESS.fullmatch(self.website) else ""


def text(value: Any) -> str:
    """A cell as text, the items of a list in the reader's language; "" for an empty one."""
    if isinstance(value, list) or hasattr(value, "tolist"):
        return ", ".join(_(str(item)) for item in value)
    return "" if value is None or pd.isna(value) else str(value)


def _sources(value: Any) -> list[str]:
    return [source.strip() for source in text(value).split(" | ") if source.strip()]


def _facts(rows: Iterable[tuple[str, Any, Any]]) -> list[Fact]:
    return [Fact(what, text(value), text(basis)) for what, value, basis in rows if text(value)]


def _row(frame: pd.DataFrame, column: str, node: str) -> Any:
    return frame[frame[column] == node].iloc[0]


def partnership_entry(snapshot_id: str, partnership_id: str) -> Entry:
    """The entry of a partnership; its id must be one of the register."""
    one = _row(register.partnerships(snapshot_id), "partnership_id", partnership_id)
    target = "" if pd.isna(one["exchange_target"]) else words.exchanges(int(one["exchange_target"]))
    facts = _facts(
        [
            (_("Name"), one["name"], ""),
            (_("Coordinator"), one["coordinator"], ""),
            (_("Sectors"), one["published_sectors"], ""),
            (_("Ecosystems"), text(one["ecosystems"]), one["ecosystems_basis"]),
            (_("Target"), target, one["exchange_target_basis"]),
            (_("Period"), _period(text(one["start_published"]), text(one["end_published"])), ""),
            (_("Grant agreement"), one["grant_agreement"], ""),
        ]
    )
    return Entry(text(one["acronym"]), text(one["basis"]), facts, text(one["website"]), _sources(one["sources"]))


def _period(start: str, end: str) -> str:
    if start and end:
        return _("{start} to {end}", start=start, end=end)
    if start:
        return _("{start} to end not published", start=start)
    return _("start not published to {end}", end=end) if end else ""


def cluster_entry(snapshot_id: str, cluster_id: str) -> Entry:
    """The entry of a cluster; its id must be one of the register."""
    one = _row(register.clusters(snapshot_id), "cluster_id", cluster_id)
    city = text(one["city"]) or pgettext("city", "not known")
    if one["is_location_approximate"]:
        city = _("{city}; drawn near the middle of its country", city=city)
    facts = _facts(
        [
            (_("Name"), one["name"], ""),
            (_("Role"), _(text(one["role"])), ""),
            (_("Partnership"), one["acronym"], ""),
            (_("Country"), one["country_name"], one["country_basis"]),
            (_("City"), city, one["location_basis"]),
        ]
    )
    return Entry(text(one["short_name"]), text(one["basis"]), facts, text(one["website"]), _sources(one["sources"]))


def country_entry(snapshot_id: str, country_code: str) -> Entry:
    """The entry of a country, with the ceilings of lump sums for stays in it; its code must be one of the register."""
    one = _row(register.countries(snapshot_id), "country_code", country_code)
    ceilings = register.lump_sum_ceilings(snapshot_id)
    ceilings = ceilings[ceilings["country_code"] == country_code]
    facts = _facts(
        [
            (_("European Union"), _("member") if one["eu_member"] else _("not a member"), ""),
            ("COSME", _("takes part") if one["cosme_participant"] else _("does not take part"), ""),
            (_("Clusters"), words.count(int(one["clusters"])) if one["clusters"] else _("none of the register"), ""),
            (_("Note"), _(text(one["note"])), ""),
        ]
    )
    for row in ceilings.itertuples(index=False):
        facts.append(Fact(_("Lump-sum ceiling"), _ceiling(row), text(row.basis)))
    sources = [source for source in dict.fromkeys(text(value) for value in ceilings["source"]) if source]
    return Entry(text(one["country_name"]), "", facts, sources=sources)


def _ceiling(row: Any) -> str:
    """The ceiling of a stay, that of a halved one, and the days between which they hold."""
    full, half = words.eur(row.full_eur), words.eur(row.half_eur)
    first, last = ("" if pd.isna(on) else words.day(on) for on in (row.valid_from, row.valid_to))
    if first and last:
        return _(
            "{full} a stay, {half} for a halved one from {first} to {last}",
            full=full,
            half=half,
            first=first,
            last=last,
        )
    if first:
        return _("{full} a stay, {half} for a halved one from {first}", full=full, half=half, first=first)
    if last:
        return _("{full} a stay, {half} for a halved one to {last}", full=full, half=half, last=last)
    return _("{full} a stay, {half} for a halved one", full=full, half=half)
