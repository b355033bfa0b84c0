"""Fields of the statement of lump sums."""

from charts.measures.measure import Measure

STATEMENT = {
    "number": Measure("No.", "count"),
    "account": Measure("Account", "text", "Where the lump sum stands, by the status of its exchange."),
    "open_eur": Measure(
        "Open", "eur", "Promised or validated, and neither paid nor cancelled, by the dates of the exchange."
    ),
    "promised_date": Measure("Promised", "date", "First day on which the lump sum is committed."),
    "paid_date": Measure("Paid on", "date"),
    "cancelled_date": Measure("Cancelled on", "date"),
    "transaction_id": Measure("Transaction", "text"),
    "date": Measure("Date", "date"),
    "check": Measure("Check", "text"),
    "meaning": Measure("What it is", "text"),
    "reference": Measure("Reference", "text"),
}
