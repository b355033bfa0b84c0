with one as (
    select
        e.*,
        coalesce(e.start_date, e.agreed_date, e.matched_date) as day,
        n.as_of_date,
        vk.cosme_participant and hk.cosme_participant as is_cosme,
        (
            select count(*) from exchanges as o
            where o.visiting_organisation_id = e.visiting_organisation_id and o.mode = 'physical'
                and o.status <> 'cancelled' and o.exchange_id <> e.exchange_id
        ) as other_visits
    from exchanges as e
    cross join snapshot as n
    join countries as vk on vk.country_code = e.visiting_country_code
    join countries as hk on hk.country_code = e.host_country_code
    where e.exchange_id = $exchange_id
), ruled as (
    select *, terms_of_stay(host_country_code, day) as terms from one
), entitled as (
    select
        *,
        terms.stay_minimum as stay_minimum,
        terms.stay_maximum as stay_maximum,
        terms.visits as visits,
        terms.virtual_eur as virtual_eur,
        terms.maximum_eur as maximum_eur,
        terms.ceiling.full_eur as full_eur,
        terms.ceiling.basis as ceiling_basis,
        ceiling_of_stay(terms, working_days, distance_km) as ceiling_eur,
        halving(terms, working_days, distance_km) as halving
    from ruled
), checked as (
    -- A rule that is not valid on the day of the exchange is not checked. facts are the figures compared.
    select
        1 as step, 'stay_minimum' as rule_id, day, working_days >= stay_minimum as is_kept,
        {'days': working_days, 'least_days': stay_minimum} as facts
    from entitled where mode = 'physical' and stay_minimum is not null
    union all
    select
        2, 'stay_maximum', day, end_date <= start_date + to_months(stay_maximum),
        {'start_date': start_date, 'end_date': end_date, 'most_months': stay_maximum}
    from entitled where stay_maximum is not null
    union all
    select
        3, 'countries_differ', day, visiting_country_code <> host_country_code,
        {'visiting_country_code': visiting_country_code, 'host_country_code': host_country_code}
    from entitled
    union all
    select 4, 'cosme_countries', day, is_cosme, {'is_cosme': is_cosme}
    from entitled
    union all
    select 5, 'visits_per_organisation', day, other_visits + 1 <= visits, {'other_visits': other_visits}
    from entitled where mode = 'physical' and status <> 'cancelled' and visits is not null
    union all
    select
        6, 'ceiling of the host country', day, lump_sum_eur <= ceiling_eur,
        {'granted_eur': lump_sum_eur, 'full_eur': full_eur, 'limit_eur': ceiling_eur, 'halving': halving}
    from entitled where mode = 'physical'
    union all
    select
        6, 'virtual_lump_sum', day, lump_sum_eur <= virtual_eur,
        {'granted_eur': lump_sum_eur, 'limit_eur': virtual_eur}
    from entitled where mode = 'virtual' and virtual_eur is not null
    union all
    select
        7, 'lump_sum_maximum', day, lump_sum_eur <= maximum_eur,
        {'granted_eur': lump_sum_eur, 'limit_eur': maximum_eur}
    from entitled where maximum_eur is not null
    union all
    -- Payable and overdue is broken already; before that, an unpaid exchange may still be paid in time.
    select
        8, 'payment_days', end_date,
        case when paid_date is not null then paid_date <= due_date when payable_eur > 0 and as_of_date > due_date then false end,
        {'paid_date': paid_date, 'due_date': due_date}
    from entitled where mode = 'physical' and due_date is not null and status <> 'cancelled'
)
select
    coalesce(r.label, '') as label,
    case when c.is_kept then 'kept' when not c.is_kept then 'broken' else 'cannot be told' end as outcome,
    c.rule_id,
    c.facts,
    coalesce(r.basis, case c.rule_id when 'ceiling of the host country' then e.ceiling_basis else 'published' end, 'not published') as basis
from checked as c
cross join entitled as e
left join rules as r
    on r.rule_id = c.rule_id
    and c.day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by c.step
