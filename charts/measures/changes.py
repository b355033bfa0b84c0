"""Fields of the Changes page."""

from charts.measures.measure import Measure

CHANGES: dict[str, Measure] = {
    "change": Measure(
        "Change",
        "text",
        "Entered: not there before; entered cancelled: already cancelled by then. "
        "Advanced and moved back: along matched, agreed, ongoing, completed, reported, "
        "validated, paid. Removed: no longer delivered.",
    ),
    "before": Measure("Before", "text", "On the earlier side."),
    "after": Measure("After", "text", "On the later side."),
    "restated": Measure(
        "Restated",
        "count",
        "What the later side says otherwise of the day of the earlier side: corrections, and what was reported late.",
    ),
    "new_activity": Measure("New activity", "count", "What happened after the day of the earlier side."),
    "change_exchanges": Measure("Change", "count", "Exchanges after minus before; cancelled ones are left out."),
    "visiting_change": Measure(
        "Change, visiting", "count", "Change of the exchanges in which it is the visiting side."
    ),
    "hosting_change": Measure("Change, hosting", "count", "Change of the exchanges in which it is the host side."),
    "reason": Measure(
        "Reason",
        "text",
        "New activity: dated after the day of the earlier side, or a plan that was still open. Restatement: the past is "
        "told otherwise. Both: some of each, as an exchange that advanced and whose granted lump sum is another.",
    ),
    "state": Measure("State", "text"),
    "snapshot_id": Measure("Snapshot", "text", "Its id: time of the build (UTC) and six digits of its sources."),
    "published_by": Measure("Published by", "text"),
    "note": Measure("Note", "text"),
    "as_of_date": Measure("As of", "date", "Day on which the data are true."),
    "row_changes": Measure(
        "Rows against the one before", "text", "Rows of all delivered tables that were added, changed or removed."
    ),
    "added": Measure("Added", "count"),
    "changed": Measure("Changed", "count"),
    "removed": Measure("Removed", "count"),
    "is_origin": Measure(
        "Named by rows",
        "text",
        "Not read by the build itself: rows of the file that it read name this one as where they came from.",
    ),
    "record": Measure("Record", "text"),
    "origin_file": Measure("File", "text", "File or sheet from which the row came."),
    "origin_row": Measure("Row", "count", "Number of the row in its file; the header is row 1."),
    "field": Measure("Field", "text"),
    "status_before": Measure("Status before", "text"),
    "status_after": Measure("Status after", "text"),
    "lump_sum_before_eur": Measure("Lump sum before", "eur"),
    "lump_sum_after_eur": Measure("Lump sum after", "eur"),
}
