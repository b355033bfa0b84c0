-- Partnerships without an exchange stay, with one row that has no pair.
with pairs as (
    select
        visiting_partnership_id as partnership_id,
        visiting_country_code as visiting_id,
        host_country_code as host_id,
        sum(exchanges)::bigint as exchanges
    from selected
    group by all
)
select
    a.partnership_id, a.acronym,
    coalesce(p.visiting_id, '') as visiting_id, coalesce(v.short_name, '') as visiting_name,
    coalesce(p.host_id, '') as host_id, coalesce(h.short_name, '') as host_name,
    coalesce(p.exchanges, 0)::bigint as exchanges
from partnerships as a
left join pairs as p using (partnership_id)
left join nodes as v on v.level = 'country' and v.id = p.visiting_id
left join nodes as h on h.level = 'country' and h.id = p.host_id
order by a.register_order, p.exchanges desc nulls last, v.position, h.position
