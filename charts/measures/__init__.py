"""Measures and fields: label, unit, format and definition, declared once for tiles, charts, tables and exports."""

from charts.measures.changes import CHANGES
from charts.measures.measure import Kind, Measure
from charts.measures.money import MONEY
from charts.measures.outlook import OUTLOOK
from charts.measures.statement import STATEMENT

__all__ = ["MEASURES", "Kind", "Measure", "label"]

MEASURES: dict[str, Measure] = {
    # counts of exchanges
    "exchanges": Measure(
        "Exchanges",
        "count",
        "One stay of one visiting organisation at one host organisation. Cancelled exchanges count nowhere "
        "unless the status filter asks for them.",
    ),
    "took_place": Measure("Took place", "count", "Exchanges whose status is completed, reported, validated or paid."),
    "ongoing": Measure("Ongoing", "count", "Exchanges whose stay has started and not ended on the as-of date."),
    "upcoming": Measure("Upcoming", "count", "Exchanges matched or agreed whose stay has not started."),
    "running_total": Measure("Total so far", "count", "Exchanges that took place up to and including the month."),
    "physical_took_place": Measure("Physical, took place", "count"),
    "physical_ongoing": Measure("Physical, ongoing", "count"),
    "physical_upcoming": Measure("Physical, upcoming", "count"),
    "virtual_took_place": Measure("Virtual, took place", "count"),
    "virtual_ongoing": Measure("Virtual, ongoing", "count"),
    "virtual_upcoming": Measure("Virtual, upcoming", "count"),
    "cancelled": Measure("Cancelled", "count", "Exchanges called off. They count nowhere else."),
    "visiting": Measure("Visiting", "count", "Exchanges in which it is the visiting side: its organisation travels."),
    "hosting": Measure("Hosting", "count", "Exchanges in which it is the host side: it receives the visitor."),
    "both": Measure(
        "Visiting or hosting", "count", "Visiting plus hosting; an exchange inside it counts on both sides."
    ),
    "net": Measure("Net", "count", "Visiting minus hosting: above zero sends more than it receives. Sums to zero."),
    "exchange_target": Measure(
        "Target",
        "count",
        "Exchanges that the partnership is to carry out as visiting partnership. Published for some; "
        "for the others the default of the rule table is assumed.",
    ),
    "exchange_target_basis": Measure("Basis of target", "text"),
    "share_pct": Measure("Share", "share", "Per cent of the exchanges in the current view."),
    # money
    "allocation_eur": Measure(
        "Allocation", "eur", "Lump-sum money that the partnership received for its exchanges (allocation transactions)."
    ),
    "transfers_eur": Measure(
        "Transfers", "eur", "Lump-sum money received from other partnerships, minus money given to them."
    ),
    "available_eur": Measure("Available", "eur", "Allocation plus transfers: what the partnership may spend."),
    "used_pct": Measure(
        "Used", "share", "Committed, payable and paid net of recoveries, in per cent of what is available."
    ),
    "committed_eur": Measure(
        "Committed",
        "eur",
        "Committed by the partnership: lump sums of exchanges agreed, ongoing, completed or reported. "
        "It is not the EU budget's commitment.",
    ),
    "payable_eur": Measure(
        "Payable", "eur", "Lump sums of exchanges whose report is validated and that are not paid yet."
    ),
    "paid_eur": Measure("Paid", "eur", "Payments made to visiting organisations (payment transactions)."),
    "recovered_eur": Measure("Recovered", "eur", "Payments taken back (recovery transactions)."),
    "remaining_eur": Measure(
        "Remaining", "eur", "Allocation plus transfers, minus committed, payable and paid, plus recovered."
    ),
    "footing_difference_eur": Measure(
        "Footing",
        "eur",
        "Allocation + transfers - (committed + payable + paid - recovered + remaining). Zero when the position adds up.",
    ),
    "lump_sum_eur": Measure("Lump sum", "eur", "Lump sum granted to the visiting organisation for the exchange."),
    "granted_exchanges": Measure(
        "Exchanges granted",
        "count",
        "Exchanges agreed, ongoing, completed, reported, validated or paid: not cancelled.",
    ),
    "with_lump_sum": Measure("With a lump sum", "count", "Exchanges granted whose lump sum is above zero."),
    "average_eur": Measure("Average lump sum", "eur", "Lump sums over the exchanges granted that have one."),
    "per_day_eur": Measure(
        "Per working day",
        "eur",
        "Lump sums over the working days of their stays. Stays whose days are not known count in neither.",
    ),
    "ceiling_share_pct": Measure(
        "Share of ceiling",
        "share",
        "Lump sums in per cent of the full ceilings of the host countries on the first day of the stay, none above the "
        "scheme's maximum. A stay that is halved uses half. Virtual exchanges, and host countries whose ceiling is not "
        "known on the day, count in neither.",
    ),
    "ceiling_eur": Measure("Full ceilings", "eur"),
    "with_ceiling_eur": Measure("Lump sums with a ceiling", "eur"),
    "without_ceiling": Measure(
        "Ceiling unknown",
        "count",
        "Exchanges with a lump sum that are virtual, or whose host country has no ceiling that day.",
    ),
    "without_days": Measure("Days unknown", "count", "Exchanges with a lump sum whose working days are not known."),
    "payment_due": Measure(
        "Payments due",
        "eur",
        "Lump sums of exchanges whose report is validated and that are not paid yet, due by the end of the stay plus the "
        "days to pay of the rule table.",
    ),
    "closing_report_awaited": Measure(
        "Closing reports awaited",
        "eur",
        "Lump sums of exchanges completed and not reported. The days to pay run from the end of the stay already.",
    ),
    "validation_awaited": Measure(
        "Validations awaited", "eur", "Lump sums of exchanges reported whose report is not validated yet."
    ),
    "start_overdue": Measure(
        "Starts overdue",
        "eur",
        "Lump sums of exchanges agreed whose start lies before the as-of date: they have started, moved or fallen through.",
    ),
    "granted_eur": Measure("Granted", "eur", "Lump sum granted to the visiting organisation for the exchange."),
    "entitlement_eur": Measure(
        "Entitlement",
        "eur",
        "What the rules of its day allow at most: the ceiling of the host country, half of it for a short stay or a short "
        "distance, never above the scheme's maximum; a virtual exchange is not paid. Empty where it cannot be told.",
    ),
    "at_stake_eur": Measure(
        "At stake",
        "eur",
        "What may have to be taken back: the part above the entitlement, or the whole lump sum where the stay as a whole "
        "breaks a rule, less what was recovered. A late payment puts nothing at stake. In all, an exchange counts once.",
    ),
    "exceptions": Measure(
        "Exceptions",
        "count",
        "Pairs of an exchange and a kind of departure from the rules of its day, cancelled ones apart.",
    ),
    # stays
    "working_days": Measure("Working days", "days", "Working days of the stay, travel days not counted."),
    "distance_km": Measure(
        "Distance", "km", "Geodesic distance on the WGS 84 ellipsoid between the two organisations."
    ),
    # register
    "partnerships_active": Measure(
        "Partnerships active", "count", "Partnerships with an exchange in the current view, as visiting or as host."
    ),
    "clusters_active": Measure(
        "Clusters active", "count", "Clusters with an exchange in the current view, as visiting or as host."
    ),
    "countries_active": Measure(
        "Countries active", "count", "Countries with an exchange in the current view, as visiting or as host."
    ),
    "partner_countries_active": Measure(
        "Countries active",
        "count",
        "Countries with a partner cluster that have an exchange in the current view, as visiting or as host. "
        "Organisations of other COSME countries take part through a cluster elsewhere; the Coverage page names them.",
    ),
    # white space and profiles
    "done": Measure(
        "Done",
        "count",
        "Exchanges of the current view that count for the row. For a cluster or country those it visits in plus those it "
        "hosts.",
    ),
    "expected": Measure(
        "Expected",
        "score",
        "What an even spread would give. A cluster: an equal share of both sides of all exchanges. A country or an "
        "ecosystem: in proportion to its clusters. A category: to its organisations. A pair: row total times column total "
        "over the grand total.",
    ),
    "difference": Measure(
        "Difference", "score", "Done minus expected: below zero is less than an even spread would give."
    ),
    "taking_part": Measure(
        "Takes part",
        "text",
        "Neither, never visited, never hosted, or both: on which sides it has exchanges in the view.",
    ),
    "months_idle": Measure(
        "Months idle", "count", "Months from the last month with an exchange to the as-of date; empty for never."
    ),
    "first_month": Measure("First month", "month", "First month with an exchange of the current view, on either side."),
    "first_visiting_month": Measure("First visiting", "month"),
    "first_hosting_month": Measure("First hosting", "month"),
    "last_month": Measure(
        "Last month",
        "month",
        "Last month with an exchange of the current view; in the white space, up to the as-of date.",
    ),
    "shared_ecosystems": Measure("Shared ecosystems", "text", "Industrial ecosystems that both partnerships name."),
    "match": Measure(
        "Match",
        "text",
        "Two clusters in different countries of COSME that could exchange. Only clusters known by name are suggested, and "
        "only where the two share an ecosystem or the other one has already taken part on that side.",
    ),
    "match_name": Measure("Match", "text"),
    "would": Measure("Would", "text"),
    "why": Measure("Why", "text"),
    "score": Measure(
        "Score",
        "count",
        "3 for a shared ecosystem, 2 if the other cluster has taken part on that side (of a pair: the host cluster has "
        "hosted), 1 for a first exchange from the one country to the other, 1 if the visiting partnership's remaining "
        "money pays a lump sum at the host country's ceiling. Equal scores: the more active one first.",
    ),
    "clusters": Measure("Clusters", "count"),
    "partnerships": Measure("Partnerships", "count"),
    "organisations": Measure("Organisations", "count"),
    "partners": Measure("Partners", "count", "Others of its kind with which it has an exchange in the current view."),
    "partner_name": Measure("Partner", "text"),
    "absent_name": Measure("Absent", "text"),
    "absent_host_name": Measure("Absent host", "text"),
    "rank": Measure("Rank", "count"),
    # plain fields
    "partnership_id": Measure("Partnership id", "text"),
    "acronym": Measure("Partnership", "text"),
    "name": Measure("Name", "text"),
    "short_name": Measure("Cluster", "text"),
    "cluster_id": Measure("Cluster id", "text"),
    "country_code": Measure("Country code", "text"),
    "country_name": Measure("Country", "text"),
    "visiting_name": Measure("Visiting", "text"),
    "host_name": Measure("Host", "text"),
    "visiting_id": Measure("Visiting id", "text"),
    "host_id": Measure("Host id", "text"),
    "ecosystem": Measure("Industrial ecosystem", "text"),
    "purpose": Measure("Purpose", "text"),
    "category": Measure("Organisation category", "text"),
    "mode": Measure("Mode", "text"),
    "status": Measure("Status", "text"),
    "status_group": Measure("Took place, ongoing, upcoming", "text"),
    "phase": Measure("Phase", "text"),
    "role": Measure("Role", "text"),
    "basis": Measure(
        "Basis",
        "text",
        "Published: a public source says so. Assumed: derived by rule. Placeholder: stands for a name not found in public sources.",
    ),
    "month": Measure(
        "Month", "month", "Month in which the stay starts; while no start is planned, month of the match."
    ),
    "by_month": Measure("Month", "text"),
    "returned": Measure("The other way", "count", "Exchanges of the pair in the opposite direction."),
    "opposite_exchanges": Measure("The other way", "count", "Exchanges of the pair in the opposite direction."),
    "reciprocity": Measure(
        "Reciprocity", "score", "2 x the smaller direction / both directions: 0 is one way, 1 is balance."
    ),
    "inside": Measure("Inside", "count", "Exchanges that start and end in the same node."),
    "is_one_way": Measure("One way only", "text"),
    "full_eur": Measure("Full ceiling", "eur"),
    "half_eur": Measure("Half ceiling", "eur"),
    "valid_from": Measure("Valid from", "date"),
    "valid_to": Measure("Valid to", "date"),
    "missing": Measure("Missing in", "count"),
    "file_name": Measure("File or sheet", "text"),
    "sha256": Measure("SHA-256", "text"),
    "bytes": Measure("Bytes", "count"),
    "rows": Measure("Rows", "count"),
    "exchange_id": Measure("Exchange", "text"),
    "visiting_organisation": Measure("Visiting organisation", "text"),
    "host_organisation": Measure("Host organisation", "text"),
    "visiting_partnership": Measure("Visiting partnership", "text"),
    "host_partnership": Measure("Host partnership", "text"),
    "visiting_country": Measure("Visiting country", "text"),
    "host_country": Measure("Host country", "text"),
    "visiting_cluster": Measure("Visiting cluster", "text"),
    "host_cluster": Measure("Host cluster", "text"),
    "start_date": Measure("Start", "date"),
    "end_date": Measure("End", "date"),
    "validated_date": Measure("Validated", "date"),
    "due_date": Measure("Due", "date", "End of the stay plus the days to pay of the rule table."),
    "kind": Measure("Kind", "text"),
    "detail": Measure("Detail", "text"),
    "finding": Measure("Finding", "text"),
    "amount_eur": Measure("Amount", "eur"),
    "what_to_do": Measure("What to do", "text"),
    "rule_id": Measure("Rule", "text"),
    "source": Measure("Source", "text"),
    "since_date": Measure(
        "Waiting since",
        "date",
        "Day of the step before: the validation, the report, the end of the stay, or the start agreed.",
    ),
    "days_left": Measure("Days left", "days", "Days from the as-of date to the due date; below zero is overdue."),
    **STATEMENT,
    **OUTLOOK,
    **MONEY,
}
MEASURES |= CHANGES


def label(field: str) -> str:
    """Screen label of a field or measure; a field without an entry reads as its own words."""
    measure = MEASURES.get(field)
    return measure.label if measure else field.replace("_", " ").capitalize()
