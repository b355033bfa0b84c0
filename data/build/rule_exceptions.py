"""The exceptions to the rules that a build's own exchanges bring, as the page Budget finds them: warnings of the report."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from data import exception_words
from data.build.problems import Problems, shown
from languages import N_

MOST_LISTED = 100_000
# The kind of a finding by the kind of an exception (data/models/50_exceptions.sql); a kind that is new there stands for itself.
KINDS: Mapping[str, str] = {
    "over ceiling": N_("exception: over ceiling"),
    "should be halved": N_("exception: should be halved"),
    "distance unknown": N_("exception: distance unknown"),
    "working days unknown": N_("exception: working days unknown"),
    "more working days than the calendar holds": N_("exception: more working days than the calendar holds"),
    "stay too short": N_("exception: stay too short"),
    "stay too long": N_("exception: stay too long"),
    "same country": N_("exception: same country"),
    "not a COSME country": N_("exception: not a COSME country"),
    "visiting twice": N_("exception: visiting twice"),
    "paid twice": N_("exception: paid twice"),
    "paid without validation": N_("exception: paid without validation"),
    "paid late": N_("exception: paid late"),
    "virtual but paid": N_("exception: virtual but paid"),
    "dates overlapping": N_("exception: dates overlapping"),
    "outside the partnership's period": N_("exception: outside the partnership's period"),
}
FOUND = """
    select x.origin_file, x.origin_row, e.kind, e.exchange_id, e.facts
    from exceptions as e
    join exchanges as x using (exchange_id)
    join exception_kinds as k using (kind)
    order by k.place, x.origin_file, x.origin_row
"""


def report_exceptions(snapshot: Path, labels: Mapping[str, str] | None, problems: Problems) -> None:
    """Add a warning for each exception of a snapshot's file, at its row.

    labels: how findings name the files that count, by name; None for the exceptions of all files. Raises duckdb.Error for
    what is no snapshot.
    """
    with duckdb.connect(str(snapshot), read_only=True) as con:
        rows = con.execute(FOUND)
        added = 0
        while added < MOST_LISTED and (found := rows.fetchone()):
            file, row, kind, exchange_id, facts = found
            if labels is not None and file not in labels:
                continue
            added += 1
            problems.warning(
                KINDS.get(kind, f"exception: {kind}"),
                shown(file) if labels is None else labels[file],
                exception_words.detail(kind, facts).rstrip("."),
                exception_words.remedy(kind).rstrip("."),
                row=row,
                column="exchange_id",
                value=shown(exchange_id),
            )
