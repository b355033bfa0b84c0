"""Parts of the page "About the data"."""

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import Measure
from data.warehouse import Snapshot
from languages import N_, ngettext
from languages import gettext as _
from ui import downloads, profile_links, table
from ui.text import capital, plain
from ui.view import current

LIMITS = (
    N_(
        "There is no public record of single exchanges. The sample sets synthetic organisations, exchanges and money on the "
        "real register."
    ),
    N_("No partnership's lump-sum allocation is published. Allocations are those of the delivered transactions."),
    N_(
        "The ceiling per host country is published for France and Portugal; the others are assumed from the rates of Erasmus "
        "for Young Entrepreneurs."
    ),
    N_("Targets are published for four partnerships; for the others the default of the rule table is assumed."),
    N_(
        "Two partnerships and 18 clusters of the published totals could not be named from public sources. They stand as "
        "placeholders."
    ),
    N_("Clusters whose city is unknown are drawn near the middle of their country and marked approximate."),
    N_(
        "A period is whole months. An exchange belongs to the month in which its stay starts; until one is planned, to the "
        "month of its match."
    ),
    N_(
        "An exchange counts once, for its visiting partnership. Its ecosystems are those of that partnership; one with several "
        "counts in each."
    ),
    N_("No personal data are held: organisations, not people."),
)
UNITS = (
    *(N_("text"), N_("count"), N_("eur"), N_("km"), N_("days")),
    *(N_("share"), N_("date"), N_("month"), N_("score")),
)
HEADS = (N_("measure"), N_("unit"), N_("definition"), N_("field"))

IDS = ("partnership_id", "cluster_id", "country_code")


def snapshot(snapshot: Snapshot) -> None:
    """What the snapshot is, in two lines."""
    st.markdown(f"##### {plain(_(snapshot.title))}")
    told = _(
        "Snapshot **{snapshot}**, built {built} UTC, data as of {day}, rule version {version}.",
        snapshot=plain(snapshot.snapshot_id),
        built=f"{snapshot.built_at:%Y-%m-%d %H:%M}",
        day=words.day(snapshot.as_of_date),
        version=plain(snapshot.rule_version),
    )
    sample = _("**This is sample data**: the register is real, the exchanges, organisations and amounts are synthetic.")
    st.markdown(f"{told} {sample if snapshot.is_sample else ''}")


def _table(
    name: str,
    title: str,
    frame: pd.DataFrame,
    snapshot: Snapshot,
    height: int | Literal["auto", "content"] = 360,
    shown: pd.DataFrame | None = None,
) -> None:
    """The frame under its title, with its downloads; `shown` is what to show of it, if that differs."""
    st.markdown(f"###### {title}")
    # Ids stay in sight: a delivery names partnerships and clusters by them.
    ids = table.column_config(frame[[column for column in frame if column in IDS]])
    profile_links.table(frame if shown is None else shown, current().filters, name, title, height=height, config=ids)
    downloads.buttons(name, title, snapshot, lambda: [frame])


def sources(frame: pd.DataFrame, snapshot: Snapshot) -> None:
    """The files that the build read."""
    _table("sources", _("Files of this snapshot"), frame, snapshot, height="content")


def register(partnerships: pd.DataFrame, clusters: pd.DataFrame, countries: pd.DataFrame, snapshot: Snapshot) -> None:
    """The register, each row with its basis and its sources."""
    of_basis = _by_basis(partnerships)
    title = ngettext(
        "{number} partnership: {parts}", "{number} partnerships: {parts}", len(partnerships), parts=of_basis
    )
    _table("register_partnerships", title, partnerships, snapshot)
    of_basis = _by_basis(clusters)
    title = ngettext("{number} cluster: {parts}", "{number} clusters: {parts}", len(clusters), parts=of_basis)
    _table("register_clusters", title, clusters, snapshot)
    title = ngettext("{number} country of COSME", "{number} countries of COSME", len(countries))
    _table("register_countries", title, countries, snapshot)


def _by_basis(frame: pd.DataFrame) -> str:
    """How many rows have which basis."""
    return words.listing(
        [_of_basis(str(basis), int(number)) for basis, number in frame["basis"].value_counts().items()], 5
    )


def _of_basis(basis: str, number: int) -> str:
    match basis:
        case "published":
            return ngettext("{number} published", "{number} published", number)
        case "assumed":
            return ngettext("{number} assumed", "{number} assumed", number)
        case "placeholder":
            return ngettext("{number} placeholder", "{number} placeholder", number)
    return f"{words.count(number)} {basis}"


def measures(definitions: Mapping[str, Measure]) -> None:
    """Every measure with its unit and definition."""
    rows = [
        {"measure": measure.label, "unit": _(measure.kind), "definition": measure.definition, "field": name}
        for name, measure in definitions.items()
        if measure.definition
    ]
    st.dataframe(
        pd.DataFrame(rows),
        key="measures",
        hide_index=True,
        column_config={head: st.column_config.Column(capital(_(head))) for head in HEADS},
        height=560,
        placeholder=table.EMPTY,
        alt=_("Definitions of all measures"),
        row_height=40,
    )


def rules(rule_table: pd.DataFrame, ceilings: pd.DataFrame, snapshot: Snapshot) -> None:
    """The rules of the scheme and the ceilings, published and assumed told apart."""
    _table("rules", _("Rules of the scheme"), rule_table, snapshot, height="content")
    title = _("Lump-sum ceilings per host country: {parts}", parts=_by_basis(ceilings))
    _table("lump_sum_ceilings", title, ceilings, snapshot)


def settings(found: pd.DataFrame, snapshot: Snapshot) -> None:
    """The thresholds of the alerts and the assumptions of the forecast."""
    _table("settings", _("Settings of the forecast and the alerts"), found, snapshot, height="content")


def limits(missing: pd.DataFrame, snapshot: Snapshot) -> None:
    """What the data cannot say, and what is missing in them."""
    st.markdown("\n".join(f"- {_(line)}" for line in LIMITS))
    title = _("Missing values in the exchanges of this snapshot")
    shown = missing.assign(what=[_(str(what)) for what in missing["what"]])
    _table("missing_values", title, missing, snapshot, height="content", shown=shown)
