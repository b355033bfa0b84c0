"""Parts of the page "About the data"."""

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import Measure
from data.warehouse import Snapshot
from ui import downloads, profile_links, table
from ui.text import plain
from ui.view import current

LIMITS = (
    "There is no public record of single exchanges. The sample sets synthetic organisations, exchanges and money on the "
    "real register.",
    "No partnership's lump-sum allocation is published. Allocations are those of the delivered transactions.",
    "The ceiling per host country is published for France and Portugal; the others are assumed from the rates of Erasmus "
    "for Young Entrepreneurs.",
    "Targets are published for four partnerships; for the others the default of the rule table is assumed.",
    "Two partnerships and 18 clusters of the published totals could not be named from public sources. They stand as "
    "placeholders.",
    "Clusters whose city is unknown are drawn near the middle of their country and marked approximate.",
    "A period is whole months. An exchange belongs to the month in which its stay starts; until one is planned, to the "
    "month of its match.",
    "An exchange counts once, for its visiting partnership. Its ecosystems are those of that partnership; one with several "
    "counts in each.",
    "No personal data are held: organisations, not people.",
)

IDS = ("partnership_id", "cluster_id", "country_code")


def snapshot(snapshot: Snapshot) -> None:
    """What the snapshot is, in two lines."""
    st.markdown(f"##### {plain(snapshot.title)}")
    st.markdown(
        f"Snapshot **{plain(snapshot.snapshot_id)}**, built {snapshot.built_at:%Y-%m-%d %H:%M} UTC, data as of "
        f"{words.day(snapshot.as_of_date)}, rule version {plain(snapshot.rule_version)}. "
        + (
            "**This is sample data**: the register is real, the exchanges, organisations and amounts are synthetic."
            if snapshot.is_sample
            else ""
        )
    )


def _table(
    name: str, title: str, frame: pd.DataFrame, snapshot: Snapshot, height: int | Literal["auto", "content"] = 360
) -> None:
    st.markdown(f"###### {title}")
    # Ids stay in sight: a delivery names partnerships and clusters by them.
    ids = table.column_config(frame[[column for column in frame if column in IDS]])
    profile_links.table(frame, current().filters, name, title, height=height, config=ids)
    downloads.buttons(name, title, snapshot, lambda: [frame])


def sources(frame: pd.DataFrame, snapshot: Snapshot) -> None:
    """The files that the build read."""
    _table("sources", "Files of this snapshot", frame, snapshot, height="content")


def register(partnerships: pd.DataFrame, clusters: pd.DataFrame, countries: pd.DataFrame, snapshot: Snapshot) -> None:
    """The register, each row with its basis and its sources."""
    for noun, frame in (("partnership", partnerships), ("cluster", clusters)):
        counts = frame["basis"].value_counts()
        parts = words.listing([f"{words.count(number)} {basis}" for basis, number in counts.items()], most=5)
        _table(f"register_{noun}s", f"{words.plural(len(frame), noun)}: {parts}", frame, snapshot)
    _table(
        "register_countries", f"{words.plural(len(countries), 'country', 'countries')} of COSME", countries, snapshot
    )


def measures(definitions: Mapping[str, Measure]) -> None:
    """Every measure with its unit and definition."""
    rows = [
        {"measure": measure.label, "unit": measure.kind, "definition": measure.definition, "field": name}
        for name, measure in definitions.items()
        if measure.definition
    ]
    st.dataframe(
        pd.DataFrame(rows),
        key="measures",
        hide_index=True,
        height=560,
        placeholder=table.EMPTY,
        alt="Definitions of all measures",
        row_height=40,
    )


def rules(rule_table: pd.DataFrame, ceilings: pd.DataFrame, snapshot: Snapshot) -> None:
    """The rules of the scheme and the ceilings, published and assumed told apart."""
    _table("rules", "Rules of the scheme", rule_table, snapshot, height="content")
    counts = ceilings["basis"].value_counts()
    parts = words.listing([f"{words.count(number)} {basis}" for basis, number in counts.items()], most=5)
    _table("lump_sum_ceilings", f"Lump-sum ceilings per host country: {parts}", ceilings, snapshot)


def settings(found: pd.DataFrame, snapshot: Snapshot) -> None:
    """The thresholds of the alerts and the assumptions of the forecast."""
    _table("settings", "Settings of the forecast and the alerts", found, snapshot, height="content")


def limits(missing: pd.DataFrame, snapshot: Snapshot) -> None:
    """What the data cannot say, and what is missing in them."""
    st.markdown("\n".join(f"- {line}" for line in LIMITS))
    _table("missing_values", "Missing values in the exchanges of this snapshot", missing, snapshot, height="content")
