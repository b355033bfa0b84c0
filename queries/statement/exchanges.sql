with chosen as (
    select partnership_id, acronym, row_number() over (order by register_order)::bigint as number
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), promised as (
    select exchange_id, min(day) as promised_date
    from budget_steps
    where account = 'committed' and day <= $as_of::date
    group by exchange_id
)
select
    c.number, c.acronym as visiting_partnership, e.exchange_id,
    v.name as visiting_organisation, h.name as host_organisation, k.name as host_country,
    e.mode, e.status, p.promised_date, e.start_date, e.end_date, e.working_days,
    e.validated_date, e.paid_date,
    case when e.cancelled_date <= $as_of::date then e.cancelled_date end as cancelled_date,
    e.lump_sum_eur
from exchanges_on($as_of::date) as e
join chosen as c on c.partnership_id = e.visiting_partnership_id
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join countries as k on k.country_code = e.host_country_code
left join promised as p using (exchange_id)
order by c.number, e.exchange_id
