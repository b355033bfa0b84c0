"""Measures of the Budget page beyond the accounts: its answers, the ledger's rows, the waterfall."""

from charts.measures.measure import Measure

MONEY: dict[str, Measure] = {
    "due_week_eur": Measure(
        "Due this week",
        "eur",
        "Lump sums validated and not paid whose last day to pay is past or within seven days of the as-of date. The last day "
        "is the end of the stay plus the days to pay of the rule table.",
    ),
    "lump_sums_left": Measure(
        "Lump sums left",
        "count",
        "How many more exchanges the remaining money pays at the median of the lump sums granted so far (agreed or further on, "
        "cancelled and unpaid ones apart). A rule of thumb: it knows nothing of what is planned.",
    ),
    "took_place_of_target": Measure(
        "Took place",
        "count",
        "Exchanges completed, reported, validated or paid for which the partnerships are the visiting side, against the sum of "
        "their targets. Under way: matched, agreed or ongoing.",
    ),
    "payments": Measure("Payments", "count", "Exchanges whose report is validated and that are not paid yet."),
    "step": Measure("Step", "text"),
    "change_eur": Measure("Change", "eur", "By how much the step changes what is left."),
    "level_eur": Measure("Left after it", "eur", "What is left of the money received after the step."),
    "account": Measure("Account", "text"),
    "stated_eur": Measure("By rows", "eur", "What transactions and statuses of exchanges say."),
    "moved_eur": Measure("By date", "eur", "What the movements of money by date say."),
    "difference_eur": Measure(
        "Differs by", "eur", "What the rows say minus what the movements of money by date say. Zero when all adds up."
    ),
    "day": Measure("Day", "date"),
    "row_ids": Measure("Rows", "text", "The transactions or exchanges that cause the difference."),
    "transaction_id": Measure("Transaction", "text"),
    "date": Measure("Date", "date"),
    "reference": Measure("Reference", "text"),
    "agreed_date": Measure("Agreed", "date"),
    "reported_date": Measure("Reported", "date"),
    "row_count": Measure("Rows", "count"),
    "total_eur": Measure("Total of the rows", "eur"),
}
