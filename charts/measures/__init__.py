"""Measures and fields: label, unit, format and definition, declared once for tiles, charts, tables and exports.

Labels and definitions are marked for the catalogue here and translated where they are read.
"""

from charts.measures.changes import CHANGES
from charts.measures.fields import FIELDS
from charts.measures.measure import Kind, Measure
from charts.measures.money import MONEY
from charts.measures.outlook import OUTLOOK
from charts.measures.statement import STATEMENT
from languages import N_, pgettext

__all__ = ["MEASURES", "Kind", "Measure", "label"]

MEASURES: dict[str, Measure] = {
    # counts of exchanges
    "exchanges": Measure(
        N_("Exchanges"),
        "count",
        N_(
            "One stay of one visiting organisation at one host organisation. Cancelled exchanges count nowhere "
            "unless the status filter asks for them."
        ),
    ),
    "took_place": Measure(
        N_("Took place"), "count", N_("Exchanges whose status is completed, reported, validated or paid.")
    ),
    "ongoing": Measure(N_("Ongoing"), "count", N_("Exchanges whose stay has started and not ended on the as-of date.")),
    "upcoming": Measure(N_("Upcoming"), "count", N_("Exchanges matched or agreed whose stay has not started.")),
    "running_total": Measure(
        N_("Total so far"), "count", N_("Exchanges that took place up to and including the month.")
    ),
    "physical_took_place": Measure(N_("Physical, took place"), "count"),
    "physical_ongoing": Measure(N_("Physical, ongoing"), "count"),
    "physical_upcoming": Measure(N_("Physical, upcoming"), "count"),
    "virtual_took_place": Measure(N_("Virtual, took place"), "count"),
    "virtual_ongoing": Measure(N_("Virtual, ongoing"), "count"),
    "virtual_upcoming": Measure(N_("Virtual, upcoming"), "count"),
    "cancelled": Measure(N_("Cancelled"), "count", N_("Exchanges called off. They count nowhere else.")),
    "visiting": Measure(
        N_("Visiting"), "count", N_("Exchanges in which it is the visiting side: its organisation travels.")
    ),
    "hosting": Measure(N_("Hosting"), "count", N_("Exchanges in which it is the host side: it receives the visitor.")),
    "both": Measure(
        N_("Visiting or hosting"), "count", N_("Visiting plus hosting; an exchange inside it counts on both sides.")
    ),
    "net": Measure(
        N_("Net"), "count", N_("Visiting minus hosting: above zero sends more than it receives. Sums to zero.")
    ),
    "exchange_target": Measure(
        N_("Target"),
        "count",
        N_(
            "Exchanges that the partnership is to carry out as visiting partnership. Published for some; "
            "for the others the default of the rule table is assumed."
        ),
    ),
    "exchange_target_basis": Measure(N_("Basis of target"), "text"),
    "share_pct": Measure(N_("Share"), "share", N_("Per cent of the exchanges in the current view.")),
    # money
    "allocation_eur": Measure(
        N_("Allocation"),
        "eur",
        N_("Lump-sum money that the partnership received for its exchanges (allocation transactions)."),
    ),
    "transfers_eur": Measure(
        N_("Transfers"), "eur", N_("Lump-sum money received from other partnerships, minus money given to them.")
    ),
    "available_eur": Measure(N_("Available"), "eur", N_("Allocation plus transfers: what the partnership may spend.")),
    "used_pct": Measure(
        N_("Used"), "share", N_("Committed, payable and paid net of recoveries, in per cent of what is available.")
    ),
    "committed_eur": Measure(
        N_("Committed"),
        "eur",
        N_(
            "Committed by the partnership: lump sums of exchanges agreed, ongoing, completed or reported. "
            "It is not the EU budget's commitment."
        ),
    ),
    "payable_eur": Measure(
        N_("Payable"), "eur", N_("Lump sums of exchanges whose report is validated and that are not paid yet.")
    ),
    "paid_eur": Measure(N_("Paid"), "eur", N_("Payments made to visiting organisations (payment transactions).")),
    "recovered_eur": Measure(N_("Recovered"), "eur", N_("Payments taken back (recovery transactions).")),
    "remaining_eur": Measure(
        N_("Remaining"), "eur", N_("Allocation plus transfers, minus committed, payable and paid, plus recovered.")
    ),
    "footing_difference_eur": Measure(
        N_("Footing"),
        "eur",
        N_(
            "Allocation + transfers - (committed + payable + paid - recovered + remaining). Zero when the position adds up."
        ),
    ),
    "lump_sum_eur": Measure(
        N_("Lump sum"), "eur", N_("Lump sum granted to the visiting organisation for the exchange.")
    ),
    "granted_exchanges": Measure(
        N_("Exchanges granted"),
        "count",
        N_("Exchanges agreed, ongoing, completed, reported, validated or paid: not cancelled."),
    ),
    "with_lump_sum": Measure(N_("With a lump sum"), "count", N_("Exchanges granted whose lump sum is above zero.")),
    "average_eur": Measure(N_("Average lump sum"), "eur", N_("Lump sums over the exchanges granted that have one.")),
    "per_day_eur": Measure(
        N_("Per working day"),
        "eur",
        N_("Lump sums over the working days of their stays. Stays whose days are not known count in neither."),
    ),
    "ceiling_share_pct": Measure(
        N_("Share of ceiling"),
        "share",
        N_(
            "Lump sums in per cent of the full ceilings of the host countries on the first day of the stay, none above the "
            "scheme's maximum. A stay that is halved uses half. Virtual exchanges, and host countries whose ceiling is not "
            "known on the day, count in neither."
        ),
    ),
    "ceiling_eur": Measure(N_("Full ceilings"), "eur"),
    "with_ceiling_eur": Measure(N_("Lump sums with a ceiling"), "eur"),
    "without_ceiling": Measure(
        N_("Ceiling unknown"),
        "count",
        N_("Exchanges with a lump sum that are virtual, or whose host country has no ceiling that day."),
    ),
    "without_days": Measure(
        N_("Days unknown"), "count", N_("Exchanges with a lump sum whose working days are not known.")
    ),
    "payment_due": Measure(
        N_("Payments due"),
        "eur",
        N_(
            "Lump sums of exchanges whose report is validated and that are not paid yet, due by the end of the stay plus the "
            "days to pay of the rule table."
        ),
    ),
    "closing_report_awaited": Measure(
        N_("Closing reports awaited"),
        "eur",
        N_("Lump sums of exchanges completed and not reported. The days to pay run from the end of the stay already."),
    ),
    "validation_awaited": Measure(
        N_("Validations awaited"), "eur", N_("Lump sums of exchanges reported whose report is not validated yet.")
    ),
    "start_overdue": Measure(
        N_("Starts overdue"),
        "eur",
        N_(
            "Lump sums of exchanges agreed whose start lies before the as-of date: they have started, moved or fallen through."
        ),
    ),
    "granted_eur": Measure(N_("Granted"), "eur", N_("Lump sum granted to the visiting organisation for the exchange.")),
    "entitlement_eur": Measure(
        N_("Entitlement"),
        "eur",
        N_(
            "What the rules of its day allow at most: the ceiling of the host country, half of it for a short stay or a short "
            "distance, never above the scheme's maximum; a virtual exchange is not paid. Empty where it cannot be told."
        ),
    ),
    "at_stake_eur": Measure(
        N_("At stake"),
        "eur",
        N_(
            "What may have to be taken back: the part above the entitlement, or the whole lump sum where the stay as a whole "
            "breaks a rule, less what was recovered. A late payment puts nothing at stake. In all, an exchange counts once."
        ),
    ),
    "exceptions": Measure(
        N_("Exceptions"),
        "count",
        N_("Pairs of an exchange and a kind of departure from the rules of its day, cancelled ones apart."),
    ),
    # stays
    "working_days": Measure(N_("Working days"), "days", N_("Working days of the stay, travel days not counted.")),
    "distance_km": Measure(
        N_("Distance"), "km", N_("Geodesic distance on the WGS 84 ellipsoid between the two organisations.")
    ),
    # register
    "partnerships_active": Measure(
        N_("Partnerships active"),
        "count",
        N_("Partnerships with an exchange in the current view, as visiting or as host."),
    ),
    "clusters_active": Measure(
        N_("Clusters active"), "count", N_("Clusters with an exchange in the current view, as visiting or as host.")
    ),
    "countries_active": Measure(
        N_("Countries active"), "count", N_("Countries with an exchange in the current view, as visiting or as host.")
    ),
    "partner_countries_active": Measure(
        N_("Countries active"),
        "count",
        N_(
            "Countries with a partner cluster that have an exchange in the current view, as visiting or as host. "
            "Organisations of other COSME countries take part through a cluster elsewhere; the Coverage page names them."
        ),
    ),
    # white space and profiles
    "done": Measure(
        N_("Done"),
        "count",
        N_(
            "Exchanges of the current view that count for the row. For a cluster or country those it visits in plus those it "
            "hosts."
        ),
    ),
    "expected": Measure(
        N_("Expected"),
        "score",
        N_(
            "What an even spread would give. A cluster: an equal share of both sides of all exchanges. A country or an "
            "ecosystem: in proportion to its clusters. A category: to its organisations. A pair: row total times column total "
            "over the grand total."
        ),
    ),
    "difference": Measure(
        N_("Difference"), "score", N_("Done minus expected: below zero is less than an even spread would give.")
    ),
    "taking_part": Measure(
        N_("Takes part"),
        "text",
        N_("Neither, never visited, never hosted, or both: on which sides it has exchanges in the view."),
    ),
    "months_idle": Measure(
        N_("Months idle"),
        "count",
        N_("Months from the last month with an exchange to the as-of date; empty for never."),
    ),
    "first_month": Measure(
        N_("First month"), "month", N_("First month with an exchange of the current view, on either side.")
    ),
    "first_visiting_month": Measure(N_("First visiting"), "month"),
    "first_hosting_month": Measure(N_("First hosting"), "month"),
    "last_month": Measure(
        N_("Last month"),
        "month",
        N_("Last month with an exchange of the current view; in the white space, up to the as-of date."),
    ),
    "shared_ecosystems": Measure(
        N_("Shared ecosystems"), "text", N_("Industrial ecosystems that both partnerships name.")
    ),
    "match": Measure(
        N_("Match"),
        "text",
        N_(
            "Two clusters in different countries of COSME that could exchange. Only clusters known by name are suggested, and "
            "only where the two share an ecosystem or the other one has already taken part on that side."
        ),
    ),
    "match_name": Measure(N_("Match"), "text"),
    "would": Measure(N_("Would"), "text"),
    "why": Measure(N_("Why"), "text"),
    "score": Measure(
        N_("Score"),
        "count",
        N_(
            "3 for a shared ecosystem, 2 if the other cluster has taken part on that side (of a pair: the host cluster has "
            "hosted), 1 for a first exchange from the one country to the other, 1 if the visiting partnership's remaining "
            "money pays a lump sum at the host country's ceiling. Equal scores: the more active one first."
        ),
    ),
    "clusters": Measure(N_("Clusters"), "count"),
    "partnerships": Measure(N_("Partnerships"), "count"),
    "organisations": Measure(N_("Organisations"), "count"),
    "partners": Measure(
        N_("Partners"), "count", N_("Others of its kind with which it has an exchange in the current view.")
    ),
    "partner_name": Measure(N_("Partner"), "text"),
    "absent_name": Measure(N_("Absent"), "text"),
    "absent_host_name": Measure(N_("Absent host"), "text"),
    "rank": Measure(N_("Rank"), "count"),
    # plain fields
    "partnership_id": Measure(N_("Partnership id"), "text"),
    "acronym": Measure(N_("Partnership"), "text"),
    "name": Measure(N_("Name"), "text"),
    "short_name": Measure(N_("Cluster"), "text"),
    "cluster_id": Measure(N_("Cluster id"), "text"),
    "country_code": Measure(N_("Country code"), "text"),
    "country_name": Measure(N_("Country"), "text"),
    "visiting_name": Measure("Visiting", "text", in_context=lambda: pgettext("who visits", "Visiting")),
    "host_name": Measure(N_("Host"), "text"),
    "visiting_id": Measure(N_("Visiting id"), "text"),
    "host_id": Measure(N_("Host id"), "text"),
    "ecosystem": Measure(N_("Industrial ecosystem"), "text"),
    "purpose": Measure(N_("Purpose"), "text"),
    "category": Measure(N_("Organisation category"), "text"),
    "mode": Measure(N_("Mode"), "text"),
    "status": Measure(N_("Status"), "text"),
    "status_group": Measure(N_("Took place, ongoing, upcoming"), "text"),
    "phase": Measure(N_("Phase"), "text"),
    "role": Measure(N_("Role"), "text"),
    "basis": Measure(
        N_("Basis"),
        "text",
        N_(
            "Published: a public source says so. Assumed: derived by rule. Placeholder: stands for a name not found in "
            "public sources."
        ),
    ),
    "month": Measure(
        N_("Month"), "month", N_("Month in which the stay starts; while no start is planned, month of the match.")
    ),
    "by_month": Measure(N_("Month"), "text"),
    "returned": Measure(N_("The other way"), "count", N_("Exchanges of the pair in the opposite direction.")),
    "opposite_exchanges": Measure(N_("The other way"), "count", N_("Exchanges of the pair in the opposite direction.")),
    "reciprocity": Measure(
        N_("Reciprocity"), "score", N_("2 x the smaller direction / both directions: 0 is one way, 1 is balance.")
    ),
    "inside": Measure(N_("Inside"), "count", N_("Exchanges that start and end in the same node.")),
    "is_one_way": Measure(N_("One way only"), "text"),
    "full_eur": Measure(N_("Full ceiling"), "eur"),
    "half_eur": Measure(N_("Half ceiling"), "eur"),
    "valid_from": Measure(N_("Valid from"), "date"),
    "valid_to": Measure(N_("Valid to"), "date"),
    "missing": Measure(N_("Missing in"), "count"),
    "file_name": Measure(N_("File or sheet"), "text"),
    "sha256": Measure(N_("SHA-256"), "text"),
    "bytes": Measure(N_("Bytes"), "count"),
    "rows": Measure(N_("Rows"), "count"),
    "exchange_id": Measure(N_("Exchange"), "text"),
    "visiting_organisation": Measure(N_("Visiting organisation"), "text"),
    "host_organisation": Measure(N_("Host organisation"), "text"),
    "visiting_partnership": Measure(N_("Visiting partnership"), "text"),
    "host_partnership": Measure(N_("Host partnership"), "text"),
    "visiting_country": Measure(N_("Visiting country"), "text"),
    "host_country": Measure(N_("Host country"), "text"),
    "visiting_cluster": Measure(N_("Visiting cluster"), "text"),
    "host_cluster": Measure(N_("Host cluster"), "text"),
    "start_date": Measure(N_("Start"), "date"),
    "end_date": Measure(N_("End"), "date"),
    "validated_date": Measure(N_("Validated"), "date"),
    "due_date": Measure(N_("Due"), "date", N_("End of the stay plus the days to pay of the rule table.")),
    "kind": Measure(N_("Kind"), "text"),
    "detail": Measure(N_("Detail"), "text"),
    "finding": Measure(N_("Finding"), "text"),
    "amount_eur": Measure(N_("Amount"), "eur"),
    "what_to_do": Measure(N_("What to do"), "text"),
    "rule_id": Measure(N_("Rule"), "text"),
    "source": Measure(N_("Source"), "text"),
    "since_date": Measure(
        N_("Waiting since"),
        "date",
        N_("Day of the step before: the validation, the report, the end of the stay, or the start agreed."),
    ),
    "days_left": Measure(
        N_("Days left"), "days", N_("Days from the as-of date to the due date; below zero is overdue.")
    ),
    **STATEMENT,
    **OUTLOOK,
    **MONEY,
    **FIELDS,
}
MEASURES |= CHANGES


def label(field: str) -> str:
    """Label of a field or measure in the reader's language; a field without an entry reads as its own words."""
    measure = MEASURES.get(field)
    return measure.label if measure else field.replace("_", " ").capitalize()
