with mine as (
    select
        case $level
            when 'country' then visiting_country_code
            when 'partnership' then visiting_partnership_id
            else visiting_cluster_id
        end as visiting_id,
        case $level
            when 'country' then host_country_code
            when 'partnership' then host_partnership_id
            else host_cluster_id
        end as host_id,
        visiting_country_code, host_country_code, exchanges
    from selected
    where visiting_id = $id or host_id = $id
), sides as (
    select host_country_code as country_code, exchanges as visiting, 0 as hosting from mine where visiting_id = $id
    union all
    select visiting_country_code, 0, exchanges from mine where host_id = $id
)
select
    s.country_code, k.name as country_name,
    sum(s.visiting)::bigint as visiting,
    sum(s.hosting)::bigint as hosting,
    sum(s.visiting + s.hosting)::bigint as "both"
from sides as s
join countries as k using (country_code)
group by s.country_code, k.name
order by "both" desc, country_name
