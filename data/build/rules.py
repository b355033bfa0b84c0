"""What one column alone cannot tell: each rule says in SQL which rows break it, and in words what is wrong and right.

The SQL reads `subject.<input>` for the rows that it judges (those without an error of their own) and
`stage.input.<input>` for everything else. It returns `source_row` and `value`, and the columns that its
words name in braces.
"""

from dataclasses import dataclass

from data.build.problems import Grade

NO_END = "date '9999-12-31'"
NO_START = "date '0001-01-01'"


@dataclass(frozen=True)
class Rule:
    """One rule. `column` is the one that the reader should look at first."""

    kind: str
    input: str
    column: str
    sql: str
    wrong: str
    right: str
    grade: Grade = "error"
    choices: str = ""  # SQL for the texts that a wrong one may have been meant for


def _unique(table: str, key: str) -> Rule:
    return Rule(
        "key given twice",
        table,
        key,
        f"""
        with twice as (
            select {key}, min(source_row) as first_row from subject.{table}
            where {key} is not null group by 1 having count(*) > 1
        )
        select s.source_row, s.{key} as value, t.first_row
        from subject.{table} as s join twice as t using ({key}) where s.source_row > t.first_row
        """,
        "row {first_row} has the same " + key,
        f"each {key} stands once",
    )


def _reference(table: str, column: str, parent: str, key: str) -> Rule:
    return Rule(
        "unknown reference",
        table,
        column,
        f"""
        select s.source_row, s.{column} as value from subject.{table} as s
        where s.{column} is not null
          and s.{column} not in (select {key} from stage.input.{parent} where {key} is not null)
        """,
        f"is not among the {parent}",
        f"give a {key} of {parent}, or add it there",
        choices=f"select distinct {key} from stage.input.{parent} where {key} is not null",
    )


def _coordinates(table: str) -> Rule:
    return Rule(
        "half a coordinate",
        table,
        "latitude",
        f"""
        select source_row, concat_ws(' ', latitude, longitude) as value from subject.{table}
        where (latitude is null) <> (longitude is null)
        """,
        "has a latitude or a longitude without the other",
        "give both, or none",
    )


def _order(later: str, *earlier: str) -> Rule:
    """`later` is not before the last given date among `earlier` (nearest first)."""
    before = f"coalesce({', '.join(earlier)})"
    name = " ".join(f"when {column} is not null then '{column}'" for column in earlier)
    return Rule(
        "dates out of order",
        "exchanges",
        later,
        f"""
        select source_row, {later} as value, {before} as before, case {name} end as before_name
        from subject.exchanges where {later} < {before}
        """,
        "lies before the {before_name} {before}",
        "dates come in the order matched, agreed, start, end, reported, validated",
    )


def _needs(column: str, statuses: tuple[str, ...]) -> Rule:
    listed = ", ".join(f"'{status}'" for status in statuses)
    return Rule(
        "status without its date",
        "exchanges",
        column,
        f"select source_row, status as value from subject.exchanges where status in ({listed}) and {column} is null",
        f"the status needs the {column}",
        f"give the {column}, or the status that the exchange has reached",
    )


def _forbids(column: str, statuses: tuple[str, ...]) -> Rule:
    listed = ", ".join(f"'{status}'" for status in statuses)
    return Rule(
        "status behind its dates",
        "exchanges",
        column,
        f"""
        select source_row, {column} as value, status from subject.exchanges
        where status in ({listed}) and {column} is not null
        """,
        f"the status is {{status}} but there is a {column}",
        f"set the status that the exchange has reached, or empty the {column}",
    )


def _not_future(table: str, column: str, statuses: tuple[str, ...] = ()) -> Rule:
    only = f" and s.status in ({', '.join(repr(s) for s in statuses)})" if statuses else ""
    return Rule(
        "date after the as-of date",
        table,
        column,
        f"""
        select s.source_row, s.{column} as value, d.as_of_date
        from subject.{table} as s, stage.input.delivery as d where s.{column} > d.as_of_date{only}
        """,
        "lies after the as-of date {as_of_date}, on which it cannot have happened yet",
        "correct the date" + (" or the status" if statuses else "") + ", or the as_of_date of the delivery",
    )


def _validity(table: str, key: str) -> tuple[Rule, Rule]:
    return (
        Rule(
            "dates out of order",
            table,
            "valid_to",
            f"select source_row, valid_to as value, valid_from from subject.{table} where valid_to < valid_from",
            "lies before valid_from {valid_from}",
            "a validity ends after it starts",
        ),
        Rule(
            "overlapping validity",
            table,
            "valid_from",
            f"""
            select b.source_row, b.{key} as value, a.source_row as first_row
            from subject.{table} as a join subject.{table} as b on a.{key} = b.{key} and a.source_row < b.source_row
            where coalesce(a.valid_from, {NO_START}) <= coalesce(b.valid_to, {NO_END})
              and coalesce(b.valid_from, {NO_START}) <= coalesce(a.valid_to, {NO_END})
            """,
            "is valid on days on which row {first_row} is valid too",
            "end one validity before the next starts",
        ),
    )


_AGREED_ON = ("agreed", "ongoing", "completed", "reported", "validated", "paid")

RULES: tuple[Rule, ...] = (
    _unique("countries", "country_code"),
    _unique("partnerships", "partnership_id"),
    _unique("clusters", "cluster_id"),
    _unique("organisations", "organisation_id"),
    _unique("exchanges", "exchange_id"),
    _unique("budget_transactions", "transaction_id"),
    _reference("clusters", "partnership_id", "partnerships", "partnership_id"),
    _reference("clusters", "country_code", "countries", "country_code"),
    _reference("lump_sum_ceilings", "host_country_code", "countries", "country_code"),
    _reference("organisations", "country_code", "countries", "country_code"),
    _reference("organisations", "cluster_id", "clusters", "cluster_id"),
    _reference("exchanges", "visiting_organisation_id", "organisations", "organisation_id"),
    _reference("exchanges", "host_organisation_id", "organisations", "organisation_id"),
    _reference("exchanges", "visiting_partnership_id", "partnerships", "partnership_id"),
    _reference("exchanges", "host_partnership_id", "partnerships", "partnership_id"),
    _reference("budget_transactions", "partnership_id", "partnerships", "partnership_id"),
    _reference("budget_transactions", "exchange_id", "exchanges", "exchange_id"),
    # register
    _coordinates("clusters"),
    _coordinates("organisations"),
    Rule(
        "unknown code",
        "partnerships",
        "ecosystems",
        """
        with named as (select source_row, unnest(ecosystems) as value from subject.partnerships)
        select source_row, value from named where value not in (select code from ecosystem_codes)
        """,
        "is none of the 14 industrial ecosystems",
        "write one of the codes of data/SCHEMA.md, several apart by ;",
        choices="select code from ecosystem_codes",
    ),
    Rule(
        "dates out of order",
        "partnerships",
        "end_date",
        """
        select source_row, end_published as value, start_published from subject.partnerships
        where end_date < start_date
        """,
        "lies before the start_date {start_published}",
        "a partnership ends after it starts",
    ),
    *_validity("lump_sum_ceilings", "host_country_code"),
    *_validity("rules", "rule_id"),
    Rule(
        "half above full",
        "lump_sum_ceilings",
        "half_eur",
        "select source_row, half_eur as value, full_eur from subject.lump_sum_ceilings where half_eur > full_eur",
        "is more than full_eur {full_eur}",
        "half_eur is half of full_eur",
    ),
    Rule(
        "half is not half",
        "lump_sum_ceilings",
        "half_eur",
        """
        select source_row, half_eur as value, full_eur from subject.lump_sum_ceilings
        where half_eur <= full_eur and abs(2 * half_eur - full_eur) > 0.01
        """,
        "is not half of full_eur {full_eur}",
        "half_eur is half of full_eur",
        "warning",
    ),
    Rule(
        "subcategory of another category",
        "organisations",
        "subcategory",
        """
        select source_row, subcategory as value, category from subject.organisations
        where subcategory is not null and category <> 'scaling-up support organisation'
        """,
        "is for scaling-up support organisations, and the category is {category}",
        "empty the subcategory, or correct the category",
    ),
    # exchanges
    Rule(
        "same organisation",
        "exchanges",
        "host_organisation_id",
        """
        select source_row, host_organisation_id as value from subject.exchanges
        where visiting_organisation_id = host_organisation_id
        """,
        "visiting and host organisation are the same",
        "an exchange is between two organisations",
    ),
    *(
        Rule(
            "partnership of another cluster",
            "exchanges",
            f"{side}_partnership_id",
            f"""
            select e.source_row, e.{side}_partnership_id as value, c.partnership_id as own
            from subject.exchanges as e
            join stage.input.organisations as o on o.organisation_id = e.{side}_organisation_id
            join stage.input.clusters as c on c.cluster_id = o.cluster_id
            where c.partnership_id <> e.{side}_partnership_id
            """,
            "the organisation takes part through a cluster of {own}",
            "give the partnership that manages the organisation's profile",
            "warning",
        )
        for side in ("visiting", "host")
    ),
    _order("agreed_date", "matched_date"),
    _order("start_date", "agreed_date", "matched_date"),
    _order("end_date", "start_date", "agreed_date", "matched_date"),
    _order("reported_date", "end_date", "start_date", "agreed_date", "matched_date"),
    _order("validated_date", "reported_date", "end_date", "start_date", "agreed_date", "matched_date"),
    _order("cancelled_date", "validated_date", "reported_date", "agreed_date", "matched_date"),
    _not_future("exchanges", "matched_date"),
    _not_future("exchanges", "agreed_date"),
    _not_future("exchanges", "reported_date"),
    _not_future("exchanges", "validated_date"),
    _not_future("exchanges", "cancelled_date"),
    _not_future("exchanges", "start_date", ("ongoing", "completed", "reported", "validated", "paid")),
    _not_future("exchanges", "end_date", ("completed", "reported", "validated", "paid")),
    _not_future("budget_transactions", "date"),
    _needs("agreed_date", _AGREED_ON),
    _needs("start_date", _AGREED_ON[1:]),
    _needs("end_date", _AGREED_ON[2:]),
    _needs("reported_date", _AGREED_ON[3:]),
    _needs("validated_date", _AGREED_ON[4:]),
    _needs("cancelled_date", ("cancelled",)),
    _forbids("agreed_date", ("matched",)),
    _forbids("reported_date", ("matched", *_AGREED_ON[:3])),
    _forbids("validated_date", ("matched", *_AGREED_ON[:4])),
    _forbids("cancelled_date", ("matched", *_AGREED_ON)),
    Rule(
        "stay over but ongoing",
        "exchanges",
        "end_date",
        """
        select e.source_row, e.end_date as value, d.as_of_date from subject.exchanges as e, stage.input.delivery as d
        where e.status = 'ongoing' and e.end_date < d.as_of_date
        """,
        "the status is ongoing, and the stay ended before the as-of date {as_of_date}",
        "set the status completed, or correct the end_date",
        "warning",
    ),
    Rule(
        "more working days than days",
        "exchanges",
        "working_days",
        """
        select source_row, working_days as value, end_date - start_date + 1 as days from subject.exchanges
        where start_date is not null and end_date is not null and working_days > end_date - start_date + 1
        """,
        "the stay from start_date to end_date has {days} days",
        "correct working_days or the dates",
        "warning",
    ),
    Rule(
        "virtual exchange with a lump sum",
        "exchanges",
        "lump_sum_eur",
        "select source_row, lump_sum_eur as value from subject.exchanges where mode = 'virtual' and lump_sum_eur > 0",
        "virtual exchanges are not paid",
        "leave the lump sum of a virtual exchange empty or 0",
        "warning",
    ),
    # money
    Rule(
        "negative amount",
        "budget_transactions",
        "amount_eur",
        """
        select source_row, amount_eur as value, kind from subject.budget_transactions
        where amount_eur < 0 and kind <> 'transfer'
        """,
        "a {kind} is not negative",
        "write it without a sign; money taken back is a recovery, money given to another partnership a transfer",
    ),
    Rule(
        "payment without exchange",
        "budget_transactions",
        "exchange_id",
        """
        select source_row, transaction_id as value from subject.budget_transactions
        where kind = 'payment' and exchange_id is null
        """,
        "the payment does not say for which exchange",
        "give the exchange_id",
    ),
    Rule(
        "paid by another partnership",
        "budget_transactions",
        "partnership_id",
        """
        select t.source_row, t.partnership_id as value, t.kind, e.exchange_id, e.visiting_partnership_id as vop
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind in ('payment', 'recovery') and t.partnership_id <> e.visiting_partnership_id
        """,
        "the {kind} is booked on this partnership, but {exchange_id} is managed by {vop}",
        "the visiting partnership pays",
    ),
    Rule(
        "paid more than once",
        "budget_transactions",
        "exchange_id",
        """
        with twice as (
            select exchange_id, min(source_row) as first_row from stage.input.budget_transactions
            where kind = 'payment' and exchange_id is not null group by 1 having count(*) > 1
        )
        select t.source_row, t.exchange_id as value, w.first_row
        from subject.budget_transactions as t join twice as w using (exchange_id)
        where t.kind = 'payment' and t.source_row > w.first_row
        """,
        "row {first_row} is a payment for the same exchange",
        "an exchange is paid in one payment",
    ),
    Rule(
        "paid without a payment",
        "exchanges",
        "status",
        """
        select e.source_row, e.status as value, e.exchange_id from subject.exchanges as e
        where e.status = 'paid' and e.exchange_id not in (
            select exchange_id from stage.input.budget_transactions where kind = 'payment' and exchange_id is not null
        )
        """,
        "no transaction of kind payment names {exchange_id}",
        "add the payment, or set the status validated",
    ),
    Rule(
        "payment for an exchange that is not paid",
        "budget_transactions",
        "exchange_id",
        """
        select t.source_row, t.exchange_id as value, t.kind, e.status
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind in ('payment', 'recovery') and e.status <> 'paid'
        """,
        "there is a {kind}, but the exchange has the status {status}",
        "set the status paid, or remove the transaction",
    ),
    Rule(
        "paid before validation",
        "budget_transactions",
        "date",
        """
        select t.source_row, t.date as value, e.exchange_id, e.validated_date
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind = 'payment' and t.date < e.validated_date
        """,
        "{exchange_id} was validated later, on {validated_date}",
        "a lump sum is paid after the report is validated",
        "warning",
    ),
    Rule(
        "payment is not the lump sum",
        "budget_transactions",
        "amount_eur",
        """
        select t.source_row, t.amount_eur as value, e.exchange_id, e.lump_sum_eur
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind = 'payment' and t.amount_eur is distinct from e.lump_sum_eur
        """,
        "the lump sum of {exchange_id} is {lump_sum_eur}",
        "one payment pays the whole lump sum",
        "warning",
    ),
)
