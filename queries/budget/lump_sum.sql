with stay as (
    select
        $mode as mode, $day::date as day, $working_days::integer as working_days, $distance_km::double as distance_km,
        k.name as host_country,
        terms_of_stay($host_country, $day::date) as terms
    from countries as k
    where k.country_code = $host_country
), worked as (
    select
        *,
        ceiling_of_stay(terms, working_days, distance_km) as ceiling_eur,
        halving(terms, working_days, distance_km) as halving,
        entitlement_of_stay(terms, mode, working_days, distance_km) as entitlement_eur,
        mode = 'physical' and coalesce(working_days < terms.stay_minimum, false) as is_too_short
    from stay
), steps as (
    -- facts are what the sentence of the step says; lump_sum_words.py puts it in words
    select
        1 as step, 'stay_minimum' as rule_id, {'days': working_days, 'least_days': terms.stay_minimum} as facts,
        null as amount_eur
    from worked where mode = 'physical' and terms.stay_minimum is not null
    union all
    select
        2, 'ceiling of the host country',
        {'host_country': host_country, 'host_country_code': $host_country, 'day': day, 'limit_eur': terms.ceiling.full_eur},
        terms.ceiling.full_eur
    from worked where mode = 'physical'
    union all
    select
        3, case when distance_km < terms.half_km and coalesce(working_days >= terms.half_days, true)
            then 'half_below_km' else 'half_below_working_days' end,
        {'halving': halving, 'ceiling_eur': ceiling_eur, 'limit_eur': terms.ceiling.half_eur}, ceiling_eur
    from worked where mode = 'physical' and terms.ceiling is not null and (terms.half_days is not null or terms.half_km is not null)
    union all
    select
        4, 'lump_sum_maximum',
        {'limit_eur': terms.maximum_eur, 'is_cut': coalesce(ceiling_eur > terms.maximum_eur, false)}, entitlement_eur
    from worked where mode = 'physical' and terms.maximum_eur is not null
    union all
    select 5, 'virtual_lump_sum', {'limit_eur': terms.virtual_eur}, terms.virtual_eur
    from worked where mode = 'virtual' and terms.virtual_eur is not null
    union all
    select
        6, 'lump sum', {'is_too_short': is_too_short, 'ceiling_eur': entitlement_eur},
        case when is_too_short then 0 else entitlement_eur end
    from worked
)
select
    s.step, s.rule_id, s.facts, s.amount_eur::decimal(14, 2) as amount_eur,
    coalesce(r.basis, case s.rule_id when 'ceiling of the host country' then w.terms.ceiling.basis end, '') as basis,
    coalesce(r.source, case s.rule_id when 'ceiling of the host country' then w.terms.ceiling.source end, '') as source
from steps as s
cross join worked as w
left join rules as r
    on r.rule_id = s.rule_id
    and w.day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by s.step
