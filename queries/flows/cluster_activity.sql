with sides as (
    select visiting_cluster_id as cluster_id, sum(exchanges) as visiting, 0 as hosting
    from selected group by all
    union all
    select host_cluster_id, 0, sum(exchanges)
    from selected group by all
), counted as (
    select cluster_id, sum(visiting)::bigint as visiting, sum(hosting)::bigint as hosting
    from sides group by all
)
select
    c.cluster_id, c.short_name, c.name, c.partnership_id, p.acronym, c.country_code, k.name as country_name,
    c.role, c.basis, c.x_km, c.y_km, c.is_location_approximate,
    coalesce(n.visiting, 0)::bigint as visiting,
    coalesce(n.hosting, 0)::bigint as hosting
from clusters as c
join partnerships as p using (partnership_id)
join countries as k on k.country_code = c.country_code
left join counted as n using (cluster_id)
order by c.register_order
