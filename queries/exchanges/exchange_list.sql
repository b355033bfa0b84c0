-- Two branches, of which the planner drops the one that the search text rules out: without a text no name is read.
-- Ids are put in order first and rows fetched after, since wide rows are what sorting costs. The order is one number,
-- the smaller the earlier.
with candidates as (
    select e.exchange_id, e.start_date, e.lump_sum_eur, e.working_days, e.distance_km
    from exchanges as e
    semi join selected as s using (cell_id)
    where $search = ''
    union all
    select e.exchange_id, e.start_date, e.lump_sum_eur, e.working_days, e.distance_km
    from exchanges as e
    semi join selected as s using (cell_id)
    join organisations as v on v.organisation_id = e.visiting_organisation_id
    join organisations as h on h.organisation_id = e.host_organisation_id
    where $search <> '' and contains(
        lower(concat_ws(' ', e.exchange_id, v.name, h.name, v.city, h.city)), lower($search)
    )
), ordered as (
    select
        exchange_id,
        case $order
            when 'latest start' then -epoch(start_date)
            when 'earliest start' then epoch(start_date)
            when 'largest lump sum' then -(lump_sum_eur::double)
            when 'longest stay' then -(working_days::double)
            when 'greatest distance' then -distance_km
            else 0.0
        end as place
    from candidates
    order by place nulls last, exchange_id
    limit $limit
)
select
    e.exchange_id, e.status, e.mode, e.start_date, e.end_date, e.working_days,
    v.name as visiting_organisation, vp.acronym as visiting_partnership, vk.name as visiting_country,
    h.name as host_organisation, hp.acronym as host_partnership, hk.name as host_country,
    vc.short_name as visiting_cluster, hc.short_name as host_cluster,
    e.category, e.purpose, e.activity, e.distance_km, e.lump_sum_eur, e.paid_eur, e.recovered_eur,
    e.matched_date, e.agreed_date, e.reported_date, e.validated_date, e.paid_date, e.due_date, e.cancelled_date,
    e.visiting_partnership_id, e.host_partnership_id, e.visiting_country_code, e.host_country_code,
    e.visiting_cluster_id, e.host_cluster_id
from ordered as o
join exchanges as e using (exchange_id)
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join partnerships as vp on vp.partnership_id = e.visiting_partnership_id
join partnerships as hp on hp.partnership_id = e.host_partnership_id
join clusters as vc on vc.cluster_id = e.visiting_cluster_id
join clusters as hc on hc.cluster_id = e.host_cluster_id
join countries as vk on vk.country_code = e.visiting_country_code
join countries as hk on hk.country_code = e.host_country_code
order by o.place nulls last, e.exchange_id
