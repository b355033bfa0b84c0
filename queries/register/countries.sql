select
    k.country_code, k.name as country_name, k.eu_member, k.cosme_participant, k.has_partner_cluster,
    count(c.cluster_id) as clusters, k.note
from countries as k
left join clusters as c using (country_code)
group by all
order by country_name
