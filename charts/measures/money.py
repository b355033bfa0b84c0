"""Measures of the Budget page beyond the accounts: its answers, the ledger's rows, the waterfall."""

from charts.measures.measure import Measure
from languages import N_

MONEY: dict[str, Measure] = {
    "due_week_eur": Measure(
        N_("Due this week"),
        "eur",
        N_(
            "Lump sums validated and not paid whose last day to pay is past or within seven days of the as-of date. The last day "
            "is the end of the stay plus the days to pay of the rule table."
        ),
    ),
    "lump_sums_left": Measure(
        N_("Lump sums left"),
        "count",
        N_(
            "How many more exchanges the remaining money pays at the median of the lump sums granted so far (agreed or further on, "
            "cancelled and unpaid ones apart). A rule of thumb: it knows nothing of what is planned."
        ),
    ),
    "took_place_of_target": Measure(
        N_("Took place"),
        "count",
        N_(
            "Exchanges completed, reported, validated or paid for which the partnerships are the visiting side, against the sum of "
            "their targets. Under way: matched, agreed or ongoing."
        ),
    ),
    "payments": Measure(N_("Payments"), "count", N_("Exchanges whose report is validated and that are not paid yet.")),
    "step": Measure(N_("Step"), "text"),
    "change_eur": Measure(N_("Change"), "eur", N_("By how much the step changes what is left.")),
    "level_eur": Measure(N_("Left after it"), "eur", N_("What is left of the money received after the step.")),
    "account": Measure(N_("Account"), "text"),
    "stated_eur": Measure(N_("By rows"), "eur", N_("What transactions and statuses of exchanges say.")),
    "moved_eur": Measure(N_("By date"), "eur", N_("What the movements of money by date say.")),
    "difference_eur": Measure(
        N_("Differs by"),
        "eur",
        N_("What the rows say minus what the movements of money by date say. Zero when all adds up."),
    ),
    "day": Measure(N_("Day"), "date"),
    "row_ids": Measure(N_("Rows"), "text", N_("The transactions or exchanges that cause the difference.")),
    "transaction_id": Measure(N_("Transaction"), "text"),
    "date": Measure(N_("Date"), "date"),
    "reference": Measure(N_("Reference"), "text"),
    "agreed_date": Measure(N_("Agreed"), "date"),
    "reported_date": Measure(N_("Reported"), "date"),
    "row_count": Measure(N_("Rows"), "count"),
    "total_eur": Measure(N_("Total of the rows"), "eur"),
}
