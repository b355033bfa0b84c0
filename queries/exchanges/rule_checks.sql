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
        half_reason(terms, working_days, distance_km) as half_reason
    from ruled
), checked as (
    -- A rule that is not valid on the day of the exchange is not checked.
    select 1 as step, 'stay_minimum' as rule_id, day, working_days >= stay_minimum as is_kept,
        case when working_days is null then 'The working days are not given.'
            else printf('%d working days; at least %d.', working_days, stay_minimum) end as detail
    from entitled where mode = 'physical' and stay_minimum is not null
    union all
    select 2, 'stay_maximum', day, end_date <= start_date + to_months(stay_maximum),
        case when start_date is null or end_date is null then 'Start or end is not planned yet.'
            else printf(
                '%s to %s; %s at most.', start_date::varchar, end_date::varchar,
                case when stay_maximum = 1 then 'one month' else stay_maximum || ' months' end
            ) end
    from entitled where stay_maximum is not null
    union all
    select 3, 'countries_differ', day, visiting_country_code <> host_country_code,
        printf('%s to %s.', visiting_country_code, host_country_code)
    from entitled
    union all
    select 4, 'cosme_countries', day, is_cosme,
        case when is_cosme then 'Both countries take part in COSME.'
            when is_cosme is null then 'Whether both countries take part in COSME is not known.'
            else 'One of the two countries, or both, do not take part in COSME.' end
    from entitled
    union all
    select 5, 'visits_per_organisation', day, other_visits + 1 <= visits,
        case other_visits
            when 0 then 'No other physical visit of this organisation.'
            when 1 then 'One other physical visit of this organisation.'
            else printf('%d other physical visits of this organisation.', other_visits)
        end
    from entitled where mode = 'physical' and status <> 'cancelled' and visits is not null
    union all
    select 6, 'ceiling of the host country', day, lump_sum_eur <= ceiling_eur,
        case
            when full_eur is null then 'No ceiling is known for the host country.'
            when ceiling_eur is null then 'Working days or distance are unknown, so half or full ceiling cannot be told.'
            when half_reason <> '' then printf('EUR %s granted; half ceiling EUR %s, since %s.', lump_sum_eur::varchar, ceiling_eur::varchar, half_reason)
            else printf('EUR %s granted; full ceiling EUR %s.', lump_sum_eur::varchar, ceiling_eur::varchar)
        end
    from entitled where mode = 'physical'
    union all
    select 6, 'virtual_lump_sum', day, lump_sum_eur <= virtual_eur,
        printf('EUR %s granted; a virtual exchange is paid EUR %s.', lump_sum_eur::varchar, virtual_eur::varchar)
    from entitled where mode = 'virtual' and virtual_eur is not null
    union all
    select 7, 'lump_sum_maximum', day, lump_sum_eur <= maximum_eur,
        printf('EUR %s granted; EUR %s at most.', lump_sum_eur::varchar, maximum_eur::varchar)
    from entitled where maximum_eur is not null
    union all
    -- Payable and overdue is broken already; before that, an unpaid exchange may still be paid in time.
    select 8, 'payment_days', end_date,
        case when paid_date is not null then paid_date <= due_date when payable_eur > 0 and as_of_date > due_date then false end,
        case when paid_date is null then printf('Not paid yet; due %s.', due_date::varchar)
            else printf('Paid %s; due %s.', paid_date::varchar, due_date::varchar) end
    from entitled where mode = 'physical' and due_date is not null and status <> 'cancelled'
)
select
    coalesce(r.label, case c.rule_id
        when 'countries_differ' then 'The visiting and the host organisation are in two countries'
        when 'cosme_countries' then 'The countries of both organisations take part in COSME'
        when 'ceiling of the host country' then 'The lump sum is within the ceiling of the host country'
    end) as rule,
    case when c.is_kept then 'kept' when not c.is_kept then 'broken' else 'cannot be told' end as outcome,
    c.detail,
    coalesce(r.basis, case c.rule_id when 'ceiling of the host country' then e.ceiling_basis else 'published' end, 'not published') as basis
from checked as c
cross join entitled as e
left join rules as r
    on r.rule_id = c.rule_id
    and c.day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by c.step
