"""Fields of the statement of lump sums."""

from charts.measures.measure import Measure
from languages import N_, pgettext

STATEMENT = {
    "number": Measure(N_("No."), "count"),
    "account": Measure(N_("Account"), "text", N_("Where the lump sum stands, by the status of its exchange.")),
    "open_eur": Measure(
        "Open",
        "eur",
        N_("Promised or validated, and neither paid nor cancelled, by the dates of the exchange."),
        lambda: pgettext("amount", "Open"),
    ),
    "promised_date": Measure(N_("Promised"), "date", N_("First day on which the lump sum is committed.")),
    "paid_date": Measure(N_("Paid on"), "date"),
    "cancelled_date": Measure(N_("Cancelled on"), "date"),
    "transaction_id": Measure(N_("Transaction"), "text"),
    "date": Measure(N_("Date"), "date"),
    "check": Measure(N_("Check"), "text"),
    "meaning": Measure(N_("What it is"), "text"),
    "reference": Measure(N_("Reference"), "text"),
}
