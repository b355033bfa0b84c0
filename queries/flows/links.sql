with pairs as (
    select
        visiting_id, host_id,
        sum(exchanges)::bigint as exchanges,
        sum(working_days)::bigint as working_days,
        sum(lump_sum_eur)::decimal(14, 2) as lump_sum_eur
    from at_level
    group by visiting_id, host_id
)
select
    p.visiting_id, v.short_name as visiting_name, p.host_id, h.short_name as host_name,
    p.exchanges, p.working_days, p.lump_sum_eur
from pairs as p
join nodes as v on v.level = $level and v.id = p.visiting_id
join nodes as h on h.level = $level and h.id = p.host_id
order by p.exchanges desc, v.position, h.position
