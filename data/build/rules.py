"""What one column alone cannot tell: the table of rules across columns and across inputs (see rule_kinds)."""

from data.build.rule_kinds import Rule, coordinates, forbids, needs, not_future, order, reference, unique, validity
from languages import N_

_AGREED_ON = ("agreed", "ongoing", "completed", "reported", "validated", "paid")

RULES: tuple[Rule, ...] = (
    unique("countries", "country_code"),
    unique("partnerships", "partnership_id"),
    unique("clusters", "cluster_id"),
    unique("settings", "setting_id"),
    unique("organisations", "organisation_id"),
    unique("exchanges", "exchange_id"),
    unique("budget_transactions", "transaction_id"),
    reference("clusters", "partnership_id", "partnerships", "partnership_id"),
    reference("clusters", "country_code", "countries", "country_code"),
    # A ceiling that no country asks for harms nothing; the register knows more countries than some deliveries.
    reference("lump_sum_ceilings", "host_country_code", "countries", "country_code", "warning"),
    reference("organisations", "country_code", "countries", "country_code"),
    reference("organisations", "cluster_id", "clusters", "cluster_id"),
    reference("exchanges", "visiting_organisation_id", "organisations", "organisation_id"),
    reference("exchanges", "host_organisation_id", "organisations", "organisation_id"),
    reference("exchanges", "visiting_partnership_id", "partnerships", "partnership_id"),
    reference("exchanges", "host_partnership_id", "partnerships", "partnership_id"),
    reference("budget_transactions", "partnership_id", "partnerships", "partnership_id"),
    reference("budget_transactions", "exchange_id", "exchanges", "exchange_id"),
    # register
    coordinates("clusters"),
    coordinates("organisations"),
    Rule(
        N_("unknown code"),
        "partnerships",
        "ecosystems",
        """
        with named as (select source_row, unnest(ecosystems) as value from subject.partnerships)
        select source_row, value from named where value not in (select code from ecosystem_codes)
        """,
        N_("is none of the 14 industrial ecosystems"),
        N_("write one of the codes of data/SCHEMA.md, several apart by ;"),
        choices="select code from ecosystem_codes",
    ),
    Rule(
        N_("dates out of order"),
        "partnerships",
        "end_date",
        """
        select source_row, end_published as value, start_published from subject.partnerships
        where end_date < start_date
        """,
        N_("lies before the start_date {start_published}"),
        N_("a partnership ends after it starts"),
    ),
    *validity("lump_sum_ceilings", "host_country_code"),
    *validity("rules", "rule_id"),
    Rule(
        N_("half above full"),
        "lump_sum_ceilings",
        "half_eur",
        "select source_row, half_eur as value, full_eur from subject.lump_sum_ceilings where half_eur > full_eur",
        N_("is more than full_eur {full_eur}"),
        N_("half_eur is half of full_eur"),
    ),
    Rule(
        N_("half is not half"),
        "lump_sum_ceilings",
        "half_eur",
        """
        select source_row, half_eur as value, full_eur from subject.lump_sum_ceilings
        where half_eur <= full_eur and abs(2 * half_eur - full_eur) > 0.01
        """,
        N_("is not half of full_eur {full_eur}"),
        N_("half_eur is half of full_eur"),
        "warning",
    ),
    Rule(
        N_("subcategory of another category"),
        "organisations",
        "subcategory",
        """
        select source_row, subcategory as value, category from subject.organisations
        where subcategory is not null and category <> 'scaling-up support organisation'
        """,
        N_("is for scaling-up support organisations, and the category is {category}"),
        N_("empty the subcategory, or correct the category"),
    ),
    # exchanges
    Rule(
        N_("same organisation"),
        "exchanges",
        "host_organisation_id",
        """
        select source_row, host_organisation_id as value from subject.exchanges
        where visiting_organisation_id = host_organisation_id
        """,
        N_("visiting and host organisation are the same"),
        N_("an exchange is between two organisations"),
    ),
    *(
        Rule(
            N_("partnership of another cluster"),
            "exchanges",
            f"{side}_partnership_id",
            f"""
            select e.source_row, e.{side}_partnership_id as value, c.partnership_id as own
            from subject.exchanges as e
            join stage.input.organisations as o on o.organisation_id = e.{side}_organisation_id
            join stage.input.clusters as c on c.cluster_id = o.cluster_id
            where c.partnership_id <> e.{side}_partnership_id
            """,
            N_("the organisation takes part through a cluster of {own}"),
            N_("give the partnership that manages the organisation's profile"),
            "warning",
        )
        for side in ("visiting", "host")
    ),
    order("agreed_date", "matched_date"),
    order("start_date", "agreed_date", "matched_date"),
    order("end_date", "start_date", "agreed_date", "matched_date"),
    order("reported_date", "end_date", "start_date", "agreed_date", "matched_date"),
    order("validated_date", "reported_date", "end_date", "start_date", "agreed_date", "matched_date"),
    order("cancelled_date", "validated_date", "reported_date", "agreed_date", "matched_date"),
    not_future("exchanges", "matched_date"),
    not_future("exchanges", "agreed_date"),
    not_future("exchanges", "reported_date"),
    not_future("exchanges", "validated_date"),
    not_future("exchanges", "cancelled_date"),
    not_future("exchanges", "start_date", ("ongoing", "completed", "reported", "validated", "paid")),
    not_future("exchanges", "end_date", ("completed", "reported", "validated", "paid")),
    not_future("budget_transactions", "date"),
    needs("agreed_date", _AGREED_ON),
    needs("start_date", _AGREED_ON[1:]),
    needs("end_date", _AGREED_ON[2:]),
    needs("reported_date", _AGREED_ON[3:]),
    needs("validated_date", _AGREED_ON[4:]),
    needs("cancelled_date", ("cancelled",)),
    forbids("agreed_date", ("matched",)),
    forbids("reported_date", ("matched", *_AGREED_ON[:3])),
    forbids("validated_date", ("matched", *_AGREED_ON[:4])),
    forbids("cancelled_date", ("matched", *_AGREED_ON)),
    Rule(
        N_("stay over but ongoing"),
        "exchanges",
        "end_date",
        """
        select e.source_row, e.end_date as value, d.as_of_date from subject.exchanges as e, stage.input.delivery as d
        where e.status = 'ongoing' and e.end_date < d.as_of_date
        """,
        N_("the status is ongoing, and the stay ended before the as-of date {as_of_date}"),
        N_("set the status completed, or correct the end_date"),
        "warning",
    ),
    Rule(
        N_("more working days than days"),
        "exchanges",
        "working_days",
        """
        select source_row, working_days as value, end_date - start_date + 1 as days from subject.exchanges
        where start_date is not null and end_date is not null and working_days > end_date - start_date + 1
        """,
        N_("the stay from start_date to end_date has {days} days"),
        N_("correct working_days or the dates"),
        "warning",
    ),
    Rule(
        N_("virtual exchange with a lump sum"),
        "exchanges",
        "lump_sum_eur",
        "select source_row, lump_sum_eur as value from subject.exchanges where mode = 'virtual' and lump_sum_eur > 0",
        N_("virtual exchanges are not paid"),
        N_("leave the lump sum of a virtual exchange empty or 0"),
        "warning",
    ),
    # money
    Rule(
        N_("negative amount"),
        "budget_transactions",
        "amount_eur",
        """
        select source_row, amount_eur as value, kind from subject.budget_transactions
        where amount_eur < 0 and kind <> 'transfer'
        """,
        N_("a {kind} is not negative"),
        N_("write it without a sign; money taken back is a recovery, money given to another partnership a transfer"),
    ),
    Rule(
        N_("payment without exchange"),
        "budget_transactions",
        "exchange_id",
        """
        select source_row, transaction_id as value from subject.budget_transactions
        where kind = 'payment' and exchange_id is null
        """,
        N_("the payment does not say for which exchange"),
        N_("give the exchange_id"),
    ),
    Rule(
        N_("paid by another partnership"),
        "budget_transactions",
        "partnership_id",
        """
        select t.source_row, t.partnership_id as value, t.kind, e.exchange_id, e.visiting_partnership_id as vop
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind in ('payment', 'recovery') and t.partnership_id <> e.visiting_partnership_id
        """,
        N_("the {kind} is booked on this partnership, but {exchange_id} is managed by {vop}"),
        N_("the visiting partnership pays"),
    ),
    Rule(
        N_("paid more than once"),
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
        N_("{first_row} is a payment for the same exchange"),
        N_("an exchange is paid in one payment; recover what was paid above the lump sum"),
        "warning",
    ),
    Rule(
        N_("paid without a payment"),
        "exchanges",
        "status",
        """
        select e.source_row, e.status as value, e.exchange_id from subject.exchanges as e
        where e.status = 'paid' and e.exchange_id not in (
            select exchange_id from stage.input.budget_transactions where kind = 'payment' and exchange_id is not null
        )
        """,
        N_("no transaction of kind payment names {exchange_id}"),
        N_("add the payment, or set the status validated"),
        parent="budget_transactions",
        named="exchange_id",
    ),
    Rule(
        N_("payment for an exchange that is not paid"),
        "budget_transactions",
        "exchange_id",
        """
        select t.source_row, t.exchange_id as value, t.kind, e.status
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind in ('payment', 'recovery') and e.status <> 'paid'
        """,
        N_("there is a {kind}, but the exchange has the status {status}"),
        N_("set the status paid, or remove the transaction"),
    ),
    Rule(
        N_("paid before validation"),
        "budget_transactions",
        "date",
        """
        select t.source_row, t.date as value, e.exchange_id, e.validated_date
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind = 'payment' and t.date < e.validated_date
        """,
        N_("{exchange_id} was validated later, on {validated_date}"),
        N_("a lump sum is paid after the report is validated"),
        "warning",
    ),
    Rule(
        N_("payment is not the lump sum"),
        "budget_transactions",
        "amount_eur",
        """
        select t.source_row, t.amount_eur as value, e.exchange_id, e.lump_sum_eur
        from subject.budget_transactions as t join stage.input.exchanges as e using (exchange_id)
        where t.kind = 'payment' and t.amount_eur is distinct from e.lump_sum_eur
        """,
        N_("the lump sum of {exchange_id} is {lump_sum_eur}"),
        N_("one payment pays the whole lump sum"),
        "warning",
    ),
)
