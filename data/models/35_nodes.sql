-- One row per country, partnership and cluster, with the one name and the one place in the order that charts give it.
-- The order is by size in the whole snapshot, so no filter moves it: exchanges on either side, then the register's order.
create table nodes as
with sizes as (
    select 'country' as level, visiting_country_code as id, exchanges from activity join routes using (route_id)
    union all select 'country', host_country_code, exchanges from activity join routes using (route_id)
    union all select 'partnership', visiting_partnership_id, exchanges from activity join routes using (route_id)
    union all select 'partnership', host_partnership_id, exchanges from activity join routes using (route_id)
    union all select 'cluster', visiting_cluster_id, exchanges from activity join routes using (route_id)
    union all select 'cluster', host_cluster_id, exchanges from activity join routes using (route_id)
), size as (
    select level, id, sum(exchanges)::bigint as exchanges from sizes group by all
), register as (
    select 'country' as level, country_code as id, name, name as short_name, null as register_order from countries
    union all select 'partnership', partnership_id, acronym, acronym, register_order from partnerships
    union all select 'cluster', cluster_id, name, short_name, register_order from clusters
)
select
    level, id, r.name, r.short_name,
    row_number() over (
        partition by level order by coalesce(s.exchanges, 0) desc, r.register_order nulls last, r.name, id
    )::integer as position
from register as r
left join size as s using (level, id)
order by level, position;
