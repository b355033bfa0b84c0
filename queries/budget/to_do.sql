with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), steps as (
    -- the planner drops one of the two
    select * from to_do where not $is_past
    union all
    select * from to_do_on($as_of::date) where $is_past
), first_ones as (
    select t.*, c.acronym, (t.due_date - $as_of::date)::bigint as days_left
    from steps as t
    join chosen as c on c.partnership_id = t.visiting_partnership_id
    order by t.due_date nulls last, t.exchange_id
    limit $limit
)
select
    t.kind, t.exchange_id, t.due_date, t.days_left, t.since_date, t.lump_sum_eur,
    v.name as visiting_organisation, t.visiting_partnership_id, t.acronym as visiting_partnership,
    h.name as host_organisation, k.name as host_country
from first_ones as t
join exchanges as e using (exchange_id)
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join countries as k on k.country_code = e.host_country_code
order by t.due_date nulls last, t.exchange_id
