"""The language of the reader: what the address says, else what the browser prefers, else English.

Widgets write into the address what they show. `settle` puts what an address of another language says into the reader's
language before the widgets read it, so that a link opens the same view whoever opens it.
"""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import languages
from languages import LANGUAGES
from languages import gettext as _
from languages.formats import locale_of
from languages.spoken import ENGLISH
from queries.ledger import cells
from scenes import link, names
from scenes.focus import of_address
from scenes.pages import PAGES
from ui import focus, tabs
from ui.changes import REASONS
from ui.scenarios import ALL_COUNTRIES, NOBODY

KEY = "lang"
# Parameters whose values are names of countries; and those with a fixed list, of any page.
COUNTRY_KEYS = ("countries", "country", "stay_country", "ceiling_country", "extra_in")
OPTIONS: link.Options = {
    **link.FILTER_OPTIONS,
    **{key: labels for page in PAGES.values() for key, labels in page.options.items()},
    "changes": tabs.CHANGES,
    "change_reason": tuple(REASONS),
    "intake": tabs.DATA_IN,
    "ceiling_country": (ALL_COUNTRIES,),
    "transfer_from": (NOBODY,),
    "transfer_to": (NOBODY,),
}
_NAMED, _SPOKEN, _BOX = "language_named", "language_spoken", "language_box"

# Tells screen readers and hyphenation the language of the page, which Streamlit serves as English.
_PAGE = st.components.v2.component(
    "page_language", html="", js=(Path(__file__).parent / "language.js").read_text(encoding="utf-8")
)


def settle() -> None:
    """Called by app.py before anything is shown: from here on texts are in the reader's language."""
    language = _named() or _preferred()
    st.session_state[_SPOKEN] = language
    languages.speak(language)


def read_address(snapshot_id: str) -> None:
    """Called before the widgets: they find the values of the address in the words that they show now."""
    context = get_script_run_ctx()
    if context is None:
        return
    held = {key: st.query_params.get_all(key) for key in st.query_params}
    shown = {key: [_in_language(key, value, snapshot_id) for value in values] for key, values in held.items()}
    # Streamlit has no public way to change the address that widgets read without sending it to the browser.
    with context.session_state.query_params() as parameters:
        parameters.set_initial_query_params(urlencode(shown, doseq=True))


def _in_language(key: str, value: str, snapshot_id: str) -> str:
    """A value of the address as the widget of the parameter shows it to this reader."""
    if key == "focus":
        found = of_address(value, "either", snapshot_id)
        return focus.label(found, snapshot_id) if found else value
    if key == "ledger_cell":
        return cells.as_shown(value)
    if key in COUNTRY_KEYS:
        english = names.known_as(value, snapshot_id)
        codes = [code for code, name in names.in_addresses(snapshot_id).items() if name == english]
        if codes:
            return names.names(snapshot_id)[codes[0]]
    labels = names.ecosystems(snapshot_id) if key == "ecosystems" else OPTIONS.get(key, ())
    label = languages.meant(value, labels)
    return _(label) if label else value


def _named() -> str:
    """The language that the address names, kept by the session, since the menu drops what belongs to no widget."""
    named = st.query_params.get(KEY, "").lower()
    if named in LANGUAGES:
        st.session_state[_NAMED] = named
    elif _NAMED in st.session_state:
        st.query_params[KEY] = st.session_state[_NAMED]
    return str(st.session_state.get(_NAMED, ""))


def _preferred() -> str:
    preferred = (st.context.locale or ENGLISH).split("-")[0].lower()
    return preferred if preferred in LANGUAGES else ENGLISH


def current() -> str:
    """The language of this session, for fragments and callbacks, which run without app.py."""
    return str(st.session_state.get(_SPOKEN, ENGLISH)) if get_script_run_ctx(suppress_warning=True) else ENGLISH


languages.ask_with(current)


def box() -> None:
    """Draw the box that chooses the language; each goes by its own name."""
    st.session_state[_BOX] = current()
    st.selectbox(
        _("Language"),
        LANGUAGES,
        key=_BOX,
        format_func=lambda code: str(locale_of(code).get_language_name(code)).capitalize(),
        label_visibility="collapsed",
        on_change=_choose,
    )


def _choose() -> None:
    """What widgets hold survives: chosen anew by code, since the browser still calls it by its former name."""
    language = st.session_state[_BOX]
    for key in st.query_params:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    st.session_state[_NAMED] = language
    st.query_params[KEY] = language


def mark_page() -> None:
    """Put the language on the page itself."""
    _PAGE(key="page_language", data={"language": languages.current()})
