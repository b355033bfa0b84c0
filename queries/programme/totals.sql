with by_route as (
    select
        route_id,
        visiting_partnership_id, host_partnership_id, visiting_cluster_id, host_cluster_id,
        visiting_country_code, host_country_code,
        sum(exchanges) as exchanges,
        sum(exchanges) filter (status_group = 'took place') as took_place,
        sum(exchanges) filter (status_group = 'ongoing') as ongoing,
        sum(exchanges) filter (status_group = 'upcoming') as upcoming,
        sum(exchanges) filter (status_group = 'cancelled') as cancelled,
        sum(committed_eur) as committed_eur,
        sum(payable_eur) as payable_eur,
        sum(paid_eur) as paid_eur,
        sum(recovered_eur) as recovered_eur
    from selected
    group by all
), active as (
    select visiting_partnership_id as partnership_id, visiting_cluster_id as cluster_id, visiting_country_code as country_code
    from by_route
    union all
    select host_partnership_id, host_cluster_id, host_country_code
    from by_route
)
select
    coalesce(sum(exchanges), 0)::bigint as exchanges,
    coalesce(sum(took_place), 0)::bigint as took_place,
    coalesce(sum(ongoing), 0)::bigint as ongoing,
    coalesce(sum(upcoming), 0)::bigint as upcoming,
    coalesce(sum(cancelled), 0)::bigint as cancelled,
    (select count(distinct partnership_id) from active) as partnerships_active,
    (select count(distinct cluster_id) from active) as clusters_active,
    (select count(distinct country_code) from active) as countries_active,
    (
        select count(distinct country_code) from active where country_code in (select country_code from clusters)
    ) as partner_countries_active,
    coalesce(sum(committed_eur), 0)::decimal(14, 2) as committed_eur,
    coalesce(sum(payable_eur), 0)::decimal(14, 2) as payable_eur,
    coalesce(sum(paid_eur), 0)::decimal(14, 2) as paid_eur,
    coalesce(sum(recovered_eur), 0)::decimal(14, 2) as recovered_eur
from by_route
