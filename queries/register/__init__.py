"""Questions about the register and the snapshot itself; no filter narrows them."""

from pathlib import Path

import pandas as pd

from queries.filters import Level
from queries.question import ask

HERE = Path(__file__).parent


def partnerships(snapshot_id: str) -> pd.DataFrame:
    """One row per partnership in register order, as delivered, with exchange_target and its basis."""
    return ask(HERE / "partnerships.sql", snapshot_id)


def clusters(snapshot_id: str) -> pd.DataFrame:
    """One row per cluster in register order, with its partnership's acronym and its country's name."""
    return ask(HERE / "clusters.sql", snapshot_id)


def countries(snapshot_id: str) -> pd.DataFrame:
    """One row per COSME country by name, with the number of clusters in it."""
    return ask(HERE / "countries.sql", snapshot_id)


def nodes(snapshot_id: str, level: Level) -> pd.DataFrame:
    """id, name, short_name per country, partnership or cluster, in the fixed order of charts."""
    return ask(HERE / "nodes.sql", snapshot_id, level=level)


def names(snapshot_id: str) -> pd.DataFrame:
    """level, id and short_name of every country, partnership and cluster, each level in the fixed order of charts."""
    return ask(HERE / "names.sql", snapshot_id)


def totals(snapshot_id: str) -> pd.DataFrame:
    """One row: partnerships, clusters and countries with a cluster in the register, exchanges with cancelled, their target."""
    return ask(HERE / "totals.sql", snapshot_id)


def months(snapshot_id: str) -> pd.DataFrame:
    """One row: first_month and last_month with an exchange; NULL in an empty snapshot."""
    return ask(HERE / "months.sql", snapshot_id)


def rules(snapshot_id: str) -> pd.DataFrame:
    """One row per rule and validity, as delivered."""
    return ask(HERE / "rules.sql", snapshot_id)


def lump_sum_ceilings(snapshot_id: str) -> pd.DataFrame:
    """One row per host country and validity, with the country's name."""
    return ask(HERE / "lump_sum_ceilings.sql", snapshot_id)


def sources(snapshot_id: str) -> pd.DataFrame:
    """One row per file or sheet that the build read: name, file_name, sha256, bytes, rows."""
    return ask(HERE / "sources.sql", snapshot_id)


def missing_values(snapshot_id: str) -> pd.DataFrame:
    """One row per kind of missing value in the exchanges: what is missing, in how many, of how many."""
    return ask(HERE / "missing_values.sql", snapshot_id)
