-- All that take part in the whole snapshot, on either side: a filter empties a node and never moves another.
with wanted as (
    select case
        when $column in ('visiting_country', 'host_country') then 'country'
        when $column in ('visiting_partnership', 'host_partnership') then 'partnership'
        when $column in ('visiting_cluster', 'host_cluster') then 'cluster'
        else $column
    end as level
), placed as (
    select
        w.level, a.category, a.purpose, a.exchanges, r.*,
        coalesce(nullif(array_to_string(list_sort(list_distinct(r.visiting_ecosystems)), ' + '), ''), 'Not published') as ecosystem
    from activity as a
    join routes as r using (route_id)
    cross join wanted as w
), sides as (
    select
        case level
            when 'country' then visiting_country_code
            when 'partnership' then visiting_partnership_id
            when 'cluster' then visiting_cluster_id
            when 'category' then category
            when 'purpose' then purpose
            when 'ecosystem' then ecosystem
        end as id,
        exchanges
    from placed
    union all
    select
        case level
            when 'country' then host_country_code
            when 'partnership' then host_partnership_id
            when 'cluster' then host_cluster_id
        end,
        exchanges
    from placed
    where level in ('country', 'partnership', 'cluster')
), sizes as (
    select id, sum(exchanges)::bigint as exchanges from sides group by id
), places as (
    select 'country' as level, country_code as id, latitude, country_code from countries
    union all
    select 'cluster', cluster_id, latitude, country_code from clusters
    union all
    select 'partnership', partnership_id, avg(latitude), null from clusters group by partnership_id
)
select
    s.id,
    coalesce(n.name, upper(s.id[1]) || s.id[2:]) as name,
    coalesce(n.short_name, upper(s.id[1]) || s.id[2:]) as short_name,
    s.exchanges
from sizes as s
cross join wanted as w
left join nodes as n on n.level = w.level and n.id = s.id
left join places as p on p.level = w.level and p.id = s.id
order by
    n.id is null and s.id in ('Not published', 'not given'),
    case when $node_order = 'protocol' then nullif(list_position($protocol::varchar[], p.country_code), 0) end nulls last,
    case when $node_order = 'north_to_south' then p.latitude end desc nulls last,
    case when $node_order = 'alphabetical' then lower(strip_accents(coalesce(n.short_name, s.id))) end,
    n.position nulls last, s.exchanges desc, s.id
