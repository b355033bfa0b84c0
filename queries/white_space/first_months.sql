with sides as (
    select 'cluster' as level, visiting_cluster_id as id, month, true as is_visiting from selected
    union all select 'cluster', host_cluster_id, month, false from selected
    union all select 'country', visiting_country_code, month, true from selected
    union all select 'country', host_country_code, month, false from selected
), firsts as (
    select
        level, id,
        min(month) as first_month,
        min(month) filter (is_visiting) as first_visiting_month,
        min(month) filter (not is_visiting) as first_hosting_month
    from sides
    group by all
), listed as (
    select 'cluster' as level, cluster_id as id, short_name, true as is_partner from clusters
    union all
    select 'country', country_code, name, country_code in (select country_code from clusters) from countries
)
select l.level, l.id, l.short_name, l.is_partner, f.first_month, f.first_visiting_month, f.first_hosting_month
from listed as l
left join firsts as f using (level, id)
where l.level = $level
order by f.first_month nulls last, l.short_name, l.id
