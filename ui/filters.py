"""The filter bar: one row on every page whose state is the URL. Widget key = URL parameter = field of `Filters`."""

from collections.abc import Callable, Iterable

import streamlit as st

from languages import N_
from languages import gettext as _
from queries.filters import CATEGORIES, MODES, SIDES, STATUS_GROUPS, Filters, Side
from scenes.link import FILTER_KEYS as KEYS
from scenes.names import countries, ecosystems, months, names, partnerships
from ui import focus, language, pinned

SINGLE = ("from_month", "to_month", "focus")


def bar(snapshot_id: str) -> Filters:
    """Draw the bar and return what it selects. Values that the URL carries and no list knows fall back to the default.

    The widgets stand in the sidebar in the open: inside a closed popover Streamlit would forget their part of the URL
    when the reader changes the page.
    """
    name_of = names(snapshot_id)
    known_months = months(snapshot_id)
    with st.sidebar.container(key="filter_bar", gap="xsmall"):
        picked_out = focus.box(snapshot_id)
        chosen_partnerships, partnership_side = _sided(
            "partnerships",
            "partnership_side",
            _("Partnerships"),
            partnerships(snapshot_id),
            name_of,
            _("All partnerships"),
            _("Side of partnerships"),
        )
        chosen_countries, country_side = _sided(
            "countries",
            "country_side",
            _("Countries"),
            countries(snapshot_id),
            name_of,
            _("All countries"),
            _("Side of countries"),
        )
        of_ecosystems = _choice(
            "ecosystems", _("Ecosystems"), ecosystems(snapshot_id), _("All ecosystems"), help_text=_(ECOSYSTEM_HELP)
        )
        categories = _choice("categories", _("Categories of visitors"), CATEGORIES, _("All categories of visitors"))
        modes = _choice("modes", _("Modes"), MODES, _("All modes"))
        status_groups = _choice(
            "status_groups", _("Statuses"), STATUS_GROUPS, _("All statuses"), help_text=_(CANCELLED_HELP)
        )
        first, last = st.columns(2, gap="xsmall")
        with first:
            from_month = _month("from_month", _("From"), _("From month"), known_months)
        with last:
            to_month = _month("to_month", _("To"), _("To month"), known_months)
        if from_month and to_month and from_month > to_month:
            taken = _("Taken in order: {first} to {last}.", first=to_month, last=from_month)
            st.caption(f":material/swap_horiz: {taken}")
        reset_column, language_column = st.columns([4, 3], gap="xsmall")
        with reset_column:
            st.button(_("Reset filters"), key="reset", icon=":material/restart_alt:", on_click=reset, width="stretch")
        with language_column:
            language.box()
    return Filters(
        snapshot_id=snapshot_id,
        partnerships=chosen_partnerships,
        partnership_side=partnership_side,
        countries=chosen_countries,
        country_side=country_side,
        ecosystems=of_ecosystems,
        categories=categories,
        modes=modes,
        status_groups=status_groups,
        from_month=from_month,
        to_month=to_month,
        focus=picked_out,
        is_pinned=pinned.snapshot_id() == snapshot_id,
    )


ECOSYSTEM_HELP = N_("Industrial ecosystems of the visiting partnership, for which an exchange counts.")
CANCELLED_HELP = N_("Without a choice: took place, ongoing and upcoming. Cancelled exchanges show only when chosen.")
SIDE_HELP = N_(
    "visiting: as visiting partnership (VOP) or country; host: as host partnership (HOP) or country; either: as one."
)


def reset() -> None:
    """Put every filter back to its default."""
    for key in KEYS:
        if key in st.session_state:
            st.session_state[key] = "either" if key.endswith("_side") else None if key in SINGLE else []


def choose(snapshot_id: str, level: str, node: str, side: str) -> bool:
    """From a callback: choose one partnership or country on a side, as the bar would. False for another level or id."""
    keys = {"partnership": ("partnerships", "partnership_side"), "country": ("countries", "country_side")}
    if level not in keys or node not in names(snapshot_id) or side not in SIDES:
        return False
    key, side_key = keys[level]
    st.session_state[key] = [node]
    st.session_state[side_key] = side
    return True


def _sided(
    key: str,
    side_key: str,
    label: str,
    options: list[str],
    name_of: dict[str, str],
    placeholder: str,
    side_label: str,
) -> tuple[tuple[str, ...], Side]:
    choice, side = st.columns([5, 3], gap="xsmall")
    with choice:
        chosen = _choice(key, label, options, placeholder, name_of)
    with side:
        on_side = st.selectbox(
            side_label,
            SIDES,
            key=side_key,
            format_func=_,
            label_visibility="collapsed",
            help=_(SIDE_HELP),
            bind="query-params",
        )
    return chosen, next((known for known in SIDES if known == on_side), "either")


def _choice(
    key: str,
    label: str,
    options: Iterable[str],
    placeholder: str,
    name_of: dict[str, str] | None = None,
    help_text: str | None = None,
) -> tuple[str, ...]:
    options = list(options)
    shown: Callable[[str], str] = _ if name_of is None else lambda value: name_of.get(value, value)
    chosen = st.multiselect(
        label,
        options,
        key=key,
        format_func=shown,
        help=help_text,
        placeholder=placeholder,
        label_visibility="collapsed",
        bind="query-params",
    )
    return tuple(value for value in options if value in chosen)


def _month(key: str, placeholder: str, label: str, months: list[str]) -> str:
    value = st.selectbox(
        label,
        months,
        index=None,
        key=key,
        placeholder=placeholder,
        label_visibility="collapsed",
        bind="query-params",
    )
    return value if value in months else ""
