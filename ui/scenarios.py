"""Scenarios: the changes to try, kept in the URL, and what would remain, marked so that nobody takes it for data."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
import streamlit as st

from charts import outlook as draw
from charts import words
from charts.clauses import clauses
from languages import N_, ngettext, pgettext
from languages import gettext as _
from queries import outlook, register
from ui import downloads, figure, tiles
from ui import profile_links as links
from ui.numbers import whole_number
from ui.text import capital, plain
from ui.tiles import Tile
from ui.view import View

ALL_COUNTRIES = N_("all host countries")
NOBODY = N_("no transfer")
# Far beyond any proposal; they bound what a link can ask for.
MOST_PCT, MOST_COUNTRIES, MOST_EXTRA, MOST_EUR = 300, 6, 500, 1_000_000
MEANING = N_(
    "**Changed ceilings** apply to what is open: commitments not yet validated, what is expected, and extra exchanges; no lump "
    "sum grows beyond the scheme's maximum. What is validated or paid is closed and never changes.\n\n"
    "**Share of short stays** (those granted half the ceiling) applies to stays that have not begun: agreed ones at the "
    "ceilings of their host countries, expected ones and extra ones. Without a choice it is as it has been in the year before.\n\n"
    "**Expected to the end** is what the forecast expects to be promised, in the middle case. Left out, the scenario "
    "changes the ledger of today alone.\n\n"
    "Nothing is written: the scenario lives in the link."
)


def show(view: View) -> None:
    """Inputs on the left; badge, tiles, waterfall and table on the right."""
    left, right = st.columns([3, 8], gap="large")
    with left:
        tried = _inputs(view)
    day = view.snapshot.as_of_date
    answer = outlook.scenario(view.filters, day, tried)
    with right:
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="scenario_mark"):
            st.badge(_(draw.MARK), icon=":material/science:", color="violet")
            st.markdown(plain(scenario_words(tried, _countries(view), _partnerships(view))), width="content")
        if answer.empty:
            st.info(
                _("No partnership matches this view. Remove a filter in the bar on the left."),
                icon=":material/filter_alt_off:",
            )
            return
        total = answer.iloc[-1]
        change = total["after_eur"] - total["before_eur"]
        lacking = int((answer.iloc[:-1]["after_eur"] < 0).sum())
        before, after = (words.eur(total[f"{when}_eur"], cents=True) for when in ("before", "after"))
        tiles.row(
            [
                Tile(_("Remaining now"), before, "before_eur", _("by the ledger")),
                Tile(_("Change"), words.eur(change, cents=True), "after_eur", _("all effects together")),
                Tile(_("Remaining then"), after, "after_eur", _(draw.MARK)),
                Tile(
                    _("Lack money"),
                    words.count(lacking),
                    "after_eur",
                    ngettext("of {number} partnership", "of {number} partnerships", len(answer) - 1),
                ),
            ]
        )
        figure.show(draw.waterfall(answer, palette=view.palette, height=330), view.snapshot)
    _table(view, answer)


def _table(view: View, answer: pd.DataFrame) -> None:
    title = _("Effects per partnership, to the cent")
    with st.container(horizontal=True, vertical_alignment="center", key="scenario_head"):
        st.markdown(f"##### {downloads.under_mark(draw.MARK, title)}", width="stretch")
        frame = answer.drop(columns="partnership_id")
        downloads.buttons("effects", title, view.snapshot, lambda: [frame], mark=draw.MARK)
    links.table(
        answer.iloc[:-1], view.filters, "scenario_table", downloads.under_mark(draw.MARK, title), height="content"
    )


def _countries(view: View) -> dict[str, str]:
    found = outlook.ceilings(view.filters.snapshot_id, view.snapshot.as_of_date)
    return dict(zip(found["country_code"], found["country_name"], strict=True))


def _partnerships(view: View) -> dict[str, str]:
    ids = register.partnerships(view.filters.snapshot_id)["partnership_id"]
    return {one: view.names.get(one, one) for one in ids}


def _inputs(view: View) -> outlook.Scenario:
    countries, partnerships = _countries(view), _partnerships(view)
    chosen = outlook.forecast(view.filters, view.snapshot.as_of_date)["partnership_id"]
    payers = [one for one in partnerships if one in set(chosen)]
    ceiling, where = st.columns([2, 3], gap="small")
    with ceiling:
        pct = whole_number(_("Ceilings, %"), 0, MOST_PCT, "ceiling_pct", 100, step=5)
    with where:
        country = _picked(pgettext("ceilings", "in"), [ALL_COUNTRIES, *countries], countries, "ceiling_country")
    half = whole_number(_("Short stays, %"), 0, 100, "half_pct", None, step=5, placeholder=_("as it has been"))
    extra_in = st.multiselect(
        _("Extra exchanges in"),
        list(countries),
        key="extra_in",
        format_func=lambda one: countries.get(one, one),
        max_selections=MOST_COUNTRIES,
        placeholder=_("no host country"),
        bind="query-params",
    )
    known = [one for one in countries if one in extra_in][:MOST_COUNTRIES]
    extra = {
        one: whole_number(
            _("Exchanges in {country}", country=plain(countries[one])), 0, MOST_EXTRA, f"extra_{one}", 5, step=1
        )
        or 0
        for one in known
    }
    extra_for = _picked(_("paid by"), payers, partnerships, "extra_for") if known and payers else ""
    giver, taker = st.columns(2, gap="small")
    with giver:
        source = _picked(_("Transfer from"), [NOBODY, *partnerships], partnerships, "transfer_from")
    with taker:
        target = _picked(pgettext("transfer", "to"), [NOBODY, *partnerships], partnerships, "transfer_to")
    amount = 0
    if NOBODY not in (source, target):
        amount = whole_number(_("Amount, EUR"), 0, MOST_EUR, "transfer_eur", 1_000, step=500) or 0
    expected = st.toggle(_("Count what is expected to the end"), key="with_expected", bind="query-params")
    with st.popover(_("What this applies to"), type="tertiary", icon=":material/menu_book:", key="scenario_meaning"):
        st.markdown(_(MEANING))
    return outlook.Scenario(
        ceiling_pct=100 if pct is None else pct,
        ceiling_country="" if country == ALL_COUNTRIES else country,
        half_pct=half,
        extra=extra,
        extra_for=extra_for,
        transfer_from="" if amount == 0 else source,
        transfer_to="" if amount == 0 else target,
        transfer_eur=Decimal(amount),
        with_expected=bool(expected),
    )


def _picked(label: str, options: list[str], name_of: Mapping[str, str], key: str) -> str:
    """One of the options, the first where the URL names none of them."""
    picked = st.selectbox(
        label, options, key=key, format_func=lambda one: name_of.get(one) or _(one), bind="query-params"
    )
    return picked if picked in options else options[0]


def scenario_words(tried: outlook.Scenario, countries: Mapping[str, str], partnerships: Mapping[str, str]) -> str:
    """What the scenario changes, in one sentence."""
    if not tried.is_changed:
        return _("Nothing is changed yet: this is the ledger of today.")
    parts = []
    if tried.ceiling_pct != 100:
        where = countries.get(tried.ceiling_country, "") or _(ALL_COUNTRIES)
        parts.append(_("ceilings at {share} % in {where}", share=tried.ceiling_pct, where=where))
    if tried.half_pct is not None:
        parts.append(_("{share} % short stays", share=tried.half_pct))
    extra = [
        _("{count} in {country}", count=words.count(number), country=countries.get(one, one))
        for one, number in tried.extra.items()
        if number
    ]
    if extra:
        payer, listed = partnerships.get(tried.extra_for), words.listing(extra, 6)
        parts.append(
            _("extra exchanges for {partnership}: {listed}", partnership=payer, listed=listed)
            if payer
            else _("extra exchanges for nobody: {listed}", listed=listed)
        )
    if tried.transfer_eur and tried.transfer_from != tried.transfer_to:
        giver, taker = (partnerships.get(one, one) for one in (tried.transfer_from, tried.transfer_to))
        amount = words.eur(tried.transfer_eur)
        parts.append(_("{amount} from {giver} to {taker}", amount=amount, giver=giver, taker=taker))
    if tried.with_expected:
        parts.append(_("with what is expected to the end"))
    return f"{capital(clauses(parts) if parts else '')}."
