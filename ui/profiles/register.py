"""The register's entry of a partnership, cluster or country, with how sure each part is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from charts import words
from queries import register

# A plain web address: no user, no query, nothing that a browser or a reader could take for another place.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")


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
    """A cell as text; "" for an empty one."""
    if isinstance(value, list) or hasattr(value, "tolist"):
        return ", ".join(str(item) for item in value)
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
    target = "" if pd.isna(one["exchange_target"]) else words.plural(int(one["exchange_target"]), "exchange")
    start, end = text(one["start_published"]), text(one["end_published"])
    facts = _facts(
        [
            ("Name", one["name"], ""),
            ("Coordinator", one["coordinator"], ""),
            ("Sectors", one["published_sectors"], ""),
            ("Ecosystems", one["ecosystems"], one["ecosystems_basis"]),
            ("Target", target, one["exchange_target_basis"]),
            ("Period", f"{start or 'start not published'} to {end or 'end not published'}" if start or end else "", ""),
            ("Grant agreement", one["grant_agreement"], ""),
        ]
    )
    return Entry(text(one["acronym"]), text(one["basis"]), facts, text(one["website"]), _sources(one["sources"]))


def cluster_entry(snapshot_id: str, cluster_id: str) -> Entry:
    """The entry of a cluster; its id must be one of the register."""
    one = _row(register.clusters(snapshot_id), "cluster_id", cluster_id)
    city = text(one["city"]) or "not known"
    if one["is_location_approximate"]:
        city += "; drawn near the middle of its country"
    facts = _facts(
        [
            ("Name", one["name"], ""),
            ("Role", one["role"], ""),
            ("Partnership", one["acronym"], ""),
            ("Country", one["country_name"], one["country_basis"]),
            ("City", city, one["location_basis"]),
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
            ("European Union", "member" if one["eu_member"] else "not a member", ""),
            ("COSME", "takes part" if one["cosme_participant"] else "does not take part", ""),
            ("Clusters", words.count(int(one["clusters"])) if one["clusters"] else "none of the register", ""),
            ("Note", one["note"], ""),
        ]
    )
    for row in ceilings.itertuples(index=False):
        valid = " ".join(
            f"{lead} {words.day(on)}"
            for lead, on in (("from", row.valid_from), ("to", row.valid_to))
            if not pd.isna(on)
        )
        amounts = f"{words.eur(row.full_eur)} a stay, {words.eur(row.half_eur)} for a halved one"
        facts.append(Fact("Lump-sum ceiling", f"{amounts} {valid}".strip(), text(row.basis)))
    sources = [source for source in dict.fromkeys(text(value) for value in ceilings["source"]) if source]
    return Entry(text(one["country_name"]), "", facts, sources=sources)
