with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), due as (
    select e.*, (e.due_date - s.as_of_date)::bigint as days_left
    from exchanges as e
    cross join snapshot as s
    where e.payable_eur > 0 and e.due_date <= s.as_of_date + rule_value('payment_days', s.as_of_date)::integer
)
select
    e.exchange_id, v.name as visiting_organisation, c.acronym as visiting_partnership, h.name as host_organisation,
    k.name as host_country, e.end_date, e.validated_date, e.due_date, e.days_left, e.payable_eur as lump_sum_eur
from due as e
join chosen as c on c.partnership_id = e.visiting_partnership_id
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join countries as k on k.country_code = e.host_country_code
order by e.due_date, e.exchange_id
