with ordered as (
    select e.*
    from exchanges as e
    semi join selected as s using (cell_id)
    where $search = '' or exists (
        select 1
        from organisations as v, organisations as h
        where v.organisation_id = e.visiting_organisation_id and h.organisation_id = e.host_organisation_id
            and contains(lower(concat_ws(' ', e.exchange_id, v.name, h.name, v.city, h.city)), lower($search))
    )
    order by
        case when $order = 'latest start' then e.start_date end desc nulls last,
        case when $order = 'earliest start' then e.start_date end asc nulls last,
        case when $order = 'largest lump sum' then e.lump_sum_eur end desc nulls last,
        case when $order = 'longest stay' then e.working_days end desc nulls last,
        case when $order = 'greatest distance' then e.distance_km end desc nulls last,
        e.exchange_id
    limit $limit
)
select
    e.exchange_id, e.status, e.mode, e.start_date, e.end_date, e.working_days,
    v.name as visiting_organisation, vp.acronym as visiting_partnership, vk.name as visiting_country,
    h.name as host_organisation, hp.acronym as host_partnership, hk.name as host_country,
    vc.short_name as visiting_cluster, hc.short_name as host_cluster,
    e.category, e.purpose, e.activity, e.distance_km, e.lump_sum_eur, e.paid_eur, e.recovered_eur,
    e.matched_date, e.agreed_date, e.reported_date, e.validated_date, e.paid_date, e.due_date, e.cancelled_date
from ordered as e
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join partnerships as vp on vp.partnership_id = e.visiting_partnership_id
join partnerships as hp on hp.partnership_id = e.host_partnership_id
join clusters as vc on vc.cluster_id = e.visiting_cluster_id
join clusters as hc on hc.cluster_id = e.host_cluster_id
join countries as vk on vk.country_code = e.visiting_country_code
join countries as hk on hk.country_code = e.host_country_code
order by
    case when $order = 'latest start' then e.start_date end desc nulls last,
    case when $order = 'earliest start' then e.start_date end asc nulls last,
    case when $order = 'largest lump sum' then e.lump_sum_eur end desc nulls last,
    case when $order = 'longest stay' then e.working_days end desc nulls last,
    case when $order = 'greatest distance' then e.distance_km end desc nulls last,
    e.exchange_id
