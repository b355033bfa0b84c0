"""The address of a view: from its query to filters and options, with the defaults of the widgets, and back.

A query comes from outside: what no list knows falls back to the default, exactly as the widgets take it. Of a repeated
parameter a list to choose from takes the last value, buttons in a row the first, a choice of several all it knows.

The widgets write what they show, in the language of their reader. So an address is read in any language, and what we write
is in English.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, urlencode

from languages import meant
from queries.filters import CATEGORIES, MODES, SIDES, STATUS_GROUPS, Filters, Focus, Side
from scenes import focus, names

T = TypeVar("T", bound=str)

# Values of each parameter in the order of the address.
Query = Mapping[str, Sequence[str]]
Parameters = dict[str, str | list[str]]
# Parameters with the labels, in English, of what they offer to choose from; no labels where a value is in no fixed list.
Options = Mapping[str, Sequence[str]]
# More than any view of ours has; the rest of a longer query is not read.
MOST_CHARACTERS = 20_000

# Names the snapshot that a link shows; without it a link shows the current one.
SNAPSHOT_KEY = "snapshot"
FILTER_KEYS = (
    "partnerships",
    "partnership_side",
    "countries",
    "country_side",
    "ecosystems",
    "categories",
    "modes",
    "status_groups",
    "from_month",
    "to_month",
    "focus",
    "focus_side",
)
FILTER_OPTIONS: Options = {
    "partnership_side": SIDES,
    "country_side": SIDES,
    "focus_side": SIDES,
    "categories": CATEGORIES,
    "modes": MODES,
    "status_groups": STATUS_GROUPS,
}


def read(query: str) -> dict[str, tuple[str, ...]]:
    """The parameters of a query string; empty values stay out."""
    found = parse_qs(query.removeprefix("?")[:MOST_CHARACTERS])
    return {key: tuple(values) for key, values in found.items()}


def last(query: Query, key: str) -> str:
    """The last value of a parameter; "" without one."""
    values = query.get(key) or [""]
    return values[-1]


def one_of(query: Query, key: str, options: Mapping[str, T], default: T) -> T:
    """A list to choose one from, or tabs: `options` by their labels in the address."""
    return options.get(meant(last(query, key), options), default)


def button_of(query: Query, key: str, options: Mapping[str, T], default: T) -> T:
    """Buttons in a row, one of which is pressed."""
    values = query.get(key) or [""]
    return options.get(meant(values[0], options), default)


def many_of(query: Query, key: str, options: Mapping[str, T], most: int | None = None) -> tuple[T, ...]:
    """A choice of several, in the order of the address."""
    labels = (meant(value, options) for value in query.get(key, ()))
    known = dict.fromkeys(options[label] for label in labels if label in options)
    return tuple(known)[:most]


def number_of(query: Query, key: str, least: int, most: int, default: int) -> int:
    """A slider of whole numbers."""
    values = query.get(key) or ()
    if len(values) != 1:
        return default
    try:
        number = float(values[0])
    except ValueError:
        return default
    return int(number) if least <= number <= most else default


def flag_of(query: Query, key: str, default: bool) -> bool:
    """A switch."""
    return {"true": True, "false": False}.get(last(query, key).lower(), default)


def same(values: Sequence[T]) -> dict[str, T]:
    """Options that the address calls by their own value."""
    return {str(value): value for value in values}


def filters_of(query: Query, snapshot_id: str) -> Filters:
    """The filters that the bar would show at this query."""
    name_of = names.in_addresses(snapshot_id)
    query = {**query, "countries": [names.known_as(value, snapshot_id) for value in query.get("countries", ())]}
    months = names.months(snapshot_id)
    return Filters(
        snapshot_id=snapshot_id,
        partnerships=_listed(query, "partnerships", names.partnerships(snapshot_id), name_of),
        partnership_side=_side(query, "partnership_side"),
        countries=_listed(query, "countries", names.countries(snapshot_id), name_of),
        country_side=_side(query, "country_side"),
        ecosystems=_listed(query, "ecosystems", names.ecosystems(snapshot_id)),
        categories=_listed(query, "categories", CATEGORIES),
        modes=_listed(query, "modes", MODES),
        status_groups=_listed(query, "status_groups", STATUS_GROUPS),
        from_month=one_of(query, "from_month", same(months), ""),
        to_month=one_of(query, "to_month", same(months), ""),
        focus=_focus(query, snapshot_id),
        is_pinned=last(query, SNAPSHOT_KEY) == snapshot_id,
    )


def _listed(
    query: Query, key: str, options: Sequence[str], name_of: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Chosen values in the order of the list, as the bar gives them."""
    chosen = many_of(query, key, {(name_of or {}).get(option, option): option for option in options})
    return tuple(option for option in options if option in chosen)


def _side(query: Query, key: str) -> Side:
    return one_of(query, key, same(SIDES), "either")


def _focus(query: Query, snapshot_id: str) -> Focus | None:
    picked = last(query, "focus")
    return focus.of_address(picked, _side(query, "focus_side"), snapshot_id) if picked else None


def parameters_of(filters: Filters) -> Parameters:
    """The filters as parameters of any page's address: what the bar and the focus box read back as the same filters."""
    name_of = names.in_addresses(filters.snapshot_id)
    found: Parameters = {
        SNAPSHOT_KEY: filters.snapshot_id if filters.is_pinned else "",
        "partnerships": [name_of.get(one, one) for one in filters.partnerships],
        "partnership_side": filters.partnership_side,
        "countries": [name_of.get(one, one) for one in filters.countries],
        "country_side": filters.country_side,
        "ecosystems": list(filters.ecosystems),
        "categories": list(filters.categories),
        "modes": list(filters.modes),
        "status_groups": list(filters.status_groups),
        "from_month": filters.from_month,
        "to_month": filters.to_month,
    }
    if filters.focus:
        label_of = focus.in_addresses(filters.snapshot_id)
        ends = [label_of.get((filters.focus.level, node), node) for node in filters.focus.nodes]
        found["focus"] = focus.ARROW.join(ends)
        found["focus_side"] = filters.focus.side
    # Defaults are left out, as the bar leaves them out.
    return {key: value for key, value in found.items() if value and value != "either"}


def query_string(parameters: Mapping[str, str | Sequence[str]]) -> str:
    """Parameters as a query. Whatever the names in them hold is percent-encoded."""
    return urlencode(parameters, doseq=True, quote_via=_quoted)


def _quoted(text: Any, safe: Any = "", encoding: Any = None, errors: Any = None) -> str:
    return quote(text, safe="", encoding=encoding, errors=errors)
