"""One exchange in full: parties, dates, money, rule checks."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import label
from data.warehouse import Snapshot
from languages import N_, ngettext
from languages import gettext as _
from queries import exchanges
from queries.filters import Filters, Level
from ui import profile_links, table
from ui.text import capital, plain

DATES = (
    "matched_date",
    "agreed_date",
    "start_date",
    "end_date",
    "reported_date",
    "validated_date",
    "due_date",
    "paid_date",
    "cancelled_date",
)
MONEY = ("lump_sum_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur")
OUTCOME = {
    "kept": N_(":material/check: kept"),
    "broken": N_(":material/error: broken"),
    "cannot be told": N_(":material/help: cannot be told"),
}


def show(snapshot: Snapshot, exchange_id: str, filters: Filters) -> None:
    """The exchange of that id, or a line that there is none."""
    found = exchanges.exchange(snapshot.snapshot_id, exchange_id)
    if found.empty:
        said = _("There is no exchange {exchange} in this snapshot.", exchange=plain(exchange_id))
        st.warning(said, icon=":material/search_off:")
        return
    one = found.iloc[0]
    with st.container(border=True, key="exchange_sheet"):
        heading = _(
            "{exchange}: {visitor} visits {host}",
            exchange=plain(exchange_id),
            visitor=plain(one["visiting_organisation"]),
            host=plain(one["host_organisation"]),
        )
        st.markdown(f"##### {heading}")
        parties, dates, money = st.columns([5, 3, 3], gap="medium")
        with parties:
            visiting = _(
                "**Visiting**: {organisation} ({category}), {place}. Cluster {cluster}, partnership {partnership}.",
                **_party(one, "visiting", one["category"], filters),
            )
            host = _(
                "**Host**: {organisation} ({category}), {place}. Cluster {cluster}, partnership {partnership}.",
                **_party(one, "host", one["host_category"], filters),
            )
            st.markdown(f"{visiting}\n\n{host}")
            st.markdown(
                _(
                    "{mode}, **{status}** ({phase}). Purpose: {purpose}. Activity: {activity}. {stay}",
                    mode=capital(plain(_(one["mode"]))),
                    status=plain(_(one["status"])),
                    phase=plain(_(one["phase"] or one["status_group"])),
                    purpose=plain(_(one["purpose"])),
                    activity=plain(_(one["activity"])),
                    stay=plain(_stay(one)),
                )
            )
        with dates:
            st.markdown("\n".join(_line(field, words.day(one[field])) for field in DATES if not pd.isna(one[field])))
        with money:
            st.markdown("\n".join(_line(field, words.eur(one[field], cents=True)) for field in MONEY))
        st.markdown(_("**Rules of the scheme**"))
        for rule in exchanges.rule_checks(snapshot.snapshot_id, exchange_id).itertuples():
            st.markdown(
                _(
                    "{outcome} · {rule}. {detail} :gray[Rule {basis}.]",
                    outcome=_(OUTCOME[rule.outcome]),
                    rule=plain(_(rule.rule)),
                    detail=plain(rule.detail),
                    basis=plain(_(rule.basis)),
                )
            )
        moved = exchanges.transactions(snapshot.snapshot_id, exchange_id)
        if not moved.empty:
            st.markdown(_("**Movements of money**"))
            alt = _("Movements of money of {exchange}", exchange=exchange_id)
            table.show(moved, "exchange_transactions", alt, height="content")
        st.markdown(_("**Where it comes from**"))
        origins = exchanges.origins(snapshot.snapshot_id, exchange_id)
        alt = _("Files and rows that tell of {exchange}", exchange=exchange_id)
        table.show(origins, "exchange_origins", alt, height="content")


def _line(field: str, value: str) -> str:
    """A field with its value, as an entry of a list."""
    return "- " + _("{name}: {value}", name=label(field), value=value)


def _party(one: Any, side: str, category: str, filters: Filters) -> dict[str, str]:
    """The parts of the sentence about one party, each safe as Markdown, its places as links to their profiles."""

    def named(level: Level, id_column: str) -> str:
        return f"[{plain(one[f'{side}_{level}'])}]({profile_links.url(level, one[f'{side}_{id_column}'], filters)})"

    city = "" if pd.isna(one[f"{side}_city"]) else f"{plain(one[f'{side}_city'])}, "
    return {
        "organisation": plain(one[f"{side}_organisation"]),
        "category": plain(_(category)),
        "place": f"{city}{named('country', 'country_code')}",
        "cluster": named("cluster", "cluster_id"),
        "partnership": named("partnership", "partnership_id"),
    }


def _stay(one: Any) -> str:
    km = None if pd.isna(one["distance_km"]) else words.count(round(one["distance_km"]))
    if pd.isna(one["working_days"]):
        return _("Distance unknown.") if km is None else _("{km} km apart.", km=km)
    days = int(one["working_days"])
    if km is None:
        return ngettext("{number} working day, distance unknown.", "{number} working days, distance unknown.", days)
    return ngettext("{number} working day, {km} km apart.", "{number} working days, {km} km apart.", days, km=km)
