with sides as (
    select host_country_code as country_code, exchanges as visiting, 0 as hosting from of_node where visiting_id = $id
    union all
    select visiting_country_code, 0, exchanges from of_node where host_id = $id
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
