with states as (
    select
        case $level when 'country' then o.visiting_country_code when 'partnership' then o.visiting_partnership_id
            else o.visiting_cluster_id end as visiting_id,
        case $level when 'country' then o.host_country_code when 'partnership' then o.host_partnership_id
            else o.host_cluster_id end as host_id,
        1 as before, 0 as after
    from compared where status_0 <> 'cancelled'
    union all
    select
        case $level when 'country' then n.visiting_country_code when 'partnership' then n.visiting_partnership_id
            else n.visiting_cluster_id end,
        case $level when 'country' then n.host_country_code when 'partnership' then n.host_partnership_id
            else n.host_cluster_id end,
        0, 1
    from compared where status_2 <> 'cancelled'
), names as (
    select level, id, short_name, position from newer.nodes
    union all
    select level, id, short_name, position from older.nodes as o
    where not exists (from newer.nodes as n where n.level = o.level and n.id = o.id)
)
select
    s.visiting_id, coalesce(any_value(v.short_name), s.visiting_id) as visiting_name,
    s.host_id, coalesce(any_value(h.short_name), s.host_id) as host_name,
    sum(s.before)::bigint as before,
    sum(s.after)::bigint - sum(s.before)::bigint as change,
    sum(s.after)::bigint as after
from states as s
left join names as v on v.level = $level and v.id = s.visiting_id
left join names as h on h.level = $level and h.id = s.host_id
group by s.visiting_id, s.host_id
having sum(s.after) <> sum(s.before)
order by abs(change) desc, change desc, visiting_name, host_name
