"""Fields of the Changes page."""

from charts.measures.measure import Measure
from languages import N_

CHANGES: dict[str, Measure] = {
    "change": Measure(
        N_("Change"),
        "text",
        N_(
            "Entered: not there before; entered cancelled: already cancelled by then. "
            "Advanced and moved back: along matched, agreed, ongoing, completed, reported, "
            "validated, paid. Removed: no longer delivered."
        ),
    ),
    "before": Measure(N_("Before"), "text", N_("On the earlier side.")),
    "after": Measure(N_("After"), "text", N_("On the later side.")),
    "restated": Measure(
        N_("Restated"),
        "count",
        N_(
            "What the later side says otherwise of the day of the earlier side: corrections, and what was reported late."
        ),
    ),
    "new_activity": Measure(N_("New activity"), "count", N_("What happened after the day of the earlier side.")),
    "change_exchanges": Measure(
        N_("Change"), "count", N_("Exchanges after minus before; cancelled ones are left out.")
    ),
    "visiting_change": Measure(
        N_("Change, visiting"), "count", N_("Change of the exchanges in which it is the visiting side.")
    ),
    "hosting_change": Measure(
        N_("Change, hosting"), "count", N_("Change of the exchanges in which it is the host side.")
    ),
    "reason": Measure(
        N_("Reason"),
        "text",
        N_(
            "New activity: dated after the day of the earlier side, or a plan that was still open. Restatement: the past is "
            "told otherwise. Both: some of each, as an exchange that advanced and whose granted lump sum is another."
        ),
    ),
    "state": Measure(N_("State"), "text"),
    "snapshot_id": Measure(
        N_("Snapshot"), "text", N_("Its id: time of the build (UTC) and six digits of its sources.")
    ),
    "published_by": Measure(N_("Published by"), "text"),
    "note": Measure(N_("Note"), "text"),
    "as_of_date": Measure(N_("As of"), "date", N_("Day on which the data are true.")),
    "row_changes": Measure(
        N_("Rows against the one before"),
        "text",
        N_("Rows of all delivered tables that were added, changed or removed."),
    ),
    "added": Measure(N_("Added"), "count"),
    "changed": Measure(N_("Changed"), "count"),
    "removed": Measure(N_("Removed"), "count"),
    "is_origin": Measure(
        N_("Named by rows"),
        "text",
        N_("Not read by the build itself: rows of the file that it read name this one as where they came from."),
    ),
    "record": Measure(N_("Record"), "text"),
    "origin_file": Measure(N_("File"), "text", N_("File or sheet from which the row came.")),
    "origin_row": Measure(N_("Row"), "count", N_("Number of the row in its file; the header is row 1.")),
    "field": Measure(N_("Field"), "text"),
    "status_before": Measure(N_("Status before"), "text"),
    "status_after": Measure(N_("Status after"), "text"),
    "lump_sum_before_eur": Measure(N_("Lump sum before"), "eur"),
    "lump_sum_after_eur": Measure(N_("Lump sum after"), "eur"),
}
