"""What is measured: the seven pages, the views they start from, and the changes that a reader makes in the bar."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import duckdb


@dataclass(frozen=True)
class Page:
    """A page of the app: its name on screen, the path of its URL, its script."""

    name: str
    path: str
    script: str


PAGES = (
    Page("Programme", "", "pages/on_target/programme.py"),
    Page("Flows", "flows", "pages/who_with_whom/flows.py"),
    Page("Map", "map", "pages/who_with_whom/map.py"),
    Page("Coverage", "coverage", "pages/what_is_missing/coverage.py"),
    Page("Budget", "budget", "pages/money/budget.py"),
    Page("Exchanges", "exchanges", "pages/evidence/exchanges.py"),
    Page("About the data", "about", "pages/evidence/about.py"),
)
SIDES = ("either", "visiting", "host")


@dataclass(frozen=True)
class Choice:
    """One value more, or instead of another, in the widget `key`: `value` as the screen has it, `values` all chosen."""

    key: str
    value: str
    values: tuple[str, ...]
    many: bool


@dataclass(frozen=True)
class Offer:
    """What the bar offers in a snapshot: months as YYYY-MM, and names of partnerships."""

    months: tuple[str, ...]
    partnerships: tuple[str, ...]


def offer(snapshot: Path) -> Offer:
    """The choices that a published snapshot gives."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        months = connection.execute(
            "select strftime(month, '%Y-%m') as name from (select distinct month from activity) order by name"
        ).fetchall()
        partnerships = connection.execute("select acronym from partnerships order by register_order").fetchall()
    return Offer(tuple(name for (name,) in months), tuple(name for (name,) in partnerships))


def start(page: Page, offered: Offer) -> dict[str, list[str]]:
    """The view from which a page's changes start, as parameters of its URL.

    Without a choice of partnerships or countries their side selects nothing; it is another one for each page, so that
    no page is served the answers to a question that another one asked before.
    """
    at = PAGES.index(page)
    sides = {"partnership_side": [SIDES[at % 3]], "country_side": [SIDES[at // 3]]}
    if page.name == "Budget":
        return sides | {"partnerships": list(offered.partnerships[: len(offered.partnerships) // 2])}
    return sides | {"from_month": [offered.months[1]]}


def changes(page: Page, offered: Offer, number: int) -> list[Choice]:
    """The changes that are timed, each to a view not seen before. The Budget page, which no month narrows, gets one
    partnership more each time, all others begin a month later. Fewer than `number` if the bar offers no more."""
    if page.name == "Budget":
        first = len(offered.partnerships) // 2
        ends = range(first + 1, min(first + number, len(offered.partnerships) - 1) + 1)
        return [Choice("partnerships", offered.partnerships[end - 1], offered.partnerships[:end], True) for end in ends]
    return [Choice("from_month", month, (month,), False) for month in offered.months[2 : 2 + number]]


def fresh_starts(page: Page, offered: Offer, number: int) -> list[dict[str, list[str]]]:
    """Starting views, each not seen before: for the first view of a page without answers in the cache."""
    both = {"modes": ["physical", "virtual"]}
    if page.name == "Budget":
        return [both | {"partnerships": [*offered.partnerships[at:]]} for at in range(1, min(number, 6) + 1)]
    return [start(page, offered) | both | {"from_month": [month]} for month in offered.months[1 : 1 + number]]


def query(parameters: dict[str, list[str]]) -> str:
    """The parameters as the query part of a URL, a parameter repeated for each of its values."""
    return urlencode(parameters, doseq=True, quote_via=quote)
