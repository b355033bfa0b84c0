select
    e.exchange_id, e.status, e.phase, e.status_group, e.mode, e.purpose, e.activity,
    v.name as visiting_organisation, v.category, v.subcategory, v.city as visiting_city, vk.name as visiting_country,
    vp.acronym as visiting_partnership, vc.short_name as visiting_cluster,
    h.name as host_organisation, h.category as host_category, h.city as host_city, hk.name as host_country,
    hp.acronym as host_partnership, hc.short_name as host_cluster,
    e.matched_date, e.agreed_date, e.start_date, e.end_date, e.working_days, e.reported_date, e.validated_date, e.due_date,
    e.paid_date, e.cancelled_date, e.distance_km, e.lump_sum_eur, e.committed_eur, e.payable_eur, e.paid_eur, e.recovered_eur,
    e.visiting_partnership_id, e.host_partnership_id, e.visiting_country_code, e.host_country_code,
    e.visiting_cluster_id, e.host_cluster_id
from exchanges as e
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
join partnerships as vp on vp.partnership_id = e.visiting_partnership_id
join partnerships as hp on hp.partnership_id = e.host_partnership_id
join clusters as vc on vc.cluster_id = e.visiting_cluster_id
join clusters as hc on hc.cluster_id = e.host_cluster_id
join countries as vk on vk.country_code = e.visiting_country_code
join countries as hk on hk.country_code = e.host_country_code
where e.exchange_id = $exchange_id
