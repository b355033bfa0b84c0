with sides as (
    select visiting_country_code as country_code, sum(exchanges) as visiting, 0 as hosting
    from selected group by all
    union all
    select host_country_code, 0, sum(exchanges)
    from selected group by all
), counted as (
    select country_code, sum(visiting)::bigint as visiting, sum(hosting)::bigint as hosting
    from sides group by all
)
select
    k.country_code, k.name as country_name, k.x_km, k.y_km, k.has_partner_cluster, k.eu_member,
    coalesce(c.visiting, 0)::bigint as visiting,
    coalesce(c.hosting, 0)::bigint as hosting,
    coalesce(c.visiting + c.hosting, 0)::bigint as both,
    coalesce(c.visiting - c.hosting, 0)::bigint as net
from countries as k
left join counted as c using (country_code)
order by country_name
