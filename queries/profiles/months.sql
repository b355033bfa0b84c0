with mine as (
    select
        *,
        case $level
            when 'country' then visiting_country_code
            when 'partnership' then visiting_partnership_id
            else visiting_cluster_id
        end as visiting_id,
        case $level
            when 'country' then host_country_code
            when 'partnership' then host_partnership_id
            else host_cluster_id
        end as host_id
    from selected
    where visiting_id = $id or host_id = $id
)
select
    month,
    coalesce(sum(exchanges) filter (visiting_id = $id), 0)::bigint as visiting,
    coalesce(sum(exchanges) filter (host_id = $id), 0)::bigint as hosting
from mine
group by month
order by month
