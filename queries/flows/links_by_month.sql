with pairs as (
    select month, visiting_id, host_id, sum(exchanges)::bigint as exchanges
    from at_level
    group by month, visiting_id, host_id
)
select p.month, p.visiting_id, v.short_name as visiting_name, p.host_id, h.short_name as host_name, p.exchanges
from pairs as p
join nodes as v on v.level = $level and v.id = p.visiting_id
join nodes as h on h.level = $level and h.id = p.host_id
order by p.month, p.exchanges desc, v.position, h.position
