with states as (
    select o.visiting_country_code as country_code, -1 as visiting, 0 as hosting from compared where status_0 <> 'cancelled'
    union all
    select o.host_country_code, 0, -1 from compared where status_0 <> 'cancelled'
    union all
    select n.visiting_country_code, 1, 0 from compared where status_2 <> 'cancelled'
    union all
    select n.host_country_code, 0, 1 from compared where status_2 <> 'cancelled'
), summed as (
    select country_code, sum(visiting)::bigint as visiting, sum(hosting)::bigint as hosting from states group by all
)
select
    k.country_code, k.name as country_name, k.x_km, k.y_km,
    coalesce(s.visiting, 0)::bigint as visiting_change, coalesce(s.hosting, 0)::bigint as hosting_change,
    (coalesce(s.visiting, 0) + coalesce(s.hosting, 0))::bigint as change,
    exists (from newer.clusters as c where c.country_code = k.country_code) as has_partner_cluster
from newer.countries as k
left join summed as s using (country_code)
order by country_name
