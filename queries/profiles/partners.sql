with sides as (
    select
        *,
        case when visiting_id = $id then host_id else visiting_id end as partner_id
    from of_node
)
select
    s.partner_id,
    n.short_name as partner_name,
    coalesce(sum(s.exchanges) filter (s.visiting_id = $id), 0)::bigint as visiting,
    coalesce(sum(s.exchanges) filter (s.host_id = $id), 0)::bigint as hosting,
    sum(s.exchanges)::bigint as exchanges,
    coalesce(sum(s.lump_sum_eur) filter (s.visiting_id = $id), 0)::decimal(14, 2) as lump_sum_eur,
    min(s.month) as first_month,
    max(s.month) as last_month
from sides as s
join nodes as n on n.level = $level and n.id = s.partner_id
group by s.partner_id, n.short_name, n.position
order by exchanges desc, n.position
