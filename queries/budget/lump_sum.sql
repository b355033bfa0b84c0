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
        half_reason(terms, working_days, distance_km) as half_reason,
        entitlement_of_stay(terms, mode, working_days, distance_km) as entitlement_eur,
        mode = 'physical' and coalesce(working_days < terms.stay_minimum, false) as is_too_short
    from stay
), steps as (
    select
        1 as step, 'stay_minimum' as rule_id,
        case when working_days is null then 'The working days are not given.'
            else printf('%d working days; at least %d.', working_days, terms.stay_minimum) end as finding,
        null as amount_eur
    from worked where mode = 'physical' and terms.stay_minimum is not null
    union all
    select
        2, 'ceiling of the host country',
        case when terms.ceiling is null then printf('No ceiling is known for %s on %s.', host_country, day::varchar)
            else printf('The full ceiling of %s on %s is EUR %s.', host_country, day::varchar, terms.ceiling.full_eur::varchar) end,
        terms.ceiling.full_eur
    from worked where mode = 'physical'
    union all
    select
        3, case when distance_km < terms.half_km and coalesce(working_days >= terms.half_days, true)
            then 'half_below_km' else 'half_below_working_days' end,
        case
            when half_reason <> '' then printf('Half the ceiling, once, since %s.', half_reason)
            when ceiling_eur is null
                then printf('Working days or distance are not given: it is EUR %s if it is to be halved.', terms.ceiling.half_eur::varchar)
            else 'Not halved: neither the working days nor the distance are under the limit.'
        end,
        ceiling_eur
    from worked where mode = 'physical' and terms.ceiling is not null and (terms.half_days is not null or terms.half_km is not null)
    union all
    select
        4, 'lump_sum_maximum',
        case when ceiling_eur > terms.maximum_eur then printf('Cut to the maximum of EUR %s.', terms.maximum_eur::varchar)
            else printf('No lump sum is above EUR %s.', terms.maximum_eur::varchar) end,
        entitlement_eur
    from worked where mode = 'physical' and terms.maximum_eur is not null
    union all
    select 5, 'virtual_lump_sum', printf('A virtual exchange is paid EUR %s.', terms.virtual_eur::varchar), terms.virtual_eur
    from worked where mode = 'virtual' and terms.virtual_eur is not null
    union all
    select
        6, 'lump sum',
        case when is_too_short then 'A stay under the minimum is not paid.'
            when entitlement_eur is null then 'The lump sum cannot be told from what is given.'
            else 'The lump sum that may be granted at most.' end,
        case when is_too_short then 0 else entitlement_eur end
    from worked
)
select
    s.step, s.rule_id, s.finding, s.amount_eur::decimal(14, 2) as amount_eur,
    coalesce(r.basis, case s.rule_id when 'ceiling of the host country' then w.terms.ceiling.basis end, '') as basis,
    coalesce(r.source, case s.rule_id when 'ceiling of the host country' then w.terms.ceiling.source end, '') as source
from steps as s
cross join worked as w
left join rules as r
    on r.rule_id = s.rule_id
    and w.day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by s.step
